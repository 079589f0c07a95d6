"""A scan, a photograph or a receipt before it is attached: what it looks like, what it is, and whose paper it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.cases import choices
from desk.cases.coach import AVOID, KNOW
from desk.cases.text import SHORT
from desk.i18n import N_, Words
from desk.papers import scan
from desk.store import drafts

from . import icons, style
from .coach_line import tip_of
from .desk import Desk
from .draft_line import DraftLine
from .folded import Folded
from .kept_typing import keep_typing
from .labels import Label
from .room import Dialog, foot
from .tasks import run
from .thumbnails import thumbnail

SIGNED = "signed_paper"

#: How each finding looks: its sign and its colour.
_LOOKS = {
    scan.THIS: ("circle-check", "ok"),
    scan.OLDER: ("history", "warn"),
    scan.OTHER_CASE: ("triangle-alert", "late"),
    scan.NOT_OURS: ("triangle-alert", "late"),
    scan.UNREADABLE: ("circle-question-mark", "warn"),
}

#: How high a look at the file is.
_PICTURE = 26 * style.GRID

Look = Callable[[bytes], scan.Finding]


class AttachDialog(Dialog):
    """One file. What its code says is shown; whether it is attached is for the person to decide."""

    wanted = Signal(str, str)  # name of the file, what it is
    found = Signal(object)  # Finding

    def __init__(self, desk: Desk, name: str, data: bytes, media: str, look: Look, parent: QWidget) -> None:
        """`look` tells which paper a scan shows; it runs on another thread."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.finding: scan.Finding | None = None  # until the code was looked for
        draft = DraftLine(self)  # before what is typed in, so that Tab comes to it first
        self.picture, self.name, self.kind = Label(), QLineEdit(name[:SHORT]), Folded()
        self.sign, self.said = Label(), Label(wrap=True)
        self.attach, self.leave = QPushButton(), QPushButton(desk.say(N_("Cancel")))
        for value, words in choices.ATTACHMENTS:
            self.kind.addItem(desk.say(words), value)
        self.setWindowTitle(desk.say(N_("Attach a scan or photo")))
        self._lay_out()
        file = f"attach:{hashlib.sha256(data).hexdigest()}"
        keep_typing(self, desk, file, {"name": self.name}, self.leave, draft, drafts.OF_CASES)
        self.name.setFocus()
        self.kind.currentIndexChanged.connect(self._follow)
        self.name.textChanged.connect(self._follow)
        self.attach.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._follow()
        run(lambda: thumbnail(data, media, _PICTURE), self._show)
        run(lambda: look(data), self._tell, self._unread)

    def _lay_out(self) -> None:
        say = self.desk.say
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedHeight(_PICTURE)
        self.picture.setAccessibleName(say(N_("What the file looks like")))
        self.sign.setFixedWidth(28)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        icons.wear(self.attach, "plus", "on_accent")
        verdict, layout = QHBoxLayout(), QVBoxLayout(self)
        verdict.addWidget(self.sign)
        verdict.addWidget(self.said, 1)
        layout.setContentsMargins(*(3 * style.GRID,) * 4)
        layout.setSpacing(style.GRID)
        layout.addWidget(self.picture)
        for words, field in ((N_("Name of the file"), self.name), (N_("What it is"), self.kind)):
            label = Label(say(words), size=9, tone="muted")
            label.setBuddy(field)
            field.setAccessibleName(say(words))
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addSpacing(style.GRID)
        layout.addLayout(verdict)
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.attach))
        self.setMinimumWidth(60 * style.GRID)

    # What is known about it ------------------------------------------------------------------------------------

    def _show(self, picture: QImage) -> None:
        if not isValid(self):
            return  # somebody closed it meanwhile
        if picture.isNull():
            icons.show(self.picture, "file-text", "muted", 48)
        else:
            self.picture.setPixmap(QPixmap.fromImage(picture))

    def _tell(self, finding: scan.Finding) -> None:
        """A paper of ours is one that was signed, most likely."""
        if not isValid(self):
            return
        self.finding = finding
        if finding.kind in (scan.THIS, scan.OLDER):
            self.kind.setCurrentIndex(self.kind.findData(SIGNED))
        self._follow()
        self.found.emit(finding)

    def _unread(self, error: Exception) -> None:
        self._tell(scan.Finding(scan.UNREADABLE, Words(scan.NO_CODE)))

    def _follow(self) -> None:
        """The finding matters for a signed paper only; it warns and never forbids."""
        signed, finding, say = self.kind.currentData() == SIGNED, self.finding, self.desk.say
        doubtful = signed and (finding is None or finding.kind != scan.THIS)
        self.attach.setText(say(N_("Attach it all the same") if doubtful else N_("Attach")))
        self.attach.setEnabled(bool(self.name.text().strip()))
        if not signed:
            receipt = self.kind.currentData() == "receipt"
            self.said.setText(say(tip_of("attach", AVOID if receipt else KNOW)))
            style.tone(self.said, "muted")
            icons.show(self.sign, "triangle-alert" if receipt else "lightbulb", "muted", 16)
        elif finding is None:
            self.said.setText(say(N_("The code on the paper is being looked for…")))
        else:
            icon, tone = _LOOKS[finding.kind]
            icons.show(self.sign, icon, tone, 20)
            self.said.setText(say(finding.words))
            style.tone(self.said, tone)

    def _go(self) -> None:
        self.wanted.emit(self.name.text().strip(), self.kind.currentData())
        self.accept()
