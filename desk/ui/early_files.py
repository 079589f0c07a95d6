"""Photos and receipts that come while the complaint is still being told: shown, and attached once it is recorded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

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
from .labels import Label
from .tasks import run_with_store
from .toasts import toast

ATTACH = N_("Attach a scan or photo")


class EarlyFiles(QWidget):
    """One button for each file; pressing it leaves the file out, and that can be undone."""

    changed = Signal()  # there are more of them, or fewer

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page, self.key = desk, page, ""
        self.files: list[Early] = []
        self._row = FlowLayout(self, spacing=style.GRID)
        self.hide()

    def follow(self, key: str) -> None:
        """The files of another draft."""
        self.key = key
        self._show(early.of_draft(self.desk.store, key))

    # Taking ----------------------------------------------------------------------------------------------------

    def takes(self, mime: QMimeData) -> bool:
        """Whether files or a picture are dropped or pasted, and no words."""
        return bool(files_of(mime)) or (mime.hasImage() and not mime.hasText())

    def take_mime(self, mime: QMimeData) -> None:
        """Keep what was dropped or copied."""
        if paths := files_of(mime):
            self.take_files(paths)
        elif picture := picture_of(mime):
            self._take(self.desk.say(N_("Picture")) + ".png", picture)

    def take_files(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                data = read(path)
            except StoreProblem as trouble:
                messages.problem(self.page, trouble)
                return
            if not self._take(path.name, data):
                return

    def _take(self, name: str, data: bytes) -> bool:
        if self.desk.person is None or not self.key:
            return False
        try:
            files = early.keep(self.desk.store, self.desk.person.id, self.key, name, data)
        except StoreProblem as trouble:
            messages.tell(self.page, Words(N_("{file}: {why}"), {"file": name, "why": trouble.words}))
            return False
        self._show(files)
        toast(self.page, self.desk.say(N_("The file is kept with the draft. It is attached when you record.")))
        return True

    def ask_which(self) -> None:
        """Ask for files."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self.page, self.desk.say(ATTACH), folder, f"PNG, JPEG, WebP, PDF, TXT ({FILES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take_files([Path(path) for path in paths]))
        dialog.open()

    def paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if self.takes(mime):
            self.take_mime(mime)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field, too, Ctrl+V with a file or a picture is for the page: a field takes only words."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pasted = event.matches(QKeySequence.StandardKey.Paste)
            if pasted and self.takes(QGuiApplication.clipboard().mimeData()):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

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
        self.setVisible(bool(files))
        self.changed.emit()

    def _button(self, file: Early) -> QPushButton:
        shown = file.name if len(file.name) <= 40 else f"{file.name[:39]}…"
        button = QPushButton(shown.replace("&", "&&"))
        icons.wear(button, "x", "accent")
        style.kind(button, "link")
        button.setAccessibleName(self.desk.say(Words(N_("Leave out {file}"), {"file": file.name})))
        button.setToolTip(button.accessibleName())
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
