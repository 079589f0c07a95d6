"""The rows of a list of old complaints: what each answers to the step *import*, as the guide would examine it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from desk.i18n import N_, Words

from . import guide, old_choices, old_dates, old_hours
from .answer_gates import AFTER
from .changes import CHANGES
from .fields import BadValue, Field, is_empty, take
from .moment import Moment, Problem, Refused
from .old_list import IMPORT, NEEDED, Cell, Columns, blank, shown
from .old_money import rounded, spelt_out
from .old_numbers import all_digits, refuse_narrow, telephone
from .old_years import NO_YEAR
from .text import LIMIT, BadText, clean, fold, seen
from .values import moment_of

#: Fields that hold one thing, or nothing.
_SHORT = frozenset(("day", "moment", "money", "choice"))

#: What is left of an amount in the next cell, and what is said of it.
_CENTS = re.compile(r"\s*\d{2,3}\s*")
PARTED = N_(
    "“{first}” and “{second}” stand in two cells: perhaps one amount was parted at its comma. Please put it between "
    "quotation marks, or save the list with semicolons."
)

_EXAMPLE = {"example": date(2026, 3, 31)}

#: So many days after it was raised a complaint was closed at most, where the year of its closing is not written.
_LONG_OPEN = 183

#: Fields of digits that are no amounts.
_NUMBERS = frozenset(("telephone", "serial", "proof", "old_number"))

#: What people write where there is nothing to be written.
_DASHES = frozenset(("-", "--", "\u2013", "\u2014", "\u2212", "N/A", "n/a"))


@dataclass(frozen=True)
class OldCase:
    """One row that can be brought in: its answers, and what tells it from another one."""

    row: int
    answers: Mapping[str, Any]
    same: tuple[str, str, str]


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


#: What is said of a row that may be no complaint at all.
NO_COMPLAINT = Problem(
    "required", Words(N_("Perhaps a title, a total or a note: two of customer, day and what happened are missing.")), ""
)


class RowTrouble(Exception):
    """A row cannot be brought in; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.words)
        self.problem = problem


class Reader:
    """Reads the rows of one list into answers to the step *import*, as the guide would examine them one by one."""

    def __init__(
        self, columns: Columns, file_name: str, moment: Moment, month_first: bool = False,
        years: Mapping[int, int] | None = None, named: Callable[[int], str] = str,
    ) -> None:  # fmt: skip
        """Refused when this person may bring in no complaints at all. `month_first`: how the list writes dates;
        `years`: of the rows whose day has none; `named`: what a row is called in the story of its case."""
        if problems := guide.before(IMPORT, moment):
            raise Refused(problems)
        self._columns, self._month_first, self._name = columns, month_first, columns.name(moment.branch.country)
        self._answers: dict[str, Any] = {}
        self._row, self._years, self._named = 0, years or {}, named
        self._parted = columns.before_words("price")
        self._hour: Cell = None  # of the row, in a column of its own, until the day has taken it
        self._moment = replace(moment, answers=self._answers)  # sees the answers of the row that is read
        self._source = {"file_name": clean(file_name, 300, lines=False)}
        self._fields = {field.name: field for field in IMPORT.fields}

    def read(self, row: int, cells: Sequence[Cell]) -> OldCase:
        """The row's answers. RowTrouble when they are not all there, or cannot be taken."""
        answers = self._answers
        answers.clear()
        answers.update(self._source)
        answers["row"], self._row = self._named(row), row
        rest: list[str] = []
        cells = self._joined(cells) if len(self._name) > 1 else cells
        hour = self._columns.hour
        self._hour = cells[hour] if hour is not None and hour < len(cells) and not blank(cells[hour]) else None
        if self._parted is not None:
            self._refuse_parted(cells, self._parted)
        for target, number in self._columns.places:
            if number < len(cells) and not blank(cell := cells[number]):
                self._take(self._fields[target], cell, self._columns.headings[number], rest)
        if hour is not None and self._hour is not None:
            rest.append(f"{self._columns.headings[hour]}: {shown(self._hour)}")
        answers.setdefault("was", "closed" if answers.get("closed_on") else self._columns.was)
        self._keep_rest(cells, rest)
        self._refuse()
        return OldCase(row, dict(answers), same(answers, self._moment))

    def _refuse_parted(self, cells: Sequence[Cell], price: int) -> None:
        """RowTrouble where the comma of an amount has become the end of its cell: what follows stands one cell too far
        to the right, and "50" is no complaint."""
        euros, cents = cells[price : price + 2] if price + 1 < len(cells) else ("", "")
        if isinstance(euros, str) and isinstance(cents, str) and _CENTS.fullmatch(cents) and euros.strip().isdigit():
            words = Words(PARTED, {"first": euros.strip(), "second": cents.strip()})
            raise RowTrouble(Problem("bad-value", words, "price"))

    def _joined(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells with the whole name where its first half stood."""
        wide = [*cells, *("",) * (max(self._name) + 1 - len(cells))]
        parts = (shown(wide[number]).strip() for number in self._name if not blank(wide[number]))
        wide[dict(self._columns.places)["customer_name"]] = " ".join(filter(None, parts))
        return wide

    def _take(self, field: Field, cell: Cell, heading: str, rest: list[str]) -> None:
        try:
            value = take(field, self._raw(field, cell, heading, rest), self._moment)
        except BadValue as error:
            words = Words(N_("{label}: {problem}"), {"label": Words(field.label), "problem": error.words})
            raise RowTrouble(Problem("bad-value", words, field.name)) from None
        if not is_empty(value):
            self._answers[field.name] = value

    def _raw(self, field: Field, cell: Cell, heading: str, rest: list[str]) -> Any:
        """The cell as the field takes it."""
        if field.kind in _SHORT and isinstance(cell, str) and len(cell) < 10 and cell.strip() in _DASHES:
            return None
        if field.kind in ("day", "moment", "money") and isinstance(cell, str):
            refuse_narrow(cell)
        if field.kind in ("day", "moment"):
            return self._date(field, cell, heading, rest)
        if field.kind == "money":
            return spelt_out(shown(cell), self._moment.currency) if isinstance(cell, str) else rounded(cell)
        if field.kind == "choice":
            return self._chosen(field, shown(cell), heading, rest)
        if field.name in _NUMBERS and isinstance(cell, str):
            cell = all_digits(cell)
        if field.name == "telephone":
            return telephone(shown(cell), self._moment.branch.country, counted=not isinstance(cell, str))
        return shown(cell)

    def _date(self, field: Field, cell: Cell, heading: str, rest: list[str]) -> Any:
        """A date of the list; without a time of day it was when the store opened."""
        day = cell if isinstance(cell, date) else None
        if isinstance(cell, (str, int, float)) and not isinstance(cell, bool):
            day = old_dates.read(cell, self._month_first)
        if day is None and isinstance(cell, str) and old_dates.in_year(cell, old_dates.LEAP, self._month_first):
            if field.name == "purchased_on":  # of which year nobody can say, and no complaint waits for it
                rest.append(f"{heading}: {cell}")
                return None
            day = self._of_year(field, cell)
        if day is None and field.name == "closed_on" and isinstance(cell, str) and self._said_closed(cell):
            return None
        if day is None:
            raise BadValue(Words(N_("Please give a date, for example {example}."), _EXAMPLE))
        if field.kind == "moment" and self._hour is not None:
            day = self._with_hour(day)
        if field.kind == "moment" and not isinstance(day, datetime):
            hours = self._moment.policy.hours(day)
            return min(datetime.combine(day, hours[0] if hours else time(9), self._moment.branch.tz), self._late(day))
        return day

    def _said_closed(self, cell: str) -> bool:
        """Whether a column of closing days says yes or no instead: it counts unless another column says it."""
        was, whole = old_choices.meant(self._fields["was"], cell)
        if was and whole:
            self._answers.setdefault("was", was)
        return bool(was and whole)

    def _of_year(self, field: Field, cell: str) -> date:
        """A day without its year: the row's own, and of a closing the first such day after it was raised, as long as
        that is not more than half a year into the next."""
        year = self._years.get(self._row, 0)
        day = old_dates.in_year(cell, year, self._month_first) if year else None
        if field.name == "closed_on" and "raised_at" in self._answers:
            raised = moment_of(self._answers["raised_at"]).astimezone(self._moment.branch.tz).date()
            day, after = (old_dates.in_year(cell, raised.year + more, self._month_first) for more in (0, 1))
            if day is None or _day(day) < raised:
                day = after if after is not None and (_day(after) - raised).days <= _LONG_OPEN else None
        if day is None:
            raise BadValue(Words(NO_YEAR, {"said": seen(cell).strip()[:30], **_EXAMPLE}))
        return day

    def _with_hour(self, day: date) -> date:
        """The day with the time of day beside it; without where that is uncertain, or the day has another itself."""
        found = old_hours.read(self._hour)
        if isinstance(day, datetime) and found is not None:
            if (day.hour, day.minute) == (found.at.hour, found.at.minute):
                self._hour = None
            elif day.time() == time():  # a program's way of writing a day
                day = day.date()
        if found is None or isinstance(day, datetime) or not found.within(self._moment.policy.hours(day)):
            return day
        self._hour = None
        return datetime.combine(day, found.at)

    def _late(self, day: date) -> datetime:
        """No later than now, on a day that is today."""
        now = self._moment.now.astimezone(self._moment.branch.tz)
        return now if now.date() == day else datetime.max.replace(tzinfo=self._moment.branch.tz)

    def _chosen(self, field: Field, said: str, heading: str, rest: list[str]) -> str:
        """The choice that is meant. A category or a way in that is none of ours is kept among the rest."""
        meant, whole = old_choices.meant(field, said, heading)
        if not meant and field.name == "was":
            text = N_("“{said}” does not say whether it is closed. Write open or closed, or leave the cell empty.")
            raise BadValue(Words(text, {"said": said[:60]}))
        if not whole:
            rest.append(f"{heading}: {said}")
        return meant

    def _keep_rest(self, cells: Sequence[Cell], rest: list[str]) -> None:
        """What the desk has no place for, line by line, also what stands behind the last heading."""
        others: Iterable[int] = self._columns.others
        if self._columns.keeps_rest and len(cells) > (width := len(self._columns.targets)):
            others = (*others, *range(width, len(cells)))  # a separator too many, as in a text without quotation marks
        for number in others:
            if number < len(cells) and (text := shown(cells[number]).strip()):
                heading = self._columns.headings[number].strip() if number < len(self._columns.headings) else ""
                rest.append(f"{heading}: {text}" if heading else text)
        if rest:
            try:
                note = clean("\n".join(rest), LIMIT)
            except BadText as error:
                words = Words(N_("{label}: {problem}"), {"label": Words(N_("Other columns")), "problem": error.words})
                raise RowTrouble(Problem("bad-value", words, "note")) from None
            if note:
                self._answers["note"] = note

    def _refuse(self) -> None:
        for name in NEEDED:
            if name not in self._answers:
                text = Words(N_("Please fill in “{label}”."), {"label": Words(self._fields[name].label)})
                raise RowTrouble(Problem("required", text, name))
        for gate in AFTER[IMPORT.name]:
            for problem in gate(self._moment):
                raise RowTrouble(problem)

    def changes(self, case: OldCase, number: str) -> dict[str, Any]:
        """What bringing in the row does, as the guide decides it; moments are still moments."""
        self._answers.clear()
        self._answers.update(case.answers)
        return {**CHANGES[IMPORT.name](self._moment), "number": number}


def same(answers: Mapping[str, Any], moment: Moment) -> tuple[str, str, str]:
    """What tells one complaint from another: customer, day, and the beginning of what it is about."""
    about = answers.get("product") or answers["own_words"].partition("\n")[0]
    day = answers["raised_at"][:10]
    if not answers["raised_at"].endswith("Z") or moment.branch.zone != "UTC":
        day = datetime.fromisoformat(answers["raised_at"].replace("Z", "+00:00")).astimezone(moment.branch.tz).date()
        return key(answers["customer_name"], day.isoformat(), about)
    return key(answers["customer_name"], day, about)


def key(customer: str, day: str, about: str) -> tuple[str, str, str]:
    """The parts of same(), so that spelling and blanks do not count."""
    return " ".join(fold(customer).split()), day, " ".join(fold(about).split())[:60]
