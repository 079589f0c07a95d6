"""The store a desk stands in, its opening hours and its policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .mandate import Mandate

ALL_WEEK = (("08:00", "21:00"),) * 7


@dataclass(frozen=True)
class Branch:
    """Where the desk stands: what papers print and what clocks are read in."""

    code: str = "B1"
    name: str = ""
    company: str = ""
    business_id: str = ""
    address: str = ""
    telephone: str = ""
    country: str = "general"  # vn, fi, general: the country pack
    zone: str = "UTC"
    currency: str = "EUR"
    language: str = "en"

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True)
class Policy:
    """Times and limits the manager sets; each change is valid from now on, never backwards."""

    record_within: timedelta = timedelta(hours=24)
    consult_within: timedelta = timedelta(minutes=60)
    answer_within: timedelta = timedelta(hours=24)
    appointment_grace: timedelta = timedelta(minutes=15)
    follow_up_after: timedelta = timedelta(days=3)
    follow_up_after_hurt: timedelta = timedelta(hours=24)
    follow_up_later: tuple[timedelta, ...] = ()  # after the last delivery too, and so are those below
    follow_up_later_hurt: tuple[timedelta, ...] = (timedelta(days=7), timedelta(days=30))
    fair_percent: int = 100  # of the purchase price: a remedy above it asks the questions of `not-too-much`
    opening: tuple[tuple[str, str] | None, ...] = ALL_WEEK
    holidays: frozenset[date] = frozenset()
    mandates: tuple[Mandate, ...] = field(default=())

    def hours(self, day: date) -> tuple[time, time] | None:
        """Opening and closing time of a day; None when the store is closed."""
        span = None if day in self.holidays else self.opening[day.weekday()]
        return (time.fromisoformat(span[0]), time.fromisoformat(span[1])) if span else None

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether the store is open at that moment, opening and closing minute included."""
        local = at.astimezone(zone)
        span = self.hours(local.date())
        return span is not None and span[0] <= local.time().replace(tzinfo=None) <= span[1]

    def next_open(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The first whole quarter of an hour from then on at which the store is open; None within a year of none."""
        quarter = timedelta(minutes=15)
        local = at.astimezone(zone).replace(second=0, microsecond=0)
        local += timedelta(minutes=-local.minute % 15)
        for day in (local.date() + timedelta(days=n) for n in range(366)):
            span = self.hours(day)
            if span is None:
                continue
            first = max(local, datetime.combine(day, span[0], zone))
            first = first if first > at else first + quarter
            if first <= datetime.combine(day, span[1], zone):
                return first
        return None

    def closing(self, day: date, zone: ZoneInfo) -> datetime:
        """The moment a day ends for a promise: closing time, or the end of a closed day."""
        span = self.hours(day)
        return datetime.combine(day, span[1] if span else time(23, 59), zone)
