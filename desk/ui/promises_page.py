"""Promises: every open one of the branch by date with what is being changed, and the customers' further wishes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from desk.cases.people import may
from desk.i18n import N_, Words
from desk.store import lists

from . import style
from .clock_face import Face, face
from .desk import Desk
from .empty import Empty
from .labels import Label, hint
from .table import Cells, Index, Table, room, signed_text, text

COLUMNS = (N_("Time left"), N_("What we promised"), N_("Who does it"), N_("Customer"), N_("Number"), N_("By when"))
LEFT, WHAT, OWNER, CUSTOMER, NUMBER, DUE = range(len(COLUMNS))
WISHES = (N_("Waiting"), N_("What the customer would like"), N_("Noted by"), *COLUMNS[CUSTOMER:DUE], N_("When"))
#: As wide as a moment is written, and a clock's sign with its gap.
LONGEST = datetime(2000, 10, 20, 20, 0)
SIGN = 24

#: Room for what was promised, and in a narrow page for a name.
PROMISED, NAME = 200, 136

BATCH = 100


class PromiseModel(QAbstractTableModel):
    """The open promises, fetched as far as somebody scrolls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lines: list[lists.PromiseLine] = []
        self.wishes = False  # the customers' further wishes instead of the promises
        self._all_read = False

    def read(self, offset: int, limit: int) -> list[lists.PromiseLine]:
        found = lists.needs if self.wishes else lists.promises
        return found(self.desk.store, offset=offset, limit=limit)

    def refresh(self) -> None:
        self.beginResetModel()
        wanted = max(BATCH, len(self.lines))
        self.lines = self.read(0, wanted)
        self._all_read = len(self.lines) < wanted
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._all_read

    def fetchMore(self, parent: Index) -> None:
        more = self.read(len(self.lines), BATCH)
        self._all_read = len(more) < BATCH
        if more:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(more) - 1)
            self.lines += more
            self.endInsertRows()

    def face(self, line: lists.PromiseLine) -> Face:
        return face(None, line.due, self.desk.now())

    def text(self, line: lists.PromiseLine, column: int) -> str:
        if column == LEFT and self.wishes:
            return self.desk.say(Words(N_("for {span}"), {"span": self.desk.now() - line.due}))
        if column == LEFT:
            return self.desk.say(self.face(line).words)
        if column == WHAT and line.improves:
            return self.desk.say(Words(N_("Change: {what}"), {"what": line.what}))
        if column == DUE:
            return self.desk.words.moment(line.due, self.desk.branch.tz)
        return {WHAT: line.what, OWNER: line.owner_name, CUSTOMER: line.customer, NUMBER: line.number}[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(self.lines[index.row()], index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self.text(self.lines[index.row()], index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.desk.say((WISHES if self.wishes else COLUMNS)[section])
        return None


class PromiseCells(Cells):
    """The time left with its sign, the rest as words."""

    def __init__(self, model: PromiseModel, table: Table) -> None:
        super().__init__(table)
        self._model = model

    def draw(self, painter: QPainter, rect: QRect, index: Index) -> None:
        line = self._model.lines[index.row()]
        words = self._model.text(line, index.column())
        if index.column() == LEFT and not self._model.wishes:
            shown = self._model.face(line)
            signed_text(painter, rect, shown.sign, shown.tone, words, shown.strong)
            return
        if index.column() in (NUMBER, DUE):
            painter.setPen(style.color("muted"))
        text(painter, rect, words)


class PromisesPage(QWidget):
    """The list of promises. Enter opens the case at the step that records the promise as kept."""

    case_wanted = Signal(str, str, str)  # its id, the step, the promise

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.title = style.heading(Label(parent=self))
        self.how = Label(parent=self, tone="muted")
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        for _ in range(2):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._turn)
        self.model = PromiseModel(desk)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(PromiseCells(self.model, self.table))
        self.table.opened.connect(self._deliver)
        self.empty = Empty("handshake", self)
        self._lay_out()
        desk.case_changed.connect(self._changed)
        self.retranslate()

    def _deliver(self, number: int) -> None:
        line = self.model.lines[number]
        step = "need_seen" if self.model.wishes else "improved" if line.improves else "deliver"
        self.case_wanted.emit(line.case_id, step, line.key)

    def _turn(self, tab: int) -> None:
        """From the promises to the customers' wishes, and back."""
        self.model.wishes = tab == 1
        self.retranslate()

    def _widths(self) -> tuple[int, ...]:
        """Wide enough for the language; what was promised takes the room that is left."""
        desk, now = self.desk, self.desk.now()
        late = desk.say(face(None, now - timedelta(days=88, hours=22), now).words)
        number = room([f"{desk.branch.code}-00000", desk.say(COLUMNS[NUMBER])])
        due = room([desk.words.moment(LONGEST.replace(tzinfo=desk.branch.tz), desk.branch.tz), desk.say(COLUMNS[DUE])])
        return room([late], strong=True) + SIGN, 0, 168, 200, number, due

    def _place_columns(self) -> None:
        """In a narrow page what was promised keeps its room: what the case itself says gives way, and then only a name,
        whose last word is what a Vietnamese colleague is called."""
        widths, shown = self._widths(), self.width() - 6 * style.GRID
        narrow = sum(widths) + PROMISED > shown
        narrower = sum(widths[:NUMBER]) + PROMISED > shown
        self.table.set_widths([min(wide, NAME) if narrower and at in (OWNER, CUSTOMER) else wide
                               for at, wide in enumerate(widths)])  # fmt: skip
        for column in (NUMBER, DUE):
            self.table.setColumnHidden(column, narrow)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(style.GRID)
        column.addWidget(self.title)
        column.addWidget(self.how)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._room = QStackedLayout()
        self._room.addWidget(self.table)
        self._room.addWidget(self.empty)
        column.addLayout(self._room, 1)

    def _changed(self, case_id: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the promises again; the marked one stays marked while it is open."""
        if not self.isVisible():
            return  # showEvent reads them
        row = self.table.currentIndex().row()
        marked = self.model.lines[row] if 0 <= row < len(self.model.lines) else None
        self.tabs.setVisible(self.desk.person is not None and may(self.desk.person, "need_seen"))
        if self.model.wishes and self.tabs.isHidden():
            self.tabs.setCurrentIndex(0)
        place = self.table.verticalScrollBar().value()
        self.model.refresh()
        keys = [(line.case_id, line.key) for line in self.model.lines]
        if keys:
            here = (marked.case_id, marked.key) if marked else keys[0]
            self.table.selectRow(keys.index(here) if here in keys else min(max(row, 0), len(keys) - 1))
            self.table.verticalScrollBar().setValue(place)
        self._room.setCurrentWidget(self.table if keys else self.empty)
        self.how.setVisible(bool(keys))

    def enter_list(self) -> None:
        shown = self.table if self.model.lines else self.empty
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def start_again(self) -> None:
        self.refresh()

    def retranslate(self) -> None:
        say = self.desk.say
        self.title.setText(say(N_("Promises")))
        self.tabs.setTabText(0, say(N_("Promises and changes")))
        self.tabs.setTabText(1, say(N_("Customers' wishes")))
        self.tabs.setAccessibleName(say(N_("Promises")))
        self._say_what()
        self._place_columns()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.refresh()

    def _say_what(self) -> None:
        """The sentences about what is listed now."""
        say = self.desk.say
        if self.model.wishes:
            how, empty = N_("Enter answers the customer's wishes."), N_("No wish waits for an answer.")
            more, name = N_("What customers wish for at the follow-up stands here."), N_("Customers' wishes")
        else:
            how, empty = N_("Enter records a promise as kept, with what shows it."), N_("No promise is open.")
            more, name = N_("Promises of agreements stand here until they are kept."), N_("Promises")
        self.how.setText(say(how))
        self.table.setAccessibleName(say(name))
        self.empty.say(say(empty), say(more))
