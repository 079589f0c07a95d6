"""Lets cases be found: their words are in the store with the step, and the index hears of them in the next pause.

For the index one case takes about as long as many, a sixth of the step in which a case gets other words. Until it has
heard, a search reads the texts of those few cases themselves, so what was recorded is found at once, in every window.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import apsw

#: So many cases may wait, as a search reads the text of each; of a further one the index hears with its step.
MOST_WAITING = 100

#: So many are told in one go, between two keystrokes: one to three milliseconds.
SOME = 16

#: Words are gathered in memory before they are written: many at once, as before afterwards.
QUICKLY = "insert into search(search, rank) values('hashsize', 67108864)"
SLOWLY = "insert into search(search, rank) values('hashsize', 1048576)"

#: A case that waits already goes on waiting with the words that the index knows.
_WAIT = "insert into unindexed select ?, ? where (select count(*) from unindexed)<? on conflict do nothing"


def find_by(connection: apsw.Connection, row: int, words: str) -> None:
    """Let a new case be found by words as indexed() gives them."""
    connection.execute("insert into search_text values(?,?)", (row, words))
    _hear(connection, row, "", words)


def reword(connection: apsw.Connection, row: int, was: str, now: str) -> None:
    """Let a case be found by other words."""
    connection.execute("update search_text set text=? where id=?", (now, row))
    _hear(connection, row, was, now)


def forget(connection: apsw.Connection, row: int) -> None:
    """Take a case out of search, and its words out of the index: it must be told the words that it was given."""
    known: Any = connection.execute("delete from unindexed where id=? returning known", (row,)).get
    if known is None:
        known = connection.execute("select text from search_text where id=?", (row,)).get
    if known:
        _take_out(connection, row, known)
    connection.execute("delete from search_text where id=?", (row,))


def index_new(connection: apsw.Connection, first: int) -> None:
    """Let the cases from that row on be found; their words are there already."""
    connection.execute(QUICKLY)
    connection.execute("insert into search(rowid, text) select id, text from search_text where id>=?", (first,))
    connection.execute(SLOWLY)


def catch_up(connection: apsw.Connection, some: int = SOME) -> bool:
    """Let the index hear of so many cases that wait, inside the caller's transaction; whether there were any."""
    waiting: Any = connection.execute(
        "select u.id, u.known, t.text from unindexed u join search_text t on t.id=u.id order by u.id limit ?", (some,)
    ).fetchall()
    for row, known, now in waiting:
        _tell(connection, row, known, now)
        connection.execute("delete from unindexed where id=?", (row,))
    return bool(waiting)


def _hear(connection: apsw.Connection, row: int, known: str, now: str) -> None:
    """The words of a case have changed: the index hears of it later, or now where too many wait."""
    connection.execute(_WAIT, (row, known, MOST_WAITING))
    if not connection.changes() and not connection.execute("select 1 from unindexed where id=?", (row,)).get:
        _tell(connection, row, known, now)


def _tell(connection: apsw.Connection, row: int, known: str, now: str) -> None:
    """The index hears only of the lines that go and come, mostly one of many.

    A word that goes takes its beginnings along, of which others may live: what begins alike in the lines that stay is
    taken out as well and brought back, so that the index goes on counting each as often as it stands in the text.
    """
    come = Counter(now.split("\n"))
    gone: list[str] = []
    stay: list[str] = []
    for kept in known.split("\n") if known else ():
        (stay if come[kept] > 0 else gone).append(kept)
        come[kept] -= 1  # below nothing where it goes
    words = list(come.elements())
    if gone:
        first = {word[0] for word in " ".join(gone).split()}
        back = {word for word in " ".join(stay).split() if word[0] in first}
        _take_out(connection, row, " ".join((*gone, *back)))
        words += back
    connection.execute("insert into search(rowid, text) values(?,?)", (row, " ".join(words)))


def _take_out(connection: apsw.Connection, row: int, words: str) -> None:
    connection.execute("insert into search(search, rowid, text) values('delete', ?, ?)", (row, words))
