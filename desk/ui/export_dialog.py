"""Saving the list of cases as a spreadsheet or as CSV, the way it is shown: filtered, searched and in its order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desk.i18n import N_, Words
from desk.store import lists
from desk.store.database import StoreProblem
from desk.store.export import Unwritten
from desk.store.found import MOST
from desk.store.lists import Filter

from . import export_work, icons, style
from .aloud import announce
from .case_chips import NAMES
from .case_model import CaseModel
from .desk import Desk
from .found_line import how_many
from .job import Job, ProgressLine, Stopped
from .labels import Label
from .person_chip import named
from .room import Dialog, foot

KINDS = {"xlsx": N_("Spreadsheet (xlsx)"), "csv": N_("CSV, for other programs")}


class ExportDialog(Dialog):
    """Asks which kind of file and how much of each case; then where. Closing it cancels."""

    def __init__(self, desk: Desk, model: CaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.job, say = desk, Job(), desk.say
        self.filter: Filter = model.filter
        self._sort, self._descending = model.sort_name, model.descending
        self.count = lists.count(desk.store, self.filter, desk.now())
        self.kinds = {name: QRadioButton(say(words)) for name, words in KINDS.items()}
        self.whole = QCheckBox(say(N_("With telephone, the customer's words and how each case ended")))
        self.about, self.told = Label(wrap=True), Label(wrap=True)
        self.save, self.leave = QPushButton(say(N_("Save…"))), QPushButton(say(N_("Close")))
        self.progress = ProgressLine(say, N_("{done} of {total} cases…"))
        self.setWindowTitle(say(N_("Save the list")))
        self._lay_out()
        self.save.clicked.connect(self.ask_where)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        say = self.desk.say
        searched = Words(N_("{list}, “{words}”"), {"list": self._list, "words": self.filter.text})
        shown = say(searched) if self.filter.text else self._list
        text = self.desk.words.ngettext("{list}: {count} case", "{list}: {count} cases", self.count)
        about = text.format(list=shown, count=self.desk.words.number(self.count))
        if self.filter.text and self.count >= MOST:
            about = f"{about}\n{how_many(self.desk, self.count)}"
        self.about.setText(about)
        self.kinds["xlsx"].setChecked(True)
        self.whole.setChecked(True)
        private = N_("The file holds customers' names and words. Please keep it where only those see it who need it.")
        icons.wear(self.save, "file-text", "on_accent")
        self.save.setEnabled(self.count > 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        for widget in (
            self.about, *self.kinds.values(), self.whole, Label(say(private), tone="muted", wrap=True), self.told,
            self.progress,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot(self.leave, self.save))
        self.told.hide()
        self.setMinimumWidth(64 * style.GRID)

    @property
    def _list(self) -> str:
        """What the list is called, where it is somebody's by their name."""
        me, whose = self.desk.person, self.filter.person
        if self.filter.chip == "mine" and me is not None and whose != me.id:
            return named(self.desk, whose)
        return self.desk.say(NAMES[self.filter.chip])

    def kind(self) -> str:
        """The chosen ending of the file's name."""
        return next(name for name, button in self.kinds.items() if button.isChecked())

    def ask_where(self) -> None:
        """Ask for the file."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = self.desk.now().astimezone(self.desk.branch.tz).date().isoformat()
        name = f"{self.desk.branch.code} {self._list} {day}.{self.kind()}"
        dialog = QFileDialog(self, self.windowTitle(), str(Path(documents) / name), f"*.{self.kind()}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.kind())
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def _ending(self, path: Path) -> Path:
        """The file of the chosen kind: a day at the end of its name ("Cases 2.3.2026") is no ending, and stays."""
        other = path.suffix.lower().removeprefix(".")
        return path.with_suffix(f".{self.kind()}") if other in KINDS else Path(f"{path}.{self.kind()}")

    def save_to(self, path: Path) -> None:
        """Write the list on another thread."""
        desk = self.desk
        wanted = export_work.Wanted(
            path=self._ending(path), filter=self.filter, sort=self._sort, descending=self._descending, now=desk.now(),
            words=desk.words, zone=desk.branch.tz, title=self._list, whole=self.whole.isChecked(), by=desk.person,
        )  # fmt: skip
        self.save.setEnabled(False)
        self.told.hide()
        self.job = Job()
        self.progress.follow(self.job, self.count)
        self.job.done.connect(lambda count: self._saved(count, wanted.path))
        self.job.failed.connect(self._failed)
        self.job.start_with_store(desk.store, partial(export_work.save_list, wanted))

    def _saved(self, count: int, path: Path) -> None:
        text = self.desk.words.ngettext("{count} case was saved: {path}", "{count} cases were saved: {path}", count)
        self._tell(text.format(count=count, path=path), "ok_soft")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self._tell(self.desk.say(N_("Cancelled. No file was written.")), "warn_soft")
        elif isinstance(error, (Unwritten, StoreProblem)):
            self._tell(self.desk.say(error.words), "late_soft")
        else:
            raise error

    def _tell(self, text: str, tone: str) -> None:
        self.save.setEnabled(True)
        style.tone(self.told, tone)
        self.told.setText(text)
        self.told.show()
        announce(self, text)

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)
