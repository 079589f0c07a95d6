"""Dates of an old list as people write them: day or month first, months by name, and days that a spreadsheet counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from .text import fold, seen

#: A day of the week may stand before: "ma", "Thứ 2,", "CN", "Monday,". Any other word may say something else: "noin",
#: about, "hẹn", an appointment, "printed".
_WEEKDAY = (
    r"(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]|ngay|sang|trua|chieu|toi|date|on|pvm"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:man|tis|ons|tors?|fre|lor|son)(?:dag(?:en)?)?"
    r"|ma|ti|ke|to|pe|la|su|(?:maanan|tiis|tors|perjan|lauan|sunnun)tai(?:na)?|keskiviikko(?:na)?)\.?[:,\s]+){0,3}"
)
_NUMBERS = re.compile(_WEEKDAY + r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_YEAR_FIRST = re.compile(_WEEKDAY + r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)(.*)", re.DOTALL)
_VIETNAMESE = re.compile(_WEEKDAY + r"(?:ngay )?(\d{1,2}) (?:thang|thg) (\d{1,2})(?:,| nam|,? nam)? (\d{4})(?!\d)(.*)")
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+(?:of )?([a-z]{3,12})[.,]?[\s-]+(\d{4})(?!\d)(.*)"
)
_DASHED = re.compile(r"(\d{1,2})-([a-z]{3,12}|(?:thang|thg) ?\d{1,2})-(\d{4}|\d{2})(?!\d)(.*)")  # as Excel shows days
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9}\.?, )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)(.*)")
#: Days without their year; what follows is a time of day, or nothing.
_SHORT = re.compile(_WEEKDAY + r"(\d{1,2})([./-])(\d{1,2})(?!\2?\d)\2?(.*)", re.DOTALL)
_SHORT_VIETNAMESE = re.compile(_WEEKDAY + r"(?:ngay )?(\d{1,2}) (?:thang|thg) (\d{1,2})(?!\d)(.*)")
_SHORT_NAMED = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]+(?:of )?([a-z]{3,12}|(?:thang|thg) ?\d{1,2})[.,]?((?: .*)?)"
)
_SHORT_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9}\.?, )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d)(.*)")

_TIME = re.compile(
    r"[,t ]*(?:(?:klo|kello|luc|at) *(?=\d{1,2}$)|(?:klo|kello|luc|at)? *(?=\d+ *(?:[:.hg]|[ap]\.?m)))"
    r"(\d{1,2}) *(?:(?:gio|[:.hg]) *(\d{2})?(?:[:.]\d{2}(?:[.,]\d+)?)?)?(?: ?phut)?"
    r" *([ap]\.?m\.?|[ai]p\.?|sang|chieu|toi|sa|ch)?(?: ?(?:gmt|utc) ?([+-]\d{1,2})(?::?(\d\d))?)?"
)
_TIME_BEFORE = re.compile(
    r"((?:luc )?\d{1,2} ?(?:gio|[:hg]) ?(?:\d{2})?(?::\d{2})?(?: phut)?(?: ?(?:[ap]\.?m\.?|sang|chieu|toi|sa|ch))?)"
    r"[, -]+(?:ngay )?(\d.*)"
)
_LOOSE = re.compile(r"(?<=\d) ?([./-]) ?(?=\d)")

#: Months as they begin: "maalis" of maaliskuuta and maalisk., "mar" of March.
_MONTHS = (
    ("jan", "tammi"), ("feb", "helmi"), ("mar", "maalis"), ("apr", "huhti"), ("may", "touko"), ("jun", "kesa"),
    ("jul", "heina"), ("aug", "elo"), ("sep", "syys"), ("oct", "loka"), ("nov", "marras"), ("dec", "joulu"),
)  # fmt: skip

#: From here on a year of two digits lies before 2000.
_LAST_CENTURY = 70

#: Spreadsheets count days from here; what is counted must be a day of our time to be taken for one.
_DAY_ZERO, _COUNTED = datetime(1899, 12, 30), range(20_000, 80_000)


def month_first(typed: Iterable[str]) -> bool:
    """Whether a list writes the month before the day: some dates can be read in no other way, and none speaks against.

    One order holds for the whole list, or 3/25 and 3/5 of the same hand would mean March and May.
    """
    found = False
    for text in typed:
        if match := _NUMBERS.fullmatch(text) or _NUMBERS.fullmatch(_tidied(text)):
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                return False
            found = found or second > 12 >= first
    return found


def read(cell: str | float | int, american: bool = False) -> date | datetime | None:
    """The day, or the moment in the shop's own time; None for what is no date. `american`: the month stands first."""
    return _typed(cell, american) if isinstance(cell, str) else _counted(float(cell))


def _tidied(text: str) -> str:
    """Without marks, case, what nobody sees and the blanks that stand around what parts day, month and year."""
    return _LOOSE.sub(r"\1", " ".join(fold(seen(text)).split()))


@lru_cache(maxsize=4096)  # a list has few days and many rows
def _typed(cell: str, american: bool) -> date | datetime | None:
    text = cell.strip()
    if match := _NUMBERS.fullmatch(text) or _NUMBERS.fullmatch(text := _tidied(text)):
        day, month = (match[3], match[1]) if american and match[2] != "." else (match[1], match[3])
        return _made(match[4], month, day, match[5])
    if match := _YEAR_FIRST.fullmatch(text):
        return _whole(cell.strip()) or _made(match[1], match[3], match[4], match[5])
    if match := _VIETNAMESE.fullmatch(text):
        return _made(match[3], match[2], match[1], match[4])
    if match := _DAY_FIRST.fullmatch(text) or _DASHED.fullmatch(text):
        return _made(match[3], _month(match[2]), match[1], match[4])
    if match := _MONTH_FIRST.fullmatch(text):
        return _made(match[3], _month(match[1]), match[2], match[4])
    if match := _TIME_BEFORE.fullmatch(text):
        return _at(_typed(match[2], american), match[1])
    return _counted(float(text)) if re.fullmatch(r"\d{5}(\.\d+)?", text) else _whole(text)


#: A year that has every day.
LEAP = 2000


def in_year(cell: str, year: int, american: bool = False) -> date | datetime | None:
    """A day that is written without its year, in that one; None for anything else, and for what that year has not."""
    return _short(cell, year, american)


@lru_cache(maxsize=4096)
def _short(cell: str, year: int, american: bool) -> date | datetime | None:
    text, said = _tidied(cell), str(year)
    if match := _SHORT.fullmatch(text):
        first = american and match[2] != "."
        return _made(said, match[1] if first else match[3], match[3] if first else match[1], match[4])
    if match := _SHORT_VIETNAMESE.fullmatch(text):
        return _made(said, match[2], match[1], match[3])
    if match := _SHORT_NAMED.fullmatch(text):
        return _made(said, _month(match[2]), match[1], match[3])
    if match := _SHORT_MONTH_FIRST.fullmatch(text):
        return _made(said, _month(match[1]), match[2], match[3])
    if match := _TIME_BEFORE.fullmatch(text):
        return _at(_short(match[2], year, american), match[1])
    return None


def told_order(cells: Iterable[str], american: bool = False) -> bool:
    """Whether days without their year are days in the order of this list: among 3/5 and 3/25, or among 9.30 and 14.10,
    nobody knows what 10/5 and 10.05 are."""
    parts = [found for cell in cells if (found := _SHORT.fullmatch(_tidied(cell)))]
    pairs = [(int(m[3]), int(m[1])) if american and m[2] != "." else (int(m[1]), int(m[3])) for m in parts]
    wrong = sum(month > 12 for _, month in pairs)
    return not wrong or (wrong * 4 <= len(pairs) and any(day > 12 >= month for day, month in pairs))


def _whole(text: str) -> date | datetime | None:
    """A date as programs write it, with its zone if it has one."""
    for written in (date.fromisoformat, datetime.fromisoformat):
        try:
            return written(text)
        except ValueError:
            continue
    return None


def _made(year: str, month: str, day: str, rest: str) -> date | datetime | None:
    try:
        on = date(_whole_year(year), int(month), int(day))
        return on if not rest.strip(" ,.") else datetime.combine(on, hour(rest))
    except ValueError:
        return None


def _whole_year(year: str) -> int:
    """A year of two digits is one of ours, or of the last century, when nobody kept a list of what lies ahead."""
    return int(year) if len(year) > 2 else int(year) + (2000 if int(year) < _LAST_CENTURY else 1900)


def _at(day: date | datetime | None, written: str) -> datetime | None:
    """A day with the time that stands before it; None for no day, or for one that has a time already."""
    try:
        return None if day is None or isinstance(day, datetime) else datetime.combine(day, hour(written))
    except ValueError:
        return None


def hour(rest: str) -> time:
    """14.30, 2:30 pm, 14h, 9 giờ 15. ValueError for anything else."""
    match = _TIME.fullmatch(fold(rest).strip())
    if not match:
        raise ValueError(rest)
    of_day, half = int(match[1]), (match[3] or "")[:1]
    if half in ("a", "s") and of_day == 12:
        of_day = 0
    elif half in ("p", "c", "t", "i") and of_day < 12:
        of_day += 12
    return time(of_day, int(match[2] or 0), tzinfo=_zone(match[4], match[5]) if match[4] else None)


def _zone(hours: str, minutes: str | None) -> timezone:
    """As a form on the web says it: GMT+7, UTC-03:30. ValueError for what is none."""
    away = timedelta(hours=int(hours.lstrip("+-")), minutes=int(minutes or 0))
    return timezone(-away if hours.startswith("-") else away)


def _month(name: str) -> str:
    """The number of a month by its name. ValueError is left to the date: "" is none."""
    if name.startswith("th"):
        return name.lstrip("thang ")
    fits = [(len(start), n) for n, starts in enumerate(_MONTHS, 1) for start in starts if name.startswith(start)]
    return str(max(fits)[1]) if fits else ""  # the longest: marraskuu, November, begins as March does


def _counted(days: float) -> date | datetime | None:
    if not _COUNTED.start <= days < _COUNTED.stop:  # nor is what is no number at all, as a damaged file may hold it
        return None
    moment = (_DAY_ZERO + timedelta(days=days) + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return moment if days % 1 else moment.date()
