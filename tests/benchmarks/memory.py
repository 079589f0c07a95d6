"""Memory with many cases over ten thousand: python -m tests.benchmarks.memory [--cases N] [--store FILE --small FILE].

Each store is opened in a process of its own that shows the first page, jumps, searches and counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .generate import arguments, many

GOAL = 30.0
FEW = 10_000

LOOK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from desk.store import accounts, lists
from desk.store.database import open_store
from tests.benchmarks.generate import NOW
store = open_store(Path(sys.argv[1]))
view = lists.Window(store, lists.Filter("open", "anh"), now=NOW)
view.rows(0, 50)
lists.chip_counts(store, "anh", NOW, accounts.branch(store).tz)
for sort in ("due", "customer", "number"):
    view = lists.Window(store, lists.Filter("all"), sort=sort, now=NOW)
    view.rows(view.count() // 2, 50)
for text in ("n", "nguyen", "nguyen van", "khong a", "0912", '"doi cai'):
    lists.Window(store, lists.Filter("all", text=text), sort=lists.FOUND, now=NOW).rows(0, 50)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def most(path: Path) -> float:
    """MB at the most, of a process that looked at the store."""
    ended = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    return float(ended.stdout)


def main() -> int:
    parser = arguments(__doc__, 100_000)
    parser.add_argument("--small", type=Path, help="a sample store of ten thousand cases that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        small, large = given.small or Path(folder) / "small.desk", given.store or Path(folder) / "large.desk"
        for path, cases in ((small, FEW), (large, given.cases)):
            if not path.exists():
                many(path, cases)
        few, much = most(small), most(large)
    print(f"memory more_mb={much - few:.1f} goal={GOAL} ours_mb={much:.1f} floor_mb={few:.1f}")
    return int(much - few > GOAL)


if __name__ == "__main__":
    sys.exit(main())
