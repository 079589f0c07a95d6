"""A form that is asked again about another case is as one newly made: nothing of the customer before is left in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desk.cases.steps import RECEIVE, STEPS
from desk.cases.strokes import Signature
from desk.store import drafts
from desk.store.related import Customer
from desk.ui import known_pane
from desk.ui.case_forms import CaseForm
from desk.ui.choice_inputs import ChoicesInput, ListInput, RadioInput, TickInput
from desk.ui.drafting import new_key
from desk.ui.input import Input
from desk.ui.intake import Intake, IntakeForm
from desk.ui.quick import QuickForm
from desk.ui.rows_input import RowsInput
from desk.ui.step_form import StepForm
from desk.ui.strokes_input import StrokesInput
from desk.ui.toasts import Toast

from .conftest import fill
from .straight_way import WAY, WHO

#: Steps that ask in every way there is; the others ask one or two things, and in the same ways.
TELLING = [step for step in STEPS.values() if len(step.fields) > 2 or step.name == "improved"]

#: Typed everywhere for one customer; seen anywhere at another's, it has leaked.
SECRET = "Zorrotar"


def record(desk, sign_in, until: str, **values: str) -> str:
    """A case of somebody, up to and with a step."""
    case_id = ""
    for person, step in WHO[: [step for _, step in WHO].index(until) + 1]:
        sign_in(person)
        case_id = desk.record(step, {**WAY[step], **(values if step == "receive" else {})}, case_id).case.id
    sign_in("lan")
    return case_id


@pytest.fixture
def three(desk, sign_in) -> tuple[str, str, str]:
    """An angry customer just received; one whose agreement is signed, in Finnish; one to be talked to."""
    return (
        record(desk, sign_in, "receive", customer_name="An", mood="angry", category="service", language="vi"),
        record(desk, sign_in, "sign", customer_name="Aino", language="fi", own_words="Keitin paloi. " * 90),
        record(desk, sign_in, "appoint", customer_name="Bình"),
    )


def type_into(input_: Input) -> None:
    """Answer as a person would, so that Qt could also take it back."""
    if isinstance(input_, RowsInput):
        for _ in range(2):
            input_.add.click()
        for row in input_.rows:
            for part in row.inputs.values():
                type_into(part)
        input_.rows[1].remove.click()  # its news offers to bring it back
    elif isinstance(input_, TickInput | ChoicesInput | RadioInput):
        for button in input_.controls():
            button.click()
    elif isinstance(input_, ListInput):
        input_.box.setCurrentIndex(input_.box.count() - 1)
    elif isinstance(input_, StrokesInput):
        input_.take(Signature(name=SECRET))
    elif isinstance(edit := input_.edit, QPlainTextEdit):
        edit.insertPlainText(f"{SECRET}\n" * 12)
    else:
        edit.insert(SECRET)


def spoil(form: StepForm) -> None:
    """Fill in everything, be refused, and leave the page scrolled down."""
    for block in form.blocks.values():
        type_into(block.input)
    form.record_refused()
    form.area.verticalScrollBar().setValue(form.area.verticalScrollBar().maximum())


def seen(widget: QWidget) -> dict[str, Any]:
    """All that eye or ear can tell of one control."""
    out: dict[str, Any] = {"type": type(widget).__name__, "enabled": widget.isEnabled(), "tip": widget.toolTip()}
    out |= {"name": widget.accessibleName(), "about": widget.accessibleDescription(), "bold": widget.font().bold()}
    out |= {word: widget.property(word) or "" for word in ("kind", "tone", "wrong", "sign")}
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        out["text"] = widget.text()
    if isinstance(widget, QAbstractButton):
        out["checked"] = widget.isChecked()
    if isinstance(widget, QLineEdit):
        out |= {"empty": widget.placeholderText(), "at": widget.cursorPosition(), "undo": widget.isUndoAvailable()}
    if isinstance(widget, QPlainTextEdit):
        out |= {"text": widget.toPlainText(), "at": widget.textCursor().position(),
                "undo": widget.document().isUndoAvailable()}  # fmt: skip
    if isinstance(widget, QComboBox):
        out["lines"] = [(widget.itemText(n), widget.itemData(n)) for n in range(widget.count())]
        out["here"] = widget.currentIndex()
    return out


def face(form: QWidget) -> list[tuple[int, int, int, int, dict[str, Any]]]:
    """Everything in sight, with its place."""
    found = []
    for widget in form.findChildren(QWidget):
        if widget.isVisibleTo(form):
            at = widget.mapTo(form, QPoint())
            found.append((at.y(), at.x(), widget.width(), widget.height(), seen(widget)))
    return sorted(found, key=repr)


def walked(form: QWidget) -> list[str]:
    """What takes the keyboard, in the order of Tab."""
    out, here = [], form.nextInFocusChain()
    while here is not form:
        stop = here.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(here, QRadioButton)
        if stop and form.isAncestorOf(here) and here.isVisibleTo(form):
            out.append(f"{type(here).__name__} {here.accessibleName()}")
        here = here.nextInFocusChain()
    first = next((n for n, name in enumerate(out) if name), 0)
    return out[first:] + out[:first]


def everything(widget: QWidget) -> Iterator[str]:
    """Every text in it, also in what is hidden, and what taking back would show."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        if isinstance(one, QLineEdit | QPlainTextEdit):
            read = one.text if isinstance(one, QLineEdit) else one.toPlainText
            yield read()
            one.undo()
            yield read()
            one.redo()
            yield read()
        if isinstance(one, QComboBox):
            yield from (one.itemText(n) for n in range(one.count()))


def alone(form: StepForm) -> StepForm:
    """In a window of its own, so that nothing around it matters."""
    form.setParent(None)
    return form


def shown(form: StepForm) -> StepForm:
    """So tall that nothing scrolls: whether a bar is there depends on what was there before."""
    form.resize(560, 2400)
    form.show()
    form.walk()
    for _ in range(4):  # a label that wraps asks for another layout
        QApplication.processEvents()
    return form


def picture(form: StepForm) -> QImage:
    """As it is seen while the keyboard is elsewhere."""
    if here := QApplication.focusWidget():
        here.clearFocus()
    return form.grab().toImage()


def compare(again: StepForm, new: StepForm) -> None:
    """Both the same to the eye, to the ear, to the keyboard and to whoever records."""
    for form in (again, new):
        shown(form)
    assert face(again) == face(new), again.step.name
    assert picture(again) == picture(new), again.step.name
    assert walked(again) == walked(new), again.step.name
    for ask in (StepForm.answers, StepForm.typed, StepForm.order):
        assert ask(again) == ask(new), again.step.name
    assert (again.standing, again.carried) == (new.standing, new.carried), again.step.name
    assert again.problems.problems == new.problems.problems, again.step.name
    assert not [text for text in everything(again) if SECRET in text], again.step.name


def test_every_form_begun_again_is_as_one_newly_made(desk, page, three):
    first, *others = three
    turns = [(others[0], "en"), (others[1], "fi"), (first, "vi")]
    for number, step in enumerate(TELLING):
        page.show_case(first)
        again = alone(CaseForm(page, step))
        for case_id, language in turns if len(step.fields) > 8 else [turns[number % 2]]:
            spoil(again)
            drafts.drop(desk.store, "lan", case_id, step.name)
            desk.set_language(language)
            page.case_id = case_id
            again.begin(case_id)
            new = alone(CaseForm(page, step))
            compare(again, new)
            new.deleteLater()
        again.deleteLater()


@pytest.mark.parametrize("make", [partial(IntakeForm, step=RECEIVE), QuickForm])
def test_the_form_of_a_new_complaint_is_begun_again_in_the_same_way(desk, sign_in, look, make):
    sign_in("lan")
    again = alone(make(desk, key=new_key(desk.now())))
    for language in ("en", "fi"):
        spoil(again)
        desk.set_language(language)
        key = new_key(desk.now())
        again.begin(key)
        new = alone(make(desk, key=key))
        compare(again, new)
        new.deleteLater()
    again.clear()
    assert not [text for text in everything(again) if SECRET in text]
    again.deleteLater()


def test_who_was_known_for_one_complaint_is_not_shown_at_the_next(desk, sign_in, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(known_pane, "run_with_store", lambda store, work, done: asked.append(lambda: done(work(store))))
    sign_in("lan")
    desk.record("receive", WAY["receive"])
    intake = Intake(desk)
    qtbot.addWidget(intake)
    intake.start()
    intake.known.follow({"telephone": "0903 123 456"})
    intake.known._pause.timeout.emit()
    intake._begin_another()
    asked[0]()
    assert intake.known.known == Customer()
    intake.known.follow({"telephone": "0903 123 456"})
    intake.known._pause.timeout.emit()
    asked[-1]()
    assert intake.known.known != Customer()


def test_complaint_after_complaint_leaves_no_widget_behind(desk, sign_in, qtbot):
    sign_in("lan")
    intake = Intake(desk)
    qtbot.addWidget(intake)
    counts = []
    for number in range(12):
        intake.start()
        fill(intake, {**WAY["receive"], "customer_name": f"An {number}"})
        intake.form.record()
        assert intake.form is None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(intake.findChildren(QWidget)))
    assert len(set(counts[1:])) == 1


def test_a_draft_put_away_before_another_case_was_opened_can_still_be_brought_back(qtbot, desk, page, three):
    page.show_case(three[0], "note")
    fill(page, {"note": SECRET})
    page.form.draft.flush()
    page.show_case(three[0], "note")
    qtbot.mouseClick(page.form.draft_line.button, Qt.MouseButton.LeftButton)
    assert drafts.load(desk.store, "lan", three[0], "note") is None
    page.show_case(three[1], "note")
    (undo,) = page.window().findChild(Toast, "toast").findChildren(QPushButton)
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert page.form.answers() == {"note": ""}
    assert drafts.load(desk.store, "lan", three[0], "note").answers == {"note": SECRET}


def test_a_line_taken_away_comes_back_only_where_it_was(qtbot, desk, page, three):
    page.show_case(three[2], "propose")
    remedies = page.form.blocks["remedies"].input
    type_into(remedies)
    assert page.window().findChild(Toast, "toast") is not None
    page.show_case(three[0])
    page.open("propose")
    assert page.window().findChild(Toast, "toast") is None
    assert page.form.blocks["remedies"].input is remedies
    assert remedies.read() == []


def test_the_paper_of_one_case_is_never_seen_beside_another(qtbot, desk, page, sign_in):
    cases = [record(desk, sign_in, "talk", customer_name=name) for name in ("An", "Bình")]
    page.resize(1366, 768)
    sheets = page.side.paper.sheets
    with qtbot.waitSignal(sheets.drawn):
        page.show_case(cases[0])
    first = sheets.pdf
    page.show_case(cases[1])
    assert (sheets.pdf, sheets.pictures, sheets.sizes) == (b"", {}, ())
    with qtbot.waitSignal(sheets.drawn):
        page._following.timeout.emit()
        assert page.side.paper.note.text() == "The paper is being made…"
    assert page.side.paper.note.text() != "The paper is being made…"
    assert sheets.pdf not in (b"", first)


def test_going_from_case_to_case_leaves_no_widget_behind(desk, page, three):
    for case_id in three:
        page.show_case(case_id)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = len(QApplication.allWidgets())
    for turn in range(60):
        page.show_case(three[turn % 3])
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(QApplication.allWidgets()) <= before + 10
