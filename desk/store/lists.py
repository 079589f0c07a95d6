"""What lists, Today and the promises page show: read only, in plain SQL, as named tuples."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

from desk.cases.people import Person

from . import places
from .connection import Store
from .derived_schema import IMPROVE, MINE, NEED
from .instants import at, instant, micros
from .rows import CHIPS, FOR_ME, FOUND, SORTS, Filter, Row, tonight
from .today import TodayLine, approved, due_soon, today
from .window import UNKNOWN, Window, count

__all__ = [
    "CHIPS", "FOR_ME", "FOUND", "SORTS", "UNKNOWN", "Filter", "PromiseLine", "Row", "TodayLine", "Window",
    "approved", "chip_counts", "count", "due_soon", "page", "promises", "today", "waiting_count",
]  # fmt: skip

class PromiseLine(NamedTuple):
    """A promise to a customer, a corrective action, or a further wish of theirs."""

    case_id: str
    number: str
    customer: str
    key: str
    what: str
    owner: str
    owner_name: str
    due: datetime
    delivered_at: datetime | None

    @property
    def improves(self) -> bool:
        """Whether it is a corrective action rather than a promise to the customer."""
        return self.key.startswith(IMPROVE)


def page(
    store: Store, filter: Filter, *, sort: str = "due", descending: bool = False, offset: int = 0, limit: int = 50,
    now: datetime,
) -> list[Row]:  # fmt: skip
    """Some rows of the filtered list. KeyError for a chip or a sort that does not exist."""
    return Window(store, filter, sort=sort, descending=descending, now=now).rows(offset, limit, patient=True)


def chip_counts(store: Store, person: str, now: datetime, zone: tzinfo) -> dict[str, int]:
    """How many cases stand behind each chip, for that person and that time zone's today."""
    kept, late, tonights = places.of(store).chips(micros(now), tonight(now, zone) + 1)
    return {
        "open": kept.get("open", 0), "mine": kept.get(MINE + person, 0), "waiting": kept.get("waiting", 0),
        "due_today": tonights - late, "late": late,
        "follow_up": kept.get("follow_up", 0), "closed": kept.get("closed", 0), "all": kept.get("all", 0),
    }  # fmt: skip


def waiting_count(store: Store, person: Person, now: datetime) -> int:
    """How many cases wait for this person: for their approval, or with a hand-over to accept."""
    sql = "select count(*) from case_list where waiting in (?, ?) and waiting<>''"
    return int(store.row(sql, (person.id, person.approves_as(now)))[0])


def needs(store: Store, *, offset: int = 0, limit: int = 100) -> list[PromiseLine]:
    """The customers' further wishes that nobody has answered, the oldest first; `due` is when they were told."""
    return _lines(store, f"where p.delivered_at=0 and p.key like '{NEED}%'", offset, limit)


def promises(store: Store, *, open_only: bool = True, offset: int = 0, limit: int = 100) -> list[PromiseLine]:
    """The promises of the branch and its corrective actions by date, the longest overdue first."""
    which = f"where p.key not like '{NEED}%'" + (" and p.delivered_at=0" if open_only else "")
    return _lines(store, which, offset, limit)


def _lines(store: Store, which: str, offset: int, limit: int) -> list[PromiseLine]:
    sql = (
        "select lower(hex(c.case_id)), c.number, coalesce(c.customer, ''), p.key, p.what, p.owner, p.owner_name, p.due,"
        f" p.delivered_at from promise p join case_list c on c.id=p.case_row {which}"
        " order by p.due, c.id, p.key limit ? offset ?"
    )
    return [PromiseLine._make((*row[:7], at(row[7]), instant(row[8]))) for row in store.rows(sql, (limit, offset))]
