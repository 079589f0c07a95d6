"""A paper on screen as it will print, with saving and printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.i18n import N_
from desk.papers import PAPERS

from . import icons, style
from .labels import Label
from .paper_making import PRINT_DPI, Made, pictures
from .problem_list import Say
from .toasts import toast


@dataclass(frozen=True)
class Issue:
    """How a paper leaves the desk: written to a file, or said to be printed. Each is True when it was recorded."""

    save: Callable[[Path], bool]
    printed: Callable[[], bool]


class PaperView(QDialog):
    """The pages one below the other. Without `issue` it is a preview: it can be neither saved nor printed."""

    def __init__(self, made: Made, say: Say, issue: Issue | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.made, self.say, self.issue = made, say, issue
        self.printer: QPrinter | None = None  # kept: Qt's print dialog and its job only borrow it
        self.save, self.print_, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.setWindowTitle(say(PAPERS[made.paper].title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        if issue is None:
            text = N_("A preview. Record the step first, then print or save it.")
            layout.addWidget(Label(say(text), tone="info_soft"))
        layout.addWidget(self._sheets(), 1)
        layout.addLayout(self._foot())
        self.resize(min(960, parent.window().width() - 80), max(480, parent.window().height() - 80))

    def _sheets(self) -> QScrollArea:
        page = QWidget()
        style.kind(page, "page")
        column = QVBoxLayout(page)
        column.setSpacing(16)
        for number, image in enumerate(self.made.pages, 1):
            sheet = Label()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setAccessibleName(f"{number} / {len(self.made.pages)}")
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        return scroll

    def _foot(self) -> QHBoxLayout:
        say = self.say
        foot = QHBoxLayout()
        self.leave.setText(say(N_("Close")))
        self.leave.clicked.connect(self.reject)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        for button, text, sign, action in (
            (self.save, N_("Save as PDF…"), "file-text", self.ask_where),
            (self.print_, N_("Print…"), "printer", self.ask_printer),
        ):
            button.setText(say(text))
            icons.wear(button, sign)
            button.clicked.connect(action)
            button.setVisible(self.issue is not None)
            foot.addWidget(button)
        return foot

    def ask_where(self) -> None:
        """Ask for a file, then save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.save.text(), str(Path(folder) / self.made.name), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the file; the view stays open when it could not be written."""
        if self.issue is not None and self.issue.save(path):
            self.accept()

    def ask_printer(self) -> None:
        """Ask for a printer, then print; where there is none, the file can be saved instead."""
        if not QPrinterInfo.availablePrinterNames():
            toast(self, self.say(N_("There is no printer here. You can save the paper as a file.")))
            self.ask_where()
            return
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_chosen)
        QDialog.open(dialog)  # its own open() wants a slot by name

    def _print_chosen(self) -> None:
        assert self.printer is not None
        self.print_to(self.printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages to a printer, then record that the paper was issued."""
        self.printer = printer
        printer.setResolution(PRINT_DPI)
        printer.setDocName(self.made.name)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            toast(self, self.say(N_("The printer does not answer. You can save the paper as a file.")))
            return
        for number, image in enumerate(pictures(self.made.pdf, PRINT_DPI)):
            if number:
                printer.newPage()
            painter.drawImage(_on(painter, image), image)
        painter.end()
        if self.issue is not None and self.issue.printed():
            self.accept()


def _on(painter: QPainter, image: QImage) -> QRectF:
    """Where the page goes: its own size, made smaller only when the sheet is."""
    sheet = painter.viewport()
    share = min(1.0, sheet.width() / image.width(), sheet.height() / image.height())
    return QRectF(0, 0, image.width() * share, image.height() * share)
