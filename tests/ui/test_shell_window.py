"""The main window: where one can go, by which keys, who may see what, and what stays when it is locked."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desk.i18n import LANGUAGES
from desk.store import accounts
from desk.ui.around import Around
from desk.ui.finder import Finder
from desk.ui.help import Help
from desk.ui.idle import Idle
from desk.ui.job import Job, ProgressLine
from desk.ui.rail import PLACES
from desk.ui.toasts import Toast, toast
from desk.ui.window import MainWindow

from .conftest import write
from .shell import controls, here, key, opened, record
from .straight_way import WAY

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_page_is_made_when_it_is_first_shown(window):
    assert set(window._pages) == {"today"}
    window.go("cases")
    assert set(window._pages) == {"today", "cases"}


@pytest.mark.parametrize("number", range(1, 5))
def test_ctrl_and_a_number_goes_to_each_place(window, number):
    key(window.pages.currentWidget(), Qt.Key(Qt.Key.Key_0 + number), CTRL)
    assert window.here() == PLACES[number - 1][0]
    assert window.rail.buttons[window.here()].isChecked()


def test_f2_opens_the_intake_from_anywhere_and_esc_leads_back(window):
    window.go("promises")
    key(window.pages.currentWidget(), Qt.Key.Key_F2)
    assert window.here() == "intake"
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.here() == "promises"


def test_an_answer_that_is_late_by_now_can_be_passed_up_without_opening_the_case_again(
    qtbot, desk, clock, walk, sign_in
):
    case_id = walk("propose")
    window = opened(qtbot, desk, "lan")
    window.open_case(case_id)
    panel = window.page("case").panel
    note = next(button for button in panel.buttons if button.property("step") == "note")
    note.setFocus()
    window.refresh()
    assert window.page("case").panel is panel  # nothing has changed
    clock.advance(hours=30)
    window.refresh()
    panel = window.page("case").panel
    assert panel.buttons[0].text() == "Pass the late answer up"
    assert any(sentence.text().startswith("The answer is late.") for sentence in panel.sentences)
    assert (here().property("step"), panel.isAncestorOf(here())) == ("note", True)
    window.find_case()
    clock.advance(hours=-30)
    window.refresh()
    assert window.page("case").panel.buttons[0].text() != "Pass the late answer up"
    assert here() is window.bar.search


@pytest.mark.parametrize("until", ["receive", "propose"])  # at a step, and while somebody else is waited for
def test_who_comes_back_to_a_case_where_the_keyboard_was_in_what_is_hidden_now_is_in_its_step(
    qtbot, desk, walk, sign_in, until
):
    case_id = walk(until)
    window = opened(qtbot, desk, "lan")
    window.open_case(case_id)
    page = window.page("case")
    qtbot.mouseClick(page.coach.hide_button, Qt.MouseButton.LeftButton)
    page.coach.hide_button.setFocus()  # as a click on it leaves it
    window.new_complaint()
    key(here(), Qt.Key.Key_Escape)
    assert window.here() == "case"
    assert page.middle.isAncestorOf(here())
    assert here().isVisible()


def test_undo_leads_back_to_a_draft_that_was_put_away_from_wherever_one_has_gone(window):
    window.new_complaint()
    write(here(), "Hạnh")
    page = window.page("intake")
    page.form.draft_line.afresh.emit()
    key(here(), Qt.Key.Key_Escape)
    assert window.here() == "today"
    key(here(), Qt.Key.Key_Z, CTRL)
    assert window.here() == "intake"
    assert page.form.blocks["customer_name"].input.edit.text() == "Hạnh"
    assert page.isAncestorOf(here())


def test_esc_leads_from_a_case_to_the_list_it_was_opened_from_and_then_to_today(window, desk):
    case_id = record(desk, 1)
    window.go("cases")
    window.open_case(case_id)
    assert window.here() == "case"
    key(window.page("case"), Qt.Key.Key_Escape)
    assert window.here() == "cases"
    key(window.page("cases"), Qt.Key.Key_Escape)
    assert window.here() == "today"


def test_esc_leaves_what_was_opened_besides_before_it_leaves_the_case(window, desk):
    """F7 pressed by mistake costs nothing; what a line of Today opened is left at once."""
    case_id = record(desk, 1)
    window.open_case(case_id)
    page = window.page("case")
    key(page, Qt.Key.Key_F7)
    assert page.open_step == "call_manager"
    key(page, Qt.Key.Key_Escape)
    assert (window.here(), page.open_step) == ("case", "understand")
    key(page, Qt.Key.Key_Escape)
    assert window.here() == "today"
    window.open_case(case_id, "call_manager")
    key(page, Qt.Key.Key_Escape)
    assert window.here() == "today"


def test_what_was_recorded_opens_as_a_case_and_back_is_not_the_intake(window, desk):
    window.go("cases")
    window.new_complaint()
    window.page("intake").recorded.emit(record(desk, 1))
    assert window.here() == "case"
    window.back()
    assert window.here() == "cases"


def test_ctrl_f_goes_to_the_search_and_typing_filters_the_list(window, desk, qtbot):
    record(desk, 1, customer_name="Đặng Thị Mỹ Hạnh")
    record(desk, 2, customer_name="Eeva Mäkinen")
    key(window.pages.currentWidget(), Qt.Key.Key_F, CTRL)
    assert window.bar.search.hasFocus()
    qtbot.keyClicks(window.bar.search, "dang")
    page = window.page("cases")
    qtbot.waitUntil(lambda: page.model.filter.text == "dang")
    assert window.here() == "cases"
    assert window.bar.search.hasFocus()
    assert [page.model.row(n).customer for n in range(page.model.rowCount())] == ["Đặng Thị Mỹ Hạnh"]
    key(window.bar.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()


def test_esc_in_the_search_empties_it_before_it_leads_away(window, desk, qtbot):
    record(desk, 1)
    window.go("cases")
    window.find_case()
    page = window.page("cases")
    qtbot.keyClicks(window.bar.search, "xyz")
    qtbot.waitUntil(lambda: page.model.filter.text == "xyz")
    key(window.bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.filter.text == "")
    assert (window.bar.search.text(), window.here()) == ("", "cases")
    assert window.page("cases").model.rowCount() == 1


def test_esc_leads_away_from_what_was_searched_for_out_of_a_new_complaint(window, desk):
    record(desk, 1)
    window.new_complaint()
    window.find_case()
    write(window.bar.search, "khach")
    key(here(), Qt.Key.Key_Down)
    assert (window.here(), here()) == ("cases", window.page("cases").table)
    key(here(), Qt.Key.Key_Escape)
    assert window.here() == "today"


def test_enter_in_the_search_does_not_wait_for_the_pause(window, desk, qtbot):
    record(desk, 1)
    window.find_case()
    qtbot.keyClicks(window.bar.search, "khach")
    key(window.bar.search, Qt.Key.Key_Return)
    assert window.page("cases").table.hasFocus()


def test_head_office_receives_no_complaints(qtbot, desk):
    window = opened(qtbot, desk, "ho")
    assert not window.bar.new.isVisible()
    key(window.pages.currentWidget(), Qt.Key.Key_F2)
    assert window.here() == "today"


def test_the_counter_says_what_waits_and_leads_there(qtbot, desk, walk):
    walk("propose")
    desk.sign_out()
    window = opened(qtbot, desk, "minh")
    assert window.bar.waiting.text() == "1 waiting for me"
    window.bar.waiting.click()
    page = window.page("cases")
    assert (window.here(), page.model.rowCount(), page.person_chip.text()) == ("cases", 1, "Waiting for me  1")


def test_the_counter_leads_to_nothing_that_waits_for_somebody_else(qtbot, desk, walk, sign_in):
    walk("propose")
    mine = walk("propose")
    sign_in("minh")
    desk.record("approve", WAY["approve"], mine)  # from here on it waits for head office
    window = opened(qtbot, desk, "minh")
    window.bar.waiting.click()
    page = window.page("cases")
    assert (window.bar.waiting.text(), page.person_chip.text()) == ("1 waiting for me", "Waiting for me  1")
    assert page.chips["waiting"].text() == "Waiting for a manager  2"
    page.person_chip.click()
    assert (page.chips["open"].isChecked(), page.person_chip.isVisible()) == (True, False)
    next(iter(window.findChild(Toast).findChildren(QPushButton))).click()
    assert (page.person_chip.isChecked(), page.model.rowCount()) == (True, 1)
    desk.record("approve", WAY["approve"], page.model.row(0).case_id)
    assert (page.model.rowCount(), page.empty.words.text()) == (0, "Nothing waits for you.")
    assert not window.bar.waiting.isVisible()


def test_a_lock_hides_everything_and_the_same_person_goes_on_where_they_were(window, desk):
    window.go("promises")
    help_ = Help(desk, "promises", window)
    help_.open()
    key(window.pages.currentWidget(), Qt.Key.Key_L, CTRL)
    assert desk.person is None
    assert not window._shell.isVisible()
    assert not help_.isVisible()
    desk.sign_in(accounts.people(desk.store)["lan"])
    assert window._shell.isVisible()
    assert window.here() == "promises"


def test_the_rail_marks_the_cases_while_one_is_open_wherever_it_was_opened_from(window, desk):
    case_id = record(desk, 1)
    for place, marked in (("settings", ["cases"]), ("cases", ["cases"]), ("today", ["cases"])):
        window.go(place)
        assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == [place]
        window.open_case(case_id)
        assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == marked
        window.back()
        assert window.here() == place
    window.rail.buttons["today"].click()
    window.rail.buttons["today"].click()
    assert window.rail.buttons["today"].isChecked()


def test_somebody_else_begins_at_today_and_finds_nothing_of_the_person_before(window, desk, sign_in):
    case_id = record(desk, 1)
    window.open_case(case_id)
    window.bar.search.setText("Hạnh")
    window.lock()
    sign_in("eeva")
    assert window.here() == "today"
    assert window.bar.search.text() == ""
    assert "case" not in window._pages


def test_nobody_can_go_anywhere_while_the_desk_is_locked(window, desk):
    window.lock()
    key(window.rooms.currentWidget(), Qt.Key.Key_F2)
    assert window._shell.isVisible() is False
    assert window.here() == "today"


def test_the_desk_locks_itself_when_nobody_touches_it(qtbot, window):
    idle = Idle(window)
    with qtbot.waitSignal(idle.passed, timeout=2000):
        idle.start(0.0005)


def test_a_long_work_is_not_ended_because_nobody_touches_the_desk(qtbot, window):
    progress, job, idle = ProgressLine(window.desk.say, "{done} of {total}"), Job(), Idle(window)
    progress.setParent(window)
    progress.follow(job, 100)
    passed = []
    idle.passed.connect(lambda: passed.append(progress.isVisible()))
    with qtbot.waitSignals([idle._timer.timeout] * 2):
        idle.start(0.0005)
    assert passed == []
    with qtbot.waitSignal(idle.passed):
        job.done.emit(None)
    assert passed == [False]


@pytest.mark.parametrize("running", [True, False])
def test_a_touch_of_the_window_starts_a_running_count_again(window, monkeypatch, running):
    started: list[bool] = []
    idle = Idle(window)
    idle.watch(window)
    monkeypatch.setattr(idle, "_timer", SimpleNamespace(isActive=lambda: running, start=lambda: started.append(True)))
    none, place = Qt.MouseButton.NoButton, QPointF(5, 5)
    moved = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), moved)
    assert started == [True] * running


def test_who_writes_in_a_dialog_is_not_idle(qtbot, window, monkeypatch):
    started: list[bool] = []
    idle = window._idle
    monkeypatch.setattr(idle, "_timer", SimpleNamespace(isActive=lambda: True, start=lambda: started.append(True)))
    window.find_anything()
    finder = window.findChild(Finder)
    qtbot.waitUntil(lambda: QApplication.focusWindow() is finder.windowHandle())
    key(finder.windowHandle(), Qt.Key.Key_A)
    assert (finder.field.text(), started) == ("a", [True])


def test_the_window_remembers_its_size(qtbot, desk, tmp_path):
    first = opened(qtbot, desk, "lan", Around(tmp_path / "window.ini"))
    first.resize(1111, 666)
    first.close()
    second = MainWindow(desk, Around(tmp_path / "window.ini"))
    qtbot.addWidget(second)
    assert second.height() == 666


@pytest.mark.parametrize("page", ["today", "cases", "promises", "settings"])
def test_every_control_has_a_name_in_every_language(qtbot, desk, page):
    window = opened(qtbot, desk, "minh")
    record(desk, 1)
    window.go(page)
    for language in LANGUAGES:
        desk.set_language(language)
        nameless = [c for c in controls(window) if not c.accessibleName()]
        assert [f"{type(c).__name__} {c.objectName()}" for c in nameless] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_keys_of_a_page_are_the_same(qtbot, desk, language):
    window = opened(qtbot, desk, "minh")
    desk.set_language(language)
    for part in ("window", "branch", "people", "about"):
        window.go("settings")
        window.page("settings").choose(part)
        shown = [c.text() for c in controls(window) if hasattr(c, "text") and not isinstance(c, QLabel)]
        keys = [text[text.index("&") + 1].lower() for text in (t.replace("&&", "") for t in shown) if "&" in text]
        assert [k for k, times in Counter(keys).items() if times > 1] == []
        assert len(keys) > len(PLACES)


def test_the_language_changes_everywhere_at_once(window, desk):
    for page, _, _ in PLACES:
        window.go(page)
    desk.set_language("fi")
    assert window.bar.new.accessibleName() == desk.say("New complaint") != "New complaint"
    titles = [window.page(page).title.text() for page, _, _ in PLACES]
    assert titles == [desk.say(words) for words in ("Today", "Cases", "Promises", "Learning", "Settings")]
    assert len(set(titles) & {"Today", "Cases", "Promises", "Settings"}) == 0


def test_the_finder_finds_actions_and_cases_without_marks(qtbot, window, desk):
    case_id = record(desk, 1, customer_name="Đặng Thị Mỹ Hạnh")
    window.find_anything()
    finder = window.findChild(Finder)
    finder.field.setText("hanh")
    finder.look()
    assert "Hạnh" in finder._items[-1].words
    key(finder.field, Qt.Key.Key_Return)
    assert (window.here(), window.page("case").case_id) == ("case", case_id)


def test_ctrl_k_goes_to_a_place_by_a_few_letters(qtbot, window):
    key(window.pages.currentWidget(), Qt.Key.Key_K, CTRL)
    finder = window.findChild(Finder)
    qtbot.keyClicks(finder.field, "promi")
    key(finder.field, Qt.Key.Key_Return)
    assert window.here() == "promises"


def test_clocks_go_on_while_the_window_stands(window, desk, clock):
    record(desk, 1)
    window.go("today")
    before = window.page("today").model.items[0].clock if window.page("today").model.items else None
    clock.advance(hours=30)
    window.refresh()
    after = window.page("today").model.items[0].clock
    assert before != after
    assert after.tone == "late"


def test_a_case_out_of_sight_leaves_the_keyboard_where_it_is(window, desk, walk, sign_in):
    case_id = walk("propose")
    sign_in("lan")
    window.open_case(case_id)
    assert window.page("case").panel is not None
    window.go("cases")
    table = window.page("cases").table
    assert table.hasFocus()
    desk.set_language("fi")
    assert table.hasFocus()


def test_what_one_person_may_undo_is_gone_when_the_desk_is_locked(window, desk):
    news = toast(window, "The branch is changed.", lambda: None)
    assert news.isVisible()
    desk.sign_out()
    assert not news.isVisible()
