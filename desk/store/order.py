"""A list in an order in which other lines stand between: its rows, kept in order while cases change and time passes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

import apsw

from .connection import Value
from .fence import Growing, Key

#: What is due from one moment on and before another.
Span = tuple[int, int]

#: Time may move one in so many rows before it is quicker to sort them all again: for each one moved the keys of a dozen
#: others are asked for, 90 µs where sorting takes 0.5 to 2 a row. Of a short list SHORT more: either takes no time.
FEW, SHORT = 128, 64

#: So many lines are read at once of a long list: a millisecond, where one line in twenty is one of the list.
PORTION = 512


def ordered(column: str, way: str = "") -> str:
    """How to order a few lines of the store. A plus before the column keeps SQLite, which knows not that they are few,
    from walking through an index of all of them and asking for every line: seconds, at a million cases."""
    return f"+c.{column}{way}, +c.id{way}"


class Order(Growing):
    """Rows in order: 8 bytes each. Exact as long as it is told every change.

    Of many lines of the store only the beginning may be read yet; what changes behind that is not looked at before
    grow() comes there.
    """

    def __init__(
        self, connection: apsw.Connection, column: str, where: str, values: dict[str, Value], many: bool = False
    ) -> None:
        """`many`: so many lines of the store that walking through all of it in order is better than to sort them."""
        self._connection, self._values = connection, values
        self._key = f"select {column} from case_list where id=?"
        self._last: Key | None = None  # as far as it was read
        self.rows = array("q")
        self.ready = not many
        self._sorted = f"select c.id from case_list c where {where} order by {ordered(column)}"
        if many:
            lines = f"select c.{column}, c.id from case_list c where {where}"
            self._first = f"{lines} order by c.{column}, c.id limit +:limit"
            self._same = f"{lines} and c.{column}=+:key and c.id>:id order by c.id limit +:limit"
            self._next = f"{lines} and c.{column}>:key order by c.{column}, c.id limit +:limit"
            self.grow()
        else:
            self._sort()

    def _sort(self) -> None:
        self.rows = array("q", [row for row, in self._connection.execute(self._sorted, self._values)])

    def _read_on(self) -> None:
        found = self._following()
        self.rows.extend([row for _, row in found])
        self._last, self.ready = found[-1] if found else self._last, len(found) < PORTION

    def _following(self) -> list[Key]:
        """The next lines: from a key on in one seek each, as Fence has it."""
        if self._last is None:
            return self._read(self._first, PORTION)
        found = self._read(self._same, PORTION)
        return found + self._read(self._next, PORTION - len(found)) if len(found) < PORTION else found

    def _read(self, sql: str, limit: int) -> list[Key]:
        key, row = self._last or (None, 0)
        values = {"key": key, "id": row, "limit": limit}
        known = {name: value for name, value in values.items() if f":{name}" in sql}
        found: list[Any] = self._connection.execute(sql, {**self._values, **known}).fetchall()
        return found

    def _read_already(self, key: Any, row: int) -> bool:
        return self.ready or (self._last is not None and (key, row) <= self._last)

    def remove(self, key: Any, row: int) -> None:
        """A line has gone."""
        if self._read_already(key, row):
            del self.rows[self.rows.index(row)]

    def add(self, key: Any, row: int) -> None:
        """A line has come; all others stand where their keys say."""
        if self._read_already(key, row):
            self.rows.insert(self.place(key, row), row)

    def place(self, key: Any, row: int) -> int:
        """How many lines stand before the key: a dozen looks into the list."""
        low, high = 0, len(self.rows)
        while low < high:
            middle = (low + high) // 2
            other = self.rows[middle]
            if (self._connection.execute(self._key, (other,)).get, other) < (key, row):
                low = middle + 1
            else:
                high = middle
        return low


class Passing(Order):
    """The same of all cases that are due in a span of time, which is told each time as it moves on, or back."""

    def __init__(self, connection: apsw.Connection, column: str, span: Span) -> None:
        self.column, self._span = column, span
        where = "c.due_key>=:start and c.due_key<:end"
        self._due = f"select {column}, id from case_list where due_key>=:start and due_key<:end limit +:limit"
        super().__init__(connection, column, where, _moments(span))

    def holds(self, line: Mapping[str, Any]) -> bool:
        """Whether a line of the list is due in the span that was told last."""
        start, end = self._span
        return bool(start <= line["due_key"] < end)

    def move(self, span: Span) -> None:
        """The span lies elsewhere, and every change so far was told: what fell out of it goes, what came into it comes.

        A key stands where it is looked for on both ways: no case has changed meanwhile.
        """
        if span == self._span:
            return
        gone, come = self._between(self._span, span), self._between(span, self._span)
        self._span, self._values = span, _moments(span)
        if len(gone) + len(come) > self._most():
            self._sort()
            return
        for key, row in gone:
            del self.rows[self.place(key, row)]
        for key, row in come:
            self.add(key, row)

    def _between(self, span: Span, other: Span) -> list[Key]:
        """What is due in a span and not in another; of more than are worth moving only so many that it shows."""
        (start, end), (before, behind) = span, other
        parts = (start, min(end, before)), (max(start, behind), end)
        most: dict[str, Value] = {"limit": self._most() + 1}
        return [key for part in parts for key in self._connection.execute(self._due, most | _moments(part))]

    def _most(self) -> int:
        return len(self.rows) // FEW + SHORT


def _moments(span: Span) -> dict[str, Value]:
    return {"start": span[0], "end": span[1]}
