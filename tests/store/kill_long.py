"""Kill a desk with -9 in the middle of long work, and look what is left: python -m tests.store.kill_long [TIMES].

An import is all there or not at all; lists made again are as before; an older store is older or up to date.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import apsw

from desk.cases import old_list, old_rows
from desk.commands import sample
from desk.store import accounts, bringing_in
from desk.store.database import open_store
from desk.store.journal import Journal
from desk.store.migrate import SCHEMA

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
HEADINGS = ("Ngày", "Khách hàng", "Nội dung")


def bring_in(path: Path, cases: int, begun: Callable[[], None]) -> None:
    store = open_store(path)
    manager = next(p for p in accounts.people(store).values() if p.role == "manager")
    rows = [HEADINGS, *((date(2020, 1, 1 + n % 28), f"Khách {n}", f"Hỏng lần thứ {n}") for n in range(cases))]
    columns = old_list.Columns(HEADINGS, old_list.guessed(HEADINGS))
    journal = Journal(store)
    moment = journal.moment("", manager, NOW)
    found = bringing_in.look(store, rows, 0, columns, "a.csv", moment, lambda done, of: None)
    begun()
    journal.bring_in(old_rows.Reader(columns, "a.csv", moment), found.chosen(True), by=manager, now=NOW)


def rebuild(path: Path, cases: int, begun: Callable[[], None]) -> None:
    store = open_store(path)
    begun()
    Journal(store).rebuild()


def update(path: Path, cases: int, begun: Callable[[], None]) -> None:
    begun()
    open_store(path)


JOBS = {"import": bring_in, "rebuild": rebuild, "update": update}


def make_older(path: Path) -> None:
    """As a desk of the third format left it: without what the newest migration brings."""
    connection = apsw.Connection(str(path))
    connection.execute("begin immediate; drop table house_entry; drop table unindexed")
    connection.execute("delete from migration where name>='0004'")
    connection.execute("delete from setting where name in ('house', 'derived'); pragma user_version=3; commit")
    connection.close()


def killed(job: str, path: Path, cases: int, after: float) -> bool:
    """Start the work and kill it so many seconds later; whether it had ended before."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kill_long", "--do", job, str(path), str(cases)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    said = b""
    while said != b"begun\n":
        said += os.read(child.stdout.fileno(), 6 - len(said))
    select.select([child.stdout], [], [], after)
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    return rest == b"done\n"


def counted(path: Path) -> tuple[int, int]:
    """Cases, and the format, as they are in the file; nothing is brought up to date."""
    connection = apsw.Connection(str(path))
    cases = connection.execute("select count(distinct case_id) from entry").get
    version = connection.execute("pragma user_version").get
    connection.close()
    return cases, version


def trouble(job: str, path: Path, before: tuple[int, int], cases: int, done: bool) -> list[str]:
    """What is wrong after a kill."""
    now = counted(path)
    whole = {"import": (before[0] + cases, before[1]), "rebuild": before, "update": (before[0], SCHEMA)}[job]
    wrong = [] if now in ((whole,) if done else (before, whole)) else [f"{job}: {before} became {now}"]
    store = open_store(path)
    wrong += [f"{job}: {words}" for words in Journal(store).check()]
    shown = store.row("select count(*) from case_list")[0]
    if shown != now[0]:
        wrong.append(f"{job}: {shown} of {now[0]} cases are in the list")
    store.close()
    return wrong


def run(path: Path, times: int, cases: int, seed: int, most: float) -> list[str]:
    """Kill each kind of work so many times, at any moment of its first seconds; everything that was wrong."""
    chance, ended = random.Random(seed), 0
    wrong: list[str] = []
    for _ in range(times):
        for job in JOBS:
            if job == "update":
                make_older(path)
            before = counted(path)
            done = killed(job, path, cases, chance.random() * most)
            ended += done
            wrong += trouble(job, path, before, cases, done)
    print(f"killed {times * len(JOBS)} times, {ended} of them too late, wrong: {len(wrong)}")
    return wrong


def main() -> int:
    if sys.argv[1:2] == ["--do"]:
        JOBS[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[4]), lambda: print("begun", flush=True))
        print("done", flush=True)
        return 0
    times, cases = (int(sys.argv[n]) if len(sys.argv) > n else usual for n, usual in ((1, 10), (2, 3000)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "killed.desk"
        sample.many(path, cases, NOW, lambda text: None)
        wrong = run(path, times, cases, seed=times, most=2.0)
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
