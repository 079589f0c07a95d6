"""Reminders: said once, to whom they concern, while the shop is open; over the page, and in the tray if any."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desk.store import accounts
from desk.ui import reminders
from desk.ui.reminders import Reminder
from desk.ui.window import Around

from .conftest import START
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


def test_where_the_system_has_no_tray_there_is_none(window, desk, monkeypatch):
    monkeypatch.setattr(reminders.QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert reminders.tray(desk, window) is None
    monkeypatch.setattr(reminders.QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    assert reminders.tray(desk, window) is not None
