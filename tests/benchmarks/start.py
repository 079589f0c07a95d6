"""Time to the first painted case list over the time of a bare window: python -m tests.benchmarks.start [--runs N]."""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

GOAL = 2.0

ROOT = Path(__file__).resolve().parents[2]

#: The least that Qt needs to paint a window with a table in it.
FLOOR = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        app.exit()
app = QApplication([])
window = QMainWindow()
table = Table()
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
app.exec()
"""

#: The desk as desk.app starts it, with somebody signed in already, at the list of cases.
OURS = """
import sys, time
from pathlib import Path
from desk import app, config
facts = config.load(Path(sys.argv[1]))
started = app.prepare(facts)
from desk.store import accounts
from desk.store.database import open_store
from desk.ui.table import Table
def painted(table, event):
    super(Table, table).paintEvent(event)
    print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
    started.app.exit()
Table.paintEvent = painted
store = open_store(facts.store)
window = started.open(store)
window.first = "cases"
started.desk.sign_in(accounts.people(store)["binh"])
window.show()
started.app.exec()
"""


def main() -> int:
    """Both start in turn; the medians are compared. 1 when ours is over the goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.start", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = max(1, parser.parse_args().runs)
    compileall.compile_dir(ROOT / "desk", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        store = sample(Path(folder))
        environment = _environment(Path(folder))
        times: dict[str, list[float]] = {FLOOR: [], OURS: []}
        for number in range(runs + 1):
            for program, found in times.items():
                taken = _first_paint(program, store, environment)
                if number:  # the first round only warms the caches up
                    found.append(taken)
    floor, ours = median(times[FLOOR]), median(times[OURS])
    print(f"start ratio={ours / floor:.2f} goal={GOAL} ours_ms={ours:.0f} floor_ms={floor:.0f}")
    return int(ours / floor > GOAL)


def sample(folder: Path) -> Path:
    """The sample branch, made now."""
    from desk.commands import demo  # late: it is no part of what is measured
    from desk.store.database import create

    store = create(folder / "desk.store", demo.BRANCH, datetime.now(UTC))
    demo.sample(store, datetime.now(UTC))
    store.close()
    return folder / "desk.store"


def _environment(folder: Path) -> dict[str, str]:
    """Byte code is kept, as in an installed desk; the person's own settings are not read."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {name: str(folder / "own") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return kept | own | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "PYTHONPATH": str(ROOT)}


def _first_paint(program: str, store: Path, environment: dict[str, str]) -> float:
    """Milliseconds from the spawning to the first paint."""
    before = time.clock_gettime(time.CLOCK_MONOTONIC)
    ended = subprocess.run(
        [sys.executable, "-c", program, str(store)], env=environment, capture_output=True, text=True, check=True
    )
    return (float(ended.stdout.split()[0]) - before) * 1000


if __name__ == "__main__":
    sys.exit(main())
