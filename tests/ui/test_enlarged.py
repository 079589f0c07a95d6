"""A screen of 1920 × 1080 at 200 % leaves a window 960 points wide and 480 high: what is done is in sight there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from desk.cases.people import CLERK, Person
from desk.i18n import LANGUAGES
from desk.store import accounts
from desk.ui import icons, in_and_out, style
from desk.ui.bar import Bar
from desk.ui.case_model import COLUMNS
from desk.ui.chip import Chip
from desk.ui.first_run import FirstRun
from desk.ui.import_dialog import ImportDialog
from desk.ui.promises_page import OWNER, WHAT
from desk.ui.room import Dialog

from .conftest import PIN, START
from .shell import key, opened, record

ROOM = QSize(960, 480)
NAME = "Nguyễn Thị Ngọc Ánh"


class Enlarged:
    def availableSize(self) -> QSize:
        return ROOM


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def whole(widget) -> bool:
    return bool(widget.visibleRegion().boundingRect() == widget.rect())


def cut(widget) -> list[str]:
    """The words of buttons that have less room than they need."""
    shown = (one for one in widget.findChildren(QPushButton) if one.isVisible())
    return [one.text() for one in shown if one.text() and one.width() < one.sizeHint().width()]


def sideways(widget) -> int:
    """How far what lies in an area without a bar below reaches beyond its edge."""
    return max(area.horizontalScrollBar().maximum() for area in widget.findChildren(QScrollArea))


# The window ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_that_records_is_in_sight_and_nothing_scrolls_but_the_form(qtbot, desk, walk, language):
    case = walk("talk")
    window = opened(qtbot, desk, "lan")
    desk.set_language(language)
    window.resize(ROOM)
    window.new_complaint()
    settle()
    assert whole(window.page("intake").form.button)
    window.open_case(case)
    settle()
    assert whole(window.page("case").form.button)
    assert window._shown.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wide", [960, 1040, 1100, 1180])
def test_beside_the_coach_no_button_and_no_field_is_cut(qtbot, desk, walk, sign_in, language, wide):
    cases = {"sign": walk("agree"), "understand": walk("receive")}
    window = opened(qtbot, desk, "lan")
    desk.set_language(language)
    window.resize(wide, 600)
    for step, case in cases.items():
        window.open_case(case, step)
        settle()
        assert (cut(window), sideways(window.page("case").form)) == ([], 0), step
    window.new_complaint()
    settle()
    page = window.page("intake")
    assert (cut(window), sideways(page.form)) == ([], 0)
    if not page.side.shows_coach:
        key(page, Qt.Key.Key_F4)
        settle()
        assert page.coach.isVisible()
        assert sideways(page.form) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_smallest_window_the_coach_leaves_the_form_what_it_needs(qtbot, desk, walk, language):
    cases = {"agree": walk("talk"), "propose": walk("understand")}
    window = opened(qtbot, desk, "lan")
    desk.set_language(language)
    window.resize(800, 600)
    for step, case in cases.items():
        window.open_case(case, step)
        page = window.page("case")
        if not page.side.shows_coach:
            page.side.toggle_coach()
        settle()
        assert page.coach.isVisible()
        assert sideways(page.form) == 0, step


def test_what_a_refusal_and_a_reminder_need_besides_is_given_to_the_page(qtbot, desk, walk, clock):
    case = walk("talk")
    window = opened(qtbot, desk, "lan")
    other = desk.journal.case(record(desk, 1)).clocks
    clock.now = min(one.due for one in other.values() if one.runs)
    window.refresh()
    window.resize(800, 472)
    window.open_case(case, "agree")
    window.page("case").form.record()
    settle()
    assert window.reminding.banner.isVisible()
    assert window._shell.height() >= window._shell.layout().minimumSize().height() > 472


@pytest.fixture
def around(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def laid(around, desk, wide: int) -> Bar:
    """A bar that is given so much room, whatever it needs."""
    bar = Bar(desk, around)
    bar.resize(wide, 52)
    around.show()
    settle()
    return bar


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wide", [931, 1000, 1100, 1197])
def test_no_word_of_the_bar_lies_over_another_or_is_cut(around, desk, sign_in, language, wide):
    accounts.add_person(desk.store, Person("anh", NAME, CLERK, language="en"), PIN, now=START)
    sign_in("anh")
    desk.set_language(language)
    bar = laid(around, desk, wide)
    bar.show_waiting(12)
    settle()
    assert cut(bar) == []
    assert bar.search.geometry().right() < bar.waiting.geometry().left()
    assert NAME in bar.person.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
def test_what_the_search_field_asks_for_is_read_whole(around, desk, sign_in, language, narrow):
    sign_in("minh")
    desk.set_language(language)
    bar = laid(around, desk, 1200)
    bar.set_narrow(narrow)
    field = bar.search

    def ink(wide: int) -> int:
        field.resize(wide, 36)
        image = field.grab(QRect(30, 4, wide - 34, 28)).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(x, y).lightness() < 200 for x, y in points)

    assert ink(field.minimumWidth()) == ink(400)


def test_with_room_enough_the_bar_says_role_and_branch_again(around, desk, sign_in):
    sign_in("minh")
    bar = laid(around, desk, 600)
    assert (bar.person.text(), bar.branch.isHidden()) == ("Trần Minh", True)
    bar.resize(1197, 52)
    settle()
    assert (bar.person.text(), bar.branch.isHidden()) == ("Trần Minh · Manager", False)


# Names -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def anh(qtbot, desk):
    accounts.add_person(desk.store, Person("anh", NAME, CLERK, language="en"), PIN, now=START)
    return opened(qtbot, desk, "anh")


def test_the_last_word_of_a_colleagues_name_is_read_also_in_a_narrow_window(anh):
    anh.resize(800, 600)
    settle()
    assert anh.bar.person.text() == NAME


def test_where_the_list_scrolls_anyway_it_has_room_for_a_colleagues_whole_name(qtbot, desk, anh):
    record(desk, 1)
    anh.resize(800, 600)
    anh.go("cases")
    table = anh.page("cases").table
    column = [name for name, _ in COLUMNS].index("owner")
    needed = table.fontMetrics().horizontalAdvance(NAME) + 2 * style.GRID
    qtbot.waitUntil(lambda: anh.page("cases").columns._scrolls and table.columnWidth(column) >= needed)


def test_promises_leave_out_what_the_case_says_before_they_cut_a_name(qtbot, desk, walk, anh):
    anh.resize(ROOM)
    anh.go("promises")
    table = anh.page("promises").table
    needed = table.fontMetrics().horizontalAdvance(NAME) + 2 * style.GRID
    qtbot.waitUntil(lambda: table.columnWidth(OWNER) >= needed and table.columnWidth(WHAT) >= 200)


@pytest.mark.parametrize("sign", ["", "x"])
def test_a_chosen_chip_is_read_to_its_last_digit(qtbot, look, sign):
    def ink(more: int) -> int:
        chip = Chip()
        qtbot.addWidget(chip)
        if sign:
            icons.wear(chip, sign)
        chip.count(f"Käsittelijä: {NAME}", "6")
        chip.setChecked(True)
        chip.resize(chip.sizeHint().width() + more, 36)
        image = chip.grab().toImage()
        dark = QColor(style.color("ink")).lightness() + 60
        points = ((x, y) for x in range(8, image.width() - 8) for y in range(8, image.height() - 8))
        return sum(image.pixelColor(x, y).lightness() < dark for x, y in points)

    assert ink(0) == ink(40)


# Dialogs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", [0, 1, 4])
def test_a_question_of_the_first_start_needs_no_scrolling_for_its_button(
    qtbot, look, monkeypatch, tmp_path, language, question
):
    monkeypatch.setattr(Dialog, "screen", lambda self: Enlarged())
    shown = FirstRun(tmp_path / "desk.store", lambda: START)
    qtbot.addWidget(shown)
    shown.language.tiles.choose(language)
    shown.speak(language)
    shown._show(question)
    with qtbot.waitExposed(shown):
        shown.show()
    settle()
    assert whole(shown.next_button)
    assert shown.findChild(QScrollArea, "room") is None


def test_bringing_in_a_list_begins_and_ends_without_scrolling(qtbot, desk, monkeypatch):
    window = opened(qtbot, desk, "minh")
    monkeypatch.setattr(Dialog, "screen", lambda self: Enlarged())
    in_and_out.bring_in(desk, window)
    shown = window.findChild(ImportDialog)
    settle()
    assert whole(shown.go)
    assert shown.findChild(QScrollArea, "room") is None
