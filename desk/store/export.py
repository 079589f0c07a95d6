"""Writing tables out: CSV and XLSX in which every text stays text, whole under its name or not there at all."""

from __future__ import annotations

import csv
import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk.cases.people import Person
from desk.i18n import DAYS, N_, Money, Words

from .permission import need

#: What a cell may hold. Texts are never formulas, numbers and dates stay what they are.
Value = str | int | float | date | datetime | Money | None

#: Programs take a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_FULL = N_("The disk is full. {path} was not written.")
_UNWRITTEN = N_("{path} could not be written. Please choose another folder.")
_WIDTHS = 12, 48

#: What one sheet can hold: lines with the headings, and in a cell so many characters as UTF-16 counts them.
MOST_LINES, _LONGEST = 1_048_576, 32_767
_TOO_MANY = N_(
    "A spreadsheet holds no more than {most} lines, and this list has {count}. Please save it as CSV, or search and "
    "filter it first. Nothing was written."
)

#: A time of day, where a language does not write it 14:05.
_TIME = {"fi": r"h\.mm"}


class Unwritten(Exception):
    """A file could not be written, and nothing of it stays; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Page:
    """One sheet: its name, what its columns are called, and its lines, read while they are written."""

    name: str
    headings: Sequence[str]
    lines: Iterable[Sequence[Value]]


def as_text(text: str) -> str:
    """A text that no program takes for a formula: one that might be is led by an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def refuse_too_many(path: Path, count: int) -> None:
    """Unwritten where a file of that kind cannot hold so many lines: beyond its end they would be lost unseen."""
    if path.suffix.lower() == ".xlsx" and count >= MOST_LINES:
        raise Unwritten(Words(_TOO_MANY, {"most": MOST_LINES - 1, "count": count}))


def write(
    path: Path, pages: Sequence[Page], language: str, step: Callable[[int], None], by: Person | None = None
) -> int:
    """The pages as a file of the path's kind, xlsx or CSV; how many lines. `step` hears the lines written so far.

    Unwritten when it cannot be, StoreProblem when it is not theirs to take out; whatever `step` raises ends it.
    Either way nothing is left under the name.
    """
    need(by, "export")
    with _whole(path) as part:
        if path.suffix.lower() == ".xlsx":
            return _xlsx(part, pages, language, step)
        return _csv(part, pages, step)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file in a folder of its own beside the path, that takes its name when it is on the disk."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".desk-") as folder:
            part = Path(folder) / path.name
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Unwritten(Words(_FULL if full else _UNWRITTEN, {"path": str(path)})) from error


# CSV -------------------------------------------------------------------------------------------------------------


def _csv(path: Path, pages: Sequence[Page], step: Callable[[int], None]) -> int:
    """Semicolons and a byte order mark: what spreadsheet programs here open with every letter whole."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for number, page in enumerate(pages):
            if number:
                writer.writerow([])
            if len(pages) > 1:
                writer.writerow([as_text(page.name)])
            writer.writerow([as_text(heading) for heading in page.headings])
            for line in page.lines:
                writer.writerow([_plain(value) for value in line])
                count += 1
                step(count)
    return count


def _plain(value: Value) -> str | int | float:
    if isinstance(value, str):
        return as_text(value.replace("\r", " ").replace("\n", " "))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return _amount(value)
    return "" if value is None else value


def _places(money: Money) -> int:
    from desk.i18n import CURRENCIES  # late: beside its only use

    return CURRENCIES[money.currency]


def _amount(money: Money) -> int | float:
    places = _places(money)
    return money.minor / 10**places if places else money.minor


# XLSX ------------------------------------------------------------------------------------------------------------


def _xlsx(path: Path, pages: Sequence[Page], language: str, step: Callable[[int], None]) -> int:
    """Line after line to the disk: a million lines take no more memory than one."""
    import xlsxwriter  # late: only an export needs it
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    kinds = {
        date: book.add_format({"num_format": DAYS[language].lower()}),
        datetime: book.add_format({"num_format": f"{DAYS[language].lower()} {_TIME.get(language, 'hh:mm')}"}),
        "whole": book.add_format({"num_format": "#,##0"}), "cents": book.add_format({"num_format": "#,##0.00"}),
    }  # fmt: skip
    bold = book.add_format({"bold": True})
    count, ended = 0, False
    try:
        for page in pages:
            sheet = book.add_worksheet(_sheet_name(page.name))
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(page.headings):
                sheet.set_column(column, column, min(max(len(heading) + 4, _WIDTHS[0]), _WIDTHS[1]))
                sheet.write_string(0, column, heading, bold)
            for row, line in enumerate(page.lines, 1):
                for column, value in enumerate(line):
                    _cell(sheet, row, column, value, kinds)
                count += 1
                step(count)
        ended = True
        book.close()
    except FileCreateError as error:
        raise OSError(getattr(error.args[0], "errno", 0), str(error)) from error
    finally:
        if not ended:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # its folder goes as a whole
    return count


def _cell(sheet: Any, row: int, column: int, value: Value, kinds: dict[Any, Any]) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _fitting(value))
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), kinds[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, kinds[date])
    elif isinstance(value, Money):
        sheet.write_number(row, column, _amount(value), kinds["cents" if _places(value) else "whole"])
    elif value is not None:
        sheet.write_number(row, column, value)


def _fitting(text: str) -> str:
    """As much as a cell can hold; three dots say that there is more. A program repairs a file with longer ones."""
    if 2 * len(text) <= _LONGEST or len(units := text.encode("utf-16-le")) <= 2 * _LONGEST:
        return text
    return units[: 2 * _LONGEST - 2].decode("utf-16-le", "ignore") + "…"


_REFUSED = str.maketrans("[]:*?/\\", "-------")


def _sheet_name(name: str) -> str:
    """At most 31 characters as UTF-16 counts them, none of those that are refused, and no apostrophe at an end."""
    return name.translate(_REFUSED).encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip("'") or "1"
