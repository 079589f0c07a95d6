"""A list of old complaints into the store: looked through row by row, then recorded whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import apsw

from desk.cases import old_dates, old_years
from desk.cases.case import Case, apply
from desk.cases.listing import in_short
from desk.cases.moment import Moment, Problem
from desk.cases.old_ditto import as_above, undated
from desk.cases.old_list import Cell, Columns, blank, numbered
from desk.cases.old_rows import NO_COMPLAINT, OldCase, Reader, RowTrouble, key
from desk.cases.old_years import Years
from desk.cases.values import canonical, freeze
from desk.i18n import N_, Words

from . import again, derived, indexing, places, settings
from .connection import Store
from .derived import Arrived
from .entries import NewEntry, Typed, append_many, parted, personal_of
from .instants import at, micros
from .sheets import Part, named
from .told import words_of

#: So many rows are looked at, or written, between two words about how far it is.
PORTION = 1000

#: How headings were matched before, as long as so many are known.
SETTING, REMEMBERED = "import_columns", 400

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Twin:
    """A row that is there already: in the file (`row`) or in the store (`number`)."""

    case: OldCase
    row: str = ""
    number: str = ""

    @property
    def words(self) -> Words:
        if self.row:
            return Words(N_("The same complaint as in row {row}."), {"row": self.row})
        return Words(N_("The same complaint as case {number}."), {"number": self.number})


@dataclass
class Looked:
    """What a list holds: complaints that can be brought in, those that are there already, and rows with trouble."""

    cases: list[OldCase] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    troubles: list[tuple[int, Problem]] = field(default_factory=list)
    month_first: bool = False  # how the list writes its dates
    years: Years = field(default_factory=Years)  # of days that it writes without one
    undated: int = 0  # complaints that have all but their day
    day_above: bool = False  # they were read as of the day above
    parts: Sequence[Part] = ()  # the sheets, where the list is of several

    def chosen(self, twins: bool) -> list[OldCase]:
        """What is brought in, in the order of the rows."""
        return sorted([*self.cases, *(twin.case for twin in self.twins)], key=lambda c: c.row) if twins else self.cases


@dataclass(frozen=True)
class Told:
    """What is known of a list beside its rows: its sheets, and what somebody has said of its days."""

    sheet: str = ""
    parts: Sequence[Part] = ()  # where the list is of several
    year: int = 0  # in which days without their year begin
    day_above: bool = False  # a complaint without a day is of the day above

    def named(self, row: int) -> str:
        """A row as people find it."""
        return named(row, self.parts)


@dataclass(frozen=True)
class BroughtIn:
    """How many complaints came in, and the numbers of the first and the last."""

    count: int
    first: str = ""
    last: str = ""


def look(
    store: Store, rows: Sequence[Sequence[Cell]], header: int, columns: Columns, file_name: str, moment: Moment,
    progress: Progress, told: Told | None = None,
) -> Looked:  # fmt: skip
    """Every row below the header. Refused when this person may not bring in complaints; nothing is written."""
    told = told or Told()
    written, rows = rows, as_above(rows, header, columns, told.day_above)
    month_first = old_dates.month_first(columns.dates(rows[header + 1 :]))
    looked = Looked(month_first=month_first, day_above=told.day_above, parts=told.parts)
    if told.day_above:
        looked.undated = sum(undated(row, columns) for row in written[header + 1 :])
    today = moment.now.astimezone(moment.branch.tz).date()
    begins = {part.after: part.titles for part in told.parts[1:]}
    looked.years = old_years.of_list(rows, header, columns, month_first, told.sheet, today, told.year, begins)
    reader = Reader(columns, file_name, moment, month_first, looked.years.of, told.named)
    known = _known(store, moment)
    seen: dict[tuple[str, str, str], int] = {}
    heading = rows[header] if header >= 0 else None  # once more at the top of each page
    first = header + 1 + (header + 1 < len(rows) and numbered(rows[header + 1]))
    for number in range(first, len(rows)):
        if (number - header) % PORTION == 0:
            progress(number - header, len(rows) - header - 1)
        if all(map(blank, written[number])) or rows[number] == heading:
            continue
        try:
            case = reader.read(number + 1, rows[number])
        except RowTrouble as trouble:
            problem = trouble.problem if columns.tells(rows[number]) else NO_COMPLAINT
            looked.troubles.append((number + 1, problem))
            looked.undated += not told.day_above and undated(rows[number], columns)
            continue
        if case.same in seen:
            looked.twins.append(Twin(case, row=told.named(seen[case.same])))
        elif case.same in known:
            looked.twins.append(Twin(case, number=known[case.same]))
        else:
            seen[case.same] = case.row
            looked.cases.append(case)
    progress(len(rows) - header - 1, len(rows) - header - 1)
    return looked


def _known(store: Store, moment: Moment) -> dict[tuple[str, str, str], str]:
    """Every case of the store by what tells it from another."""
    zone = moment.branch.tz
    days: dict[int, str] = {}
    found: dict[tuple[str, str, str], str] = {}
    for number, customer, about, raised in store.rows(
        "select number, customer, about, raised_at from case_list where customer<>'' and raised_at<>0"
    ):
        hour = raised // 3_600_000_000
        if hour not in days:
            days[hour] = at(raised).astimezone(zone).date().isoformat()
        found[key(customer, days[hour], about or "")] = number
    return found


# What was matched before -----------------------------------------------------------------------------------------


def remembered(store: Store) -> dict[str, str]:
    """How headings were matched before, by headings.plain()."""
    kept = settings.get(store, SETTING, {})
    return {str(name): str(target) for name, target in kept.items()}


def remember(store: Store, matched: Mapping[str, str]) -> None:
    """Keep how headings were matched for the next list, the newest last; the oldest are forgotten."""
    kept = {name: target for name, target in remembered(store).items() if name not in matched} | dict(matched)
    settings.put(store, SETTING, dict(list(kept.items())[-REMEMBERED:]))


# Recording -------------------------------------------------------------------------------------------------------


def bring_in(store: Store, reader: Reader, cases: Sequence[OldCase], moment: Moment, progress: Progress) -> BroughtIn:
    """Record the cases in one transaction: all of them, or none when it fails or `progress` raises.

    The entries are those that Journal.record() would write; a test compares.
    """
    if not cases:
        return BroughtIn(0)
    with places.unheard(store), store.writing() as connection:
        numbers = _numbers(store, moment.branch.code, len(cases))
        first = 1 + int(connection.execute("select coalesce(max(id), 0) from entry").get)
        with again.room(connection):
            write(connection, made(reader, cases, numbers, moment, first), len(cases), progress)
            indexing.index_new(connection, first)
        settings.put(store, "last_number", settings.get(store, "last_number", 0) + len(cases))
    return BroughtIn(len(cases), numbers(0), numbers(len(cases) - 1))


Made = tuple[NewEntry, Arrived]


def write(connection: apsw.Connection, made: Iterable[Made], count: int, progress: Progress) -> None:
    """Entries and lines of so many new cases, some at a time."""
    with derived.coming(connection, count) as arrive:
        for some, done in _portions(made, count):
            append_many(connection, [new for new, _ in some])
            arrive([line for _, line in some])
            progress(done, count)


def _numbers(store: Store, code: str, count: int) -> Callable[[int], str]:
    """What the new cases are called, from the next free number on."""
    desk, last = settings.get(store, "desk_no", 1), settings.get(store, "last_number", 0)
    named = f"{code}-" if desk == 1 else f"{code}-{desk}-"
    return lambda number: f"{named}{last + 1 + number:05d}"


def _portions(made: Iterable[Made], total: int) -> Iterator[tuple[list[Made], int]]:
    some: list[Made] = []
    for done, one in enumerate(made, 1):
        some.append(one)
        if len(some) == PORTION or done == total:
            yield some, done
            some = []


def made(
    reader: Reader, cases: Sequence[OldCase], numbers: Callable[[int], str], moment: Moment, row: int
) -> Iterator[Made]:
    """The first entry of each case with its line in the lists; the first one will have that row."""
    ids, operation, when = _ids(moment.now), os.urandom(8).hex(), micros(moment.now)
    usual: dict[str, Typed] = {}
    for place, case in enumerate(cases):
        number = numbers(place)
        changes = reader.changes(case, number)
        state = changes["state"]
        if state not in usual:
            _, *rest, _, _, _ = derived.typed(apply(Case(""), freeze(changes)))[0]
            usual[state] = tuple(rest)
        raised, closed = micros(changes["raised_at"]), micros(changes.get("closed_at"))
        typed = (number, *usual[state], raised, when, closed)
        public, personal = parted(case.answers, changes)
        customer, about = changes["customer_name"], in_short(changes.get("product", ""), changes["own_words"])
        new = NewEntry(
            case_id=ids(place), lamport=1, at=when, step="import", author=moment.person.id,
            operation=f"{operation}-{case.row}", typed=typed, body=canonical(public),
            personal=personal_of(personal, customer, about),
        )  # fmt: skip
        line = derived.whole(row + place, new.case_id, typed, customer, about)
        yield new, Arrived(line, words_of(number, changes))


def _ids(now: datetime) -> Callable[[int], bytes]:
    """Ids for cases of one moment, one after the other as UUIDs of version 7 are, so that they lie together on disk."""
    chance = int.from_bytes(os.urandom(5), "big")
    first = (micros(now) // 1000 & (2**48 - 1)) << 80 | 7 << 76 | 2 << 62 | chance

    def made(place: int) -> bytes:
        upper, lower = divmod(place, 1 << 20)
        return (first | upper << 64 | lower << 42).to_bytes(16, "big")

    return made

