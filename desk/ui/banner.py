"""A line over the page that reminds of something: it takes no key, covers nothing, and stays until it is answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk.i18n import N_

from . import icons, style
from .aloud import announce
from .desk import Desk
from .labels import Label
from .reminders import Reminder
from .toasts import toast


class Banner(QFrame):
    """One reminder at a time, the newest. Says which case is to be opened."""

    case_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.reminder: Reminder | None = None
        style.kind(self, "banner")
        self.sign, self.label = Label(parent=self), Label(parent=self, bold=True)
        self.open, self.close_button = QPushButton(self), QPushButton(self)
        icons.wear(self.close_button, "x", gap=0)
        style.kind(self.close_button, "quiet")
        self.open.clicked.connect(self._open)
        self.close_button.clicked.connect(self._put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * style.GRID, style.GRID // 2, 2 * style.GRID, style.GRID // 2)
        row.setSpacing(style.GRID)
        row.addWidget(self.sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.open)
        row.addWidget(self.close_button)
        icons.show(self.sign, "clock", "warn", 18)
        self.hide()

    def show_reminder(self, reminder: Reminder) -> None:
        """Say it, and let a screen reader say it; the keyboard stays where it is."""
        self.reminder = reminder
        self.retranslate()
        self.show()
        announce(self, self.label.text())

    def _open(self) -> None:
        if self.reminder:
            wanted = self.reminder.case_id
            self.leave()
            self.case_wanted.emit(wanted)

    def _put_away(self) -> None:
        """Away with it; one press brings it back."""
        if kept := self.reminder:
            self.leave()
            toast(self, self.desk.say(N_("The reminder was put away.")), lambda: self._bring_back(kept))

    def _bring_back(self, kept: Reminder) -> None:
        if self.desk.person is not None and self.reminder is None:
            self.show_reminder(kept)

    def leave(self) -> None:
        self.reminder = None
        self.hide()

    def retranslate(self) -> None:
        say = self.desk.say
        self.label.setText(say(self.reminder.words) if self.reminder else "")
        self.setAccessibleName(self.label.text())
        self.open.setText(say(N_("Open the case")))
        self.open.setAccessibleName(say(N_("Open the case")))
        self.close_button.setAccessibleName(say(N_("Close the reminder")))
        self.close_button.setToolTip(self.close_button.accessibleName())
