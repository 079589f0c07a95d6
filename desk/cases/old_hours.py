"""The time of day of an old list that has it in a column of its own, "Giờ", "Klo", "Time": it joins the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desk.i18n import N_

from . import old_dates
from .headings import DAY_OR_HOUR, DAYS
from .text import fold

#: The column with the time of day; the day is the one with when the customer raised it.
TARGET = "raised_time"
LABEL = N_("Time of day when the customer raised it")

_HALF_NAMED = re.compile(r"[ap]\.?m|[ai]p\b|sang|chieu|toi|\b(?:sa|ch)\b")
_BARE = re.compile(r"\d{1,2}|([01]\d|2[0-3])([0-5]\d)")
_HALF_A_DAY = timedelta(hours=12)

#: Hours of a store on a day on which it is closed.
_USUAL = (time(8), time(21))

#: A part of a day that comes so near to a whole minute was counted as one.
_MINUTE = 0.01


@dataclass(frozen=True)
class Hour:
    """A time of day; `sure`: it says itself which half of the day it means, or can mean only one."""

    at: time
    sure: bool

    def within(self, hours: tuple[time, time] | None) -> bool:
        """Whether it is certain for a store with these hours: "2:30" is no hour of the night where 14:30 is one of
        the store's."""
        hours = hours or _USUAL
        if self.sure or hours[0] <= self.at:
            return True
        later = (datetime.combine(date.min, self.at) + _HALF_A_DAY).time()
        return not hours[0] <= later <= hours[1]


def read(cell: object) -> Hour | None:
    """What such a cell says; None for what is no time of day, such as a number that may be 9:30 or 9:18."""
    if isinstance(cell, str):
        return _typed(cell.strip())
    if isinstance(cell, datetime):  # an old spreadsheet's day zero
        cell = cell.time() if cell.year < 1901 else None
    if isinstance(cell, timedelta):
        cell = cell / timedelta(days=1)
    if isinstance(cell, time):
        return _at(cell.hour, cell.minute)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    minutes = cell * 24 * 60
    if 0 < cell < 1 and abs(minutes - round(minutes)) < _MINUTE and round(minutes) < 24 * 60:
        return _at(*divmod(round(minutes), 60))
    return _at(int(cell), 0) if 1 <= cell < 24 and cell == int(cell) else None


def _typed(text: str) -> Hour | None:
    try:
        if bare := _BARE.fullmatch(text):
            return _at(int(bare[1] or text), int(bare[2] or 0))
        said = old_dates.hour(text)
        if said.tzinfo is not None:  # of a place that only a whole moment has
            return None
    except ValueError:
        return None
    return Hour(said, True) if _HALF_NAMED.search(fold(text)) else _at(said.hour, said.minute)


def _at(hour: int, minute: int) -> Hour:
    return Hour(time(hour, minute), hour > 12)


def parted(names: Sequence[str], found: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The targets where a day has its time beside it: "Thời gian" and "Aika" may be called so, or the day itself."""
    fits = list(found)
    loose = next((n for n, name in enumerate(names) if name in DAY_OR_HOUR and name not in known), None)
    if loose is None or TARGET in found:
        return fits
    if found[loose] == "raised_at":
        days = (n for n, name in enumerate(names) if name in DAYS and name not in known and not found[n])
        if (day := next(days, None)) is not None:
            fits[loose], fits[day] = TARGET, "raised_at"
    elif not found[loose] and "raised_at" in found:
        fits[loose] = TARGET
    return fits
