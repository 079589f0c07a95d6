"""The chips' counts after a change over reading one counter row: python -m tests.benchmarks.chips [--cases N]."""

from __future__ import annotations

import random
import sys
from datetime import timedelta
from statistics import median

from desk.store import accounts, lists

from .generate import NOW, arguments, opened, timed, told

GOAL = 3.0
ROUNDS = 400


def main() -> int:
    given = arguments(__doc__, 100_000).parse_args()
    chance = random.Random(3)
    ours: list[float] = []
    floor: list[float] = []
    with opened(given) as store:
        zone = accounts.branch(store).tz
        open_cases = [row for row, in store.rows("select id from case_list where state='open'")]
        for turn in range(2 * ROUNDS):
            now = NOW + timedelta(seconds=turn)  # the clock goes on, too
            due = int(now.timestamp() * 10**6) + chance.randrange(-(10**9), 10**11)
            values = (chance.choice(("talk", "follow_up")), due, chance.choice(open_cases))
            store.rows("update case_list set step=?1, due_at=?2, due_key=?2 where id=?3", values)
            if turn % 2:  # each after a change of its own: a commit leaves nobody's caches warm
                floor.append(timed(lambda: store.row("select count from counter where name=?", ("open",))))
            else:
                ours.append(timed(lambda: lists.chip_counts(store, "anh", now, zone)))  # noqa: B023 (called at once)
    return int(told("chips", GOAL, median(ours), median(floor)))


if __name__ == "__main__":
    sys.exit(main())
