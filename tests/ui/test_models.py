"""Every list of the window keeps to Qt's rules, and what is marked and in sight stays so while others change it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView

from desk.cases.people import CLERK, Person
from desk.i18n import Words
from desk.store import accounts
from desk.ui.import_panes import Said

from .shell import opened, record

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def window(qtbot, desk, walk):
    walk("sign")
    desk.sign_out()
    return opened(qtbot, desk, "minh")


def watched(model: QAbstractItemModel, change) -> int:
    """The rows of a model that Qt's own tester has watched while it changed."""
    tester = QAbstractItemModelTester(model, FATAL)
    for number in range(3):
        change(number)
        QCoreApplication.processEvents()
    assert tester.model() is model
    return model.rowCount()


@pytest.mark.parametrize("name", ["today", "cases", "promises"])
def test_the_lists_of_cases_and_promises_change_as_qt_wants_it(window, desk, name):
    window.go(name)
    page = window.page(name)
    before = page.model.rowCount()
    after = watched(page.model, lambda number: record(desk, number, safety="injury"))
    assert after - before == {"today": 3, "cases": 3, "promises": 0}[name]


def test_the_list_of_people_changes_as_qt_wants_it(window, desk):
    window.go("settings")
    section = window.page("settings").sections["people"]

    def change(number: int) -> None:
        accounts.add_person(desk.store, Person(f"new{number}", f"Mới {number}", CLERK), "135790", now=desk.now())
        section.refresh()

    before = section.model.rowCount()
    assert watched(section.model, change) == before + 3


def test_the_rows_with_trouble_of_an_old_list_change_as_qt_wants_it(window, desk):
    model = Said(desk, window)
    assert watched(model, lambda number: model.show([(row, Words("Empty.")) for row in range(number * 5)])) == 10


def test_today_stays_where_it_was_scrolled_to_while_cases_come(window, desk):
    for number in range(40):
        record(desk, number, safety="injury")
    window.go("today")
    page = window.page("today")
    assert stays(page.view, lambda: record(desk, 99, safety="injury"))
    assert page.model.items[page.view.currentIndex().row()].case_id


def stays(view: QAbstractItemView, change) -> bool:
    """Whether a list that was scrolled away from what is marked is still there after a change."""
    QCoreApplication.processEvents()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    change()
    QCoreApplication.processEvents()
    return bar.value() == before
