"""The marked cases of the list: which they are, whatever happens to the rows under them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from desk.store import lists

from .case_model import CaseModel
from .table import ROW, Table

#: So many can be worked on at once; more would be a list, and nobody means all of it.
MOST = 500

_FLAG = QItemSelectionModel.SelectionFlag


class Anchor(NamedTuple):
    """A case that stays where it is on screen while others come and go, and how many pixels stand above it."""

    case_id: str
    above: int


class _Waiting(NamedTuple):
    """What is to be put back when places are known: what to mark otherwise, and what stays where it was on screen."""

    otherwise: int
    anchor: Anchor | None


class Marks(QObject):
    """Follows what is marked in the table, and puts it back after the list was read again."""

    changed = Signal()

    def __init__(self, table: Table, model: CaseModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self.current = ""
        self.ids: tuple[str, ...] = ()
        self.count = 0
        self._kept: tuple[str, ...] = ()
        self._still = False
        self._waiting: _Waiting | None = None
        self._looks_elsewhere = False
        table.verticalScrollBar().actionTriggered.connect(self._scrolled)
        table.marks_changed.connect(self._read)
        table.selectionModel().currentRowChanged.connect(self._walked)
        model.modelAboutToBeReset.connect(self.hold)
        model.placed.connect(self._put_back_now)

    @property
    def too_many(self) -> bool:
        return self.count > MOST

    def _walked(self) -> None:
        index = self._table.currentIndex()
        if index.isValid() and not self._still:
            self._waiting = None  # somebody walked on meanwhile
            row = self._model.row(index.row())
            self.current = row.case_id if row else ""

    def _read(self) -> None:
        """Which cases stand in the marked rows; not asked one by one where there are too many."""
        if self._still:
            return
        marked = self._table.marked
        rows = () if len(marked) > MOST else (self._model.row(number) for number in sorted(marked))
        self._know(len(marked), tuple(row.case_id for row in rows if row))

    def _know(self, count: int, ids: tuple[str, ...]) -> None:
        """So many are marked, and these, as they stand in the list."""
        self.count, self.ids = count, ids
        self.changed.emit()

    def read_again(self) -> None:
        """Other cases stand in the lines, while the same lines are marked."""
        self._walked()
        self._read()

    def hold(self) -> None:
        """The rows are about to move: remember what is marked until it is put back."""
        if self._waiting is None:  # else nothing of what was kept is marked
            self._kept = self.ids

    def _scrolled(self) -> None:
        """By hand, and not because lines came or the table has another height."""
        self._looks_elsewhere = True

    def _put_back_now(self) -> None:
        if (waiting := self._waiting) is None:
            self.read_again()  # of what was empty
            return
        bar = self._table.verticalScrollBar()
        here, stay = bar.value(), self._looks_elsewhere
        self.put_back(waiting.otherwise, waiting.anchor)
        if stay:
            bar.setValue(here)

    def put_back(self, otherwise: int = 0, anchor: Anchor | None = None) -> None:
        """Mark what was marked, wherever it is now; where all of it has left the list, what took its place. What
        `anchor` names stays where it was on screen."""
        last = self._model.rowCount() - 1
        if last < 0:
            return
        here = self._model.place(self.current) if self.current else -1
        top = self._model.place(anchor.case_id) if anchor else -1
        several = self._kept if len(self._kept) > 1 else ()
        placed = [(here if one == self.current else self._model.place(one), one) for one in several]
        if lists.UNKNOWN in (here, top, *(place for place, _ in placed)):
            self._wait(otherwise, anchor)
            return
        self._waiting = None
        self._still = True
        marks, there = QItemSelection(), sorted(one for one in placed if one[0] >= 0)
        for place, _ in there:
            marks.select(self._model.index(place, 0), self._model.index(place, self._model.columnCount() - 1))
        row = here if here >= 0 else min(max(otherwise, 0), last)
        chooser = self._table.selectionModel()
        if marks.isEmpty():
            self._table.mark(row)
        else:
            chooser.setCurrentIndex(self._model.index(row, 0), _FLAG.NoUpdate)
            chooser.select(marks, _FLAG.ClearAndSelect | _FLAG.Rows)
        self._still = False
        if anchor and top >= 0:
            self._table.verticalScrollBar().setValue(top * ROW - anchor.above)
        self._walked()
        if there:
            self._know(len(there), tuple(one for _, one in there))  # not read again: they may stand far apart
        else:
            self._read()

    @property
    def awaited(self) -> Anchor | None:
        """What is to stay where it was on screen once places are known; nothing for somebody who looks elsewhere."""
        return self._waiting.anchor if self._waiting and not self._looks_elsewhere else None

    def _wait(self, otherwise: int, anchor: Anchor | None) -> None:
        """Until places are known. Lines that are still being read name nothing: what stayed before stays."""
        if self._waiting is None:
            self._looks_elsewhere = False
        else:
            anchor = anchor or self._waiting.anchor
        self._waiting = _Waiting(otherwise, anchor)
