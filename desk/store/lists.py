"""What lists, Today and the promises page show: read only, in plain SQL, as named tuples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from desk.cases.people import Person

from . import accounts
from .connection import Store, Value
from .instants import at, instant, micros
from .search import query

HOUR = timedelta(hours=1)


class Row(NamedTuple):
    """A case in a list. `due_since` is when the clock that is due next started to run."""

    rowid: int
    case_id: str
    number: str
    customer: str
    about: str
    state: str
    step: str
    next_step: str
    waiting: str
    owner: str
    owner_name: str
    due_at: datetime | None
    due_rule: str
    due_since: datetime | None
    safety: str
    mood: str
    raised_at: datetime | None
    recorded_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Filter:
    """Which cases: a chip, whose (for `mine`), and words that they must hold."""

    chip: str = "open"
    person: str = ""
    text: str = ""


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


_COLUMNS = (
    "c.id, lower(hex(c.case_id)), c.number, coalesce(c.customer, ''), coalesce(c.about, ''), c.state, c.step,"
    " c.next_step, c.waiting, c.owner, c.owner_name, c.due_at, c.due_rule, c.due_since, c.safety, c.mood,"
    " c.raised_at, c.recorded_at, c.closed_at"
)

#: Columns to sort by, each way; cases without a deadline come last both ways.
_SORTS = {
    "due": ("due_key", "due_at"),
    "number": ("number", "number"),
    "customer": ("customer_key", "customer_key"),
    "about": ("about", "about"),
    "state": ("state", "state"),
    "step": ("step", "step"),
    "waiting": ("waiting", "waiting"),
    "owner": ("owner_name", "owner_name"),
    "safety": ("safety", "safety"),
    "mood": ("mood", "mood"),
    "raised": ("raised_at", "raised_at"),
    "recorded": ("id", "id"),
    "closed": ("closed_at", "closed_at"),
}
SORTS = tuple(_SORTS)

#: Only an open case has a deadline: due_key is endless for all others, so the time chips need no state.
_CHIPS = {
    "open": "c.state='open'",
    "mine": "c.state='open' and c.owner=:person",
    "waiting": "c.waiting<>''",
    "due_today": "c.due_key between :now and :tonight",
    "late": "c.due_key<:now",
    "follow_up": "c.state='open' and c.step='follow_up'",
    "closed": "c.state='closed'",
    "all": "true",
}
CHIPS = tuple(_CHIPS)

Values = dict[str, Value]


def _row(row: Any) -> Row:
    return Row._make(
        (*row[:11], instant(row[11]), row[12], instant(row[13]), row[14], row[15], *map(instant, row[16:19]))
    )


def page(
    store: Store, filter: Filter, *, sort: str = "due", descending: bool = False, offset: int = 0, limit: int = 50,
    now: datetime,
) -> list[Row]:  # fmt: skip
    """Some rows of the filtered list. KeyError for a chip or a sort that does not exist."""
    where, values = _where(store, filter, now)
    way, column = (" desc", _SORTS[sort][1]) if descending else ("", _SORTS[sort][0])
    order = f"c.{column}{way}, c.id{way}"
    sql = f"select {_COLUMNS} from case_list c where {where} order by {order} limit :limit offset :offset"
    return [_row(row) for row in store.rows(sql, {**values, "limit": limit, "offset": offset})]


def count(store: Store, filter: Filter, now: datetime) -> int:
    """How many cases the filter leaves."""
    where, values = _where(store, filter, now)
    return int(store.row(f"select count(*) from case_list c where {where}", values)[0])


def _where(store: Store, filter: Filter, now: datetime) -> tuple[str, Values]:
    where = _CHIPS[filter.chip]
    values: Values = {}
    if ":person" in where:
        values["person"] = filter.person
    if ":now" in where:
        values["now"] = micros(now)
    if ":tonight" in where:
        values["tonight"] = _tonight(now, accounts.branch(store).tz)
    if filter.text.strip():
        where += " and c.id in (select rowid from search where search match :asked)"
        values["asked"] = query(filter.text) or '""'
    return where, values


def _tonight(now: datetime, zone: tzinfo) -> int:
    """The last moment of today in that zone."""
    local = now.astimezone(zone)
    midnight = datetime(local.year, local.month, local.day, tzinfo=zone) + timedelta(days=1)
    return micros(midnight) - 1


def chip_counts(store: Store, person: str, now: datetime, zone: tzinfo) -> dict[str, int]:
    """How many cases stand behind each chip, for that person and that time zone's today."""
    asked = ", ".join(f"(select count(*) from case_list c where {where})" for where in _CHIPS.values())
    values: Values = {"person": person, "now": micros(now), "tonight": _tonight(now, zone)}
    return dict(zip(_CHIPS, store.row(f"select {asked}", values), strict=True))


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
        "now": micros(now), "hour": micros(now + HOUR), "tonight": _tonight(now, zone), "person": person.id,
        "role": person.approves_as(now), "limit": limit,
    }  # fmt: skip
    lines: list[TodayLine] = []
    for kind, where in _TODAY:
        shown = {line.row.rowid for line in lines}
        sql = f"select {_COLUMNS} from case_list c where {where} order by c.due_key, c.id limit :limit"
        rows = [_row(row) for row in store.rows(sql, {k: v for k, v in values.items() if f":{k}" in sql})]
        lines += [TodayLine(kind, row, row.due_at) for row in rows if row.rowid not in shown]
    return [*lines, *_promised(store, lines, values)][:limit]


def _promised(store: Store, lines: list[TodayLine], values: Values) -> Iterator[TodayLine]:
    """Open promises due by tonight that no line before tells already."""
    told = {(line.row.rowid, line.at) for line in lines if line.row.due_rule == "keep-agreement"}
    sql = (
        f"select {_COLUMNS}, p.key, p.due from promise p join case_list c on c.id=p.case_row"
        " where p.delivered_at=0 and p.due<=:tonight and c.state='open' order by p.due, c.id limit :limit"
    )
    for found in store.rows(sql, {name: values[name] for name in ("tonight", "limit")}):
        row, key, due = _row(found[:-2]), found[-2], at(found[-1])
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
