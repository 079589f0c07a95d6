"""What lists, Today and the promises page show: read only, in plain SQL, as named tuples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from desk.cases.people import Person

from . import places
from .connection import Store
from .derived_schema import MINE
from .instants import at, instant, micros
from .rows import CHIPS, COLUMNS, FOUND, SORTS, Filter, Row, Values, row_of, tonight
from .window import Window, count

__all__ = [
    "CHIPS", "FOUND", "SORTS", "Filter", "PromiseLine", "Row", "TodayLine", "Window", "chip_counts", "count", "page",
    "promises", "today", "waiting_count",
]  # fmt: skip

HOUR = timedelta(hours=1)


class TodayLine(NamedTuple):
    """One thing that is due. `key` is the number of the promise, where it is one."""

    kind: str
    row: Row
    at: datetime | None
    key: str = ""


class PromiseLine(NamedTuple):
    """A promise to a customer."""

    case_id: str
    number: str
    customer: str
    key: str
    what: str
    owner: str
    owner_name: str
    due: datetime
    delivered_at: datetime | None


def page(
    store: Store, filter: Filter, *, sort: str = "due", descending: bool = False, offset: int = 0, limit: int = 50,
    now: datetime,
) -> list[Row]:  # fmt: skip
    """Some rows of the filtered list. KeyError for a chip or a sort that does not exist."""
    return Window(store, filter, sort=sort, descending=descending, now=now).rows(offset, limit, patient=True)


def chip_counts(store: Store, person: str, now: datetime, zone: tzinfo) -> dict[str, int]:
    """How many cases stand behind each chip, for that person and that time zone's today."""
    here = places.of(store)
    kept = here.counters()
    late = here.due_before("now", micros(now))
    return {
        "open": kept.get("open", 0), "mine": kept.get(MINE + person, 0), "waiting": kept.get("waiting", 0),
        "due_today": here.due_before("tonight", tonight(now, zone) + 1) - late, "late": late,
        "follow_up": kept.get("follow_up", 0), "closed": kept.get("closed", 0), "all": kept.get("all", 0),
    }  # fmt: skip


# Today -----------------------------------------------------------------------------------------------------------

#: What is due, in order of what hurts most; a case stands under the first that fits.
_TODAY = (
    ("late", "c.due_key<:now"),
    ("due_hour", "c.due_key between :now and :hour"),
    ("safety", "c.state='open' and c.safety<>''"),
    ("waiting", "c.waiting in (:role, :person) and c.waiting<>''"),
    ("follow_up", "c.state='open' and c.step='follow_up' and c.due_key<=:tonight"),
)


def today(store: Store, person: Person, now: datetime, zone: tzinfo, limit: int = 100) -> list[TodayLine]:
    """What this person should look at, the most urgent first: each case once, and every other promise due today."""
    values: Values = {
        "now": micros(now), "hour": micros(now + HOUR), "tonight": tonight(now, zone), "person": person.id,
        "role": person.approves_as(now), "limit": limit,
    }  # fmt: skip
    lines: list[TodayLine] = []
    for kind, where in _TODAY:
        shown = {line.row.rowid for line in lines}
        sql = f"select {COLUMNS} from case_list c where {where} order by c.due_key, c.id limit :limit"
        rows = [row_of(row) for row in store.rows(sql, {k: v for k, v in values.items() if f":{k}" in sql})]
        lines += [TodayLine(kind, row, row.due_at) for row in rows if row.rowid not in shown]
    return [*lines, *_promised(store, lines, values)][:limit]


def _promised(store: Store, lines: list[TodayLine], values: Values) -> Iterator[TodayLine]:
    """Open promises due by tonight that no line before tells already."""
    told = {(line.row.rowid, line.at) for line in lines if line.row.due_rule == "keep-agreement"}
    sql = (
        f"select {COLUMNS}, p.key, p.due from promise p join case_list c on c.id=p.case_row"
        " where p.delivered_at=0 and p.due<=:tonight and c.state='open' order by p.due, c.id limit :limit"
    )
    for found in store.rows(sql, {name: values[name] for name in ("tonight", "limit")}):
        row, key, due = row_of(found[:-2]), found[-2], at(found[-1])
        if (row.rowid, due) not in told:
            yield TodayLine("promise", row, due, key)


def waiting_count(store: Store, person: Person, now: datetime) -> int:
    """How many cases wait for this person: for their approval, or with a hand-over to accept."""
    sql = "select count(*) from case_list where waiting in (?, ?) and waiting<>''"
    return int(store.row(sql, (person.id, person.approves_as(now)))[0])


def promises(store: Store, *, open_only: bool = True, offset: int = 0, limit: int = 100) -> list[PromiseLine]:
    """The promises of the branch by date, the longest overdue first."""
    which = "where p.delivered_at=0" if open_only else ""
    sql = (
        "select lower(hex(c.case_id)), c.number, coalesce(c.customer, ''), p.key, p.what, p.owner, p.owner_name, p.due,"
        f" p.delivered_at from promise p join case_list c on c.id=p.case_row {which}"
        " order by p.due, c.id, p.key limit ? offset ?"
    )
    return [PromiseLine._make((*row[:7], at(row[7]), instant(row[8]))) for row in store.rows(sql, (limit, offset))]
