"""Bringing in old complaints: choose the file, match its columns, see what is wrong, and bring in all or nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from desk.cases import old_list
from desk.cases.files import reason
from desk.cases.moment import Refused
from desk.i18n import N_, Words
from desk.papers import batch
from desk.store.bringing_in import BroughtIn, Looked
from desk.store.database import StoreProblem
from desk.store.spreadsheet import SUFFIXES, BadFile

from . import icons, import_work, messages, saving, style
from .aloud import announce
from .coach_line import tip_of
from .desk import Desk
from .empty import Empty
from .import_panes import ColumnsPane, FoundPane
from .import_work import Asked, Opened
from .job import Job, ProgressLine, Stopped
from .labels import Label
from .room import Dialog, Panes, foot
from .toasts import toast

FILE, COLUMNS, FOUND, DONE = range(4)


class ImportDialog(Dialog):
    """Four panes, one after the other. Closing it, or Cancel, leaves the store as it was."""

    brought_in = Signal(object)  # BroughtIn
    cases_wanted = Signal()  # the list, the newest cases first
    explained = "import"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.desk, self.job = desk, Job()
        self.asked: Asked | None = None
        self.came = BroughtIn(0)
        say = desk.say
        self.setWindowTitle(say(N_("Bring in old complaints")))
        self.panes, self.title = Panes(), style.heading(Label(), 2)
        self.drop, self.end = Empty("inbox"), Empty("circle-check")
        self.columns, self.found = ColumnsPane(desk), FoundPane(desk)
        self.progress = ProgressLine(say, N_("{done} of {total} rows…"))
        self.waiting, self.wrong = Label(tone="muted"), Label(wrap=True, tone="late_soft")
        self.leave, self.back, self.save, self.go = (QPushButton() for _ in range(4))
        self._lay_out()
        self._connect()
        self._turn(FILE)

    def _lay_out(self) -> None:
        say = self.desk.say
        self.drop.say(
            say(N_("Drop the list here, or choose it.")),
            say(N_("A spreadsheet (xlsx, xls, ods) or a CSV file with one complaint on each row, up to 200,000 rows.")),
        )
        for pane in (self.drop, self.columns, self.found, self.end):
            self.panes.addWidget(pane)
        icons.wear(self.save, "file-text")
        self.leave.setText(say(N_("Close")))
        self.back.setText(say(N_("Back")))
        self.save.setText(say(N_("Save these rows…")))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.title)
        column.addWidget(self.panes, 1)
        for widget in (self.wrong, self.waiting, self.progress):
            column.addWidget(widget)
        column.addLayout(foot(self.leave, self.save, self.back, self.go))
        self.resize(112 * style.GRID, 72 * style.GRID)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.back.clicked.connect(lambda: self._turn(self.panes.currentIndex() - 1))
        self.save.clicked.connect(self.ask_where)
        self.go.clicked.connect(self.go_on)
        self.columns.changed.connect(self._follow)
        self.columns.other_wanted.connect(self._read_again)
        self.found.changed.connect(self._follow)
        self.found.asked_again.connect(self.look)

    # Where one is ------------------------------------------------------------------------------------------------

    def _turn(self, pane: int) -> None:
        self.panes.setCurrentIndex(pane)
        self.wrong.hide()
        self._busy("")
        columns = pane == COLUMNS  # what they hold is seen to first; the button below would hide it
        self.begin_with(self.columns.targets[0] if columns else self.go, self.go)

    def _busy(self, words: str) -> None:
        """What is being done now; nothing else can be asked for meanwhile."""
        self.waiting.setText(self.desk.say(words) if words else "")
        self.waiting.setVisible(bool(words))
        self.panes.setDisabled(bool(words))
        self._follow()

    def _follow(self) -> None:
        """The title and the buttons say what comes next."""
        say, pane, busy = self.desk.say, self.panes.currentIndex(), bool(self.waiting.text())
        titles = (
            N_("1. The file"), N_("2. What the columns hold"), N_("3. Before it comes in"), N_("4. Brought in"),
        )  # fmt: skip
        self.title.setText(say(titles[pane]))
        count = self.found.count
        bring = self.desk.words.ngettext("Bring in {count} complaint", "Bring in {count} complaints", count)
        words = {
            FILE: say(N_("Choose a file…")), COLUMNS: say(N_("Check the list")), FOUND: bring.format(count=count),
            DONE: say(N_("Show them")),
        }  # fmt: skip
        self.go.setText(words[pane])
        able = {COLUMNS: lambda: not self.columns.columns().missing, FOUND: lambda: count > 0}
        self.go.setEnabled(not busy and able.get(pane, lambda: True)())
        self.back.setVisible(pane in (COLUMNS, FOUND))
        self.back.setDisabled(busy)
        self.save.setVisible(pane == FOUND and bool(self.found.model.rows))
        self.save.setDisabled(busy)

    def go_on(self) -> None:
        """The one step that leads on from the pane that is shown."""
        steps = {FILE: self.ask_which, COLUMNS: self._look_first, FOUND: self.bring_in, DONE: self._show_them}
        steps[self.panes.currentIndex()]()

    # The file ----------------------------------------------------------------------------------------------------

    def ask_which(self) -> None:
        """Ask for the list."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds, lists = " ".join(f"*{suffix}" for suffix in SUFFIXES), self.desk.say(N_("Lists"))
        dialog = QFileDialog(self, self.windowTitle(), documents, f"{lists} ({kinds})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        free = self.panes.currentIndex() == FILE and self.panes.isEnabled()  # else one is being read
        if free and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_file(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def open_file(self, path: Path, encoding: str = "", sheet: str = "") -> None:
        """Read the list on another thread and show its columns."""
        self._start(partial(import_work.open_file, path, encoding, sheet), self._opened, N_("The file is being read…"))

    def _read_again(self, encoding: str, sheet: str) -> None:
        assert self.columns.opened is not None  # its pane is shown
        self.open_file(self.columns.opened.path, encoding, sheet)

    def _opened(self, opened: Opened) -> None:
        self.columns.show_list(opened)
        self._turn(COLUMNS)

    # What is in it -----------------------------------------------------------------------------------------------

    def look(self, year: int = 0, day_above: bool = False) -> None:
        """Check every row. `year`: in which the days without one begin, and `day_above`: complaints without a day are
        of the day above, where somebody has chosen so."""
        opened, person = self.columns.opened, self.desk.person
        assert opened is not None  # its pane is shown
        assert person is not None  # locking closes the dialog
        self.asked = Asked(opened, self.columns.columns(), person, self.desk.now(), year, day_above)
        work = partial(import_work.look, self.asked)
        self._start(work, self._looked, N_("Every row is being checked…"), opened.count)

    def _look_first(self) -> None:
        """What is asked of one list is not asked of the next."""
        self.found.asking = None
        self.look()

    def _looked(self, looked: Looked) -> None:
        self.found.show_found(looked)
        self._turn(FOUND)
        if self.found.asking is not None:
            self.found.asking.setFocus()

    def ask_where(self) -> None:
        """Ask where the rows with trouble are written."""
        assert self.asked is not None  # looked through first
        path, rows = self.asked.opened.path, self.desk.say(N_("rows to put right"))
        name = f"{path.stem} {rows}.csv"
        saving.ask_where(self, self.save.text(), str(path.with_name(name)), ("csv",), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the rows with trouble, each with its sentence."""
        assert self.asked is not None  # looked through first
        try:
            twins = self.found.twins.isChecked()
            batch.save(path, import_work.troubles(self.asked, self.found.looked, self.desk.words, twins))
        except batch.Unwritten as trouble:
            messages.tell(self, trouble.words)
        else:
            toast(self, self.desk.say(Words(N_("Saved: {path}"), {"path": str(path)})))

    # Bringing in -------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Record them, all or none."""
        assert self.asked is not None  # looked through first
        twins = self.found.twins.isChecked()
        work = partial(import_work.bring_in, self.asked, self.found.looked, twins)
        self._start(work, self._came, N_("The complaints are being brought in…"), self.found.count)

    def _came(self, came: BroughtIn) -> None:
        self.came = came
        text = self.desk.words.ngettext(
            "{count} complaint was brought in.", "{count} complaints were brought in.", came.count
        )
        numbers = Words(N_("Their numbers: {first} to {last}."), {"first": came.first, "last": came.last})
        said: list[Words | str] = [numbers, tip_of("import"), *self._other_sheets()]
        self.end.say(text.format(count=came.count), "\n".join(self.desk.say(words) for words in said))
        self._turn(DONE)
        self.desk.keeper.remember()
        self.desk.case_changed.emit("")
        self.brought_in.emit(came)

    def _other_sheets(self) -> list[Words]:
        assert self.asked is not None  # looked through first
        sheet = self.asked.opened.sheet
        return [Words(old_list.ONE_SHEET, {"sheet": sheet.sheet})] if len(sheet.sheets) > 1 and not sheet.parts else []

    def _show_them(self) -> None:
        self.accept()
        self.cases_wanted.emit()

    # Away from the window's thread -------------------------------------------------------------------------------

    def _start(self, work: object, then: object, words: str, total: int = 0) -> None:
        self.wrong.hide()
        self._busy(words)
        self.job = Job()
        self.progress.follow(self.job, total)
        self.job.done.connect(then)
        self.job.failed.connect(self._failed)
        self.job.start_with_store(self.desk.store, work)  # type: ignore[arg-type]

    def _failed(self, error: Exception) -> None:
        """Nothing was changed; what to do now stands above the buttons."""
        self._busy("")
        self.found.show_days(self.found.looked)  # as they were, whatever was asked for
        if isinstance(error, Stopped):
            self._say_wrong(Words(N_("Cancelled. Nothing was changed.")))
        elif isinstance(error, (BadFile, StoreProblem)):
            self._say_wrong(error.words)
        elif isinstance(error, Refused):
            self._say_wrong(error.problems[0].words)
        elif isinstance(error, OSError):
            self._say_wrong(Words(N_("The file cannot be opened: {reason}"), {"reason": reason(error)}))
        else:
            raise error

    def _say_wrong(self, words: Words) -> None:
        self.wrong.setText(self.desk.say(words))
        self.wrong.show()
        announce(self, self.wrong.text(), urgent=True)

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)
