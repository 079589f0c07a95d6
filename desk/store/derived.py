"""What lists are made from: case list, promises, search and counters. Droppable: the journal makes them again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import apsw

from desk.cases.case import Case, Commitment
from desk.cases.clocks import next_due
from desk.cases.listing import Line, line, search_text
from desk.cases.records import Improvement, Need
from desk.cases.values import hints, thaw

from .collation import number_key, order_key
from .connection import Value
from .derived_schema import COUNTS, FILLED_COUNTERS, IMPROVE, INDEXES, NEED, NEVER, TABLES, TRIGGERS
from .entries import CHANGES, TYPED
from .instants import micros
from .search import indexed

NAMES = ("search", "search_text", "promise", "counter", "case_list")

#: Columns of the list that stand in the entry under another name.
_RENAMED = {"case_step": "step"}
LISTED = tuple(_RENAMED.get(name, name) for name in TYPED)
Typed = dict[str, Value]


# One entry more --------------------------------------------------------------------------------------------------


def typed(case: Case | None) -> tuple[Typed, Line | None]:
    """The typed columns as the case stands, and its line; no columns for a case that is not there yet."""
    if case is None:
        return {}, None
    at = line(case)
    due = next_due(case)
    columns: Typed = {
        "number": at.number, "state": at.state, "case_step": at.step, "next_step": at.next_step,
        "waiting": at.waiting, "owner": at.owner, "owner_name": case.owner_name, "due_at": micros(at.due_at),
        "due_rule": at.due_rule, "due_since": micros(due.clock.started if due else None), "safety": at.safety,
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
    out = {_RENAMED.get(name, name): value for name, value in columns.items()}
    if customer is not None:
        out["customer"] = customer
    if about is not None:
        out["about"] = about
    for name, (key, made) in _KEYS.items():
        if name in out:
            out[key] = made(out[name])
    return out


def _due(value: Any) -> int:
    return value or NEVER


#: What a column is sorted by: the column of the key, and how it is made.
_KEYS: dict[str, tuple[str, Callable[..., Any]]] = {
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


_PROMISED = ("commitments", "improvements", "needs")


def follow_promises(connection: apsw.Connection, row: int, before: Case | None, after: Case) -> None:
    """The promise rows of a case, where an entry changed them."""
    if before is not None and all(getattr(before, name) == getattr(after, name) for name in _PROMISED):
        return
    now = promises(after)
    connection.execute("delete from promise where case_row=?", (row,))
    connection.executemany("insert into promise values(?,?,?,?,?,?,?)", [(row, k, *v) for k, v in now.items()])


def follow_search(connection: apsw.Connection, row: int, before: Case | None, after: Case) -> None:
    """The words a case is found by, where an entry changed them."""
    if before is not None and all(getattr(before, name) == getattr(after, name) for name in _WANTED):
        return
    now = found_by(after)
    was = connection.execute("select text from search_text where id=?", (row,)).get
    if was != now:
        if was is not None:
            forget_search(connection, row)
        find_by(connection, row, now)


def found_by(case: Case) -> str:
    """The words a case is found by, as the index keeps them."""
    return indexed(search_text(case), case.telephone)


def find_by(connection: apsw.Connection, row: int, words: str) -> None:
    """Let a case be found by words as indexed() gives them."""
    connection.execute("insert into search_text values(?,?)", (row, words))
    connection.execute("insert into search(rowid, text) values(?,?)", (row, words))


def words_of(number: str, changes: Mapping[str, Any]) -> str:
    """The words that a new case is found by, from what its first entry says."""
    half = _Half()
    half.number = number
    for name in _WANTED:
        if name in changes and name != "number":
            setattr(half, name, changes[name])
    return found_by(cast(Case, half))  # as below


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


def index_new(connection: apsw.Connection, first: int) -> None:
    """Let the cases from that row on be found; their words are there already."""
    connection.execute(_INDEXED[0])
    connection.execute("insert into search(rowid, text) select id, text from search_text where id>=?", (first,))
    connection.execute(_INDEXED[-1])


class Arrived(NamedTuple):
    """A new case on its way into the lists: its row, its line, and the words that it is found by."""

    row: int
    case_id: bytes
    columns: Typed
    words: str


def _arrive(connection: apsw.Connection, some: list[Arrived]) -> None:
    names = tuple(some[0].columns)
    connection.executemany(
        _insert(("id", "case_id", *names)), [(one.row, one.case_id, *map(one.columns.get, names)) for one in some]
    )
    connection.executemany("insert into search_text values(?,?)", [(one.row, one.words) for one in some])


# Everything again ------------------------------------------------------------------------------------------------

_LIST = ("id", "case_id", "customer", "about", *LISTED, *(key for key, _ in _KEYS.values()))
_TOLD = ("customer", "about", *LISTED, *(key for key, _ in _KEYS.values()))

#: A column may be unknown here until a later entry says it.
_AGAIN = f"create temp table case_list_again({', '.join(_LIST)}, unique(case_id))"


def _columns() -> str:
    """What an entry says about each column of the list; NULL where it leaves it as it was."""
    plain = {"customer": "p.customer", "about": "p.about"}
    plain |= {_RENAMED.get(name, name): f"e.{name}" for name in TYPED}
    keys = {key: f"iif({plain[name]} is null, null, sort_{key}({plain[name]}))" for name, (key, _) in _KEYS.items()}
    keys["due_key"] = f"iif(e.due_at=0, {NEVER}, e.due_at)"
    return ", ".join([*plain.values(), *keys.values()])


def _fill(streams: int) -> str:
    """One pass over the journal; with one stream its order is that of the cases' own numbers."""
    order = "e.id" if streams == 1 else "e.case_id, e.lamport, e.digest"
    first = "" if streams == 1 else "id=min(id, excluded.id), "
    return (
        f"insert into case_list_again({', '.join(_LIST)}) select e.id, e.case_id, {_columns()}"
        f" from entry e left join personal p on p.entry=e.id where true order by {order}"
        f" on conflict(case_id) do update set {first}"
        + ", ".join(f"{name}=coalesce(excluded.{name}, {name})" for name in _TOLD)
    )


def fill_list(connection: apsw.Connection) -> None:
    """What the entries say, as lines of a list, in a table beside the one that is there."""
    for key, made in _KEYS.values():
        connection.create_scalar_function(f"sort_{key}", made, 1, deterministic=True)
    drop_again(connection)
    connection.execute(_AGAIN)
    connection.execute(_fill(_streams(connection)))
    for key in ("customer_key", "about_key"):
        connection.execute(f"update case_list_again set {key}='' where {key} is null")


def drop_again(connection: apsw.Connection) -> None:
    connection.execute("drop table if exists temp.case_list_again")


def _streams(connection: apsw.Connection) -> int:
    return int(connection.execute("select count(*) from stream").get)


class Told(NamedTuple):
    """What stands of a case beside its line: promises, and the words that it is found by."""

    row: int
    promises: list[tuple[Value, ...]]
    words: str


class _Half:
    """The half of a case that promises and search are made of, by the names of a whole one."""

    number = customer_name = telephone = email = product = serial = proof = old_number = own_words = wish = ""
    summary: tuple[str, ...] = ()
    commitments: Mapping[str, Commitment] = MappingProxyType({})
    improvements: Mapping[str, Improvement] = MappingProxyType({})
    needs: Mapping[str, Need] = MappingProxyType({})


_WANTED = [name for name in vars(_Half) if not name.startswith("_")]
_SAYS = re.compile(f'"(?:{"|".join(_WANTED)})["/]'.encode())
_read = json.JSONDecoder().raw_decode  # the object that begins here: what follows it is left alone


def told(connection: apsw.Connection, table: str) -> Iterator[Told]:
    """Promises and words of every case in a list, from the journal."""
    digest = "" if _streams(connection) == 1 else ", e.digest"
    sql = (
        f"select c.id, c.number, p.body from {table} c join entry e on e.case_id=c.case_id"
        f" left join personal p on p.entry=e.id order by c.case_id, e.lamport{digest}"
    )
    here, half = 0, _Half()
    for row, number, body in connection.execute(sql):
        if row != here:
            if here:
                yield _told(here, half)
            here, half = row, _Half()
            half.number = number
        if body is not None:
            _say(half, body)
    if here:
        yield _told(here, half)


def _told(row: int, half: _Half) -> Told:
    case = cast(Case, half)  # a whole case takes six times as long to make, and a store may hold a million
    if not (half.commitments or half.improvements or half.needs):
        return Told(row, [], found_by(case))
    for name in _PROMISED:
        if kept := getattr(half, name):
            setattr(half, name, thaw(hints(Case)[name], kept))
    return Told(row, [(row, key, *values) for key, values in promises(case).items()], found_by(case))


def _say(half: _Half, body: bytes) -> None:
    """What an entry's personal part says about the half, in the words of cases.apply()."""
    _, _, changes = body.partition(CHANGES)
    if not _SAYS.search(changes):
        return
    said, _ = _read("{" + changes.decode())
    vars(half).update(said)  # what nobody asks for does no harm, and a million cases have a lot of it
    if b"/" in changes:
        for path, value in said.items():
            name, slash, rest = path.partition("/")
            if slash and name in _PROMISED:
                _item(half, name, *rest.split("/"), value=value)


def _item(half: _Half, name: str, key: str, *part: str, value: Any) -> None:
    """A promise, a corrective action or a wish more, or one part of it."""
    kept: Any = getattr(half, name)
    if not part:
        setattr(half, name, {**kept, key: value})
    elif key in kept:
        setattr(half, name, {**kept, key: {**kept[key], part[0]: value}})


def make_again(connection: apsw.Connection) -> int:
    """Drop the derived tables and make them from the entries, inside the caller's transaction. How many cases."""
    count = make_lists(connection)
    for statement in _INDEXED:
        connection.execute(statement)
    return count


def make_lists(connection: apsw.Connection) -> int:
    """All of it but the index of the search, which is empty then."""
    for table in NAMES:
        connection.execute(f"drop table if exists main.{table}")
    for statement in TABLES:
        connection.execute(statement)
    fill_list(connection)
    connection.execute(f"insert into case_list({', '.join(_LIST)}) select * from case_list_again order by id")
    drop_again(connection)
    for some in _portions(told(connection, "case_list")):
        connection.executemany("insert into promise values(?,?,?,?,?,?,?)", [row for t in some for row in t.promises])
        connection.executemany("insert into search_text values(?,?)", [(t.row, t.words) for t in some])
    for statement in (*INDEXES, FILLED_COUNTERS, *TRIGGERS):
        connection.execute(statement)
    return int(connection.execute("select count(*) from case_list").get)


#: Words are gathered in memory before they are written: many at once, as before afterwards.
_INDEXED = (
    "insert into search(search, rank) values('hashsize', 67108864)",
    "insert into search(search) values('rebuild')",
    "insert into search(search) values('optimize')",  # one tree: nothing is left to tidy up beside the first user
    "insert into search(search, rank) values('hashsize', 1048576)",
)


#: So many cases are written at once.
PORTION = 4096


def _portions(all_of_them: Iterator[Told]) -> Iterator[list[Told]]:
    some: list[Told] = []
    for one in all_of_them:
        some.append(one)
        if len(some) == PORTION:
            yield some
            some = []
    yield some


# What the check compares -----------------------------------------------------------------------------------------

#: What the list shows against what the journal says, both ways; each row is the list row of a case.
DIFFERENCES = tuple(
    f"select id from (select {', '.join(_LIST)} from {one} except select {', '.join(_LIST)} from {other})"
    for one, other in (("main.case_list", "temp.case_list_again"), ("temp.case_list_again", "main.case_list"))
)

#: Promises and words of cases that nobody recorded.
STRAY = (
    "select distinct case_row from promise where case_row not in (select id from temp.case_list_again)",
    "select id from search_text where id not in (select id from temp.case_list_again)",
)

#: Counters that do not count what the list holds; one that stands at nothing may be there or not.
MISCOUNTED = (
    f"with kept as (select name, count from counter where count<>0), held(name, count) as ({COUNTS})"
    " select * from (select * from kept except select * from held)"
    " union select * from (select * from held except select * from kept)"
)
