"""A clock that was turned: shown on the case and over the page, kept as an entry, and believed on a manager's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from desk.cases.people import Person
from desk.store import house
from desk.store.problems import StoreProblem
from desk.store.timekeeper import Timekeeper
from desk.ui.case_page import CasePage
from desk.ui.desk import Desk
from desk.ui.window import MainWindow
from tests.store.test_timekeeper import Machine
from tests.ui.conftest import PIN, START
from tests.ui.straight_way import WAY

SignIn = Callable[[str], Person]
TWO_HOURS = timedelta(hours=2)


@pytest.fixture
def machine(desk: Desk) -> Machine:
    """The computer under the desk; the desk goes by its own reckoning of that computer's clocks."""
    machine = Machine()
    machine.wall = START
    desk.keeper = Timekeeper(desk.store, machine)
    desk.now = desk._time
    desk.now()
    return machine


@pytest.fixture
def window(qtbot: Any, desk: Desk, machine: Machine) -> MainWindow:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_jump_is_an_entry_that_says_how_far_and_who_sat_there(desk: Desk, machine: Machine, sign_in: SignIn) -> None:
    sign_in("lan")
    machine.wall -= TWO_HOURS
    desk.now()
    last = house.entries(desk.store, house.CLOCK)[-1]
    assert (last.by, last.values) == ("lan", {"jumped": -7200, "off": -7200})
    assert desk.journal.check() == []


def test_a_correction_of_five_minutes_is_nobodys_business(desk: Desk, machine: Machine) -> None:
    machine.wall += timedelta(minutes=5)
    desk.now()
    assert house.entries(desk.store, house.CLOCK) == []


def test_what_is_recorded_meanwhile_says_so_in_head_and_story_and_keeps_its_true_deadline(
    desk: Desk, machine: Machine, page: CasePage
) -> None:
    machine.wall -= TWO_HOURS
    machine.wait(minutes=10)
    case = desk.record("receive", {**WAY["receive"], "raised_at": "2026-03-02 10:00"}).case
    assert case.recorded_at == START + timedelta(minutes=10)
    assert case.clocks["consult-first"].due == START + timedelta(minutes=70)
    assert list(case.clock_off.values()) == [-7200]
    page.show_case(case.id)
    said = "The computer's clock was 2 h behind; the times here are the desk's own."
    page.tabs.setCurrentIndex(1)
    assert said in page.story.toPlainText()
    assert "Recorded while the computer's clock was wrong" in chips(page)


def chips(page: CasePage) -> list[str]:
    flow = page.head._flow
    items = [flow.itemAt(n) for n in range(flow.count())]
    return [item.widget().accessibleName() for item in items if item is not None]


def test_the_window_shows_it_to_everybody_and_only_a_manager_can_answer(
    window: MainWindow, desk: Desk, machine: Machine, sign_in: SignIn
) -> None:
    sign_in("lan")
    assert window.clock_banner is None
    machine.wall += TWO_HOURS
    window.refresh()
    banner = window.clock_banner
    assert banner is not None
    assert banner.label.text() == "This computer's clock is 2 h ahead. Deadlines go on by the desk's own time."
    assert banner.right.isHidden()
    sign_in("minh")
    assert not banner.right.isHidden()
    machine.wall -= TWO_HOURS  # put right
    window.refresh()
    assert banner.isHidden()


def test_a_manager_says_with_the_pin_that_the_clock_is_right(
    qtbot: Any, window: MainWindow, desk: Desk, machine: Machine, sign_in: SignIn
) -> None:
    sign_in("minh")
    machine.wall += TWO_HOURS
    window.refresh()
    banner = window.clock_banner
    assert banner is not None
    dialog = banner.ask()
    dialog.field.setText(PIN)
    with qtbot.waitSignal(dialog.right):
        dialog.check()
    assert desk.now() == START + TWO_HOURS
    assert banner.isHidden()
    last = house.entries(desk.store)[-1]
    assert (last.what, last.by, last.values) == (house.BELIEVED, "minh", {"off": 7200})
    assert desk.journal.check() == []


def test_a_clerk_cannot_say_that_the_clock_is_right(desk: Desk, machine: Machine, sign_in: SignIn) -> None:
    sign_in("lan")
    machine.wall += TWO_HOURS
    before = desk.now()
    with pytest.raises(StoreProblem):
        desk.believe_clock()
    assert (desk.now(), desk.keeper.off) == (before, TWO_HOURS)
