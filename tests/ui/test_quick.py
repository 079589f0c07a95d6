"""A small matter on one page: every gate holds, each step is an entry of its own, and 45 keys are enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QWidget

from desk.cases.branch import Policy
from desk.cases.mandate import Mandate
from desk.cases.people import Person
from desk.cases.quick import ORDER
from desk.cases.strokes import Signature
from desk.store import accounts, drafts
from desk.store.problems import StoreProblem
from desk.ui.choice_inputs import TickInput
from desk.ui.desk import Desk
from desk.ui.quick import Quick, QuickForm
from desk.ui.window import MainWindow
from tests.ui.conftest import START, press, write
from tests.ui.shell import here

SignIn = Callable[[str], Person]

SMALL = Mandate(
    "M-1", frozenset(("refund", "exchange")), 200_000, "VND", "Trần Minh", "Phạm Thu Hà", valid_to=date(2026, 12, 31)
)
SIGNED = Signature(name="Đặng Thị Mỹ Hạnh").written()

#: The whole page as somebody fills it in.
PAGE: dict[str, Any] = {
    "customer_name": "Đặng Thị Mỹ Hạnh", "own_words": "Hộp bánh bị mềm hết.", "heard_out": True, "category": "product",
    "wish": "Hộp khác", "permission": True, "summary": "Hộp bánh mua hôm qua, bánh bị mềm.", "confirmed": True,
    "effects": ["none"], "kind": "exchange", "what": "Một hộp bánh mới", "amount": "120.000",
    "position": "Nắp hộp bị hở.", "apology": "Em xin lỗi chị vì hộp bánh bị mềm.",
    "thanks": "Em cảm ơn chị đã báo.", "responsibility": "yes", "responsibility_words": "Lỗi do bên em để hở nắp.",
    "answer": "agrees", "feasible": True, "consent": True, "how": "screen", "customer_strokes": SIGNED,
    "customer_signed": True, "store_signed": True, "copy_given": True,
}  # fmt: skip


@pytest.fixture
def window(qtbot: Any, desk: Desk, sign_in: SignIn) -> MainWindow:
    accounts.set_policy(desk.store, replace(Policy(), mandates=(SMALL,)), "", START)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    sign_in("lan")
    return window


def test_a_draft_that_goes_on_as_a_small_matter_is_at_no_moment_nowhere(desk: Desk, window: MainWindow) -> None:
    window.new_complaint()
    for letter in "Hạnh":
        write(here(), letter)
    window.page("intake").make_small()
    (kept,) = drafts.all_of(desk.store, "lan")
    assert (kept.step, kept.answers["customer_name"]) == ("quick", "Hạnh")
    assert window.page("quick").form.draft_line.isHidden()


def test_on_a_full_drive_a_draft_stays_a_complaint(qtbot: Any, desk: Desk, window: MainWindow) -> None:
    window.new_complaint()
    write(here(), "Hạnh " * 30)
    form = window.page("intake").form
    form.draft.flush()
    connection = desk.store.connection
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get}")
    form.blocks["own_words"].input.edit.insertPlainText("Hộp bánh bị mềm hết. " * 900)
    window.page("intake").make_small()
    assert "no room left on the drive" in window.findChildren(QMessageBox)[-1].text()
    for box in window.findChildren(QMessageBox):
        box.close()
    assert window.here() == "intake"
    assert form.blocks["own_words"].input.read().startswith("Hộp bánh")
    assert [draft.step for draft in drafts.all_of(desk.store, "lan")] == ["receive"]


def opened(window: MainWindow) -> QuickForm:
    window.new_complaint()
    press(here(), Qt.Key.Key_F5)
    form = window.page("quick").form
    assert isinstance(form, QuickForm)
    return form


def fill(form: QuickForm, **answers: Any) -> None:
    for name, value in {**PAGE, **answers}.items():
        form.blocks[name].input.fill(value)
        form.blocks[name].input.changed.emit()
    form.settle()


def steps_of(desk: Desk) -> list[str]:
    case = desk.journal.find("B1-1")
    return [entry.step for entry in desk.journal.entries(case)] if case else []


def test_the_page_is_offered_only_where_a_mandate_lets_this_person_offer_something(
    window: MainWindow, desk: Desk, sign_in: SignIn
) -> None:
    window.new_complaint()
    assert not window.page("intake").small.isHidden()
    other = replace(SMALL, roles=frozenset(("manager",)))
    accounts.set_policy(desk.store, replace(Policy(), mandates=(other,)), "", START)
    window.page("intake").start()
    assert window.page("intake").small.isHidden()


def test_what_was_begun_in_the_intake_goes_along(window: MainWindow) -> None:
    window.new_complaint()
    block = window.page("intake").form.blocks["customer_name"]
    block.input.fill("Hạnh")
    block.input.changed.emit()
    press(here(), Qt.Key.Key_F5)
    assert window.page("quick").form.blocks["customer_name"].input.read() == "Hạnh"


def test_each_step_is_an_entry_of_its_own_and_the_agreement_is_signed(window: MainWindow, desk: Desk) -> None:
    form = opened(window)
    fill(form)
    form.record()
    assert steps_of(desk)[:6] == list(ORDER)
    case = desk.journal.case(desk.journal.find("B1-1"))
    assert (case.proposal.mandate, case.agreement.signed_how, case.step) == ("M-1", "screen", "fulfil")
    assert case.commitments["1"].amount == 120_000
    assert desk.journal.check() == []
    assert window.here() == "case"
    assert drafts.all_of(desk.store, "lan") == []


def test_signed_on_paper_the_case_waits_at_its_signatures(window: MainWindow, desk: Desk) -> None:
    form = opened(window)
    fill(form, how="paper")
    form.record()
    assert steps_of(desk) == list(ORDER[:-1])
    assert window.page("case").form.step.name == "sign"


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ({"heard_out": False}, "hear-out"),
        ({"permission": False}, "restate"),
        ({"confirmed": False}, "restate"),
        ({"effects": []}, "see-their-side"),
        ({"wish": ""}, "ask-wish"),
        ({"amount": "200.001"}, "act"),
        ({"kind": "repair"}, "act"),
        ({"apology": ""}, "talk-well"),
        ({"thanks": ""}, "talk-well"),
        ({"responsibility_words": ""}, "admit"),
        ({"answer": "declines"}, "keep-agreement"),
        ({"feasible": False}, "realistic-promise"),
        ({"consent": False}, "keep-agreement"),
        ({"customer_strokes": None}, "keep-agreement"),
        ({"customer_signed": False}, "keep-agreement"),
        ({"copy_given": False}, "keep-agreement"),
    ],
)
def test_every_gate_still_holds_and_with_one_broken_nothing_is_recorded(
    window: MainWindow, desk: Desk, answer: dict[str, Any], rule: str
) -> None:
    form = opened(window)
    fill(form, **answer)
    form.record()
    assert rule in [problem.rule for problem in form.problems.problems]
    assert steps_of(desk) == []
    form.draft.flush()
    assert drafts.load(desk.store, "lan", form.draft.key, "quick").answers["own_words"] == "Hộp bánh bị mềm hết."


def test_enter_held_down_ticks_one_box(window: MainWindow) -> None:
    form = opened(window)
    boxes = {name: block.input.box for name, block in form.blocks.items() if isinstance(block.input, TickInput)}
    boxes["feasible"].setFocus()
    for again in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again)
        QApplication.sendEvent(here(), event)
    assert [name for name, box in boxes.items() if box.isChecked()] == ["feasible"]


def test_nothing_that_a_gate_asks_is_ticked_for_anybody(window: MainWindow) -> None:
    form = opened(window)
    assert not any(box.isChecked() for box in form.findChildren(QCheckBox))
    assert form.blocks["answer"].input.read() == ""


def test_when_the_disk_fails_half_way_what_is_recorded_stays_and_the_rest_becomes_drafts(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, record = opened(window), desk.record
    fill(form)

    def failing(step: str, *args: Any) -> Any:
        if step == "talk":
            raise StoreProblem("The disk is full.")  # type: ignore[arg-type]
        return record(step, *args)

    monkeypatch.setattr(desk, "record", failing)
    monkeypatch.setattr("desk.ui.messages.problem", lambda *_: None)
    form.record()
    assert steps_of(desk) == list(ORDER[:3])
    assert {d.step for d in drafts.all_of(desk.store, "lan")} == {"talk", "agree", "sign"}
    assert window.page("case").form.blocks["apology"].input.read() == PAGE["apology"]


def test_a_page_left_half_way_is_gone_on_with_from_today(window: MainWindow, desk: Desk) -> None:
    form = opened(window)
    fill(form, consent=False)
    window.page("quick").leave()
    key = form.draft.key
    window.new_complaint(key)
    assert window.here() == "quick"
    assert window.page("quick").form.blocks["what"].input.read() == "Một hộp bánh mới"


# Counting --------------------------------------------------------------------------------------------------------


class Counter:
    """Counts each key by itself; a text typed or pasted into a field, and a signature drawn, count as one action each.

    Counted from the list the clerk stands in: opening the complaint, opening this page, every Tab, every choice, every
    Enter in a box, turning the screen, leaving it, and recording.
    """

    def __init__(self) -> None:
        self.actions = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent

        self.actions += 1
        target = here()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        QApplication.processEvents()

    def tab(self) -> None:
        self.key(Qt.Key.Key_Tab)

    def text(self, words: str) -> None:
        """One paste, then on to the next question."""
        QApplication.clipboard().setText(words)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.tab()

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return, text="\r")

    def digit(self, digit: str) -> None:
        self.key(Qt.Key(ord(digit)), text=digit)
        self.tab()


def stands_in(form: QuickForm, name: str) -> None:
    block: QWidget = form.blocks[name]
    assert block.isAncestorOf(here()), f"the keyboard is not in {name} but in {here().accessibleName()}"


def test_from_the_first_word_to_the_signed_agreement_in_at_most_45_keys(
    qtbot: Any, window: MainWindow, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    count = Counter()
    count.key(Qt.Key.Key_F2)
    count.key(Qt.Key.Key_F5)
    form = window.page("quick").form
    for name in form.order():
        if name in ("how", "store_strokes", "telephone", "product", "evidence"):
            continue  # filled in already, or not needed
        stands_in(form, name)
        value, kind = PAGE[name], form.blocks[name].field.kind
        if kind == "tick" or name == "effects":
            count.enter()
        elif name == "customer_strokes":
            count.key(Qt.Key.Key_Space, text=" ")  # turns the screen
            view = form.view
            view.customer.fill(Signature(name=PAGE["customer_name"]))
            count.actions += 1  # the customer signs
            view.done.setFocus()
            count.key(Qt.Key.Key_Space, text=" ")
            with qtbot.waitActive(window):
                window.activateWindow()  # the screen is turned back
            form.blocks[name].input.controls()[-1].setFocus()
            count.tab()
        elif kind == "choice":
            choices = [value for value, _ in form.blocks[name].field.choices]
            if len(choices) <= 4:
                count.digit(str(choices.index(value) + 1))
            else:
                first = desk.say(dict(form.blocks[name].field.choices)[value])[0]
                count.key(Qt.Key(ord(first.upper())), text=first)
                assert form.blocks[name].input.read() == value
                count.tab()
        else:
            count.text(value)
    count.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert steps_of(desk)[:6] == list(ORDER), [str(p.words) for p in form.problems.problems]
    with capsys.disabled():
        print(f"\nsmall matter: {count.actions} keys from F2 to the signed agreement")
    assert count.actions <= 45
    assert isinstance(window.page("quick"), Quick)
