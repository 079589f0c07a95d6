"""A morning at the counter with the keyboard alone, in the whole window: every key goes to whatever has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.store import drafts, lists
from desk.ui.finder import Finder

from .conftest import PIN, START, write
from .shell import here, key, opened, press_here

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def customers(desk) -> list[str]:
    return [row.customer for row in lists.page(desk.store, lists.Filter("all"), sort="recorded", now=START)]


def sign_in(qtbot, window, desk) -> None:
    """The second name, its PIN, Enter."""
    press_here(KEY.Key_Down, KEY.Key_Return)
    write(here(), PIN)
    with qtbot.waitSignal(desk.signed_in):
        press_here(KEY.Key_Return)


def test_from_the_sign_in_to_a_recorded_complaint_and_back_by_keys_alone(qtbot, desk):
    window = opened(qtbot, desk)
    sign_in(qtbot, window, desk)
    assert (desk.person.id, window.here()) == ("lan", "today")
    press_here(KEY.Key_F2)
    write(here(), "Đặng Thị Mỹ Hạnh")
    press_here(KEY.Key_Tab)
    write(here(), "Nồi cơm điện bị cháy.")
    press_here(KEY.Key_Tab, KEY.Key_Space)
    press_here(KEY.Key_Return, modifier=CTRL)
    assert (customers(desk), window.here()) == (["Đặng Thị Mỹ Hạnh"], "case")
    press_here(KEY.Key_Escape)
    assert window.here() == "today"


def test_a_recorded_complaint_is_found_and_opened_by_keys_alone(qtbot, desk):
    window = opened(qtbot, desk)
    sign_in(qtbot, window, desk)
    for name in ("Đặng Thị Mỹ Hạnh", "Eeva Mäkinen"):
        press_here(KEY.Key_F2)
        write(here(), name)
        press_here(KEY.Key_Tab)
        write(here(), "Rikki.")
        press_here(KEY.Key_Tab, KEY.Key_Space)
        press_here(KEY.Key_Return, modifier=CTRL)
    press_here(KEY.Key_F, modifier=CTRL)
    write(here(), "hanh")
    press_here(KEY.Key_Return, KEY.Key_Return)
    assert (window.here(), window.page("case").moment.case.customer_name) == ("case", "Đặng Thị Mỹ Hạnh")
    press_here(KEY.Key_Escape)
    assert window.here() == "cases"
    press_here(KEY.Key_K, modifier=CTRL)
    write(window.findChild(Finder).field, "makinen")
    key(window.findChild(Finder).field, KEY.Key_Return)
    assert window.page("case").moment.case.customer_name == "Eeva Mäkinen"


def test_a_complaint_left_with_esc_waits_on_today_and_goes_on_there(qtbot, desk):
    window = opened(qtbot, desk)
    sign_in(qtbot, window, desk)
    press_here(KEY.Key_F2)
    write(here(), "Hạnh")
    press_here(KEY.Key_Escape)
    assert window.here() == "today"
    assert [draft.answers["customer_name"] for draft in drafts.all_of(desk.store, "lan")] == ["Hạnh"]
    press_here(KEY.Key_Return)
    assert window.here() == "intake"
    assert window.page("intake").form.blocks["customer_name"].input.edit.text() == "Hạnh"


def test_every_control_of_a_page_is_reached_with_tab_and_shift_tab_leads_back(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.go("cases")
    first, seen = here(), []
    for _ in range(60):
        press_here(KEY.Key_Tab)
        seen.append(here())
        if here() is first:
            break
    assert {window.bar.search, window.bar.new, window.bar.person} <= set(seen)
    assert set(window.rail.buttons.values()) <= set(seen)
    press_here(KEY.Key_Backtab, modifier=SHIFT)
    assert here() is seen[-2]


@pytest.mark.parametrize(("until", "step"), [("receive", ""), ("understand", "propose"), ("talk", ""), ("", "intake")])
def test_tab_comes_round_the_whole_window_and_what_it_meets_is_in_sight(qtbot, desk, walk, sign_in, until, step):
    window = opened(qtbot, desk, "minh")
    case_id = walk(until) if until else ""
    sign_in("minh")
    if until:
        window.open_case(case_id, step)
    else:
        window.new_complaint()
    first, met = QApplication.focusWidget(), []
    while QApplication.focusWidget() is not first or not met:
        met.append(QApplication.focusWidget())
        assert len(met) < 150, "Tab goes round in a part of the page"
        key(met[-1], Qt.Key.Key_Tab)
        assert not QApplication.focusWidget().visibleRegion().isEmpty(), QApplication.focusWidget()
    page = window.page(window.here())
    expected = [*window.rail.buttons.values(), window.bar.search, window.bar.new, window.bar.person]
    expected += [page.more, page.papers_button, page.customer, page.way, page.tabs] if until else [page.attach]
    assert [one for one in expected if one not in met] == []
