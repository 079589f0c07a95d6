"""A list in an order in which other lines stand between: its rows, kept in order while cases change."""

from __future__ import annotations

from array import array
from time import perf_counter
from typing import Any

import apsw

from .connection import Value
from .fence import AT_ONCE, Key

#: So many lines are read at once of a long list: a millisecond, where one line in twenty is one of the list.
PORTION = 512


def ordered(column: str, way: str = "") -> str:
    """How to order a few lines of the store. A plus before the column keeps SQLite, which knows not that they are few,
    from walking through an index of all of them and asking for every line: seconds, at a million cases."""
    return f"+c.{column}{way}, +c.id{way}"


class Order:
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
        if many:
            lines = f"select c.{column}, c.id from case_list c where {where}"
            self._first = f"{lines} order by c.{column}, c.id limit +:limit"
            self._same = f"{lines} and c.{column}=+:key and c.id>:id order by c.id limit +:limit"
            self._next = f"{lines} and c.{column}>:key order by c.{column}, c.id limit +:limit"
            self.grow()
        else:
            sql = f"select c.id from case_list c where {where} order by {ordered(column)}"
            self.rows.extend([row for row, in connection.execute(sql, values)])

    def finish(self) -> None:
        """Read all that is missing."""
        while not self.ready:
            self.grow()

    def grow(self) -> None:
        """Read some lines more, where there are more: for a short while, whatever SQLite has to read for them."""
        end = perf_counter() + AT_ONCE
        while not self.ready:
            found = self._following()
            self.rows.extend([row for _, row in found])
            self._last, self.ready = found[-1] if found else self._last, len(found) < PORTION
            if perf_counter() >= end:
                return

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
