"""A full-page frame while scrolling and dragging over Qt's own: python -m tests.benchmarks.scroll [--cases N].

The floor is a QTableView over a model in C++ (QStandardItemModel) with the same texts, in the same font and size. It
holds ten thousand of the lines: a million would take gigabytes. A frame is the move of the scroll bar and everything
until the table is painted: reading, writing in words, painting.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from desk.store import accounts
from desk.store.connection import Store
from desk.ui import style
from desk.ui.cases_page import CasesPage
from desk.ui.desk import Desk
from desk.ui.table import ROW

from .generate import NOW, arguments, opened, quantile, timed, told

GOAL, LONGEST_MS = 1.0, 16.0
FLOOR_ROWS, FRAMES = 10_000, 250
PAGE = 18


def list_of(desk: Desk) -> CasesPage:
    """The desk's own list of all cases, as wide as a window without the preview."""
    desk.sign_in(next(iter(accounts.people(desk.store).values())))
    page = CasesPage(desk)
    page.pane.wanted = False
    page.resize(1366, 1000)
    page.show()
    page.choose("all")
    QApplication.processEvents()
    last = page.model.rowCount() - 1
    while not all(page.model.row(place) for place in range(0, last, max(1, last // 1000))):
        QApplication.processEvents()  # what is measured are lines, not the dots that stand for them at first
    return page


def plain(ours: CasesPage) -> QTableView:
    """Qt's own table with our texts, as big as ours."""
    rows, columns = min(FLOOR_ROWS, ours.model.rowCount()), ours.model.columnCount()
    model = QStandardItemModel(rows, columns)
    for row in range(rows):
        for column in range(columns):
            model.setItem(row, column, QStandardItem(str(ours.model.data(ours.model.index(row, column)))))
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    for column in range(columns):
        table.setColumnWidth(column, ours.table.columnWidth(column))
    table.resize(ours.table.size())
    table.show()
    QApplication.processEvents()
    return table


def moves(kind: str, most: int, chance: random.Random) -> Iterator[int]:
    """Where the scroll bar stands, frame after frame."""
    at = most // 3
    for frame in range(FRAMES):
        if kind == "page":
            at = (at + PAGE) % most
        elif kind == "drag":  # a hand on the bar: it runs over the whole list in a hundred frames, and back
            at = abs((frame * most // 100) % (2 * most) - most)
        else:
            at = chance.randrange(most)
        yield min(at, most)


def step(table: QTableView) -> int:
    """How far the scroll bar goes for a line."""
    by_pixels = table.verticalScrollMode() == QTableView.ScrollMode.ScrollPerPixel
    return table.verticalHeader().defaultSectionSize() if by_pixels else 1


def frame(table: QTableView, at: int) -> Callable[[], None]:
    value = at * step(table)

    def paint() -> None:
        table.verticalScrollBar().setValue(value)
        table.viewport().repaint()

    return paint


def measure(kind: str, ours: QTableView, floor: QTableView) -> bool:
    """Frames of both by turns: the medians are compared, and our slowest of a hundred is held to a frame's time."""
    times: list[float] = []
    theirs: list[float] = []
    both = (moves(kind, t.verticalScrollBar().maximum() // step(t), random.Random(3)) for t in (ours, floor))
    for one, other in zip(*both, strict=True):
        theirs.append(timed(frame(floor, other)))
        times.append(timed(frame(ours, one)))
    over = told(f"frame_{kind}", GOAL, quantile(times, 0.5), quantile(theirs, 0.5))
    slowest, theirs_slowest = quantile(times, 0.99), quantile(theirs, 0.99)
    ratio = slowest / LONGEST_MS
    print(f"frame_{kind}_p99 ratio={ratio:.2f} goal=1.0 ours_ms={slowest:.2f} floor_ms={LONGEST_MS:.2f}", end="")
    print(f" plain_p99_ms={theirs_slowest:.2f}", flush=True)
    return over or ratio > 1


def scrolled(store: Store) -> bool:
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    style.load_fonts()
    style.apply(app, "light")  # type: ignore[arg-type]
    ours = list_of(Desk(store, "vi", lambda: NOW))
    floor = plain(ours)
    over = [measure(kind, ours.table, floor) for kind in ("page", "jump", "drag")]
    for window in (ours, floor):
        window.hide()
        window.deleteLater()
    QApplication.processEvents()
    return any(over)


def main() -> int:
    with opened(arguments(__doc__, 100_000).parse_args()) as store:
        return int(scrolled(store))


if __name__ == "__main__":
    sys.exit(main())
