"""The calm line that says a draft is back, and lets one start afresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.i18n import N_, Words

from . import icons, style
from .desk import Desk
from .labels import Label
from .toasts import toast


class DraftLine(QWidget):
    """Hidden until there is a draft to speak of."""

    afresh = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: datetime | None = None
        self._sign, self.text, self.button = Label(), Label(tone="muted", wrap=True), QPushButton()
        style.kind(self.button, "link")
        self.button.clicked.connect(self.afresh)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addWidget(self._sign)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)
        self.hide()

    def start_again(self) -> None:
        """There is no draft to speak of."""
        self._at = None
        self.hide()

    def tell(self, at: datetime, desk: Desk) -> None:
        """Say from when the draft is that stands in the form."""
        self._at = at
        icons.show(self._sign, "history", "muted", 16)
        self.speak(desk)
        self.show()

    def speak(self, desk: Desk) -> None:
        if self._at is not None:
            today = self._at.astimezone(desk.branch.tz).date() == desk.now().astimezone(desk.branch.tz).date()
            when: object = desk.words.moment(self._at, desk.branch.tz)
            when = str(when).rpartition(" ")[2] if today else when
            self.text.setText(desk.say(Words(N_("Your draft from {when} is back."), {"when": when})))
            self.button.setText(desk.say(N_("Start afresh")))

    def offer_back(self, form: QWidget, desk: Desk, back: Callable[[], None]) -> None:
        """The draft was put away; one press brings it back."""
        toast(form, desk.say(N_("The draft was put away.")), back)
