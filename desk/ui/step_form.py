"""One step of the guided form, built from its description: questions, what is wrong, a draft, and one button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases import checks, guide
from desk.cases.defaults import never
from desk.cases.fields import is_empty
from desk.cases.moment import Moment, Problem, Refused
from desk.cases.people import ASKS_PIN
from desk.cases.steps import Step
from desk.i18n import N_
from desk.store.database import StoreProblem
from desk.store.drafts import NEW

from . import messages, style, tasks
from .aloud import announce
from .answering import Progress, Standing, carried, standing
from .desk import Desk
from .draft_line import DraftLine
from .drafting import Drafting
from .field_block import FieldBlock
from .field_grid import FieldGrid
from .flow import FlowLayout
from .problem_list import ProblemList
from .room import Sight, into_sight
from .second_click import leave_out_second
from .tab_order import Walk, held, inside, tell_as_laid

#: What the one button says; every other step is simply recorded.
VERBS = {
    "approve": N_("Approve"), "return": N_("Return the proposal"), "sign": N_("Record the signatures"),
    "close": N_("Close the case"), "accept_hand_over": N_("Take over the case"),
    "take_back_hand_over": N_("Take the case back"),
}  # fmt: skip
RECORD = N_("Record")

#: Long enough to collect a burst of keystrokes, short enough to feel immediate.
SETTLE_MS = 40

#: Languages whose phrases have been read for the checks.
_ready: set[str] = set()


class StepForm(QWidget):
    """Asks what a step asks. Filling it in is not editing; recording goes through the desk's one door."""

    recorded = Signal(object)  # Recorded
    sent_elsewhere = Signal(str)  # the rule that must be kept first
    answered = Signal()  # the answers changed, and have settled

    def __init__(self, desk: Desk, step: Step, key: str, parent: QWidget | None = None) -> None:
        """`key` is the case's id, or that of a draft for a case to come."""
        super().__init__(parent)
        self.desk, self.step = desk, step
        self._turn_to(key)
        self.problems, self.draft_line = ProblemList(self), DraftLine(self)
        self.area, self.page = self._sheet()
        self.sight = Sight(self.area)
        asked = [field for field in step.fields if field.when is not never]
        self.blocks = {field.name: FieldBlock(field, self.moment, desk.words, self.page) for field in asked}
        self.draft = Drafting(desk, key, step.name, self.typed, self)
        self.recording, self._way = False, Walk()
        self._language, self._arranged = desk.words.language, tuple[str, ...]()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self._build()
        self._connect()
        self._start()

    def _turn_to(self, key: str, moment: Moment | None = None) -> None:
        """The case to ask about, with nothing answered yet."""
        self.case_id = "" if key.startswith(NEW) else key
        self.moment: Moment = moment or self.desk.moment(self.case_id)
        self.carried = carried(self.step, self.moment)
        self.standing: Standing | None = None
        self._progress = Progress()
        language = self.moment.case.language or self.moment.branch.language
        if self.step.name in checks.CHECKS and language not in _ready:
            _ready.add(language)
            tasks.run(partial(checks.make_ready, language), lambda ready: None)

    def begin(self, key: str, moment: Moment | None = None) -> None:
        """Ask the same about another case, as a form newly made would: nothing of the one before is left."""
        self.draft.flush()
        self._settling.stop()
        self.sight.leave()
        self._turn_to(key, moment)
        self.draft.begin(key)
        self.draft_line.start_again()
        self.area.verticalScrollBar().setValue(0)
        if self._language != self.desk.words.language:
            self.speak()
        self._start()

    def clear(self) -> None:
        """Nothing of what was typed stays in a form that is put away."""
        for block in self.blocks.values():
            block.begin(self.moment, None)

    # What is on the page ---------------------------------------------------------------------------------------

    def _sheet(self) -> tuple[QScrollArea, QWidget]:
        """What the questions stand on, in its place before there are any: whatever moves has its parts restyled."""
        area, page = QScrollArea(self), QWidget()
        style.kind(page, "page")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area, page

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addWidget(self.draft_line)
        layout.addWidget(self.problems)
        self.page.setLayout(self.lay_out())
        layout.addWidget(self.area, 1)
        layout.addLayout(self._foot())

    def lay_out(self) -> QLayout:
        """Where the questions stand: one column, two short ones side by side."""
        self.above = QVBoxLayout()
        self._grid = FieldGrid(2 * style.GRID, 2 * style.GRID)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 2 * style.GRID, style.GRID)
        layout.setSpacing(2 * style.GRID)
        layout.addLayout(self.above)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        return layout

    def arrange(self, asked: tuple[str, ...]) -> None:
        """Show the questions that apply now, in their order, and hide the others."""
        self._grid.place(self.blocks, self.order(), asked)

    def _foot(self) -> QHBoxLayout:
        self.extras = FlowLayout(spacing=style.GRID)  # below one another where there is no room beside
        self.button = QPushButton()
        style.kind(self.button, "primary")
        self.button.setMinimumWidth(144)
        self.button.clicked.connect(self.record)
        self.button.clicked.connect(lambda: leave_out_second(self))  # the next step has its button in this place
        foot = QHBoxLayout()
        foot.addLayout(self.extras, 100)
        foot.addStretch(1)  # where there are none
        foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self._name_button()
        return foot

    def _name_button(self) -> None:
        self.button.setText(self.desk.say(VERBS.get(self.step.name, RECORD)))
        self.button.setToolTip(self.desk.say(N_("Ctrl+Enter")))

    def _connect(self) -> None:
        for block in self.blocks.values():
            block.changed.connect(self._changed)
            block.left.connect(self._on_left)
        self.problems.chosen.connect(self.go_to)
        self.draft_line.afresh.connect(self._start_afresh)
        self.draft.failed.connect(lambda trouble: messages.problem(self, trouble))
        self.desk.signed_out.connect(self.draft.flush)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)  # held down, it would record the next step too, where its draft is whole
            shortcut.activated.connect(self.record)

    # The answers -----------------------------------------------------------------------------------------------

    def _start(self) -> None:
        """What the desk knows by itself, and over it what the person had begun."""
        kept = self.draft.kept()
        typed = {name: raw for name, raw in kept.answers.items() if name in self.blocks} if kept else {}
        shown = {**self.known(), **typed}
        for name, block in self.blocks.items():
            block.begin(self.moment, shown.get(name))
        self._progress.typed |= typed.keys()
        if kept is not None:
            self.draft_line.tell(kept.saved_at, self.desk)
        self.settle()
        refused = self.before(self.moment)
        self._show_problems(refused, N_("This step cannot be taken yet."))

    def known(self) -> dict[str, Any]:
        """What the desk can answer by itself."""
        return guide.defaults(self.step, self.moment)

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Show answers nobody typed; what somebody typed stays."""
        for name, value in answers.items():
            if name in self.blocks and name not in self._progress.typed:
                self.blocks[name].input.fill(value)

    def restore(self, answers: Mapping[str, Any]) -> None:
        """Show answers that were typed before."""
        for name, value in answers.items():
            if name in self.blocks:
                self.blocks[name].input.fill(value)
                self._progress.typed.add(name)

    def answers(self) -> dict[str, Any]:
        """The raw answers to what is asked now, and what the form has carried along since it was drawn."""
        asked = self.standing.asked if self.standing else ()
        return {**self.carried, **{name: self.blocks[name].input.read() for name in asked}}

    def typed(self) -> dict[str, Any]:
        """The raw answers somebody typed, asked for now or not: what a draft keeps."""
        return {name: self.blocks[name].input.read() for name in self.blocks if name in self._progress.typed}

    def _now(self) -> Moment:
        return replace(self.moment, now=self.desk.now())

    def _changed(self, name: str) -> None:
        self._progress.typed.add(name)
        self.draft.touch()
        self._settling.start()
        self.sight.leave()
        into_sight(QApplication.focusWidget(), whole=True)  # nobody types where they cannot read it

    def _on_left(self, name: str) -> None:
        ripe = self._progress.leave(name, self.blocks[name].input.read())
        self.draft.flush()
        news = ripe or self._settling.isActive()
        if news and self.desk.person is not None and self.isVisible():  # else it is being put away
            self.settle()

    def settle(self) -> None:
        """Let the questions, and the words beside them, follow the answers."""
        self._settling.stop()
        raw = {name: block.input.read() for name, block in self.blocks.items()}
        before, self.standing = self.standing, standing(self.step, raw, self._now())
        if self._arranged != self.standing.asked:
            self._arranged = self.standing.asked
            self.arrange(self.standing.asked)
            tell_as_laid(self.page)
        for name, (problem, doubt) in self._progress.said(self.standing, raw).items():
            self.blocks[name].say(problem, doubt)
        if self._progress.tried and before is not None and before.problems != self.standing.problems:
            self._show_problems(self._refusals())
        self.answered.emit()

    def _refusals(self) -> tuple[Problem, ...]:
        """Everything that keeps the step from being recorded now."""
        assert self.standing is not None
        places = {name: number for number, name in enumerate(self.order())}
        found = sorted(self.standing.problems, key=lambda p: places.get(p.field, -1))
        return self.before(self._now()) or tuple(found)

    def before(self, moment: Moment) -> tuple[Problem, ...]:
        """Why the step cannot be taken now, whatever the answers."""
        return guide.before(self.step, moment)

    # Recording -------------------------------------------------------------------------------------------------

    def record(self) -> None:
        """Record the step, or say what is missing and go there."""
        self.settle()
        if self._refusals():
            self.record_refused()
        elif self.step.name in ASKS_PIN:
            self._ask_pin()
        else:
            self._record()

    def _ask_pin(self) -> None:
        """An approval stands in somebody's name: they say again that it is them."""
        from .pin_again import PinAgain  # late: few forms ask for it

        self.pin = dialog = PinAgain(self.desk, self.step.title, VERBS.get(self.step.name, RECORD), self.window())
        dialog.right.connect(self._record)
        dialog.open()

    def _record(self) -> None:
        self.draft.flush()
        self.recording = True
        try:
            recorded = self.desk.record(self.step.name, self.answers(), self.case_id, self.draft.operation())
        except Refused as error:
            self._refuse(error.problems)
        except StoreProblem as trouble:
            messages.problem(self, trouble)
        else:
            self.draft.done()
            self.recorded.emit(recorded)
        finally:
            self.recording = False

    def record_refused(self) -> None:
        """Say what is missing, as recording would."""
        self.settle()
        if refused := self._refusals():
            self._refuse(refused)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        self._progress.tried = True
        self.desk.refused.emit(problems)
        self.settle()
        self._show_problems(problems)
        announce(self.problems, self.problems.aloud(), urgent=True)
        self.go_to(problems[0], jump=False)

    def _show_problems(self, problems: tuple[Problem, ...], heading: str = "") -> None:
        said, before = self.desk.say(heading) if heading else self._count(len(problems)), self.problems.lines
        self.problems.show_problems(problems, said, self.desk.say)
        if before or self.problems.lines:
            self.walk()

    def _count(self, count: int) -> str:
        text = self.desk.words.ngettext(
            "Not recorded yet: {count} thing is missing.", "Not recorded yet: {count} things are missing.", count
        )
        return text.format(count=count)

    def go_to(self, problem: Problem, jump: bool = True) -> None:
        """Put the keyboard where the problem can be solved: in its field, or at another step."""
        block = self.blocks.get(problem.field)
        if block is not None and block.isVisibleTo(self):
            block.input.seek(problem.words)
            self.sight.keep(block)
        elif jump:
            self.sent_elsewhere.emit(problem.rule)
        elif self.problems.lines:
            self.problems.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Coming and going ------------------------------------------------------------------------------------------

    def walk(self) -> list[QWidget]:
        """Let the keyboard walk the page in reading order, what was added later included, and where it stops."""
        questions = [c for name in self.order() for c in self.blocks[name].input.walk()]
        top, foot = inside(*held(self.above)), [*held(self.extras), self.button]
        chain = [self.draft_line.button, *self.problems.controls(), *top, *questions, *foot]
        self._way.follow(chain)
        return chain

    def order(self) -> list[str]:
        """The questions in reading order."""
        return list(self.blocks)

    def focus_first(self) -> None:
        """The keyboard in the first question that has no answer yet, in sight where it needs one."""
        asked = [self.blocks[name] for name in self.order() if self.blocks[name].isVisibleTo(self)]
        needed = [b for b in asked if b.field.required and (b.field.kind == "rows" or is_empty(b.input.read()))]
        first: list[QWidget] = [b.input for b in needed or asked]
        (first or [self.button])[0].setFocus(Qt.FocusReason.OtherFocusReason)
        if needed:
            self.sight.keep(needed[0])

    def speak(self) -> None:
        """Go on in another language; nothing typed is lost."""
        self._language = self.desk.words.language
        for block in self.blocks.values():
            block.speak(self.desk.words)
        self._name_button()
        self.draft_line.speak(self.desk)
        if self.problems.problems:
            self._show_problems(self.problems.problems)

    def _start_afresh(self) -> None:
        kept, place = self.typed(), self.draft.place
        self._progress = Progress()
        for block in self.blocks.values():
            block.input.fill(None)
        self.fill(self.known())
        self.draft.forget()
        self.settle()
        self.draft_line.hide()
        self.draft_line.offer_back(self, self.desk, lambda: self._bring_back(kept, place))

    def _bring_back(self, kept: dict[str, Any], place: tuple[str, str]) -> None:
        if place != self.draft.place:
            self.draft.bring_back(kept, place)  # another case stands here now
            return
        self.restore(kept)
        self.draft.touch()
        self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        self.draft.flush()
        super().hideEvent(event)
