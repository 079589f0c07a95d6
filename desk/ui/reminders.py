"""Reminders: what falls due soon is said once, in the window or in the tray; never when closed or in quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from desk.cases.clocks import TITLES
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.store import accounts, lists

from . import icons
from .clock_face import face
from .desk import Desk
from .memory import recall
from .quiet import quiet

#: So long before it is due somebody is reminded; a second time when it is late.
SOON = timedelta(minutes=15)

#: Where the choice to be reminded is kept.
CHOICE = "reminders"

#: More at once would be a list, and the list is Today.
MOST = 20


@dataclass(frozen=True)
class Reminder:
    """One case that needs somebody soon. Its words name no customer: a tray is read by whoever passes."""

    case_id: str
    words: Words


class Reminders(QObject):
    """Looks when it is told to. Says each thing once to each person, and once more when it is late."""

    reminded = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk, self._window = desk, window
        self._said: set[tuple[str, str, datetime, bool]] = set()

    def look(self) -> None:
        """Say the most urgent thing that was not said yet."""
        desk, now = self.desk, self.desk.now()
        if desk.person is None or not recall(self._window, CHOICE, True):
            return
        if not accounts.policy(desk.store).is_open(now, desk.branch.tz) or quiet(desk).holds(now, desk.branch.tz):
            return
        for row in lists.due_soon(desk.store, desk.person, now, SOON, MOST):
            assert row.due_at is not None  # it is due
            said = (desk.person.id, row.case_id, row.due_at, row.due_at < now)
            if said not in self._said:
                self._said.add(said)
                self.reminded.emit(Reminder(row.case_id, _words(row, row.due_at, now)))
                return


def _words(row: lists.Row, at: datetime, now: datetime) -> Words:
    title = STEPS[row.next_step].title if row.next_step in STEPS else TITLES.get(row.due_rule, "")
    values = {"number": row.number, "what": Words(title), "left": face(None, at, now).words}
    return Words(N_("{number}: {what}, {left}"), values)


class Tray(QObject):
    """A sign in the system's tray, where there is one: says a reminder while the window is not in front."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self._last = ""
        self._sign = QSystemTrayIcon(icons.icon("inbox"), self)
        self._sign.messageClicked.connect(lambda: self.wanted.emit(self._last))

    def say(self, reminder: Reminder) -> None:
        """Show it for a while; a click on it opens the case."""
        self._last = reminder.case_id
        self._sign.show()
        self._sign.showMessage(self.desk.say(N_("Complaint desk")), self.desk.say(reminder.words), self._sign.icon())

    def leave(self) -> None:
        self._sign.hide()


def tray(desk: Desk, window: QWidget) -> Tray | None:
    """The tray, or nothing where the system has none."""
    return Tray(desk, window) if QSystemTrayIcon.isSystemTrayAvailable() else None
