"""A double click where one is enough presses nothing that the first half has brought there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QRadioButton, QWidget

from desk import RESOURCES
from desk.cases.scenario import load

from .shell import here, key, opened


def click_twice(window, at: QPoint) -> None:
    """As the hand does it: whatever lies there at the second half gets it."""
    QTest.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QCoreApplication.processEvents()


def middle(button: QAbstractButton, of: QWidget) -> QPoint:
    return button.mapTo(of, QPoint(12, button.height() // 2))


def test_on_today_it_answers_no_question_of_the_case_that_it_opens(window, desk, walk, sign_in):
    cases = [walk("understand") for _ in range(8)]
    sign_in("lan")
    window.open_case(cases[0])
    QCoreApplication.processEvents()
    answers = [radio for radio in window.page("case").findChildren(QRadioButton) if radio.isVisible()]
    places = {answer.text(): middle(answer, window) for answer in answers}
    opened_there = 0
    for place in places.values():
        window.go("today")
        QCoreApplication.processEvents()
        view = window.page("today").view
        opened_there += view.indexAt(view.viewport().mapFrom(window, place)).isValid()
        click_twice(window, place)
        assert window.here() == "case"
        assert window.page("case").form.typed() == {}
    assert opened_there == len(places) > 4
    QTest.mouseClick(answers[1], Qt.MouseButton.LeftButton)  # a click of its own counts at once
    assert answers[1].isChecked()


def test_on_record_it_presses_nothing_of_the_step_that_comes_next(window, desk, walk, sign_in):
    case_id = walk("receive")
    sign_in("lan")
    window.open_case(case_id)
    page = window.page("case")
    page.open("attempt")
    page.form.button.clicked.connect(lambda: QCoreApplication.processEvents())  # the next step is painted meanwhile
    click_twice(window, middle(page.form.button, window))
    assert (len(desk.journal.entries(case_id)), page.form.step.name) == (2, "understand")
    assert page.form.problems.lines == []


def test_a_button_that_a_key_still_holds_down_when_the_desk_is_locked_does_nothing(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.go("settings")
    window.page("settings").choose("people")
    add = window.page("settings").sections["people"].add_button
    key(window, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert add.isDown()
    window.lock()
    assert add.signalsBlocked()
    qtbot.waitUntil(lambda: not add.signalsBlocked())  # by then the key has let go of it
    assert not add.isDown()
    assert window.findChildren(QDialog) == []


def test_a_place_that_a_key_still_holds_down_when_a_practice_begins_is_not_gone_to(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.go("learning")
    key(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    place = window.rail.buttons["promises"]
    assert place.isDown()
    window.page("learning").practice_wanted.emit(load(RESOURCES / "scenarios" / "straight-way.toml"))
    assert place.signalsBlocked()
    qtbot.waitUntil(lambda: not place.signalsBlocked())
    assert window.here() == "learning"
    assert window.practising.room.isAncestorOf(here())
    window.practising.leave()
