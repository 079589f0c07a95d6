"""What lists are made from: case list, promises, search and counters. Droppable: the journal makes them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import apsw

from desk.cases.case import Case
from desk.cases.listing import Line, line, search_text

from .collation import number_key, order_key
from .connection import Value
from .derived_schema import FILLED_COUNTERS, IMPROVE, INDEXES, NEED, NEVER, TRIGGERS
from .entries import TYPED
from .instants import micros
from .search import indexed

NAMES = ("search", "search_text", "promise", "counter", "case_list")

#: Columns of the list that stand in the entry under another name.
RENAMED = {"case_step": "step"}
LISTED = tuple(RENAMED.get(name, name) for name in TYPED)
Typed = dict[str, Value]


# One entry more --------------------------------------------------------------------------------------------------


def typed(case: Case | None) -> tuple[Typed, Line | None]:
    """The typed columns as the case stands, and its line; no columns for a case that is not there yet."""
    if case is None:
        return {}, None
    at = line(case)
    columns: Typed = {
        "number": at.number, "state": at.state, "case_step": at.step, "next_step": at.next_step,
        "waiting": at.waiting, "owner": at.owner, "owner_name": case.owner_name, "due_at": micros(at.due_at),
        "due_rule": at.due_rule, "due_since": micros(at.due_since), "safety": at.safety,
        "mood": at.mood, "raised_at": micros(at.raised_at), "recorded_at": micros(at.recorded_at),
        "closed_at": micros(at.closed_at),
    }  # fmt: skip
    return columns, at


def add(connection: apsw.Connection, row: int, case_id: bytes, columns: Typed) -> None:
    """The first line of a case in the list."""
    names = ("id", "case_id", *columns)
    connection.execute(_insert(names), (row, case_id, *columns.values()))


def change(connection: apsw.Connection, row: int, columns: Typed) -> None:
    """The changed columns of a case in the list; untouched ones keep their index pages clean."""
    if columns:
        connection.execute(_update(tuple(columns)), (*columns.values(), row))


@lru_cache(maxsize=64)
def _insert(names: tuple[str, ...]) -> str:
    return f"insert into case_list({', '.join(names)}) values({', '.join('?' * len(names))})"


@lru_cache(maxsize=256)
def _update(names: tuple[str, ...]) -> str:
    return f"update case_list set {', '.join(f'{name}=?' for name in names)} where id=?"


def listed(columns: Mapping[str, Value], customer: str | None, about: str | None) -> Typed:
    """Typed columns of an entry as the list names them, with what they are sorted by; None leaves one as it was."""
    out = {RENAMED.get(name, name): value for name, value in columns.items()}
    if customer is not None:
        out["customer"] = customer
    if about is not None:
        out["about"] = about
    for name, (key, made) in KEYS.items():
        if name in out:
            out[key] = made(out[name])
    return out


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

#: What promises and search are made of, by the names of a case.
WANTED = (
    "number", "customer_name", "telephone", "email", "product", "serial", "proof", "old_number", "own_words", "wish",
    "summary", *PROMISED,
)  # fmt: skip

_promised = attrgetter(*PROMISED)
_told = attrgetter(*(name for name in WANTED if name not in PROMISED))


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
        find_by(connection, row, now)
    elif was != now:
        reword(connection, row, was, now)


def found_by(case: Case) -> str:
    """The words a case is found by, as the index keeps them."""
    return indexed(search_text(case), case.telephone)


def find_by(connection: apsw.Connection, row: int, words: str) -> None:
    """Let a case be found by words as indexed() gives them."""
    connection.execute("insert into search_text values(?,?)", (row, words))
    connection.execute("insert into search(rowid, text) values(?,?)", (row, words))


def reword(connection: apsw.Connection, row: int, was: str, now: str) -> None:
    """Let a case be found by other words. The index hears only of the lines that go and come, mostly one of many.

    A word that goes takes its beginnings along, of which others may live: what begins alike in the lines that stay is
    taken out as well and brought back, so that the index goes on counting each as often as it stands in the text.
    """
    before, after = Counter(was.split("\n")), Counter(now.split("\n"))
    gone, come = (" ".join(lines.elements()) for lines in (before - after, after - before))
    first = {word[0] for word in gone.split()}
    back = " ".join({word for word in " ".join(before & after).split() if word[0] in first} if first else ())
    connection.execute("insert into search(search, rowid, text) values('delete', ?, ?)", (row, f"{gone} {back}"))
    connection.execute("update search_text set text=? where id=?", (now, row))
    connection.execute("insert into search(rowid, text) values(?,?)", (row, f"{come} {back}"))


def forget_search(connection: apsw.Connection, row: int) -> None:
    """Take a case out of the index: it must be told the words that it was given."""
    connection.execute(
        "insert into search(search, rowid, text) select 'delete', id, text from search_text where id=?", (row,)
    )
    connection.execute("delete from search_text where id=?", (row,))


# Many cases at once ----------------------------------------------------------------------------------------------

#: From this share of the whole list on it is quicker to sort the lines once at the end.
_SORTED_AFTERWARDS = 0.25


@contextmanager
def coming(connection: apsw.Connection, count: int) -> Iterator[Callable[[list[Arrived]], None]]:
    """Lines for so many new cases, inside the caller's transaction; give them in portions, in order of their rows.

    Nobody is counted one by one and no index is kept meanwhile where that is quicker; afterwards all is as ever, and
    index_new() is still to be called.
    """
    known = int(connection.execute("select count(*) from case_list").get)
    loose = count >= known * _SORTED_AFTERWARDS
    for statement in (*TRIGGERS, *(INDEXES if loose else ())):
        kind, name = statement.split()[1:3]
        connection.execute(f"drop {kind} {name}")
    yield lambda some: _arrive(connection, some)
    for statement in (*(INDEXES if loose else ()), "delete from counter", FILLED_COUNTERS, *TRIGGERS):
        connection.execute(statement)


#: Words are gathered in memory before they are written: many at once, as before afterwards.
QUICKLY = "insert into search(search, rank) values('hashsize', 67108864)"
SLOWLY = "insert into search(search, rank) values('hashsize', 1048576)"


def index_new(connection: apsw.Connection, first: int) -> None:
    """Let the cases from that row on be found; their words are there already."""
    connection.execute(QUICKLY)
    connection.execute("insert into search(rowid, text) select id, text from search_text where id>=?", (first,))
    connection.execute(SLOWLY)


class Arrived(NamedTuple):
    """A new case on its way into the lists: its row, its line, and the words that it is found by."""

    row: int
    case_id: bytes
    columns: Typed
    words: str


def _arrive(connection: apsw.Connection, some: list[Arrived]) -> None:
    names = tuple(some[0].columns)
    values = itemgetter(*names)
    connection.executemany(
        _insert(("id", "case_id", *names)), [(row, case_id, *values(columns)) for row, case_id, columns, _ in some]
    )
    connection.executemany("insert into search_text values(?,?)", [(row, words) for row, _, _, words in some])
