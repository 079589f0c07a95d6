"""A keystroke in the guided form over one in a bare field, and the paper beside it: python -m tests.benchmarks.form."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QThreadPool
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desk.cases.branch import Branch
from desk.cases.people import CLERK, HEAD_OFFICE, MANAGER, Person
from desk.store import accounts
from desk.store.database import create, open_store
from desk.ui import style
from desk.ui.case_page import CasePage
from desk.ui.desk import Desk
from desk.ui.intake import Intake
from desk.ui.paper_making import make, pictures
from desk.ui.paper_orders import order
from tests.ui.straight_way import WAY, WHO

from .generate import NOW, arguments, many

#: A keystroke in our field over one in Qt's own; a keystroke beside the live paper over one beside nothing.
KEY_GOAL, BESIDE_GOAL = 1.5, 1.5

#: From settled answers to the paper on screen, over making such a paper and drawing the same pages bare.
PAPER_GOAL = 2.5

START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
STORY = "Nồi cơm điện bị cháy sau hai ngày, mùi khét khắp nhà và cả nhà phải ra ngoài ăn. " * 120
PEOPLE = (Person("lan", "Nguyễn Thị Lan", CLERK), Person("minh", "Trần Minh", MANAGER), Person("ho", "Hà", HEAD_OFFICE))


def desk_in(folder: Path, given: argparse.Namespace | None = None) -> Desk:
    """A desk with the clerk signed in: on a store of its own, or among so many other cases where that is asked for."""
    if given is not None and (given.store or given.cases):
        return among(given.store or folder / "bench.desk", given.cases)
    branch = Branch("B1", "Chợ Bến Thành", "Hoa Sen Co.", country="vn", zone="Asia/Ho_Chi_Minh", currency="VND",
                    language="en")  # fmt: skip
    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)
    store = create(folder / "desk.store", branch, START)
    for person in PEOPLE:
        accounts.add_person(store, person, "2580", now=START)
    desk = Desk(store, "en", lambda: START)
    desk.sign_in(PEOPLE[0])
    return desk


def among(path: Path, cases: int) -> Desk:
    """A desk on a sample store, made when it is not there."""
    if not path.exists():
        many(path, cases)
    store = open_store(path)
    for person in PEOPLE:
        if person.id not in accounts.people(store):
            accounts.add_person(store, person, "2580", now=NOW)
        else:  # the sample knows somebody of that name in another role
            accounts.update_person(store, person)
    desk = Desk(store, "en", lambda: NOW)
    desk.sign_in(PEOPLE[0])
    return desk


def to_agree(desk: Desk) -> str:
    """A case whose agreement is to be written next."""
    people, case_id = {p.id: p for p in PEOPLE}, ""
    for person, step in WHO[:7]:
        desk.person = people[person]
        case_id = desk.record(step, WAY[step], case_id).case.id
    desk.person = people["lan"]
    return case_id


def key(widget: QWidget) -> float:
    """One keystroke with everything that it sets off at once. Milliseconds."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "ờ")
    start = perf_counter()
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()
    return (perf_counter() - start) * 1000


def shown(widget: QWidget) -> None:
    widget.resize(1366, 768)
    widget.show()
    QApplication.processEvents()


def put_away(widget: QWidget) -> None:
    """Deleted here and now: Python would do it whenever it likes, also on a thread that draws paper."""
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def by_turns(one: QWidget, other: QWidget, turns: int) -> tuple[float, float]:
    """Medians of keystrokes in two fields, each after the other."""
    spent = [(key(one), key(other)) for _ in range(turns)]
    return median(a for a, _ in spent), median(b for _, b in spent)


def keystroke(desk: Desk, turns: int) -> tuple[float, float]:
    """Ours and Qt's own, both at the end of the same long text."""
    intake, bare = Intake(desk), QPlainTextEdit()
    intake.start()
    assert intake.form is not None
    ours: QPlainTextEdit = intake.form.blocks["own_words"].input.edit  # type: ignore[attr-defined]
    shown(intake)
    bare.resize(ours.size())
    bare.show()
    for edit in (ours, bare):
        edit.setPlainText(STORY)
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        QApplication.processEvents()
    found = by_turns(ours, bare, turns)
    put_away(intake)
    put_away(bare)
    return found


def beat(page: CasePage) -> float:
    """A keystroke, what follows when the answers have settled, and a keystroke while the paper is being drawn."""
    assert page.form is not None
    edit = page.form.blocks["customer_part"].input.edit  # type: ignore[attr-defined]
    start = perf_counter()
    key(edit)
    page.form.settle()
    key(edit)
    return (perf_counter() - start) * 1000


def beside(desk: Desk, case_id: str, turns: int) -> tuple[float, float]:
    """Such beats with the paper following them and without, by turns."""
    pages = CasePage(desk), CasePage(desk)
    for page in pages:
        shown(page)
        page.show_case(case_id)
    pages[1].side.toggle_paper()
    spent: tuple[list[float], list[float]] = [], []
    for _ in range(turns):
        for page, taken in zip(pages, spent, strict=True):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()
            taken.append(beat(page))
    for page in pages:
        put_away(page)
    return median(spent[0]), median(spent[1])


def paper(desk: Desk, case_id: str, turns: int) -> tuple[float, float]:
    """From settled answers to the new paper on screen; and the bare making of that paper and drawing of its pages."""
    page, loop = CasePage(desk), QEventLoop()
    page.show()
    page.resize(1366, 768)
    page.side.paper.sheets.drawn.connect(loop.quit)  # type: ignore[union-attr]
    page.show_case(case_id)
    loop.exec()
    sheets = page.side.paper.sheets  # type: ignore[union-attr]
    edit = page.form.blocks["customer_part"].input.edit  # type: ignore[union-attr]
    ours, bare = [], []
    for _ in range(turns):
        key(edit)
        start = perf_counter()
        page.form.settle()  # type: ignore[union-attr]
        loop.exec()
        page.repaint()
        ours.append((perf_counter() - start) * 1000)
        wanted = order(desk.journal, desk.branch, "agreement", case_id)
        start = perf_counter()
        pictures(make(wanted).pdf, 72 * sheets.scale(), sheets.in_sight())
        bare.append((perf_counter() - start) * 1000)
    put_away(page)
    return median(ours), median(bare)


def after_the_last_key(turns: int) -> float:
    """From the event of the last of three keys to the bilingual paper painted beside the form, its rest included."""
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    style.load_fonts()
    style.apply(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_in(Path(folder))
        case_id = to_agree(desk)
        page, loop = CasePage(desk), QEventLoop()
        shown(page)
        page.side.paper.sheets.drawn.connect(loop.quit)  # type: ignore[union-attr]
        page.show_case(case_id)
        loop.exec()
        page.form.blocks["second_language"].input.fill("vi")  # type: ignore[union-attr]
        edit, taken = page.form.blocks["customer_part"].input.edit, []  # type: ignore[union-attr]
        for _ in range(turns + 1):
            for _ in range(2):
                key(edit)
            start = perf_counter()
            key(edit)
            loop.exec()
            page.repaint()
            taken.append((perf_counter() - start) * 1000)
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()
        put_away(page)
        desk.store.close()
    return median(taken[1:])


def report(name: str, ours: float, floor: float, goal: float) -> bool:
    print(f"{name} ratio={ours / floor:.2f} goal={goal} ours_ms={ours:.2f} floor_ms={floor:.2f}")
    return ours / floor > goal


def main() -> int:
    parser = arguments(__doc__, 0)
    parser.add_argument("--turns", type=int, default=100)
    given = parser.parse_args()
    turns = given.turns
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "fusion"])
    style.load_fonts()
    style.apply(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_in(Path(folder), given)
        case_id = to_agree(desk)
        over = [
            report("keystroke", *keystroke(desk, turns), KEY_GOAL),
            report("keystroke_beside_paper", *beside(desk, case_id, turns), BESIDE_GOAL),
            report("paper_after_settling", *paper(desk, case_id, turns // 4), PAPER_GOAL),
        ]
        desk.store.close()
    return int(any(over))


if __name__ == "__main__":
    sys.exit(main())
