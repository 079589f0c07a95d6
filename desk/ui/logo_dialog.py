"""The picture at the head of the papers: chosen, looked at, and taken away again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_
from desk.papers import picture
from desk.store import papers

from . import icons, style
from .aloud import announce
from .desk import Desk
from .labels import Label
from .room import Dialog, foot

HINT = N_("The logo stands on all papers made from now on. Papers that were already issued keep theirs.")
NO_PICTURE = N_("This is no PNG or JPEG picture of at most 4 MB. The logo stays as it is.")


class LogoDialog(Dialog):
    """What is chosen holds at once."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say, self.desk = desk.say, desk
        self.sheet, self.told = Label(), Label(wrap=True)
        self.choose, self.remove = QPushButton(say(N_("Choose a picture…"))), QPushButton(say(N_("No logo")))
        self.leave = QPushButton(say(N_("Close")))
        self.setWindowTitle(say(N_("Logo on the papers")))
        icons.wear(self.choose, "store", "on_accent")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setMinimumHeight(14 * style.GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(3 * style.GRID,) * 4)
        layout.setSpacing(2 * style.GRID)
        layout.addWidget(Label(say(HINT), wrap=True))
        layout.addWidget(self.sheet)
        layout.addWidget(self.told)
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.remove, self.choose))
        self.setMinimumWidth(60 * style.GRID)
        self.choose.clicked.connect(self.ask_which)
        self.remove.clicked.connect(lambda: self._put(b""))
        self.leave.clicked.connect(self.reject)
        self._show()

    def ask_which(self) -> None:
        """Ask for a picture, then take it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, self.windowTitle(), folder, "PNG, JPEG (*.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def take(self, path: Path) -> bool:
        """Make it the logo. False, and said, when it is no picture that fits."""
        try:
            with path.open("rb") as file:
                found = picture.kept(file.read(picture.MOST_BYTES + 1))
        except OSError:
            found = b""
        if not found:
            self.told.setText(self.desk.say(NO_PICTURE))
            announce(self, self.told.text(), urgent=True)
            return False
        self._put(found)
        return True

    def _put(self, found: bytes) -> None:
        papers.set_logo(self.desk.store, found, self.desk.person)
        self.told.setText("")
        self._show()

    def _show(self) -> None:
        logo = papers.logo(self.desk.store)
        self.remove.setEnabled(bool(logo))
        image = QImage.fromData(logo) if logo else QImage()
        if image.isNull():
            self.sheet.setPixmap(QPixmap())
            self.sheet.setText(self.desk.say(N_("There is no logo: the papers begin with the name of the company.")))
        else:
            self.sheet.setPixmap(QPixmap.fromImage(image).scaledToHeight(
                min(image.height(), 12 * style.GRID), Qt.TransformationMode.SmoothTransformation))  # fmt: skip
        self.sheet.setAccessibleName(self.windowTitle())
