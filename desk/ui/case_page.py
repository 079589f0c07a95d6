"""The page of one case: head, the way, the step in the middle, the coach, and the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desk.cases import coach, guide
from desk.cases.moment import Moment
from desk.cases.people import may
from desk.cases.steps import STEPS, Step
from desk.i18n import N_, Words
from desk.store import drafts
from desk.store.journal import Recorded

from . import case_menus, icons, style
from .attaching import Attaching
from .case_forms import CaseForm, CaseForms
from .case_head import CaseHead
from .case_menus import KEYS
from .case_steps import NOT_OFFERED, STAGE_STEPS, main_step
from .customer_view import CustomerView
from .desk import Desk
from .drafted import WRITES
from .labels import line
from .paper_actions import PaperActions
from .side_pane import SidePane
from .story import Story
from .tab_order import Walk, inside
from .telling import Teller, told_together
from .toasts import toast
from .undoing import undo_of
from .wait_panel import WaitPanel, as_of_now
from .way_list import WayList, stages

#: Steps beside which the paper is shown that comes of them.
SHOW_PAPER = (*WRITES, "sign")

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class CasePage(QWidget):
    """Shows one case and follows it: what was recorded anywhere is read anew here."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case_id = ""
        self.moment: Moment | None = None
        self.form: CaseForm | None = None
        self.panel: WaitPanel | None = None
        self.open_step = ""
        self.main = self.came_for = ""
        self._language = ""
        self.ways_out: tuple[tuple[str, ...], str] = ((), "")  # offered by the coach, in a language
        self._following = QTimer(self, singleShot=True, interval=0)
        self._forms, self._order = CaseForms(self), Walk()
        self.papers, self.files = PaperActions(desk, self), Attaching(desk, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    # What is on the page ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Each part in its place at once, in the order in which Tab meets them."""
        self.head = CaseHead(self)
        self.back, self.customer, self.papers_button, self.more = (QPushButton(self) for _ in range(4))
        self.way, self.story = WayList(self), Story(self)
        self.side = SidePane(self.desk, self, papers=True)
        self.coach = self.side.coach
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
        body.addWidget(self.side)
        return body

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.customer.clicked.connect(self.show_customer)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.way.chosen.connect(self._choose_stage)
        self.side.turned.connect(self._turned)
        self.more.menu().aboutToShow.connect(partial(case_menus.fill_more, self))
        self.papers_button.menu().aboutToShow.connect(partial(case_menus.fill_papers, self))
        self._following.timeout.connect(self._follow_now)
        self.desk.case_changed.connect(self._on_news)
        self.desk.language_changed.connect(self.retranslate)
        self.files.pictured.connect(self.story.show_pictures)
        self.story.opened.connect(lambda: self.files.picture_all(self.case_id))
        self.story.file_wanted.connect(self.files.open_known)
        QShortcut(QKeySequence.StandardKey.Paste, self, lambda: self.files.paste(self.case_id), context=_HERE)
        for key, step in KEYS.items():
            QShortcut(QKeySequence(key), self, partial(self.open_if_possible, step), context=_HERE)

    # Showing a case --------------------------------------------------------------------------------------------

    def show_case(self, case_id: str, step: str = "", promise: str = "") -> None:
        """Open a case at a step, for a promise if it is about one; at the step that is next if that cannot be taken."""
        if self.form is not None:
            self.form.draft.flush()
        if case_id != self.case_id:
            self._turn_to(case_id)
        self._read()
        assert self.moment is not None
        self.tabs.setCurrentIndex(0)
        self.came_for = step if step and not guide.before(STEPS[step], self.moment) else self.main
        self.open(self.came_for)
        asked = {"deliver": "commitment", "improved": "improvement"}.get(self.open_step, "")
        if promise and self.form is not None and asked:
            self.form.fill({asked: promise.rpartition("/")[2]})
            self.form.settle()

    def _turn_to(self, case_id: str) -> None:
        """Another case: nothing of the one before stays in sight."""
        self.case_id = case_id
        self.way.turn_to_another()
        if self.side.paper is not None:
            self.side.paper.clear()

    def _read(self) -> None:
        """Take over the case as it stands in the store."""
        self.moment = self.desk.moment(self.case_id)
        self.main = main_step(self.moment)
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
        self.story.show_story(partial(told_together, self.desk.journal, self.case_id, teller), teller)
        self.back.setToolTip(say(N_("Back (Esc)")))
        self.back.setAccessibleName(say(N_("Back (Esc)")))
        case_menus.name_buttons(self)
        self._name_tab(1, Words(N_("Story ({count})"), {"count": self.desk.journal.length(self.case_id)}))
        self.tabs.setAccessibleName(say(N_("Step and story")))
        self.side.speak()

    def _make_room(self) -> None:
        """On a narrow page the way gives its place to the coach or the paper while one of them is seen."""
        self.way.setHidden(self.side.narrow and not self.side.isHidden())

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
        self.open_step = step
        self.tabs.setCurrentIndex(0)
        if step:
            self._open_form(step)
        else:
            self._open_panel()
        self._walk()

    def _clear(self, stays: CaseForm | None = None) -> None:
        """Put away what stood in the middle, apart from a form that goes on with another case."""
        if self.form is not None and self.form is not stays:
            self.form.hide()  # a hidden form keeps its draft at once
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.form = self.panel = None

    def _open_form(self, step: str) -> None:
        form = self._forms.kept(step)
        self._clear(form)
        if step in SHOW_PAPER:
            self.side.offer_paper(True)  # before the answers settle: no tips are written that nobody sees
        if form is None:
            form = self._forms.make(step)
            form.recorded.connect(self._on_recorded)
            form.sent_elsewhere.connect(lambda _: self._read_again())
            form.answered.connect(self._on_answered)
            form.draft.saved.connect(self._show_way)
            self.form = form
            self._show_tips()
        else:
            self.form = form
            form.begin(self.case_id, self.moment)  # the tips follow its answers
        self._name_tab(0, form.step.title)
        self.side.offer_paper(step in SHOW_PAPER)
        form.show()  # a layout shows what it is given only later, and the keyboard goes in now
        case_menus.offer_extras(self, form)
        self._follow()
        form.focus_first()

    def _open_panel(self) -> None:
        assert self.moment is not None
        case = self.moment.case
        self._clear()
        self.side.offer_paper(False)
        self.panel = WaitPanel(case, self.moment, self.steps_besides(), self.desk.say)
        self.middle.layout().addWidget(self.panel)  # type: ignore[union-attr]
        self.panel.step_wanted.connect(self.open)
        self.panel.show()
        self._name_tab(0, N_("Closed") if case.state == "closed" else N_("Waiting"))
        self._show_tips()
        (self.panel.buttons[0] if self.panel.buttons else self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_tab(self, tab: int, words: Words | str) -> None:
        text = self.desk.say(words)
        if text != self.tabs.tabText(tab):
            self.tabs.setTabText(tab, text)

    def steps_besides(self) -> list[Step]:
        """What this person could record now, apart from what is open."""
        assert self.moment is not None
        return [s for s in guide.open_steps(self.moment) if s.name not in (*NOT_OFFERED, self.open_step)]

    def _on_answered(self) -> None:
        self._show_tips()
        if self.form is not None and self.form.step.name in WRITES:
            self._follow()

    def _follow(self) -> None:
        """Let the paper beside the form show what the form holds, once the page itself has been painted."""
        if self.side.shows_paper:
            self._following.start()

    def _follow_now(self) -> None:
        if self.form is not None and self.side.paper is not None and self.side.shows_paper:
            self.papers.follow(self.side.paper, self.form)

    def _turned(self) -> None:
        """Coach and paper have changed places."""
        if self.form is not None:
            case_menus.offer_extras(self, self.form)
            self._walk()
        self._make_room()
        self._follow()

    def _show_tips(self) -> None:
        assert self.moment is not None
        case, form = self.moment.case, self.form
        answers = form.standing.answers if form is not None and form.standing else {}
        step = form.step.name if form is not None else coach.without_a_step(case)
        spoken = case.language or self.desk.branch.language
        self.coach.show_tips(coach.coach(case, step, answers), self.desk.words, spoken)
        case_menus.offer_ways_out(self, (answers.get("mood") or case.mood) in ("angry", "abusive"))

    # What one can do -------------------------------------------------------------------------------------------

    def open_if_possible(self, step: str) -> None:
        """Open a step beside the way, or say why it cannot be taken now."""
        assert self.moment is not None
        refused = guide.before(STEPS[step], self.moment)
        if refused:
            toast(self, self.desk.say(refused[0].words))
        else:
            self.open(step)

    def offers(self) -> list[tuple[str, str, Callable[[], object]]]:
        """What the finder offers while a case is shown."""
        return case_menus.offers(self) if self.moment is not None else []

    def show_customer(self) -> None:
        """Turn the screen: the case without any internal remark, until Esc."""
        assert self.moment is not None
        self.customer_view = CustomerView(self.moment.case, self.desk, self)
        self.customer_view.showFullScreen()

    def _choose_stage(self, stage: str) -> None:
        assert self.moment is not None
        state = dict(guide.way(self.moment.case))[stage]
        if state == "done":
            self.tabs.setCurrentIndex(1)
            self.story.go_to_stage(stage)
            self.story.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            step = STAGE_STEPS[stage] if state == "ahead" else self.main
            allowed = not step or may(self.moment.person, step)
            (self.open if allowed else self.open_if_possible)(step)  # a step of another role is only explained

    # News ------------------------------------------------------------------------------------------------------

    def _on_recorded(self, recorded: Recorded) -> None:
        done = Words(N_("Recorded: {what}."), {"what": Words(STEPS[recorded.entry.step].done)})
        said = [self.desk.say(done), *(self.desk.say(doubt.words) for doubt in recorded.doubts)]
        toast(self, "\n".join(said), undo_of(self, recorded))
        self._read()
        self.open(self.main)
        if recorded.entry.step == "sign" and recorded.entry.answers["how"] == "screen":
            self.papers.freeze(self.case_id)
            self.papers.show("agreement", self.case_id)  # the customer's copy, with the signatures on it

    def _read_again(self) -> None:
        """Something else must be done or read first: the case as it stands now, at the step that is next."""
        self._read()
        self.open(self.main)

    def _on_news(self, case_id: str) -> None:
        """Something was recorded: here, from a paper, or elsewhere. A form that still fits stays open."""
        ours = self.case_id and case_id in (self.case_id, "")
        if not ours or self.desk.person is None or (self.form is not None and self.form.recording):
            return
        was = self.main
        self._read()
        if self.main != was:
            self._open_again(self.main)
        elif self.form is not None and self.moment is not None:
            self.form.moment = self.moment

    def _open_again(self, step: str) -> None:
        """The page changes by itself; out of sight it leaves the keyboard where it is."""
        here = self.window().focusWidget()
        self.open(step)
        if not self.isVisible() and here is not None:
            here.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say the clocks anew."""
        if self.moment is not None:
            as_of_now(self)

    def retranslate(self) -> None:
        """Go on in the window's language; what was typed stays."""
        if self.moment is None or self.desk.person is None or self._language == self.desk.words.language:
            return
        self._write()
        if self.form is None:
            self._open_again(self.open_step)
            return
        self.form.speak()
        self._name_tab(0, self.form.step.title)
        case_menus.offer_extras(self, self.form)
        self._show_tips()
        self._walk()

    def _walk(self) -> None:
        """Tab goes from the tabs into the step, then to the coach."""
        step = self.form.walk() if self.form is not None else inside(*filter(None, [self.panel]))
        self._order.follow([self.way, self.tabs, self.story, *step, *self.side.walk()])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.case_id and self.files.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.take_mime(self.case_id, event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.turn()
        self._make_room()
        case_menus.name_buttons(self)
