"""Files of a case in the window: chosen, dropped or pasted, looked at, attached; and opened again as a copy."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QObject,
    QStandardPaths,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desk.i18n import N_
from desk.papers import scan
from desk.papers.code import verification_code
from desk.store import attachments, media, papers
from desk.store.attachments import Attached
from desk.store.database import StoreProblem

from . import messages
from .attach_dialog import AttachDialog
from .desk import Desk
from .input import on_clipboard
from .tasks import run
from .thumbnails import thumbnail
from .toasts import toast

FILES = "*.png *.jpg *.jpeg *.webp *.pdf *.txt"


class Attaching(QObject):
    """Everything a case page does with files."""

    pictured = Signal(object)  # dict: small pictures by fingerprint

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page
        self.dialog: AttachDialog | None = None
        self.many: QWidget | None = None
        self._copies: QTemporaryDir | None = None
        self._pictures: dict[str, QImage] = {}
        desk.signed_out.connect(self._forget)

    # Taking a file ---------------------------------------------------------------------------------------------

    def ask_which(self, case_id: str) -> None:
        """Ask for a file, then look at it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        title = self.desk.say(N_("Attach a scan or photo"))
        dialog = QFileDialog(self.page, title, folder, f"PNG, JPEG, WebP, PDF, TXT ({FILES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take_files(case_id, [Path(path) for path in paths]))
        dialog.open()

    def take_files(self, case_id: str, paths: list[Path]) -> None:
        """One is looked at alone, against its case; several are shown together."""
        if len(paths) == 1:
            self.take_file(case_id, paths[0])
        elif paths:
            from .attach_many import AttachMany  # late: seldom more than one

            self.many = AttachMany(self.desk, case_id, paths, self.page)
            self.many.open()

    def take_file(self, case_id: str, path: Path) -> None:
        """Look at a file, no more of it than shows that it is too large."""
        from .attach_many import read  # late, as above

        try:
            data = read(path)
        except StoreProblem as trouble:
            messages.problem(self.page, trouble)
            return
        self.take(case_id, path.name, data)

    def takes(self, mime: QMimeData) -> bool:
        """Whether something can be made of what is dropped or pasted."""
        return bool(mime.hasImage() or files_of(mime))

    def take_mime(self, case_id: str, mime: QMimeData) -> None:
        """A file that was dropped or copied, or a picture without a file."""
        if files := files_of(mime):
            self.take_files(case_id, files)
        elif picture := picture_of(mime):
            self.take(case_id, self.desk.say(N_("Picture")) + ".png", picture)

    def paste(self, case_id: str) -> None:
        """What was copied: a file, or a picture such as one of the screen."""
        mime = on_clipboard()
        if case_id and self.takes(mime):
            self.take_mime(case_id, mime)

    def take(self, case_id: str, name: str, data: bytes) -> None:
        """Show what it is, and attach it when that is wanted."""
        try:
            found = attachments.examined(data)
        except StoreProblem as trouble:
            messages.problem(self.page, trouble)
            return
        self.dialog = AttachDialog(self.desk, name, data, found, self._look(case_id), self.page)
        self.dialog.wanted.connect(partial(self.attach, case_id, data, str(uuid.uuid4())))
        self.dialog.open()

    def _look(self, case_id: str) -> partial[scan.Finding]:
        """What holds a scan against this case; the store is asked here, on the window's thread."""
        agreed, _ = papers.as_agreed(self.desk.journal, case_id)
        case = self.desk.journal.case(case_id)
        codes = {version: verification_code(each) for version, each in agreed.items()}
        return partial(scan.finding, number=case.number if case else "", known=codes)

    def attach(self, case_id: str, data: bytes, operation: str, name: str, kind: str) -> bool:
        """Keep the file and record it. False when it was refused, which is then said."""
        desk = self.desk
        if desk.person is None:
            return False  # somebody locked the desk meanwhile
        attach = partial(
            attachments.attach, desk.journal, name, kind, data, by=desk.person, now=desk.now(), case_id=case_id,
            operation=operation,
        )  # fmt: skip
        if not messages.achieved(self.page, attach):
            return False
        desk.case_changed.emit(case_id)
        toast(self.page, desk.say(N_("The file is attached and stands in the story.")))
        return True

    # Looking at them again -------------------------------------------------------------------------------------

    def picture_all(self, case_id: str) -> None:
        """Make small pictures of the files of a case, each once; `pictured` says when they are there."""
        files = attachments.of_case(self.desk.journal, case_id)
        wanted = {f.sha256: f.media for f in files if f.sha256 not in self._pictures}
        if not wanted:
            self.pictured.emit({f.sha256: self._pictures[f.sha256] for f in files})
            return
        places = {sha256: attachments.place(self.desk.store, sha256) for sha256 in wanted}

        def make() -> dict[str, QImage]:
            return {sha256: _small(place, wanted[sha256]) for sha256, place in places.items()}

        def done(made: dict[str, QImage]) -> None:
            if isValid(self):  # the page may have been left meanwhile
                self._pictures |= made
                self.pictured.emit(made)

        run(make, done)

    def open_known(self, sha256: str) -> None:
        """The same by the fingerprint; nothing when the case has no such file."""
        case_id = getattr(self.page, "case_id", "")
        file = next((f for f in attachments.of_case(self.desk.journal, case_id) if f.sha256 == sha256), None)
        if file is not None:
            self.open(file)

    def open(self, file: Attached) -> Path | None:
        """Show a copy that nobody can change by mistake, in the program of this system; None when it is not whole."""
        try:
            data = attachments.read(self.desk.store, file.sha256)
        except StoreProblem as trouble:
            messages.problem(self.page, trouble)
            return None
        if self._copies is None:
            self._copies = QTemporaryDir()
        # the name is ours: one that came with the file could hide what it is
        copy = Path(self._copies.path()) / f"{file.sha256[:16]}{media.ENDINGS[file.media]}"
        if not copy.exists():
            copy.write_bytes(data)
            copy.chmod(0o400)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
        return copy

    def _forget(self) -> None:
        """What one person looked at is not left lying about for the next."""
        self._pictures.clear()
        if self._copies is not None:
            for copy in Path(self._copies.path()).iterdir():
                copy.chmod(0o600)  # else it cannot be removed everywhere
            self._copies.remove()
            self._copies = None


def files_of(mime: QMimeData) -> list[Path]:
    """What was dropped or copied and lies on this machine."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def picture_of(mime: QMimeData) -> bytes:
    """A picture without a file, such as one of the screen, as PNG; empty when there is none."""
    picture = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if picture.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def _small(place: Path, kind: str) -> QImage:
    try:
        return thumbnail(place.read_bytes(), kind)
    except (OSError, ValueError):
        return QImage()  # missing or damaged: `desk check` names it
