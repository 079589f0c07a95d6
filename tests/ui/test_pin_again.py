"""Who gives their word gives their PIN again; nothing is recorded in a name whose PIN was not given."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk.store import accounts
from desk.ui import tasks

from .conftest import PIN, fill, press, write
from .straight_way import WAY


@pytest.fixture
def asked(page, walk, sign_in):
    """The manager before a proposal, having pressed Approve."""
    case_id = walk("propose")
    sign_in("minh")
    page.show_case(case_id)
    page.form.button.click()
    return page.form.pin


def give(qtbot, dialog, pin: str) -> None:
    write(dialog.field, pin)
    press(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.go.isEnabled())


def test_an_approval_is_recorded_once_the_pin_was_given_again(qtbot, desk, page, asked):
    assert asked.asked.text() == "This stands in your name, Trần Minh. Please give your PIN again."
    assert not desk.journal.case(page.case_id).approvals
    write(asked.field, PIN)
    with qtbot.waitSignal(desk.case_changed):
        press(asked.field, Qt.Key.Key_Return)
    assert set(desk.journal.case(page.case_id).approvals) == {"manager"}


def test_a_wrong_pin_approves_nothing_and_counts(qtbot, desk, page, asked):
    give(qtbot, asked, "0000")
    assert asked.message.text() == "This PIN is not right. Please try again."
    assert (asked.field.text(), asked.isVisible()) == ("", True)
    for _ in range(accounts.FREE_TRIES):
        give(qtbot, asked, "0000")
    assert asked.message.text().startswith("Too many wrong tries.")
    give(qtbot, asked, PIN)
    assert not desk.journal.case(page.case_id).approvals


def test_nobody_elses_pin_will_do(qtbot, desk, page, asked):
    accounts.set_pin(desk.store, "ho", "8642", desk.now())
    give(qtbot, asked, "8642")
    assert not desk.journal.case(page.case_id).approvals


def test_without_a_pin_it_says_so_and_cancel_leaves_the_form_as_it_was(desk, page, asked):
    asked.go.click()
    assert asked.message.text() == "Please type your PIN."
    asked.leave.click()
    assert page.form.step.name == "approve"
    assert not desk.journal.case(page.case_id).approvals


def test_enter_on_cancel_leaves_and_approves_nothing(qtbot, desk, page, asked):
    write(asked.field, PIN)
    asked.leave.setFocus()
    press(asked.leave, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert asked.go.isEnabled()  # nothing is being compared
    assert not desk.journal.case(page.case_id).approvals


def test_who_leaves_while_the_pin_is_compared_approves_nothing(desk, page, asked, monkeypatch):
    compared = []
    monkeypatch.setattr(tasks, "run_with_store", lambda store, work, done, failed: compared.append(done))
    write(asked.field, PIN)
    asked.go.click()
    asked.leave.click()
    compared[0](True)
    assert not desk.journal.case(page.case_id).approvals


def test_a_lock_in_between_records_nothing(qtbot, desk, page, asked):
    write(asked.field, PIN)
    desk.sign_out()
    press(asked.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.go.isEnabled())
    assert not desk.journal.case(page.case_id).approvals


def test_everyday_steps_ask_for_no_pin(qtbot, desk, page, walk):
    page.show_case(walk("receive"))
    fill(page, WAY["understand"])
    with qtbot.waitSignal(desk.case_changed):
        page.form.record()
