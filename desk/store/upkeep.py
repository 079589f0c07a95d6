"""What a store does when nobody works: its search index is tidied up, its log goes into the file."""

from __future__ import annotations

import apsw

from . import indexing
from .connection import BUSY_TIMEOUT, Overtaken, Store
from .problems import known

#: Pages that one go may write: a few milliseconds.
_PAGES = 200

#: Pages of a log that is worth moving, those of a hundred steps. The commit after it begins the log anew and waits for
#: the drive twice, so moving a short one would slow down the next recording, and the one after that.
LONG = 2000


def tend(store: Store) -> bool:
    """One short go of tidying up the search index, between two recordings; whether there is more to do.

    Nothing depends on it but speed: without it searches read the texts of the cases that wait, and a commit merges in
    a hurry, now and then. On the store's own connection, which would have to count its lists anew had another one
    written. StoreProblem for known trouble.
    """
    connection = store.connection
    if connection.in_transaction:
        return False
    connection.set_busy_timeout(0)  # nobody waits for this
    try:
        return store.looking_first(_go)
    except Overtaken:
        return False  # somebody works
    finally:
        connection.set_busy_timeout(BUSY_TIMEOUT)


def _go(connection: apsw.Connection) -> bool:
    """The index hears of some cases that wait, or else becomes fewer pieces."""
    if indexing.catch_up(connection):
        return True
    before = connection.total_changes()
    connection.execute(f"insert into search(search, rank) values('merge', {_PAGES})")
    return connection.total_changes() - before > 1  # one is the asking itself


def move_log(path: str) -> None:
    """Move a long log into the file, from any thread: it has a connection of its own, and stops nobody.

    Nothing is lost without it, and what was recorded is as safe before as after: a commit that finds the log long
    does the same, and takes a hundred times as long. StoreProblem for known trouble.
    """
    try:
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.execute("pragma synchronous=2").fetchall()  # the file is on the drive before the log is reused
            _, pages, moved = next(connection.execute("pragma wal_checkpoint(noop)"))
            if pages - moved >= LONG:
                connection.execute("pragma wal_checkpoint(passive)").fetchall()
        finally:
            connection.close()
    except apsw.BusyError:
        return  # somebody else does it
    except apsw.Error as error:
        raise known(error, path) or error from error
