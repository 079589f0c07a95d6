"""The plainest objects of a PDF file, written the way archives want them."""

from __future__ import annotations

import zlib

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument as PDF
from reportlab.pdfbase.pdfdoc import PDFObjectReference as Reference

__all__ = ["PDF", "Raw", "Reference", "Stream", "number", "string"]


class Raw(pdfdoc.PDFObject):
    """An object whose text is already known."""

    __RefOnly__ = 1  # reportlab's word for "always an object of its own"

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDF) -> bytes:
        return self.text.encode("latin-1")


class Stream(pdfdoc.PDFObject):
    """A stream with an end of line before `endstream` (ISO 19005-2, 6.1.7.1), which reportlab's own lacks.

    CR and LF both: data that happens to end in CR would be read as one byte shorter before a bare LF.
    """

    __RefOnly__ = 1

    def __init__(self, content: str | bytes, entries: str = "", packed: bool = True) -> None:
        data = content.encode() if isinstance(content, str) else content
        self.data = zlib.compress(data) if packed else data
        self.entries = entries + ("/Filter/FlateDecode" if packed else "")

    def format(self, document: PDF) -> bytes:
        head = f"<<{self.entries}/Length {len(self.data)}>>\nstream\n".encode("latin-1")
        return head + self.data + b"\r\nendstream\n"


def string(text: str, doc: PDF) -> str:
    """The text as a string of the file, UTF-16 where it must be."""
    return str(pdfdoc.PDFString(text).format(doc).decode("latin-1"))


def number(reference: Reference, doc: PDF) -> str:
    """The reference as the file writes it: 12 0 R."""
    return str(reference.format(doc).decode("latin-1"))
