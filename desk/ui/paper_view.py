"""A paper on screen as it will print, with saving and printing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.i18n import N_
from desk.papers import PAPERS

from . import icons, style
from .labels import Label
from .toasts import toast

if TYPE_CHECKING:
    from .paper_actions import Made, PaperActions


class PaperView(QDialog):
    """The pages one below the other. Without a case it is a preview: nothing can be issued from it."""

    def __init__(self, made: Made, actions: PaperActions, case_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.made, self.actions, self.case_id = made, actions, case_id
        self.printer: QPrinter | None = None  # kept: Qt's print dialog and its job only borrow it
        self.save, self.print_, self.leave = QPushButton(), QPushButton(), QPushButton()
        say = actions.desk.say
        self.setWindowTitle(say(PAPERS[made.paper].title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        if not case_id:
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
        say = self.actions.desk.say
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
            button.setVisible(bool(self.case_id))
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
        if self.actions.save(self.made, self.case_id, path):
            self.accept()

    def ask_printer(self) -> None:
        """Ask for a printer, then print; where there is none, the file can be saved instead."""
        if not QPrinterInfo.availablePrinterNames():
            toast(self, self.actions.desk.say(N_("There is no printer here. You can save the paper as a file.")))
            self.ask_where()
            return
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self.printer, self)
        dialog.accepted.connect(self._print_chosen)
        dialog.open()

    def _print_chosen(self) -> None:
        assert self.printer is not None
        self.print_to(self.printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages to a printer, then record that the paper was issued."""
        from .paper_actions import PRINT_DPI, pictures

        self.printer = printer
        printer.setResolution(PRINT_DPI)
        printer.setDocName(self.made.name)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            toast(self, self.actions.desk.say(N_("The printer does not answer. You can save the paper as a file.")))
            return
        for number, image in enumerate(pictures(self.made.pdf, PRINT_DPI)):
            if number:
                printer.newPage()
            painter.drawImage(_on(painter, image), image)
        painter.end()
        if self.actions.issued(self.made, self.case_id):
            self.accept()


def _on(painter: QPainter, image: QImage) -> QRectF:
    """Where the page goes: its own size, made smaller only when the sheet is."""
    sheet = painter.viewport()
    share = min(1.0, sheet.width() / image.width(), sheet.height() / image.height())
    return QRectF(0, 0, image.width() * share, image.height() * share)
