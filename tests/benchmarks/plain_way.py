"""The plain way to an agreement: platypus, its QR widget and whole fonts, untagged. The floor that ours is held to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from desk import RESOURCES

from .plainly import Item, Texts

WIDE, GREY, PALE = 481.0, Color(0.4, 0.42, 0.46), Color(0.82, 0.84, 0.87)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    """Fonts are registered once for the process, as anybody would."""
    for face in ("Regular", "Bold", "Italic"):
        pdfmetrics.registerFont(TTFont(face, str(RESOURCES / "fonts" / f"BeVietnamPro-{face}.ttf")))
    body = ParagraphStyle("body", fontName="Regular", fontSize=9.2, leading=14)
    return {
        "body": body,
        "second": ParagraphStyle("second", body, fontSize=8.2, leading=12.4, textColor=GREY),
        "bold": ParagraphStyle("bold", body, fontName="Bold"),
        "quote": ParagraphStyle("quote", body, fontName="Italic", leftIndent=14),
        "title": ParagraphStyle("title", body, fontName="Bold", fontSize=20, leading=28),
        "heading": ParagraphStyle("heading", body, fontName="Bold", fontSize=11, leading=16, spaceBefore=12),
        "small": ParagraphStyle("small", body, fontSize=8.2, leading=12.4),
        "head": ParagraphStyle("head", body, fontName="Bold", fontSize=8.2, leading=12.4),
    }


def pdf(items: Sequence[Item]) -> bytes:
    """The same words as ours, set by platypus."""
    out = BytesIO()
    paper = SimpleDocTemplate(out, pagesize=A4, leftMargin=57, rightMargin=57, topMargin=62, bottomMargin=62)
    paper.build([flowable for item in items for flowable in _set(item)], onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _foot(canvas: object, paper: object) -> None:
    canvas.setFont("Regular", 7.8)  # type: ignore[attr-defined]
    canvas.drawRightString(538, 36, str(paper.page))  # type: ignore[attr-defined]


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), _styles()[style])


def _stack(texts: Texts, first: str = "body", second: str = "second") -> list[Paragraph]:
    return [_paragraph(text, second if n else first) for n, text in enumerate(texts)]


def _beside(texts: Texts, style: str) -> Flowable:
    if len(texts) == 1:
        return _paragraph(texts[0], style)
    return Table([[_paragraph(text, style) for text in texts]], [WIDE / len(texts)] * len(texts), style=_BARE)


_BARE = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
_RULED = TableStyle([*_BARE.getCommands(), ("LINEBELOW", (0, 0), (-1, -1), 0.5, PALE)])


def _set(item: Item) -> Iterator[Flowable]:
    if item.kind == "head":
        yield Table([[_stack(item.texts, "bold"), _code(item.code)]], [WIDE - 66, 66], style=_BARE)
    elif item.kind == "title":
        yield from _stack(item.texts, "title")
    elif item.kind in ("heading", "text", "quote"):
        yield _beside(item.texts, {"text": "body"}.get(item.kind, item.kind))
        yield Spacer(1, 4)
    elif item.kind == "points":
        for number, (texts,) in enumerate(item.rows, 1):
            yield _beside(tuple(f"{number}. {text}" for text in texts), "body")
    elif item.kind == "facts":
        rows = [[_stack(label), _stack(value)] for label, value in item.rows]
        yield Table(rows, [138, WIDE - 138], style=_RULED)
    elif item.kind == "table":
        whole = sum(item.columns)
        rows = [[_stack(cell, "small" if n else "head") for cell in row] for n, row in enumerate(item.rows)]
        yield Table(rows, [WIDE * share / whole for share in item.columns], style=_RULED, repeatRows=1)
    else:
        boxes = [[_stack((*row[0], "_" * 20, *item.texts)) for row in item.rows]]
        yield KeepTogether([Table(boxes, [WIDE / len(item.rows)] * len(item.rows), style=_BARE)])


def _code(payload: str) -> Flowable:
    if not payload:
        return Spacer(1, 1)
    widget = QrCodeWidget(payload, barLevel="M")
    left, low, right, high = widget.getBounds()
    drawing = Drawing(62, 62, transform=[62 / (right - left), 0, 0, 62 / (high - low), 0, 0])
    drawing.add(widget)
    return drawing
