"""The cases of the journal told on a thread of its own, while SQLite is at work for the one that writes them down."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from itertools import islice

import apsw

from .connection import settle
from .told import Told, told

#: So many cases are told, and written, at once.
PORTION = 4096

#: So many portions may lie ready: 60 MB or so.
READY = 48


class InTurn:
    """Told cases on their way, some at a time: told when they are asked for."""

    def __init__(self, cases: Iterator[Told]) -> None:
        self._cases = cases

    def crowd(self) -> list[Told]:
        """All that lie ready, where there is hardly room for more; none otherwise."""
        return []

    def __iter__(self) -> Iterator[list[Told]]:
        """All that are still to come."""
        while some := self._next():
            yield some

    def _next(self) -> list[Told]:
        """Empty behind the last."""
        return self._tell()

    def _tell(self) -> list[Told]:
        return list(islice(self._cases, PORTION))

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Nobody tells meanwhile."""
        yield


class Ahead(InTurn):
    """The same, told beforehand.

    Telling is Python, and so is giving rows to SQLite one by one: two threads that do so at the same time only hinder
    each other. What SQLite does in one go needs no silence.
    """

    def __init__(self, cases: Iterator[Told], pool: ThreadPoolExecutor) -> None:
        super().__init__(cases)
        self._pool = pool
        self._ready: deque[Future[list[Told]]] = deque()
        self._order()

    def crowd(self) -> list[Told]:
        done = sum(some.done() for some in self._ready)
        return [one for _ in range(done) for one in self._next()] if done > READY // 2 else []

    def _next(self) -> list[Told]:
        some = self._ready.popleft().result()
        self._order()
        return some

    def _order(self) -> None:
        while len(self._ready) < READY:
            self._ready.append(self._pool.submit(self._tell))

    @contextmanager
    def silence(self) -> Iterator[None]:
        while self._ready and self._ready[-1].cancel():
            self._ready.pop()
        wait(self._ready)
        yield
        self._order()


@contextmanager
def cases(connection: apsw.Connection, alone: bool = False) -> Iterator[InTurn]:
    """All cases of the journal, as it was committed last; with `alone`, as it stands in this transaction.

    Nobody else can read a store in memory, or one that is being filled without a log.
    """
    if alone or connection.execute("pragma journal_mode").get != "wal":
        yield InTurn(told(connection))
        return
    path = connection.filename
    pool = ThreadPoolExecutor(1, "telling the cases")
    with closing(_by_itself(path)) as found:
        try:
            yield Ahead(found, pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _by_itself(path: str) -> Generator[Told]:
    """Every case, read over a connection that only reads."""
    with closing(apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
        settle(connection, path)
        connection.execute("pragma query_only=1")
        yield from told(connection)
