"""One recorded step over a one-row durable commit: python -m tests.benchmarks.record [--cases N].

As at the desk: somebody thinks between two steps; when they press the key the form looks through the answers and keeps
what was typed last as a draft; and then the step is recorded, which is what is timed: decided once more and written,
the draft dropped with it. Now and then they make a pause, in which the time is remembered, the search index hears of
the cases that have other words now and is tidied up, and the log is moved into the file; on a thread the log is moved
once in a while as well, whatever is recorded meanwhile. Until the index has heard, a search reads the texts of these
cases, so that a step is found at once: tests.benchmarks.search has some of them waiting. Garbage is looked for in the
pauses only, as in the window.

The floor is the commit of one row of the journal, bare of everything that hangs on it, in a copy of the same store with
the same settings, tidied up in the same way. Beside it stands the commit of one line of text in a file that holds
nothing else. Where even the floor is uneven, others use the drive, and all is measured again.
"""

from __future__ import annotations

import gc
import itertools
import random
import shutil
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import apsw

from desk.cases import guide
from desk.cases.steps import STEPS as STEPS_OF
from desk.store import accounts, drafts, lists, names, upkeep
from desk.store.connection import Store, settle
from desk.store.entries import HEAD
from desk.store.journal import Journal
from desk.store.timekeeper import Timekeeper
from desk.ui import garbage
from desk.ui.answering import standing
from desk.ui.tidying import LOG_AT_LATEST_MS
from tests.makers import STRAIGHT, WAY, branch
from tests.store.way import STAFF, START

from .generate import NOW, arguments, opened, quantile, timed, told

GOAL, SLOWEST = 2.5, 5.0

#: Whose times are kept beside those of our steps.
FLOOR, BARE = "floor", "bare"

ROUNDS = 1300

#: After so many steps nobody works for a moment, and the store is tidied up, as the window does.
BUSY = 25

#: So many goes fit into such a moment; a store that was filled in one go has more to do than one pause.
GOES = 10

#: The commit in a file that holds nothing else is measured only so often, so that it does not stand between the two.
SELDOM = 8

#: A drive whose own commits are so uneven, p99 over median, is used by others: it is measured again, so often in all.
UNEVEN, TIMES = 3.0, 3

#: Between two steps; short, for somebody who speaks with a customer.
THOUGHT = 0.004

#: The straight way with a note on it.
STRAIGHT_WAY = (*WAY[:4], ("clerk", "note"), *WAY[4:])
STEPS = len(STRAIGHT_WAY)
ZONE = ZoneInfo("Europe/Helsinki")
NOTED = {"note": "Soitettu, kukaan ei vastannut."}
STORY = "Tủ lạnh mua tháng trước kêu rất to, gọi ba lần chưa ai đến. Tôi muốn được đổi cái khác hoặc trả lại tiền. " * 3


class Turn(NamedTuple):
    """Something to time, and what is done just before; its name."""

    name: str
    before: Callable[[], object]
    action: Callable[[], object]


def steps(journal: Journal) -> Iterator[Turn]:
    """Cases one after the other, each taken the straight way from the first word to its end, with a note on the way."""
    case_id = ""
    while True:
        for number, (by, step) in enumerate(STRAIGHT_WAY):
            now, before = START + timedelta(minutes=10 * number), case_id if number else ""
            more = {"receive": {"own_words": STORY}, "deliver": {"delivered_at": now.isoformat()}, "note": NOTED}
            given = {**STRAIGHT.get(step, {}), **more.get(step, {})}
            recorded: list[str] = []
            form, operation = journal.moment(before, STAFF[by], now), names.fresh(datetime.now(UTC))

            def look() -> None:
                assert not guide.before(STEPS_OF[step], form)  # noqa: B023 (at once)
                assert not standing(STEPS_OF[step], given, form).problems  # noqa: B023
                drafts.save(journal.store, form.person.id, before, step, given, now)  # noqa: B023

            def also() -> None:
                drafts.drop(journal.store, form.person.id, before, step)  # noqa: B023

            def record() -> None:
                done = journal.record(
                    step, given, by=form.person, now=now, case_id=before, operation=operation, also=also  # noqa: B023
                )
                recorded.append(done.case.id)  # noqa: B023

            yield Turn(step, look, record)
            case_id = recorded[0]


#: One row of the journal: nothing is decided, nothing is made from it, and nothing stands beside it.
COLUMNS = ("seq", "case_id", "operation", *(name for name in HEAD if name not in ("seq", "case_id", "operation")))
ENTRY = (
    f"insert into entry(stream, {', '.join(COLUMNS)}, body, digest) values(1, {', '.join('?' * (len(COLUMNS) + 2))})"
)
#: One line of text in a table without an index.
LINE = "insert into line(text) values(?)"

#: What one commit of a floor is given.
Values = tuple[object, ...]


def beside(path: Path) -> apsw.Connection:
    """A file of its own with our settings.

    Its log has had its full length before: a commit that makes a log longer takes a third more time.
    """
    connection = apsw.Connection(str(path))
    settle(connection, str(path))
    connection.execute("create table line(id integer primary key, text text not null) strict")
    connection.execute(LINE, ("x" * 4096 * upkeep.LONG,))
    connection.execute("pragma wal_checkpoint(passive)").fetchall()
    return connection


def one_row(name: str, connection: apsw.Connection, sql: str, rows: Iterator[Values]) -> Iterator[Turn]:
    """One row after the other, its values ready; it is on disk when the call returns."""
    for values in rows:

        def write() -> None:
            connection.execute("begin immediate")
            connection.execute(sql, values)  # noqa: B023 (at once)
            connection.execute("commit")

        yield Turn(name, lambda: None, write)


def entries(connection: apsw.Connection) -> Iterator[Values]:
    """The newest rows of the journal once more and as they are, each for a new case and as a new operation."""
    newest = f"select {', '.join(COLUMNS)}, body, digest from entry where stream=1 order by seq desc limit 500"
    rows: list[Any] = connection.execute(newest).fetchall()
    for number, row in zip(itertools.count(rows[0][0] + 1), itertools.cycle(rows)):
        yield number, bytes.fromhex(names.fresh(NOW)), names.fresh(NOW), *row[3:]


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


def pause(store: Store, keeper: Timekeeper, *paths: str) -> None:
    """Nobody works: garbage is looked for, the time is kept, the index hears, and the logs are moved, as in the window.
    """
    garbage.collect()
    keeper.now()
    keeper.remember()
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
    store.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    copy, bare = Path(store.path + ".copy"), Path(store.path + ".bare")
    shutil.copyfile(store.path, copy)
    try:
        return compare(store, journal, copy, bare)
    finally:
        for path in (copy, bare):
            for end in ("", "-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)


def compare(store: Store, journal: Journal, copy: Path, bare: Path) -> bool:
    """Our steps, one row in the copy, one row in the bare file."""
    there = beside(copy)
    floor = one_row(FLOOR, there, ENTRY, entries(there))
    least = one_row(BARE, beside(bare), LINE, itertools.repeat((STORY[:100],)))
    walk, keeper = steps(journal), Timekeeper(store)
    for _, turn in zip(range(STEPS), walk, strict=False):
        turn.action()  # the first case of the day loads what is loaded once
    gc.freeze()
    gc.disable()
    logs = (store.path, str(copy), str(bare))
    with logs_moved(*logs):
        for again in range(TIMES):
            times = by_turns(store, walk, floor, least, lambda: pause(store, keeper, *logs))
            one, slow = median(times[FLOOR]), quantile(times[FLOOR], 0.99)
            if slow < UNEVEN * one or again == TIMES - 1:
                break
            print(f"record_again floor_ms={one:.3f} floor_p99_ms={slow:.2f}: others use the drive", flush=True)
    return reported(times)


def by_turns(
    store: Store, walk: Iterator[Turn], floor: Iterator[Turn], least: Iterator[Turn], pause: Callable[[], None]
) -> dict[str, list[float]]:
    """How long each took, by its name."""
    times: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(5)  # who goes first: some drives finish a write at the next tick only
    for number, ours in zip(range(ROUNDS), walk, strict=False):
        turns = [ours, next(floor), *itertools.islice(least, number % SELDOM == 0)]
        for turn in chance.sample(turns, len(turns)):
            time.sleep(THOUGHT)
            turn.before()
            times[turn.name].append(timed(turn.action))
        lists.chip_counts(store, "clerk", NOW, ZONE)  # the window looks, too
        if number % BUSY == 0:
            pause()
    return times


def reported(times: dict[str, list[float]]) -> bool:
    """What came of it; whether it is over a goal."""
    one, bare = median(times[FLOOR]), median(times[BARE])
    together: list[float] = []
    for name, taken in times.items():
        if name not in (FLOOR, BARE):
            together += taken
            print(f"record_{name} over_floor={median(taken) / one:.2f} p99_ms={quantile(taken, 0.99):.2f}")
    more = {"bare_ms": round(bare, 3), "over_bare": round(median(together) / bare, 2)}
    over = told("record", GOAL, median(together), one, **more)
    more = {"floor_p99_ms": round(quantile(times[FLOOR], 0.99), 2)}
    return told("record_p99", SLOWEST, quantile(together, 0.99), one, **more) or over


def main() -> int:
    with opened(arguments(__doc__, 10_000).parse_args()) as store:
        return int(measure(store))


if __name__ == "__main__":
    sys.exit(main())
