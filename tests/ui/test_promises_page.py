"""The promises: by date, the longest overdue first; Enter records one as kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desk.i18n import LANGUAGES
from desk.store import lists
from desk.ui.promises_page import BATCH, DUE, NUMBER, WHAT, PromiseModel

from .shell import key, opened


def test_the_promises_stand_by_date_and_enter_opens_the_case(qtbot, desk, walk, clock):
    case_id = walk("sign")
    clock.advance(days=1)
    desk.sign_out()
    window = opened(qtbot, desk, "lan")
    window.go("promises")
    page = window.page("promises")
    assert [line.what for line in page.model.lines] == ["A new cooker of the same kind"]
    assert page.model.data(page.model.index(0, 0)).endswith("late")
    key(page.table, Qt.Key.Key_Return)
    assert (window.here(), window.page("case").case_id) == ("case", case_id)
    assert window.page("case").form.step.name == "deliver"
    assert window.page("case").form.blocks["commitment"].input.read() == "1"


def test_no_promise_is_said_kindly(window):
    window.go("promises")
    page = window.page("promises")
    assert page.empty.isVisible()
    assert page.empty.hasFocus()


def test_promises_are_fetched_as_far_as_somebody_scrolls(desk, sign_in, monkeypatch, qtmodeltester):
    sign_in("lan")
    line = lists.PromiseLine("c", "B1-00001", "Hạnh", "1", "A cooker", "lan", "Lan", desk.now() + timedelta(1), None)
    stored = [line] * (BATCH + 20)
    monkeypatch.setattr(lists, "promises", lambda store, offset=0, limit=100: stored[offset : offset + limit])
    model = PromiseModel(desk)
    model.refresh()
    assert model.rowCount() == BATCH
    qtmodeltester.check(model)
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == BATCH + 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_window_keeps_its_room_for_what_was_promised(qtbot, desk, walk, language):
    walk("sign")
    window = opened(qtbot, desk, "lan")
    desk.set_language(language)
    window.go("promises")
    page = window.page("promises")
    table = page.table
    assert not table.isColumnHidden(DUE)
    window.resize(800, 600)
    qtbot.waitUntil(lambda: table.isColumnHidden(DUE) and table.columnWidth(WHAT) >= 160)
    assert table.horizontalScrollBar().maximum() == 0
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not table.isColumnHidden(NUMBER))
