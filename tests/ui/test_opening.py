"""Opening a case does little: what stands there already is neither written, walked, asked nor styled once more."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from desk.cases.fields import Field
from desk.cases.steps import STEPS
from desk.cases.text import SHORT
from desk.ui import inputs, step_form, tab_order
from desk.ui.case_forms import CaseForm
from desk.ui.choice_inputs import ListInput
from desk.ui.flow import FlowLayout
from desk.ui.input import Input
from desk.ui.text_inputs import TextInput

from .shell import here


class Events(QObject):
    """Counts what is told to any widget."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[QEvent.Type] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self.told[event.type()] += 1
        return False


@pytest.fixture
def calls(monkeypatch):
    """How often Qt was told an order, an input asked about an event, and the guide about the answers."""
    counted: Counter[str] = Counter()

    def count(where: object, name: str) -> None:
        real = getattr(where, name)

        def counting(*args):
            counted[name] += 1
            return real(*args)

        monkeypatch.setattr(where, name, counting)

    count(tab_order, "in_order")
    count(step_form, "standing")
    count(Input, "eventFilter")
    return counted


def stops(page: QWidget) -> list[QWidget]:
    """Where Tab leads from the tabs."""
    out, one = [], page.tabs
    while (one := one.nextInFocusChain()) is not page.tabs:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(page):
            out.append(one)
    return out


def test_the_same_step_of_another_case_is_walked_in_the_order_that_is_there(page, walk, calls):
    first, second = walk("talk"), walk("talk")
    page.show_case(first)
    before = stops(page)
    calls.clear()
    page.show_case(second)
    assert (calls["in_order"], stops(page)) == (0, before)
    page.open("note")
    page.open("agree")
    assert stops(page) == before


def test_a_line_added_to_a_table_is_walked_where_it_stands(qtbot, page, walk):
    page.show_case(walk("talk"))
    table = page.form.blocks["commitments"].input
    qtbot.mouseClick(table.add, Qt.MouseButton.LeftButton)
    page.show_case(page.case_id)
    table.add.click()
    page.form.walk()
    walked = [one for one in stops(page) if one in table.walk()]
    assert walked == [one for one in table.walk() if one in walked]
    assert len(table.rows) > 1


def test_an_input_is_asked_about_its_control_only_while_the_keyboard_is_there(page, walk, calls):
    page.show_case(walk("talk"))
    page.open("note")
    calls.clear()
    page.open("agree")
    page.grab()
    assert calls["eventFilter"] < 30  # shown and painted, some hundred controls are told some hundred things


def test_leaving_a_question_without_an_answer_asks_the_guide_nothing(page, walk, calls):
    page.show_case(walk("receive"))
    page.form.blocks["summary"].input.setFocus()
    calls.clear()
    page.form.blocks["permission"].input.setFocus()
    assert calls["standing"] == 0


def test_what_is_wrong_is_said_as_soon_as_the_answer_is_left(page, walk, sign_in):
    case_id = walk("approve")
    sign_in("lan")
    page.show_case(case_id, "appoint")
    block = page.form.blocks["appointment_at"]
    block.input.setFocus()
    here().setText("99/99/2026")
    page.form.button.setFocus()
    assert block.note.text() != ""


def test_the_tips_of_a_step_stay_while_the_paper_stands_in_their_place(page, walk):
    page.resize(1366, 768)
    page.show_case(walk("talk"), "note")
    written = page.coach.area.widget()
    page.open("agree")
    assert page.side.shows_paper
    page.open("note")
    assert page.coach.area.widget() is written
    page.open("attempt")
    assert page.coach.area.widget() is not written


def test_what_is_said_of_a_table_is_said_of_a_line_that_is_added(desk, sign_in, qtbot):
    sign_in("lan")
    table = inputs.make(STEPS["agree"].field("commitments"), desk.moment(""), desk.words)
    qtbot.addWidget(table)
    table.describe("Who does what until when")
    table.add.click()
    assert len(table.rows) == 2
    assert {one.accessibleDescription() for one in table.controls()} == {"Who does what until when"}


def test_a_draft_too_long_for_its_line_leaves_nothing_of_the_customer_before(desk, sign_in, qtbot):
    sign_in("lan")
    line = TextInput(Field("customer_name", "Name", "text"), desk.moment(""), desk.words)
    qtbot.addWidget(line)
    line.begin(desk.moment(""), "Zorrotar")
    line.begin(desk.moment(""), "x" * (SHORT + 1))
    assert line.read() == ""


@pytest.mark.parametrize("raw", ["", "Bình"])
def test_what_was_typed_and_taken_back_cannot_come_back_in_another_case(desk, sign_in, qtbot, raw):
    sign_in("lan")
    line = TextInput(Field("customer_name", "Name", "text"), desk.moment(""), desk.words)
    qtbot.addWidget(line)
    line.begin(desk.moment(""), raw)
    line.edit.insert("Zorrotar")
    line.edit.undo()
    assert line.edit.isRedoAvailable()
    line.begin(desk.moment(""), raw)
    line.edit.redo()
    assert line.read() == raw


def test_a_wheel_over_a_list_scrolls_the_page_until_the_keyboard_is_in_it(desk, sign_in, qtbot):
    sign_in("lan")
    field = Field("colour", "Colour", "choice", choices=tuple((name, name) for name in "abcdefg"))
    whole, other = QWidget(), QLineEdit()
    one = ListInput(field, desk.moment(""), desk.words)
    for widget in (one, other):
        widget.setParent(whole)
    qtbot.addWidget(whole)
    with qtbot.waitExposed(whole):
        whole.show()
    whole.activateWindow()

    def turn() -> bool:
        """Down by one; whether the list kept it for itself."""
        at, down = QPointF(5, 5), QPoint(0, -120)
        none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, one.box.mapToGlobal(at), QPoint(), down, Qt.MouseButton.NoButton, none, phase, False)
        QApplication.sendEvent(one.box, event)
        return event.isAccepted()

    other.setFocus()
    assert (turn(), one.read()) == (False, "")
    one.setFocus()
    assert (turn(), one.read()) == (True, "a")


def test_a_flow_gives_back_the_room_of_what_is_hidden(qtbot):
    whole = QWidget()
    flow = FlowLayout(whole)
    buttons = [QPushButton("Words", whole) for _ in range(4)]
    for button in buttons:
        flow.addWidget(button)
    qtbot.addWidget(whole)
    one, gap = buttons[0].sizeHint().height(), flow.spacing()
    assert flow.heightForWidth(10) == 4 * one + 3 * gap
    buttons[0].hide()
    assert flow.heightForWidth(10) == 3 * one + 2 * gap


def test_a_form_is_made_in_its_place(page, walk):
    """What moves into another widget has each of its parts look up its style again."""
    page.show_case(walk("understand"))
    events = Events()
    QApplication.instance().installEventFilter(events)
    form = CaseForm(page, page.form.step)
    QApplication.instance().removeEventFilter(events)
    parts = len(form.findChildren(QWidget))
    assert parts > 150
    assert events.told[QEvent.Type.StyleChange] < 2.5 * parts
    form.deleteLater()


def test_the_way_of_another_case_begins_where_that_one_stands(page, walk):
    first, second = walk("receive"), walk("understand")
    page.show_case(first)
    page.way.setCurrentRow(0)
    page.show_case(second)
    assert page.way.currentRow() == 2
    page.way.setCurrentRow(0)
    page.show_case(second)
    assert page.way.currentRow() == 0
