"""The first painted list over a bare painted window: python -m tests.benchmarks.start [--cases N] [--runs N].

Each start is a process of its own, both by turns; the clock runs from the spawning to the end of the first paint.
`cpu_ratio` is the same in time of the processor, which says more on a busy machine.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from desk import config

from .generate import arguments, opened, told

GOAL = 1.2

ROOT = Path(__file__).resolve().parents[2]

#: The least that Qt needs to paint a window with a table in it.
FLOOR = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.clock_gettime(time.CLOCK_MONOTONIC), time.process_time(), flush=True)
        app.exit()
app = QApplication([])
window = QMainWindow()
table = Table()
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
app.exec()
"""

#: The desk as it is started every day; only that somebody is signed in already, at the list of cases.
OURS = """
import time
from desk import app
prepare = app.prepare
def prepared(facts, sample=False):
    started = prepare(facts, sample)
    started._show = lambda: show(started)
    return started
def show(started):
    from desk.store import accounts
    from desk.store.database import open_store
    from desk.ui.case_cells import CaseTable
    paint = CaseTable.paintEvent
    def painted(table, event):
        paint(table, event)
        print(time.clock_gettime(time.CLOCK_MONOTONIC), time.process_time(), flush=True)
        started.app.exit()
    CaseTable.paintEvent = painted
    window = started.open(open_store(started.facts.store))
    window.first = "cases"
    started.desk.sign_in(next(iter(accounts.people(started.desk.store).values())))
    window.show()
    return started.app.exec()
app.prepare = prepared
from desk.__main__ import main
main([])
"""


def main() -> int:
    """Both start in turn; the medians are compared. 1 when ours is over the goal."""
    parser = arguments(main.__doc__, 10_000)
    parser.add_argument("--runs", type=int, default=11)
    given = parser.parse_args()
    compileall.compile_dir(ROOT / "desk", quiet=1)
    with opened(given) as store, tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), store.path)
        times: dict[str, list[tuple[float, float]]] = {FLOOR: [], OURS: []}
        for number in range(max(1, given.runs) + 1):
            for program, found in times.items():
                taken = _first_paint(program, environment)
                if number:  # the first round only warms the caches up
                    found.append(taken)
    (ours, ours_cpu), (floor, floor_cpu) = (zip(*times[program], strict=True) for program in (OURS, FLOOR))
    least = {"ours_min_ms": round(min(ours)), "floor_min_ms": round(min(floor))}
    cpu = {"cpu_ratio": round(median(ours_cpu) / median(floor_cpu), 2)}
    return int(told("start", GOAL, median(ours), median(floor), **least, **cpu))


def _environment(folder: Path, store: str) -> dict[str, str]:
    """Byte code is kept, as in an installed desk; the person's own settings are not read, this store is theirs."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {name: str(folder / "own") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    facts = folder / "own" / config.NAME / config.FILE
    facts.parent.mkdir(parents=True)
    facts.write_text(f"store = {json.dumps(str(Path(store).resolve()))}\n", encoding="utf-8")
    return kept | own | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "PYTHONPATH": str(ROOT)}


def _first_paint(program: str, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds from the spawning to the first paint, and of them those of the processor."""
    before = time.clock_gettime(time.CLOCK_MONOTONIC)
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    painted, worked = map(float, ended.stdout.split()[:2])
    return (painted - before) * 1000, worked * 1000


if __name__ == "__main__":
    sys.exit(main())
