"""From a complaint at the counter to a signed agreement in one go: three people, one window, and nothing but keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.choice_inputs import ChoicesInput, ListInput, RadioInput, TickInput
from desk.ui.input import Input
from desk.ui.pin import PinField
from desk.ui.pin_again import PinAgain
from desk.ui.rows_input import RowsInput
from desk.ui.text_inputs import GrowingEdit
from desk.ui.tiles import Tile

from .conftest import PIN, write
from .shell import here, opened, press_here
from .straight_way import WAY

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tab_to(wanted: QWidget) -> None:
    """Tab until the keyboard is in it; a page that cannot be walked ends the test."""
    for _ in range(80):
        if here() is wanted or wanted.isAncestorOf(here()):
            return
        press_here(KEY.Key_Tab)
    raise AssertionError(f"Tab does not lead to {wanted.accessibleName() or wanted.objectName()}")


def answer(input_: Input, value: Any) -> None:
    """Go to a question by Tab and answer it."""
    if isinstance(input_, RowsInput):
        for row, line in zip(input_.rows, value, strict=True):
            for name, part in line.items():
                answer(row.inputs[name], part)
        return
    if isinstance(input_, ChoicesInput):
        for one in value:
            tab_to(input_.boxes[one])
            press_here(KEY.Key_Space)
        return
    tab_to(input_)
    if isinstance(input_, TickInput):
        press_here(*[KEY.Key_Space] * (input_.read() != value))  # what is ticked by itself stays
    elif isinstance(input_, RadioInput):
        press_here(Qt.Key(KEY.Key_1 + list(input_.buttons).index(value)))
    elif isinstance(input_, ListInput):
        press_here(KEY.Key_Home, *[KEY.Key_Down] * input_.box.findData(value))
    else:
        press_here(KEY.Key_A, modifier=CTRL)
        write(here(), value)
        if isinstance(here(), GrowingEdit):
            assert input_.read() == value


def take(page: Any, step: str, answers: Mapping[str, Any]) -> None:
    """Answer the step that stands in the middle, and record it."""
    assert page.form.step.name == step
    for name in page.form.order():
        if name in answers:
            page.form.settle()
            answer(page.form.blocks[name].input, answers[name])
    press_here(KEY.Key_Return, modifier=CTRL)


def come_in(qtbot: Any, window: Any, person: str) -> None:
    """Lock the desk, choose a name, type the PIN."""
    if window.desk.person is not None:
        press_here(KEY.Key_L, modifier=CTRL)
    for _ in range(40):
        if isinstance(here(), Tile):
            break
        press_here(KEY.Key_Backtab, modifier=SHIFT)
    tiles = window.rooms.currentWidget().tiles.tiles
    press_here(*[KEY.Key_Up] * len(tiles))
    for _ in tiles:
        if here() is tiles[person]:
            break
        press_here(KEY.Key_Down)
    assert here() is tiles[person]
    press_here(KEY.Key_Return)
    write(here(), PIN)
    with qtbot.waitSignal(window.desk.signed_in):
        press_here(KEY.Key_Return)
    in_front(qtbot, window)


def in_front(qtbot: Any, window: Any) -> None:
    """A platform without a screen forgets who is in front when a dialog, or a form with lists, goes."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def approve(qtbot: Any, window: Any) -> None:
    """The first line of Today waits for this person: Enter opens it, Ctrl+Enter and the PIN approve."""
    assert window.page("today").model.items[0].action == "Approve the proposal"
    press_here(KEY.Key_Return)
    assert window.page("case").form.step.name == "approve"
    press_here(KEY.Key_Return, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PinAgain))
    assert isinstance(here(), PinField)
    write(here(), PIN)
    with qtbot.waitSignal(window.desk.case_changed):
        press_here(KEY.Key_Return)
    in_front(qtbot, window)


def test_from_the_counter_to_a_signed_agreement_with_keys_alone(qtbot, desk):
    window = opened(qtbot, desk)
    come_in(qtbot, window, "lan")

    press_here(KEY.Key_F2)
    form = window.page("intake").form
    for name in form.order():
        if name in WAY["receive"] and form.blocks[name].isVisible():
            answer(form.blocks[name].input, WAY["receive"][name])
    press_here(KEY.Key_Return, modifier=CTRL)
    case_id = window.page("case").case_id
    number = desk.journal.case(case_id).number
    take(window.page("case"), "understand", WAY["understand"])
    take(window.page("case"), "propose", WAY["propose"])

    for person in ("minh", "ho"):
        come_in(qtbot, window, person)
        approve(qtbot, window)

    come_in(qtbot, window, "lan")
    press_here(KEY.Key_F, modifier=CTRL)
    write(here(), number)
    press_here(KEY.Key_Return, KEY.Key_Return)
    page = window.page("case")
    assert page.case_id == case_id
    for step in ("appoint", "talk", "agree", "sign"):
        take(page, step, WAY[step])

    case = desk.journal.case(case_id)
    assert case.agreement.signed_at is not None
    assert {entry.step for entry in desk.journal.entries(case_id)} >= set(WAY)
    assert [entry.author for entry in desk.journal.entries(case_id) if entry.step == "approve"] == ["minh", "ho"]
