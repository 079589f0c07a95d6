"""Reminders: said once, to whom they concern, while the shop is open; over the page, and in the tray if any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QTime, Signal
from PySide6.QtWidgets import QApplication, QPushButton

from desk import RESOURCES
from desk.cases.scenario import load
from desk.store import accounts, settings
from desk.ui import reminders
from desk.ui.around import Around
from desk.ui.quiet import Quiet, keep, quiet
from desk.ui.reminders import Reminder
from desk.ui.toasts import Toast

from .conftest import PIN, START, press, write
from .shell import opened, record


@pytest.fixture
def window(qtbot, desk, tmp_path):
    return opened(qtbot, desk, "lan", Around(tmp_path / "window.ini"))


@pytest.fixture
def soon(window, desk, clock):
    """Lan's case, ten minutes before it is due."""
    case_id = record(desk, 1)
    due = desk.journal.case(case_id).clocks
    window.refresh()
    assert window.reminding.banner.isHidden()
    clock.now = min(c.due for c in due.values() if c.runs) - timedelta(minutes=10)
    return case_id


def test_what_is_due_soon_is_said_once_over_the_page(window, desk, soon):
    before = QApplication.focusWidget()
    window.refresh()
    assert window.reminding.banner.isVisible()
    assert window.reminding.banner.label.text().startswith("B1-00001: ")
    assert window.reminding.banner.label.text().endswith("10 min left")
    assert "Khách" not in window.reminding.banner.label.text()
    assert QApplication.focusWidget() is before
    window.reminding.banner.close_button.click()
    window.refresh()
    assert window.reminding.banner.isHidden()


def test_a_reminder_opens_its_case(window, soon):
    window.refresh()
    window.reminding.banner.open.click()
    assert (window.here(), window.page("case").case_id) == ("case", soon)
    assert window.reminding.banner.isHidden()


def test_it_is_said_once_more_when_it_is_late(window, soon, clock):
    window.refresh()
    window.reminding.banner.leave()
    clock.advance(minutes=11)
    window.refresh()
    assert window.reminding.banner.label.text().endswith("late")


def test_somebody_else_is_not_reminded_and_sees_nothing_of_it(window, soon, sign_in):
    window.refresh()
    window.lock()
    sign_in("eeva")
    window.refresh()
    assert window.reminding.banner.isHidden()


def test_nobody_is_reminded_while_the_shop_is_closed(window, desk, soon, clock):
    closed = replace(accounts.policy(desk.store), opening=(None,) * 7)
    accounts.set_policy(desk.store, closed, by="minh", now=START)
    window.refresh()
    assert window.reminding.banner.isHidden()


def test_in_quiet_hours_nothing_is_said_until_they_are_over(window, desk, soon, clock):
    local = clock.now.astimezone(desk.branch.tz)
    window.go("settings")
    section = window.page("settings").sections["window"]
    section.quiet.click()
    section.start.setTime(QTime((local - timedelta(minutes=5)).hour, (local - timedelta(minutes=5)).minute))
    section.end.setTime(QTime((local + timedelta(minutes=5)).hour, (local + timedelta(minutes=5)).minute))
    window.refresh()
    assert window.reminding.banner.isHidden()
    clock.advance(minutes=5)
    window.refresh()
    assert window.reminding.banner.label.text().endswith("5 min left")


@pytest.mark.parametrize(
    ("start", "end", "quiet_at"),
    [("12:00", "13:00", (12, 12.5)), ("22:00", "07:00", (22, 23, 0, 6.5)), ("08:00", "08:00", ())],
)
def test_quiet_hours_may_pass_midnight(start, end, quiet_at):
    kept = Quiet(True, start, end)
    for half in range(48):
        at = datetime(2026, 3, 2, half // 2, 30 * (half % 2), tzinfo=UTC)
        inside = any(begin <= half / 2 < begin + 0.5 for begin in quiet_at)
        if inside or half / 2 in (7, 13, 8, 21.5):
            assert kept.holds(at, UTC) is inside


def test_quiet_hours_belong_to_a_person_and_nonsense_is_none(desk, sign_in):
    sign_in("lan")
    keep(desk, Quiet(True, "09:00", "10:00"))
    assert quiet(desk) == Quiet(True, "09:00", "10:00")
    settings.put(desk.store, "quiet:lan", {"on": True, "start": "soon"})
    assert quiet(desk) == Quiet()
    sign_in("eeva")
    assert quiet(desk) == Quiet()


def test_a_reminder_that_was_put_away_can_be_brought_back(window, soon):
    window.refresh()
    said = window.reminding.banner.label.text()
    window.reminding.banner.close_button.click()
    assert window.reminding.banner.isHidden()
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert (window.reminding.banner.isVisible(), window.reminding.banner.label.text()) == (True, said)


def test_the_clock_in_a_reminder_goes_on_and_what_is_done_reminds_nobody_any_more(window, desk, soon, clock):
    banner = window.refresh() or window.reminding.banner
    clock.advance(minutes=4)
    window.refresh()
    assert banner.label.text().endswith("6 min left")
    desk.record("withdraw", {"words": "Thôi.", "freely": True}, soon)
    assert (banner.isVisible(), banner.reminder) == (False, None)


def test_many_late_cases_do_not_hide_the_one_that_can_still_be_done_in_time(window, desk, clock):
    for number in range(reminders.MOST + 2):
        record(desk, number)
    clock.advance(minutes=5)
    last = desk.journal.case(record(desk, 99))
    clock.now = min(c.due for c in last.clocks.values() if c.runs) - timedelta(minutes=2)
    said = []
    for _ in range(reminders.MOST + 4):
        window.refresh()
        said.append(window.reminding.banner.label.text().split(":")[0])
        window.reminding.banner.leave()
    assert said[0] == last.number
    assert sorted(said[1:-1]) == [f"B1-{number:05d}" for number in range(1, reminders.MOST + 3)]
    assert said[-1] == said[-2]  # nothing is said twice


def test_nobody_is_reminded_who_does_not_want_it(window, soon):
    window.go("settings")
    window.page("settings").sections["window"].remind.click()
    window.refresh()
    assert window.reminding.banner.isHidden()
    window.page("settings").sections["window"].remind.click()
    window.refresh()
    assert window.reminding.banner.isVisible()


def test_a_reminder_is_said_in_the_new_language(window, desk, soon):
    window.refresh()
    desk.set_language("fi")
    assert "jäljellä" in window.reminding.banner.label.text()


class FakeTray(QObject):
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.there = True

    def say(self, reminder: Reminder) -> None:
        self.said.append(reminder.case_id)

    def leave(self) -> None:
        self.there = False


def test_the_tray_says_it_while_the_window_is_not_in_front_and_leads_there(qtbot, desk, clock, monkeypatch):
    tray = FakeTray()
    monkeypatch.setattr(reminders, "tray", lambda desk, window: tray)
    window = opened(qtbot, desk, "lan")
    case_id = record(desk, 1)
    clock.now = min(c.due for c in desk.journal.case(case_id).clocks.values() if c.runs)
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    window.refresh()
    assert tray.said == [case_id]
    tray.wanted.emit(case_id)
    assert (window.here(), window.reminding.banner.isHidden()) == ("case", True)
    window.lock()
    assert not tray.there
    tray.wanted.emit(case_id)
    assert not window._shell.isVisible()


@pytest.fixture
def tray(monkeypatch):
    found = FakeTray()
    monkeypatch.setattr(reminders, "tray", lambda desk, window: found)
    return found


def test_a_click_in_the_tray_turns_to_no_other_case_while_an_approval_asks_for_the_pin(qtbot, desk, tray, walk):
    asked, other = walk("propose"), walk("propose")
    window = opened(qtbot, desk, "minh")
    window.refresh()
    window.open_case(asked)
    window.page("case").form.record()
    tray.wanted.emit(other)
    write(window.page("case").form.pin.field, PIN)
    with qtbot.waitSignal(desk.case_changed):
        press(window.page("case").form.pin.field, Qt.Key.Key_Return)
    assert set(desk.journal.case(asked).approvals) == {"manager"}
    assert not desk.journal.case(other).approvals


def test_a_click_in_the_tray_leaves_what_is_turned_to_the_customer_in_front(qtbot, desk, tray, walk):
    shown, other = walk("receive"), walk("receive")
    window = opened(qtbot, desk, "lan")
    window.refresh()
    window.open_case(shown)
    window.page("case").show_customer()
    qtbot.waitUntil(window.page("case").customer_view.isActiveWindow)
    tray.wanted.emit(other)
    assert window.page("case").customer_view.isActiveWindow()
    assert window.page("case").case_id == shown
    window.page("case").customer_view.close()
    tray.wanted.emit(other)
    assert window.page("case").case_id == other


def test_a_click_in_the_tray_ends_a_practice(qtbot, desk, tray, walk):
    case_id = walk("receive")
    window = opened(qtbot, desk, "lan")
    window.refresh()
    window.go("learning")
    window.page("learning").practice_wanted.emit(load(RESOURCES / "scenarios" / "straight-way.toml"))
    tray.wanted.emit(case_id)
    assert (window.practising.room, window.here()) == (None, "case")
    assert window._shell.isVisible()


def test_where_the_system_has_no_tray_there_is_none(window, desk, monkeypatch):
    monkeypatch.setattr(reminders.QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert reminders.tray(desk, window) is None
    monkeypatch.setattr(reminders.QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    assert reminders.tray(desk, window) is not None
