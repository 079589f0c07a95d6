"""What the lists of a branch with many cases hold, asked for by one plain query, and changes for its cases."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk.cases.people import HEAD_OFFICE, MANAGER
from desk.store import accounts
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.derived import NEVER
from desk.store.instants import micros
from desk.store.rows import CHIP_CONDITIONS, SORTED_BY, Filter, tonight

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
CASES = 300

#: A sample store of so many cases, made once.
Samples = Callable[[int], Path]


def copied(made: Path, folder: Path) -> Store:
    """A copy of a store, to be changed."""
    path = folder / "branch.desk"
    path.write_bytes(made.read_bytes())
    return open_store(path)


def expected(store: Store, asked: Filter, sort: str, descending: bool, now: datetime = NOW) -> list[int]:
    """The whole list by one plain query; cases without a deadline come last both ways."""
    where, values = CHIP_CONDITIONS[asked.chip], {"person": asked.person, "now": micros(now)}
    values["role"] = {"binh": MANAGER}.get(asked.person, "")
    values["tonight"] = tonight(now, accounts.branch(store).tz)
    column, way = SORTED_BY[sort], " desc" if descending else ""
    first = f"c.due_key={NEVER}, " if column == "due_key" else ""
    sql = f"select c.id from case_list c where {where} order by {first}c.{column}{way}, c.id{way}"
    return [row for row, in store.rows(sql, {k: v for k, v in values.items() if f":{k}" in where})]


CHANGES: dict[str, Callable[[random.Random, int], tuple[str, tuple[Any, ...]]]] = {
    "due": lambda c, row: ("update case_list set due_at=?1, due_key=?1 where id=?2", (c.randrange(1, 10**6), row)),
    "no due": lambda c, row: ("update case_list set due_at=0, due_key=? where id=?", (NEVER, row)),
    "name": lambda c, row: ("update case_list set customer_key=? where id=?", (c.choice("abcxyz") * 3, row)),
    "owner": lambda c, row: ("update case_list set owner=?1, owner_key=?1 where id=?2", (c.choice(["anh", "x"]), row)),
    "closed": lambda c, row: ("update case_list set state='closed', due_at=0, due_key=? where id=?", (NEVER, row)),
    "open": lambda c, row: ("update case_list set state='open' where id=?", (row,)),
    "step": lambda c, row: ("update case_list set step=? where id=?", (c.choice(["talk", "follow_up"]), row)),
    "waits": lambda c, row: (
        "update case_list set waiting=? where id=?", (c.choice(["", MANAGER, HEAD_OFFICE, "binh", "anh"]), row)
    ),
    "gone": lambda c, row: ("delete from case_list where id=?", (row,)),
    "come": lambda c, row: (
        "insert into case_list select ?, randomblob(16), number, customer, about, state, step, next_step, waiting,"
        " owner, owner_name, due_at, due_rule, due_since, safety, mood, raised_at, recorded_at, closed_at, number_key,"
        " customer_key, about_key, owner_key, due_key from case_list where id=?",
        (c.randrange(10**6, 10**9), row),
    ),
}
