"""The same agreement by typst, tagged (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence

import typst

from desk import RESOURCES
from desk.papers.qr import modules

from ..plainly import Item, Texts

_HEAD = """#set document(title: "Agreement")
#set page(paper: "a4", margin: 20mm, numbering: "1 / 1")
#set text(font: "Be Vietnam Pro", size: 9.2pt, lang: "vi")
"""

_FONTS = typst.Fonts(include_system_fonts=False, font_paths=[str(RESOURCES / "fonts")])


def pdf(items: Sequence[Item]) -> bytes:
    """Compiled from markup, as a program that prints by typst does."""
    source = _HEAD + "\n\n".join(_markup(item) for item in items)
    return typst.compile(source.encode(), font_paths=_FONTS, pdf_standards=["ua-1"])


def _text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#"{quoted}"'


def _stack(texts: Texts) -> str:
    return "[" + r" \ ".join(_text(text) for text in texts) + "]"


def _grid(cells: Sequence[str], columns: str) -> str:
    return f"#grid(columns: {columns}, gutter: 8pt, {', '.join(cells)})"


def _markup(item: Item) -> str:
    if item.kind == "head":
        return _grid([_stack(item.texts), _code(item.code)], "(1fr, 62pt)")
    if item.kind in ("title", "heading"):
        return f"#heading(level: {1 if item.kind == 'title' else 2}){_stack(item.texts)}"
    if item.kind in ("text", "quote"):
        return _grid([_stack((text,)) for text in item.texts], "(" + "1fr, " * len(item.texts) + ")")
    if item.kind == "points":
        return "\n".join(f"+ {' / '.join(map(_text, texts))}" for (texts,) in item.rows)
    if item.kind == "facts":
        cells = ", ".join(_stack(cell) for row in item.rows for cell in row)
        return f"#table(columns: (138pt, 1fr), stroke: none, {cells})"
    if item.kind == "table":
        head, *rows = item.rows
        cells = ", ".join(_stack(cell) for row in rows for cell in row)
        shares = ", ".join(f"{share}fr" for share in item.columns)
        return f"#table(columns: ({shares}), table.header({', '.join(map(_stack, head))}), {cells})"
    return _grid([_stack((*row[0], "", "", *item.texts)) for row in item.rows], "(" + "1fr, " * len(item.rows) + ")")


def _code(payload: str) -> str:
    rows = modules(payload)
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1"/>' for y, row in enumerate(rows) for x, d in enumerate(row) if d
    )
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {len(rows)} {len(rows)}'>{squares}</svg>"
    inside = svg.replace("\\", "\\\\").replace('"', '\\"')
    return f'image(bytes("{inside}"), alt: "QR", width: 62pt)'
