"""Practice in the window: a frame around it, refusals that count, a score, and a real store that never hears of it."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from desk import RESOURCES
from desk.cases.scenario import load
from desk.store import lists
from tests.ui.conftest import fill
from tests.ui.shell import here, key, unnamed

STRAIGHT = RESOURCES / "scenarios" / "straight-way.toml"


@pytest.fixture
def room(window):
    window.go("learning")
    window.page("learning").practice_wanted.emit(load(STRAIGHT))
    room = window.practising.room
    yield room
    window.practising.leave()


def answer(form, answers):
    for name, value in answers.items():
        form.blocks[name].input.fill(value)
        form.blocks[name].input.changed.emit()
    form.settle()


def count(desk):
    return lists.count(desk.store, lists.Filter("all"), now=desk.now())


def test_the_list_is_filled_and_enter_begins_a_practice(qtbot, window):
    window.go("learning")
    page = window.page("learning")
    qtbot.waitUntil(lambda: page.list.count() > 0)
    window.activateWindow()
    page.enter_list()
    key(page.list, Qt.Key.Key_Return)
    assert window.rooms.currentWidget() is window.practising.room
    window.practising.leave()


def test_the_frame_says_that_nothing_is_real_and_the_customer_speaks(room):
    assert room.badge.text() == "Practice: nothing here is real"
    assert "nồi cơm điện" in room.customer.says.text()
    assert room.pages.currentWidget() is room.intake


def test_what_is_recorded_in_practice_never_reaches_the_real_store(window, room, desk):
    before = count(desk)
    answer(room.intake.form, load(STRAIGHT).lines[0].answers)
    room.intake.form.record()
    assert room.practice.case.customer_name == "Đặng Thị Hường"
    assert count(desk) == before


def test_a_refusal_counts_and_the_end_says_so(room):
    room.intake.form.record()
    room.intake.form.record()
    room.end()
    assert room.pages.currentWidget() is room.result
    said = {mark.rule: mark.refused for mark in room.result.score.marks}
    assert said["hear-out"] == 2
    assert room.result.title.text().startswith("0 of ")


def test_letting_time_pass_brings_the_colleagues_answer(qtbot, room):
    lines = [x for x in load(STRAIGHT).lines if x.by == room.practice.person.id][:3]
    answer(room.intake.form, lines[0].answers)
    room.intake.form.record()
    for line in lines[1:]:
        fill(room.page, line.answers)
        room.page.form.record()
    room.wait()
    room.wait()
    assert room.practice.case.step == "talk"


def test_no_paper_leaves_a_practice(room):
    answer(room.intake.form, load(STRAIGHT).lines[0].answers)
    room.intake.form.record()
    room.page.papers.show("slip", room.practice.case_id)
    assert room.page.papers.view is None
    assert [e.step for e in room.practice.journal.entries(room.practice.case_id)] == ["receive"]


def test_a_real_customer_ends_the_practice_with_one_key(qtbot, window, room):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    key(window, Qt.Key.Key_F2)
    assert window.practising.room is None
    assert window.here() == "intake"
    assert window.page("intake").desk is window.desk


@pytest.mark.parametrize("language", ["en", "fi"])
def test_after_a_practice_the_keyboard_is_where_it_was_before(qtbot, window, desk, walk, sign_in, language):
    case_id = walk("propose")
    sign_in("lan")
    window.open_case(case_id)
    window.go("learning")
    page = window.page("learning")
    qtbot.waitUntil(lambda: page.list.count() > 0)
    window.activateWindow()
    qtbot.waitUntil(page.list.hasFocus)
    key(page.list, Qt.Key.Key_Return)
    desk.set_language(language)  # the page of the case, which waits for somebody, is written anew out of sight
    room = window.practising.room
    room.end()
    assert room.isAncestorOf(here())
    key(here(), Qt.Key.Key_Space)
    assert window.practising.room is None
    assert page.list.hasFocus()


def test_locking_ends_the_practice(window, room):
    window.lock()
    assert window.practising.room is None


def test_the_room_goes_on_in_another_language_and_the_customer_in_theirs(window, room, desk):
    desk.set_language("fi")
    assert room.badge.text().startswith("Harjoitus")
    assert "nồi cơm điện" in room.customer.says.text()


def test_every_control_of_the_room_has_a_name(room):
    assert unnamed(room) == []
    room.end()
    assert unnamed(room) == []


def test_a_file_that_is_no_scenario_is_said_so(qtbot, window, tmp_path):
    window.go("learning")
    page = window.page("learning")
    path = tmp_path / "no.toml"
    path.write_text("title = 3", encoding="utf-8")
    page.open_file(path)
    box = page.findChild(QMessageBox)
    assert "at least one [[steps]] table" in box.text()
    box.close()
    assert window.practising.room is None


@pytest.mark.parametrize("language", ["en", "vi", "fi"])
def test_practice_fits_a_small_screen_and_its_buttons_stay_whole(window, room, desk, language):
    desk.set_language(language)
    room.retranslate(desk.words)
    window.resize(1024, 600)
    QCoreApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 600)
    assert room.minimumSizeHint().width() <= 1024
    for button in (room.wait_button, room.end_button, room.real_button):
        assert button.width() >= button.sizeHint().width()
        assert room.strip.rect().contains(button.geometry())


def test_a_long_scenario_name_is_elided_and_told_whole(qtbot, window):
    window.go("learning")
    page = window.page("learning")
    qtbot.waitUntil(lambda: page.list.count() > 0)
    assert page.list.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    for row in range(page.list.count()):
        item = page.list.item(row)
        assert item.data(Qt.ItemDataRole.AccessibleTextRole) == item.text()
        assert item.text() in item.toolTip()
