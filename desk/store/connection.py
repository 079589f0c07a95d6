"""One store at work: its only connection, its settings read back, and the one kind of transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import apsw

from desk.i18n import N_

from .problems import DAMAGED, MOVED, known, problem

#: What SQLite keeps.
Value = int | float | str | bytes | None
Values = Sequence[Value] | dict[str, Value]

Done = TypeVar("Done")

#: Hears how far something is, from 0 to 1.
Far = Callable[[float], None]

#: Milliseconds to wait for somebody else's commit.
BUSY_TIMEOUT = 5000

#: Set and read back on every open. WAL with FULL loses nothing acknowledged at a power cut; NORMAL does.
PRAGMAS: tuple[tuple[str, str | int], ...] = (
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("busy_timeout", BUSY_TIMEOUT),
    ("mmap_size", 0),
    ("cache_size", -16384),  # KiB: a branch's busy pages stay in memory
    ("wal_autocheckpoint", 16384),  # pages; desk.store.upkeep moves them earlier, when no commit waits for it
    ("temp_store", 2),  # customers' words never go to a temporary file
)
MEMORY = ":memory:"

#: So many statements stay prepared. APSW puts each back behind the newest when it is done, so that with its usual
#: hundred those of a rare step, triggers and all, are prepared anew a few steps later.
STATEMENTS = 512


class Overtaken(Exception):
    """Somebody else writes, or has written since this transaction began to read. Nothing was written in it."""


def _file(path: str) -> int | None:
    """Which file stands at a path, as its drive counts them; None where there is none, as in memory.

    Windows moves and replaces no file that is open, and asking there takes longer.
    """
    if os.name == "nt":
        return None
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


class Store:
    """A store in use. It owns one connection and stays on the thread that opened it."""

    def __init__(self, path: str, connection: apsw.Connection) -> None:
        self.path = path
        self.connection = connection
        self._opened = _file(path)
        self.places: Any = None  # what desk.store.places knows of its lists
        self.taken_back = 0  # how often something that was written was undone before it was there for good
        self.facts: Any = None  # what desk.store.accounts knows of the shop
        self.facts_written = 0  # how often this connection wrote any of that
        self.waiting: dict[tuple[str, str, str], Any] = {}  # drafts that the drive had no room for
        self.entries_written = 0  # how often it wrote entries

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """All rows of a query. StoreProblem for known trouble."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            raise known(error, self.path) or error from error
        except UnicodeDecodeError as error:  # only texts are written where texts are read
            raise problem(DAMAGED, self.path) from error

    def row(self, sql: str, values: Values = ()) -> Any:
        """The first row of a query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def seen(self) -> tuple[int, int]:
        """Another value once somebody else has written, or something was undone: what is remembered may be over.

        What this connection writes itself is counted by those who write.
        """
        try:
            return self.connection.execute("pragma data_version").get, self.taken_back
        except apsw.Error as error:
            raise known(error, self.path) or error from error

    def _in_place(self) -> None:
        """Refuse to write a file that is no longer the store: SQLite would go on in one that nobody opens again."""
        if _file(self.path) != self._opened:
            raise problem(MOVED, self.path)

    def write(self, sql: str, values: Values = ()) -> None:
        """One statement, as part of the transaction that there is, or as one of its own. StoreProblem as writing()."""
        if self.connection.in_transaction:
            self.connection.execute(sql, values)
            return
        with self.writing() as connection:
            connection.execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """One transaction that takes the write lock at once: all of it is on disk afterwards, or nothing.

        Inside another one it is part of that one. StoreProblem for known trouble.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        self._in_place()
        try:
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, apsw.Error):
                raise known(error, self.path) or error from error
            raise

    def looking_first(self, go: Callable[[apsw.Connection], Done]) -> Done:
        """One transaction that reads one and the same moment of the store, and takes the write lock when it writes.

        Overtaken when that moment is over by then. Inside another one it is part of that one. StoreProblem for known
        trouble.
        """
        connection = self.connection
        if connection.in_transaction:
            return go(connection)
        self._in_place()
        try:
            connection.execute("begin")
            done = go(connection)
            connection.execute("commit")
            return done
        except BaseException as error:
            self._roll_back()
            if isinstance(error, apsw.BusyError):
                raise Overtaken from error
            if isinstance(error, apsw.Error):
                raise known(error, self.path) or error from error
            raise

    def _roll_back(self) -> None:
        """SQLite itself has done so after a full drive or a failed write."""
        if self.connection.in_transaction and self.connection.txn_state() != apsw.SQLITE_TXN_WRITE:
            with suppress(apsw.CorruptError):  # then it is rolled back, which asks nothing of a damaged store
                self.connection.execute("commit")  # nothing was written, so nothing is told to be taken back
                return
        self.taken_back += 1
        if self.connection.in_transaction:
            self.connection.execute("rollback")

    def close(self) -> None:
        self.connection.close()


def settle(connection: apsw.Connection, path: str) -> None:
    """Set the PRAGMAS and read them back. StoreProblem when the drive does not allow one of them."""
    for name, wanted in PRAGMAS:
        if path == MEMORY and name in ("journal_mode", "mmap_size"):
            continue  # there is no file to keep them in
        connection.execute(f"pragma {name}={wanted}")
        found = connection.execute(f"pragma {name}").fetchone()
        if found is None or found[0] != wanted:
            text = N_("{path} cannot be kept safely on this drive ({name}). Please choose a folder on a local drive.")
            raise problem(text, path, name=name)
