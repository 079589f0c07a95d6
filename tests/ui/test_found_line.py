"""How many cases a search has found stands beside the heading, once somebody stops typing."""

from __future__ import annotations

import pytest

from desk.ui.cases_page import TYPING_MS
from desk.ui.export_dialog import ExportDialog

from .conftest import write
from .shell import record


@pytest.fixture
def page(window, desk):
    for number in range(4):
        record(desk, number, own_words="The kettle is broken." if number else "Two kettles and a lamp are broken.")
    window.go("cases")
    return window.page("cases")


@pytest.fixture
def heard(monkeypatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr("desk.ui.found_line.announce", lambda widget, text: said.append(text))
    return said


def test_what_was_found_is_counted_and_read_out_when_somebody_stops_typing(qtbot, window, page, desk, heard):
    assert page.found_line is None
    write(window.bar.search, "kettle")
    assert page.found_line is None
    qtbot.waitUntil(lambda: page.found_line is not None and page.found_line.isVisible(), timeout=TYPING_MS * 5)
    assert (page.found_line.text(), heard) == ("4 cases found", ["4 cases found"])
    record(desk, 9, own_words="A third kettle.")
    page.look()
    assert page.found_line.text() == "5 cases found"
    desk.set_language("fi")
    page.look()
    assert page.found_line.text() == "Löytyi 5 tapausta"
    page.search("")
    page.look()
    assert (page.found_line.isVisible(), page.found_line.text()) == (False, "")


def test_of_more_than_can_be_read_through_it_says_that_these_are_the_newest(qtbot, page, desk, monkeypatch):
    monkeypatch.setattr("desk.store.found.MOST", 3)
    monkeypatch.setattr("desk.ui.found_line.MOST", 3)
    monkeypatch.setattr("desk.ui.export_dialog.MOST", 3)
    page.search("kettle")
    page.look()
    said = "The newest 3 are shown. One more word finds fewer."
    assert (page.model.rowCount(), page.found_line.text()) == (3, said)
    dialog = ExportDialog(desk, page.model, page)
    qtbot.addWidget(dialog)
    assert dialog.about.text() == f"All, “kettle”: 3 cases\n{said}"
    page.search("lamp")
    page.look()
    assert page.found_line.text() == "1 case found"
