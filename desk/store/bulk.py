"""Filling a new store quickly: the journal's own entries, many at a time, and nothing durable until the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from .connection import MEMORY, Store, settle
from .durable import sync
from .entries import NewEntry, append_many
from .problems import known

#: No journal, nothing waits for the drive, and a cache that holds the upper pages of every index.
_FAST = ("journal_mode=off", "synchronous=0", "cache_size=-262144", "secure_delete=0")


@contextmanager
def filling(store: Store) -> Iterator[None]:
    """A new store that nobody else has open, without any safety; afterwards it is as safe as any.

    When the block fails, the file is worth nothing and must be thrown away. StoreProblem for known trouble.
    """
    try:
        for pragma in _FAST:
            store.connection.execute(f"pragma {pragma}").fetchall()
        yield
        if store.path != MEMORY:  # safe again: everything on the drive, then the settings of every day
            sync(Path(store.path))
            settle(store.connection, store.path)
    except apsw.Error as error:
        raise known(error, store.path) or error from error


def write(store: Store, entries: Iterable[NewEntry]) -> None:
    """The entries at the end of this desk's stream. Lists know nothing of them until Journal.rebuild()."""
    with store.writing() as connection:
        append_many(connection, entries)
