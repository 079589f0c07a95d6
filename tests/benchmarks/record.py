"""One recorded step over a one-row durable commit: python -m tests.benchmarks.record [--cases N]."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import apsw

from desk.cases.branch import Branch
from desk.cases.people import Person
from desk.store import accounts
from desk.store.connection import settle
from desk.store.database import create
from desk.store.journal import Journal

GOAL = 3.5
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PEOPLE = [Person(f"p{n}", f"Nguyễn Văn {n}", "manager" if n > 8 else "clerk") for n in range(10)]
NAMES = ("Đỗ Thị Hạnh", "Trần Quang Minh", "Mäkinen Aino", "Nguyễn Thị Ngọc Ánh", "Smith Jane")
STORY = "Tủ lạnh mua tháng trước kêu rất to, gọi ba lần chưa ai đến. Tôi muốn được đổi cái khác hoặc trả lại tiền. " * 3


def filled(path: Path, cases: int) -> tuple[Journal, list[str]]:
    """A store with so many complaints, and their ids."""
    store = create(path, Branch("HN1", country="vn", zone="Asia/Ho_Chi_Minh", currency="VND", language="vi"), START)
    for person in PEOPLE:
        accounts.add_person(store, person, "", now=START)
    journal = Journal(store)
    with store.writing():  # the filling is not measured
        return journal, [receive(journal, number) for number in range(cases)]


def receive(journal: Journal, number: int) -> str:
    """One complaint; its id."""
    answers = {
        "customer_name": f"{NAMES[number % len(NAMES)]} {number}", "own_words": f"{STORY} {number}",
        "heard_out": True, "telephone": f"0912 345 {number:03d}", "product": "Tủ lạnh",
    }  # fmt: skip
    return journal.record("receive", answers, by=PEOPLE[0], now=START + timedelta(minutes=number)).case.id


def understand(journal: Journal, case_id: str, now: datetime) -> None:
    """A step that changes the case, its line in the list and its words in the search."""
    answers = {
        "permission": True, "summary": "The fridge is loud.\nNobody came.", "confirmed": True,
        "effects": ["inconvenience"], "wish": "Another fridge.", "mood": "upset",
    }  # fmt: skip
    journal.record("understand", answers, by=PEOPLE[0], now=now, case_id=case_id)


def note(journal: Journal, case_id: str, now: datetime) -> None:
    """A step that only adds to the story."""
    journal.record("note", {"note": "Called, nobody answered."}, by=PEOPLE[0], now=now, case_id=case_id)


def floor(path: Path) -> Callable[[], None]:
    """One row in a store of its own beside ours, with the same settings, on disk when it returns."""
    connection = apsw.Connection(str(path))
    settle(connection, str(path))
    connection.execute("create table line(id integer primary key, text text not null) strict")

    def write() -> None:
        connection.execute("begin immediate")
        connection.execute("insert into line(text) values(?)", (STORY[:100],))
        connection.execute("commit")

    return write


def timed(action: Callable[[], None]) -> float:
    """Milliseconds."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def measure(folder: Path, cases: int, rounds: int = 300) -> tuple[float, float]:
    """Medians in milliseconds: ours (notes and steps by turns) and the floor, interleaved."""
    journal, ids = filled(folder / "ours.desk", cases)
    one_row = floor(folder / "floor.desk")
    now = START + timedelta(days=30)
    ours: list[float] = []
    theirs: list[float] = []
    chance = random.Random(cases)  # who goes first: some drives finish a write at the next tick only
    for turn in range(rounds):
        step = understand if turn % 2 else note
        case_id = ids[turn * 7919 % len(ids)]
        pair = [(theirs, one_row), (ours, lambda: step(journal, case_id, now))]  # noqa: B023 (called at once)
        for times, action in pair if chance.random() < 0.5 else reversed(pair):
            times.append(timed(action))
    journal.store.close()
    return median(ours), median(theirs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="where the stores are made (a folder on the drive to measure)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        ours, theirs = measure(Path(folder), arguments.cases)
    ratio = ours / theirs
    print(f"record ratio={ratio:.2f} goal={GOAL} ours_ms={ours:.3f} floor_ms={theirs:.3f}")
    return int(ratio > GOAL)


if __name__ == "__main__":
    sys.exit(main())
