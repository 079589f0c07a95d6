"""What lists are made from: case list, promises, search and counters. Droppable: the journal makes them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import apsw

from desk.cases.case import Case
from desk.cases.listing import Line, line, search_text
from desk.cases.personal import LOOKED_FOR

from . import indexing
from .collation import number_key, order_key
from .connection import Value
from .derived_schema import FILLED_COUNTERS, IMPROVE, INDEXES, NEED, NEVER, TRIGGERS
from .entries import TYPED, Typed
from .instants import micros
from .search import indexed_of

NAMES = ("search", "search_text", "unindexed", "promise", "counter", "case_list")

#: Columns of the list that stand in the entry under another name.
RENAMED = {"case_step": "step"}
LISTED = tuple(RENAMED.get(name, name) for name in TYPED)

#: Some columns of the list, by their names.
Columns = dict[str, Value]

#: The typed columns of a case that is not there yet.
NOTHING: Typed = (None,) * len(TYPED)


# One entry more --------------------------------------------------------------------------------------------------


def typed(case: Case | None) -> tuple[Typed, Line | None]:
    """The typed columns as the case stands, in the order of TYPED, and its line; NOTHING where it is not there yet."""
    if case is None:
        return NOTHING, None
    at = line(case)
    columns: Typed = (
        at.number, at.state, at.step, at.next_step, at.waiting, at.owner, case.owner_name, micros(at.due_at),
        at.due_rule, micros(at.due_since), at.safety, at.mood, micros(at.raised_at), micros(at.recorded_at),
        micros(at.closed_at),
    )  # fmt: skip
    return columns, at


def add(connection: apsw.Connection, row: int, case_id: bytes, columns: Columns) -> None:
    """The first line of a case in the list."""
    names = ("id", "case_id", *columns)
    connection.execute(_insert(names), (row, case_id, *columns.values()))


def change(connection: apsw.Connection, row: int, columns: Columns) -> None:
    """The changed columns of a case in the list; untouched ones keep their index pages clean."""
    if columns:
        connection.execute(_update(tuple(columns)), (*columns.values(), row))


@lru_cache(maxsize=64)
def _insert(names: tuple[str, ...]) -> str:
    return f"insert into case_list({', '.join(names)}) values({', '.join('?' * len(names))})"


@lru_cache(maxsize=256)
def _update(names: tuple[str, ...]) -> str:
    return f"update case_list set {', '.join(f'{name}=?' for name in names)} where id=?"


def listed(typed: Typed, customer: str | None, about: str | None) -> Columns:
    """What an entry says about the list, with what it is sorted by; None leaves a column as it was."""
    said = zip(_SAID, (*typed, customer, about), strict=True)
    out: Columns = {name: value for name, value in said if value is not None}
    for name, (key, made) in KEYS.items():
        if name in out:
            out[key] = made(out[name])
    return out


#: What an entry says about the list, by the list's names.
_SAID = (*LISTED, "customer", "about")


def _due(value: Any) -> int:
    return value or NEVER


#: What a column is sorted by: the column of the key, and how it is made.
KEYS: dict[str, tuple[str, Callable[..., Any]]] = {
    "number": ("number_key", number_key), "customer": ("customer_key", order_key),
    "about": ("about_key", order_key), "owner_name": ("owner_key", lru_cache(maxsize=256)(order_key)),
    "due_at": ("due_key", _due),
}  # fmt: skip


def promises(case: Case | None) -> dict[str, tuple[Value, ...]]:
    """The promises that stand, kept or open, by number; corrective actions and wishes under a key of their own."""
    if case is None:
        return {}
    stand: dict[str, tuple[Value, ...]] = {
        key: (p.what, p.owner, p.owner_name, micros(p.due), micros(p.delivered_at))
        for key, p in case.commitments.items()
        if not p.replaced_at
    }
    stand |= {
        IMPROVE + key: (a.change, a.owner, a.owner_name, micros(a.due), micros(a.done_at))
        for key, a in case.improvements.items()
    }
    return stand | {
        NEED + key: (need.text, "", need.by_name, micros(need.at), micros(need.seen_at))
        for key, need in case.needs.items()
    }


PROMISED = ("commitments", "improvements", "needs")

_promised = attrgetter(*PROMISED)
_told = attrgetter(*(name for name in LOOKED_FOR if name not in PROMISED))


def _searched(case: Case) -> tuple[Any, list[str]]:
    """What search_text() is made of; that a promise is kept does not change its words."""
    return _told(case), [promise.what for promise in case.commitments.values()]


def follow_promises(connection: apsw.Connection, row: int, before: Case | None, after: Case) -> None:
    """The promise rows of a case, where an entry changed them."""
    if before is not None and _promised(before) == _promised(after):
        return
    was, now = promises(before), promises(after)
    for key in was.keys() - now.keys():
        connection.execute("delete from promise where case_row=? and key=?", (row, key))
    for key, values in now.items():
        if was.get(key) != values:
            connection.execute("insert or replace into promise values(?,?,?,?,?,?,?)", (row, key, *values))


def follow_search(connection: apsw.Connection, row: int, before: Case | None, after: Case) -> None:
    """The words a case is found by, where an entry changed them."""
    if before is not None and _searched(before) == _searched(after):
        return
    now = found_by(after)
    was = connection.execute("select text from search_text where id=?", (row,)).get
    if was is None:
        indexing.find_by(connection, row, now)
    elif was != now:
        indexing.reword(connection, row, was, now)


def found_by(case: Case) -> str:
    """The words a case is found by, as the index keeps them."""
    return indexed_of(search_text(case), case.telephone)


# Many cases at once ----------------------------------------------------------------------------------------------

#: Names come in any order, and from this share of the whole list on it is quicker to sort them once at the end; in the
#: other indexes new cases stand one after the other, where it takes no longer to put them in as they come.
_SORTED_AFTERWARDS = 0.25
_IN_ANY_ORDER = tuple(index for index in INDEXES if "(customer_key" in index or "(about_key" in index)


@contextmanager
def coming(connection: apsw.Connection, count: int) -> Iterator[Callable[[list[Arrived]], None]]:
    """Lines for so many new cases, inside the caller's transaction; give them in portions, in order of their rows.

    Nobody is counted one by one, and names are in no index meanwhile where that is quicker; afterwards all is as ever,
    and indexing.index_new() is still to be called.
    """
    known = int(connection.execute("select count(*) from case_list").get)
    loose = _IN_ANY_ORDER if count >= known * _SORTED_AFTERWARDS else ()
    for statement in (*TRIGGERS, *loose):
        kind, name = statement.split()[1:3]
        connection.execute(f"drop {kind} {name}")
    yield lambda some: _arrive(connection, some)
    for statement in (*loose, "delete from counter", FILLED_COUNTERS, *TRIGGERS):
        connection.execute(statement)


class Arrived(NamedTuple):
    """A new case on its way into the lists: its line, as whole() makes it, and the words that it is found by."""

    line: tuple[Value, ...]
    words: str


def whole(row: int, case_id: bytes, typed: Typed, customer: str, about: str) -> tuple[Value, ...]:
    """All of the first line of a case: what add() writes of listed(), without names."""
    said = (*typed, customer, about)
    return row, case_id, *said, *[made(said[at]) for at, made in _KEYED]


_WHOLE = ("id", "case_id", *_SAID, *(key for key, _ in KEYS.values()))
_KEYED = [(_SAID.index(name), made) for name, (_, made) in KEYS.items()]


def _arrive(connection: apsw.Connection, some: list[Arrived]) -> None:
    connection.executemany(_insert(_WHOLE), [line for line, _ in some])
    connection.executemany("insert into search_text values(?,?)", [(line[0], words) for line, words in some])
