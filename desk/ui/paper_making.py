"""A paper as bytes and as pictures of its pages; no widget and no store, so that it may be made on another thread."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from desk.cases.branch import Branch
from desk.cases.case import Case, Entry
from desk.papers import PAPERS
from desk.papers.code import version
from desk.papers.strange import ONE_AT_A_TIME

#: What printers want; the default of Qt's printer makes files of many megabytes.
PRINT_DPI = 300

#: Width and height of a page in points.
Size = tuple[float, float]


@dataclass(frozen=True)
class Order:
    """A paper that is wanted: of which case as it was frozen, in which languages, and whether it is printed again.

    `kept` are the bytes of a paper that was issued before and may not change; `before` is the case as of the version
    before, `entries` its story, and `masked` hides other people's details: each for the papers that show them.
    `replaced_by` is the newest version, on a paper of an older one.
    """

    paper: str
    case: Case
    languages: tuple[str, ...]
    branch: Branch
    again: bool = False
    kept: bytes = b""
    before: Case | None = None
    entries: tuple[Entry, ...] = ()
    masked: bool = False
    logo: bytes = b""
    replaced_by: int = 0

    @property
    def name(self) -> str:
        """What the file is called."""
        version = f" {version_of(self.paper, self.case)}" if self.replaced_by else ""
        return f"{self.case.number} {self.paper}{version} {'-'.join(self.languages)}.pdf"


@dataclass(frozen=True)
class Made:
    """A paper as bytes, and what is recorded when it is issued."""

    order: Order
    pdf: bytes

    def answers(self) -> dict[str, Any]:
        """The answers of the step that records the issue."""
        first, *second = self.order.languages
        more = {"second_language": second[0]} if second else {}
        digest = hashlib.sha256(self.pdf).hexdigest()
        return {"paper": self.order.paper, "language": first, "sha256": digest, **more}


def make(order: Order) -> Made:
    """The paper of a frozen case. Touches no widget and no store: it may run on another thread."""
    return Made(order, order.kept or PAPERS[order.paper].make(*_told(order), **more(order)))


def version_of(paper: str, case: Case) -> int:
    """The version of the agreement; other papers have none."""
    return version(case) if paper == "agreement" else 0


def _told(order: Order) -> tuple[Any, ...]:
    if order.paper == "file":
        return order.case, order.entries, order.languages
    return order.case, order.languages


def more(order: Order) -> dict[str, Any]:
    """What the paper takes besides its case and languages."""
    from desk.papers.stationery import COPY, replaced  # late: papers are loaded with the first one

    mark = replaced(order.replaced_by) if order.replaced_by else COPY if order.again else None
    more: dict[str, Any] = {"branch": order.branch, "mark": mark, "logo": order.logo or None}
    if order.paper == "agreement":
        more["before"] = order.before
    if order.paper == "file":
        more["mask"] = order.masked
    return more


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]  # late: it is needed for papers only

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def sizes(pdf: bytes) -> tuple[Size, ...]:
    """The size of every page."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def pictures(pdf: bytes, dpi: float, pages: tuple[int, ...]) -> dict[int, QImage]:
    """Some pages, by number from 0, as pictures; numbers that the paper does not have are left out."""
    with _opened(pdf) as document:
        return {number: _picture(document[number], dpi) for number in pages if number < len(document)}


def _picture(page: Any, dpi: float) -> QImage:
    """Drawn straight into the picture's own memory: nothing is copied."""
    made: list[QImage] = []

    def canvas(wide: int, high: int, **more: Any) -> Any:
        from pypdfium2 import PdfBitmap  # late, as above

        made.append(QImage(wide, high, QImage.Format.Format_RGB32))
        room = (ctypes.c_ubyte * made[0].sizeInBytes()).from_buffer(made[0].bits())
        return PdfBitmap.new_native(wide, high, buffer=room, stride=made[0].bytesPerLine(), **more)

    page.render(scale=dpi / 72, prefer_bgrx=True, bitmap_maker=canvas)
    made[0].setDotsPerMeterX(round(dpi / 0.0254))
    made[0].setDotsPerMeterY(round(dpi / 0.0254))
    return made[0]
