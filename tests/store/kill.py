"""Kill a desk at work with -9, again and again, and look for anything lost: python -m tests.store.kill [TIMES]."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import uuid
from datetime import UTC, datetime
from pathlib import Path

from desk.store import accounts
from desk.store.database import create, open_store
from desk.store.journal import Journal
from tests.makers import STRAIGHT, branch, people

CLERK = people()["clerk"]


def work(path: Path) -> None:
    """The desk that will be killed: record without end, and say on stdout what is on disk."""
    journal = Journal(open_store(path))
    while True:
        case_id = ""
        for step in ("receive", "understand", "note", "propose"):
            operation = str(uuid.uuid4())
            answers = {"note": "Soitettu."} if step == "note" else STRAIGHT[step] | _in_time(step)
            recorded = journal.record(
                step, answers, by=CLERK, now=datetime.now(UTC), case_id=case_id, operation=operation
            )
            case_id = recorded.case.id
            os.write(1, f"{operation}\n".encode())


def _in_time(step: str) -> dict[str, str]:
    return {"expected_answer_at": "2199-01-01"} if step == "propose" else {}


def killed(path: Path, chance: random.Random) -> list[str]:
    """Start a desk, kill it at a random moment, and return what it had acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kill", "--work", str(path)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    said = b""
    wanted = 1 + chance.randrange(40)
    while said.count(b"\n") < wanted:
        more = os.read(child.stdout.fileno(), 4096)
        assert more, "the desk ended by itself"
        said += more
    select.select([], [], [], chance.random() / 500)  # anywhere inside a step
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    return (said + rest).decode().split("\n")[:-1]


def trouble(path: Path, acknowledged: set[str]) -> list[str]:
    """What is wrong after a kill: a lost record, or a store that is not whole."""
    store = open_store(path)
    kept = {operation for (operation,) in store.rows("select operation from entry")}
    wrong = [f"lost: {operation}" for operation in acknowledged - kept]
    wrong += [str(words) for words in Journal(store).check()]
    store.close()
    return wrong


def run(folder: Path, times: int, seed: int) -> list[str]:
    """Kill a desk so many times on one store; everything that was wrong."""
    chance, path = random.Random(seed), folder / "killed.desk"
    store = create(path, branch(), datetime.now(UTC))
    accounts.add_person(store, CLERK, "", now=datetime.now(UTC))
    store.close()
    acknowledged: set[str] = set()
    wrong: list[str] = []
    for _ in range(times):
        acknowledged.update(killed(path, chance))
        wrong += trouble(path, acknowledged)
    print(f"killed {times} times, {len(acknowledged)} steps acknowledged, wrong: {len(wrong)}")
    return wrong


def main() -> int:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        wrong = run(Path(folder), times, seed=times)
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
