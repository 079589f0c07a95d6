"""What somebody should look at today, the most urgent first, and what they should be reminded of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from desk.cases.people import HEAD_OFFICE, MANAGER, Person

from . import accounts
from .connection import Store, Value
from .derived_schema import IMPROVE, NEED, NEVER
from .instants import at, micros
from .rows import COLUMNS, Row, Values, row_of, tonight

HOUR = timedelta(hours=1)

#: A hand-over that nobody has accepted for so long is shown to who offered it, and to the manager.
IDLE = timedelta(minutes=30)

#: In so many of the newest cases telephone answers are looked for; reading every story would take too long.
RECENT = 1000

#: So many lines of a kind; who wants the others opens the list.
EACH = 30


class TodayLine(NamedTuple):
    """One thing that is due. `key` is the number of the promise, where it is one, and `who` made it and left."""

    kind: str
    row: Row
    at: datetime | None
    key: str = ""
    who: str = ""


#: What one's own hands can go on with.
_MINE = "c.state='open' and c.owner=:person and c.waiting='' and "

#: What is due, in order of what hurts most; a case stands under the first that fits.
_DUE = (
    ("answer", "c.state='open' and c.step='consult' and c.due_rule='tell-process' and c.due_key<:now"),
    ("late", "c.due_key<:now"),
    ("due_hour", "c.due_key between :now and :hour"),
    ("safety", "c.state='open' and c.safety<>''"),
    ("waiting", "c.waiting in (:role, :person) and c.waiting<>''"),
    ("yours", _MINE + "c.step<>'follow_up' and c.due_rule<>'keep-agreement' and c.due_key between :hour and :tonight"),
    ("yours", _MINE + "c.due_key=:never"),  # no clock says when
)
_AFTER = (
    ("follow_up", "(c.state='open' and c.step='follow_up' or c.due_rule='follow-steps') and c.due_key<=:tonight"),
)

#: When the hand-over of a case was offered last.
_OFFERED = "(select max(e.at) from entry e where e.case_id=c.case_id and e.step='offer_hand_over')"


def today(store: Store, person: Person, now: datetime, zone: tzinfo, limit: int = 300) -> list[TodayLine]:
    """What this person should look at, each case once, and every other promise due today; EACH of a kind at most."""
    values: Values = {
        "now": micros(now), "hour": micros(now + HOUR), "tonight": tonight(now, zone), "person": person.id,
        "role": person.approves_as(now), "limit": EACH, "never": NEVER,
    }  # fmt: skip
    lines: list[TodayLine] = []
    for kind, where in _DUE:
        _add(lines, kind, _rows(store, where, values))
    lines += [TodayLine("countersign", row, None) for row in _by_telephone(store, person)]  # besides what else is due
    _add(lines, "left", _left_behind(store, person))
    lines += _left_promises(store, person)
    _add(lines, "offer", _idle_offers(store, person, now))
    for kind, where in _AFTER:
        _add(lines, kind, _rows(store, where, values))
    return [*lines, *_promised(store, lines, values)][:limit]


def _add(lines: list[TodayLine], kind: str, rows: list[Row]) -> None:
    shown = {line.row.rowid for line in lines}
    lines += [TodayLine(kind, row, row.due_at) for row in rows if row.rowid not in shown]


def _rows(store: Store, where: str, values: Values) -> list[Row]:
    sql = f"select {COLUMNS} from case_list c where {where} order by c.due_key, c.id limit :limit"
    return [row_of(row) for row in store.rows(sql, {name: v for name, v in values.items() if f":{name}" in sql})]


def _by_telephone(store: Store, person: Person) -> list[Row]:
    """For head office: cases in which it answered by telephone, and has neither signed nor disowned that since."""
    if person.role != HEAD_OFFICE or not person.active:
        return []
    said = (
        "select sum(case e.step when 'head_office_answer' then 1 else -1 end) from entry e where e.case_id=c.case_id"
        " and e.step in ('head_office_answer', 'countersign', 'disown')"
    )
    newest = "(select max(id) from case_list)"
    return _rows(store, f"c.id>{newest}-:recent and ({said})>0", {"recent": RECENT, "limit": EACH})


def _marks(ids: Collection[Value]) -> tuple[str, Values]:
    """Places for ids in a query, and what stands in them."""
    return ",".join(f":id{n}" for n in range(len(ids))), {f"id{n}": id_ for n, id_ in enumerate(ids)}


def _left_behind(store: Store, person: Person) -> list[Row]:
    """Open cases that are still with somebody who left; a manager finds them a new owner."""
    gone = [one.id for one in accounts.people(store).values() if not one.active]
    if person.role != MANAGER or not gone:
        return []
    places, ids = _marks(gone)
    return _rows(store, f"c.state='open' and c.owner in ({places})", {**ids, "limit": EACH})


def _left_promises(store: Store, person: Person) -> Iterator[TodayLine]:
    """Open promises of people who left, for the manager and for whoever has the case: somebody else must keep them."""
    gone = [one.id for one in accounts.people(store).values() if not one.active]
    if not gone:
        return
    places, ids = _marks(gone)
    mine = "" if person.role == MANAGER else "c.owner=:owner and "
    sql = (
        f"select {COLUMNS}, p.key, p.due, p.owner_name from promise p join case_list c on c.id=p.case_row"
        f" where {mine}p.delivered_at=0 and p.owner in ({places}) and p.key not like '{IMPROVE}%' and c.state='open'"
        " order by p.due, c.id limit :limit"
    )
    for found in store.rows(sql, ids | {"limit": EACH} | ({"owner": person.id} if mine else {})):
        yield TodayLine("left", row_of(found[:-3]), at(found[-2]), found[-3], found[-1])


def approved(store: Store, person: Person, rows: Collection[Row]) -> set[int]:
    """Those of the rows whose newest proposal this person said yes to, also for head office: what is done with the
    customer then is a colleague's."""
    places, ids = _marks([row.rowid for row in rows])
    said = (
        "select max(e.lamport) from entry e where e.case_id=c.case_id and e.step in ('approve', 'head_office_answer')"
        " and e.author=:person"
    )
    asked = "select max(e.lamport) from entry e where e.case_id=c.case_id and e.step='propose'"
    sql = f"select c.id from case_list c where c.id in ({places}) and ({said})>({asked})"
    return {row for row, in store.rows(sql, {**ids, "person": person.id})}


def _idle_offers(store: Store, person: Person, now: datetime) -> list[Row]:
    """Hand-overs offered a while ago that nobody accepted: to who offered them, and to the manager."""
    places, ids = _marks([one.id for one in accounts.people(store).values() if one.id != person.id])
    mine = "" if person.role == MANAGER else "c.owner=:owner and "
    values: Values = {**ids, "limit": EACH, "idle": micros(now - IDLE), "owner": person.id}
    return _rows(store, f"{mine}c.state='open' and c.waiting in ({places}) and {_OFFERED}<=:idle", values)


def _promised(store: Store, lines: list[TodayLine], values: Values) -> Iterator[TodayLine]:
    """Open promises due by tonight that no line before tells already."""
    told = {(line.row.rowid, line.at) for line in lines if line.row.due_rule == "keep-agreement"}
    sql = (
        f"select {COLUMNS}, p.key, p.due from promise p join case_list c on c.id=p.case_row"
        f" where p.delivered_at=0 and p.due<=:tonight and p.key not like '{NEED}%'"
        f" and (c.state='open' or p.key like '{IMPROVE}%') order by p.due, c.id limit :limit"
    )
    for found in store.rows(sql, {name: values[name] for name in ("tonight", "limit")}):
        row, key, due = row_of(found[:-2]), found[-2], at(found[-1])
        if (row.rowid, due) not in told:
            yield TodayLine("promise", row, due, key)


def due_soon(
    store: Store, person: Person, now: datetime, within: timedelta, limit: int, since: datetime | None = None
) -> list[Row]:
    """One's own cases, and those that wait for one's word, that fall due within that time, the most urgent first;
    `since`: not those that were due before."""
    values: Values = {"until": micros(now + within), "limit": limit, "person": person.id, "since": micros(since)}
    due = "c.due_key between :since and :until"
    found = _rows(store, f"c.state='open' and c.owner=:person and {due}", values)
    values["role"] = person.approves_as(now)
    waiting = f"c.waiting in (:role, :person) and c.waiting<>'' and {due}"
    rows: dict[int, Any] = {row.rowid: row for row in (*found, *_rows(store, waiting, values))}
    return sorted(rows.values(), key=lambda row: (row.due_at, row.rowid))[:limit]
