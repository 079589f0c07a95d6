"""A jump to any place of any order over the first page's query: python -m tests.benchmarks.list [--cases N].

The first page is asked for again and again, so SQLite has its pages at hand. A jump by customer comes to fifty that it
has not, as no two cases of one name stand side by side in the file: reading these is three fifths of what it takes.
The file is in the machine's memory, as at a desk some seconds after its start (desk/store/warming.py).
"""

from __future__ import annotations

import random
import sys

from desk.store import lists, places
from desk.store.connection import Store
from desk.store.lists import Filter, Window

from .generate import MULTIPLIED, NOW, arguments, compared, lines, many, opened, timed

GOAL = 2.5
ROWS = 50


def measure(store: Store, chip: str, sort: str, descending: bool) -> bool:
    """Random jumps and the first page, by turns, while cases change; putting up the fence is told beside."""
    view = Window(store, Filter(chip, "anh"), sort=sort, descending=descending, now=NOW)
    chance = random.Random(7)
    count = view.count()
    places.of(store).forget()
    put_up = timed(lambda: view.rows(count // 2, ROWS))
    rows = [chance.randrange(count) for _ in range(8)]

    def first() -> None:
        Window(store, Filter(chip, "anh"), sort=sort, now=NOW).rows(0, ROWS)

    def jump() -> None:
        view.rows(chance.randrange(max(1, count - ROWS)), ROWS)

    for row in rows:  # the fence follows
        store.connection.execute("update case_list set raised_at=raised_at+1 where id=?", (row,))
    way = "down" if descending else "up"
    return compared(f"list_jump_{chip}_{sort}_{way}", GOAL, jump, first, 150, put_up_ms=round(put_up, 1))


def main() -> int:
    parser = arguments(__doc__, 100_000)
    parser.add_argument("--chips", default="all,open,closed", help="which lists are jumped in")
    given = parser.parse_args()
    over = 0
    with opened(given, lines if given.cases > 10 * MULTIPLIED else many, afresh=True) as store:
        for chip in given.chips.split(","):
            for sort in lists.SORTS:
                over += sum(measure(store, chip, sort, descending) for descending in (False, True))
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
