"""Practice: a scenario played through the same pages on made-up data, inside a frame that cannot be overlooked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desk.cases.scenario import Scenario
from desk.i18n import N_, Catalogue, Words, catalogue
from desk.store.journal import Recorded
from desk.store.practice import Practice

from . import icons, style
from .case_page import CasePage
from .desk import Desk
from .intake import Intake
from .labels import Label
from .room import scrolled
from .score_page import ScorePage
from .toasts import toast

#: The clock of the scenario is said anew so often.
TICK_MS = 15_000


#: With less room than this for the scenario's name, the buttons go below it.
TITLE_ROOM = 20 * style.GRID

#: A page of the play has at least so much room, a case below its head more; where there is less, it scrolls together
#: with the customer's words.
PAGE_ROOM, CASE_ROOM = 40 * style.GRID, 52 * style.GRID


class Strip(QFrame):
    """What is played and what can be done about it: in one row, or in two where the window is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "practice_strip")
        self.words, self.buttons = QHBoxLayout(), QHBoxLayout()
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(3 * style.GRID, style.GRID, 2 * style.GRID, style.GRID)
        self.box.setSpacing(2 * style.GRID)
        for row in (self.words, self.buttons):
            row.setSpacing(2 * style.GRID)
        self.box.addLayout(self.words, 1)
        self.box.addLayout(self.buttons)

    def _edges(self) -> int:
        margins = self.box.contentsMargins()
        return margins.left() + margins.right()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows are: while it stands in one, the window could otherwise never be made narrower."""
        rows = max(row.minimumSize().width() for row in (self.words, self.buttons))
        return QSize(rows + self._edges(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = sum(row.minimumSize().width() for row in (self.words, self.buttons)) + self._edges() + self.box.spacing()
        one = event.size().width() >= both + TITLE_ROOM
        self.box.setDirection(QBoxLayout.Direction.LeftToRight if one else QBoxLayout.Direction.TopToBottom)
        self.buttons.setSpacing(2 * style.GRID if one else style.GRID)


class CustomerLines(QFrame):
    """What the customer says now, and what there is to know: shown as it is, in the customer's language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "said")
        self.who, self.says, self.facts = Label(bold=True), Label(size=11, wrap=True), Label(tone="muted", wrap=True)
        for label in (self.says, self.facts):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, style.GRID, 3 * style.GRID, style.GRID)
        column.setSpacing(style.GRID // 2)
        for label in (self.who, self.says, self.facts):
            column.addWidget(label)

    def show_line(self, who: str, says: str, facts: str) -> None:
        """`says` and `facts` may be empty; then there is only who is there, or that nobody is."""
        for label, text in ((self.who, who), (self.says, says), (self.facts, facts)):
            label.setText(text)
            label.setVisible(bool(text))
        self.says.setAccessibleName(says)
        self.facts.setAccessibleName(facts)


class Play(QWidget):
    """What the customer says and the page below it: as high as there is room, and never less than both need."""

    def __init__(self, customer: CustomerLines, pages: QStackedWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(customer)
        column.addWidget(pages, 1)
        self._customer, self._pages = customer, pages
        pages.currentChanged.connect(self._give_room)

    def _give_room(self) -> None:
        is_case = isinstance(self._pages.currentWidget(), CasePage)
        self._pages.setMinimumHeight(CASE_ROOM if is_case else PAGE_ROOM)

    def heightForWidth(self, width: int) -> int:
        """What the page would like to have is no reason to scroll: it scrolls itself."""
        above = 0 if self._customer.isHidden() else self._customer.heightForWidth(width)
        return above + self._pages.minimumHeight()


class PracticeDesk(Desk):
    """A desk on a made-up store, which tells what was recorded on it."""

    recorded = Signal(object)  # Recorded

    def __init__(self, practice: Practice, language: str) -> None:
        super().__init__(practice.journal.store, language, practice.now)
        self.practice, self.person = True, practice.person

    def record(self, step: str, answers: Mapping[str, Any], case_id: str = "", operation: str = "") -> Recorded:
        recorded = super().record(step, answers, case_id, operation)
        self.recorded.emit(recorded)
        return recorded


class PracticeRoom(QFrame):
    """One scenario from the first word to the score. It has a desk of its own and never sees the real one."""

    left = Signal()  # practice is over, the real desk comes back
    customer_came = Signal()  # somebody real stands there

    def __init__(self, scenario: Scenario, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "practice")
        self.scenario = scenario
        self.practice = Practice(scenario)
        self.desk = PracticeDesk(self.practice, words.language)
        self.strip, self.customer = Strip(self), CustomerLines(self)
        self.wait_button, self.end_button, self.real_button = (QPushButton(self) for _ in range(3))
        self.pages = QStackedWidget(self)
        self.intake, self.page = Intake(self.desk, self), CasePage(self.desk, self)
        self.result = ScorePage(self.desk, self)
        self.badge, self.title, self.time = Label(bold=True), Label(wrap=True), Label()
        self._build()
        self._connect()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._say_time)
        self._tick.start()
        self.retranslate(words)

    def _build(self) -> None:
        self.strip.words.addWidget(self.badge)
        self.strip.words.addWidget(self.title, 1)
        self.strip.words.addWidget(self.time)
        for button, sign in ((self.wait_button, "clock"), (self.end_button, "flag"), (self.real_button, "user")):
            icons.wear(button, sign)
            self.strip.buttons.addWidget(button)
        self.strip.buttons.addStretch(1)
        play = Play(self.customer, self.pages)
        for page in (self.intake, self.page, self.result):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        column.addWidget(self.strip)
        self.area = scrolled(play)
        column.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.desk.recorded.connect(self._follow)
        self.desk.refused.connect(self.practice.refused)
        self.intake.recorded.connect(self._open_case)
        self.intake.left.connect(self.end)
        self.page.closed.connect(self.end)
        self.result.again.connect(self.left)
        self.wait_button.clicked.connect(self.wait)
        self.end_button.clicked.connect(self.end)
        self.real_button.clicked.connect(self.customer_came)
        for keys, action in (("F2", self.customer_came.emit), ("F8", self.wait)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def begin(self) -> None:
        """The customer comes in."""
        self.pages.setCurrentWidget(self.intake)
        self.intake.start()
        self._tell()
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(0))  # their words are read first

    # The play ----------------------------------------------------------------------------------------------------

    def _open_case(self, case_id: str) -> None:
        self.pages.setCurrentWidget(self.page)
        self.page.show_case(case_id)

    def _follow(self, recorded: Recorded) -> None:
        self.practice.recorded(recorded)
        self._tell()
        if self.practice.over:
            QTimer.singleShot(0, self, self.end)  # after the page has said that it is recorded

    def wait(self) -> None:
        """Let time pass until a colleague or the customer does something, and say what."""
        if not self.wait_button.isEnabled():
            return
        happened = self.practice.wait()
        if self.practice.case_id:
            self.page.show_case(self.practice.case_id)
        toast(self, self._in_branch_time(happened))
        self._tell()
        if self.practice.over:
            self.end()

    def end(self) -> None:
        """Show how it went."""
        if self.pages.currentWidget() is self.result:
            self.left.emit()
            return
        self.result.show_score(self.practice.score(), self.scenario.called(self.desk.words.language))
        self.pages.setCurrentWidget(self.result)
        self.customer.hide()
        self.wait_button.setEnabled(False)
        self.end_button.hide()
        self.result.focus_first()

    def close_practice(self) -> None:
        """Nothing of the practice goes on: no clock, no draft, no store."""
        self._tick.stop()
        self.hide()  # a form that is hidden keeps its draft, for which the store must still be there
        self.desk.person = None
        self.practice.close()

    # What is said ------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """The customer's line as the play stands, and the time."""
        self._say_time()
        heard, say = self.practice.heard(), self.desk.say
        if heard is None:
            text = N_("Nobody is at the counter now. Let time pass, or do what is next.")
            self.customer.show_line(say(text), "", "")
            return
        spoken = catalogue(self.scenario.language)
        says = heard.says or spoken.gettext(heard.answer)
        facts = [self._in_branch_time(Words(N_("{label}: {value}"), {"label": Words(label), "value": value}))
                 for label, value in heard.facts]  # fmt: skip
        who = say(N_("The customer says:")) if says else say(N_("What you know:"))
        self.customer.show_line(who, say(Words(N_("“{said}”"), {"said": says})) if says else "", "  ·  ".join(facts))

    def _in_branch_time(self, words: Words) -> str:
        return self.desk.words.say(words, self.scenario.branch.tz)

    def _say_time(self) -> None:
        self.time.setText(self.desk.words.moment(self.practice.now(), self.scenario.branch.tz))
        if self.pages.currentWidget() is self.page:
            self.page.refresh()

    def retranslate(self, words: Catalogue) -> None:
        """Speak the window's language; the customer goes on in theirs."""
        self.desk.set_language(words.language)
        say = self.desk.say
        self.badge.setText(say(N_("Practice: nothing here is real")))
        self.title.setText(self.scenario.called(words.language))
        self.wait_button.setText(say(N_("Let time pass (F8)")))
        self.end_button.setText(say(N_("End and see how it went")))
        self.real_button.setText(say(N_("A customer is here (F2)")))
        self.time.setAccessibleName(say(N_("Time in the scenario")))
        self.setAccessibleName(self.badge.text())
        self.result.retranslate()
        if not self.result.isVisible():
            self._tell()
