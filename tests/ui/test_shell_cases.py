"""The list of cases: read cases by cases, filtered, sorted, searched, and kept current under the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from desk.cases.steps import WAY
from desk.store import lists
from desk.ui.case_chips import CHIPS, nothing
from desk.ui.case_model import CLOCK, COLUMNS, PAGE, STEP, CaseModel
from tests.store.way import pause

from .conftest import write
from .shell import key, opened, record
from .straight_way import WAY as ANSWERS

NUMBER = 0


def shown(cases) -> list[str]:
    return [cases.model.row(n).customer for n in range(cases.model.rowCount())]


def test_qt_finds_no_fault_with_the_model(desk, sign_in, qtmodeltester):
    sign_in("lan")
    for number in range(3):
        record(desk, number)
    model = CaseModel(desk)
    model.refresh()
    qtmodeltester.check(model)


def test_a_long_list_is_never_read_whole(desk, sign_in, monkeypatch):
    sign_in("lan")
    with desk.store.writing():
        for number in range(PAGE * 3):
            record(desk, number)
    asked: list[tuple[int, int]] = []
    read = lists.Window.rows

    def rows(window, offset, limit):
        asked.append((offset, limit))
        return read(window, offset, limit)

    monkeypatch.setattr(lists.Window, "rows", rows)
    model = CaseModel(desk)
    model.refresh()
    assert (model.rowCount(), asked) == (PAGE * 3, [])
    assert model.row(PAGE * 2 + 5) is not None
    assert asked == [(PAGE * 2, PAGE)]


def test_pages_that_were_left_are_forgotten(desk, sign_in, monkeypatch):
    sign_in("lan")
    monkeypatch.setattr("desk.ui.case_model.PAGE", 2)
    monkeypatch.setattr("desk.ui.case_model.KEPT_PAGES", 2)
    for number in range(8):
        record(desk, number)
    model = CaseModel(desk)
    model.refresh()
    rows = [model.row(number).customer for number in range(8)]
    assert len(set(rows)) == 8
    assert len(model._pages) == 2


def test_every_chip_counts_what_it_shows(cases, desk):
    for number in range(3):
        record(desk, number)
    for name, _ in CHIPS:
        cases.chips[name].click()
        assert cases.model.rowCount() == int(cases.chips[name].text().split()[-1])


def test_thousands_on_a_chip_are_grouped_as_the_language_does(cases, window, desk, monkeypatch):
    monkeypatch.setattr(lists, "chip_counts", lambda *_: dict.fromkeys(lists.CHIPS, 1_012_345))
    for language, written in (("vi", "Tất cả  1.012.345"), ("fi", "Kaikki  1 012 345"), ("en", "All  1,012,345")):
        desk.set_language(language)
        assert cases.chips["all"].text().replace("\xa0", " ") == written


def test_a_chip_with_nothing_says_so_kindly(cases, desk):
    cases.choose("late")
    assert cases.empty.isVisible()
    assert not cases.table.isVisible()
    assert cases.empty.words.text() == nothing("late")[0]
    cases.choose("open")
    assert cases.empty.words.text() == nothing("all")[0]  # nobody has done well where there never was a case
    record(desk, 1)
    cases.choose("open")
    assert cases.table.isVisible()


def test_a_search_without_result_shows_what_was_asked_and_interprets_nothing(cases, desk):
    record(desk, 1)
    cases.search("<b>{0}</b> %s")
    assert cases.empty.words.text() == "No case fits “<b>{0}</b> %s”."


def test_a_search_looks_at_all_cases_and_gives_the_chip_back(cases, desk):
    record(desk, 1, customer_name="Eeva Mäkinen")
    cases.choose("late")
    cases.search("makinen")
    assert (cases.model.filter.chip, shown(cases)) == ("all", ["Eeva Mäkinen"])
    cases.search("")
    assert (cases.model.filter.chip, cases.chips["late"].isChecked()) == ("late", True)


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_every_column_sorts_both_ways(cases, desk, clock, column):
    for name in ("Bình", "An", "Chi"):
        clock.advance(minutes=1)
        record(desk, 1, customer_name=name, product=name)
    cases.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    up = shown(cases)
    cases.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert shown(cases) == up[::-1]
    assert len(up) == 3


def test_enter_opens_the_marked_case(cases, window, desk):
    ids = [record(desk, number) for number in range(3)]
    cases.refresh()
    cases.enter_list()
    key(cases.table, Qt.Key.Key_Down)
    marked = cases.model.row(cases.table.currentIndex().row()).case_id
    key(cases.table, Qt.Key.Key_Return)
    assert window.here() == "case"
    assert window.page("case").case_id == marked
    assert marked in ids


def test_news_of_a_case_keeps_the_mark_on_the_same_case(cases, desk, clock):
    first = record(desk, 1)
    clock.advance(minutes=5)
    second = record(desk, 2)
    cases.table.sortByColumn(NUMBER, Qt.SortOrder.DescendingOrder)
    cases.table.selectRow(cases.model.place(first))
    record(desk, 3)
    assert cases.model.rowCount() == 3
    assert cases.model.row(cases.table.currentIndex().row()).case_id == first
    desk.record("understand", ANSWERS["understand"], second)
    assert cases.model.row(cases.model.place(second)).step == "consult"
    assert cases.model.row(cases.table.currentIndex().row()).case_id == first


def test_another_order_keeps_the_mark_on_the_same_case(cases, desk):
    for name in ("Bình", "An", "Chi"):
        record(desk, 1, customer_name=name)
    cases.choose("open")
    cases.table.selectRow(2)
    marked = cases.model.row(2).case_id
    cases.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert cases.model.row(cases.table.currentIndex().row()).case_id == marked
    assert cases.table.currentIndex().row() == shown(cases).index("Chi")


def test_the_first_case_of_an_empty_list_is_marked(cases, desk):
    record(desk, 1)
    assert cases.table.currentIndex().row() == 0


def test_what_is_found_comes_newest_first_and_the_order_before_comes_back(cases, desk, clock):
    for number in range(3):
        record(desk, number)
        clock.advance(minutes=1)
    cases.table.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)
    cases.search("khach")
    assert shown(cases) == ["Khách 002", "Khách 001", "Khách 000"]
    cases.search("")
    assert shown(cases) == ["Khách 000", "Khách 001", "Khách 002"]
    assert cases.table.horizontalHeader().sortIndicatorSection() == NUMBER


def test_a_case_that_leaves_the_list_takes_its_row_with_it(cases, desk):
    case_id = record(desk, 1)
    cases.choose("follow_up")
    assert cases.model.rowCount() == 0
    cases.choose("open")
    assert cases.model.place(case_id) == 0
    assert cases.model.place("not a case") == -1


def test_a_hidden_list_waits_until_it_is_shown(window, desk):
    window.go("cases")
    cases = window.page("cases")
    window.go("today")
    record(desk, 1)
    assert cases.model.rowCount() == 0
    window.go("cases")
    assert cases.model.rowCount() == 1


def test_a_row_is_read_out_with_its_step_and_clock(cases, desk):
    record(desk, 1)
    index = cases.model.index(0, STEP)
    assert cases.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == f"Understand, 2 of {len(WAY)}"
    clock = cases.model.data(cases.model.index(0, CLOCK), Qt.ItemDataRole.AccessibleTextRole)
    assert clock.endswith("left")


def test_the_words_of_the_clock_are_in_the_window_s_language(cases, desk):
    record(desk, 1)
    desk.set_language("fi")
    assert "jäljellä" in cases.model.data(cases.model.index(0, CLOCK))
    assert cases.model.headerData(NUMBER, Qt.Orientation.Horizontal) == "Numero"


def test_rows_are_painted_in_every_state(cases, desk, clock, qtbot):
    """Marked, under the pointer, late, closed: each paints without a fault and looks different."""
    for number in range(3):
        record(desk, number)
    cases.refresh()
    pictures = [cases.table.grab().toImage()]
    cases.table._hover(2)
    pictures.append(cases.table.grab().toImage())
    clock.advance(hours=30)
    cases.refresh()
    pictures.append(cases.table.grab().toImage())
    assert len({bytes(picture.constBits()) for picture in pictures}) == 3


def test_of_a_search_the_first_page_is_there_at_once_and_the_rest_comes_by_itself(qtbot, desk, cases):
    for number in range(PAGE + 20):
        record(desk, number)
    pause(desk.store)
    cases.search("khach")
    assert (cases.model.rowCount(), cases.model.reads) == (PAGE, True)
    qtbot.waitUntil(lambda: cases.model.rowCount() == PAGE + 20)
    assert (cases.model.reads, cases.table.currentIndex().row()) == (False, 0)


def test_from_one_search_to_the_next_the_first_found_case_is_marked(desk, cases):
    record(desk, 1, customer_name="Trần Văn Bình")
    record(desk, 2, customer_name="Trần Thị Ánh")
    cases.search("tran")
    cases.table.mark(1)
    cases.search("tran van")
    assert (cases.model.rowCount(), cases.table.currentIndex().row()) == (1, 0)
    assert cases.marks.ids == (cases.model.row(0).case_id,) == (cases.marks.current,)
    cases.search("tran thi")
    assert cases.marks.ids == (cases.model.row(0).case_id,) == (cases.marks.current,)
    cases.search("nobody")
    assert (cases.model.rowCount(), cases.marks.count, cases.empty.isVisible()) == (0, 0, True)


def test_a_chip_chosen_while_searching_stays_in_the_usual_order_when_the_words_are_emptied(window, cases, desk, clock):
    for number in range(3):
        record(desk, number)
        clock.advance(hours=1)
    window.bar.search.setText("khach")
    cases.choose("mine")
    assert [cases.model.row(n).customer for n in range(3)] == ["Khách 002", "Khách 001", "Khách 000"]
    window.bar.search.clear()
    assert cases.chips["mine"].isChecked()
    assert cases.table.horizontalHeader().sortIndicatorSection() == CLOCK
    assert [cases.model.row(n).customer for n in range(3)] == ["Khách 000", "Khách 001", "Khách 002"]


def test_somebody_s_cases_are_searched_in_and_come_back_after_a_search(window, cases, desk):
    for number in range(3):
        record(desk, number)
    window.show_list_of("lan")
    window.bar.search.setText("002")
    window.bar.search.clear()
    assert (cases.person_chip.isChecked(), cases.shown_list().person, cases.model.rowCount()) == (True, "lan", 3)
    window.bar.search.setText("002")
    window.show_list_of("lan")
    kept = cases.shown_list()
    assert (kept.person, kept.text, cases.model.rowCount()) == ("lan", "002", 1)
    window.bar.search.clear()
    window.show_list("late")
    cases.take(kept)
    assert (cases.shown_list(), window.bar.search.text(), cases.model.rowCount()) == (kept, "002", 1)
    assert cases.person_chip.isChecked()


@pytest.mark.parametrize("name", ["<b>Anh</b> & <img src='file:///x.png'>", "Anh & em", "1 < 2", "Anh"])
def test_what_looks_like_markup_is_shown_letter_by_letter_in_the_pointer_s_hint(cases, desk, name):
    record(desk, 1, customer_name=name)
    told = cases.model.data(cases.model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    shown = QTextDocumentFragment.fromHtml(told).toPlainText() if "<" in told else told  # as Qt's own hint does
    assert shown == name
    assert cases.model.data(cases.model.index(0, 1)) == name


def test_who_types_in_the_list_searches_and_no_line_is_read_for_its_first_letter(window, cases, desk, monkeypatch):
    for number in range(PAGE * 3):
        record(desk, number)
    cases.table.setFocus()
    read = []
    row = CaseModel.row
    monkeypatch.setattr(CaseModel, "row", lambda self, number: (read.append(number), row(self, number))[1])
    key(cases.table, Qt.Key.Key_Q)
    assert (window.bar.search.text(), window.bar.search.hasFocus()) == ("q", True)
    assert max(read, default=0) < PAGE
    key(window.bar.search, Qt.Key.Key_Escape)
    key(cases.table, Qt.Key.Key_Space)
    assert window.bar.search.text() == ""


def test_somebody_else_finds_the_usual_order_after_a_search(desk, cases):
    record(desk, 1)
    cases.search("khach")
    cases.start_again()
    assert (cases.model.sort_name, cases.model.filter.text, cases.model.rowCount()) == ("due", "", 1)


def test_a_search_that_was_emptied_by_mistake_comes_back(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    record(desk, 1)
    window.go("cases")
    window.find_case()
    field, cases = window.bar.search, window.page("cases")
    write(field, "hanh")
    qtbot.waitUntil(lambda: cases.model.filter.text == "hanh")
    key(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: cases.model.filter.text == "")
    assert (field.text(), window.here()) == ("", "cases")
    key(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "hanh"
    qtbot.waitUntil(lambda: cases.model.filter.text == "hanh")
