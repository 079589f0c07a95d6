"""A small matter inside a mandate on one page, from the customer's words to the signed agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk.cases import guide, quick
from desk.cases.moment import Moment, Problem, Refused
from desk.cases.steps import RECEIVE, STEPS
from desk.i18n import N_, Words
from desk.store import drafts
from desk.store.database import StoreProblem

from . import early_files, messages, sign_pad, style
from .desk import Desk
from .labels import Label, line
from .lane_line import LaneLine
from .step_form import StepForm
from .strokes_input import StrokesInput
from .toasts import toast

#: The questions of the left column; the others stand on the right.
LEFT = frozenset("customer_name own_words heard_out category wish permission summary confirmed effects".split())


class QuickForm(StepForm):
    """Asks on one page what the six steps ask, and records them one after the other through the one door."""

    settled = Signal(str)  # the case: signed, or agreed and to be signed on paper
    broken = Signal(str)  # the case, as far as it was recorded before something went wrong

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, quick.FORM, key, parent)
        for block in self.blocks.values():
            for control in block.input.controls():
                if isinstance(control, QAbstractButton):
                    control.installEventFilter(self)
        for name in ("customer_strokes", "store_strokes"):
            field = self.blocks[name].input
            if isinstance(field, StrokesInput):
                field.asked.connect(self.turn)

    def lay_out(self) -> QLayout:
        self.above = QVBoxLayout()
        self.above.addWidget(LaneLine(self, lambda moment: quick.lane_of(moment.answers, moment)))
        self._titles = [style.heading(Label(), 2) for _ in range(2)]
        columns = [QVBoxLayout(), QVBoxLayout()]
        for column, title in zip(columns, self._titles, strict=True):
            column.setSpacing(12)
            column.addWidget(title)
        for name in self.order():
            columns[name not in LEFT].addWidget(self.blocks[name])
        body = QHBoxLayout()
        body.setSpacing(3 * style.GRID)
        for number, column in enumerate(columns):
            column.addStretch(1)
            if number:
                body.addWidget(line(upright=True))
            body.addLayout(column, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 2 * style.GRID, style.GRID)
        whole.addLayout(self.above)
        whole.addLayout(body, 1)
        self._title()
        return whole

    def order(self) -> list[str]:
        """How it is signed stands last: on screen is what this page is for."""
        last = ("store_strokes", "how", "telephone", "product", "evidence")
        return [*(name for name in self.blocks if name not in last), *last]

    def arrange(self, asked: tuple[str, ...]) -> None:
        for name, block in self.blocks.items():
            block.setVisible(name in asked)

    def known(self) -> dict[str, Any]:
        return {**super().known(), "evidence": self.desk.say(N_("A receipt signed by the customer"))}

    def _title(self) -> None:
        for title, text in zip(self._titles, (N_("What happened"), N_("What we do about it")), strict=True):
            title.setText(self.desk.say(text))

    def speak(self) -> None:
        super().speak()
        self._title()

    def before(self, moment: Moment) -> tuple[Problem, ...]:
        return guide.before(RECEIVE, moment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a box ticks it and goes on to the next question: one key for each yes, however long it is held."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QCheckBox):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                if not event.isAutoRepeat():
                    watched.setChecked(True)
                    self._go_on(watched)
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, box: QWidget) -> None:
        """The keyboard to the first control of the next question that is asked."""
        asked = [self.blocks[name] for name in self.order() if self.blocks[name].isVisibleTo(self)]
        here = next(number for number, block in enumerate(asked) if block.isAncestorOf(box))
        target = asked[here + 1].input if here + 1 < len(asked) else self.button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # Signing and recording ---------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Turn the screen: the customer reads what would be agreed and signs; what is missing is said before that."""
        self.settle()
        played = quick.play(self.answers(), self._now(), unsigned=True)
        if played.problems:
            self._refuse(played.problems)
        else:
            self.view = sign_pad.turn(self, self, played.case)

    def _refusals(self) -> tuple[Problem, ...]:
        return super()._refusals() or quick.play(self.answers(), self._now()).problems

    def _record(self) -> None:
        """Every step its own entry. What is recorded is recorded; if one fails, what follows stays as drafts."""
        self.draft.flush()
        steps, operation, case_id = quick.play(self.answers(), self._now()).steps, self.draft.operation(), ""
        self.recording = True
        try:
            for number, (name, answers) in enumerate(steps):
                try:
                    case_id = self.desk.record(name, answers, case_id, f"{operation}:{name}").case.id
                except (Refused, StoreProblem) as trouble:
                    self._broke_off(trouble, case_id, dict(steps[number:]))
                    return
        finally:
            self.recording = False
        self.draft.forget()
        self.settled.emit(case_id)

    def _broke_off(self, trouble: Refused | StoreProblem, case_id: str, rest: Mapping[str, Mapping[str, Any]]) -> None:
        if isinstance(trouble, Refused):
            self._refuse(trouble.problems)
        else:
            messages.problem(self, trouble)
        if not case_id or self.desk.person is None:
            return  # nothing is recorded, and the page stays as it is
        try:
            for name, answers in rest.items():
                drafts.save(self.desk.store, self.desk.person.id, case_id, name, answers, self.desk.now())
            self.draft.forget()
        except StoreProblem:
            return  # the page itself is still kept, and recording again doubles nothing
        self.broken.emit(case_id)


class Quick(QWidget):
    """The page. Esc leaves it, and what was typed stays a draft."""

    recorded = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.form: QuickForm | None = None
        self._made: QuickForm | None = None
        self.title, self.hint = style.heading(Label(), 1), Label(tone="muted", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 16, 16, 16)
        self._layout.setSpacing(style.GRID)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.hint)
        desk.language_changed.connect(self.retranslate)
        QShortcut(QKeySequence("Esc"), self, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self, key: str, typed: Mapping[str, Any]) -> None:
        """Open the page with what was typed so far: here before, or in the intake."""
        if self._made is None:
            self._made = self.form = self._make(key)
        else:
            self.form = self._made
            self.form.begin(key)
        form = self.form
        if typed:
            form.restore({name: value for name, value in typed.items() if name in form.blocks})
            form.draft.touch()
            form.draft_line.start_again()  # nobody has left it
            form.settle()
        form.show()
        form.walk()
        self._write()
        form.focus_first()

    def _make(self, key: str) -> QuickForm:
        """Once: it is begun again for each matter."""
        form = QuickForm(self.desk, key, self)
        self._layout.addWidget(form, 1)
        form.settled.connect(self._on_settled)
        form.broken.connect(self._on_broken)
        return form

    def leave(self) -> None:
        """Back to where one was; what was typed stays a draft."""
        if self.form is not None:
            self.form.draft.flush()
        self.left.emit()

    def retranslate(self) -> None:
        if self.form is not None and self.desk.person is not None:
            self.form.speak()
            self._write()

    def _write(self) -> None:
        self.title.setText(self.desk.say(quick.FORM.title))
        text = N_("Every step is kept as if it had its own page. Enter in a box ticks it and goes on.")
        self.hint.setText(self.desk.say(text))

    def _on_broken(self, case_id: str) -> None:
        assert self.form is not None
        early_files.attach(self.desk, self, self.form.draft.key, case_id)
        self.recorded.emit(case_id)

    def _on_settled(self, case_id: str) -> None:
        assert self.form is not None
        early_files.attach(self.desk, self, self.form.draft.key, case_id)
        self.form.hide()
        self.form.clear()
        self.form = None
        case = self.desk.journal.case(case_id)
        if case is not None:
            done = STEPS["sign" if case.agreement and case.agreement.signed_at else "agree"].done
            said = Words(N_("{number}: {what}."), {"number": case.number, "what": Words(done)})
            toast(self, self.desk.say(said))
        self.recorded.emit(case_id)
