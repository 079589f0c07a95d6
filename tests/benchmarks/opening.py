"""Opening a case over the repaint of its page as it stands: python -m tests.benchmarks.opening [--cases N].

The case is a long one: a step with many fields is due, and its story has two hundred entries. Two such cases are
opened by turns, as somebody does who goes from one to the next.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.store import accounts
from desk.store.connection import Store
from desk.ui import style
from desk.ui.case_page import CasePage
from desk.ui.desk import Desk
from tests.ui.conftest import WAY, WHO

from .form import PEOPLE, put_away, shown
from .generate import NOW, arguments, opened, timed, told

GOAL = 1.5

#: Ours beside those of the sample store.
STAFF = tuple(replace(person, id=f"bench-{person.id}") for person in PEOPLE)
ENTRIES, TURNS = 200, 40


def long_case(desk: Desk) -> str:
    """A case whose agreement is to be written next, with many notes before it."""
    people, case_id = dict(zip(("lan", "minh", "ho"), STAFF, strict=True)), ""
    for person, step in WHO[:7]:
        desk.person = people[person]
        case_id = desk.record(step, WAY[step], case_id).case.id
    desk.person = people["lan"]
    for number in range(ENTRIES - 7):
        desk.record("note", {"note": f"Đã gọi lần {number}, khách chưa nghe máy."}, case_id)
    return case_id


def measure(store: Store) -> bool:
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    style.load_fonts()
    style.apply(app, "light")  # type: ignore[arg-type]
    desk = Desk(store, "en", lambda: NOW)
    cases = [long_case(desk), long_case(desk)]
    page = CasePage(desk)
    shown(page)
    ours, floor = [], []

    def open_one(case_id: str) -> None:
        page.show_case(case_id)
        page.repaint()

    for turn in range(2 + TURNS):
        taken = timed(lambda: open_one(cases[turn % 2]))  # noqa: B023 (called at once)
        QApplication.processEvents()
        bare = timed(page.repaint)
        if turn > 1:  # the first time builds what the page keeps
            ours.append(taken)
            floor.append(bare)
    fields = len(page.form.blocks) if page.form else 0
    put_away(page)
    return told("open_case", GOAL, median(ours), median(floor), fields=fields, entries=ENTRIES)


def main() -> int:
    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)
    with opened(arguments(__doc__, 1_000).parse_args()) as store:
        for person in STAFF:
            if person.id not in accounts.people(store):
                accounts.add_person(store, person, "2580", now=NOW)
        return int(measure(store))


if __name__ == "__main__":
    sys.exit(main())
