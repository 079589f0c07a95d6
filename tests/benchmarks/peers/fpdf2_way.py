"""The same agreement by fpdf2, untagged."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf import FPDF

from desk import RESOURCES
from desk.papers.qr import modules

from ..plainly import Item, Texts

_STYLES = (("Regular", ""), ("Bold", "B"), ("Italic", "I"))


class _Paper(FPDF):
    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Desk", size=8)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")


def pdf(items: Sequence[Item]) -> bytes:
    """Fonts are added to each document: fpdf2 keeps none between two."""
    paper = _Paper(unit="pt", format="A4")
    paper.set_margins(57, 57, 57)
    for face, style in _STYLES:
        paper.add_font("Desk", style, str(RESOURCES / "fonts" / f"BeVietnamPro-{face}.ttf"))
    paper.add_page()
    for item in items:
        _set(paper, item)
    return bytes(paper.output())


def _write(paper: FPDF, texts: Texts, style: str = "", size: float = 9.2) -> None:
    paper.set_font("Desk", style, size)
    for text in texts:
        paper.multi_cell(0, size * 1.5, text, new_x="LMARGIN", new_y="NEXT")


def _table(paper: FPDF, rows: Sequence[Sequence[Texts]], shares: Sequence[float], heads: bool) -> None:
    paper.set_font("Desk", size=8.2)
    with paper.table(col_widths=tuple(shares), first_row_as_headings=heads, line_height=12.4) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell("\n".join(cell))


def _set(paper: FPDF, item: Item) -> None:
    if item.kind == "head":
        _code(paper, item.code)
        _write(paper, item.texts)
    elif item.kind in ("title", "heading"):
        _write(paper, item.texts, "B", 20 if item.kind == "title" else 11)
    elif item.kind in ("text", "quote"):
        _write(paper, item.texts, "I" if item.kind == "quote" else "")
    elif item.kind == "points":
        for (texts,) in item.rows:
            _write(paper, tuple(f"• {text}" for text in texts))
    elif item.kind == "facts":
        _table(paper, item.rows, (138, 343), heads=False)
    elif item.kind == "table":
        _table(paper, item.rows, item.columns, heads=True)
    else:
        cells = [(*row[0], " ", *item.texts) for row in item.rows]
        _table(paper, [cells], [1.0] * len(cells), heads=False)


def _code(paper: FPDF, payload: str) -> None:
    rows = modules(payload)
    side = 62 / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                paper.rect(476 + x * side, 57 + y * side, side, side, style="F")
