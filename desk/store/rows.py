"""A case as lists show it, and which cases a list holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from . import accounts
from .connection import Store, Value
from .instants import instant, micros


class _Line(NamedTuple):
    """A case in a list as the store keeps it."""

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
    due: int
    due_rule: str
    since: int
    safety: str
    mood: str
    raised: int
    recorded: int
    closed: int


class Row(_Line):
    """A case in a list. Its moments are made when they are asked for: a page holds more lines than are looked at."""

    __slots__ = ()

    @property
    def due_at(self) -> datetime | None:
        return instant(self.due)

    @property
    def due_since(self) -> datetime | None:
        """When the clock that is due next started to run."""
        return instant(self.since)

    @property
    def raised_at(self) -> datetime | None:
        return instant(self.raised)

    @property
    def recorded_at(self) -> datetime | None:
        return instant(self.recorded)

    @property
    def closed_at(self) -> datetime | None:
        return instant(self.closed)


@dataclass(frozen=True)
class Filter:
    """Which cases: a chip, whose (for `mine`), and words that they must hold."""

    chip: str = "open"
    person: str = ""
    text: str = ""


COLUMNS = (
    "c.id, lower(hex(c.case_id)), c.number, coalesce(c.customer, ''), coalesce(c.about, ''), c.state, c.step,"
    " c.next_step, c.waiting, c.owner, c.owner_name, c.due_at, c.due_rule, c.due_since, c.safety, c.mood,"
    " c.raised_at, c.recorded_at, c.closed_at"
)

#: What the names of the sorts stand for in the list. Cases without a deadline come last both ways.
SORTED_BY = {
    "due": "due_key", "number": "number_key", "customer": "customer_key", "about": "about_key", "step": "step",
    "owner": "owner_key", "raised": "raised_at", "recorded": "id", "closed": "closed_at",
}  # fmt: skip

#: For a list with words: the exact number or telephone first, then the newest, as they are found.
FOUND = "found"
SORTS = tuple(SORTED_BY)

#: Only what waits for something has a deadline: an open case, or a later contact of a closed one. due_key is endless
#: for all others, so the time chips need no state. With a plus, a person is none that SQLite plans anew for: see Fence.
#: Follow-ups have an index of their own; without likely() SQLite takes that of all steps and sorts what it finds.
CHIP_CONDITIONS = {
    "open": "c.state='open'",
    "mine": "c.state='open' and c.owner=+:person",
    "waiting": "c.waiting<>''",
    "due_today": "c.due_key between :now and :tonight",
    "late": "c.due_key<:now",
    "follow_up": "c.state='open' and likely(c.step='follow_up')",
    "closed": "c.state='closed'",
    "all": "true",
}
CHIPS = tuple(CHIP_CONDITIONS)

#: What waits for one person: for their approval, or with a hand-over to accept. No chip that is always there.
FOR_ME = "for_me"
CHIP_CONDITIONS[FOR_ME] = "c.waiting<>'' and c.waiting in (:person, :role)"

Values = dict[str, Value]


def row_of(row: Any) -> Row:
    return Row._make(row)


def condition(store: Store, filter: Filter, now: datetime) -> tuple[str, Values]:
    """The chip of a filter as a condition on `case_list c`, with its values. KeyError for a chip that is none."""
    where = CHIP_CONDITIONS[filter.chip]
    values: Values = {}
    if ":person" in where:
        values["person"] = filter.person
    if ":role" in where:
        person = accounts.people(store).get(filter.person)
        values["role"] = person.approves_as(now) if person else ""
    if ":now" in where:
        values["now"] = micros(now)
    if ":tonight" in where:
        values["tonight"] = tonight(now, accounts.branch(store).tz)
    return where, values


def tonight(now: datetime, zone: tzinfo) -> int:
    """The last moment of today in that zone."""
    start, end, last = _day.get(zone, (now, now, 0))
    if not start <= now < end:
        local = now.astimezone(zone)
        start = datetime(local.year, local.month, local.day, tzinfo=zone).astimezone(UTC)
        next_day = local.date() + timedelta(days=1)
        end = datetime(next_day.year, next_day.month, next_day.day, tzinfo=zone).astimezone(UTC)
        last = micros(end) - 1
        _day[zone] = start, end, last
    return last


#: The day that was asked for last, by its zone: its first moment, that of the next, and its last.
_day: dict[tzinfo, tuple[datetime, datetime, int]] = {}


def by_ids(store: Store, ids: Iterable[int]) -> list[Row]:
    """The cases of these list rows, in this order."""
    wanted = list(ids)
    marks = ",".join("?" * len(wanted))
    found = {row[0]: row for row in store.rows(f"select {COLUMNS} from case_list c where c.id in ({marks})", wanted)}
    return [row_of(found[row]) for row in wanted if row in found]
