"""What a store does when nobody works: its search index is tidied up, its log goes into the file."""

from __future__ import annotations

import apsw

from .connection import BUSY_TIMEOUT, Store
from .problems import known

#: Pages that one go may write: a few milliseconds.
_PAGES = 200


def tend(store: Store) -> bool:
    """One short go of tidying up, between two recordings; whether there is more to do.

    Nothing depends on it but speed: without it a commit does the same in a hurry, now and then. StoreProblem for
    known trouble.
    """
    connection = store.connection
    if connection.in_transaction:
        return False
    connection.set_busy_timeout(0)  # nobody waits for this
    try:
        before = connection.total_changes()
        connection.execute(f"insert into search(search, rank) values('merge', {_PAGES})")
        merged = connection.total_changes() - before > 1  # one is the asking itself
        connection.execute("pragma wal_checkpoint(passive)").fetchall()
    except apsw.BusyError:
        return False  # somebody works
    except apsw.Error as error:
        raise known(error, store.path) or error from error
    finally:
        connection.set_busy_timeout(BUSY_TIMEOUT)
    return merged
