"""Photos and receipts that come while the complaint is still being told: shown, and attached once it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_, Words
from desk.store import early
from desk.store.database import Store, StoreProblem
from desk.store.early import Early
from desk.store.journal import Journal

from . import icons, messages, style
from .attach_many import read
from .attaching import FILES, files_of, picture_of
from .desk import Desk
from .flow import FlowLayout
from .input import for_the_page, on_clipboard
from .labels import Label, hint
from .room import scrolled
from .tab_order import held
from .tasks import run_with_store
from .toasts import toast
from .working import Working

ATTACH = N_("Attach a scan or photo")

#: So many lines of files are seen at once, and beside them there is room for the bar that scrolls the others.
LINES, BAR = 3, 2 * style.GRID

#: The name of each file, and what gives its bytes.
Named = Sequence[tuple[str, Callable[[], bytes]]]


class EarlyFiles(QWidget):
    """One button for each file; pressing it leaves the file out, and that can be undone."""

    changed = Signal()  # there are more of them, or fewer

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page, self.key = desk, page, ""
        self.files: list[Early] = []
        inside = QWidget()
        self._row, self._area = FlowLayout(inside, spacing=style.GRID), scrolled(inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sign = Working(self)
        self._slow = QTimer(self, singleShot=True, interval=100)
        self._slow.timeout.connect(self._show_sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        column.addWidget(self._sign)
        self.hide()

    def follow(self, key: str) -> None:
        """The files of another draft."""
        self.key = key
        self._show(early.of_draft(self.desk.store, key))

    # Taking ----------------------------------------------------------------------------------------------------

    def takes(self, mime: QMimeData) -> bool:
        """Whether files or a picture are dropped or pasted, and no words."""
        return for_the_page(mime)

    def take_mime(self, mime: QMimeData) -> None:
        """Keep what was dropped or copied."""
        if paths := files_of(mime):
            self.take_files(paths)
        elif picture := picture_of(mime):
            self._take([(self.desk.say(N_("Picture")) + ".png", lambda: picture)])

    def take_files(self, paths: list[Path]) -> None:
        self._take([(path.name, partial(read, path)) for path in paths])

    def _take(self, named: Named) -> None:
        """Keep them on another thread: each is on the drive before the next one is read."""
        if self.desk.person is None or not self.key:
            return
        self._slow.start()
        work = partial(_keep_each, self.desk.person.id, self.key, named)
        run_with_store(self.desk.store, work, partial(self._taken, self.key), self._failed)

    def _taken(self, key: str, outcome: tuple[int, Words | None]) -> None:
        kept, trouble = outcome
        self._rest()
        if self.desk.person is None:
            return  # locked meanwhile; they are with the draft
        if key == self.key:
            self.follow(key)
        attach_left_over(self.desk, self.page)  # the complaint may have been recorded meanwhile
        if trouble is not None:
            messages.tell(self.page, trouble)
        elif kept:
            text = self.desk.words.ngettext(
                "{count} file is kept with the draft. It is attached when you record.",
                "{count} files are kept with the draft. They are attached when you record.", kept,
            )  # fmt: skip
            toast(self.page, text.format(count=kept))

    def _failed(self, error: Exception) -> None:
        self._rest()
        raise error

    def _show_sign(self) -> None:
        self._sign.setAccessibleName(self.desk.say(N_("The files are being kept")))
        self._sign.show()
        self.show()

    def _rest(self) -> None:
        self._slow.stop()
        self._sign.hide()
        self.setVisible(bool(self.files))

    def ask_which(self) -> None:
        """Ask for files."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self.page, self.desk.say(ATTACH), folder, f"PNG, JPEG, WebP, PDF, TXT ({FILES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take_files([Path(path) for path in paths]))
        dialog.open()

    def paste(self) -> None:
        mime = on_clipboard()
        if self.takes(mime):
            self.take_mime(mime)

    # Showing ---------------------------------------------------------------------------------------------------

    def _show(self, files: list[Early]) -> None:
        self.files = files
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if files:
            label = Label(self.desk.say(N_("To be attached:")), tone="muted")
            label.setMinimumHeight(style.CONTROL)  # in the middle of the line of buttons
            self._row.addWidget(label)
        for file in files:
            self._row.addWidget(self._button(file))
        for shown in held(self._row):
            shown.show()  # a layout shows what it is given only later, and has no room for it until then
        self._fit()
        self._area.setVisible(bool(files))
        self.setVisible(bool(files))
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the files need, and no higher than three lines: the customer is still telling."""
        line = style.CONTROL + style.GRID
        wanted = self._row.heightForWidth(self.width() - BAR)
        self._area.setFixedHeight(min(wanted, LINES * line - style.GRID))
        self._area.verticalScrollBar().setSingleStep(line)

    def _button(self, file: Early) -> QPushButton:
        shown = file.name if len(file.name) <= 40 else f"{file.name[:39]}…"
        button = QPushButton(shown.replace("&", "&&"))
        icons.wear(button, "x", "accent")
        style.kind(button, "link")
        button.setAccessibleName(self.desk.say(Words(N_("Leave out {file}"), {"file": file.name})))
        button.setToolTip(hint(button.accessibleName()))
        button.clicked.connect(lambda: self._leave_out(file))
        return button

    def _leave_out(self, file: Early) -> None:
        if self.desk.person is None:
            return
        key, person, store = self.key, self.desk.person.id, self.desk.store
        try:
            kept = early.data(store, key, file)
            self._show(early.leave_out(store, key, file))
        except StoreProblem as trouble:
            messages.problem(self.page, trouble)
            return

        def back() -> None:
            try:
                early.keep(store, person, key, file.name, kept)
            except StoreProblem as trouble:
                messages.problem(self.page, trouble)
            if self.key == key:
                self.follow(key)

        toast(self.page, self.desk.say(N_("The file was left out.")), back)

    def retranslate(self) -> None:
        self._show(self.files)


def _keep_each(person: str, key: str, named: Named, store: Store) -> tuple[int, Words | None]:
    """How many were kept, and why the next one was not; what comes after that one is left alone."""
    for number, (name, data) in enumerate(named):
        try:
            early.keep(store, person, key, name, data())
        except StoreProblem as trouble:
            return number, Words(N_("{file}: {why}"), {"file": name, "why": trouble.words})
    return len(named), None


def attach(desk: Desk, page: QWidget, key: str, case_id: str) -> None:
    """The complaint is recorded: attach what waited for it, on another thread."""
    if not early.of_draft(desk.store, key) or desk.person is None:
        return
    person, now = desk.person, desk.now()

    def work(store: Store) -> list[Words]:
        return early.attach(Journal(store), key, case_id, person, now)

    run_with_store(desk.store, work, partial(_told, desk, page.window(), case_id))


def attach_left_over(desk: Desk, page: QWidget) -> None:
    """A power cut came between a complaint and its files."""
    for key, case_id in early.left_over(desk.store):
        attach(desk, page, key, case_id)


def _told(desk: Desk, window: QWidget, case_id: str, refused: list[Words]) -> None:
    desk.case_changed.emit(case_id)
    if refused:
        text = N_("These files could not be attached. They are still with the draft.")
        messages.tell(window, text, Words("{lines}", {"lines": "\n".join(desk.say(words) for words in refused)}))
