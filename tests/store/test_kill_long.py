"""An import, a rebuild or an update that is killed with -9 leaves a store that is as before, or done."""

import gzip
from pathlib import Path

from .kill_long import run

STORE = Path(__file__).parents[1] / "data" / "stores" / "format-6.desk.gz"


def test_long_work_that_is_killed_is_all_there_or_not_at_all(path: Path) -> None:
    path.write_bytes(gzip.decompress(STORE.read_bytes()))
    assert run(path, times=1, cases=200, seed=2026, most=0.1) == []
