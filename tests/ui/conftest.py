"""What the window's tests share: the look, a desk on a store of its own, its people, a clock, and typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk import config
from desk.cases.branch import Branch
from desk.cases.people import CLERK, HEAD_OFFICE, MANAGER, Person
from desk.store import accounts
from desk.store.database import create
from desk.ui import style
from desk.ui.case_page import CasePage
from desk.ui.cases_page import CasesPage
from desk.ui.desk import Desk
from desk.ui.intake import Intake
from desk.ui.window import MainWindow

from .shell import opened
from .straight_way import WAY, WHO

PIN = "2580"

#: Monday, 10:00 in the branch.
START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)

BRANCH = Branch(
    code="B1", name="Chợ Bến Thành", company="Hoa Sen Co.", address="12 Lê Lợi, Quận 1", telephone="028 1234 5678",
    country="vn", zone="Asia/Ho_Chi_Minh", currency="VND", language="en",
)  # fmt: skip

PEOPLE = (
    Person("lan", "Nguyễn Thị Lan", CLERK, language="en"),
    Person("eeva", "Eeva Mäkinen", CLERK, language="en"),
    Person("minh", "Trần Minh", MANAGER, language="en"),
    Person("ho", "Phạm Thu Hà", HEAD_OFFICE, language="en"),
)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> QApplication:
    """The desk's letters and colours, as in the real window."""
    style.load_fonts()
    style.apply(qapp, "light")
    return qapp


@pytest.fixture
def desk(look: QApplication, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk in an English-speaking window, with four people and nobody signed in."""
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    store = create(tmp_path / "desk.db", BRANCH, START)
    for person in PEOPLE:
        accounts.add_person(store, person, PIN, now=START)
    desk = Desk(store, "en", clock)
    yield desk
    leave_no_window()
    store.close()


def leave_no_window() -> None:
    """A page that is hidden later would save its draft into a store that is closed."""
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sign_in(desk: Desk) -> Callable[[str], Person]:
    """Sign somebody in by id, whoever was there before."""

    def sign_in(person_id: str) -> Person:
        if desk.person is not None:
            desk.sign_out()
        person = accounts.people(desk.store)[person_id]
        desk.sign_in(person)
        return person

    return sign_in


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, without text."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def write(widget: QWidget, text: str) -> None:
    """Type any text, letter by letter; pytest-qt's own typing ends the process at the first letter beyond ASCII."""
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r" if letter == "\n" else letter)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def walk(desk: Desk, sign_in: Callable[[str], Person]) -> Callable[[str], str]:
    """Record a case straight through the door up to and with a step ("approve" means both); gives its id."""

    def walk(until: str) -> str:
        case_id = ""
        last = max(number for number, (_, step) in enumerate(WHO) if step == until)
        for person, step in WHO[: last + 1]:
            sign_in(person)
            case_id = desk.record(step, WAY[step], case_id).case.id
        return case_id

    return walk


@pytest.fixture
def facts(tmp_path: Path) -> config.Config:
    """This machine's facts, all of them in a folder of the test's own."""
    data = tmp_path / "data"
    return config.Config(data, data / "desk.store", tmp_path / "log", tmp_path / "config" / "desk.toml")


@pytest.fixture
def window(qtbot: Any, desk: Desk) -> MainWindow:
    """The main window, with a clerk signed in."""
    return opened(qtbot, desk, "lan")


@pytest.fixture
def cases(window: MainWindow) -> CasesPage:
    """The list of cases, in the main window."""
    window.go("cases")
    page: CasesPage = window.page("cases")
    return page


@pytest.fixture
def page(qtbot: Any, desk: Desk, sign_in: Callable[[str], Person]) -> CasePage:
    """The page of a case, in a window too narrow for the paper beside the form, with a clerk signed in."""
    sign_in("lan")
    page = CasePage(desk)
    put_up(qtbot, page, 1100)
    return page


def put_up(qtbot: Any, page: QWidget, wide: int) -> None:
    """Show a page as a window that has the keyboard."""
    qtbot.addWidget(page)
    page.resize(wide, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()


@pytest.fixture
def intake(qtbot: Any, desk: Desk, sign_in: Callable[[str], Person]) -> Intake:
    """A new complaint being begun, by a clerk."""
    sign_in("lan")
    page = Intake(desk)
    page.start()
    put_up(qtbot, page, 1180)
    return page


def fill(page: CasePage, answers: dict[str, Any]) -> None:
    """Answer as somebody would: every input filled, and each change noticed."""
    assert page.form is not None
    for name, value in answers.items():
        input_ = page.form.blocks[name].input
        input_.fill(value)
        input_.changed.emit()
    page.form.settle()
