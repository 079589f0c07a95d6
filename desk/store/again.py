"""Everything derived, made again from the journal: how that is done, and how the check compares what is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from .connection import Far
from .derived import KEYS, LISTED, NAMES, QUICKLY, RENAMED, SLOWLY
from .derived_schema import COUNTS, FILLED_COUNTERS, INDEXES, NEVER, TABLES, TRIGGERS
from .entries import TYPED
from .told import Told, streams, told

#: So many cases are written at once.
PORTION = 4096

_LIST = ("id", "case_id", "customer", "about", *LISTED, *(key for key, _ in KEYS.values()))
_TOLD = ("customer", "about", *LISTED, *(key for key, _ in KEYS.values()))

#: A column may be unknown here until a later entry says it.
_AGAIN = f"create temp table case_list_again(id integer primary key, {', '.join(_LIST[1:])}, unique(case_id))"


def _columns() -> str:
    """What an entry says about each column of the list; NULL where it leaves it as it was."""
    plain = {"customer": "p.customer", "about": "p.about"}
    plain |= {RENAMED.get(name, name): f"e.{name}" for name in TYPED}
    keys = {key: f"iif({plain[name]} is null, null, sort_{key}({plain[name]}))" for name, (key, _) in KEYS.items()}
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
    for key, made in KEYS.values():
        connection.create_scalar_function(f"sort_{key}", made, 1, deterministic=True)
    drop_again(connection)
    connection.execute(_AGAIN)
    connection.execute(_fill(streams(connection)))
    for key in ("customer_key", "about_key"):
        connection.execute(f"update case_list_again set {key}='' where {key} is null")


def drop_again(connection: apsw.Connection) -> None:
    connection.execute("drop table if exists temp.case_list_again")


# Making it -------------------------------------------------------------------------------------------------------


@contextmanager
def room(connection: apsw.Connection) -> Iterator[None]:
    """A cache that holds the upper pages of every index, as long as very many rows are written."""
    before = connection.execute("pragma cache_size").get
    connection.execute("pragma cache_size=-262144")
    try:
        yield
    finally:
        connection.execute(f"pragma cache_size={before}")


def make_again(connection: apsw.Connection, far: Far = lambda share: None) -> int:
    """Drop the derived tables and make them from the entries, inside the caller's transaction. How many cases."""
    with room(connection):
        count = make_lists(connection, lambda share: far(share * _LISTS))
        _index_again(connection, lambda share: far(_LISTS + share * (1 - _LISTS)))
    return count


#: How much of the time goes by with the lists; the rest is the index of the search.
_LISTS = 0.5


def make_lists(connection: apsw.Connection, far: Far = lambda share: None) -> int:
    """All of it but the index of the search, which is empty then."""
    for table in NAMES:
        connection.execute(f"drop table if exists main.{table}")
    for statement in TABLES:
        connection.execute(statement)
    fill_list(connection)
    far(0.25)
    connection.execute(f"insert into case_list({', '.join(_LIST)}) select * from case_list_again order by id")
    drop_again(connection)
    count, done = int(connection.execute("select count(*) from case_list").get), 0
    for some in _portions(told(connection, "case_list")):
        connection.executemany("insert into promise values(?,?,?,?,?,?,?)", [row for t in some for row in t.promises])
        connection.executemany("insert into search_text values(?,?)", [(t.row, t.words) for t in some])
        done += len(some)
        far(0.25 + 0.6 * done / max(count, 1))
    for statement in (*INDEXES, FILLED_COUNTERS, *TRIGGERS):
        connection.execute(statement)
    far(1)
    return count


def _portions(all_of_them: Iterator[Told]) -> Iterator[list[Told]]:
    some: list[Told] = []
    for one in all_of_them:
        some.append(one)
        if len(some) == PORTION:
            yield some
            some = []
    yield some


#: The words of the cases go into the index in so many goes.
GOES = 16
_INTO_INDEX = "insert into search(rowid, text) select id, text from search_text where id>? and id<=?"


def _index_again(connection: apsw.Connection, far: Far) -> None:
    """The index of the search, in one tree: nothing is left to tidy up beside the first user."""
    connection.execute(QUICKLY)
    last = int(connection.execute("select coalesce(max(id), 0) from search_text").get)
    for go in range(GOES):
        part = last * go // GOES, last * (go + 1) // GOES
        connection.execute(_INTO_INDEX, part)
        far(0.8 * (go + 1) / GOES)
    connection.execute("insert into search(search) values('optimize')")
    connection.execute(SLOWLY)
    far(1)


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
