"""Everything derived, made again from the journal: how that is done, and how the check compares what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError

import apsw

from . import ahead
from .connection import Far
from .derived import KEYS, LISTED, NAMES
from .derived_schema import COUNTS, FILLED_COUNTERS, INDEXES, NEVER, TABLES, TRIGGERS
from .entries import TYPED
from .indexing import QUICKLY, SLOWLY
from .told import Told, streams

_SAID = ("customer", "about", *LISTED)
_LIST = ("id", "case_id", *_SAID, *(key for key, _ in KEYS.values()))

#: What the entries say of each case. A column may be unknown here until a later entry says it.
_FOLDED = f"create temp table case_said(id integer primary key, case_id, {', '.join(_SAID)}, unique(case_id))"


def _fold(streams: int) -> str:
    """One pass over the journal; with one stream its order is that of the cases' own numbers."""
    order = "e.id" if streams == 1 else "e.case_id, e.lamport, e.digest"
    first = "" if streams == 1 else "id=min(id, excluded.id), "
    return (
        f"insert into case_said(id, case_id, {', '.join(_SAID)}) select e.id, e.case_id, p.customer, p.about,"
        f" {', '.join(f'e.{name}' for name in TYPED)} from entry e left join personal p on p.entry=e.id"
        f" where true order by {order} on conflict(case_id) do update set {first}"
        + ", ".join(f"{name}=coalesce(excluded.{name}, {name})" for name in _SAID)
    )


def _lines() -> str:
    """What the list holds of each case: what was said, and what that is sorted by."""
    keys = {key: f"sort_{key}(ifnull({name}, ''))" for name, (key, _) in KEYS.items()}
    keys["due_key"] = f"iif(due_at=0, {NEVER}, due_at)"
    return f"select id, case_id, {', '.join(_SAID)}, {', '.join(keys.values())} from temp.case_said order by id"


def fold(connection: apsw.Connection) -> int:
    """What the entries say of each case, beside the list that is there. How many cases."""
    for key, made in KEYS.values():
        connection.create_scalar_function(f"sort_{key}", made, 1, deterministic=True)
    connection.execute("drop table if exists temp.case_said")
    connection.execute(_FOLDED)
    connection.execute(_fold(streams(connection)))
    return int(connection.execute("select count(*) from case_said").get)


def fill_list(connection: apsw.Connection) -> None:
    """What the entries say, as lines of a list, in a table beside the one that is there."""
    fold(connection)
    connection.execute("drop table if exists temp.case_list_again")
    connection.execute(f"create temp table case_list_again({', '.join(('id integer primary key', *_LIST[1:]))})")
    connection.execute(f"insert into case_list_again {_lines()}")


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


def make_again(connection: apsw.Connection, far: Far = lambda share: None, alone: bool = False) -> int:
    """Drop the derived tables and make them from the entries, inside the caller's transaction. How many cases.

    `alone`: that transaction has changed the journal, which no other connection sees yet. CorruptError for words that
    cannot be read: SQLite finds damage in what it keeps them in, not in the words themselves.
    """
    try:
        with room(connection):
            count = make_lists(connection, lambda share: far(share * _LISTS), alone)
            _index_again(connection, lambda share: far(_LISTS + share * (1 - _LISTS)))
    except (UnicodeDecodeError, JSONDecodeError) as error:
        raise apsw.CorruptError("words in the journal cannot be read") from error
    return count


#: How much of the time goes by with the lists; the rest is the index of the search.
_LISTS = 0.5


#: What SQLite does on its own, each in one go: all that the lines of the list need but these, and all that is made of
#: them.
_BEFORE = (*(f"drop table if exists main.{table}" for table in NAMES), *TABLES)
_AFTER = ("drop table temp.case_said", *(index for index in INDEXES if " on case_list(" in index))

#: What is made when everything else is there.
_AT_LAST = (*(index for index in INDEXES if index not in _AFTER), FILLED_COUNTERS, *TRIGGERS)


def make_lists(connection: apsw.Connection, far: Far = lambda share: None, alone: bool = False) -> int:
    """All of it but the index of the search, which is empty then. `alone` as above."""
    with ahead.cases(connection, alone) as told:
        count, done = fold(connection), 0
        far(0.15)
        _all(connection, _BEFORE)
        with told.silence():  # the keys are Python
            connection.execute(f"insert into main.case_list({', '.join(_LIST)}) {_lines()}")
        far(0.2)
        for statement in _AFTER:
            connection.execute(statement)
            if some := told.crowd():
                with told.silence():
                    done += _beside(connection, some)
        for some in told:
            with told.silence():
                done += _beside(connection, some)
            far(0.2 + 0.75 * done / max(count, 1))
    _all(connection, _AT_LAST)
    far(1)
    return count


def _all(connection: apsw.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def _beside(connection: apsw.Connection, some: list[Told]) -> int:
    """Promises and words of some cases. How many those were."""
    connection.executemany("insert into promise values(?,?,?,?,?,?,?)", [row for t in some for row in t.promises])
    connection.executemany("insert into search_text values(?,?)", [(t.row, t.words) for t in some])
    return len(some)


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
