"""One recorded step over a one-row durable commit: python -m tests.benchmarks.record [--cases N].

As at the desk: somebody thinks between two steps and makes a pause now and then, in which the log is moved into the
file and the search index is tidied up; on a thread the log is moved once in a while as well, whatever is recorded
meanwhile. The floor is the same commit of one row, with the same settings, in a store of its own that is tidied up in
the same way.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import apsw

from desk.store import accounts, lists, upkeep
from desk.store.connection import Store, settle
from desk.store.journal import Journal
from desk.ui.tidying import LOG_AT_LATEST_MS
from tests.makers import STRAIGHT, WAY, branch
from tests.store.way import STAFF, START

from .generate import NOW, arguments, opened, quantile, timed, told

GOAL, SLOWEST = 2.5, 5.0
ROUNDS = 1300

#: After so many steps nobody works for a moment, and the store is tidied up, as the window does.
BUSY = 25

#: So many goes fit into such a moment; a store that was filled in one go has more to do than one pause.
GOES = 10

#: Between two steps; short, for somebody who speaks with a customer.
THOUGHT = 0.004

#: The straight way with a note on it.
STRAIGHT_WAY = (*WAY[:4], ("clerk", "note"), *WAY[4:])
STEPS = len(STRAIGHT_WAY)
ZONE = ZoneInfo("Europe/Helsinki")
NOTED = {"note": "Soitettu, kukaan ei vastannut."}
STORY = "Tủ lạnh mua tháng trước kêu rất to, gọi ba lần chưa ai đến. Tôi muốn được đổi cái khác hoặc trả lại tiền. " * 3


def steps(journal: Journal) -> Iterator[tuple[str, Callable[[], object]]]:
    """Cases one after the other, each taken the straight way from the first word to its end, with a note on the way."""
    case_id = ""
    while True:
        for number, (by, step) in enumerate(STRAIGHT_WAY):
            now, before = START + timedelta(minutes=10 * number), case_id if number else ""
            more = {"receive": {"own_words": STORY}, "deliver": {"delivered_at": now.isoformat()}, "note": NOTED}
            given = {**STRAIGHT.get(step, {}), **more.get(step, {})}
            recorded: list[str] = []

            def record() -> None:
                done = journal.record(step, given, by=STAFF[by], now=now, case_id=before)  # noqa: B023 (at once)
                recorded.append(done.case.id)  # noqa: B023

            yield step, record
            case_id = recorded[0]


def one_row(path: Path) -> Callable[[], None]:
    """One row in a store of its own beside ours, with the same settings, on disk when it returns.

    Its log has had its full length before: a commit that makes a log longer takes a third more time.
    """
    connection = apsw.Connection(str(path))
    settle(connection, str(path))
    connection.execute("create table line(id integer primary key, text text not null) strict")
    connection.execute("insert into line(text) values(?)", ("x" * 4096 * upkeep.LONG,))
    connection.execute("pragma wal_checkpoint(passive)").fetchall()

    def write() -> None:
        connection.execute("begin immediate")
        connection.execute("insert into line(text) values(?)", (STORY[:100],))
        connection.execute("commit")

    return write


@contextmanager
def logs_moved(*paths: str) -> Iterator[None]:
    """On a thread of its own, as often as the window does it for somebody who never makes a pause."""
    over = threading.Event()

    def move() -> None:
        while not over.wait(LOG_AT_LATEST_MS / 1000):
            for path in paths:
                upkeep.move_log(path)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def pause(store: Store, *paths: str) -> None:
    """Nobody works: the index is tidied up, and the logs are moved."""
    for _ in range(GOES):
        if not upkeep.tend(store):
            break
    for path in paths:
        upkeep.move_log(path)


def measure(store: Store) -> bool:
    """Each step and the floor, in turn first."""
    accounts.set_branch(store, branch())
    known = accounts.people(store)
    for person in STAFF.values():
        if person.id not in known:  # a store that was measured on before has them
            accounts.add_person(store, person, "", now=NOW)
    journal = Journal(store)
    floor = one_row(Path(store.path + ".floor"))
    ours: dict[str, list[float]] = defaultdict(list)
    theirs: list[float] = []
    chance = random.Random(5)  # who goes first: some drives finish a write at the next tick only
    walk = steps(journal)
    for _, (_, step) in zip(range(STEPS), walk, strict=False):
        step()  # the first case of the day loads what is loaded once
    with logs_moved(store.path, store.path + ".floor"):
        for turn, (name, step) in zip(range(ROUNDS), walk, strict=False):
            both = [(theirs, floor), (ours[name], step)]
            for times, action in both if chance.random() < 0.5 else reversed(both):
                time.sleep(THOUGHT)
                times.append(timed(action))
            lists.chip_counts(store, "clerk", NOW, ZONE)  # the window looks, too
            if turn % BUSY == 0:
                pause(store, store.path, store.path + ".floor")
    Path(store.path + ".floor").unlink()
    for name, times in ours.items():
        print(f"record_{name} over_floor={median(times) / median(theirs):.2f} p99_ms={quantile(times, 0.99):.2f}")
    together = [taken for times in ours.values() for taken in times]
    over = told("record", GOAL, median(together), median(theirs))
    more = {"floor_p99_ms": round(quantile(theirs, 0.99), 2)}
    return told("record_p99", SLOWEST, quantile(together, 0.99), median(theirs), **more) or over


def main() -> int:
    with opened(arguments(__doc__, 10_000).parse_args()) as store:
        return int(measure(store))


if __name__ == "__main__":
    sys.exit(main())
