"""Stores to measure on: python -m tests.benchmarks.generate FILE [--cases N] [--lines]."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from desk.commands import sample
from desk.store import bulk
from desk.store.connection import Store
from desk.store.database import open_store

#: When the newest case of a sample store was recorded.
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)

#: From this size on the journal is left out: five million cases of it would be 30 GB.
MULTIPLIED = 100_000

#: Everything a line holds; ids, case ids and the moments are made new.
_COPY = (
    "insert into case_list select id+:more, randomblob(16), number, customer, about, state, step, next_step, waiting,"
    " owner, owner_name, iif(due_at, due_at+:later, 0), due_rule, due_since, safety, mood, raised_at+:later,"
    " recorded_at+:later, iif(closed_at, closed_at+:later, 0), number_key||:turn, customer_key, about_key, owner_key,"
    " iif(due_at, due_at+:later, due_key) from case_list where id in (select id from first)"
)


def lines(path: Path, cases: int) -> None:
    """A store whose list has so many lines, copied from 100,000 cases; only lists can be measured on it."""
    sample.many(path, MULTIPLIED, NOW, lambda text: None)
    store = open_store(path)
    with bulk.filling(store):
        store.rows("create temp table first as select id from case_list")
        most = store.row("select max(id) from case_list")[0]
        for turn in range(1, cases // MULTIPLIED):
            values = {"more": most * turn, "later": turn * 7_919_000_000, "turn": f" {turn:03d}"}
            with store.writing() as connection:
                connection.execute(_COPY, values)
    store.close()


def arguments(about: str | None, cases: int) -> argparse.ArgumentParser:
    """What every measurement takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--cases", type=int, default=cases)
    parser.add_argument("--store", type=Path, help="a sample store that is there already; it may be changed")
    parser.add_argument("--folder", type=Path, help="where a store is made (a folder on the drive to measure)")
    return parser


@contextmanager
def opened(given: argparse.Namespace, make: Callable[[Path, int], None] | None = None) -> Iterator[Store]:
    """The store to measure on, made when none is named."""
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = given.store or Path(folder) / "sample.desk"
        if not path.exists():
            (make or many)(path, given.cases)
        store = open_store(path)
        try:
            yield store
        finally:
            store.close()


def many(path: Path, cases: int) -> None:
    sample.many(path, cases, NOW, lambda text: None)


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def told(name: str, goal: float, ours: float, floor: float, **more: object) -> bool:
    """Print one result; whether it is over its goal."""
    rest = "".join(f" {key}={value}" for key, value in more.items())
    print(f"{name} ratio={ours / floor:.2f} goal={goal} ours_ms={ours:.3f} floor_ms={floor:.3f}{rest}", flush=True)
    return ours / floor > goal


def compared(
    name: str, goal: float, ours: Callable[[], object], floor: Callable[[], object], rounds: int = 60, **more: object
) -> bool:
    """Both by turns; their medians are told."""
    times = [(timed(floor), timed(ours)) for _ in range(rounds)]
    return told(name, goal, median(o for _, o in times), median(f for f, _ in times), **more)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--lines", action="store_true", help="only lists, without a journal: for millions of cases")
    given = parser.parse_args()
    start = perf_counter()
    (lines if given.lines else many)(given.file, given.cases)
    taken = perf_counter() - start
    print(f"generate cases={given.cases} seconds={taken:.1f} per_second={given.cases / taken:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
