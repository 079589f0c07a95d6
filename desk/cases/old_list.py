"""A list of old complaints: what its columns hold, guessed from their headings, and its cells as they stand there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from desk.i18n import LANGUAGES, N_, catalogue

from . import old_dates, old_hours, old_names
from .headings import DONE, HEADINGS, OTHERS, SAVED, SAVED_TOO, plain
from .steps import STEPS

IMPORT = STEPS["import"]

#: What a list may have in a column of its own and the desk keeps together with another answer.
_BESIDE = {"customer_name": (old_names.TOO,), "raised_at": (old_hours.TARGET,)}
_LABELS = {old_names.TOO: old_names.LABEL, old_hours.TARGET: old_hours.LABEL}

#: What a column of the list may hold, in the order in which it is offered. The desk itself knows file and row.
TARGETS = tuple(
    name for field in IMPORT.fields if field.name not in ("file_name", "row", "note")
    for name in (field.name, *_BESIDE.get(field.name, ()))
)  # fmt: skip

#: Fields that hold a day or a moment.
DATES = frozenset(field.name for field in IMPORT.fields if field.kind in ("day", "moment"))

#: Fields that no number of two digits answers.
_IN_WORDS = ("own_words", "customer_name", "product", "wish", "old_result", "address")

#: Without these three there is no complaint.
NEEDED = ("customer_name", "own_words", "raised_at")

#: What the desk writes before the rows that it could not take: no part of the list when that comes back.
OWN = (N_("Row"), N_("What is wrong"))

#: Said where it is so, because nobody would look for it.
MONTH_FIRST = N_("This list writes the month first: 3/25/2024 and 3/5/2024 are read as days in March.")

#: Said where a file has more than one, such as one for each month.
ONE_SHEET = N_("Only the sheet “{sheet}” was brought in. For another one, please choose the same file again.")

#: What a cell of a spreadsheet may be.
Cell = str | float | int | bool | date | datetime | time | timedelta | None

#: What a spreadsheet writes where it could not work something out.
_ERROR = re.compile(
    r"\s*#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|PUUTTUU!|VIITTAUS!|ARVO!|JAKO/0!|NIMI\?|TYHJÄ!|LUKU!)\s*"
)


def label(target: str) -> str:
    """What a target is called, to be translated."""
    if target in _LABELS:
        return _LABELS[target]
    field = IMPORT.field(target)
    assert field is not None  # TARGETS are its fields
    return field.label


# Headings --------------------------------------------------------------------------------------------------------


def guessed(headings: Sequence[str], known: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What each column holds, empty for what the desk has no place for; each target once.

    `known` is how headings were matched before, by plain(); "" says that a column was left out on purpose.
    """
    names = [plain(heading) for heading in headings]
    own = saved(names)
    sure = {name: target for name, target in own.items() if target}
    known = {**own, **old_names.halves(names), **(known or {}), **sure}
    found = [known.get(name, "") if known.get(name) in TARGETS else "" for name in names]
    for exact in (True, False):
        for number, name in enumerate(names):
            if name and not found[number] and name not in known:
                found[number] = _meant(name, exact, found)
    once = [target if target not in found[:number] else "" for number, target in enumerate(found)]
    return tuple(old_names.parted(names, old_hours.parted(names, once, known)))


def _meant(name: str, exact: bool, taken: Sequence[str]) -> str:
    """The target that a heading names, whole or as a part of it; the longest name counts.

    A part of a longer name is no name there: "Mã khách hàng", the customer's code, says nothing of "hàng", the goods.
    Nor is a time of day: "Response time" is none; nor "resolved by" what says whether it is closed.
    """
    fits = [one for one in _names() if one[0] == name] if exact else _held(name)
    whole = [one for one in fits if not any(one[0] != more and f" {one[0]} " in f" {more} " for more, _ in fits)]
    free = (one for one in whole if one[1] not in taken)
    return max(free, key=lambda one: len(one[0]), default=("", ""))[1]


@lru_cache(maxsize=2048)
def _held(heading: str) -> list[tuple[str, str]]:
    """The names that a longer heading holds. The first rows of every sheet are asked whether they are headings."""
    around = f" {heading} "
    return [one for one in _parts() if one[0] in heading and f" {one[0]} " in around]


@cache
def _parts() -> list[tuple[str, str]]:
    """The names that count as a part of a longer heading, too."""
    return [one for one in _names() if len(one[0]) > 3 and one[1] != old_hours.TARGET and one[0] not in DONE]


@cache
def _names() -> list[tuple[str, str]]:
    """Every name of every target: those people use, and the desk's own in each language; first what is none."""
    named = [(name, "") for name in OTHERS]
    for target in TARGETS:
        own = (plain(catalogue(language).gettext(label(target))) for language in LANGUAGES)
        named += [(name, target) for name in (*HEADINGS.get(target, ()), *own)]
    return named


#: By so many of its headings the desk's own list is known.
_OWN_AT_LEAST = 6


def saved(names: Collection[str]) -> Mapping[str, str]:
    """What the columns of the desk's own list hold, by plain(), when these are of one in any language; else nothing.

    Some of its columns may be gone, as long as it is plain whose list it is.
    """
    for language in LANGUAGES:
        say = catalogue(language).gettext
        found = {name: target for text, target in SAVED.items() if (name := plain(say(text))) in names}
        if len(found) >= _OWN_AT_LEAST and {"old_number", "customer_name", "raised_at"} <= set(found.values()):
            found |= {name: target for text, target in SAVED_TOO.items() if (name := plain(say(text))) in names}
            if list(found.values()).count("own_words") > 1:
                found[plain(say("About"))] = ""  # only the beginning of what happened
            return found
    return {}


def _own(names: Sequence[str]) -> bool:
    """Whether the list is one of rows with trouble, put right meanwhile."""
    said = tuple(map(plain, names[: len(OWN)]))
    return any(said == tuple(plain(catalogue(language).gettext(words)) for words in OWN) for language in LANGUAGES)


def header_row(rows: Sequence[Sequence[Cell]]) -> int:
    """Which of the first rows names the columns: titles may stand above it. -1 where the list begins without one."""
    best, where = 0, -1
    for number in range(len(rows)):
        fits = understood(headings(rows, number))
        if fits > best:
            best, where = fits, number
    if best >= 2:
        return where
    first = next((n for n, row in enumerate(rows) if any(shown(cell).strip() for cell in row)), 0)
    return -1 if rows and _is_complaint(rows[first]) else first


def _is_complaint(row: Sequence[Cell]) -> bool:
    """Whether a day stands in the row beside something else: so it is no heading, and no title."""
    days = [isinstance(cell, date) or (isinstance(cell, str) and old_dates.read(cell) is not None) for cell in row]
    return any(days) and sum(not blank(cell) for cell in row) > 1


def understood(names: Sequence[str]) -> int:
    """For how many columns it is clear what they hold."""
    return len({plain(name) for name, target in zip(names, guessed(names), strict=True) if target})


def headings(rows: Sequence[Sequence[Cell]], number: int) -> list[str]:
    """What a row calls the columns; where it is empty, the row above does: "Customer" over "Name" and "Address"."""
    own = [shown(cell).strip() for cell in rows[number]] if 0 <= number < len(rows) else []
    above = [shown(cell).strip() for cell in rows[number - 1]] if number > 0 else []
    if sum(map(bool, own)) < 2 or understood(above) < 2:  # a title
        return own
    width = max(len(own), len(above))
    own, above = own + [""] * (width - len(own)), above + [""] * (width - len(above))
    return [name or over for name, over in zip(own, above, strict=True)]


# Cells -----------------------------------------------------------------------------------------------------------


def shown(cell: Cell) -> str:
    """A cell as text. Nothing in it is ever worked out: a formula is the text that it is."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        # a spreadsheet itself shows no more than fifteen
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell if isinstance(cell, str) else str(cell)


def blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell that could be seen, or nothing but the error of a formula."""
    if not isinstance(cell, str):
        return cell is None
    return not cell or cell.isspace() or ("#" in cell and bool(_ERROR.fullmatch(cell)))


class Columns:
    """Which column holds what, and what stands for the rows that do not say whether they are closed."""

    def __init__(self, headings: Sequence[str], targets: Sequence[str], was: str = "closed", rest: bool = True) -> None:
        """`rest`: columns without a target are kept as a note."""
        self.headings, self.targets, self.was, self.keeps_rest = tuple(headings), tuple(targets), was, rest
        self.places = [(target, number) for number, target in enumerate(targets) if target and target not in _LABELS]
        self.hour = targets.index(old_hours.TARGET) if old_hours.TARGET in targets else None
        if old_names.TOO in targets and "customer_name" not in targets:
            self.places.append(("customer_name", targets.index(old_names.TOO)))
        self.places.sort(key=lambda place: place[0] != "raised_at")  # read first: a closing may be told by it
        kept = range(len(OWN) if _own(headings) else 0, len(targets)) if rest else ()
        self.others = [number for number in kept if not targets[number]]

    def dates(self, rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
        """What the list has typed for dates, in all of its columns for them."""
        places = [number for target, number in self.places if target in DATES]
        for row in rows:
            for number in places:
                if number < len(row) and isinstance(cell := row[number], str):
                    yield cell

    def before_words(self, target: str) -> int | None:
        """The column of that target, when the next one holds words; None else."""
        place = self.targets.index(target) if target in self.targets else len(self.targets)
        return place if self.targets[place + 1 : place + 2] in [(words,) for words in _IN_WORDS] else None

    def tells(self, row: Sequence[Cell]) -> bool:
        """Whether more than one of customer, day and matter stands there; else the row may be a title or a total."""
        places = [number for target, number in self.places if target in NEEDED]
        return sum(number < len(row) and not blank(row[number]) for number in places) > 1

    @property
    def missing(self) -> tuple[str, ...]:
        """What no column holds and no complaint can be without."""
        held = {target for target, _ in self.places}
        return tuple(target for target in NEEDED if target not in held)

    def name(self, country: str) -> tuple[int, ...]:
        """The columns of the customer's name, in the order in which they are one name there."""
        return old_names.ordered([plain(heading) for heading in self.headings], self.targets, country)


def numbered(row: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: (1), (2), (3), as forms do below their headings."""
    said = [text.strip("() ") for cell in row if (text := shown(cell).strip())]
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]


def example(rows: Iterable[Sequence[Cell]], number: int) -> Iterator[str]:
    """The first filled cells of a column, to know it by."""
    return (text for row in rows if number < len(row) and (text := shown(row[number]).strip()))
