"""The first start: a few questions, answered with the keyboard alone, and the store that is made of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.cases.people import MANAGER
from desk.store import accounts
from desk.store.database import open_store
from desk.ui.first_run import FirstRun
from desk.ui.pin import pin_problem

from .conftest import PIN, START, write
from .shell import key


@pytest.fixture
def first(qtbot, look, tmp_path, monkeypatch):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    dialog = FirstRun(tmp_path / "shop" / "desk.store", lambda: START)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def enter() -> None:
    key(QApplication.focusWidget(), Qt.Key.Key_Return)


def fill(first, *texts: str) -> None:
    for text in texts:
        write(QApplication.focusWidget(), text)
        enter()


def test_enter_on_another_country_goes_on_to_what_nobody_knows_of_it(first):
    assert first.words.language == "en"
    enter()
    enter()
    assert first.country.tiles.choice() == "general"
    enter()
    assert QApplication.focusWidget() is first.country.zone
    enter()
    assert first.stack.currentWidget() is first.branch


def test_the_first_start_is_done_by_the_keyboard_alone(qtbot, first, tmp_path):
    key(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert first.words.language == "vi"
    enter()
    assert first.start.tiles.choice() == "empty"
    enter()
    assert first.country.tiles.choice() == "vn"
    enter()
    fill(first, "Cửa hàng Bến Thành", "", "Công ty Hoa Sen", "12 Lê Lợi", "028 1234 5678")
    fill(first, "Trần Minh", PIN)
    write(QApplication.focusWidget(), PIN)
    with qtbot.waitSignal(first.begun) as said:
        enter()
    assert said.args == [False]
    store = open_store(tmp_path / "shop" / "desk.store")
    branch, person = accounts.branch(store), accounts.people(store)["manager"]
    assert (branch.name, branch.code, branch.zone, branch.currency, branch.language) == (
        "Cửa hàng Bến Thành", "B1", "Asia/Ho_Chi_Minh", "VND", "vi",
    )  # fmt: skip
    assert (person.name, person.role) == ("Trần Minh", MANAGER)
    assert accounts.check_pin(store, "manager", PIN, START)
    store.close()


def test_sample_data_is_asked_for_and_not_made_here(qtbot, first):
    first.next()
    assert first.progress.text() == "2 of 5"
    first.start.tiles.choose("sample")
    assert first.progress.text() == "2 of 2"
    with qtbot.waitSignal(first.begun) as begun:
        first.next()
    assert begun.args == [True]
    assert not first._path.exists()


def test_another_country_is_asked_for_its_clock_and_currency(first):
    first.country.tiles.choose("general")
    assert not first.country.own.isHidden()
    branch = first.answers().branch
    assert (branch.country, branch.currency) == ("general", "EUR")


def test_what_is_missing_is_said_and_gone_to(first):
    first._show(3)
    first.next()
    assert first.stack.currentIndex() == 3
    assert first.problem.text() == "Please fill in: Name of the branch."
    assert first.branch.inputs["name"].hasFocus()


def test_esc_goes_back_one_question_and_never_closes(first):
    first._show(2)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.stack.currentIndex() == 1
    first._show(0)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.isVisible()


def test_a_store_that_cannot_be_made_is_said_and_can_be_tried_again(qtbot, first, tmp_path):
    (tmp_path / "shop").write_text("a file where the folder should be")
    for name in ("name", "code", "company"):
        first.branch.inputs[name].setText("X")
    for name, text in {"name": "M", "pin": PIN, "pin_again": PIN}.items():
        first.manager.inputs[name].setText(text)
    first.country.tiles.choose("fi")
    first._show(4)
    first.next()
    qtbot.waitUntil(lambda: first.busy.isHidden())
    assert "cannot be made" in first.problem.text()
    assert first.next_button.isEnabled()


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [("123", "123", "4 to 12"), ("1111", "1111", "easy"), ("3456", "3456", "easy"), ("9876", "9876", "easy"),
     ("2580", "2581", "not the same"), ("abcdefg", "abcdefg", "at least 8"), ("2580", "2580", ""),
     ("mật khẩu dài", "mật khẩu dài", "")],
)  # fmt: skip
def test_a_pin_that_is_no_good_says_why(pin, again, said):
    problem = pin_problem(pin, again)
    assert (said in problem) if said else problem == ""
