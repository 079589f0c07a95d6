"""What a month's cases come to: clocks kept and missed, causes, ends, promises and gestures. Pure counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from . import choices
from .case import Case
from .clock import Clock
from .clocks import TITLES, ticking

#: About one trouble in three comes from the customer's own use (standards, `own-doing`).
OWN_USE_USUALLY = 1 / 3


@dataclass(frozen=True)
class Kept:
    """How a rule's clocks went that were due in the month. `usual`: the median time until it was done."""

    rule: str
    met: int = 0
    late: int = 0
    running: int = 0
    usual: timedelta | None = None

    @property
    def share(self) -> float | None:
        """The share that was met in time; None where nothing was due."""
        return self.met / (self.met + self.late) if self.met + self.late else None


@dataclass(frozen=True)
class Gestures:
    """Gestures in the month's agreements. `worth` in minor units by currency."""

    count: int = 0
    worth: Mapping[str, int] = field(default_factory=dict)
    hurt_with: int = 0
    hurt_without: int = 0
    not_hurt: int = 0


@dataclass(frozen=True)
class Month:
    """A branch's month in figures. Causes and ends are those of cases closed in it."""

    first: datetime
    end: datetime
    until: datetime
    recorded: int = 0
    agreed: int = 0
    closed: int = 0
    still_open: int = 0
    reopened: int = 0
    usual: timedelta | None = None  # the median time from recording to closing
    rules: tuple[Kept, ...] = ()
    ends: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    public_posts: int = 0
    promises: Kept = Kept("keep-agreement")
    gestures: Gestures = Gestures()
    above: int = 0  # agreements whose remedy was above the price or above similar cases (`not-too-much`)
    weighed: int = 0  # of these, with both questions answered

    @property
    def own_use(self) -> float | None:
        """The share of the customers' own use among the causes that are known; None where none is."""
        known = sum(count for cause, count in self.causes.items() if cause != "unknown")
        return self.causes.get("own_use", 0) / known if known else None


def count(cases: Iterable[Case], year: int, month: int, zone: ZoneInfo, now: datetime) -> Month:
    """The month's figures in branch time.

    A finished month keeps its figures whenever it is counted, but for cases that were opened again or got a new
    version of their agreement since: those count where they stand now. A complaint from an earlier list was not
    recorded in the month, and one that was closed before counts nowhere.
    """
    first = datetime(year, month, 1, tzinfo=zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    until = min(now, end)
    found = _found(cases, first, end, now)
    new, agreed, closed, clocks = found.new, found.agreed, found.closed, found.clocks
    to_close = [c.closed_at - c.recorded_at for c in closed if c.closed_at and c.recorded_at and not c.imported_at]
    above = [case.proposal for case in agreed if case.proposal and case.proposal.above]
    rules = tuple(_kept(rule, [clock for name, clock in clocks if name == rule], until) for rule in TITLES)
    return Month(
        first=first, end=end, until=until,
        recorded=len(new), agreed=len(agreed), closed=len(closed),
        still_open=found.still_open,
        reopened=sum(bool(case.reopened) for case in closed),
        usual=_usual(to_close), rules=rules,
        ends=_counted((case.outcome for case in closed), [name for name in choices.OUTCOMES if name]),
        causes=_counted((case.cause or "unknown" for case in closed), [name for name, _ in choices.CAUSES]),
        channels=_counted((case.channel for case in new), [name for name, _ in choices.CHANNELS]),
        public_posts=sum(case.public_post for case in new),
        promises=next(kept for kept in rules if kept.rule == "keep-agreement"),
        gestures=_gestures(agreed),
        above=len(above), weighed=sum(bool(offer.middle and offer.interests) for offer in above),
    )  # fmt: skip


@dataclass
class _Found:
    """What counts in the month. Cases of other months are let go one by one: those of many years fill the memory."""

    new: list[Case] = field(default_factory=list)
    agreed: list[Case] = field(default_factory=list)
    closed: list[Case] = field(default_factory=list)
    clocks: list[tuple[str, Clock]] = field(default_factory=list)
    still_open: int = 0


def _found(cases: Iterable[Case], first: datetime, end: datetime, now: datetime) -> _Found:
    found = _Found()

    def within(at: datetime | None) -> bool:
        return at is not None and first <= at < end and at <= now

    for case in cases:
        if not case.recorded_at or case.recorded_at >= end or case.outcome == "earlier":
            continue
        if within(case.recorded_at) and not case.imported_at:
            found.new.append(case)
        if case.agreement and within(case.agreement.at):
            found.agreed.append(case)
        if case.state == "closed" and within(case.closed_at):
            found.closed.append(case)
        found.clocks += [(t.rule, t.clock) for t in ticking(case) if first <= t.clock.due < end]
        found.still_open += case.closed_at is None or case.closed_at >= end
    return found


def _kept(rule: str, clocks: Sequence[Clock], until: datetime) -> Kept:
    states = Counter(clock.state(until) for clock in clocks)
    took = [clock.met - clock.started for clock in clocks if clock.met]
    return Kept(rule, states["met"], states["late"], states["running"], _usual(took))


def _counted(found: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    """How often each name was found, in the usual order; names that were not found are left out."""
    counts = Counter(found)
    return {name: counts[name] for name in order if counts[name]}


def _usual(took: Sequence[timedelta]) -> timedelta | None:
    """The median: as many took longer as took less."""
    return timedelta(seconds=median(span.total_seconds() for span in took)) if took else None


def _gestures(agreed: Sequence[Case]) -> Gestures:
    given = [case for case in agreed if case.proposal and case.proposal.gesture]
    worth: Counter[str] = Counter()
    for case in given:
        worth[case.currency] += case.proposal.gesture_amount if case.proposal else 0
    hurt, hurt_with = (sum(case.hurt for case in some) for some in (agreed, given))
    return Gestures(
        count=len(given), worth=dict(sorted(worth.items())), hurt_with=hurt_with, hurt_without=hurt - hurt_with,
        not_hurt=len(given) - hurt_with,
    )  # fmt: skip
