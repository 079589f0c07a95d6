"""The list of cases: read page by page, filtered, sorted, searched, and kept current under the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from desk.cases.steps import WAY
from desk.store import lists
from desk.ui.case_chips import CHIPS, nothing
from desk.ui.case_model import CLOCK, COLUMNS, PAGE, STEP, CaseModel

from .conftest import WAY as ANSWERS
from .conftest import write
from .shell import key, opened, record

NUMBER = 0


@pytest.fixture
def window(qtbot, desk):
    return opened(qtbot, desk, "lan")


@pytest.fixture
def page(window):
    window.go("cases")
    return window.page("cases")


def shown(page) -> list[str]:
    return [page.model.row(n).customer for n in range(page.model.rowCount())]


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


def test_every_chip_counts_what_it_shows(page, desk):
    for number in range(3):
        record(desk, number)
    for name, _ in CHIPS:
        page.chips[name].click()
        assert page.model.rowCount() == int(page.chips[name].text().split()[-1])


def test_thousands_on_a_chip_are_grouped_as_the_language_does(page, window, desk, monkeypatch):
    monkeypatch.setattr(lists, "chip_counts", lambda *_: dict.fromkeys(lists.CHIPS, 1_012_345))
    for language, written in (("vi", "Tất cả  1.012.345"), ("fi", "Kaikki  1 012 345"), ("en", "All  1,012,345")):
        desk.set_language(language)
        assert page.chips["all"].text().replace("\xa0", " ") == written


def test_a_chip_with_nothing_says_so_kindly(page, desk):
    page.choose("late")
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert page.empty.words.text() == nothing("late")[0]
    record(desk, 1)
    page.choose("open")
    assert page.table.isVisible()


def test_a_search_without_result_shows_what_was_asked_and_interprets_nothing(page, desk):
    record(desk, 1)
    page.search("<b>{0}</b> %s")
    assert page.empty.words.text() == "No case fits “<b>{0}</b> %s”."


def test_a_search_looks_at_all_cases_and_gives_the_chip_back(page, desk):
    record(desk, 1, customer_name="Eeva Mäkinen")
    page.choose("late")
    page.search("makinen")
    assert (page.model.filter.chip, shown(page)) == ("all", ["Eeva Mäkinen"])
    page.search("")
    assert (page.model.filter.chip, page.chips["late"].isChecked()) == ("late", True)


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_every_column_sorts_both_ways(page, desk, clock, column):
    for name in ("Bình", "An", "Chi"):
        clock.advance(minutes=1)
        record(desk, 1, customer_name=name, product=name)
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    up = shown(page)
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert shown(page) == up[::-1]
    assert len(up) == 3


def test_enter_opens_the_marked_case(page, window, desk):
    ids = [record(desk, number) for number in range(3)]
    page.refresh()
    page.enter_list()
    key(page.table, Qt.Key.Key_Down)
    marked = page.model.row(page.table.currentIndex().row()).case_id
    key(page.table, Qt.Key.Key_Return)
    assert window.here() == "case"
    assert window.page("case").case_id == marked
    assert marked in ids


def test_news_of_a_case_keeps_the_mark_on_the_same_case(page, desk, clock):
    first = record(desk, 1)
    clock.advance(minutes=5)
    second = record(desk, 2)
    page.table.sortByColumn(NUMBER, Qt.SortOrder.DescendingOrder)
    page.table.selectRow(page.model.place(first))
    record(desk, 3)
    assert page.model.rowCount() == 3
    assert page.model.row(page.table.currentIndex().row()).case_id == first
    desk.record("understand", ANSWERS["understand"], second)
    assert page.model.row(page.model.place(second)).step == "consult"
    assert page.model.row(page.table.currentIndex().row()).case_id == first


def test_another_order_keeps_the_mark_on_the_same_case(page, desk):
    for name in ("Bình", "An", "Chi"):
        record(desk, 1, customer_name=name)
    page.choose("open")
    page.table.selectRow(2)
    marked = page.model.row(2).case_id
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert page.model.row(page.table.currentIndex().row()).case_id == marked
    assert page.table.currentIndex().row() == shown(page).index("Chi")


def test_the_first_case_of_an_empty_list_is_marked(page, desk):
    record(desk, 1)
    assert page.table.currentIndex().row() == 0


def test_what_is_found_comes_newest_first_and_the_order_before_comes_back(page, desk, clock):
    for number in range(3):
        record(desk, number)
        clock.advance(minutes=1)
    page.table.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)
    page.search("khach")
    assert shown(page) == ["Khách 002", "Khách 001", "Khách 000"]
    page.search("")
    assert shown(page) == ["Khách 000", "Khách 001", "Khách 002"]
    assert page.table.horizontalHeader().sortIndicatorSection() == NUMBER


def test_a_case_that_leaves_the_list_takes_its_row_with_it(page, desk):
    case_id = record(desk, 1)
    page.choose("follow_up")
    assert page.model.rowCount() == 0
    page.choose("open")
    assert page.model.place(case_id) == 0
    assert page.model.place("not a case") == -1


def test_a_hidden_list_waits_until_it_is_shown(window, desk):
    window.go("cases")
    page = window.page("cases")
    window.go("today")
    record(desk, 1)
    assert page.model.rowCount() == 0
    window.go("cases")
    assert page.model.rowCount() == 1


def test_a_row_is_read_out_with_its_step_and_clock(page, desk):
    record(desk, 1)
    index = page.model.index(0, STEP)
    assert page.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == f"Understand, 2 of {len(WAY)}"
    clock = page.model.data(page.model.index(0, CLOCK), Qt.ItemDataRole.AccessibleTextRole)
    assert clock.endswith("left")


def test_the_words_of_the_clock_are_in_the_window_s_language(page, desk):
    record(desk, 1)
    desk.set_language("fi")
    assert "jäljellä" in page.model.data(page.model.index(0, CLOCK))
    assert page.model.headerData(NUMBER, Qt.Orientation.Horizontal) == "Numero"


def test_rows_are_painted_in_every_state(page, desk, clock, qtbot):
    """Marked, under the pointer, late, closed: each paints without a fault and looks different."""
    for number in range(3):
        record(desk, number)
    page.refresh()
    pictures = [page.table.grab().toImage()]
    page.table._hover(2)
    pictures.append(page.table.grab().toImage())
    clock.advance(hours=30)
    page.refresh()
    pictures.append(page.table.grab().toImage())
    assert len({bytes(picture.constBits()) for picture in pictures}) == 3


def test_of_a_search_the_first_page_is_there_at_once_and_the_rest_comes_by_itself(qtbot, desk, page):
    for number in range(PAGE + 20):
        record(desk, number)
    page.search("khach")
    assert (page.model.rowCount(), page.model.reads) == (PAGE, True)
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE + 20)
    assert (page.model.reads, page.table.currentIndex().row()) == (False, 0)


def test_from_one_search_to_the_next_the_first_found_case_is_marked(desk, page):
    record(desk, 1, customer_name="Trần Văn Bình")
    record(desk, 2, customer_name="Trần Thị Ánh")
    page.search("tran")
    page.table.mark(1)
    page.search("tran van")
    assert (page.model.rowCount(), page.table.currentIndex().row()) == (1, 0)
    assert page.marks.ids == (page.model.row(0).case_id,) == (page.marks.current,)
    page.search("tran thi")
    assert page.marks.ids == (page.model.row(0).case_id,) == (page.marks.current,)
    page.search("nobody")
    assert (page.model.rowCount(), page.marks.count, page.empty.isVisible()) == (0, 0, True)


def test_a_chip_chosen_while_searching_stays_in_the_usual_order_when_the_words_are_emptied(window, page, desk, clock):
    for number in range(3):
        record(desk, number)
        clock.advance(hours=1)
    window.bar.search.setText("khach")
    page.choose("mine")
    assert [page.model.row(n).customer for n in range(3)] == ["Khách 002", "Khách 001", "Khách 000"]
    window.bar.search.clear()
    assert page.chips["mine"].isChecked()
    assert page.table.horizontalHeader().sortIndicatorSection() == CLOCK
    assert [page.model.row(n).customer for n in range(3)] == ["Khách 000", "Khách 001", "Khách 002"]


def test_somebody_s_cases_are_searched_in_and_come_back_after_a_search(window, page, desk):
    for number in range(3):
        record(desk, number)
    window.show_list_of("lan")
    window.bar.search.setText("002")
    window.bar.search.clear()
    assert (page.person_chip.isChecked(), page.shown_list().person, page.model.rowCount()) == (True, "lan", 3)
    window.bar.search.setText("002")
    window.show_list_of("lan")
    kept = page.shown_list()
    assert (kept.person, kept.text, page.model.rowCount()) == ("lan", "002", 1)
    window.bar.search.clear()
    window.show_list("late")
    page.take(kept)
    assert (page.shown_list(), window.bar.search.text(), page.model.rowCount()) == (kept, "002", 1)
    assert page.person_chip.isChecked()


@pytest.mark.parametrize("name", ["<b>Anh</b> & <img src='file:///x.png'>", "Anh & em", "1 < 2", "Anh"])
def test_what_looks_like_markup_is_shown_letter_by_letter_in_the_pointer_s_hint(page, desk, name):
    record(desk, 1, customer_name=name)
    told = page.model.data(page.model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    shown = QTextDocumentFragment.fromHtml(told).toPlainText() if "<" in told else told  # as Qt's own hint does
    assert shown == name
    assert page.model.data(page.model.index(0, 1)) == name


def test_who_types_in_the_list_searches_and_no_line_is_read_for_its_first_letter(window, page, desk, monkeypatch):
    for number in range(PAGE * 3):
        record(desk, number)
    page.table.setFocus()
    read = []
    row = CaseModel.row
    monkeypatch.setattr(CaseModel, "row", lambda self, number: (read.append(number), row(self, number))[1])
    key(page.table, Qt.Key.Key_Q)
    assert (window.bar.search.text(), window.bar.search.hasFocus()) == ("q", True)
    assert max(read, default=0) < PAGE
    key(window.bar.search, Qt.Key.Key_Escape)
    key(page.table, Qt.Key.Key_Space)
    assert window.bar.search.text() == ""


def test_somebody_else_finds_the_usual_order_after_a_search(desk, page):
    record(desk, 1)
    page.search("khach")
    page.start_again()
    assert (page.model.sort_name, page.model.filter.text, page.model.rowCount()) == ("due", "", 1)


def test_a_search_that_was_emptied_by_mistake_comes_back(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    record(desk, 1)
    window.go("cases")
    window.find_case()
    field, page = window.bar.search, window.page("cases")
    write(field, "hanh")
    qtbot.waitUntil(lambda: page.model.filter.text == "hanh")
    key(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.filter.text == "")
    assert (field.text(), window.here()) == ("", "cases")
    key(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "hanh"
    qtbot.waitUntil(lambda: page.model.filter.text == "hanh")
