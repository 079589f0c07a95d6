"""Papers: ours over the plain way, interleaved in one run: python -m tests.benchmarks.papers [--cases N] [--runs N]."""

from __future__ import annotations

import argparse
import importlib
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from desk.cases.case import Case
from desk.papers.agreement import agreement, content
from desk.papers.batch import Order, make_all

from .plainly import items

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("vi", "en")

#: Name, goal as ratio to the floor.
GOALS = {"agreement-warm": 0.9, "agreement-fresh": 0.6, "agreements-two-processes": 0.55, "preview-page": 1.15}

#: From the last key to the painted page, the form's own rest of some hundredths included.
AFTER_KEY_MS = 150.0

#: Other ways: module, what it needs, and how much of its time ours may take.
PEERS = {"typst_way": ("typst", 2.5), "weasyprint_way": ("weasyprint", 1.0), "fpdf2_way": ("fpdf", 1.0)}

#: A process that makes one paper of the pickled case and ends; both begin with the same case and languages.
FRESH = {
    "floor": """
import pickle, sys
case = pickle.load(open(sys.argv[1], "rb"))
from desk.papers.agreement import content
from tests.benchmarks.plain_way import pdf
from tests.benchmarks.plainly import items
pdf(items(content(case, ("vi", "en"))[0]))
""",
    "ours": """
import pickle, sys
case = pickle.load(open(sys.argv[1], "rb"))
from desk.papers.agreement import agreement
agreement(case, ("vi", "en"))
""",
}


def main() -> int:
    """Every job, a line each; 1 when one is over its goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.papers", description=main.__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="agreements in the batch")
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    case = _case()
    with tempfile.TemporaryDirectory() as folder:
        over = [
            _line("agreement-warm", *_warm(case, asked.runs)),
            _line("agreement-fresh", *_fresh(case, Path(folder), asked.runs)),
            _line("agreements-two-processes", *_batch(case, Path(folder), asked.cases)),
        ]
    if find_spec("PySide6"):
        over += [_line("preview-page", *_preview(case, asked.runs)), _follows(asked.runs)]
    _peers(case, asked.runs)
    return int(any(over))


def _case() -> Case:
    """A settled case of two languages, as in the tests of the papers."""
    from tests.papers.conftest import settled  # late: pytest is no part of what is measured

    return settled()


def _line(name: str, ours: float, floor: float) -> bool:
    """Print what came out; whether it is over the goal."""
    ratio, goal = ours / floor, GOALS[name]
    print(f"{name} ratio={ratio:.2f} goal={goal} ours_ms={ours:.1f} floor_ms={floor:.1f}", flush=True)
    return ratio > goal


def _interleaved(runs: int, *jobs: Callable[[], object]) -> list[float]:
    """The median milliseconds of each job, taken in turn; the first round only warms up."""
    times: list[list[float]] = [[] for _ in jobs]
    for number in range(runs + 1):
        for job, found in zip(jobs, times, strict=True):
            before = time.perf_counter()
            job()
            if number:
                found.append((time.perf_counter() - before) * 1000)
    return [median(found) for found in times]


def _warm(case: Case, runs: int) -> tuple[float, float]:
    from .plain_way import pdf  # late: the peers' environments may lack it

    ours, floor = _interleaved(
        runs, lambda: agreement(case, LANGUAGES), lambda: pdf(items(content(case, LANGUAGES)[0]))
    )
    return ours, floor


def _fresh(case: Case, folder: Path, runs: int) -> tuple[float, float]:
    """From the spawning of a process to its end."""
    path = folder / "case"
    path.write_bytes(pickle.dumps(case))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def spawned(program: str) -> Callable[[], object]:
        command = [sys.executable, "-c", program, str(path)]
        return lambda: subprocess.run(command, env=kept | {"PYTHONPATH": str(ROOT)}, check=True)

    ours, floor = _interleaved(runs, spawned(FRESH["ours"]), spawned(FRESH["floor"]))
    return ours, floor


def _batch(case: Case, folder: Path, count: int) -> tuple[float, float]:
    """Made and on the disk, by two processes and by one: three times each in turn, the best of each.

    Other work on the machine takes a core from the second process: the computing time says what free cores give.
    """
    orders = [Order(case, LANGUAGES, folder / f"{number}.pdf") for number in range(count)]
    times: dict[int, list[float]] = {1: [], 2: []}
    computing: dict[int, list[float]] = {1: [], 2: []}
    for processes in (1, 2, 2, 1, 1, 2):
        before, used = time.perf_counter(), sum(os.times()[:4])
        made = make_all(orders, processes=processes)
        times[processes].append((time.perf_counter() - before) * 1000)
        computing[processes].append(sum(os.times()[:4]) - used)
        if len(made.written) != count:
            raise RuntimeError("not every paper was made")
    if os.name == "posix":  # elsewhere nobody counts what children computed
        print(f"  with both cores free: {min(computing[2]) / 2 / min(computing[1]):.2f}")
    return min(times[2]), min(times[1])


def _preview(case: Case, runs: int) -> tuple[float, float]:
    """A page as a picture of the window, and the bare page: both with opening the file."""
    import pypdfium2

    from desk.ui.paper_making import pictures

    pdf = agreement(case, LANGUAGES)

    def bare() -> None:
        document = pypdfium2.PdfDocument(pdf)
        document[0].render(scale=2, prefer_bgrx=True)
        document.close()

    ours, floor = _interleaved(runs * 2, lambda: pictures(pdf, 144, (0,)), bare)
    return ours, floor


def _follows(runs: int) -> bool:
    """How long after the last key the paper beside the form is painted: in time, for it is what somebody waits."""
    from .form import after_the_last_key  # late: it opens a window

    taken = after_the_last_key(runs)
    print(f"preview-after-last-key ours_ms={taken:.1f} goal_ms={AFTER_KEY_MS:.1f}", flush=True)
    return taken > AFTER_KEY_MS


def _peers(case: Case, runs: int) -> None:
    """What others take for the same words, where they are installed; to look at, no goal of the run."""
    for name, (needed, most) in PEERS.items():
        if not find_spec(needed):
            continue
        way = importlib.import_module(f"{__package__}.peers.{name}")
        theirs, ours = _interleaved(
            max(3, runs // 3), lambda way=way: way.pdf(items(content(case, LANGUAGES)[0])),
            lambda: agreement(case, LANGUAGES))  # fmt: skip
        print(f"peer {needed} ours/theirs={ours / theirs:.2f} wanted={most} ours_ms={ours:.1f} theirs_ms={theirs:.1f}")


if __name__ == "__main__":
    sys.exit(main())
