"""Everything derived made again, and the chain verified, over a bare scan: python -m tests.benchmarks.rebuild.

The scan reads every column of every entry and of its personal part, in order, and does nothing with them. The search
index is told apart: its floor is SQLite's own building of the same index from the same words.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from desk.store import again, check
from desk.store.connection import Store
from desk.store.entries import HEAD
from desk.store.journal import Journal

from .generate import arguments, opened, timed, told

GOAL, CHAIN, ALL = 8.0, 5.0, 4.0

_STORED = f"e.id, e.stream, {', '.join('e.' + name for name in HEAD)}, e.body, e.digest"
_ENTRIES = f"select {_STORED} from entry e order by e.id"
_BOTH = f"select {_STORED}, p.* from entry e left join personal p on p.entry=e.id order by e.id"
_LENGTHS = "select sum(length(body)), sum(length(digest)) from entry"


def scan(store: Store, sql: str) -> float:
    """Milliseconds that it takes to read all rows and do nothing."""

    def read() -> None:
        for _ in store.connection.execute(sql):
            pass

    return timed(read)


def verify(store: Store) -> None:
    found = list(check._chain(store.connection))
    if found:
        raise RuntimeError(str(found[0]))


@contextmanager
def taken_back(store: Store) -> Iterator[None]:
    """What is made in the block does not stay."""
    store.connection.execute("begin immediate")
    try:
        yield
    finally:
        store.connection.execute("rollback")


def without_index(store: Store) -> float:
    """List, promises, counters and the words for the search; milliseconds."""
    with taken_back(store), again.room(store.connection):
        return timed(lambda: again.make_lists(store.connection))


def index(store: Store) -> float:
    with taken_back(store):
        return timed(lambda: store.connection.execute("insert into search(search) values('rebuild')"))


def measure(store: Store, rounds: int) -> bool:
    """Ours and the floors, by turns."""
    entries = store.row("select count(*) from entry")[0]
    jobs: dict[str, Callable[[], float]] = {
        "lengths": lambda: scan(store, _LENGTHS), "entries": lambda: scan(store, _ENTRIES),
        "both": lambda: scan(store, _BOTH), "chain": lambda: timed(lambda: verify(store)),
        "lists": lambda: without_index(store), "index": lambda: index(store),
        "all": lambda: timed(Journal(store).rebuild),
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            times[name].append(job())
    took = {name: median(found) for name, found in times.items()}
    more = {"entries": entries, "lengths_only_ms": round(took["lengths"])}
    over = told("verify_chain", CHAIN, took["chain"], took["entries"], **more)
    over |= told("rebuild_lists", GOAL, took["lists"], took["both"], **more)
    return told("rebuild_all", ALL, took["all"], took["both"] + took["index"], **more) or over


def main() -> int:
    parser = arguments(__doc__, 30_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with opened(given) as store:
        return int(measure(store, given.rounds))


if __name__ == "__main__":
    sys.exit(main())
