"""Opening a case over the repaint of its page as it stands: python -m tests.benchmarks.opening [--cases N].

The cases are long ones: an agreement of three promises is to be written in each, forty-odd answers, and its story has
two hundred entries. They are opened one after the other, each for the first time in its way: straight from the case
before, as the finder and the search field do (`open_case`), and by Enter in the list, where the page must first take
the list's place (`open_case_from_list`). In the same way another step of the case is opened, and a new complaint.
The time ends when the window has painted the page. The floor is that painting alone: the page hidden, shown again,
and nothing else done. Told beside: the first opening in a window, which makes the page, and the time until all is at
rest, with the paper beside the form, which is made elsewhere and only after the painting.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QThreadPool
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.store import accounts
from desk.store.connection import Store
from desk.ui import style
from desk.ui.desk import Desk
from desk.ui.window import MainWindow
from tests.ui.straight_way import WAY, WHO

from .form import PEOPLE, put_away, shown
from .generate import NOW, arguments, opened, told

GOAL = 1.5

#: What was hidden must be shown: some hundred controls are told so one by one before anything is painted.
HIDDEN_GOAL = 2.7

#: Ours beside those of the sample store.
STAFF = tuple(replace(person, id=f"bench-{person.id}") for person in PEOPLE)
FIELDS, ENTRIES, CASES = 40, 200, 16

#: What each customer is offered: it becomes the promises of the agreement that is due.
OFFERED = ("A new cooker of the same kind", "The way to the shop and back", "A second look after a month")


class Watched(MainWindow):
    """Notes when it was painted first, and how long that took."""

    painted = took = 0.0

    def event(self, event: QEvent) -> bool:
        start = perf_counter()
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and not self.painted:
            self.painted = perf_counter()
            self.took = (self.painted - start) * 1000
        return done


def long_case(desk: Desk, number: int) -> str:
    """A case whose agreement is to be written next, with many notes before it."""
    people, case_id = dict(zip(("lan", "minh", "ho"), STAFF, strict=True)), ""
    remedies = [{"kind": "exchange", "what": f"{what} ({number})"} for what in OFFERED]
    own = {"receive": {"customer_name": f"Đặng Thị Mỹ Hạnh {number}"}, "propose": {"remedies": remedies}}
    for person, step in WHO[:7]:
        desk.person = people[person]
        case_id = desk.record(step, {**WAY[step], **own.get(step, {})}, case_id).case.id
    desk.person = people["lan"]
    for call in range(ENTRIES - 7):
        desk.record("note", {"note": f"Đã gọi lần {call}, khách chưa nghe máy."}, case_id)
    return case_id


def press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def rest() -> None:
    """Until nothing is left to be done, here or elsewhere."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def to_painted(window: Watched, act: Callable[[], object]) -> tuple[float, float]:
    """From a key to the painted page, and until everything is at rest. Milliseconds."""
    rest()
    start, window.painted = perf_counter(), 0.0
    act()
    while not window.painted:
        QApplication.processEvents()
    painted = window.painted
    rest()
    return (painted - start) * 1000, (perf_counter() - start) * 1000


def from_list(window: Watched, case_id: str) -> tuple[float, float]:
    """Back to the list, to the line of a case, and Enter."""
    window.back()
    page = window.page("cases")
    page.table.mark(page.model.place(case_id))
    page.table.setFocus()
    return to_painted(window, lambda: press(page.table, Qt.Key.Key_Return))


def painting(window: Watched) -> float:
    """The page as it stands, painted once more and nothing else. Milliseconds."""
    page = window.pages.currentWidget()
    page.hide()
    rest()
    page.show()
    window.painted = 0.0
    while not window.painted:
        QApplication.processEvents()
    return window.took


def answers(form: Any) -> int:
    """How many things are asked: a table counts with every column of every line."""
    inputs = [block.input for block in form.blocks.values() if block.isVisibleTo(form)]
    return sum(sum(len(row.inputs) for row in one.rows) if hasattr(one, "rows") else 1 for one in inputs)


def measure(store: Store) -> bool:
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    style.load_fonts()
    style.apply(app, "light")  # type: ignore[arg-type]
    desk = Desk(store, "en", lambda: NOW)
    cases = [long_case(desk, number) for number in range(CASES)]
    window = Watched(desk)
    desk.sign_in(STAFF[0])
    window.go("cases")
    window.page("cases").choose("mine")
    shown(window)
    print(f"first_opening ms={from_list(window, cases[0])[0]:.1f}", flush=True)
    page = window.page("case")
    asked = answers(page.form)
    steps = [step for _ in cases[:8] for step in ("note", "agree")]
    over = [
        measured(window, "open_case", GOAL, partial(straight, window, window.open_case), cases[1:], asked),
        measured(window, "open_case_from_list", HIDDEN_GOAL, partial(from_list, window), cases, asked),
        measured(window, "open_step", HIDDEN_GOAL, partial(straight, window, page.open), steps, asked),
        measured(window, "open_intake", HIDDEN_GOAL, partial(complaint, window), cases, 23),
    ]
    assert asked >= FIELDS
    put_away(window)
    return any(over)


def straight(window: Watched, act: Callable[[str], object], what: str) -> tuple[float, float]:
    return to_painted(window, partial(act, what))


def complaint(window: Watched, _: str) -> tuple[float, float]:
    """Back to where one was, and F2."""
    if window.here() == "intake":
        window.page("intake").leave()
    return to_painted(window, window.new_complaint)


def measured(
    window: Watched, name: str, goal: float, way: Callable[[str], tuple[float, float]], whats: list[str], fields: int
) -> bool:
    """Each opened in one way, and its page painted once more."""
    way(whats[0])
    way(whats[1])  # what was never shown is made first
    ours, floor, after = [], [], []
    for what in whats:
        taken, rested = way(what)
        ours.append(taken)
        after.append(rested)
        floor.append(painting(window))
    rested = f"{median(after):.0f}"
    return told(name, goal, median(ours), median(floor), fields=fields, entries=ENTRIES, at_rest_ms=rested)


def main() -> int:
    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)
    with opened(arguments(__doc__, 1_000).parse_args()) as store:
        for person in STAFF:
            if person.id not in accounts.people(store):
                accounts.add_person(store, person, "2580", now=NOW)
        return int(measure(store))


if __name__ == "__main__":
    sys.exit(main())
