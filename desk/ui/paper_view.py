"""A paper on screen as it will print, with its languages, saving and printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desk.i18n import LANGUAGES, N_, Words

from . import icons, messages, paper_orders, printing, saving
from .coach_line import coach_line
from .desk import Desk
from .folded import Folded
from .job import Job, ProgressLine, Stopped
from .labels import Label
from .live_preview import ZoomButtons
from .paper_making import Made, Order, make
from .paper_orders import Languages
from .room import Dialog, foot
from .sheets import Sheets
from .toasts import toast

FAILED = N_("The paper could not be made. The case is safe; please try again.")


@dataclass(frozen=True)
class Issue:
    """How a paper leaves the desk: written to a file, or said to be printed. Each is True when it was recorded."""

    save: Callable[[Made, Path], bool]
    printed: Callable[[Made], bool]


class PaperView(Dialog):
    """The pages one below the other. It stays open until the paper was saved or printed, or somebody closes it."""

    ready = Signal()  # the paper is seen, and can be saved or printed

    def __init__(
        self, desk: Desk, title: Words | str, order: Order, orders: Callable[[Languages], Order | None], issue: Issue,
        parent: QWidget,
    ) -> None:  # fmt: skip
        """`orders` gives the same paper in other languages."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.order, self.issue = desk, order, issue
        self.made: Made | None = None  # once it is drawn
        self.printer: QPrinter | None = None  # kept: Qt's print dialog and the job only borrow it
        self._orders, self._job = orders, Job()
        self.sheets, self.languages = Sheets(), Folded()
        self.save, self.print_ = QPushButton(), QPushButton()
        self.progress = ProgressLine(desk.say, N_("Page {done} of {total} is sent…"))
        self.setWindowTitle(desk.say(title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(self.sheets, 1)
        layout.addWidget(coach_line(desk, "issue_paper"))
        layout.addWidget(self.progress)
        layout.addLayout(self._foot())
        self.sheets.drawn.connect(self._drawn)
        self.sheets.failed.connect(self._failed)
        self.resize(min(960, parent.window().width() - 80), max(480, parent.window().height() - 80))
        self._show()

    def _head(self) -> QHBoxLayout:
        say = self.desk.say
        self.zooms = ZoomButtons(self.sheets, self)
        self.zooms.speak(say)
        label = Label(say(N_("Language")), tone="muted")
        label.setBuddy(self.languages)
        for spoken in paper_orders.choices(self.order.languages):
            self.languages.addItem(" + ".join(LANGUAGES[code] for code in spoken), spoken)
        self.languages.setAccessibleName(label.text())
        self.languages.currentIndexChanged.connect(self._speak)
        self.sheets.setAccessibleName(self.windowTitle())
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.languages)
        head.addStretch(1)
        head.addLayout(self.zooms)
        return head

    def _foot(self) -> QHBoxLayout:
        say = self.desk.say
        leave = QPushButton(say(N_("Close")))
        leave.clicked.connect(self.reject)
        self.save.setText(say(N_("Save as PDF…")))
        self.print_.setText(say(N_("Print…")))
        icons.wear(self.save, "file-text")
        icons.wear(self.print_, "printer", "on_accent")
        self.save.clicked.connect(self.ask_where)
        self.print_.clicked.connect(self.ask_printer)
        return foot(leave, self.save, self.print_)

    # The paper -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Have it made; nothing can be saved or printed until it is seen."""
        self.made, order = None, self.order
        self._allow(False)
        self.sheets.show_paper(lambda: make(order).pdf)

    def _speak(self) -> None:
        order = self._orders(tuple(self.languages.currentData()))
        if order is not None:
            self.order = order
            self._show()

    def _drawn(self) -> None:
        if self.made is None:
            self.made = Made(self.order, self.sheets.pdf)
            self._allow(True)
            self.print_.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ready.emit()

    def _failed(self, error: Exception) -> None:
        messages.tell(self.parentWidget(), FAILED, str(error))
        self.reject()

    def _allow(self, allowed: bool) -> None:
        self.save.setEnabled(allowed)
        self.print_.setEnabled(allowed)

    # To a file -------------------------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask for a file, then save."""
        saving.ask_where(self, self.save.text(), self.order.name, ("pdf",), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the file; the view stays open when it could not be written."""
        if self.made is not None and self.issue.save(self.made, path):
            self.accept()

    # To a printer ----------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Ask for a printer, the usual one first, then print; where there is none, the file can be saved instead."""
        if not QPrinterInfo.availablePrinterNames():
            toast(self, self.desk.say(N_("There is no printer here. You can save the paper as a file.")))
            self.ask_where()
            return
        self.printer = printing.usual(self.desk.store, self.order.paper)
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # an agreement is always whole
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(self._print_chosen)
        QDialog.open(dialog)  # its own open() wants a slot by name

    def _print_chosen(self) -> None:
        assert self.printer is not None
        self.print_to(self.printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages to a printer, then record that the paper was issued."""
        if self.made is None:
            return
        self.printer, self._job, made = printer, Job(), self.made
        pages = len(self.sheets.sizes)
        self._allow(False)
        self.progress.follow(self._job, pages * printing.copies(printer))
        self._job.done.connect(partial(self._printed, printer, made))  # recorded also when the view was closed
        self._job.failed.connect(self._not_printed)
        self._job.start(partial(printing.send, made.pdf, pages, printer, made.order.name))

    def _printed(self, printer: QPrinter, made: Made, _: object) -> None:
        printing.remember(self.desk.store, made.order.paper, printer)
        recorded = self.issue.printed(made)
        if isValid(self):
            self._allow(True)
            if recorded:
                self.accept()

    def _not_printed(self, error: Exception) -> None:
        self._allow(True)
        if isinstance(error, Stopped):
            toast(self, self.desk.say(N_("Printing was cancelled. Nothing is recorded.")))
        elif isinstance(error, printing.NoPrinter):
            toast(self, self.desk.say(error.text))
        else:
            raise error

    def reject(self) -> None:
        """Leave; what is still being sent is cancelled first."""
        self._job.stop()
        super().reject()
