"""Late answers on Today: each is looked up without holding the window up, and for whoever sits there."""

from __future__ import annotations

from threading import get_ident

import pytest

from desk.ui import late_answers

from .shell import opened, record
from .straight_way import WAY


@pytest.fixture
def waiting(desk, sign_in, clock):
    """Four customers whose answer is late."""
    sign_in("lan")
    for number in range(4):
        case_id = record(desk, number)
        for step in ("understand", "propose"):
            desk.record(step, WAY[step], case_id)
    clock.advance(hours=30)
    desk.sign_out()


def said(page) -> list[str]:
    return [item.action for item in page.model.items]


def test_late_answers_are_looked_up_one_after_the_other_while_the_window_goes_on(qtbot, desk, waiting, monkeypatch):
    monkeypatch.setattr(late_answers, "SLICE", 0)
    page = opened(qtbot, desk, "minh").page("today")
    assert said(page) == ["Approve the proposal", *["Waiting for an answer"] * 3]
    assert [item.first for item in page.model.items] == [True, False, False, False]
    page.view.setCurrentIndex(page.model.index(2))
    looked = [said(page)]
    page.model.dataChanged.connect(lambda: looked.append(said(page)))
    qtbot.waitUntil(lambda: len(looked) == 4)
    assert [lines.count("Approve the proposal") for lines in looked] == [1, 2, 3, 4]
    assert page.view.currentIndex().row() == 2
    page.refresh()
    assert said(page) == ["Approve the proposal"] * 4  # what was known stands until it is looked up anew


def test_the_guide_is_read_elsewhere_before_the_first_late_answer_is_looked_up(qtbot, desk, waiting, monkeypatch):
    threads = []
    monkeypatch.setattr(late_answers, "_PARTS", frozenset(("desk.never_read",)))
    monkeypatch.setattr(late_answers, "_read", lambda: threads.append(get_ident()))
    page = opened(qtbot, desk, "minh").page("today")
    assert said(page) == ["Waiting for an answer"] * 4
    qtbot.waitUntil(lambda: said(page) == ["Approve the proposal"] * 4)
    assert len(threads) == 1
    assert get_ident() not in threads


def test_a_late_answer_is_looked_up_for_nobody_who_has_gone(qtbot, desk, waiting, sign_in, monkeypatch):
    monkeypatch.setattr(late_answers, "SLICE", 0)
    page = opened(qtbot, desk, "minh").page("today")
    desk.sign_out()
    asked = []
    monkeypatch.setattr(page.model.late, "_answer", asked.append)
    page.model.late._soon.timeout.emit()
    assert asked == []
    sign_in("lan")
    assert said(page)[1:] == ["Waiting for an answer"] * 3  # nothing of what the manager could do
