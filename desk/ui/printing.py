"""A paper on its way to the printer: drawn and sent on another thread, page after page, and cancelled without trace."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk.i18n import N_
from desk.store import settings
from desk.store.database import Store

from .job import Job, Stopped
from .paper_making import PRINT_DPI, pictures

GONE = N_("The printer does not answer. You can save the paper as a file.")
STOPPED_SHORT = N_("The printer stopped in the middle. Please check it and print again, or save the paper as a file.")

#: The store's usual printers by kind of sheet: receipts and full pages seldom come from the same one.
_USUAL = "printers"


class NoPrinter(Exception):
    """The printer is not there, or is no longer; `text` is the sentence to say."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def usual(store: Store, paper: str) -> QPrinter:
    """A printer set up for a paper: the one used last for its kind where it is still there, else the machine's own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = settings.get(store, _USUAL, {}).get(_kind(paper), "")
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
    return printer


def remember(store: Store, paper: str, printer: QPrinter) -> None:
    """Offer this printer first the next time; a file is no printer."""
    name = printer.printerName()
    kept = settings.get(store, _USUAL, {})
    if name and printer.outputFormat() == QPrinter.OutputFormat.NativeFormat and kept.get(_kind(paper)) != name:
        settings.put(store, _USUAL, {**kept, _kind(paper): name})


def _kind(paper: str) -> str:
    return "slip" if paper == "slip" else "sheet"


def copies(printer: QPrinter) -> int:
    """How often the pages are sent: once where the printer itself counts the copies."""
    return 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())


def send(pdf: bytes, pages: int, printer: QPrinter, name: str, job: Job) -> None:
    """Send the pages. NoPrinter when it is not there or gives up, Stopped when cancelled: then nothing comes out.

    The printer belongs to this thread until it returns.
    """
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    if native and printer.printerName() not in QPrinterInfo.availablePrinterNames():
        raise NoPrinter(GONE)
    printer.setResolution(PRINT_DPI)
    printer.setDocName(name)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise NoPrinter(GONE)
    try:
        _pages(pdf, pages, printer, painter, job)
    except (Stopped, NoPrinter):
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise NoPrinter(STOPPED_SHORT)


def _pages(pdf: bytes, pages: int, printer: QPrinter, painter: QPainter, job: Job) -> None:
    total = pages * copies(printer)
    for number in range(total):
        job.step(number, total)
        if number and not printer.newPage():
            raise NoPrinter(STOPPED_SHORT)
        for image in pictures(pdf, PRINT_DPI, (number % pages,)).values():
            painter.drawImage(_on(painter, image), image)
    job.step(total, total)


def _on(painter: QPainter, image: QImage) -> QRectF:
    """Where the page goes: its own size, made smaller only when the sheet is."""
    sheet = painter.viewport()
    share = min(1.0, sheet.width() / image.width(), sheet.height() / image.height())
    return QRectF(0, 0, image.width() * share, image.height() * share)
