"""What stands in the middle when the next step is somebody else's, or when there is none left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases import guide
from desk.cases.case import Case
from desk.cases.choices import OUTCOMES, WAS_MERGED
from desk.cases.consult import may_answer, missing
from desk.cases.moment import Moment
from desk.cases.people import ROLES
from desk.cases.steps import STEPS, Step
from desk.i18n import N_, Words

from . import icons, style
from .labels import Label
from .problem_list import Say
from .second_click import leave_out_second

if TYPE_CHECKING:
    from .case_page import CasePage

#: What is offered while somebody waits, the likeliest first; everything else stands under *More*.
MEANWHILE = (
    "escalate", "head_office_answer", "accept_hand_over", "take_back_hand_over", "countersign", "propose", "note",
    "attempt", "offer_hand_over", "thank", "reopen", "follow_up", "need_seen",
)  # fmt: skip


def title_now(step: Step, case: Case) -> str:
    """What a step is called when it is offered; a second time it says that it is one."""
    if step.name == "propose" and case.proposal is not None:
        return N_("Change the proposal")
    if step.name == "understand" and case.understood >= case.round:
        return N_("Go over the summary again")
    return step.title


def reasons(moment: Moment) -> tuple[Words, tuple[Words, ...]]:
    """A heading, and sentences that say who is waited for and why there is nothing to do now."""
    case = moment.case
    if case.state == "closed":
        merged = Words(WAS_MERGED, {"number": case.number, "other": case.merged_into})
        end = merged if case.merged_into else Words(OUTCOMES.get(case.outcome, case.outcome))
        return Words(N_("This case is closed.")), (end,)
    if case.hand_over:
        who = {"name": case.hand_over.to_name}
        return (
            Words(N_("Waiting for {name}"), who),
            (Words(N_("The case is offered to {name}. Until they accept it, it stays with the one who has it."), who),),
        )
    if missing(case):
        return Words(N_("Waiting for an answer")), tuple(_approvals(moment))
    step = STEPS[guide.next_step(case)]
    said = tuple(problem.words for problem in guide.before(step, moment))
    return Words(N_("Next: {step}"), {"step": Words(step.title)}), said


def _approvals(moment: Moment) -> Iterator[Words]:
    case = moment.case
    for role in missing(case):
        people = [p.name for p in moment.people.values() if p.role == role and p.active and p.id not in case.handlers]
        values = {"role": Words(ROLES[role]), "names": ", ".join(people)}
        named, unnamed = N_("{role} must say yes to the proposal: {names}."), N_("{role} must say yes to the proposal.")
        yield Words(named if people else unnamed, values)
    if case.proposal and case.proposal.expected_answer_at:
        yield Words(N_("The customer was promised an answer by {when}."), {"when": case.proposal.expected_answer_at})
        if moment.now > case.proposal.expected_answer_at:
            names = ", ".join(moment.name_of(one) for one in may_answer(moment))
            late = N_("The answer is late. Pass it up, and tell the customer. Now it can come from: {names}.")
            yield Words(late, {"names": names or "—"})
    if moment.person.id in case.handlers:
        yield Words(N_("You need not do anything now. Your draft and the coach are here when the answer comes."))


def _meanwhile(steps: Sequence[Step]) -> list[Step]:
    return [step for name in MEANWHILE for step in steps if step.name == name]


class WaitPanel(QWidget):
    """Says kindly who is waited for, and offers what can be done meanwhile."""

    step_wanted = Signal(str)

    def __init__(self, case: Case, moment: Moment, steps: Sequence[Step], say: Say) -> None:
        super().__init__()
        self.said = heading, sentences = reasons(moment)
        self.buttons: list[QPushButton] = []
        layout = self._page()
        sign = Label()
        closed = case.state == "closed"
        icons.show(sign, "circle-check" if closed else "clock", "ok" if closed else "warn", 40)
        layout.addWidget(sign)
        self.heading = style.heading(Label(say(heading), wrap=True), 2)
        layout.addWidget(self.heading)
        self.sentences = [Label(say(sentence), wrap=True) for sentence in sentences]
        for sentence in self.sentences:
            layout.addWidget(sentence)
        self.offered = steps = _meanwhile(steps)
        if steps:
            layout.addSpacing(2 * style.GRID)
            offer = N_("You can also") if closed else N_("Meanwhile you can")
            layout.addWidget(Label(say(offer), bold=True, tone="muted", size=9))
        for step in steps:
            self._offer(layout, step, say(title_now(step, case)))
        layout.addStretch(1)

    def _page(self) -> QVBoxLayout:
        """A page that scrolls where there is more to offer than fits."""
        page, area = QWidget(), QScrollArea()
        style.kind(page, "page")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, style.GRID, style.GRID)
        layout.setSpacing(style.GRID)
        return layout

    def _want(self, step: str) -> None:
        leave_out_second(self)
        self.step_wanted.emit(step)

    def _offer(self, layout: QVBoxLayout, step: Step, title: str) -> None:
        button = QPushButton(title)
        button.setMinimumWidth(280)
        button.setProperty("step", step.name)
        button.clicked.connect(lambda: self._want(step.name))
        self.buttons.append(button)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def is_over(self, moment: Moment, steps: Sequence[Step]) -> bool:
        """Whether time has made something else of it: an answer that is late by now can be passed up."""
        return (self.said, self.offered) != (reasons(moment), _meanwhile(steps))


def as_of_now(page: CasePage) -> None:
    """Say the clocks of a case anew, and offer what time has made possible; the keyboard stays where it was."""
    assert page.moment is not None
    page.moment = replace(page.moment, now=page.desk.now())
    page.head.show_case(page.moment.case, page.moment.now, page.desk.say)
    panel, here = page.panel, page.window().focusWidget()
    if panel is None or not panel.isVisible() or not panel.is_over(page.moment, page.steps_besides()):
        return
    step = here.property("step") if here in panel.buttons else None
    page.open(page.open_step)
    now = page.panel.buttons if page.panel is not None else []
    stays = next((button for button in now if button.property("step") == step), here if step is None else None)
    if stays is not None and stays.isVisible():
        stays.setFocus(Qt.FocusReason.OtherFocusReason)
