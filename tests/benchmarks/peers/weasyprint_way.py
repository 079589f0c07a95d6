"""The same agreement by WeasyPrint, from HTML, tagged (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from desk import RESOURCES
from desk.papers.qr import modules

from ..plainly import Item, Texts

_FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"), ("Italic", "normal", "italic"))
_FONTS = FontConfiguration()
_STYLE = CSS(
    string="".join(
        f"@font-face {{font-family: Desk; font-weight: {weight}; font-style: {slant};"
        f" src: url({(RESOURCES / 'fonts' / f'BeVietnamPro-{face}.ttf').as_uri()})}}"
        for face, weight, slant in _FACES
    )
    + "@page {size: A4; margin: 20mm; @bottom-right {content: counter(page) ' / ' counter(pages)}}"
    "body {font: 9.2pt/14pt Desk} table {width: 100%; border-collapse: collapse} td, th {vertical-align: top;"
    " text-align: left; border-bottom: .5pt solid #ccc} small {display: block; color: #666}",
    font_config=_FONTS,
)


def pdf(items: Sequence[Item]) -> bytes:
    """Written from HTML, its fonts and style made once."""
    page = f"<html lang=vi><title>Agreement</title><body>{''.join(_html(item) for item in items)}</body></html>"
    return HTML(string=page).write_pdf(stylesheets=[_STYLE], font_config=_FONTS, pdf_variant="pdf/ua-1")


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _stack(texts: Texts) -> str:
    return "".join(f"<small>{_text(t)}</small>" if n else _text(t) for n, t in enumerate(texts))


def _row(cells: Sequence[Texts], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{_stack(cell)}</{tag}>" for cell in cells) + "</tr>"


def _html(item: Item) -> str:
    if item.kind == "head":
        return f"{_code(item.code)}<p>{'<br>'.join(map(_text, item.texts))}</p>"
    if item.kind in ("title", "heading"):
        tag = "h1" if item.kind == "title" else "h2"
        return f"<{tag}>{' / '.join(map(_text, item.texts))}</{tag}>"
    if item.kind == "quote":
        return f"<blockquote>{_stack(item.texts)}</blockquote>"
    if item.kind == "text":
        return f"<table>{_row([(text,) for text in item.texts])}</table>"
    if item.kind == "points":
        return "<ol>" + "".join(f"<li>{_stack(texts)}</li>" for (texts,) in item.rows) + "</ol>"
    if item.kind == "facts":
        return "<table>" + "".join(_row(row) for row in item.rows) + "</table>"
    if item.kind == "table":
        head, *rows = item.rows
        return f"<table><thead>{_row(head, 'th')}</thead><tbody>{''.join(map(_row, rows))}</tbody></table>"
    return f"<table>{_row([(*row[0], *item.texts) for row in item.rows])}</table>"


def _code(payload: str) -> str:
    rows = modules(payload)
    runs = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return f'<svg width="62pt" height="62pt" viewBox="0 0 {size} {size}" role="img"><path d="{runs}"/></svg>'
