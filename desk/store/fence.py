"""A counted fence: posts along a sort index, so that any place in a list of millions is one short seek away."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from time import perf_counter
from typing import Any

import apsw

from .connection import Value

#: Lines between two posts when it is put up; a stretch that grew to twice as many gets a post more.
STRETCH = 128

#: So many seconds something grows at once while somebody waits: as a fence enough for a list of 65,000 cases.
AT_ONCE = 0.006

_LAST = 2**63 - 1

Key = tuple[Any, int]


class Growing:
    """What is read from the store a portion at a time, as far as somebody waits for it."""

    ready: bool

    def finish(self) -> None:
        """Read all that is missing."""
        while not self.ready:
            self.grow()

    def grow(self) -> None:
        """Read some portions more, where there are more: for a short while, whatever SQLite has to read for them."""
        end = perf_counter() + AT_ONCE
        while not self.ready:
            self._read_on()
            if perf_counter() >= end:
                return

    def _read_on(self) -> None:
        """Read the next portion; `ready` when it was the last."""
        raise NotImplementedError


class Fence(Growing):
    """Where each stretch of an order begins and how many lines it has. Exact as long as it is told every change.

    A key is what is sorted by, and the row. Memory: 150 bytes for 128 lines. Of a long order only the beginning may be
    put up yet; what changes behind the last post is not looked at before grow() comes there.
    """

    def __init__(
        self, connection: apsw.Connection, column: str, where: str = "true", values: dict[str, Value] | None = None,
        stretch: int = 0,
    ) -> None:  # fmt: skip
        self._connection, self._stretch, self._values = connection, stretch or STRETCH, values or {}
        # The plus is for SQLite: a bare limit, or text a key is equal to, it looks at to prepare the statement anew.
        lines, order = f"from case_list c where {where} and c.{column}", f"order by c.{column}, c.id limit +:limit"
        self._key = f"c.{column}, c.id"
        self._first = f"select {self._key} from case_list c where {where} {order}"
        # From a key on, each in one seek: SQLite would read every line of the same key for (key, id) >= (?, ?).
        self._from_new = f"{lines}>=:key and not (c.{column}=:key and c.id<:id) {order} offset :offset"
        self._from_same = f"{lines}=+:key and c.id>=:id order by c.id limit +:limit offset :offset"
        self._from_next = f"{lines}>:key {order} offset :offset"
        self._same = f"select count(*) {lines}=+:key and c.id>=:id and c.id<:end"
        self._between = f"select count(*) {lines}>:key and c.{column}<:end"
        self._behind = f"select count(*) {lines}>:key"
        self.keys: list[Key] = []
        self._counts: list[int] = []
        self._ends: list[int] = []
        self._grown = False  # a stretch is too long
        first: list[Any] = connection.execute(self._first, {**self._values, "limit": 1}).fetchall()
        self.keys += first
        self.ready = not self.keys
        self.grow()

    def _read_on(self) -> None:
        """Put up one post more."""
        following = self._read(self._key, len(self.keys) - 1, self._stretch, 1)
        self._counts.append(self._stretch if following else self._count_last())
        self.keys += following
        self.ready, self._ends = not following, []

    def _count_last(self) -> int:
        return self._one(self._same, *self.keys[-1], _LAST) + self._one(self._behind, *self.keys[-1])

    def _read(self, what: str, at: int, offset: int, limit: int) -> list[Any]:
        """Lines so far behind a post. Where the post before has another key, few of the same one can stand between."""
        key, row = self.keys[at]
        if not at or self.keys[at - 1][0] != key:
            return self._lines(what, self._from_new, key, row, offset, limit)
        found = self._lines(what, self._from_same, key, row, offset, limit)
        if len(found) < limit:
            behind = 0 if found else offset - self._one(self._same, key, row, _LAST)
            found += self._lines(what, self._from_next, key, row, behind, limit - len(found))
        return found

    def _lines(self, what: str, sql: str, key: Any, row: int, offset: int, limit: int) -> list[Any]:
        values = {**self._values, "key": key, "id": row, "offset": offset, "limit": limit}
        return self._connection.execute(f"select {what} {sql}", values).fetchall()

    def _one(self, sql: str, key: Any, row: int, end: Any = None) -> int:
        values = {name: value for name, value in (("key", key), ("id", row), ("end", end)) if f":{name}" in sql}
        return int(self._connection.execute(sql, {**self._values, **values}).get)

    def _count(self, key: Key, end: Key) -> int:
        """How many lines stand from one key on and before another."""
        if key[0] == end[0]:
            return self._one(self._same, *key, end[1])
        before = self._one(self._same, *key, _LAST) + self._one(self._between, *key, end[0])
        return before + self._one(self._same, end[0], 0, end[1])

    def __len__(self) -> int:
        """How many lines it has, as far as it is put up."""
        self._sum()
        return self._ends[-1] if self._ends else 0

    def _sum(self) -> None:
        if not self._ends:
            self._ends = list(accumulate(self._counts))

    # Changes -----------------------------------------------------------------------------------------------------

    def add(self, key: Key) -> None:
        """A line has come, and the index has it already."""
        if not self.keys:
            self.keys, self._counts = [key], [0]
        at = max(0, bisect_right(self.keys, key) - 1)
        self.keys[at] = min(self.keys[at], key)
        self._changed(at, 1)

    def remove(self, key: Key) -> None:
        """A line has gone."""
        self._changed(max(0, bisect_right(self.keys, key) - 1), -1)

    def _changed(self, at: int, more: int) -> None:
        if at < len(self._counts):
            self._counts[at] += more
            self._ends = []
            self._grown |= self._counts[at] > 2 * self._stretch

    def settle(self) -> None:
        """After changes: long stretches get a post more."""
        if not self._grown:
            return
        self._grown = False
        for at in range(len(self._counts) - 1, -1, -1):
            if self._counts[at] > 2 * self._stretch:
                self._split(at)

    def _split(self, at: int) -> None:
        """Posts inside a stretch, as when the fence was put up."""
        left = self._counts[at]
        while left > 2 * self._stretch:
            key = self._read(self._key, at, self._stretch, 1)[0]
            self._counts[at], left = self._stretch, left - self._stretch
            at += 1
            self.keys.insert(at, key)
            self._counts.insert(at, left)

    # Places ------------------------------------------------------------------------------------------------------

    def lines(self, what: str, place: int, limit: int) -> list[Any]:
        """The lines from a place on, in order, with these columns of `case_list c`."""
        self._sum()
        if not 0 <= place < len(self) or limit <= 0:
            return []
        at = bisect_right(self._ends, place)
        before = self._ends[at - 1] if at else 0
        return self._read(what, at, place - before, limit)

    def place(self, key: Key) -> int:
        """How many lines stand before the key, of a fence that is ready."""
        self._sum()
        if not self.keys:
            return 0
        at = max(0, bisect_right(self.keys, key) - 1)
        before = self._ends[at - 1] if at else 0
        return before + (self._count(self.keys[at], key) if self.keys[at] < key else 0)
