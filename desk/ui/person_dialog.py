"""Two small dialogs about one person: who they are, and their PIN."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.cases.people import CLERK, MANAGER, ROLES, Person, may
from desk.cases.text import SHORT, BadText, clean, fold
from desk.i18n import LANGUAGES, N_, Words, catalogue
from desk.store import accounts
from desk.store.database import Store, StoreProblem

from . import style, tasks
from .by_name import by_name
from .desk import Desk
from .draft_line import DraftLine
from .folded import Folded
from .kept_typing import keep_typing
from .labels import Label
from .pin import PinField, pin_problem
from .problem_line import ProblemLine
from .room import Dialog, foot

#: What the colleague reads first of a case that comes from somebody who left.
LEFT = N_("{name} no longer works here. What was done so far stands in the story; please call the customer.")

WIDTH = 56 * style.GRID


class _Dialog(Dialog):
    """Fields, a place for one problem, and two buttons. Says the person's name when it is done."""

    done_for = Signal(str)

    def __init__(self, desk: Desk, title: Words | str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.moved: list[str] = []  # cases that went to somebody else
        self.setWindowTitle(desk.say(title))
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setVerticalSpacing(style.GRID)
        self.problem = ProblemLine(self)
        self.leave, self.go = QPushButton(desk.say(N_("Cancel"))), QPushButton(desk.say(N_("Save")))
        self.go.clicked.connect(self.save)
        self.leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addLayout(self.form)
        column.addWidget(self.problem)
        column.addLayout(foot(self.leave, self.go))
        self.setFixedWidth(WIDTH)

    def row(self, words: Words | str, field: Any) -> Any:
        """A field under its label."""
        label = Label(self.desk.say(words), self)
        label.setBuddy(field)
        field.setAccessibleName(label.text())
        self.form.addRow(label, field)
        return field

    def save(self) -> None:
        raise NotImplementedError

    def say(self, words: Words | str) -> None:
        self.problem.tell(self.desk.say(words))

    def keep(self, work: Callable[[Store], object], name: str) -> None:
        """Write on another thread: a PIN is slow on purpose."""
        self.go.setEnabled(False)
        tasks.run_with_store(self.desk.store, work, lambda _: self._kept(name), self._failed)

    def _kept(self, name: str) -> None:
        for case_id in self.moved:
            self.desk.case_changed.emit(case_id)
        self.done_for.emit(name)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, StoreProblem):
            raise error
        self.say(error.words)


class PersonDialog(_Dialog):
    """Somebody new, or somebody known. Nobody can put themselves, or the last manager, out."""

    def __init__(self, desk: Desk, person: Person | None, parent: QWidget) -> None:
        title: Words | str = Words(N_("Change {name}"), {"name": person.name}) if person else N_("Add somebody")
        super().__init__(desk, title, parent)
        self.person = person
        before = person or Person("", "", CLERK, language=desk.branch.language)
        self.draft = DraftLine(self)  # before what is typed in, so that Tab comes to it first
        self.name = self.row(N_("Name"), QLineEdit(before.name, self))
        self.role = self.row(N_("Role"), _box({key: desk.say(words) for key, words in ROLES.items()}, before.role))
        self.language = self.row(N_("Language"), _box(LANGUAGES, before.language))
        if person:
            self._known_person(person)
        else:
            self.pin = self.row(N_("PIN"), PinField(self))
            self.again = self.row(N_("The same PIN again"), PinField(self))
        self._keep_typing()
        self.name.setFocus()

    def _keep_typing(self) -> None:
        """All but a PIN; and that somebody left is to be said anew, as what becomes of their cases is."""
        fields = {"name": self.name, "role": self.role, "language": self.language}
        if self.person:
            fields |= {"stands_in": self.stands_in, "begin": self.begin, "end": self.end}
        keep_typing(self, self.desk, f"person:{self.person.id if self.person else ''}", fields, self.leave, self.draft)

    def _known_person(self, person: Person) -> None:
        self.stands_in = QCheckBox(self.desk.say(N_("Stands in for the manager")), self)
        today = self.desk.now().astimezone(self.desk.branch.tz).date()
        begin, end = self._days(person, today)
        self.begin, self.end = (_day(value, self.desk.words.language) for value in (begin, end))
        self.stands_in.setChecked(bool(person.stand_in_until and person.stand_in_until > self.desk.now()))
        self.form.addRow(self.stands_in)
        self.row(N_("From (first day)"), self.begin)
        self.row(N_("Until (last day)"), self.end)
        self.active = QCheckBox(self.desk.say(N_("Works here")), self)
        self.active.setChecked(person.active)
        self.form.addRow(self.active)
        self._ask_who_goes_on(person)
        for box in (self.stands_in, self.active):
            box.setAccessibleName(box.text())
        self.stands_in.toggled.connect(self._show_days)
        self.active.toggled.connect(self._show_days)
        self.role.currentIndexChanged.connect(self._show_days)
        self._show_days()

    def _ask_who_goes_on(self, person: Person) -> None:
        """Who gets the open cases of somebody who leaves; asked only of one who has some."""
        from desk.store.leaving import open_cases  # late: only this dialog needs it

        self.open_cases = len(open_cases(self.desk.store, person.id, self.desk.now()))
        others = {p.id: p.name for p in by_name(accounts.people(self.desk.store).values()) if may(p, "understand")}
        others.pop(person.id, None)
        later = {"": self.desk.say(N_("Decide later; Today shows them"))}
        words = Words(N_("Who gets the open cases: {count}"), {"count": self.open_cases})
        self.goes_on = self.row(words, _box({**others, **later}, next(iter(others), "")))

    def _days(self, person: Person, today: date) -> tuple[date, date]:
        """First and last day of standing in, in branch time; today and a week from now at first."""
        if person.stand_in_from and person.stand_in_until:
            return stand_in_days(person, self.desk.branch.tz)
        return today, today + timedelta(days=7)

    def _show_days(self) -> None:
        clerk = self.role.currentData() == CLERK
        self.form.setRowVisible(self.stands_in, clerk)
        for field in (self.begin, self.end):
            self.form.setRowVisible(field, clerk and self.stands_in.isChecked())
        self.form.setRowVisible(self.goes_on, bool(self.open_cases) and not self.active.isChecked())
        self.adjustSize()

    def save(self) -> None:
        try:
            name = clean(self.name.text(), SHORT, lines=False)
        except BadText as error:
            self.say(error.words)
            return
        if not name:
            self.say(Words(N_("Please fill in: {label}."), {"label": Words(N_("Name"))}))
            self.name.setFocus()
        elif self.person:
            self._change(self.person, name)
        else:
            self._add(name)

    def _add(self, name: str) -> None:
        if problem := pin_problem(self.pin.text(), self.again.text()):
            self.say(problem)
            self.pin.setFocus()
            return
        taken = accounts.people(self.desk.store)
        person = Person(new_id(name, taken), name, self.role.currentData(), language=self.language.currentData())
        pin, now, me = self.pin.text(), self.desk.now(), self.desk.person
        self.keep(lambda store: accounts.add_person(store, person, pin, now=now, by=me), name)

    def _change(self, person: Person, name: str) -> None:
        begin, end = self._stand_in()
        changed = replace(
            person, name=name, role=self.role.currentData(), language=self.language.currentData(),
            active=self.active.isChecked(), stand_in_from=begin, stand_in_until=end,
        )  # fmt: skip
        if problem := self._forbidden(person, changed):
            self.say(problem)
            return
        me, to, now = self.desk.person, "" if changed.active else self.goes_on.currentData(), self.desk.now()
        briefing = catalogue(self.desk.branch.language).say(Words(LEFT, {"name": name}))

        def work(store: Store) -> None:
            accounts.update_person(store, changed, me)
            if to and me and self.open_cases:
                from desk.store.leaving import give_on  # late, as above

                self.moved = give_on(store, person.id, to, by=me, now=now, briefing=briefing)

        self.keep(work, name)

    def _stand_in(self) -> tuple[datetime | None, datetime | None]:
        """From the first day's beginning to the last day's end, in branch time."""
        if self.role.currentData() != CLERK or not self.stands_in.isChecked():
            return None, None
        zone = self.desk.branch.tz
        first, after = self.begin.date(), self.end.date().addDays(1)
        return (
            datetime(first.year(), first.month(), first.day(), tzinfo=zone),
            datetime(after.year(), after.month(), after.day(), tzinfo=zone),
        )

    def _forbidden(self, before: Person, after: Person) -> Words | str:
        me = self.desk.person
        if me and before.id == me.id and not (after.active and after.role == before.role):
            return N_("You cannot change your own role or put yourself out. Another manager can.")
        people = accounts.people(self.desk.store).values()
        managers = [p for p in people if p.active and p.role == MANAGER and p.id != before.id]
        if before.role == MANAGER and not managers and not (after.active and after.role == MANAGER):
            return N_("This is the last manager. Please make somebody else a manager first.")
        if after.stand_in_from and after.stand_in_until and after.stand_in_from >= after.stand_in_until:
            return N_("The last day lies before the first one.")
        return ""


class PinDialog(_Dialog):
    """A new PIN; it also opens a desk that locked the person out."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget) -> None:
        super().__init__(desk, Words(N_("New PIN for {name}"), {"name": person.name}), parent)
        self.person = person
        self.pin = self.row(N_("PIN"), PinField(self))
        self.again = self.row(N_("The same PIN again"), PinField(self))
        self.pin.setFocus()

    def save(self) -> None:
        if problem := pin_problem(self.pin.text(), self.again.text()):
            self.say(problem)
            self.pin.setFocus()
            return
        person, pin, now, me = self.person, self.pin.text(), self.desk.now(), self.desk.person
        self.keep(lambda store: accounts.set_pin(store, person.id, pin, now, me), person.name)


def stand_in_days(person: Person, zone: tzinfo) -> tuple[date, date]:
    """First and last day of standing in; the last moment is the end of the last day. ValueError without such days."""
    if not (person.stand_in_from and person.stand_in_until):
        raise ValueError(person.id)
    last = person.stand_in_until.astimezone(zone) - timedelta(microseconds=1)
    return person.stand_in_from.astimezone(zone).date(), last.date()


def new_id(name: str, taken: Collection[str]) -> str:
    """A short name for the store: the last word of the name without marks, numbered when somebody has it."""
    letters = "".join(c for c in fold(name.split()[-1]) if c.isascii() and c.isalnum()) or "person"
    number = 1
    while (shown := letters if number == 1 else f"{letters}{number}") in taken:
        number += 1
    return shown


def _box(choices: Any, chosen: str) -> Folded:
    box = Folded()
    for key, words in choices.items():
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _day(value: date, language: str) -> QDateEdit:
    field = QDateEdit(QDate(value.year, value.month, value.day))
    field.setDisplayFormat("d.M.yyyy" if language == "fi" else "dd/MM/yyyy")
    field.setCalendarPopup(True)
    return field
