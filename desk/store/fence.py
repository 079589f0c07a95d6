"""A counted fence: posts along a sort index, so that any place in a list of millions is one short seek away."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any

import apsw

from .connection import Value

#: Lines between two posts when it is put up; a stretch that grew to twice as many gets a post more.
STRETCH = 512

Key = tuple[Any, int]


class Fence:
    """Where each stretch of an order begins and how many lines it has. Exact as long as it is told every change.

    A key is what is sorted by, and the row. Memory: 150 bytes for 512 lines.
    """

    def __init__(
        self, connection: apsw.Connection, column: str, where: str = "true", values: dict[str, Value] | None = None,
        stretch: int = STRETCH,
    ) -> None:  # fmt: skip
        self._connection, self._column, self._stretch = connection, column, stretch
        self._from = f"from case_list c where {where}"
        self._order = f"order by c.{column}, c.id"
        self._values = values or {}
        self.keys: list[Key] = []
        self._counts: list[int] = []
        self._ends: list[int] = []
        self._put_up()

    def _put_up(self) -> None:
        key = self._one(f"select c.{self._column}, c.id {self._from} {self._order} limit 1", {})
        while key is not None:
            self.keys.append(key)
            key = self._post(key, f"> (:key, :id) {self._order} limit 1 offset {self._stretch - 1}")
        self._counts = [self._stretch] * len(self.keys)
        if self.keys:
            self._counts[-1] = self._count(self.keys[-1])

    def _post(self, key: Key, rest: str) -> Any:
        sql = f"select c.{self._column}, c.id {self._from} and (c.{self._column}, c.id) {rest}"
        return self._one(sql, {"key": key[0], "id": key[1]})

    def _count(self, key: Key, *until: Key) -> int:
        """How many lines from a key on, or between two of them."""
        sql = f"select count(*) {self._from} and (c.{self._column}, c.id) >= (:key, :id)"
        values = {"key": key[0], "id": key[1]}
        for end in until:
            sql += f" and (c.{self._column}, c.id) < (:to_key, :to_id)"
            values |= {"to_key": end[0], "to_id": end[1]}
        return int(self._one(sql, values)[0])

    def _one(self, sql: str, values: dict[str, Value]) -> Any:
        return self._connection.execute(sql, {**self._values, **values}).fetchone()

    def __len__(self) -> int:
        self._sum()
        return self._ends[-1] if self._ends else 0

    def _sum(self) -> None:
        if not self._ends:
            self._ends = list(accumulate(self._counts))

    # Changes -----------------------------------------------------------------------------------------------------

    def add(self, key: Key) -> None:
        """A line has come, and the index has it already."""
        self._ends = []
        if not self.keys:
            self.keys, self._counts = [key], [1]
            return
        at = max(0, bisect_right(self.keys, key) - 1)
        self.keys[at] = min(self.keys[at], key)
        self._counts[at] += 1

    def remove(self, key: Key) -> None:
        """A line has gone."""
        self._ends = []
        self._counts[max(0, bisect_right(self.keys, key) - 1)] -= 1

    def settle(self) -> None:
        """After changes: long stretches get a post more."""
        for at in range(len(self.keys) - 1, -1, -1):
            if self._counts[at] > 2 * self._stretch:
                self._split(at)

    def _split(self, at: int) -> None:
        """Posts inside a stretch, as when the fence was put up."""
        left = self._counts[at]
        while left > 2 * self._stretch:
            key = self._post(self.keys[at], f">= (:key, :id) {self._order} limit 1 offset {self._stretch}")
            self._counts[at], left = self._stretch, left - self._stretch
            at += 1
            self.keys.insert(at, key)
            self._counts.insert(at, left)

    # Places ------------------------------------------------------------------------------------------------------

    def rows(self, place: int, limit: int) -> list[int]:
        """The rows from a place on, in order."""
        self._sum()
        if not 0 <= place < len(self) or limit <= 0:
            return []
        at = bisect_right(self._ends, place)
        before = self._ends[at - 1] if at else 0
        key = self.keys[at]
        sql = (
            f"select c.id {self._from} and (c.{self._column}, c.id) >= (:key, :id) {self._order}"
            " limit :limit offset :offset"
        )
        values = {**self._values, "key": key[0], "id": key[1], "limit": limit, "offset": place - before}
        return [row for row, in self._connection.execute(sql, values)]

    def place(self, key: Key) -> int:
        """How many lines stand before the key."""
        self._sum()
        if not self.keys:
            return 0
        at = max(0, bisect_right(self.keys, key) - 1)
        before = self._ends[at - 1] if at else 0
        return before + (self._count(self.keys[at], key) if self.keys[at] < key else 0)
