"""A screen of 1366 × 768 at 200 % has room for 683 × 384: nothing is cut there, everything can be reached."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from desk import RESOURCES
from desk.cases.scenario import load
from desk.i18n import LANGUAGES
from desk.ui import in_and_out
from desk.ui.first_run import FirstRun
from desk.ui.flow import FlowLayout
from desk.ui.help import AllKeys, Help
from desk.ui.import_dialog import COLUMNS, FOUND, ImportDialog
from desk.ui.person_dialog import PersonDialog
from desk.ui.room import Dialog
from desk.ui.window import LEAST
from tests.gallery import in_and_out as in_and_out_list

from .conftest import START
from .shell import controls, key, opened

ROOM = QSize(683, 384)
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
STRAIGHT = RESOURCES / "scenarios" / "straight-way.toml"


class SmallScreen:
    def availableSize(self) -> QSize:
        return ROOM


@pytest.fixture
def around(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(qtbot, desk, sign_in, monkeypatch, around):
    sign_in("minh")
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    shown = PersonDialog(desk, None, around)
    with qtbot.waitExposed(shown):
        shown.open()
    return shown


def test_a_dialog_is_no_larger_than_its_screen_and_the_keyboard_stays(dialog):
    assert dialog.height() <= ROOM.height() < dialog.findChild(QScrollArea, "room").widget().height()
    assert dialog.width() <= ROOM.width()
    assert dialog.focusWidget() is dialog.name


def test_tab_brings_every_control_of_the_dialog_into_sight(dialog):
    area = dialog.findChild(QScrollArea, "room")
    dialog.activateWindow()
    for _ in range(sum(1 for _ in controls(dialog))):
        key(dialog.focusWidget(), Qt.Key.Key_Tab)
        here = dialog.focusWidget()
        place = here.mapTo(area.viewport(), here.rect().center())
        assert area.viewport().rect().contains(place), here


def test_with_room_enough_a_dialog_is_as_it_always_was(desk, sign_in, around):
    sign_in("minh")
    shown = PersonDialog(desk, None, around)
    shown.open()
    assert shown.findChild(QScrollArea, "room") is None


def test_what_the_columns_of_an_old_list_hold_is_seen_from_its_beginning(qtbot, desk, monkeypatch, tmp_path):
    window, path = opened(qtbot, desk, "minh"), tmp_path / "so cu.csv"
    path.write_text("Ngày;Khách hàng;Nội dung\n2.3.2024;Ánh;Tủ lạnh hỏng\n", encoding="utf-8")
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    in_and_out.bring_in(desk, window)
    shown = window.findChild(ImportDialog)
    shown.open_file(path)
    qtbot.waitUntil(lambda: shown.panes.currentIndex() == COLUMNS and not shown.waiting.text(), timeout=20_000)
    view = shown.findChild(QScrollArea, "room").viewport()
    for widget in (shown.title, shown.columns.targets[0]):
        assert view.rect().contains(widget.mapTo(view, widget.rect().center()))
    assert shown.focusWidget() is shown.columns.targets[0]


@pytest.mark.parametrize("words", LANGUAGES)
def test_of_what_was_found_in_an_old_list_nothing_lies_over_anything(qtbot, desk, monkeypatch, tmp_path, words):
    window, path = opened(qtbot, desk, "minh"), tmp_path / "so cu.csv"
    desk.set_language(words)
    path.write_text(in_and_out_list.LIST, encoding="utf-8")
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    in_and_out.bring_in(desk, window)
    shown = window.findChild(ImportDialog)
    shown.open_file(path)
    for pane in (COLUMNS, FOUND):
        qtbot.waitUntil(lambda p=pane: shown.panes.currentIndex() == p and not shown.waiting.text(), timeout=20_000)
        if pane == COLUMNS:
            shown.go_on()
    QApplication.processEvents()
    held = [one for one in shown.found.findChildren(QWidget, options=DIRECT) if one.isVisible()]
    for one, other in combinations(held, 2):
        assert not one.geometry().intersects(other.geometry()), (one, other)


def test_all_keys_begin_with_the_first_of_them_and_are_gone_down_by_keyboard(qtbot, desk, monkeypatch, around):
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    shown = AllKeys(desk, around)
    with qtbot.waitExposed(shown):
        shown.open()
    area = shown.findChild(QScrollArea, "room")
    assert area.verticalScrollBar().value() == 0
    key(shown.focusWidget(), Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0


def test_what_is_wrong_at_the_first_start_is_in_sight_beside_the_field_it_is_about(qtbot, look, monkeypatch, tmp_path):
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    shown = FirstRun(tmp_path / "desk.store", lambda: START)
    qtbot.addWidget(shown)
    shown._show(4)
    with qtbot.waitExposed(shown):
        shown.show()
    for name, text in (("name", "Lan"), ("pin", "1234"), ("pin_again", "1234")):
        shown.manager.inputs[name].setText(text)
    shown.next_button.click()
    both_seen(qtbot, shown, shown.manager.inputs["pin"])


def both_seen(qtbot, dialog, field) -> None:
    view = dialog.findChild(QScrollArea, "room").viewport()

    def seen(one) -> bool:
        return view.rect().contains(one.mapTo(view, one.rect().center()))

    qtbot.waitUntil(lambda: seen(dialog.problem) and seen(field), timeout=3_000)


@pytest.mark.parametrize("place", ["today", "cases", "promises", "settings"])
def test_a_small_window_scrolls_and_gives_its_pages_the_room_they_need(qtbot, desk, place):
    window = opened(qtbot, desk, "minh")
    window.resize(ROOM)
    window.go(place)
    QApplication.processEvents()
    assert window.size() == ROOM
    assert (window._shell.width(), window._shell.height()) == LEAST
    window.resize(1366, 768)
    QApplication.processEvents()
    assert window._shell.size() == window.size()


def test_a_practice_in_a_small_window_scrolls_and_everything_of_its_page_can_be_reached(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.resize(ROOM)
    window.go("learning")
    window.page("learning").practice_wanted.emit(load(STRAIGHT))
    room = window.practising.room
    QApplication.processEvents()
    assert not room.customer.who.visibleRegion().isEmpty(), "what the customer says is read first"
    form = room.intake.form
    for one in (form.blocks["customer_name"].input, form.button):
        area = room.pages.parentWidget().parentWidget().parentWidget()
        area.ensureWidgetVisible(one)
        assert one.visibleRegion().boundingRect() == one.rect(), one
    window.resize(800, 600)
    QApplication.processEvents()
    assert room.pages.visibleRegion().boundingRect() == room.pages.rect()
    window.practising.leave()


def test_a_dialog_that_says_more_than_when_it_was_opened_still_fits_its_screen(look, monkeypatch, around):
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    dialog, said = Dialog(around), QLabel("One line.")
    QVBoxLayout(dialog).addWidget(said)
    dialog.open()
    assert dialog.findChild(QScrollArea, "room") is None
    for lines in (60, 90):
        said.setText("Refused.\n" * lines)
        QApplication.processEvents()
        inside = dialog.findChild(QScrollArea, "room").widget()
        assert dialog.height() <= ROOM.height()
        assert inside.height() >= said.sizeHint().height()


def test_choices_that_need_two_lines_stand_on_both_of_them(look, around):
    flow = FlowLayout(around, spacing=8, choices=True)
    buttons = [QRadioButton("Frightened") for _ in range(4)]
    for button in buttons:
        flow.addWidget(button)
    wide = buttons[0].sizeHint().width()
    around.resize(3 * wide + 40, 200)
    flow.setGeometry(around.rect())
    tops = [button.y() for button in buttons]
    assert tops[0] == tops[1] < tops[2] == tops[3]


@pytest.mark.parametrize("words", LANGUAGES)
def test_no_key_of_the_help_is_cut_beside_its_page(qtbot, desk, monkeypatch, around, words):
    desk.set_language(words)
    monkeypatch.setattr(Dialog, "screen", lambda self: SmallScreen())
    shown = Help(desk, "case", around)
    with qtbot.waitExposed(shown):
        shown.open()
    assert [area.horizontalScrollBar().maximum() for area in shown.findChildren(QScrollArea)] == [0]
    assert shown.width() <= ROOM.width()
