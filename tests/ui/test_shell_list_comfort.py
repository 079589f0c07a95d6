"""The comforts of the list: the look beside it, columns and widths that stay as chosen, lists of one's own."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QLabel, QMessageBox, QPushButton

from desk.cases.way import WAY_TITLES
from desk.i18n import LANGUAGES
from desk.store import lists, settings
from desk.ui import kept_lists, style
from desk.ui.around import Around
from desk.ui.case_columns import NAMES
from desk.ui.case_model import CLOCK, STEP, TRACK
from desk.ui.kept_lists import KeptList
from desk.ui.marked_label import LETTERS, short
from desk.ui.style import GRID
from desk.ui.table import PADDING, room
from desk.ui.toasts import Toast

from .conftest import write
from .shell import key, opened, record
from .straight_way import WAY

ABOUT, OWNER, RAISED = (NAMES.index(name) for name in ("about", "owner", "raised"))


def choose(button: QPushButton, words: str) -> None:
    """Open a button's menu and take the entry with these words."""
    button.menu().aboutToShow.emit()
    next(action for action in button.menu().actions() if action.text() == words).trigger()


def told(cases) -> list[str]:
    return [label.text() for part in cases.pane.preview.parts for label in (part, *part.findChildren(QLabel))
            if isinstance(label, QLabel) and label.text()]  # fmt: skip


# The preview -----------------------------------------------------------------------------------------------------


def test_the_preview_follows_the_marked_case(qtbot, cases, desk):
    record(desk, 1, own_words="Rikki.", wish="Uusi tilalle.")
    record(desk, 2, own_words="<b>Cháy</b>")
    cases.table.selectRow(0)
    qtbot.waitUntil(lambda: cases.pane.preview is not None and cases.pane.preview.case_id == cases.model.row(0).case_id)
    first = told(cases)
    cases.table.selectRow(1)
    qtbot.waitUntil(lambda: cases.pane.preview.case_id == cases.model.row(1).case_id)
    words = first + told(cases)
    assert {"Rikki.", "Uusi tilalle.", "<b>Cháy</b>", "In their own words", "Next"} <= set(words)


def test_the_preview_reads_the_case_again_after_a_step(cases, desk):
    case_id = record(desk, 1)
    cases.look()
    assert "Understand the complaint" in told(cases)
    desk.record("understand", WAY["understand"], case_id)
    cases.look()
    assert "Understand the complaint" not in told(cases)


def test_f3_hides_the_preview_and_brings_its_columns_back(qtbot, desk, tmp_path):
    around = Around(tmp_path / "window.ini")
    window = opened(qtbot, desk, "lan", around)
    record(desk, 1)
    window.go("cases")
    cases = window.page("cases")
    assert cases.pane.isVisible()
    assert cases.table.isColumnHidden(OWNER)
    key(cases.table, Qt.Key.Key_F3)
    assert not cases.pane.isVisible()
    assert not cases.table.isColumnHidden(OWNER)
    window.close()
    again = opened(qtbot, desk, "lan", around)
    again.go("cases")
    assert not again.page("cases").pane.wanted


def test_a_narrow_window_has_no_preview(window, cases, desk):
    record(desk, 1)
    window.resize(1100, 700)
    assert not cases.pane.isVisible()
    window.resize(1366, 768)
    assert cases.pane.isVisible()


def test_a_long_story_is_cut_between_words():
    text = "từ " * 400
    assert short("ngắn") == "ngắn"
    assert len(short(text)) <= LETTERS + 2
    assert short(text).endswith("từ …")


# Columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_clocks_and_dates_are_read_whole_in_every_language(qtbot, cases, desk, language):
    record(desk, 1)
    cases.toggle_preview()
    desk.set_language(language)
    header = cases.table.horizontalHeader()
    steps = room([desk.say(words) for words in WAY_TITLES.values()]) + TRACK + GRID
    assert header.sectionSize(STEP) >= steps
    metrics = QFontMetrics(style.font(10))
    days = (date(2000 + year, month, day) for year, month, day in product(range(30), range(1, 13), (2, 8, 20)))
    widest = max(metrics.horizontalAdvance(desk.words.day(day)) for day in days)
    assert header.sectionSize(RAISED) >= widest + 2 * PADDING
    assert header.sectionSize(CLOCK) >= room([cases.model.text(cases.model.row(0), CLOCK)], strong=True)
    qtbot.waitUntil(lambda: header.length() <= cases.table.viewport().width())


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_small_window_the_time_left_is_in_sight_without_scrolling(qtbot, cases, window, desk, language):
    record(desk, 1)
    desk.set_language(language)
    header, canvas = cases.table.horizontalHeader(), cases.table.viewport()
    wide = header.sectionSize(STEP)

    def behind() -> int:
        return header.sectionViewportPosition(CLOCK) + header.sectionSize(CLOCK)

    window.resize(800, 600)
    qtbot.waitUntil(lambda: cases.pane.isHidden() and behind() <= canvas.width() < 700)
    assert not cases.table.dots
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: canvas.width() > 850 and cases.table.horizontalScrollBar().maximum() == 0)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: cases.table.dots)
    assert header.sectionSize(STEP) == wide


def test_a_width_of_one_s_own_holds_in_a_small_window_too(qtbot, cases, window, desk):
    record(desk, 1)
    header = cases.table.horizontalHeader()
    header.resizeSection(NAMES.index("customer"), 190)
    window.resize(800, 600)
    qtbot.waitUntil(lambda: cases.columns.narrow)
    assert header.sectionSize(NAMES.index("customer")) == 190


def test_a_column_that_is_left_out_stays_away_for_this_person_only(cases, desk, sign_in, window):
    record(desk, 1)
    choose(cases.view_button, "About")
    assert cases.table.isColumnHidden(ABOUT)
    assert cases.table.horizontalHeader().sectionResizeMode(1) == QHeaderView.ResizeMode.Stretch
    window.lock()
    sign_in("eeva")
    assert not cases.table.isColumnHidden(ABOUT)
    window.lock()
    sign_in("lan")
    assert cases.table.isColumnHidden(ABOUT)
    choose(cases.view_button, "About")
    assert not cases.table.isColumnHidden(ABOUT)


def test_a_width_that_somebody_pulled_is_kept(qtbot, cases, desk):
    record(desk, 1)
    cases.table.horizontalHeader().resizeSection(0, 233)
    qtbot.waitUntil(lambda: settings.get(desk.store, "columns:lan", {}).get("widths") == {"number": 233})
    desk.set_language("vi")
    assert cases.table.columnWidth(0) == 233


# Lists of one's own ----------------------------------------------------------------------------------------------


def test_a_list_is_kept_under_its_own_words_and_taken_again(cases, window, desk):
    record(desk, 1, customer_name="Eeva Mäkinen")
    record(desk, 2)
    window.bar.search.setText("makinen")
    cases.search("makinen")
    cases.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    choose(cases.lists_button, "Keep this list")
    window.bar.search.clear()
    cases.search("")
    cases.choose("late")
    choose(cases.lists_button, "All · “makinen” · Customer ↓")
    assert (window.bar.search.text(), cases.model.rowCount()) == ("makinen", 1)
    assert cases.shown_list() == KeptList("all", "makinen", "customer", True)
    choose(cases.lists_button, "Forget this list")
    cases.search("")
    cases.search("khach")
    choose(cases.lists_button, "Keep this list")
    assert kept_lists.kept(desk) == [KeptList("all", "khach", lists.FOUND)]
    choose(cases.lists_button, "All · “khach”")
    assert cases.chips["all"].isChecked()


def test_an_ampersand_in_a_kept_list_stays_readable_in_its_menu(cases, window, desk):
    kept_lists.keep(desk, KeptList("all", "A&B"))
    choose(cases.lists_button, "All · “A&&B”")
    assert cases.shown_list().text == "A&B"


def test_keeping_and_forgetting_can_be_undone(cases, window, desk):
    record(desk, 1)
    choose(cases.lists_button, "Keep this list")
    assert kept_lists.kept(desk) == [KeptList("open")]
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert kept_lists.kept(desk) == []
    choose(cases.lists_button, "Keep this list")
    choose(cases.lists_button, "Forget this list")
    assert kept_lists.kept(desk) == []
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert kept_lists.kept(desk) == [KeptList("open")]


def test_what_can_be_undone_is_undone_by_a_key_and_in_a_field_the_key_is_the_field_s(cases, window, desk):
    record(desk, 1)
    ctrl = Qt.KeyboardModifier.ControlModifier
    choose(cases.lists_button, "Keep this list")
    window.find_case()
    write(window.bar.search, "ab")
    key(window.bar.search, Qt.Key.Key_Z, ctrl)
    assert (window.bar.search.text() == "ab", kept_lists.kept(desk)) == (False, [KeptList("open")])
    cases.table.setFocus()
    key(cases.table, Qt.Key.Key_Z, ctrl)
    assert kept_lists.kept(desk) == []
    key(cases.table, Qt.Key.Key_Z, ctrl)
    assert kept_lists.kept(desk) == []


def test_a_list_that_cannot_be_kept_is_not_said_to_be(cases, window, desk):
    desk.store.connection.execute("pragma query_only=1")
    choose(cases.lists_button, "Keep this list")
    desk.store.connection.execute("pragma query_only=0")
    assert window.findChild(Toast, "toast") is None
    assert "cannot be written to" in cases.findChild(QMessageBox).text()
    assert kept_lists.kept(desk) == []
    cases.findChild(QMessageBox).close()


def test_lists_belong_to_a_person_and_nonsense_is_left_out(cases, desk, sign_in):
    kept_lists.keep(desk, KeptList("late"))
    settings.put(desk.store, "lists:eeva", [{"chip": "no such"}, {"what": 1}, {"chip": "mine", "sort": "x"}, 7])
    assert kept_lists.kept(desk) == [KeptList("late")]
    sign_in("eeva")
    assert kept_lists.kept(desk) == []


def test_no_more_lists_are_kept_than_a_menu_can_show(cases, desk):
    for number in range(kept_lists.MOST + 3):
        kept_lists.keep(desk, KeptList("all", str(number)))
    assert [one.text for one in kept_lists.kept(desk)][:2] == ["14", "13"]
    assert len(kept_lists.kept(desk)) == kept_lists.MOST
