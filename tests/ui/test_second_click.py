"""A double click where one is enough presses nothing that the first half has brought there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget


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
