"""A short list in an order that no index has: its rows, kept in order while cases change."""

from __future__ import annotations

from array import array
from typing import Any

import apsw

from .connection import Value


def ordered(column: str, way: str = "", many: bool = False) -> str:
    """How to order a few lines of the store. A plus before the column keeps SQLite, which knows not that they are few,
    from walking through an index of all of them and asking for every line: seconds, at a million cases."""
    sign = "" if many else "+"
    return f"{sign}c.{column}{way}, {sign}c.id{way}"


class Order:
    """Rows in order: 8 bytes each. Exact as long as it is told every change."""

    def __init__(
        self, connection: apsw.Connection, column: str, where: str, values: dict[str, Value], many: bool = False
    ) -> None:
        """`many`: so many lines of the store that walking through all of it in order is better than to sort them."""
        self._connection = connection
        self._key = f"select {column} from case_list where id=?"
        sql = f"select c.id from case_list c where {where} order by {ordered(column, many=many)}"
        self.rows = array("q", [row for row, in connection.execute(sql, values)])

    def remove(self, row: int) -> None:
        """A line has gone."""
        del self.rows[self.rows.index(row)]

    def add(self, key: Any, row: int) -> None:
        """A line has come; all others stand where their keys say."""
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
