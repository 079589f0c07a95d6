"""Days of an old list that do not say which they are: asked for in the window where the list does not tell."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desk.store import bringing_in

from .importing import begun, cases, go_on, read, register, short_days
from .shell import opened, unnamed


@pytest.fixture
def dialog(qtbot, desk):
    return begun(desk, opened(qtbot, desk, "minh"))


@pytest.fixture
def path(tmp_path):
    return register(tmp_path)


def choose_year(qtbot, dialog, words):
    choice = dialog.found.years.choice
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)


def test_the_year_of_days_without_one_is_asked_for(qtbot, desk, dialog, tmp_path):
    read(qtbot, dialog, short_days(tmp_path / "a.csv", "Sổ khiếu nại", "28/12", "2/1"))
    go_on(qtbot, dialog)
    years = dialog.found.years
    assert years.said.text() == "Days without their year: 2. Please choose their year, or their rows stay out."
    assert [years.choice.itemText(n) for n in range(3)] == ["not known", "2025–2026", "2024–2025"]
    years.choice.grab()
    assert years.choice.toolTip() == ""  # it is read whole; a list that is cut says the whole there
    assert dialog.found.model.data(dialog.found.model.index(0)) == (
        "Row 3: When the customer raised it: “28/12” does not say its year. Please write it, for example 31/03/2026."
    )
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert QApplication.focusWidget() is years.choice
    choose_year(qtbot, dialog, "2024–2025")
    assert (dialog.go.text(), years.choice.currentText()) == ("Bring in 2 complaints", "2024–2025")
    assert years.said.text() == "Days without their year: 2. They are read as days of 2024–2025."
    assert QApplication.focusWidget() is years.choice
    choose_year(qtbot, dialog, "not known")
    assert dialog.found.count == 0
    choose_year(qtbot, dialog, "2024–2025")
    go_on(qtbot, dialog)
    raised = {str(desk.journal.case(row.case_id).raised_at.date()) for row in cases(desk)}
    assert raised == {"2024-12-28", "2025-01-02"}


def test_a_year_that_the_title_says_is_shown_and_can_be_put_right(qtbot, dialog, tmp_path):
    read(qtbot, dialog, short_days(tmp_path / "a.csv", "Sổ khiếu nại năm 2024", "2/1", "5/1"))
    go_on(qtbot, dialog)
    first, years = dialog.found.first, dialog.found.years
    assert years.said.text() == "Days without their year: 2. They are read as days of 2024."
    assert [first.item(n, 0).text() for n in range(2)] == ["02/01/2024 08:00", "05/01/2024 08:00"]
    choose_year(qtbot, dialog, "2023")
    assert [first.item(n, 0).text() for n in range(2)] == ["02/01/2023 08:00", "05/01/2023 08:00"]
    choose_year(qtbot, dialog, "not known")
    assert (dialog.found.count, years.choice.currentText()) == (0, "not known")
    assert unnamed(dialog) == []


def test_of_which_day_a_complaint_without_one_is_can_be_said(qtbot, desk, dialog, path, tmp_path):
    read(qtbot, dialog, short_days(tmp_path / "a.csv", "Sổ", "2/1/2024", "", "", "3/1/2024"))
    go_on(qtbot, dialog)
    found = dialog.found
    assert found.above.text() == "2 complaints have no day: they are of the day above them"
    assert (found.count, found.above.isChecked(), found.rows.isVisible()) == (2, False, True)
    found.above.click()
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    assert (found.count, found.above.isChecked(), found.rows.isVisible()) == (4, True, False)
    assert [found.first.item(n, 0).text() for n in range(3)] == ["02/01/2024 08:00"] * 3
    qtbot.waitUntil(dialog.isActiveWindow)
    assert QApplication.focusWidget() is found.above
    found.above.click()
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    assert (found.count, found.above.isVisible()) == (2, True)
    dialog.back.click()
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    assert found.above.isHidden()


def test_what_is_asked_again_and_cancelled_stays_as_it_was(qtbot, dialog, tmp_path, monkeypatch):
    read(qtbot, dialog, short_days(tmp_path / "a.csv", "Sổ", "2/1/2024", "", ""))
    go_on(qtbot, dialog)
    look = bringing_in.look

    def look_and_cancel(*asked):
        dialog.job.stop()
        return look(*asked)

    monkeypatch.setattr(bringing_in, "look", look_and_cancel)
    dialog.found.above.click()
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    assert dialog.wrong.text() == "Cancelled. Nothing was changed."
    assert (dialog.found.count, dialog.found.above.isChecked()) == (1, False)


def test_a_list_whose_days_have_their_year_is_asked_nothing(qtbot, dialog, path, tmp_path):
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    assert dialog.found.years.isHidden()
    dialog.back.click()
    read(qtbot, dialog, short_days(tmp_path / "a.csv", "Sổ", "2/1/2024", "5/1", "9/1/2024"))
    go_on(qtbot, dialog)
    assert not dialog.found.years.choice.isVisible()
    assert dialog.found.years.said.text() == "Days without their year: 1. The list itself says which it is."
