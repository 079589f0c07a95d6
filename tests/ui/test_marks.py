"""Several cases marked in the list: they stay marked, and are printed or handed over in one go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from desk.store import lists
from desk.ui import marks
from desk.ui.batch import BatchDialog
from desk.ui.case_cells import CaseTable
from desk.ui.hand_over_many import HandOverMany
from desk.ui.table import ROW, Table
from desk.ui.toasts import Toast
from tests.papers.reading import pages
from tests.store.way import pause

from .conftest import START
from .shell import key, opened, record
from .straight_way import WAY

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def mark(cases, count: int) -> None:
    """The first lines, by the keyboard."""
    cases.table.mark(0)
    for _ in range(count - 1):
        key(cases.table, Qt.Key.Key_Down, SHIFT)


def customers(cases) -> list[str]:
    return sorted(cases.desk.journal.case(case_id).customer_name for case_id in cases.marks.ids)


def offered(qtbot, dialog, to: str, briefing: str = "Khách đang đợi.") -> None:
    dialog.to.setCurrentIndex(dialog.to.findData(to))
    dialog.briefing.setPlainText(briefing)
    dialog.start.click()
    with qtbot.waitSignal(dialog.job.done):
        pass


# Marking ---------------------------------------------------------------------------------------------------------


def test_shift_and_arrows_mark_several_and_esc_leaves_one(cases, window, desk):
    for number in range(4):
        record(desk, number)
    mark(cases, 3)
    assert (len(cases.marks.ids), cases.marked_bar.label.text()) == (3, "3 cases marked")
    key(cases.table, Qt.Key.Key_Escape)
    assert (window.here(), len(cases.marks.ids), cases.marked_bar.isVisible()) == ("cases", 1, False)
    key(cases.table, Qt.Key.Key_Escape)
    assert window.here() == "today"


def test_what_is_marked_stays_marked_when_others_come_and_the_order_changes(cases, desk, clock):
    for number in range(6):
        record(desk, number)
    mark(cases, 2)
    before = cases.marks.ids
    clock.advance(minutes=-30)
    record(desk, 99, raised_at="2026-03-01 10:00", late_reason="Khách gọi muộn.")
    assert cases.marks.ids == before
    cases.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert set(cases.marks.ids) == set(before)
    desk.record("withdraw", {"words": "Thôi.", "freely": True}, before[0])
    assert cases.marks.ids == before[1:]


def test_what_is_marked_far_apart_is_not_read_line_by_line_in_another_order(cases, desk, monkeypatch):
    for number in range(12):
        record(desk, number, customer_name=f"Khách {number * 5 % 12:02}")
    mark(cases, 6)
    before, read = set(cases.marks.ids), []
    cases.table.setUpdatesEnabled(False)  # painting reads what is in sight
    monkeypatch.setattr(cases.model, "row", lambda number, row=cases.model.row: read.append(number) or row(number))
    cases.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert set(read) <= {0, cases.table.currentIndex().row()}
    places = [cases.model.place(case_id) for case_id in cases.marks.ids]
    assert (set(cases.marks.ids), places) == (before, sorted(cases.table.marked))
    assert len(places) == 6


def test_another_list_begins_with_nothing_but_its_first_line_marked(cases, desk):
    for number in range(3):
        record(desk, number)
    mark(cases, 3)
    cases.choose("all")
    assert len(cases.marks.ids) == 1


def test_the_place_one_reads_stays_while_cases_come_before_it(qtbot, cases, desk, clock):
    for number in range(60):
        record(desk, number)
    cases.table.mark(0)
    bar = cases.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40 * ROW)
    bar.setValue(30 * ROW + 7)  # a line may be half in sight
    top = cases.model.row(cases.table.rowAt(0)).case_id
    clock.advance(hours=-5)
    for number in range(3):
        record(desk, 100 + number)
    assert cases.model.row(cases.table.rowAt(0)).case_id == top
    assert bar.value() == 33 * ROW + 7


def test_a_search_that_takes_long_is_put_in_order_and_read_again_without_waiting(qtbot, cases, desk, monkeypatch):
    for number in range(40):
        record(desk, number, customer_name=f"Khách {number * 7 % 40:02}", own_words="Máy kêu to quá.")
    pause(desk.store)
    for name, texts in (("FIRST_READ", 2), ("WAITED_FOR", 6), ("READ_AT_ONCE", 5)):
        monkeypatch.setattr(f"desk.store.found.{name}", texts)
    cases.search('"kêu to quá"')
    assert (cases.model.rowCount(), cases.model.reads) == (6, True)
    qtbot.waitUntil(lambda: cases.model.rowCount() == 40 and not cases.model.reads)
    cases.table.mark(7)
    before = cases.marks.current
    with qtbot.waitSignal(cases.model.placed):
        cases.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        assert (cases.model.row(0).customer, cases.model.reads) == ("Khách 00", False)
        record(desk, 50, customer_name="Khách 20b", own_words="Máy kêu to quá.")
        assert (cases.model.row(0), cases.model.rowCount(), cases.model.reads) == (None, 40, True)
    names = [cases.model.row(n).customer for n in range(41)]
    assert (names, names[21]) == (sorted(names), "Khách 20b")
    assert cases.marks.current == before == cases.model.row(cases.table.currentIndex().row()).case_id


def test_too_many_are_said_and_nothing_is_done_with_them(cases, desk, monkeypatch):
    monkeypatch.setattr(marks, "MOST", 3)
    for number in range(5):
        record(desk, number)
    key(cases.table, Qt.Key.Key_A, CTRL)
    assert cases.marks.count == 5
    assert not cases.marked_bar.papers.isEnabled()
    key(cases.table, Qt.Key.Key_F8)
    assert cases.findChild(HandOverMany) is None


class Asked(QAbstractTableModel):
    """A thousand lines, and how often Qt asked about one of them."""

    asked = 0

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 1000

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        self.asked += 1
        return 0 if parent.isValid() else 3

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return None


def test_the_heads_of_the_columns_are_painted_without_asking_every_marked_line(qtbot, look):
    table, model = Table(), Asked()
    qtbot.addWidget(table)
    table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
    table.setModel(model)
    with qtbot.waitExposed(table):
        table.show()
    key(table, Qt.Key.Key_A, CTRL)
    assert len(table.marked) == 1000
    model.asked = 0
    table.horizontalHeader().viewport().repaint()
    assert model.asked < 100


def test_qt_finds_no_fault_while_rows_come_and_go(cases, desk, clock):
    tester = QAbstractItemModelTester(cases.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = [record(desk, number) for number in range(5)]
    cases.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    for case_id in made[:3]:
        desk.record("withdraw", {"words": "Thôi.", "freely": True}, case_id)
    cases.search("khach 00")
    cases.search("")
    cases.choose("closed")
    assert cases.model.rowCount() == 3
    assert tester.model() is cases.model


# Printing --------------------------------------------------------------------------------------------------------


def test_the_papers_of_the_marked_cases_are_made_in_one_file(qtbot, cases, desk, tmp_path):
    for number in range(4):
        record(desk, number)
    mark(cases, 3)
    wanted = cases.marks.ids
    key(cases.table, Qt.Key.Key_P, CTRL)
    dialog = cases.findChild(BatchDialog)
    dialog.papers["agreement"].setChecked(False)
    dialog.papers["slip"].setChecked(True)
    dialog.one.setChecked(True)
    place = tmp_path / "all.pdf"
    dialog.make(place)
    with qtbot.waitSignal(dialog.job.done, timeout=20_000):
        pass
    assert len(pages(place.read_bytes())) == 3
    printed = [c for c in wanted if desk.journal.entries(c)[-1].step == "issue_paper"]
    assert len(printed) == 3
    assert cases.marks.ids == wanted


def test_only_one_way_of_choosing_the_cases_is_ticked(cases, desk):
    record(desk, 1)
    cases.table.mark(0)
    cases.print_marked()
    dialog = cases.findChild(BatchDialog)
    dialog.of_list.click()
    assert [dialog.of_marks.isChecked(), dialog.of_day.isChecked(), dialog.of_list.isChecked()] == [False, False, True]
    dialog.each.click()
    assert dialog.of_list.isChecked()


# Handing over ----------------------------------------------------------------------------------------------------


def test_every_marked_case_is_offered_with_an_operation_of_its_own(qtbot, cases, desk):
    ids = [record(desk, number) for number in range(3)]
    mark(cases, 3)
    key(cases.table, Qt.Key.Key_F8)
    dialog = cases.findChild(HandOverMany)
    assert dialog.to.findData("lan") == -1
    assert dialog.to.findData("ho") == -1
    offered(qtbot, dialog, "eeva")
    last = [desk.journal.entries(case_id)[-1] for case_id in ids]
    assert {entry.step for entry in last} == {"offer_hand_over"}
    assert len({entry.operation for entry in last}) == 3
    assert [desk.journal.case(case_id).hand_over.to for case_id in ids] == ["eeva"] * 3


def test_a_whole_hand_over_can_be_undone(qtbot, cases, window, desk):
    ids = [record(desk, number) for number in range(2)]
    mark(cases, 2)
    cases.hand_over_marked()
    offered(qtbot, cases.findChild(HandOverMany), "eeva")
    qtbot.waitUntil(lambda: window.findChild(Toast, "toast") is not None)
    assert "2 cases are offered to Eeva Mäkinen." in window.findChild(Toast, "toast").label.text()
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    qtbot.waitUntil(lambda: all(desk.journal.case(case_id).hand_over is None for case_id in ids))


def test_what_is_refused_is_said_for_each_case_and_the_others_are_offered(qtbot, cases, desk, sign_in, window):
    mine, told = record(desk, 1), record(desk, 2, channel="telephone")
    sign_in("eeva")
    theirs = record(desk, 3)
    sign_in("lan")
    window.go("cases")
    cases = window.page("cases")
    key(cases.table, Qt.Key.Key_A, CTRL)
    cases.hand_over_marked()
    dialog = cases.findChild(HandOverMany)
    offered(qtbot, dialog, "eeva")
    number = {case_id: desk.journal.case(case_id).number for case_id in (mine, told, theirs)}
    said = set(dialog.told.text().split("\n"))
    assert said == {
        "1 case is offered to Eeva Mäkinen.",
        f"• {number[theirs]}: The case is with Eeva Mäkinen, who alone can hand it over.",
        f"• {number[told]}: It came by telephone. Please hand it over in the case itself, together with the call.",
    }
    dialog.back.click()
    with qtbot.waitSignal(dialog.job.done):
        pass
    assert dialog.told.text() == "1 hand-over is taken back."
    assert desk.journal.case(mine).hand_over is None


@pytest.mark.parametrize(
    ("to", "briefing", "said"),
    [("", "x", "Please choose a colleague."), ("eeva", " ", "Please write what your colleague must know."),
     ("eeva", "a\u202eb", "This text holds an invisible mark")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_recorded(cases, desk, to, briefing, said):
    case_id = record(desk, 1)
    cases.table.mark(0)
    cases.hand_over_marked()
    dialog = cases.findChild(HandOverMany)
    dialog.to.setCurrentIndex(dialog.to.findData(to))
    dialog.briefing.setPlainText(briefing)
    dialog.start.click()
    assert dialog.problem.text().startswith(said)
    assert len(desk.journal.entries(case_id)) == 1


def test_a_cancelled_hand_over_leaves_the_rest_as_it_was(qtbot, cases, desk):
    for number in range(3):
        record(desk, number)
    mark(cases, 3)
    cases.hand_over_marked()
    dialog = cases.findChild(HandOverMany)
    dialog.to.setCurrentIndex(dialog.to.findData("eeva"))
    dialog.briefing.setPlainText("Khách đang đợi.")
    dialog.start.click()
    dialog.progress.cancel.click()
    with qtbot.waitSignal(dialog.job.done) as told:
        pass
    offers = [row for row in lists.page(desk.store, lists.Filter("all"), now=START) if row.waiting]
    assert len(offers) == len(told.args[0].done)
    assert told.args[0].stopped or len(offers) == 3


def test_head_office_hands_nothing_over(qtbot, desk, sign_in):
    sign_in("lan")
    for number in range(2):
        record(desk, number)
    desk.sign_out()
    cases = opened(qtbot, desk, "ho").page("cases")
    cases.window().go("cases")
    key(cases.table, Qt.Key.Key_A, CTRL)
    assert not cases.marked_bar.hand_over.isVisible()
    cases.hand_over_marked()
    assert cases.findChild(HandOverMany) is None


# What was searched for -------------------------------------------------------------------------------------------


def test_what_was_searched_for_is_marked_in_the_lines(qtbot, cases, desk, monkeypatch):
    record(desk, 1, customer_name="Đặng Thị Mỹ Hạnh", own_words="Nồi cơm cháy", product="")
    drawn: list[list[str]] = []
    monkeypatch.setattr(
        "desk.ui.case_cells.draw_marked",
        lambda painter, rect, words, parts: drawn.append([words[start:end] for start, end in parts]),
    )
    cases.search("hanh noi")
    cases.table.grab()
    assert ["Hạnh"] in drawn
    drawn.clear()
    cases.search("")
    cases.table.grab()
    assert drawn == []


def test_a_marked_word_has_a_colour_behind_it(cases, desk):
    record(desk, 1, customer_name="Hạnh", own_words="x")
    plain = cases.table.grab().toImage()
    cases.search("hanh")
    assert cases.table.grab().toImage() != plain
    assert isinstance(cases.table, CaseTable)
    assert WAY["receive"]["customer_name"] != "Hạnh"
