"""What lists are made from: case list, promises and search index. Droppable: the journal makes them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

import apsw

from desk.cases.case import Case, replay
from desk.cases.clocks import next_due
from desk.cases.listing import Line, line, search_text
from desk.cases.text import fold
from desk.i18n import N_

from .connection import Value
from .entries import IN_ORDER, TYPED, entry_of
from .instants import micros
from .search import indexed

TABLES = ("case_list", "promise", "search_text", "search")

#: As the newest migration leaves them; a test compares.
SCHEMA = (
    """create table case_list(
        id integer primary key, case_id blob not null unique, number text not null, customer text, about text,
        state text not null, step text not null, next_step text not null, waiting text not null,
        owner text not null, owner_name text not null, due_at integer not null, due_rule text not null,
        due_since integer not null, safety text not null, mood text not null, raised_at integer not null,
        recorded_at integer not null, closed_at integer not null, customer_key text,
        due_key integer generated always as (iif(due_at, due_at, 9223372036854775807)) virtual) strict""",
    "create index case_list_number on case_list(number)",
    "create index case_list_customer on case_list(customer_key)",
    "create index case_list_due on case_list(due_key)",
    "create index case_list_due_down on case_list(due_at)",
    "create index case_list_raised on case_list(raised_at)",
    "create index case_list_owner on case_list(owner, due_key) where state='open'",
    "create index case_list_step on case_list(step, due_key) where state='open'",
    "create index case_list_waiting on case_list(waiting, due_key) where waiting<>''",
    "create index case_list_safety on case_list(due_key) where state='open' and safety<>''",
    "create index case_list_closed on case_list(closed_at) where state='closed'",
    """create table promise(
        case_row integer not null, key text not null, what text not null, owner text not null,
        owner_name text not null, due integer not null, delivered_at integer not null,
        primary key(case_row, key)) strict, without rowid""",
    "create index promise_due on promise(due) where delivered_at=0",
    "create table search_text(id integer primary key, text text not null) strict",
    """create virtual table search using fts5(
        text, content='search_text', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6',
        tokenize='ascii')""",
)

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
    """Typed columns of an entry as the list names them; None leaves a column as it was."""
    out = {_RENAMED.get(name, name): value for name, value in columns.items()}
    if customer is not None:
        out |= {"customer": customer, "customer_key": fold(customer)}
    if about is not None:
        out["about"] = about
    return out


def promises(case: Case | None) -> dict[str, tuple[Value, ...]]:
    """The promises that stand, kept or open, by number."""
    if case is None:
        return {}
    return {
        key: (p.what, p.owner, p.owner_name, micros(p.due), micros(p.delivered_at))
        for key, p in case.commitments.items()
        if not p.replaced_at
    }


def follow_promises(connection: apsw.Connection, row: int, before: Case | None, after: Case) -> None:
    """The promise rows of a case, where an entry changed them."""
    was, now = promises(before), promises(after)
    if was == now:
        return
    connection.execute("delete from promise where case_row=?", (row,))
    connection.executemany("insert into promise values(?,?,?,?,?,?,?)", [(row, k, *v) for k, v in now.items()])


def follow_search(connection: apsw.Connection, row: int, case: Case) -> None:
    """The words a case is found by, where an entry changed them."""
    now = indexed(search_text(case))
    was = connection.execute("select text from search_text where id=?", (row,)).get
    if was != now:
        if was is not None:
            forget_search(connection, row)
        find_by(connection, row, now)


def find_by(connection: apsw.Connection, row: int, words: str) -> None:
    """Let a case be found by words as indexed() gives them."""
    connection.execute("insert into search_text values(?,?)", (row, words))
    connection.execute("insert into search(rowid, text) values(?,?)", (row, words))


def forget_search(connection: apsw.Connection, row: int) -> None:
    """Take a case out of the index: it must be told the words that it was given."""
    connection.execute(
        "insert into search(search, rowid, text) select 'delete', id, text from search_text where id=?", (row,)
    )
    connection.execute("delete from search_text where id=?", (row,))


# Everything again ------------------------------------------------------------------------------------------------

_PROMISE = "case_row, key, what, owner, owner_name, due, delivered_at"
_LIST = f"id, case_id, customer, about, customer_key, {', '.join(LISTED)}"
_AGAIN = (
    f"create temp table case_list_again({_LIST}, unique(case_id))",
    f"create temp table promise_again({_PROMISE})",
    "create temp table search_text_again(id, text)",
)

#: One pass over the journal in the order of the cases' own numbers; an unchanged column is NULL in the entry.
_FILL = (
    f"insert into case_list_again({_LIST})"
    f" select f.first, e.case_id, p.customer, p.about, fold(p.customer), {', '.join('e.' + name for name in TYPED)}"
    " from entry e join (select case_id, min(id) as first from entry group by case_id) f on f.case_id=e.case_id"
    " left join personal p on p.entry=e.id where true order by e.lamport, e.digest"
    " on conflict(case_id) do update set "
    + ", ".join(f"{n}=coalesce(excluded.{n}, {n})" for n in ("customer", "about", "customer_key", *LISTED))
)


def make_again(connection: apsw.Connection, streams: Mapping[int, str], progress: Callable[[str], None]) -> int:
    """Derive everything once more beside what is there, in tables called …_again. How many cases there are."""
    connection.create_scalar_function("fold", _fold, 1, deterministic=True)
    drop_again(connection)
    for statement in _AGAIN:
        connection.execute(statement)
    progress(N_("Making the list again"))
    connection.execute(_FILL)
    progress(N_("Making promises and search again"))
    ids: dict[Any, Any] = dict(connection.execute("select case_id, id from case_list_again"))
    for case_id, case in _cases(connection, streams):
        row = ids[case_id]
        rows = [(row, key, *values) for key, values in promises(case).items()]
        connection.executemany("insert into promise_again values(?,?,?,?,?,?,?)", rows)
        connection.execute("insert into search_text_again values(?,?)", (row, indexed(search_text(case))))
    return len(ids)


def _fold(*values: Any) -> str | None:
    return None if values[0] is None else fold(values[0])


def _cases(connection: apsw.Connection, streams: Mapping[int, str]) -> Iterator[tuple[bytes, Case]]:
    """Every case, replayed from its journal."""
    rows: Iterable[Any] = connection.execute(IN_ORDER)
    for case_id, group in groupby(rows, key=lambda row: row[0]):
        case = replay([entry_of(row, streams) for row in group])
        assert case is not None  # a group is never empty
        yield case_id, case


def drop_again(connection: apsw.Connection) -> None:
    for table in ("case_list", "promise", "search_text"):
        connection.execute(f"drop table if exists temp.{table}_again")


def put_in_place(connection: apsw.Connection) -> None:
    """Replace the derived tables by those that make_again() made."""
    for table in reversed(TABLES):
        connection.execute(f"drop table if exists main.{table}")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute(f"insert into case_list({_LIST}) select {_LIST} from case_list_again order by id")
    connection.execute("insert into promise select * from promise_again")
    connection.execute("insert into search_text select * from search_text_again order by id")
    connection.execute("insert into search(search) values('rebuild')")
    drop_again(connection)


#: What the list shows against what the journal says, both ways; each row is the list row of a case.
DIFFERENCES = tuple(
    f"select {names.split(',')[0]} from (select {names} from {one} except select {names} from {other})"
    for table, names in (("case_list", _LIST), ("promise", _PROMISE), ("search_text", "id, text"))
    for one, other in ((f"main.{table}", f"temp.{table}_again"), (f"temp.{table}_again", f"main.{table}"))
)
