"""What is typed in a dialog comes back after a lock, Esc or the end of the program; not after it is done or left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desk.cases.mandate import Mandate
from desk.i18n import Words
from desk.papers import scan
from desk.store import accounts, drafts
from desk.ui.attach_dialog import AttachDialog
from desk.ui.draft_line import DraftLine
from desk.ui.hand_over_many import HandOverMany
from desk.ui.kept_typing import keep_typing
from desk.ui.mandate_dialog import MandateDialog
from desk.ui.person_dialog import PersonDialog
from desk.ui.pin import PinField
from desk.ui.room import Dialog

from .conftest import write
from .shell import key, opened
from .walking import astray

UNREAD = scan.Finding(scan.UNREADABLE, Words(scan.NO_CODE))

WORDS = "Chị Hạnh muốn gặp quản lý trước 17 giờ"


@pytest.fixture
def window(qtbot, desk):
    return opened(qtbot, desk, "minh")


def hand_over(desk, window):
    dialog = HandOverMany(desk, ("00",), window)
    return dialog, dialog.briefing, dialog.briefing.toPlainText


def person(desk, window):
    dialog = PersonDialog(desk, None, window)
    return dialog, dialog.name, dialog.name.text


def mandate(desk, window):
    dialog = MandateDialog(desk, window)
    return dialog, dialog.blocks["name"].input.edit, dialog.blocks["name"].input.read


def attach(desk, window):
    dialog = AttachDialog(desk, "", b"%PDF-", "application/pdf", lambda data: UNREAD, window)
    return dialog, dialog.name, dialog.name.text


ALL = pytest.mark.parametrize("make", [hand_over, person, mandate, attach])


def lock(qtbot, window, dialog):
    window.lock()


def escape(qtbot, window, dialog):
    with qtbot.waitSignal(dialog.finished):
        key(dialog, Qt.Key.Key_Escape)


def close_the_desk(qtbot, window, dialog):
    assert not window._asks_first()


def begun(desk, window, make):
    """A dialog in which somebody has typed something."""
    dialog, field, _ = make(desk, window)
    dialog.open()
    write(field, WORDS)
    return dialog


def opened_again(desk, window, make, person):
    """The same dialog, opened anew by somebody; and what its field holds."""
    if desk.person is None:
        desk.sign_in(accounts.people(desk.store)[person])
    dialog, _, read = make(desk, window)
    dialog.open()
    return dialog, read


@ALL
@pytest.mark.parametrize("end", [lock, escape, close_the_desk])
def test_what_was_typed_is_there_when_the_dialog_is_opened_again(qtbot, desk, window, make, end):
    dialog = begun(desk, window, make)
    qtbot.waitUntil(dialog.isActiveWindow)
    end(qtbot, window, dialog)
    again, read = opened_again(desk, window, make, "minh")
    assert read() == WORDS
    assert again.findChild(DraftLine).isVisible()


@ALL
def test_nobody_else_sees_it(desk, window, make):
    begun(desk, window, make)
    window.lock()
    again, read = opened_again(desk, window, make, "ho")
    assert read() == ""
    assert again.findChild(DraftLine).isHidden()


@ALL
def test_cancel_lets_go_of_it(desk, window, make):
    begun(desk, window, make).leave.click()
    assert drafts.all_of(desk.store, "minh") == []


@ALL
def test_one_press_starts_afresh_and_one_brings_it_back(desk, window, make):
    begun(desk, window, make)
    window.lock()
    again, read = opened_again(desk, window, make, "minh")
    again.findChild(DraftLine).button.click()
    assert read() == ""
    assert drafts.all_of(desk.store, "minh") == []
    again.findChild(QWidget, "toast").findChild(QPushButton).click()
    assert read() == WORDS


@ALL
def test_tab_comes_to_starting_afresh_before_what_it_would_empty(qtbot, desk, window, make):
    dialog, field, _ = make(desk, window)
    write(field, WORDS)
    dialog.reject()
    dialog, field, _ = make(desk, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    button = dialog.findChild(DraftLine).button
    assert button.isVisible()
    assert QApplication.focusWidget() is not button  # Enter there would put the draft away
    here, there = button.mapTo(dialog, QPoint()), QApplication.focusWidget()
    assert there.mapTo(dialog, QPoint()).y() > here.y()
    key(there, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is button
    key(button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is there
    assert astray(dialog) == []


def test_it_is_in_the_store_while_one_still_writes(qtbot, desk, window):
    begun(desk, window, hand_over)
    qtbot.waitUntil(lambda: [d.answers for d in drafts.all_of(desk.store, "minh")] == [{"briefing": WORDS}])


def test_who_was_added_is_no_draft_any_more(qtbot, desk, window):
    dialog, field, _ = person(desk, window)
    dialog.open()
    write(field, "Lê Văn Tám")
    for pin in (dialog.pin, dialog.again):
        write(pin, "2580")
    dialog.save()
    qtbot.waitUntil(lambda: "tam" in accounts.people(desk.store))
    qtbot.waitUntil(lambda: drafts.all_of(desk.store, "minh") == [])


def test_a_mandate_is_kept_until_it_is_signed(desk, window):
    window.go("settings")
    section = window.page("settings").sections["mandates"]
    dialog = section.write()
    write(dialog.blocks["name"].input.edit, WORDS)
    dialog.accept()
    (kept,) = drafts.all_of(desk.store, "minh")
    assert kept.answers == {"name": WORDS}
    section._add(Mandate("Kettles", frozenset(), 100, "VND", "Trần Minh", ""))
    assert drafts.all_of(desk.store, "minh") == []


def test_a_pin_is_never_kept(desk, window):
    dialog, _, _ = person(desk, window)
    dialog.open()
    write(dialog.pin, "2580")
    window.lock()
    assert drafts.all_of(desk.store, "minh") == []
    asking = Dialog(window)
    field, leave = PinField(asking), QPushButton()
    QVBoxLayout(asking).addWidget(field)
    desk.sign_in(accounts.people(desk.store)["minh"])
    with pytest.raises(ValueError, match="secret"):
        keep_typing(asking, desk, "asking", {"pin": field}, leave, DraftLine(asking))
