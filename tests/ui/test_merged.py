"""A merged number goes on working: in the search, with Ctrl+K and from the list it leads to the case that goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk.ui.toasts import Toast

from .shell import key, record
from .test_finder import find, words


@pytest.fixture
def merged(window, desk) -> tuple[str, str]:
    """A complaint that was recorded twice: the id of the case that goes on, and of its duplicate."""
    first, second = record(desk, 1), record(desk, 2)
    desk.record("merge", {"into": "B1-00001", "reason": "Khách gọi hai lần."}, second)
    return first, second


def said(window) -> str:
    return window.findChild(Toast, "toast").label.text()


def test_a_merged_case_leads_to_the_one_that_goes_on_and_says_so(window, merged):
    window.open_case(merged[1])
    assert (window.here(), window.page("case").case_id) == ("case", merged[0])
    assert said(window) == "B1-00002 was merged into B1-00001."


def test_the_old_number_is_found_with_ctrl_k(window, merged):
    finder = find(window, "B1-00002")
    assert words(finder)[0].startswith("B1-00002 · Khách 002")
    key(finder.field, Qt.Key.Key_Return)
    assert (window.page("case").case_id, said(window)) == (merged[0], "B1-00002 was merged into B1-00001.")


def test_the_old_number_is_found_in_the_search(window, merged):
    window.bar.search.setText("b1-2")
    key(window.bar.search, Qt.Key.Key_Return)
    page = window.page("cases")
    assert page.model.row(0).number == "B1-00002"
    key(page.table, Qt.Key.Key_Return)
    assert (window.page("case").case_id, said(window)) == (merged[0], "B1-00002 was merged into B1-00001.")


def test_merged_twice_it_leads_to_the_last(window, desk, merged):
    third = record(desk, 3)
    desk.record("merge", {"into": "B1-00003", "reason": "Cùng một việc."}, merged[0])
    window.open_case(merged[1])
    assert window.page("case").case_id == third
    assert said(window) == "B1-00002 was merged into B1-00003."


def test_a_case_that_was_not_merged_is_opened_without_a_word(window, desk):
    case_id = record(desk, 1)
    window.open_case(case_id)
    assert window.page("case").case_id == case_id
    assert window.findChild(Toast, "toast") is None


def test_just_merged_the_page_says_where_it_goes_on(window, desk):
    first, second = record(desk, 1), record(desk, 2)
    window.open_case(second)
    desk.record("merge", {"into": "B1-00001", "reason": "Khách gọi hai lần."}, second)
    page = window.page("case")
    assert [label.text() for label in page.panel.sentences] == ["B1-00002 was merged into B1-00001."]
    assert {tip.rule for tip in page.coach.tips} == {"know-them", "hear-out"}
    assert first != page.case_id
