"""Dates, times and amounts as people type and read them in each language; plain functions, no widgets."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.cases.fields import BadValue, money
from desk.i18n import CURRENCIES, N_, Catalogue

_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(?:klo\s*)?(\d{1,2})(?:[:.h](\d{2})|h)?", re.IGNORECASE)
_TIME_ALONE = re.compile(r"(?:klo\s*(\d{1,2})(?:[:.](\d{2}))?|(\d{1,2})(?:[:h.](\d{2})|h))", re.IGNORECASE)

#: What a date and a moment look like, shown while the field is empty.
DAY_SHAPE, MOMENT_SHAPE = N_("dd/mm/yyyy"), N_("dd/mm/yyyy HH:mm")


def read_day(text: str, today: date) -> date | None:
    """The date typed: 2.3.2026, 02/03/2026, 2026-03-02, or 2/3 of this year. None when it is no date."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.fullmatch(text):
        year = today.year if match[3] is None else int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return _date(year, int(match[2]), int(match[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_moment(text: str, today: date) -> datetime | date | None:
    """The local moment typed; a date alone stays a date, a time alone is today. None when it is neither."""
    text = re.sub(r"\s+klo\s+", " ", text.strip().replace("T", " "), flags=re.IGNORECASE)
    first, _, rest = text.partition(" ")
    day = read_day(first, today)
    if day is None:
        match = _TIME_ALONE.fullmatch(text)
        return _at(today, match[1] or match[3], match[2] or match[4]) if match else None
    if not rest.strip():
        return day
    match = _TIME.fullmatch(rest.strip())
    return _at(day, match[1], match[2]) if match else None


def _at(day: date, hour: str, minute: str | None) -> datetime | None:
    try:
        return datetime(day.year, day.month, day.day, int(hour), int(minute or 0))
    except ValueError:
        return None


def show_moment(value: datetime | date, words: Catalogue, zone: ZoneInfo) -> str:
    """A local moment, or a date alone, as the language writes it."""
    if isinstance(value, datetime):
        return words.moment(value if value.tzinfo else value.replace(tzinfo=zone), zone)
    return words.day(value)


def raw_moment(value: datetime | date) -> str:
    """The moment as the guide takes it: local time without a zone, or a date alone."""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()


def local(raw: str, zone: ZoneInfo) -> datetime | date | None:
    """A raw answer (ISO with Z, or local) as local time; None for anything else, such as half-typed words."""
    try:
        if len(raw) == 10:
            return date.fromisoformat(raw)
        value = datetime.fromisoformat(raw.replace("Z", "+00:00"))
    except ValueError:
        return None
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value


def step_moment(value: datetime | date, on_time: bool, by: int) -> datetime | date:
    """A day later or earlier; on the time of day, five minutes."""
    if on_time and isinstance(value, datetime):
        return value + timedelta(minutes=5 * by)
    return value + timedelta(days=by)


def show_amount(typed: str, currency: str, words: Catalogue) -> str:
    """The amount typed, grouped as the language does; what cannot be read stays as it was typed."""
    try:
        minor = money(typed, currency)
    except BadValue:
        return typed
    places = CURRENCIES[currency]
    whole, rest = divmod(minor, 10**places)
    point = "." if words.language == "en" else ","
    return words.number(whole) + (f"{point}{rest:0{places}}" if places else "")
