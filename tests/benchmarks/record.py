"""One recorded step over a one-row durable commit: python -m tests.benchmarks.record [--cases N]."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

import apsw

from desk.cases.people import Person
from desk.store import accounts, lists, upkeep
from desk.store.connection import Store, settle
from desk.store.journal import Journal

from .generate import NOW, arguments, opened, quantile, timed, told

GOAL = 2.5
TAIL = 5.0
ROUNDS = 600

#: After so many steps nobody works for a moment, and the store is tidied up, as the window does.
BUSY = 25

STORY = "Tủ lạnh mua tháng trước kêu rất to, gọi ba lần chưa ai đến. Tôi muốn được đổi cái khác hoặc trả lại tiền. " * 3
RECEIVED = {
    "customer_name": "Nguyễn Thị Ngọc Ánh", "own_words": STORY, "heard_out": True, "telephone": "0912 345 678",
    "product": "Tủ lạnh",
}  # fmt: skip
UNDERSTOOD = {
    "permission": True, "summary": "The fridge is loud.\nNobody came.", "confirmed": True,
    "effects": ["inconvenience"], "wish": "Another fridge.", "mood": "upset",
}  # fmt: skip
NOTED = {"note": "Called, nobody answered."}


def steps(journal: Journal, by: Person) -> Iterator[tuple[str, Callable[[], object]]]:
    """By turns: a new case, the step that changes most of it, and a note."""
    now, taken = NOW, ""
    while True:
        now += timedelta(minutes=1)
        yield "receive", lambda: journal.record("receive", RECEIVED, by=by, now=now)  # noqa: B023 (called at once)
        taken = lists.page(journal.store, lists.Filter("all"), sort="recorded", descending=True, limit=1, now=now)[
            0
        ].case_id
        for step, answers in (("understand", UNDERSTOOD), ("note", NOTED)):
            yield step, lambda: journal.record(step, answers, by=by, now=now, case_id=taken)  # noqa: B023


def one_row(path: Path) -> Callable[[], None]:
    """One row in a store of its own beside ours, with the same settings, on disk when it returns."""
    connection = apsw.Connection(str(path))
    settle(connection, str(path))
    connection.execute("create table line(id integer primary key, text text not null) strict")

    def write() -> None:
        connection.execute("begin immediate")
        connection.execute("insert into line(text) values(?)", (STORY[:100],))
        connection.execute("commit")

    return write


def measure(store: Store) -> bool:
    """Each step and the floor, in turn first."""
    journal = Journal(store)
    floor = one_row(Path(store.path + ".floor"))
    ours: dict[str, list[float]] = {"receive": [], "understand": [], "note": []}
    theirs: list[float] = []
    chance = random.Random(5)  # who goes first: some drives finish a write at the next tick only
    for turn, (name, step) in zip(range(ROUNDS), steps(journal, accounts.people(store)["anh"]), strict=False):
        for times, action in ((theirs, floor), (ours[name], step)) if chance.random() < 0.5 else (
            (ours[name], step), (theirs, floor)
        ):  # fmt: skip
            times.append(timed(action))
        if turn % BUSY == 0:
            while upkeep.tend(store):
                pass
    Path(store.path + ".floor").unlink()
    for name, times in ours.items():
        print(f"record_{name} ratio={median(times) / median(theirs):.2f} p99_ms={quantile(times, 0.99):.2f}")
    together = [time for times in ours.values() for time in times]
    over = told("record", GOAL, median(together), median(theirs))
    return told("record_p99", TAIL, quantile(together, 0.99), median(theirs)) or over


def main() -> int:
    with opened(arguments(__doc__, 10_000).parse_args()) as store:
        return int(measure(store))


if __name__ == "__main__":
    sys.exit(main())
