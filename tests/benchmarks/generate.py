"""Stores to measure on: python -m tests.benchmarks.generate FILE [--cases N] [--lines]."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from desk.commands import sample
from desk.store import bulk
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.warming import Warming

#: When the newest case of a sample store was recorded.
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)

#: From this size on the journal is left out: five million cases of it would be 30 GB.
MULTIPLIED = 100_000

#: One line more beside each of some cases: recorded a moment later, its number the next but as many, and its customer
#: and product another case's, as neither those of one name nor those of one product come one after the other.
_MORE = """
insert into case_list select c.id*:times+t.turn, randomblob(16), substr(c.number, 1, 4)||(c.seq*:times+t.turn),
  other.customer, other.about, c.state, c.step, c.next_step, c.waiting, c.owner, c.owner_name,
  iif(c.due_at, c.due_at+t.later, 0), c.due_rule, c.due_since, c.safety, c.mood, c.raised_at+t.later,
  c.recorded_at+t.later, iif(c.closed_at, c.closed_at+t.later, 0),
  substr(c.number_key, 1, 12)||format('%09d', c.seq*:times+t.turn), other.customer_key, other.about_key, c.owner_key,
  iif(c.due_at, c.due_at+t.later, c.due_key)
from first c cross join turn t join first other on other.rowid=1+(c.rowid+t.turn*:apart)%:count
where c.rowid>:after and c.rowid<=:after+:portion order by c.rowid, t.turn"""

#: Microseconds between two lines of the many where one was, which lie half an hour apart.
_LATER = 15_000_000

#: How far away the case is whose customer and product the next line has.
_APART = 7919


def lines(path: Path, cases: int) -> None:
    """A store whose list has so many lines, made of 100,000 cases; only lists can be measured on it."""
    sample.many(path, MULTIPLIED, NOW, lambda text: None)
    store, times = open_store(path), cases // MULTIPLIED
    with bulk.filling(store):
        store.rows("create temp table first as select *, cast(substr(number_key, 13) as int) as seq from case_list")
        store.rows("create temp table turn(turn integer primary key, later integer)")
        store.connection.executemany("insert into turn values(?,?)", [(turn, turn * _LATER) for turn in range(times)])
        store.rows("delete from case_list")
        values = {"times": times, "apart": _APART, "count": MULTIPLIED, "portion": 1000}
        for after in range(0, MULTIPLIED, 1000):
            with store.writing() as connection:
                connection.execute(_MORE, {**values, "after": after})
    store.close()


def arguments(about: str | None, cases: int) -> argparse.ArgumentParser:
    """What every measurement takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--cases", type=int, default=cases)
    parser.add_argument("--store", type=Path, help="a sample store that is there already; it may be changed")
    parser.add_argument("--folder", type=Path, help="where a store is made (a folder on the drive to measure)")
    return parser


def read_afresh(path: Path) -> None:
    """As after a start of the machine, where a system can be told so: it knows nothing of the file, until the desk has
    had it read. A file that was written just now lies in memory page by page, which takes a tenth longer to find."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    reading = Warming(str(path))
    reading.start()
    reading.join()
    reading.end()


@contextmanager
def opened(
    given: argparse.Namespace, make: Callable[[Path, int], None] | None = None, afresh: bool = False
) -> Iterator[Store]:
    """The store to measure on, made when none is named; `afresh`: see read_afresh()."""
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = given.store or Path(folder) / "sample.desk"
        if not path.exists():
            (make or many)(path, given.cases)
        if afresh:
            read_afresh(path)
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
    """Both by turns; their medians are told. What is over its goal is measured twice more, and the middle one counts:
    of fifty lines one meets something else that the machine does."""
    found = [by_turns(ours, floor, rounds)]
    if found[0].ratio > goal:
        found += [by_turns(ours, floor, rounds) for _ in range(2)]
        more["of"] = "/".join(f"{one.ratio:.2f}" for one in found)
    middle = sorted(found, key=attrgetter("ratio"))[len(found) // 2]
    return told(name, goal, middle.ours, middle.floor, **more)


class Medians(NamedTuple):
    """Of the times that two ways took, in milliseconds."""

    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def by_turns(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> Medians:
    times = [(timed(floor), timed(ours)) for _ in range(rounds)]
    return Medians(median(o for _, o in times), median(f for f, _ in times))


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
