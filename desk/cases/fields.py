"""Steps and fields of the guided form, and how what was typed becomes a value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any

from desk.i18n import CURRENCIES, N_, Words

from . import strokes
from .text import LIMIT, SHORT, BadText, clean, plain_digits
from .values import stamp

if TYPE_CHECKING:
    from .moment import Moment

Choice = tuple[str, str]
When = Callable[["Moment"], bool]


@dataclass(frozen=True)
class Field:
    """One thing a step asks. `rule` names the standard that makes it required.

    Kinds: text, lines (long text), points (a list of short texts), tick, choice, choices, day,
    moment, money, person, commitment, improvement, rows (a small table with `columns`), strokes (a signature).
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    rule: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Field, ...] = ()
    default: Callable[[Moment], Any] | None = None
    when: When | None = None

    def applies(self, moment: Moment) -> bool:
        """Whether the step asks for this at all, here and now."""
        return self.when is None or self.when(moment)


@dataclass(frozen=True)
class Step:
    """One thing that can be recorded. `stage` is its place on the way, or `aside`."""

    name: str
    stage: str
    title: str
    done: str
    fields: tuple[Field, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything it asks, by name."""
        return frozenset(field.name for field in self.fields)

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


class BadValue(ValueError):
    """An answer that cannot be taken; `words` says why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.text)
        self.words = words


def is_empty(value: Any) -> bool:
    """Whether nothing was answered; an unticked box is an empty answer, zero money is not."""
    return value is None or value is False or value == "" or value == [] or value == ()


def take(field: Field, raw: Any, moment: Moment) -> Any:
    """The value as the journal keeps it (JSON), from a form, a scenario file or an import. BadValue if it is none."""
    if raw is None or raw == "":
        return None
    try:
        return _TAKE[field.kind](field, raw, moment)
    except BadText as error:
        raise BadValue(error.words) from None


def _text(field: Field, raw: Any, moment: Moment) -> str:
    if not isinstance(raw, str):
        raise BadValue(Words(N_("Please write words here.")))
    long = field.kind == "lines"
    text = clean(raw, LIMIT if long else SHORT, lines=long)
    return plain_digits(text) if field.name in TELEPHONES else text


#: What is dialled, and found by its digits in whatever script an input method wrote them.
TELEPHONES = frozenset(("telephone", "callback_number"))


def _points(field: Field, raw: Any, moment: Moment) -> list[str]:
    items = raw.split("\n") if isinstance(raw, str) else raw
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
        raise BadValue(Words(N_("Please write one point on each line.")))
    if len(items) > 200:
        raise BadValue(Words(N_("At most {limit} points fit. Please put some together."), {"limit": 200}))
    return [text for item in items if (text := clean(item, 2_000, lines=False))]


def _tick(field: Field, raw: Any, moment: Moment) -> bool:
    if not isinstance(raw, bool):
        raise BadValue(Words(N_("This is a box to tick: yes or no.")))
    return raw


def _choice(field: Field, raw: Any, moment: Moment) -> str:
    names = [name for name, _ in field.choices]
    if raw not in names:
        labels = tuple(Words(label) for _, label in field.choices)
        raise BadValue(Words(N_("Please choose one of: {choices}."), {"choices": labels}))
    return str(raw)


def _choices(field: Field, raw: Any, moment: Moment) -> list[str]:
    if not isinstance(raw, (list, tuple)):
        raise BadValue(Words(N_("Please choose one or more.")))
    return list(dict.fromkeys(_choice(field, item, moment) for item in raw))


#: Days as people of the three languages type them, day first: 02/03/2026, 2.3.2026, with or without a time.
_TYPED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+(?:klo )?(\d{1,2})[.:](\d{2}))?")


def _iso(typed: str) -> str:
    """What was typed as ISO writes it; anything else stays as it is."""
    match = _TYPED.fullmatch(typed.strip())
    if not match:
        return typed.strip()
    day = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return f"{day}T{int(match[4]):02}:{match[5]}" if match[4] else day


def _day(field: Field, raw: Any, moment: Moment) -> str:
    if isinstance(raw, datetime):
        raw = raw.date()
    try:
        value = raw if isinstance(raw, date) else date.fromisoformat(_iso(raw))
    except (AttributeError, TypeError, ValueError):
        raise BadValue(Words(N_("Please give a date, for example {example}."), {"example": _EXAMPLE.date()})) from None
    return _in_reach(value).isoformat()


_EXAMPLE = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def _moment(field: Field, raw: Any, moment: Moment) -> str:
    """A moment in branch time; a date alone means closing time of that day."""
    try:
        if isinstance(raw, str):
            text = _iso(raw)
            raw = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raw = None
    if not isinstance(raw, date):
        example = {"example": _EXAMPLE.replace(tzinfo=moment.branch.tz)}
        raise BadValue(Words(N_("Please give a date and time, for example {example}."), example))
    _in_reach(raw if not isinstance(raw, datetime) else raw.date())
    if not isinstance(raw, datetime):
        raw = moment.policy.closing(raw, moment.branch.tz)
    return stamp(raw if raw.tzinfo else raw.replace(tzinfo=moment.branch.tz))


def _in_reach(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise BadValue(Words(N_("The year {year} cannot be meant. Please check the date."), {"year": day.year}))
    return day


_GROUPED = re.compile(r"([1-9]\d{0,2})(?:([ .,\u00a0\u202f'])\d{3})(?:\2\d{3})*(?:([.,])(\d{1,2}))?")
_PLAIN = re.compile(r"(\d+)(?:([.,])(\d{1,2}))?")
_MARKS = {
    "đồng": "VND", "vnđ": "VND", "₫": "VND", "đ": "VND", "euroa": "EUR", "euro": "EUR", "€": "EUR",
    "£": "GBP", "$": "USD", "¥": "JPY", "kr": "SEK",
}  # fmt: skip
_MARK = re.compile("|".join((*map(re.escape, _MARKS), *CURRENCIES)), re.IGNORECASE)
_MOST = 10**15


def _money(field: Field, raw: Any, moment: Moment) -> int:
    return money(raw, moment.currency)


def money(raw: Any, currency: str) -> int:
    """Minor units of the amount typed: 350000, "350.000", "12,50". BadValue when it cannot be one.

    A separator before exactly three digits groups thousands; before one or two it is the decimal one. A mark of
    another currency is refused rather than taken for this one.
    """
    wrong = BadValue(Words(N_("Please give an amount of money, for example {example}."), {"example": "350 000"}))
    if isinstance(raw, str):
        raw = _plain_amount(_unmarked(raw, currency), wrong)
    if isinstance(raw, bool):
        raise wrong
    try:
        value = Decimal(str(raw)).scaleb(CURRENCIES[currency])
    except (InvalidOperation, ValueError):
        raise wrong from None
    if not value.is_finite():
        raise wrong
    if value < 0:
        raise BadValue(Words(N_("An amount cannot be negative.")))
    if value != value.to_integral_value():
        text = N_("{currency} has {places} decimals. Please give the amount with no more than that.")
        raise BadValue(Words(text, {"currency": currency, "places": CURRENCIES[currency]}))
    if value > _MOST:
        raise BadValue(Words(N_("This amount is too large to be meant. Please check the zeros.")))
    return int(value)


def _unmarked(typed: str, currency: str) -> str:
    """The typed amount without its currency mark. BadValue for a mark of another currency."""
    typed = typed.strip()
    mark = _MARK.search(typed)
    if mark and (mark.start() == 0 or mark.end() == len(typed)):
        meant = _MARKS.get(mark[0].lower(), mark[0].upper())
        if meant != currency:
            text = N_("This case is kept in {currency}, and this amount is in {other}.")
            raise BadValue(Words(text, {"currency": currency, "other": meant}))
        return (typed[: mark.start()] + typed[mark.end() :]).strip()
    return typed


def _plain_amount(typed: str, wrong: BadValue) -> str:
    """1.250,50 and 1 250.50 as 1250.50."""
    if typed.startswith(("-", "\u2212")):
        raise BadValue(Words(N_("An amount cannot be negative.")))
    if match := _GROUPED.fullmatch(typed):
        point, cents = match[3], match[4]
        if point == match[2]:
            raise wrong
        whole = typed[: len(typed) - len(cents) - 1] if cents else typed
        return re.sub(r"\D", "", whole) + (f".{cents}" if cents else "")
    if match := _PLAIN.fullmatch(typed):
        return match[1] + (f".{match[3]}" if match[3] else "")
    raise wrong


def typed_money(minor: int, currency: str) -> str:
    """The amount as somebody would type it: 350000, 12.50."""
    return f"{Decimal(minor).scaleb(-CURRENCIES[currency]):f}"


def _person(field: Field, raw: Any, moment: Moment) -> str:
    if not isinstance(raw, str) or raw not in moment.people:
        raise BadValue(Words(N_("Nobody called {name} works at this desk."), {"name": str(raw)[:60]}))
    if not moment.people[raw].active:
        raise BadValue(Words(N_("{name} no longer works here."), {"name": moment.people[raw].name}))
    return str(raw)


def _commitment(field: Field, raw: Any, moment: Moment) -> str:
    key = str(raw)
    if key not in moment.case.commitments:
        raise BadValue(Words(N_("The agreement has no promise number {key}."), {"key": key[:20]}))
    return key


def _improvement(field: Field, raw: Any, moment: Moment) -> str:
    key = str(raw)
    if key not in moment.case.improvements:
        raise BadValue(Words(N_("This case has no change number {key}."), {"key": key[:20]}))
    return key


def _strokes(field: Field, raw: Any, moment: Moment) -> str:
    """A signature from the signing sheet, as one short text."""
    try:
        return strokes.read(raw if isinstance(raw, str) else json.dumps(raw)).written()
    except strokes.BadStrokes as error:
        raise BadValue(error.words) from None


def _rows(field: Field, raw: Any, moment: Moment) -> list[dict[str, Any]]:
    if not isinstance(raw, (list, tuple)) or not all(isinstance(row, Mapping) for row in raw):
        raise BadValue(Words(N_("Please give a list of lines.")))
    if len(raw) > 60:
        raise BadValue(Words(N_("At most {limit} lines fit."), {"limit": 60}))
    return [_row(field, number, row, moment) for number, row in enumerate(raw, 1)]


def _row(field: Field, number: int, row: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    known = {column.name for column in field.columns}
    for name in row:
        if name not in known:
            raise BadValue(Words(N_("Line {number} has no column {name}."), {"number": number, "name": name[:40]}))
    out: dict[str, Any] = {}
    for column in field.columns:
        try:
            value = take(column, row.get(column.name), moment)
        except BadValue as error:
            raise _at(number, column, error.words) from None
        if is_empty(value) and column.required:
            raise _at(number, column, Words(N_("Please fill this in.")))
        if value is not None:
            out[column.name] = value
    return out


def _at(number: int, column: Field, words: Words) -> BadValue:
    values = {"number": number, "column": Words(column.label), "problem": words}
    return BadValue(Words(N_("Line {number}, {column}: {problem}"), values))


_TAKE: dict[str, Callable[[Field, Any, Any], Any]] = {
    "text": _text,
    "lines": _text,
    "points": _points,
    "tick": _tick,
    "choice": _choice,
    "choices": _choices,
    "day": _day,
    "moment": _moment,
    "money": _money,
    "person": _person,
    "commitment": _commitment,
    "improvement": _improvement,
    "rows": _rows,
    "strokes": _strokes,
}

KINDS = tuple(_TAKE)

