"""A paper as bytes and as pictures of its pages; no widget and no store, so that it may be made on another thread."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from desk.cases.branch import Branch
from desk.cases.case import Case
from desk.papers import PAPERS

#: Sharp enough to read on screen, and what printers want (the default of Qt's printer makes files of many megabytes).
SCREEN_DPI, PRINT_DPI = 96, 300

#: PDFium may be used by one thread at a time only.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Made:
    """A paper as bytes, its pages as pictures, and what is recorded when it is issued."""

    paper: str
    languages: tuple[str, ...]
    pdf: bytes
    pages: tuple[QImage, ...]
    name: str

    def answers(self) -> dict[str, Any]:
        """The answers of the step that records the issue."""
        more = {"second_language": self.languages[1]} if len(self.languages) > 1 else {}
        digest = hashlib.sha256(self.pdf).hexdigest()
        return {"paper": self.paper, "language": self.languages[0], "sha256": digest, **more}


def make(paper: str, case: Case, languages: tuple[str, ...], branch: Branch) -> Made:
    """The paper of a frozen case. Touches no widget and no store: it may run on another thread."""
    pdf = PAPERS[paper].make(case, languages, branch=branch)
    return Made(paper, languages, pdf, pictures(pdf, SCREEN_DPI), f"{case.number} {paper}.pdf")


def pictures(pdf: bytes, dpi: int) -> tuple[QImage, ...]:
    """The pages as pictures."""
    import pypdfium2  # type: ignore[import-untyped]  # late: it is needed for papers only

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_picture(page, dpi) for page in document)
        finally:
            document.close()


def _picture(page: Any, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / 72, prefer_bgrx=True)
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    return image.copy()  # the bitmap's memory goes with the page
