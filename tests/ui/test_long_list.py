"""A list so long that nobody waits for its order: what is marked and where one reads stay as they were."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desk.store import lists
from desk.store.database import open_store
from desk.store.journal import Journal
from desk.ui.case_model import READ_NOW
from desk.ui.table import ROW

from .shell import key, record
from .straight_way import WAY

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=["all", "open"])
def long(request, qtbot, cases, desk, monkeypatch):
    """A list so long that its order is not read in one go: 40 cases are as many as millions here."""
    for number in range(40):
        record(desk, number, customer_name=f"Khách {number * 7 % 40:02}")
    monkeypatch.setattr("desk.store.window.NEAR", 0)
    monkeypatch.setattr("desk.store.fence.STRETCH", 2)
    monkeypatch.setattr("desk.store.fence.AT_ONCE", 0)
    monkeypatch.setattr("desk.store.order.PORTION", 2)
    with qtbot.waitSignal(cases.model.placed):
        cases.choose("all")
    cases.choose(request.param)
    return cases


def test_a_long_list_is_put_in_another_order_without_waiting_for_it(qtbot, long, desk):
    long.table.mark(7)
    before = long.marks.current
    with qtbot.waitSignal(long.model.placed):
        long.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        assert (long.model.row(0), long.model.rowCount(), long.model.reads) == (None, 40, True)
        assert long.model.data(long.model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == desk.say(READ_NOW)
        assert shown_dots(long.table) > 5
    assert [long.model.row(n).customer for n in range(40)] == [f"Khách {n:02}" for n in range(40)]
    assert long.marks.current == before == long.model.row(long.table.currentIndex().row()).case_id
    assert shown_dots(long.table) == 0


def shown_dots(table) -> int:
    """How many lines are painted with dots for words."""
    painted = []
    table._awaited = lambda painter, tops, high: painted.extend(tops)
    table.viewport().grab()
    del table._awaited
    return len(painted)


def test_who_walks_on_while_a_long_list_is_put_in_order_is_not_called_back(qtbot, long):
    long.table.mark(7)
    with qtbot.waitSignal(long.model.placed):
        long.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        long.table.mark(12)
        assert long.marks.ids == ()
    assert long.table.currentIndex().row() == 12
    assert long.marks.ids == (long.model.row(12).case_id,) == (long.marks.current,)


def test_a_case_that_comes_while_a_long_list_is_put_in_order_stands_where_it_belongs(qtbot, long, desk):
    with qtbot.waitSignal(long.model.placed):
        long.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        record(desk, 50, customer_name="Khách 20b")
    names = [long.model.row(n).customer for n in range(41)]
    assert names == sorted(names, reverse=True)
    assert names.count("Khách 20b") == 1


def written_elsewhere(desk, count: int) -> None:
    """More complaints by another program, due before all others."""
    store, before = open_store(desk.store.path), desk.now() - timedelta(hours=5)
    for number in range(count):
        told = {**WAY["receive"], "customer_name": f"Mới {number}"}
        Journal(store).record("receive", told, by=desk.person, now=before)
    store.close()


@pytest.mark.parametrize("looks", [4, 25])
def test_a_long_list_stays_where_it_was_when_another_program_wrote_into_it(qtbot, long, window, desk, looks):
    bar = long.table.verticalScrollBar()
    long.table.mark(7)
    bar.setValue(looks * ROW + 9)
    long.refresh()
    current, top = long.marks.current, long.model.row(looks).case_id
    written_elsewhere(desk, 3)
    with qtbot.waitSignal(long.model.placed):
        window.refresh()
        assert long.model.reads
    assert (long.model.row(looks + 3).case_id, bar.value()) == (top, (looks + 3) * ROW + 9)
    assert long.marks.current == current == long.model.row(10).case_id


def test_a_long_list_that_is_read_again_before_it_came_to_its_end_stays_where_it_was(long, window, desk):
    bar = long.table.verticalScrollBar()
    long.table.mark(7)
    bar.setValue(25 * ROW + 9)
    long.refresh()
    top = long.model.row(25).case_id
    written_elsewhere(desk, 3)
    window.refresh()
    assert long.model.row(25) is None
    lists.page(desk.store, long.model.filter, limit=500, now=desk.now())  # somebody else wanted it whole
    window.refresh()
    assert (long.model.row(28).case_id, bar.value()) == (top, 28 * ROW + 9)


def test_all_that_is_marked_in_a_long_search_stays_marked(qtbot, cases, desk):
    for number in range(60):
        record(desk, number)
    cases.search("khach")
    qtbot.waitUntil(lambda: not cases.model.reads)
    cases.table.mark(59)
    key(cases.table, Qt.Key.Key_Home, SHIFT)
    marked = set(cases.marks.ids)
    assert len(marked) == 60
    record(desk, 60)
    qtbot.waitUntil(lambda: not cases.model.reads)
    assert set(cases.marks.ids) == marked


def test_who_scrolls_on_while_a_long_list_is_read_again_is_not_called_back(qtbot, long, desk):
    bar = long.table.verticalScrollBar()
    long.table.mark(7)
    written_elsewhere(desk, 3)
    with qtbot.waitSignal(long.model.placed):
        long.refresh()
        bar.triggerAction(bar.SliderAction.SliderToMaximum)
        there = bar.value()
    assert (bar.value(), long.table.currentIndex().row()) == (there, 10)


def test_home_and_end_go_to_the_first_and_the_last_case(cases, desk):
    for number in range(40):
        record(desk, number)
    key(cases.table, Qt.Key.Key_End)
    assert (cases.table.currentIndex().row(), cases.marks.count) == (39, 1)
    key(cases.table, Qt.Key.Key_Home, SHIFT)
    assert (cases.table.currentIndex().row(), cases.marks.count) == (0, 40)
