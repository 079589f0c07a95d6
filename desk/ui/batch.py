"""Papers of the day: many papers of many cases at once, into one file each or one for printing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDateEdit,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desk.i18n import DAYS, LANGUAGES, N_, Words
from desk.papers import PAPERS

from . import batch_work, icons, saving, sealing, style
from .aloud import announce
from .batch_work import Done, Wanted
from .case_chips import CHIPS
from .desk import Desk
from .folded import Folded
from .job import Job, ProgressLine
from .labels import Label, line
from .room import Dialog, foot
from .toasts import toast

if TYPE_CHECKING:
    from desk.papers.seal import Identity

#: More than these are not listed; the number says that there are more.
_TOLD = 4


class BatchDialog(Dialog):
    """Asks four things, then works; closing it cancels."""

    def __init__(self, desk: Desk, parent: QWidget, ids: tuple[str, ...] = ()) -> None:
        """`ids`: cases that were marked in a list; they are what is meant then."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.job, self.ids = desk, Job(), ids
        self._place = Path()
        self.papers = {name: QCheckBox(desk.say(PAPERS[name].title)) for name in batch_work.STEPS}
        self.of_day, self.of_list = QRadioButton(desk.say(N_("Made on"))), QRadioButton(desk.say(N_("Of the list")))
        self.of_marks = QRadioButton(desk.say(Words(N_("The marked cases ({count})"), {"count": len(ids)})))
        self.day, self.chip, self.language = QDateEdit(), Folded(), Folded()
        self.each, self.one = (
            QRadioButton(desk.say(text)) for text in (N_("One file for each paper"), N_("One file, for printing"))
        )
        self.start, self.leave = QPushButton(desk.say(N_("Make the papers…"))), QPushButton(desk.say(N_("Close")))
        self.progress = ProgressLine(desk.say, N_("{done} of {total} papers…"))
        self.told = Label(wrap=True)
        self.setWindowTitle(desk.say(N_("Papers of the day")))
        self._fill()
        self._lay_out()
        self._connect()

    # What is asked ---------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        say, today = self.desk.say, self.desk.now().astimezone(self.desk.branch.tz).date()
        self.papers["agreement"].setChecked(True)
        (self.of_marks if self.ids else self.of_day).setChecked(True)
        self.of_marks.setVisible(bool(self.ids))
        for choices in ((self.of_marks, self.of_day, self.of_list), (self.each, self.one)):
            group = QButtonGroup(self)  # they do not stand in one box, so that Qt would not know
            for choice in choices:
                group.addButton(choice)
        self.each.setChecked(True)
        self.day.setDisplayFormat(DAYS[self.desk.words.language])
        self.day.setCalendarPopup(True)
        self.day.setDate(QDate(today.year, today.month, today.day))
        for name, words in CHIPS:
            self.chip.addItem(say(words), name)
        self.language.addItem(say(N_("As each case speaks")), ())
        for code, name in LANGUAGES.items():
            self.language.addItem(name, (code,))
        self.day.setAccessibleName(self.of_day.text())
        self.chip.setAccessibleName(self.of_list.text())

    def _lay_out(self) -> None:
        say = self.desk.say
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * style.GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        which = (_row(self.of_day, self.day), _row(self.of_list, self.chip))
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (N_("Which papers"), tuple(self.papers.values())),
            (N_("Of which cases"), (self.of_marks, *which) if self.ids else which),
            (N_("Language"), (self.language,)),
            (N_("Into"), (self.each, self.one)),
        )
        for words, widgets in groups:
            at = grid.rowCount()
            label = Label(say(words), tone="muted")
            label.setMinimumHeight(style.CONTROL)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            for number, widget in enumerate(widgets):
                grid.addWidget(widget, at + number, 1)
        self.language.setAccessibleName(say(N_("Language")))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addLayout(grid)
        column.addWidget(line())
        column.addWidget(self.told)
        column.addWidget(self.progress)
        column.addStretch(1)
        icons.wear(self.start, "file-text", "on_accent")
        column.addLayout(foot(self.leave, self.start))
        self.setMinimumWidth(66 * style.GRID)
        self._allow()

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.start.clicked.connect(self.ask_where)
        for box in (*self.papers.values(), self.of_day):
            box.toggled.connect(self._allow)

    def _allow(self) -> None:
        self.day.setEnabled(self.of_day.isChecked())
        self.chip.setEnabled(self.of_list.isChecked())
        self.start.setEnabled(any(box.isChecked() for box in self.papers.values()))

    # What is done ----------------------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask for a folder, or for a file when all go into one."""
        if self.one.isChecked():
            name = f"{self.windowTitle()} {self.day.date().toString('yyyy-MM-dd')}.pdf"
            saving.ask_where(self, self.start.text(), name, ("pdf",), self.make)
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.start.text(), documents)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.make(Path(path)))
        dialog.open()

    def wanted(self, place: Path) -> Wanted:
        """What the answers ask for."""
        desk = self.desk
        assert desk.person is not None  # locking closes the dialog
        return Wanted(
            tuple(name for name, box in self.papers.items() if box.isChecked()), place, desk.person, desk.now(),
            desk.branch, ids=self.ids if self.of_marks.isChecked() else (),
            day=self.day.date().toPython() if self.of_day.isChecked() else None,  # type: ignore[arg-type]
            chip=self.chip.currentData(), languages=tuple(self.language.currentData()), together=self.one.isChecked(),
            seal=self._sealer(), seal_says=desk.say(sealing.SEAL),
        )  # fmt: skip

    def _sealer(self) -> Identity | None:
        """Who seals; a locked or lost key keeps no paper back, and that is said."""
        from desk.papers.seal import SealTrouble  # late: most stores have no seal

        try:
            who = sealing.sealer(self.desk)
        except SealTrouble as trouble:
            toast(self, self.desk.say(trouble.words))
            return None
        if who is None and sealing.locked(self.desk):
            toast(self, self.desk.say(sealing.LOCKED))
        return who

    def make(self, place: Path) -> None:
        """Make them all; each stands in the story of its case."""
        self.job, wanted = Job(), self.wanted(place)
        self._busy(True)
        self.progress.follow(self.job, 0)
        self._place = place
        self.job.done.connect(partial(_spread, self.desk))  # also when the dialog was closed meanwhile
        self.job.done.connect(self._finish)
        self.job.failed.connect(self._fail)
        self.job.start_with_store(self.desk.store, partial(batch_work.work, wanted))

    def _busy(self, busy: bool) -> None:
        self.start.setDisabled(busy)
        self.told.setText(self.desk.say(N_("The papers are being made…")) if busy else "")

    def _finish(self, done: Done) -> None:
        self._busy(False)
        words = self.desk.words
        if done.stopped:
            text = words.ngettext(
                "Cancelled. {count} paper was written and is whole.",
                "Cancelled. {count} papers were written and are whole.", done.written,
            )  # fmt: skip
        elif not done.written and not done.failed:
            text = words.gettext(N_("No case has such a paper."))
        else:
            text = words.ngettext(
                "{count} paper was written: {path}", "{count} papers were written: {path}", done.written
            )
        self.told.setText("\n".join([text.format(count=done.written, path=self._place), *self._troubles(done)]))
        announce(self, self.told.text())

    def _troubles(self, done: Done) -> list[str]:
        said = [self.desk.say(words) for words in done.failed[:_TOLD]]
        rest = len(done.failed) - _TOLD
        return [*said, self.desk.say(Words(N_("And {count} more."), {"count": rest}))] if rest > 0 else said

    def _fail(self, error: Exception) -> None:
        self._busy(False)
        raise error

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)


def _spread(desk: Desk, done: Done) -> None:
    """Everybody reads anew what has become longer by an entry."""
    if done.cases:
        desk.case_changed.emit(min(done.cases) if len(done.cases) == 1 else "")


def _row(first: QWidget, second: QWidget) -> QWidget:
    """Two controls on one line."""
    out = QWidget()
    row = QHBoxLayout(out)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(first)
    row.addWidget(second, 1)
    return out
