"""Settings of people: who works here, in which role, who stands in, and new PINs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.cases.people import ROLES, Person
from desk.i18n import N_, Words
from desk.store import accounts
from desk.store.database import StoreProblem

from . import icons, messages, style
from .by_name import by_name
from .desk import Desk
from .labels import Label
from .person_dialog import PersonDialog, PinDialog, stand_in_days
from .settings_parts import unfilled
from .table import Cells, Index, Table, room, text
from .toasts import toast

COLUMNS = (N_("Name"), N_("Role"), N_("State"))
NAME, ROLE, STATE = range(len(COLUMNS))

#: How wide role and state are at least; the name takes the room that is left.
ROLE_WIDTH, STATE_WIDTH = 144, 240


class PeopleModel(QAbstractTableModel):
    """Everybody, those who left at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.people: list[Person] = []

    def refresh(self) -> None:
        self.beginResetModel()
        self.people = sorted(by_name(accounts.people(self.desk.store).values()), key=lambda p: not p.active)
        self.endResetModel()

    def text(self, person: Person, column: int) -> str:
        if column == NAME:
            return person.name
        if column == ROLE:
            return self.desk.say(ROLES[person.role])
        if not person.active:
            return self.desk.say(N_("Does not work here any more"))
        if person.stand_in_until and person.stand_in_until > self.desk.now():
            first, last = stand_in_days(person, self.desk.branch.tz)
            values = {"start": first, "end": last}
            return self.desk.say(Words(N_("Stands in for the manager, {start} to {end}"), values))
        return self.desk.say(N_("Works here"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(self.people[index.row()], index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.desk.say(COLUMNS[section])
        return None


class PeopleCells(Cells):
    """Those who left are written in grey; the words say it too."""

    def __init__(self, model: PeopleModel, table: Table) -> None:
        super().__init__(table)
        self._model = model

    def draw(self, painter: QPainter, rect: QRect, index: Index) -> None:
        person = self._model.people[index.row()]
        if not person.active:
            painter.setPen(style.color("muted"))
        text(painter, rect, self._model.text(person, index.column()))


class PeopleSection(QWidget):
    """The people, and what a manager can do about them."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.hint = Label(parent=self, tone="info_soft", wrap=True)
        self.model = PeopleModel(desk)
        self.add_button, self.change_button, self.pin_button = (QPushButton(self) for _ in range(3))
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(PeopleCells(self.model, self.table))
        self.table.opened.connect(lambda _: self.change())
        icons.wear(self.add_button, "plus")
        icons.wear(self.change_button, "pen")
        icons.wear(self.pin_button, "lock")
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.pin_button.clicked.connect(self.new_pin)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(style.GRID)
        for button in (self.add_button, self.change_button, self.pin_button):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read them again; the marked one stays marked."""
        marked = self.marked()
        self.model.refresh()
        wide = [room(self.model.text(person, column) for person in self.model.people) for column in (ROLE, STATE)]
        self.table.set_widths((0, max(ROLE_WIDTH, wide[0]), max(STATE_WIDTH, wide[1])))
        places = [n for n, p in enumerate(self.model.people) if marked and p.id == marked.id]
        if self.model.people:
            self.table.selectRow(places[0] if places else 0)
        self._say_hint()

    def _say_hint(self) -> None:
        said = unfilled(self.desk, self.model.people)
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    def marked(self) -> Person | None:
        row = self.table.currentIndex().row()
        return self.model.people[row] if 0 <= row < len(self.model.people) else None

    def add(self) -> PersonDialog:
        """Somebody new."""
        return self._open(PersonDialog(self.desk, None, self.window()), N_("{name} can sign in now."))

    def change(self) -> PersonDialog | None:
        """Name, role, language, stand-in days, or that they left."""
        person = self.marked()
        if person is None:
            return None
        dialog = PersonDialog(self.desk, person, self.window())
        return self._open(dialog, N_("{name} is changed."), lambda: self._change_back(person))

    def _change_back(self, person: Person) -> None:
        try:
            accounts.update_person(self.desk.store, person, self.desk.person)
        except StoreProblem as trouble:
            messages.problem(self, trouble)
        self._show()

    def new_pin(self) -> PinDialog | None:
        """A PIN for somebody who forgot theirs or is locked out."""
        person = self.marked()
        return self._open(PinDialog(self.desk, person, self.window()), N_("{name} has a new PIN.")) if person else None

    def _open(self, dialog: Any, news: str, undo: Callable[[], object] | None = None) -> Any:
        """A new PIN and a new person cannot be undone: somebody may have used them. Nor can cases be taken back so."""
        dialog.done_for.connect(lambda name: self._done(Words(news, {"name": name}), None if dialog.moved else undo))
        dialog.open()
        return dialog

    def _show(self) -> None:
        """Show everywhere what holds now; it may be about who is here."""
        self.desk.know_again()
        self.refresh()
        self.changed.emit()

    def _done(self, news: Words, undo: Callable[[], object] | None) -> None:
        self._show()
        toast(self, self.desk.say(news), undo)

    def retranslate(self) -> None:
        words = (N_("A&dd somebody"), N_("C&hange"), N_("New P&IN"))
        for button, said in zip((self.add_button, self.change_button, self.pin_button), words, strict=True):
            button.setText(self.desk.say(said))
            button.setAccessibleName(button.text().replace("&", ""))
        self.table.setAccessibleName(self.desk.say(N_("People")))
        self.refresh()

