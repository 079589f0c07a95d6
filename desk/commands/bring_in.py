"""desk import: a list of old complaints into the store, after a manager's PIN; everything is checked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.cases import old_letters, old_list, old_rows
from desk.cases.people import MANAGER, Person
from desk.cases.scenario import ScenarioProblem
from desk.cases.text import of_file
from desk.i18n import N_, Catalogue, Words
from desk.store import accounts, bringing_in, sheets, spreadsheet
from desk.store.connection import Store
from desk.store.journal import Journal
from desk.store.sheets import named

Say = Callable[[str], None]
Ask = Callable[[str], str]

#: Said where a file has more sheets than one.
SHEET = N_("Sheet “{sheet}”, one of {count}. Another one is chosen with --sheet.")

EVERY = N_("All {alike} sheets with the same headings, of {count}.")
ALIKE = N_("Sheets with the same headings: {alike}. They are read together with --sheet \"*\".")

#: Said where days have no year; of more than one, the first is what --year takes.
YEAR = N_("Please say with --year in which year they begin, or their rows stay out. Possible: {years}.")

#: Said where complaints have no day of their own.
UNDATED = N_("Complaints without a day: {count}. With --day-above they are of the day above them.")

#: More rows with trouble than these are counted only.
_TOLD = 20


class NotBroughtIn(ScenarioProblem):
    """The list cannot be brought in."""


@dataclass(frozen=True)
class Wanted:
    """The file, who brings it in (empty: the only manager), and what is done with rows that leave it open."""

    file: Path
    by: str = ""
    still_open: bool = False
    twins: bool = False
    leave_out: bool = False
    only_check: bool = False
    sheet: str = ""
    year: int = 0
    day_above: bool = False


def bring_in(store: Store, wanted: Wanted, now: datetime, ask: Ask, words: Catalogue, say: Say) -> int:
    """Read, check and record the list; 1 when rows have trouble and were not to be left out."""
    person = _manager(store, wanted.by)
    sheet = spreadsheet.read(wanted.file, sheet=wanted.sheet)
    if len(sheet.sheets) > 1:
        said = {"sheet": sheet.sheet, "count": len(sheet.sheets), "alike": len(sheet.alike)}
        say(words.say(Words(EVERY if sheet.parts else SHEET, said)))
        if sheet.alike and not sheet.parts:
            say(words.say(Words(ALIKE, said)))
    if sheet.font:
        say(words.say(Words(old_letters.SAID, {"font": sheet.font})))
    header = old_list.header_row(sheet.rows[: sheets.FIRST])
    columns = _columns(store, old_list.headings(sheet.rows, header), wanted)
    for heading, target in zip(columns.headings, columns.targets, strict=True):
        held = words.gettext(old_list.label(target) if target else N_("kept as a note"))
        say(f"{heading}: {held}")
    moment = Journal(store).moment("", person, now)
    name = of_file(wanted.file.name)
    looked = bringing_in.look(
        store, sheet.rows, header, columns, name, moment, lambda done, of: None,
        bringing_in.Told(sheet.first, sheet.parts, wanted.year, wanted.day_above),
    )  # fmt: skip
    _tell(looked, words, say)
    if wanted.only_check or (looked.troubles and not wanted.leave_out):
        say(words.gettext(N_("Nothing was brought in.")))
        return 1 if looked.troubles else 0
    _let_in(store, person, now, ask, words)
    reader = old_rows.Reader(columns, name, moment)
    came = Journal(store).bring_in(reader, looked.chosen(wanted.twins), by=person, now=now)
    text = words.ngettext("{count} complaint was brought in.", "{count} complaints were brought in.", came.count)
    say(text.format(count=came.count) + (f" {came.first} – {came.last}" if came.count else ""))
    return 0


def _manager(store: Store, named: str) -> Person:
    managers = [person for person in accounts.people(store).values() if person.role == MANAGER and person.active]
    chosen = [person for person in managers if named in (person.id, person.name)] if named else managers
    if len(chosen) != 1:
        names = ", ".join(person.name for person in managers)
        text = N_("Which manager brings in the list? Please name one with --by: {names}")
        raise NotBroughtIn(Words(text, {"names": names}))
    return chosen[0]


def _let_in(store: Store, person: Person, now: datetime, ask: Ask, words: Catalogue) -> None:
    pin = ask(words.say(Words(N_("PIN of {name}: "), {"name": person.name})))
    try:
        right = accounts.check_pin(store, person.id, pin, now)
    except accounts.Locked as locked:
        raise NotBroughtIn(locked.words) from None
    if not right:
        raise NotBroughtIn(Words(N_("That is not the right PIN. Nothing was brought in.")))


def _columns(store: Store, headings: Sequence[str], wanted: Wanted) -> old_list.Columns:
    targets = old_list.guessed(headings, bringing_in.remembered(store))
    columns = old_list.Columns(headings, targets, "open" if wanted.still_open else "closed")
    for target in columns.missing:
        text = N_("No column of the list says “{label}”. Please give it a heading that the desk knows.")
        raise NotBroughtIn(Words(text, {"label": Words(old_list.label(target))}))
    return columns


def _tell(looked: bringing_in.Looked, words: Catalogue, say: Say) -> None:
    values = {"new": len(looked.cases), "twins": len(looked.twins), "troubles": len(looked.troubles)}
    say(words.say(Words(N_("New complaints: {new}. Already there: {twins}. Rows with trouble: {troubles}."), values)))
    if looked.month_first:
        say(words.gettext(old_list.MONTH_FIRST))
    years = looked.years
    if said := " ".join(words.say(one) for one in years.words):
        asked = Words(YEAR, {"years": ", ".join(map(years.named, years.choices[:3]))})
        say(f"{said} {words.say(asked)}" if years.choices and not years.first else said)
    if looked.undated:
        say(words.say(Words(UNDATED, {"count": looked.undated})))
    for row, problem in looked.troubles[:_TOLD]:
        place = named(row, looked.parts)
        say("  " + words.say(Words(N_("Row {row}: {problem}"), {"row": place, "problem": problem.words})))
