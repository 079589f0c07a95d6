"""The PIN once more, where somebody gives their word: an approval stands in nobody else's name."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_, Words
from desk.store import accounts
from desk.store.database import StoreProblem

from . import style, tasks
from .desk import Desk
from .labels import Label
from .pin import PinField
from .problem_line import ProblemLine
from .room import Dialog, foot
from .working import Working

WIDTH = 56 * style.GRID


class PinAgain(Dialog):
    """Asks whoever is signed in. Wrong tries count as at the sign-in; `right` says that it was them."""

    right = Signal()

    def __init__(self, desk: Desk, what: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        assert desk.person is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.person = desk, desk.person
        say = desk.say
        self.setWindowTitle(say(what))
        asked = Words(N_("This stands in your name, {name}. Please give your PIN again."), {"name": self.person.name})
        self.asked = Label(say(asked), self, wrap=True)
        self.label, self.field = Label(say(N_("PIN")), self, bold=True), PinField(self)
        self.label.setBuddy(self.field)
        self.field.setAccessibleName(say(N_("PIN")))
        self.sign = Working(self)
        self.sign.setAccessibleName(say(N_("Checking the PIN")))
        self.message = ProblemLine(self, tone="late")
        self.leave, self.go = QPushButton(say(N_("Cancel")), self), QPushButton(say(verb), self)
        self._slow = QTimer(self, singleShot=True, interval=100)
        self._slow.timeout.connect(self.sign.show)
        self._lay_out()
        self.go.clicked.connect(self.check)
        self.leave.clicked.connect(self.reject)
        self.field.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        for widget in (self.asked, self.label, self.field, self.sign, self.message):
            column.addWidget(widget)
        column.addSpacing(style.GRID)
        column.addLayout(foot(self.leave, self.go))
        self.setFixedWidth(WIDTH)

    def check(self) -> None:
        """Compare what was typed, on another thread: it is slow on purpose."""
        if not self.go.isEnabled():
            return
        pin, person, now = self.field.text(), self.person.id, self.desk.now()
        if not pin:
            self._say(N_("Please type your PIN."))
            return
        self.go.setEnabled(False)
        self._slow.start()
        tasks.run_with_store(
            self.desk.store, lambda store: accounts.check_pin(store, person, pin, now), self._checked, self._refused
        )

    def _checked(self, right: bool) -> None:
        self._rest()
        if not self.isVisible():
            return  # they left while it was compared
        if not right:
            self._say(N_("This PIN is not right. Please try again."))
        elif self.desk.person is not None and self.desk.person.id == self.person.id:
            self.accept()
            self.right.emit()

    def _refused(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, (accounts.Locked, StoreProblem)):
            raise error
        self._say(error.words)

    def _rest(self) -> None:
        self._slow.stop()
        self.sign.hide()
        self.field.clear()
        self.go.setEnabled(True)

    def _say(self, words: Words | str) -> None:
        self.message.tell(self.desk.say(words))
        self.field.setFocus()
