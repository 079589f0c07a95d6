"""A list of old complaints brought in, over a raw executemany of the same rows: python -m tests.benchmarks.imports.

The floor writes the very rows that the import leaves behind (entries, personal texts, lines of the list, words of the
search) into an empty store with the same tables and indexes, in one transaction, from tuples that lie ready. `rows` is
our writing of prepared cases into those tables; `all` is everything somebody waits for: reading the file, matching and
checking every row, looking for duplicates, entries with their chain, lists, counters, and the search index.
"""

from __future__ import annotations

import csv
import gc
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import apsw
import xlsxwriter

from desk.cases import old_list, old_rows
from desk.cases.moment import Moment
from desk.commands import demo
from desk.commands.sample_words import SHARES
from desk.store import accounts, again, bringing_in, database, spreadsheet
from desk.store.connection import Store
from desk.store.journal import Journal
from desk.ui import garbage
from tests.makers import people

from .generate import NOW, arguments, timed, told

ROWS, ALL = 1.5, 8.0

MANAGER = people()["manager"]
HEADINGS = (
    "STT", "Ngày", "Họ và tên", "SĐT", "Sản phẩm", "Giá", "Nội dung khiếu nại", "Yêu cầu", "Hướng xử lý", "Tình trạng",
    "Nhân viên",
)  # fmt: skip
TABLES = ("entry", "personal", "case_list", "search_text")


def lines(cases: int) -> Iterator[list[Any]]:
    """A register as a shop keeps it, with customers of three languages."""
    chance = random.Random(3)
    voices, shares = [voices for voices, _ in SHARES], [share for _, share in SHARES]
    for number in range(cases):
        one = chance.choices(voices, shares)[0]
        day = (NOW - timedelta(days=2000 * (cases - number) / cases + 1)).date()
        yield [
            number + 1, day, one.name(chance), one.number(chance), one.product(chance),
            chance.randrange(10, 900) * 10_000, one.own_words(chance), "Đổi cái mới", "Đã đổi cái mới cho khách",
            "Đang xử lý" if chance.random() < 0.02 else "Xong", chance.choice(("Lan", "Minh")),
        ]  # fmt: skip


def write_list(path: Path, cases: int) -> None:
    """The register as a file of that kind."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADINGS)
            writer.writerows([cell.strftime("%d/%m/%Y") if n == 1 else cell for n, cell in enumerate(line)]
                             for line in lines(cases))  # fmt: skip
        return
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for number, line in enumerate(lines(cases), 1):
        for column, cell in enumerate(line):
            sheet.write(number, column, cell)
    book.close()


def empty(path: Path) -> Store:
    store = database.create(path, demo.BRANCH, NOW)
    accounts.add_person(store, MANAGER, "", now=NOW)
    return store


def looked_through(path: Path, store: Store) -> tuple[old_rows.Reader, list[old_rows.OldCase], Moment]:
    """The file read, its columns matched, every row checked and compared with the store."""
    sheet = spreadsheet.read(path)
    header = old_list.header_row(sheet.rows[:10])
    headings = [old_list.shown(cell) for cell in sheet.rows[header]]
    columns = old_list.Columns(headings, old_list.guessed(headings))
    moment = Journal(store).moment("", MANAGER, NOW)
    found = bringing_in.look(store, sheet.rows, header, columns, path.name, moment, _quiet)
    return old_rows.Reader(columns, path.name, moment), found.chosen(True), moment


def bring_in(path: Path, store: Store) -> None:
    """Everything, as the window and the command do it."""
    reader, cases, _ = looked_through(path, store)
    Journal(store).bring_in(reader, cases, by=MANAGER, now=NOW, progress=_quiet)


def only_rows(path: Path, store: Store) -> float:
    """Milliseconds for the rows alone, when entries and lines lie ready: the chain, the tables and their indexes."""
    reader, cases, moment = looked_through(path, store)
    ready = list(bringing_in.made(reader, cases, lambda number: f"HN3-{number + 1:05d}", moment, 1))
    gc.collect()  # what lies ready is not young: the import itself makes it row by row

    def write() -> None:
        with store.writing() as connection, again.room(connection):
            bringing_in.write(connection, ready, len(ready), _quiet)

    return timed(write)


_looked = [0.0]


def _quiet(done: int, of: int) -> None:
    """Garbage is looked for as often as in the window, and by nobody else."""
    if perf_counter() - _looked[0] > garbage.EVERY_MS / 1000:
        garbage.collect()
        _looked[0] = perf_counter()


def kept(store: Store) -> dict[str, list[Any]]:
    """The rows that the import left behind."""
    out = {}
    for table in TABLES:
        names = [name for name, hidden in store.rows(f"select name, hidden from pragma_table_xinfo('{table}')")
                 if not hidden]  # fmt: skip
        marks = ",".join("?" * len(names))
        sql = f"insert into {table}({','.join(names)}) values({marks})"
        out[sql] = store.rows(f"select {','.join(names)} from {table} order by 1")
    return out


def raw(connection: apsw.Connection, rows: dict[str, list[Any]]) -> None:
    """The floor."""
    connection.execute("begin immediate")
    for sql, values in rows.items():
        connection.executemany(sql, values)
    connection.execute("commit")


def measure(folder: Path, cases: int, rounds: int, suffix: str) -> bool:
    """Ours and the floor by turns, each into an empty store of its own."""
    path = folder / f"list{suffix}"
    write_list(path, cases)
    gc.disable()
    ours: list[float] = []
    floor: list[float] = []
    rows: list[float] = []
    for turn in range(rounds):
        store = empty(folder / f"ours{turn}.desk")
        gc.collect()
        ours.append(timed(partial(bring_in, path, store)))
        left = kept(store)
        away(store)
        floor.append(bare(folder / f"floor{turn}.desk", left))
        store = empty(folder / f"rows{turn}.desk")
        rows.append(only_rows(path, store))
        away(store)
        floor.append(bare(folder / f"after{turn}.desk", left))  # on both sides of ours: a machine has its moods
        del left
    more = {"cases": cases, "kind": suffix[1:]}
    over = told("import_rows", ROWS, median(rows), median(floor), **more)
    per_second = round(cases / median(ours) * 1000)
    return told("import_all", ALL, median(ours), median(floor), **more, per_second=per_second) or over


def bare(path: Path, left: dict[str, list[Any]]) -> float:
    """Milliseconds of the floor, into a store of its own."""
    store = empty(path)
    uncounted(store)
    gc.collect()
    taken = timed(partial(raw, store.connection, left))
    away(store)
    return taken


def away(store: Store) -> None:
    """It was measured: the next one finds the machine as this one did, and not with more and more in its memory."""
    store.close()
    Path(store.path).unlink()


def uncounted(store: Store) -> None:
    """The same tables and indexes, and nothing that counts along."""
    for name, in store.rows("select name from sqlite_master where type='trigger' and name like 'case_list%'"):
        store.connection.execute(f"drop trigger {name}")


def main() -> int:
    parser = arguments(__doc__, 100_000)
    parser.add_argument("--rounds", type=int, default=3, help="the middle one counts")
    parser.add_argument("--kind", choices=("xlsx", "csv"), default="xlsx")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        return int(measure(Path(folder), given.cases, given.rounds, f".{given.kind}"))


if __name__ == "__main__":
    sys.exit(main())
