"""Bringing in a list, away from the window's thread: read, looked through, recorded, and its troubles written down."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.cases import old_list
from desk.cases.headings import plain
from desk.cases.old_list import Cell, Columns
from desk.cases.old_rows import Reader
from desk.cases.people import Person
from desk.cases.text import of_file
from desk.i18n import Catalogue, Words
from desk.store import bringing_in, sheets, spreadsheet
from desk.store.bringing_in import BroughtIn, Looked, Told
from desk.store.database import Store
from desk.store.export import as_text
from desk.store.journal import Journal
from desk.store.spreadsheet import Sheet

from .job import Job

#: So many rows are shown as examples.
EXAMPLES = 6


@dataclass(frozen=True)
class Opened:
    """A list that was read: which row names the columns, and what each column seems to hold."""

    path: Path
    sheet: Sheet
    header: int
    targets: tuple[str, ...]

    @property
    def headings(self) -> list[str]:
        """A column without a heading is called by its letter, as spreadsheets do."""
        names = old_list.headings(self.sheet.rows, self.header)
        width = max(len(names), *(len(other) for other in self.examples)) if self.examples else len(names)
        names += [""] * (width - len(names))
        return [name or _letter(number) for number, name in enumerate(names)]

    @property
    def examples(self) -> Sequence[Sequence[Cell]]:
        return self.sheet.rows[self.header + 1 : self.header + 1 + EXAMPLES]

    @property
    def count(self) -> int:
        empty = sum(not row for row in self.sheet.rows)  # in the place of headings that are those of the first sheet
        return len(self.sheet.rows) - self.header - 1 - empty


def _letter(number: int) -> str:
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


@dataclass(frozen=True)
class Asked:
    """What somebody chose: the list, its columns, who brings it in, in which year its days without one begin, and
    whether a complaint without a day is of the day above."""

    opened: Opened
    columns: Columns
    by: Person
    now: datetime
    year: int = 0
    day_above: bool = False

    @property
    def told(self) -> Told:
        """The same, as the rows are looked through with it."""
        sheet = self.opened.sheet
        return Told(sheet.first, sheet.parts, self.year, self.day_above)


def open_file(path: Path, encoding: str, sheet: str, job: Job, store: Store) -> Opened:
    """Read the file and guess its columns. BadFile or OSError when it cannot be read."""
    read = spreadsheet.read(path, encoding, sheet)
    job.check()
    header = old_list.header_row(read.rows[: sheets.FIRST])
    opened = Opened(path, read, header, ())
    targets = old_list.guessed(old_list.headings(read.rows, header), bringing_in.remembered(store))
    return Opened(path, read, header, (*targets, *[""] * (len(opened.headings) - len(targets))))


def look(asked: Asked, job: Job, store: Store) -> Looked:
    """Check every row; Stopped in between when somebody cancels."""
    moment = Journal(store).moment("", asked.by, asked.now)
    opened = asked.opened
    return bringing_in.look(
        store, opened.sheet.rows, opened.header, asked.columns, of_file(opened.path.name), moment, job.step, asked.told
    )  # fmt: skip


def bring_in(asked: Asked, looked: Looked, twins: bool, job: Job, store: Store) -> BroughtIn:
    """Record what was chosen, all or nothing, and remember how the columns were matched."""
    journal = Journal(store)
    reader = Reader(asked.columns, of_file(asked.opened.path.name), journal.moment("", asked.by, asked.now))
    came = journal.bring_in(reader, looked.chosen(twins), by=asked.by, now=asked.now, progress=job.step)
    names = [plain(heading) for heading in asked.columns.headings]
    own = old_list.saved(names)  # known without: in another list such a heading may mean something else
    matched = ((name, target) for name, target in zip(names, asked.columns.targets, strict=True) if not own.get(name))
    bringing_in.remember(store, _by_name(matched))
    return came


def _by_name(matched: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of columns with the same heading the one counts that holds something."""
    kept: dict[str, str] = {}
    for name, target in matched:
        if name and not kept.get(name):
            kept[name] = target
    return kept


def told(looked: Looked, twins: bool = False) -> list[tuple[int, Words]]:
    """The rows that stay out, with a sentence each, in their order; `twins`: those that are there already come in."""
    rows = [(row, problem.words) for row, problem in looked.troubles]
    there = () if twins else looked.twins
    return sorted([*rows, *((twin.case.row, twin.words) for twin in there)], key=lambda one: one[0])


def troubles(asked: Asked, looked: Looked, words: Catalogue, twins: bool = False) -> bytes:
    """The same as a CSV file, each with the cells of its row, to be put right in the list."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*map(words.gettext, old_list.OWN), *asked.columns.headings])
    for row, said in told(looked, twins):
        cells = [old_list.shown(cell) for cell in asked.opened.sheet.rows[row - 1]]
        writer.writerow([asked.told.named(row), words.say(said), *map(as_text, cells)])
    return out.getvalue().encode("utf-8-sig")
