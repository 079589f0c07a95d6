"""The page of one case: head, the way, the step in the middle, the coach, and the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desk.cases import guide
from desk.cases.coach import WAITING, coach
from desk.cases.consult import missing
from desk.cases.moment import Moment
from desk.cases.steps import STEPS, Step
from desk.i18n import N_, Words
from desk.store import drafts
from desk.store.journal import Recorded

from . import icons, style
from .briefing import facts
from .case_head import CaseHead
from .coach_pane import CoachPane
from .customer_view import CustomerView
from .desk import Desk
from .facts_card import FactsCard
from .labels import line
from .paper_actions import PaperActions
from .step_form import StepForm
from .story import Story
from .telling import Teller
from .toasts import toast
from .wait_panel import WaitPanel, title_now
from .way_list import WayList, stages

#: The step that opens when a stage still ahead is chosen; its gates then say what comes first.
STAGE_STEPS = {
    "understand": "understand", "consult": "propose", "talk": "talk", "agree": "agree", "fulfil": "deliver",
    "follow_up": "follow_up", "close": "close",
}  # fmt: skip

#: One key each, for the moments in which there is no time to look for a menu.
KEYS = {"F6": "pause", "F7": "call_manager", "F8": "offer_hand_over"}

#: How the other ends of a case are told from everyday steps in the menu.
_ENDS = ("withdraw", "unreachable", "not_complaint", "decide", "merge")

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut

#: Not offered as steps of their own: one begins a case, the other follows from printing.
_NOT_OFFERED = ("receive", "issue_paper")


def main_step(moment: Moment) -> str:
    """The step that stands in the middle for this person now; empty when somebody else must act."""
    case = moment.case
    if case.hand_over and case.hand_over.to == moment.person.id:
        return "accept_hand_over"
    step = guide.next_step(case)
    return step if step and not guide.before(STEPS[step], moment) else ""


class CasePage(QWidget):
    """Shows one case and follows it: what was recorded anywhere is read anew here."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case_id = ""
        self.moment: Moment | None = None
        self.form: StepForm | None = None
        self.panel: WaitPanel | None = None
        self.open_step = ""
        self._main = ""
        self._language = ""
        self._ways_out: tuple[tuple[str, ...], str] = ((), "")
        self.papers = PaperActions(desk, self)
        self._build()
        self._connect()

    # What is on the page ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head, self.way, self.coach, self.story = CaseHead(), WayList(), CoachPane(), Story()
        self.back, self.papers_button, self.more, self.customer = (QPushButton() for _ in range(4))
        for button, sign in ((self.back, "arrow-left"), (self.papers_button, "file-text"), (self.more, "chevron-down"),
                             (self.customer, "user")):  # fmt: skip
            icons.wear(button, sign)
        style.kind(self.back, "quiet")
        self.back.setFixedWidth(40)
        for button in (self.customer, self.papers_button, self.more):
            self.head.buttons.addWidget(button)
        self.papers_button.setMenu(QMenu(self.papers_button))
        self.more.setMenu(QMenu(self.more))
        top = QHBoxLayout()
        top.setSpacing(style.GRID)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addLayout(self._body(), 1)

    def _body(self) -> QHBoxLayout:
        self.tabs, self.middle, self.stack = QTabBar(), QWidget(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        QVBoxLayout(self.middle).setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(self.middle)
        self.stack.addWidget(self.story)
        centre = QVBoxLayout()
        centre.setSpacing(12)
        centre.addWidget(self.tabs)
        centre.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.way)
        body.addWidget(line(upright=True))
        body.addLayout(centre, 1)
        self._coach_line = line(upright=True)
        body.addWidget(self._coach_line)
        body.addWidget(self.coach)
        return body

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.customer.clicked.connect(self.show_customer)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.way.chosen.connect(self._choose_stage)
        self.coach.hide_button.clicked.connect(self.toggle_coach)
        self.more.menu().aboutToShow.connect(self._fill_more)
        self.papers_button.menu().aboutToShow.connect(self._fill_papers)
        self.desk.case_changed.connect(self._on_news)
        self.desk.language_changed.connect(self.retranslate)
        QShortcut(QKeySequence("F4"), self, self.toggle_coach, context=_HERE)
        for key, step in KEYS.items():
            QShortcut(QKeySequence(key), self, partial(self.open_if_possible, step), context=_HERE)

    # Showing a case --------------------------------------------------------------------------------------------

    def show_case(self, case_id: str) -> None:
        """Open a case at the step that is next."""
        if self.form is not None:
            self.form.draft.flush()
        self.case_id = case_id
        self._read()
        self.tabs.setCurrentIndex(0)
        self.open(self._main)

    def _read(self) -> None:
        """Take over the case as it stands in the store."""
        self.moment = self.desk.moment(self.case_id)
        self._main = main_step(self.moment)
        self._write()

    def _write(self) -> None:
        """Everything but the form, in the language of the window."""
        assert self.moment is not None
        case, say = self.moment.case, self.desk.say
        self._language = self.desk.words.language
        self.head.show_case(case, self.desk.now(), say)
        self.way.setAccessibleName(say(N_("The way of the case")))
        self._show_way()
        teller = Teller(self.desk.words, self.desk.branch.tz, self.moment.people)
        self.story.show_told(tuple(teller.tell(self.desk.journal.entries(self.case_id))), teller)
        self.back.setToolTip(say(N_("Back (Esc)")))
        self.back.setAccessibleName(say(N_("Back (Esc)")))
        self.customer.setText(say(N_("Customer view")))
        self.papers_button.setText(say(N_("Papers")))
        self.more.setText(say(N_("More")))
        self.tabs.setTabText(1, say(Words(N_("Story ({count})"), {"count": len(self.story.told)})))
        self.tabs.setAccessibleName(say(N_("Step and story")))

    def _show_way(self) -> None:
        assert self.moment is not None
        if self.desk.person is None:
            return  # locked while the last draft was being kept
        kept = drafts.all_of(self.desk.store, self.desk.person.id)
        begun = frozenset(STEPS[d.step].stage for d in kept if d.key == self.case_id and d.step in STEPS)
        self.way.show_stages(list(stages(self.moment.case, begun)), self.desk.say)

    def open(self, step: str) -> None:
        """Put a step in the middle; empty for the panel that says who is waited for."""
        assert self.moment is not None
        self._clear()
        self.open_step = step
        self.tabs.setCurrentIndex(0)
        if step:
            self._open_form(STEPS[step])
        else:
            self._open_panel()
        self._walk()

    def _clear(self) -> None:
        layout = self.middle.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.hide()  # a hidden form keeps its draft at once
                widget.deleteLater()
        self.form = self.panel = None

    def _open_form(self, step: Step) -> None:
        assert self.moment is not None
        self.form = form = StepForm(self.desk, step, self.case_id, self.middle)
        self.middle.layout().addWidget(form)  # type: ignore[union-attr]
        card = FactsCard(form.page)
        card.show_facts(facts(step.name, self.moment.case), self.desk.say)
        form.above.addWidget(card)
        self.tabs.setTabText(0, self.desk.say(step.title))
        form.recorded.connect(self._on_recorded)
        form.sent_elsewhere.connect(lambda _: self.open(self._main))
        form.answered.connect(self._show_tips)
        form.draft.saved.connect(self._show_way)
        form.show()  # a layout shows what it is given only later, and the keyboard goes in now
        self._offer_extras(form)
        self._show_tips()
        form.focus_first()

    def _offer_extras(self, form: StepForm) -> None:
        """Quiet buttons on the left of the foot: what belongs to this step besides recording it."""
        offers = {
            "approve": (N_("Return the proposal"), "undo-2", lambda: self.open("return")),
            "understand": (N_("Slip for the customer"), "printer", lambda: self.papers.show("slip", self.case_id)),
            "agree": (N_("Preview the agreement"), "file-text", lambda: self.papers.preview(form)),
            "sign": (N_("Print the agreement"), "printer", lambda: self.papers.show("agreement", self.case_id)),
        }
        extra = [self._button(*offers[form.step.name])] if form.step.name in offers else []
        if form.step.name != self._main:
            extra.append(self._button(N_("Cancel"), "arrow-left", lambda: self.open(self._main)))
        for button in extra:
            form.extras.addWidget(button)

    def _button(self, text: str, sign: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(self.desk.say(text))
        icons.wear(button, sign)
        style.kind(button, "quiet")
        button.clicked.connect(lambda: action())
        return button

    def _open_panel(self) -> None:
        assert self.moment is not None
        case = self.moment.case
        self.panel = WaitPanel(case, self.moment, self._steps_besides(), self.desk.say)
        self.middle.layout().addWidget(self.panel)  # type: ignore[union-attr]
        self.panel.step_wanted.connect(self.open)
        self.panel.show()
        self.tabs.setTabText(0, self.desk.say(N_("Closed") if case.state == "closed" else N_("Waiting")))
        self._show_tips()
        (self.panel.buttons[0] if self.panel.buttons else self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def _steps_besides(self) -> list[Step]:
        assert self.moment is not None
        return [s for s in guide.open_steps(self.moment) if s.name not in (*_NOT_OFFERED, self.open_step)]

    def _show_tips(self) -> None:
        assert self.moment is not None
        case, form = self.moment.case, self.form
        answers = form.standing.answers if form is not None and form.standing else {}
        step = form.step.name if form is not None else (WAITING if missing(case) else "")
        self.coach.show_tips(coach(case, step, answers), self.desk.words, case.language or self.desk.branch.language)
        self._offer_ways_out((answers.get("mood") or case.mood) in ("angry", "abusive"))

    def _offer_ways_out(self, hard: bool) -> None:
        """In a hard moment the pause, the manager and a colleague are one press away."""
        assert self.moment is not None
        names = [name for name in KEYS.values() if hard and not guide.before(STEPS[name], self.moment)]
        shown = (tuple(names), self.desk.words.language)
        if shown != self._ways_out:
            self._ways_out = shown
            keys = {step: key for key, step in KEYS.items()}
            titles = [f"{self.desk.say(STEPS[name].title)} ({keys[name]})" for name in names]
            self.coach.offer([(title, partial(self.open, name)) for title, name in zip(titles, names, strict=True)])

    # What one can do -------------------------------------------------------------------------------------------

    def open_if_possible(self, step: str) -> None:
        """Open a step beside the way, or say why it cannot be taken now."""
        assert self.moment is not None
        refused = guide.before(STEPS[step], self.moment)
        if refused:
            toast(self, self.desk.say(refused[0].words))
        else:
            self.open(step)

    def toggle_coach(self) -> None:
        """Hide the coach, or bring it back."""
        hidden = self.coach.isHidden()
        self.coach.setVisible(hidden)
        self._coach_line.setVisible(hidden)
        if not hidden:
            toast(self, self.desk.say(N_("The coach is hidden. F4 brings it back.")))

    def show_customer(self) -> None:
        """Turn the screen: the case without any internal remark, until Esc."""
        assert self.moment is not None
        self.customer_view = CustomerView(self.moment.case, self.desk, self)
        self.customer_view.showFullScreen()

    def _fill_more(self) -> None:
        assert self.moment is not None
        menu, case = self.more.menu(), self.moment.case
        menu.clear()
        keys = {step: key for key, step in KEYS.items()}
        for ends in (False, True):
            steps = [step for step in self._steps_besides() if (step.name in _ENDS) is ends]
            if ends and steps:
                menu.addSeparator()
            for step in steps:
                title, key = self.desk.say(title_now(step, case)), keys.get(step.name, "")
                menu.addAction(f"{title}\t{key}", partial(self.open, step.name))  # a menu shows keys after a tab
        if self.coach.isHidden():
            menu.addSeparator()
            menu.addAction(self.desk.say(N_("Show the coach (F4)")), self.toggle_coach)

    def _fill_papers(self) -> None:
        assert self.moment is not None
        menu, case = self.papers_button.menu(), self.moment.case
        menu.clear()
        for name, title in self.papers.offered(case):
            menu.addAction(self.desk.say(title), partial(self.papers.show, name, self.case_id))

    def _choose_stage(self, stage: str) -> None:
        assert self.moment is not None
        state = dict(guide.way(self.moment.case))[stage]
        if state == "done":
            self.tabs.setCurrentIndex(1)
            self.story.go_to_stage(stage)
            self.story.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open(STAGE_STEPS[stage] if state == "ahead" else self._main)

    # News ------------------------------------------------------------------------------------------------------

    def _on_recorded(self, recorded: Recorded) -> None:
        done = Words(N_("Recorded: {what}."), {"what": Words(STEPS[recorded.entry.step].done)})
        said = [self.desk.say(done), *(self.desk.say(doubt.words) for doubt in recorded.doubts)]
        toast(self, "\n".join(said))
        self._read()
        self.open(self._main)

    def _on_news(self, case_id: str) -> None:
        """Something was recorded: here, from a paper, or elsewhere. A form that still fits stays open."""
        if case_id != self.case_id or self.desk.person is None or (self.form is not None and self.form.recording):
            return
        was = self._main
        self._read()
        if self._main != was:
            self.open(self._main)
        elif self.form is not None and self.moment is not None:
            self.form.moment = self.moment

    def refresh(self) -> None:
        """Say the clocks anew."""
        if self.moment is not None:
            self.head.show_case(self.moment.case, self.desk.now(), self.desk.say)

    def retranslate(self) -> None:
        """Go on in the window's language; what was typed stays."""
        if self.moment is None or self.desk.person is None or self._language == self.desk.words.language:
            return
        self._write()
        if self.form is None:
            self.open(self.open_step)
            return
        self.form.speak()
        self._dress_form(self.form)

    def _dress_form(self, form: StepForm) -> None:
        """The parts of the form that come from this page, in the language of the window."""
        assert self.moment is not None
        self.tabs.setTabText(0, self.desk.say(form.step.title))
        for card in form.page.findChildren(FactsCard):
            card.show_facts(facts(form.step.name, self.moment.case), self.desk.say)
        while item := form.extras.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._offer_extras(form)
        self._show_tips()

    def _walk(self) -> None:
        """Tab goes from the tabs into the step, then to the coach."""
        QWidget.setTabOrder(self.way, self.tabs)
        if self.form is not None:
            first, last = self.form.walk()
            QWidget.setTabOrder(self.tabs, first)
            self.form.walk()
            QWidget.setTabOrder(last, self.coach.hide_button)
