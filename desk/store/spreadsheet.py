"""Reading a list from outside: xlsx, xls and ods spreadsheets and CSV of any encoding, and what is refused of them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from desk.cases import old_letters, old_twice
from desk.cases.files import a_file
from desk.cases.headings import plain
from desk.cases.old_list import NEEDED, Cell, headings, shown, understood
from desk.cases.old_names import whole
from desk.cases.text import fold
from desk.i18n import N_, Words

from .sheets import ALL, FIRST, Part, heading, together

#: No list of complaints is larger; a file that says so is something else.
MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 384 * 2**20
MOST_ROWS = 200_000
MOST_COLUMNS = 100

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")

#: Encodings of CSV files that somebody may choose, as Python calls them.
ENCODINGS = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1258": "Windows-1258 (Tiếng Việt)", "cp1252": "Windows-1252 (Suomi)",
}  # fmt: skip
DELIMITERS = ";,\t|"

#: How spreadsheets begin, and what other files begin with that somebody may take for one: a web page that a program
#: calls .xls, a printed list, a picture.
_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = (b"<", b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf", b"gif8", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
OTHER = N_(
    "{name} is no spreadsheet but a file of another kind, such as a web page or a PDF. Please open it where it came "
    "from, save it as xlsx or CSV, and try again."
)
DAMAGED = N_("{name} is damaged and cannot be read. Nothing was changed.")
LOCKED = N_("{name} is locked with a password. Please save it without one and try again.")

NO_SHEET = N_("{name} has no sheet “{sheet}”. Its sheets are: {sheets}.")
NO_SHEETS = N_("{name} is a text file and has no sheets. Please leave the name of the sheet out.")

#: What calamine throws at a value that it did not expect, such as a time of day with thirteen digits: no Exception, so
#: that whoever waits for the file on the window's thread would hear nothing. It can be imported from nowhere.
_PANIC = "PanicException"

#: What a locked xlsx file is called inside.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

#: Among so many sheets one looks for the list, and for others with the same headings.
_LOOKED_INTO, _COMPARED = 12, 60

#: Gives the first rows of a sheet, once read: for these alone the whole sheet is read.
First = Callable[[str], Sequence[Sequence[Any]]]

_READ = 1 << 20
_HEAD = 200

#: Cells far away from all others: a few bytes of file would become gigabytes of memory.
_TOO_WIDE = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3,}|C[W-Z]|[D-Z][A-Z])\d""")
_TOO_LONG = re.compile(rb"""\br\s*=\s*["'][A-Z]{0,3}(?:\d{7,}|[3-9]\d{5}|2\d{5})["']""")
_REPEATED = re.compile(rb"""<[^<>]*columns-repeated\s*=\s*["'](\d{3,})["'][^<>]*>""")
_ROWS_REPEATED = re.compile(rb"""rows-repeated\s*=\s*["'](\d{4,})["'][^<>]*>(.{0,4000})""", re.DOTALL)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class BadFile(Exception):
    """A file cannot be read as a list; `words` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        self.words = Words(text, values)
        super().__init__(self.words)


@dataclass(frozen=True)
class Sheet:
    """A list as it was read: its rows, and for CSV how it was understood. Row 1 is the first of the file."""

    name: str
    rows: Sequence[Sequence[Cell]]
    encoding: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    font: str = ""  # the old font for whose letters it was written: its rows are in today's
    alike: tuple[str, ...] = ()  # sheets in sight that have the same headings, where there are several
    parts: tuple[Part, ...] = ()  # of the list, when all of these were read

    @property
    def first(self) -> str:
        """The sheet with which the list begins."""
        return self.parts[0].name if self.parts else self.sheet


def read(path: Path, encoding: str = "", sheet: str = "") -> Sheet:
    """The list in that file, on that sheet. BadFile with a sentence, or OSError when the file cannot be opened."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        text = N_("This is no spreadsheet: {name}. Please choose an xlsx, xls, ods or CSV file.")
        raise BadFile(text, name=path.name)
    if a_file(path).st_size > MOST_BYTES:
        text = N_("{name} is larger than {most} MB. Please split the list into smaller files.")
        raise BadFile(text, name=path.name, most=MOST_BYTES >> 20)
    data = path.read_bytes()
    if data[:4] in (_PACKED, _OLD):  # whatever its name says
        found = _workbook(data, path.name, sheet)
    elif data.lstrip(_BEFORE)[:5].lower().startswith(_OTHERS):
        raise BadFile(OTHER, name=path.name)
    elif sheet:
        raise BadFile(NO_SHEETS, name=path.name)
    else:
        found = _csv(data, path.name, encoding)
    if not any(shown(cell).strip() for row in found.rows for cell in row):
        raise BadFile(N_("{name} is empty."), name=path.name)
    rows, font = old_letters.in_todays(old_twice.put_together(found.rows))
    return replace(found, rows=rows, font=font)


# CSV -------------------------------------------------------------------------------------------------------------


def _csv(data: bytes, name: str, encoding: str) -> Sheet:
    text, used = _decoded(data, encoding)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        why = N_("Row {row} holds a character that no list has (NUL). Is {name} a CSV file?")
        raise BadFile(why, row=line, name=name)
    ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
    reader = csv.reader(io.StringIO(ended + _END, newline=""), delimiter=_delimiter(text))
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append([_led(cell) for cell in row])
            _count(rows[-1], len(rows) - 1, name)
    except csv.Error:
        raise BadFile(OPEN_END, row=len(rows) + 1) from None
    if rows.pop() != [_END]:
        raise BadFile(OPEN_END, row=len(rows) + 1)
    return Sheet(name, rows, used)


#: A last row of its own. Where a quotation mark is left open it is a part of that cell, as are all rows before it.
_END = "\x1f"
OPEN_END = N_("Row {row} has no end: perhaps a quotation mark is left open there.")

_LED = frozenset("=+-@\t\uff1d\uff0b\uff0d\uff20")


def _led(cell: str) -> str:
    """A cell without the apostrophe that forces it to be text: as export.as_text() writes it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _LED else cell


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """The text, and the encoding it was read in: the one asked for, or the one that fits."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "utf-16"
    if encoding:
        return data.decode(encoding, "replace"), encoding
    head = data[:4000]
    if head.count(b"\0") > len(head) // 4:  # every other byte of plain letters
        which = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return data.decode(which, "replace"), "utf-16"
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or broken * 20 <= sum(not char.isascii() for char in text):  # a letter cut in half among many whole
        return text, "utf-8"
    text, vietnamese = data.decode("cp1252", "replace"), data.decode("cp1258", "replace")
    if _speaks_vietnamese(vietnamese) and not old_letters.font_of([(line,) for line in text.splitlines()]):
        return unicodedata.normalize("NFC", vietnamese), "cp1258"
    return text, "cp1252"


def _speaks_vietnamese(text: str) -> bool:
    """Whether tones stand behind vowels, as nobody but Vietnamese writes them; in other languages they are letters."""
    tones = [n for n, char in enumerate(text) if char in _TONES]
    fitting = sum(1 for n in tones if n and unicodedata.normalize("NFD", text[n - 1])[0] in "aeiouyAEIOUY")
    return len(tones) >= 2 and fitting >= 0.9 * len(tones)


def _delimiter(text: str) -> str:
    """What stands between the cells: what gives most rows the same number of cells, at least two."""
    lines = list(islice(io.StringIO(text, newline=""), _HEAD))
    best = (0, 0, ",")
    for rank, mark in enumerate(DELIMITERS):
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=0)
        if usual > 1:
            best = max(best, (widths.count(usual) * min(usual, 12), -rank, mark))
    return best[2]


def _count(row: Sequence[Cell], number: int, name: str) -> None:
    if number > MOST_ROWS:
        text = N_("{name} has more than {most} rows. Please split the list into smaller files.")
        raise BadFile(text, name=name, most=MOST_ROWS)
    if len(row) > MOST_COLUMNS:
        text = N_("Row {row} has more than {most} columns. Please keep only those of the list.")
        raise BadFile(text, row=number, most=MOST_COLUMNS)


# Spreadsheets ----------------------------------------------------------------------------------------------------


def _workbook(data: bytes, name: str, sheet: str) -> Sheet:
    import python_calamine as calamine  # late: only a list from outside needs it

    if data.startswith(_PACKED):
        data = _unpacked(data, name)
    elif _ENCRYPTED in data:
        raise BadFile(LOCKED, name=name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [s for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        hidden = {s.name for s in sheets if s.visible != calamine.SheetVisibleEnum.Visible}
        names = tuple(s.name for s in sheets)
        if not names:
            raise BadFile(N_("{name} is empty."), name=name)
        one = sheet and sheet != ALL
        first = cache(partial(_first, book))
        chosen = _named(sheet, names, name) if one else _likeliest(first, names, hidden)
        alike = _alike(first, [other for other in names[:_COMPARED] if other not in hidden], chosen)
        every = sheet == ALL and alike
        rows, parts = together([(other, _rows(book, other, name)) for other in (alike if every else (chosen,))])
        _count((), len(rows) - 1, name)
    except calamine.PasswordError:
        raise BadFile(LOCKED, name=name) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        raise BadFile(DAMAGED, name=name) from None
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise BadFile(DAMAGED, name=name) from None
        raise
    if every:
        return Sheet(name, rows, "", names, ALL, alike=alike, parts=parts)
    return Sheet(name, rows, "", names, chosen, alike=alike)


def _rows(book: Any, sheet: str, name: str) -> list[list[Any]]:
    """The rows of a sheet, with merged cells where they are meant. BadFile where there are too many."""
    found = book.get_sheet_by_name(sheet)
    _count([None] * min(found.width, MOST_COLUMNS + 1), min(found.height, MOST_ROWS + 1), name)
    rows: list[list[Any]] = found.to_python(skip_empty_area=False)
    _fill_down(rows, found.merged_cell_ranges or ())
    return rows


def _alike(first: First, names: Sequence[str], chosen: str) -> tuple[str, ...]:
    """The sheets with the headings of the one that was chosen, itself among them; none where it is the only one."""
    if len(names) < 2:
        return ()
    heads = {name: heading(first(name)) for name in dict.fromkeys((*names, chosen))}
    alike = tuple(name for name in names if heads[name] and heads[name] == heads[chosen])
    return alike if len(alike) > 1 and chosen in alike else ()


def _first(book: Any, sheet: str) -> Sequence[Sequence[Any]]:
    """The first rows of a sheet in today's letters."""
    head = old_twice.put_together(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=FIRST))
    return old_letters.in_todays(head)[0]


def _named(sheet: str, names: Sequence[str], file_name: str) -> str:
    """The sheet of that name, or the only one that is called so but for marks, case and blanks. BadFile for none."""
    if sheet in names:
        return sheet
    alike = [name for name in names if fold(name).split() == fold(sheet).split()]
    if len(alike) != 1:
        raise BadFile(NO_SHEET, name=file_name, sheet=sheet, sheets=", ".join(f"“{name}”" for name in names))
    return alike[0]


def _likeliest(first: First, names: Sequence[str], hidden: Collection[str]) -> str:
    """The sheet whose headings say most, the first of several: a cover or notes may lie before the list.

    One that somebody hid, an older copy of the list perhaps, only where none in sight can be brought in; an empty one,
    such as that of the month to come, only where none has a row.
    """
    if len(names) == 1:
        return names[0]

    def clear(name: str) -> tuple[bool, bool, bool, int]:
        head = first(name)
        columns, last = max(((understood(headings(head, n)), n) for n in range(len(head))), default=(0, 0))
        filled = any(shown(cell).strip() for row in head[last + 1 :] for cell in row)
        return columns >= len(NEEDED), name not in hidden, filled, columns

    return max(names[:_LOOKED_INTO], key=clear)


def _fill_down(rows: list[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A cell that stands beside several rows is meant for each of them; a title above several columns for none, but
    for "Họ và tên" above the two with a name.

    Where nothing is written, cells are merged outside of the list too.
    """
    width = len(rows[0]) if rows else 0
    for (top, column), (bottom, last) in merged:
        if last < width and (column == last or (column + 1 == last and _names_people(rows[:FIRST], top, column))):
            for row in rows[top : bottom + 1]:
                row[column] = row[last] = rows[top][column]


def _names_people(first: list[list[Any]], row: int, column: int) -> bool:
    return row < len(first) and whole(plain(shown(first[row][column])))


def _unpacked(data: bytes, name: str) -> bytes:
    """The parts of the file that are read, counted while they are unpacked and packed no more.

    What is counted here is what is read afterwards, so no file grows beyond it.
    """
    out, left = io.BytesIO(), MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
            for info in packed.infolist():
                if info.flag_bits & 1:
                    raise BadFile(LOCKED, name=name)
                if not info.filename.endswith((".xml", ".rels", "mimetype")):
                    continue
                part = b"".join(_some(packed, info, left, name))
                left -= len(part)
                _look(info.filename, part, name)
                plain.writestr(info.filename, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise BadFile(DAMAGED, name=name) from None
    return out.getvalue()


def _some(packed: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, name: str) -> Iterator[bytes]:
    with packed.open(info) as file:
        while some := file.read(_READ):
            left -= len(some)
            if left < 0:
                text = N_("{name} unpacks to more than {most} MB. Please split the list into smaller files.")
                raise BadFile(text, name=name, most=MOST_UNPACKED >> 20)
            yield some


def _look(part: str, xml: bytes, name: str) -> None:
    """Refuse cells that lie far away: what is read is a table with room for every cell up to the last one."""
    if part.startswith("xl/worksheets/"):
        far = bool(_TOO_WIDE.search(xml) or _TOO_LONG.search(xml))
    else:
        far = part == "content.xml" and _repeats_far(xml)
    if far:
        text = N_("{name} has cells beyond column {column} or row {row}. Please keep only the list and try again.")
        raise BadFile(text, name=name, column="CV", row=MOST_ROWS)


def _repeats_far(xml: bytes) -> bool:
    """Whether cells with something in them are repeated; empty ones reach the end of every such sheet."""
    if any(int(found[1]) > MOST_COLUMNS and b"value-type" in found[0] for found in _REPEATED.finditer(xml)):
        return True
    return any(
        b"value-type" in found[2].partition(b"</table:table-row>")[0] for found in _ROWS_REPEATED.finditer(xml)
    )
