"""A line over the page while this computer's clock is wrong; a manager can say that it is right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk.cases.people import may
from desk.cases.timekeeping import TOLERANCE
from desk.i18n import N_, Words
from desk.store.database import StoreProblem

from . import icons, messages, style
from .aloud import announce
from .desk import Desk
from .labels import Label
from .pin_again import PinAgain


class ClockBanner(QFrame):
    """Takes no key and stays until the clock is put right, or a manager says with their PIN that it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        style.kind(self, "banner")
        self.sign, self.label = Label(parent=self), Label(parent=self, bold=True, wrap=True)
        self.right = QPushButton(self)
        self.right.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * style.GRID, style.GRID // 2, 2 * style.GRID, style.GRID // 2)
        row.setSpacing(style.GRID)
        row.addWidget(self.sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.right)
        desk.signed_in.connect(self.refresh)
        desk.language_changed.connect(self.refresh)
        icons.show(self.sign, "clock", "warn", 18)
        self.refresh()

    def refresh(self) -> None:
        """Say how far the clock is off, or go away."""
        off, person, say = self.desk.keeper.off, self.desk.person, self.desk.say
        wrong = abs(off) > TOLERANCE
        ahead, behind = (
            N_("This computer's clock is {span} ahead. Deadlines go on by the desk's own time."),
            N_("This computer's clock is {span} behind. Deadlines go on by the desk's own time."),
        )
        text = say(Words(ahead if off.total_seconds() > 0 else behind, {"span": abs(off)})) if wrong else ""
        if text and text != self.label.text():
            announce(self, text)
        self.label.setText(text)
        self.setAccessibleName(text)
        self.right.setText(say(N_("The clock is right now…")))
        self.right.setAccessibleName(say(N_("The clock is right now…")))
        self.right.setVisible(person is not None and may(person, "policy"))
        self.setVisible(wrong)

    def ask(self) -> PinAgain:
        """The manager's PIN once more: from then on this clock is believed."""
        dialog = PinAgain(self.desk, N_("The computer's clock"), N_("The clock is right"), self.window())
        dialog.right.connect(self._believe)
        dialog.open()
        return dialog

    def _believe(self) -> None:
        try:
            self.desk.believe_clock()
        except StoreProblem as trouble:
            messages.problem(self, trouble)
        self.refresh()
