"""The year of days that a list writes without one: its title says it, the days around do, or somebody is asked.

What is not certain is left open: a row without its year stays out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from desk.i18n import N_, Words

from . import old_dates
from .headings import YEAR_OF, plain
from .old_list import Cell, Columns, blank, shown
from .text import fold

#: What is said of a row whose year nobody knows.
NO_YEAR = N_("“{said}” does not say its year. Please write it, for example {example}.")

#: Said of a list that has such days, and of their years.
SHORT = N_("Days without their year: {count}.")
READ_AS = N_("They are read as days of {years}.")
AROUND = N_("The list itself says which it is.")
LEFT_OUT = N_("{missing} of them stay out. Please write the year in the list.")

#: Chosen where what a title says is not to count.
UNKNOWN = -1

#: Days of the year follow one another, each month with 31 of them; a step longer than this may go either way.
_MONTH, _HALF = 31, 186

#: A step back by more than this is none of somebody who was written down late, unless the list goes on where it was.
_LATE = 62

#: One step in so many may go back in a list that is in order: somebody was written down late.
_ONE_IN = 8

#: So many years may be chosen from.
_OFFERED = 10


@dataclass(frozen=True)
class Day:
    """A day of the list; `year` is 0 where none is written. Row 1 is the first of the file."""

    row: int
    month: int
    day: int
    year: int = 0

    @property
    def place(self) -> int:
        return self.month * _MONTH + self.day


@dataclass(frozen=True)
class Years:
    """The year of each row that writes its day without one, as far as it is known, and what may be chosen for others.

    `first` is the year in which they begin and `over` how many New Years they go over: 2024 and 1 are 2024–2025.
    """

    of: Mapping[int, int] = field(default_factory=dict)
    short: int = 0
    choices: tuple[int, ...] = ()
    first: int = 0
    over: int = 0

    @property
    def missing(self) -> int:
        """How many rows still have no year."""
        return self.short - len(self.of)

    def named(self, first: int) -> str:
        """The years that begin with that one, to be shown."""
        return f"{first}–{first + self.over}" if self.over else str(first)

    @property
    def words(self) -> list[Words]:
        """What is said of them, without asking; nothing where there are none."""
        if not self.short:
            return []
        said = [Words(SHORT, {"count": self.short})]
        if self.first:
            said.append(Words(READ_AS, {"years": self.named(self.first)}))
        elif not self.missing:
            said.append(Words(AROUND))
        elif not self.choices:
            said.append(Words(LEFT_OUT, {"missing": self.missing}))
        return said


# The list --------------------------------------------------------------------------------------------------------


def of_list(
    rows: Sequence[Sequence[Cell]], header: int, columns: Columns, american: bool, sheet: str, today: date, chosen: int,
    begins: Mapping[int, Iterable[str]] | None = None,
) -> Years:  # fmt: skip
    """The years of the days on which complaints were raised. `chosen`: in which year somebody said that they begin, or
    UNKNOWN; `begins`: at which rows another sheet does, with its titles."""
    place = dict(columns.places).get("raised_at", -1)
    below = range(header + 1, len(rows))
    short = {n for n in below if 0 <= place < len(rows[n]) and _is_short(rows[n][place], american)}
    if not short:
        return Years()
    if not old_dates.told_order((str(rows[n][place]) for n in below if _is_text(rows[n], place)), american):
        return Years(short=len(short))
    beside = next((n for n, name in enumerate(columns.headings) if plain(name) in YEAR_OF), -1)
    titles = [shown(cell) for row in rows[: max(0, header)] for cell in row]
    if place < len(columns.headings):
        titles.append(columns.headings[place])
    parts: list[tuple[Collection[int], list[Day]]] = [(told(titles, sheet), [])]
    for number in below:
        if begins and number in begins and ((said := told(begins[number])) or parts[-1][0]):
            parts.append((said, []))  # sheets that say no year go on where the last one ended
        if number in short:
            day = old_dates.in_year(str(rows[number][place]), old_dates.LEAP, american)
            assert day is not None  # so it is short
            parts[-1][1].append(Day(number + 1, day.month, day.day, _written(rows[number], beside)))
        elif whole := _whole(rows[number], place, american):
            parts[-1][1].append(Day(number + 1, whole.month, whole.day, whole.year))
        elif years := _section(rows[number]):
            parts.append((years, []))
    own = {day.row: day.year for _, days in parts for day in days if day.year and day.row - 1 in short}
    found = _together([of_days(days, said, today, chosen) for said, days in parts if days])
    return replace(found, of={**found.of, **own}, short=len(short))


def _written(row: Sequence[Cell], place: int) -> int:
    """The year in a column of its own; 0 for none."""
    text = shown(row[place]).strip() if 0 <= place < len(row) else ""
    return int(text) if _YEAR.fullmatch(text) else 0


def _is_text(row: Sequence[Cell], place: int) -> bool:
    return place < len(row) and isinstance(row[place], str)


def _is_short(cell: Cell, american: bool) -> bool:
    if not isinstance(cell, str) or _LONG.search(cell) or cell.isspace() or not cell:
        return False
    return old_dates.read(cell, american) is None and old_dates.in_year(cell, old_dates.LEAP, american) is not None


_LONG = re.compile(r"\d{4}")


def _whole(row: Sequence[Cell], place: int, american: bool) -> date | None:
    cell = row[place] if place < len(row) else None
    if isinstance(cell, date) or cell is None or isinstance(cell, bool) or blank(cell):
        return cell if isinstance(cell, date) else None
    return old_dates.read(cell, american) if isinstance(cell, (str, int, float)) else None


def _section(row: Sequence[Cell]) -> Collection[int]:
    """The year that a row between the complaints says, such as "Tháng 1/2025"; nothing for any other row."""
    filled = [shown(cell) for cell in row if not blank(cell)]
    return told(filled) if len(filled) == 1 else ()


def _together(parts: Sequence[Years]) -> Years:
    """What all parts of a list say. Where more than one is open, no one year can be chosen for them."""
    found = {row: year for part in parts for row, year in part.of.items()}
    short, asked = sum(part.short for part in parts), [part for part in parts if part.choices]
    if len(asked) != 1 or len([part for part in parts if part.missing or part.choices]) > 1:
        return Years(found, short)
    return Years(found, short, asked[0].choices, asked[0].first, asked[0].over)


# The days --------------------------------------------------------------------------------------------------------


def of_days(days: Sequence[Day], said: Collection[int], today: date, chosen: int = 0) -> Years:
    """The years of days in the order of the list. `said` is what its title says."""
    ordered, in_order = _ordered(days)
    offsets, clear = _offsets(ordered) if in_order else ([0] * len(ordered), True)
    short, over = sum(not day.year for day in days), offsets[-1]
    begins = {day.year - offset for day, offset in zip(ordered, offsets, strict=True) if day.year}
    if not clear or len(begins) > 1:
        return Years(_between(ordered, offsets) if in_order else {}, short)
    offered = tuple(begins) or _possible(ordered, over, today)
    told_first = min(said, default=0)
    if set(said) != set(range(told_first, told_first + over + 1)) or (begins and told_first not in begins):
        told_first = 0
    if in_order and _stays_back(ordered):
        offered, told_first = tuple(sorted({*offered, told_first} - {0}, reverse=True)), 0
    first = chosen if chosen in (*offered, told_first) else 0 if chosen else told_first  # never another than was said
    if first:
        found = {day.row: first + offset for day, offset in zip(ordered, offsets, strict=True) if not day.year}
    else:
        found = _between(ordered, offsets) if in_order else {}
    if len(found) == short and not first:
        return Years(found, short)
    return Years(found, short, tuple(sorted({*offered, first, told_first} - {0}, reverse=True)), first, over)


def _ordered(days: Sequence[Day]) -> tuple[Sequence[Day], bool]:
    """The days from the oldest to the newest, and whether the list has them in order, one way or the other."""
    steps = [after.place - before.place for before, after in pairwise(days)]
    near = [step for step in steps if step and abs(step) <= _HALF]
    up = sum(step > 0 for step in near)
    down = len(near) - up
    return days[::-1] if down > up else days, min(up, down) * _ONE_IN <= len(near)


def _offsets(days: Sequence[Day]) -> tuple[list[int], bool]:
    """How many New Years lie between the first day and each; and whether that is clear: where days leap far ahead and
    come back to where they were, one of last December was written down late."""
    offsets, clear, left = [0], True, 0
    for before, after in pairwise(days):
        step = after.place - before.place
        offsets.append(offsets[-1] + (step < -_HALF))
        if step > _HALF:
            left = left or before.place
        elif step < -_LATE:
            clear = clear and not (left and after.place >= left)
            left = 0
    return offsets, clear


def _stays_back(days: Sequence[Day]) -> bool:
    """Whether a list in order goes back by months and on from there: from August to April, perhaps of the next year."""
    for before, after, then in zip(days, days[1:], [*days[2:], days[-1]], strict=False):
        if -_HALF <= after.place - before.place < -_LATE and then.place < before.place - _LATE:
            return True
    return False


def _between(days: Sequence[Day], offsets: Sequence[int]) -> dict[int, int]:
    """The years of days that lie between two with a year, where the New Years between these are as many as they say."""
    found: dict[int, int] = {}
    whole = [n for n, day in enumerate(days) if day.year]
    for first, last in pairwise(whole):
        part = days[first : last + 1]
        if days[last].year - days[first].year == offsets[last] - offsets[first] and _offsets(part)[1]:
            found |= {
                days[n].row: days[first].year + offsets[n] - offsets[first] for n in range(first + 1, last)
            }  # fmt: skip
    return found


def _possible(days: Sequence[Day], over: int, today: date) -> tuple[int, ...]:
    """The years in which the list may begin, so that its last day is not in the future."""
    last = days[-1].place if over else max(day.place for day in days)
    newest = today.year - over - (last > today.month * _MONTH + today.day)
    return tuple(range(newest, newest - _OFFERED, -1))


# Titles ----------------------------------------------------------------------------------------------------------

#: "2024/25" is both.
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)")
_SCHOOL = re.compile(r"(?<!\d)(20\d\d) ?[/\u2013-] ?(\d\d)(?!\d)")
_NAMED = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tammi|helmi|maalis|huhti|touko|kesa|heina|elo|syys|loka|marras|joulu"
)

#: A day in a title is that of its printing, and a law has a year as well; neither says of when the list is.
_OTHER = re.compile(
    r"\d[./-]\d{1,2}[./-]\d|\d{4}-\d{1,2}(?!\d)|/\d{4}/|ngay \d|\d\.?(?:st|nd|rd|th)? (?:" + _NAMED + ")"
    "|(?:" + _NAMED + r")[a-z]* \d{1,2}(?!\d)"
    r"|\b(?:mau|thong tu|quyet dinh|nghi dinh|luat|ban hanh|lap|cap nhat|qd|tt|nd|print|printed|updated|created|version"
    r"|form|since|est|founded|lomake|tulostettu|paivitetty|perustettu|luotu|versio|copyright)\b"
)
_ABOUT = re.compile(
    r"\b(?:khieu nai|phan anh|gop y|so theo doi|danh sach|bang ke|tong hop|complaint|feedback|register|log\b"
    r"|reklamaatio|valitu|palaut|asiakaspalaut|luettelo|lista)"
)
_PERIOD = re.compile(
    r"(?:nam|thang|thg|t|quy|q|tu|den|trang|ngay|date|pvm|paivamaara|sheet|year|month|quarter|vuosi|vuonna|kuukausi"
    r"|(?:" + _NAMED + r")[a-z]*)"
)


#: A year stands at the end, or behind a word or a month that says so: "2000 khách hàng" are many customers.
_PLACED = re.compile(
    r"(?:\b(?:nam|vuo[a-z]+|year|" + _NAMED + r")[a-z]* ?|\d ?[/.\u2013-] ?)\d{4}|\d{4}(?= *(?:$|[^\w ]))"
)


def told(titles: Iterable[str], sheet: str = "") -> Collection[int]:
    """The years of which the list is, by its titles and its sheet's name; none where they differ or say none."""
    said = [years for title in (*titles, sheet) if (years := _told(title))]
    return said[0] if said and all(years == said[0] for years in said) else ()


def _told(title: str) -> frozenset[int]:
    """The years of a title of complaints, or of one that speaks of nothing but a time."""
    text = fold(title)
    if school := _SCHOOL.search(text):
        first = int(school[1])
        return frozenset((first, first + 1) if (first + 1) % 100 == int(school[2]) else ())
    if not _YEAR.search(text) or _OTHER.search(text) or len(_PLACED.findall(text)) != len(_YEAR.findall(text)):
        return frozenset()
    if not _ABOUT.search(text) and not all(map(_PERIOD.fullmatch, re.findall("[a-z]+", text))):
        return frozenset()
    return frozenset(map(int, _YEAR.findall(text)))
