"""Reminders: what falls due soon is said once, in the window or in the tray; never when closed or in quiet hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from desk.cases.clocks import TITLES
from desk.cases.people import Person
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

#: What has been late for longer stands on Today, and is no news.
NEWS = timedelta(days=1)

#: Where the choice to be reminded is kept.
CHOICE = "reminders"

#: More at once would be a list, and the list is Today.
MOST = 20


@dataclass(frozen=True)
class Reminder:
    """One case that needs somebody soon. Its words name no customer: a tray is read by whoever passes."""

    case_id: str
    words: Words
    due: datetime


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
        for reminder in self._due(desk.person, now):
            said = (desk.person.id, reminder.case_id, reminder.due, reminder.due < now)
            if said not in self._said:
                self._said.add(said)
                self.reminded.emit(reminder)
                return

    def again(self, reminder: Reminder) -> Reminder | None:
        """The same as it stands now; None when it is done, or somebody else's."""
        person, of = self.desk.person, (reminder.case_id, reminder.due)
        found = self._due(person, self.desk.now()) if person else ()
        return next((one for one in found if (one.case_id, one.due) == of), None)

    def _due(self, person: Person, now: datetime) -> Iterator[Reminder]:
        """What can still be done in time, then what is late. What was said leaves its room to what comes after it."""
        most = MOST + sum(said[0] == person.id for said in self._said)
        for within, since in ((SOON, now), (timedelta(0), now - NEWS)):
            for row in lists.due_soon(self.desk.store, person, now, within, most, since):
                assert row.due_at is not None  # it is due
                yield Reminder(row.case_id, _words(row, row.due_at, now), row.due_at)


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
