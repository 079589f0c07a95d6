"""The derived list as a table model: pages of rows are fetched when they are seen and forgotten when they are not."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal

from desk.cases.way import WAY, WAY_TITLES
from desk.i18n import N_, Words
from desk.store import lists

from .clock_face import Face, face
from .desk import Desk
from .labels import hint
from .table import Index

if TYPE_CHECKING:
    from desk.store.matches import Matches

#: What `lists.page` sorts by, and the head of the column.
COLUMNS = (
    ("number", N_("Number")),
    ("customer", N_("Customer")),
    ("about", N_("About")),
    ("step", N_("Step")),
    ("due", N_("Time left")),
    ("owner", N_("With")),
    ("raised", N_("Raised")),
)

#: The track of dots in the column of the step.
DOT = 7
TRACK = len(WAY) * (DOT + 3)

CLOCK = [name for name, _ in COLUMNS].index("due")
STEP = [name for name, _ in COLUMNS].index("step")

#: What is read out for a cell without words.
NONE = N_("not known")

#: What is read out for a line of a long list whose place is being looked for, and what stands there meanwhile.
READ_NOW = N_("This line is being read.")
DOTS = "…"

#: What stands in the place of a step when there is none any more.
CLOSED = N_("Closed")

PAGE = 32
KEPT_PAGES = 32


class CaseModel(QAbstractTableModel):
    """Rows of the chosen list. It is told when to read again; it never writes. `ordered`: by another column.

    Of a search the first page is there at once; the rest is read while nobody waits for it, and `grown` tells. What
    stands where in a list of millions is found out in the same way: `placed` tells, and until then lines are empty.
    """

    ordered = Signal()
    grown = Signal()
    placed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filter = lists.Filter()
        self.found: Matches | None = None  # what is marked in the lines, while something is searched for
        self.sort_name, self.descending = "due", False
        self._count, self._now = 0, desk.now()
        self._pages: OrderedDict[int, list[lists.Row]] = OrderedDict()
        self._awaited = False
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self._read_on)

    def show(self, chosen: lists.Filter) -> None:
        """Show another list, from its beginning. From one search to the next only the lines change."""
        before, was = self._count, self.filter
        again = bool(chosen.text.strip() and was.text.strip()) and chosen.text != was.text
        if not again:
            self.beginResetModel()
        self.filter, self.found = chosen, _matches(chosen.text)
        self._begin()
        if again:
            self._change(before, self._count)
        else:
            self.endResetModel()

    def _begin(self) -> None:
        """Read the beginning of the list: of a search its first page, and how long it is later."""
        self._reading.stop()
        self._awaited = False
        if self._searches:
            self._count = self._begin_search()
        else:
            self._forget()

    @property
    def _searches(self) -> bool:
        return bool(self.filter.text.strip())

    def _begin_search(self) -> int:
        """Read the first page of a search; how many are found so far."""
        self._pages.clear()
        self._now = self.desk.now()
        window = self._window()
        self._pages[0] = window.rows(0, PAGE)
        if window.more:
            self._reading.start()
        return window.known

    def _read_on(self) -> None:
        """Some more of a search or a long list, then whatever else there is to do, and again until its end."""
        window, before = self._window(), self._count
        window.read_on()
        more = window.more
        if self._searches:
            self._take_found(before, max(before, window.known) if more else window.known)
        elif not more:
            self._pages.clear()
            self._change(before, before)
        if more:
            self._reading.start()
        elif self._awaited:
            self._awaited = False
            self.placed.emit()
        if self._searches:
            self.grown.emit()

    def _take_found(self, before: int, fresh: int) -> None:
        """More was found; lines that were empty are read again."""
        short = [page for page, rows in self._pages.items() if len(rows) < PAGE]
        for page in short:
            del self._pages[page]
        self._change(before, fresh) if short else self._grow(before, fresh)

    @property
    def reads(self) -> bool:
        """Whether a search, or a long list, has not come to its end yet."""
        return self._reading.isActive()

    def refresh(self) -> None:
        """Read again what is shown; rows keep their places on screen."""
        self._reading.stop()
        before = self._count
        if self._searches:
            known = self._begin_search()
            fresh = max(before, known) if self.reads else known
        else:
            fresh = lists.count(self.desk.store, self.filter, self.desk.now())
            self._forget(before)
        self._change(before, fresh)

    def _change(self, before: int, fresh: int) -> None:
        """Tell that other lines stand here, then how many there are: in between nothing moves."""
        self._count = before
        if before:
            self.dataChanged.emit(self.index(0, 0), self.index(before - 1, len(COLUMNS) - 1))
        self._grow(before, fresh)

    def _grow(self, before: int, fresh: int) -> None:
        """Tell that the list has another number of lines."""
        self._count = before
        if fresh > before:
            self.beginInsertRows(QModelIndex(), before, fresh - 1)
            self._count = fresh
            self.endInsertRows()
        elif fresh < before:
            self.beginRemoveRows(QModelIndex(), fresh, before - 1)
            self._count = fresh
            self.endRemoveRows()

    def _forget(self, count: int | None = None) -> None:
        self._pages.clear()
        self._now = self.desk.now()  # as of when it was read: the window reads it again and again
        self._count = lists.count(self.desk.store, self.filter, self._now) if count is None else count

    def row(self, number: int) -> lists.Row | None:
        """The case in that place of the list; None when the list is shorter now, or not known so far down yet."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            window = self._window()
            rows = self._pages[page] = window.rows(page * PAGE, PAGE)
            if not rows and window.more:
                self._await()
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def _window(self) -> lists.Window:
        store, chosen = self.desk.store, self.filter
        order = self.sort_name, self.descending
        return lists.Window(store, chosen, sort=order[0], descending=order[1], now=self._now, hurried=True)

    def place(self, case_id: str) -> int:
        """Where a case stands in the list; -1 when it is not there, UNKNOWN when that is told by `placed`."""
        found = self._window().place(case_id)
        if found == lists.UNKNOWN:
            self._await()
        return found

    def _await(self) -> None:
        """Somebody wants to know what is not known yet."""
        self._awaited = True
        self._reading.start()

    def face(self, row: lists.Row) -> Face | None:
        """How the row's clock looks; None when nothing is due."""
        return face(row.due_since, row.due_at, self._now) if row.due_at else None

    def text(self, row: lists.Row, column: int) -> str:
        """A cell in words."""
        name = COLUMNS[column][0]
        if name == "step":
            return self._step(row)
        if name == "due":
            shown = self.face(row)
            return self.desk.say(shown.words) if shown else ""
        if name == "owner":
            return row.owner_name
        if name == "raised":
            return self.desk.words.day(row.raised_at.astimezone(self.desk.branch.tz).date()) if row.raised_at else ""
        return str(getattr(row, name))

    def _step(self, row: lists.Row) -> str:
        if row.state == "closed":
            return self.desk.say(CLOSED)
        return self.desk.say(WAY_TITLES[row.step])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row(index.row())
            text = self.text(row, index.column()) if row else ""
            return hint(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(index)
        return None

    def _aloud(self, index: Index) -> str:
        row = self.row(index.row())
        if row is None:
            return self.desk.say(READ_NOW) if self.reads else ""
        if index.column() == STEP and row.state != "closed":
            values = {"step": Words(WAY_TITLES[row.step]), "n": WAY.index(row.step) + 1, "all": len(WAY)}
            return self.desk.say(Words(N_("{step}, {n} of {all}"), values))
        nothing = N_("Nothing is due") if index.column() == CLOCK else NONE
        return self.text(row, index.column()) or self.desk.say(nothing)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.desk.say(COLUMNS[section][1])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self.sort_name, self.descending = COLUMNS[column][0], order == Qt.SortOrder.DescendingOrder
        self.show(self.filter)
        self.ordered.emit()


def _matches(text: str) -> Matches | None:
    if not text.strip():
        return None
    from desk.store.matches import Matches  # late: the first list searches for nothing

    return Matches(text)
