"""Handing over the marked cases: to whom, what they must know, how far it is, and what was refused and why."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desk.cases.people import MANAGER, Person, may
from desk.cases.steps import STEPS
from desk.cases.text import BadText, clean
from desk.i18n import N_, Words
from desk.store import accounts, drafts

from . import icons, style
from .aloud import announce
from .by_name import by_name
from .desk import Desk
from .draft_line import DraftLine
from .folded import Folded
from .hand_over_work import OFFER, TAKE_BACK, Asked, Outcome, record_each
from .job import Job, ProgressLine
from .kept_typing import keep_typing
from .labels import Label
from .problem_line import ProblemLine
from .room import Dialog, foot
from .text_inputs import GrowingEdit
from .toasts import toast

#: Who is offered each case once, however often the button is pressed.
_ONCE = uuid.UUID("6f1d0c8e-52a4-4f0e-9d0b-3a4c5e6f7081")


#: So many lines of what was refused are in sight, and room for the bar that scrolls to the others.
MOST, BAR = 9, 14


class HandOverMany(Dialog):
    """Asks once and records in each case; closing it cancels what is not recorded yet."""

    def __init__(self, desk: Desk, ids: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.ids, self.job, self._page = desk, ids, Job(), parent
        self._round = uuid.uuid4()
        self._to = ""
        self.outcome = Outcome()
        say = desk.say
        self.setWindowTitle(say(STEPS[OFFER].title))
        self.head = style.heading(Label(self._title(), self, wrap=True), 2)
        draft = DraftLine(self)  # before what is typed in, so that Tab comes to it first
        self.to, self.briefing = Folded(), GrowingEdit(4, 8)
        self.problem, self.told = ProblemLine(tone="late"), Label(wrap=True)
        self.progress = ProgressLine(say, N_("{done} of {total} cases…"))
        self.start, self.leave = QPushButton(say(N_("Hand over"))), QPushButton(say(N_("Close")))
        self.back = QPushButton(say(N_("Take them back")))
        self._fill()
        self._lay_out()
        typed: dict[str, QWidget] = {"to": self.to, "briefing": self.briefing}
        keep_typing(self, desk, OFFER, typed, self.leave, draft, drafts.OF_CASES)
        self.to.setFocus()
        self.start.clicked.connect(self.offer)
        self.leave.clicked.connect(self.reject)
        self.back.clicked.connect(self.take_back)

    def _title(self) -> str:
        text = self.desk.words.ngettext("{count} marked case", "{count} marked cases", len(self.ids))
        return text.format(count=len(self.ids))

    def _fill(self) -> None:
        self.to.addItem("", "")
        for person in self._receivers():
            self.to.addItem(person.name, person.id)
        self.briefing.overflowed.connect(partial(self._miss, self.briefing))
        self.back.hide()

    def _receivers(self) -> list[Person]:
        """Who can handle cases here; a manager may also take them over."""
        me = self.desk.person
        people = by_name(accounts.people(self.desk.store).values())
        mine = me is not None and me.role == MANAGER
        return [p for p in people if may(p, "understand") and (mine or me is None or p.id != me.id)]

    def _lay_out(self) -> None:
        say, step = self.desk.say, STEPS[OFFER]
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        column.addWidget(self.head)
        for name, control in (("to", self.to), ("briefing", self.briefing)):
            field = step.field(name)
            assert field is not None
            label = Label(say(field.label), self)
            label.setBuddy(control)
            control.setAccessibleName(say(field.label))
            column.addWidget(label)
            column.addWidget(control)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addWidget(self._refusals())
        column.addStretch(1)
        icons.wear(self.start, "users", "on_accent")
        icons.wear(self.back, "undo-2")
        column.addLayout(foot(self.leave, self.back, self.start))
        self.setMinimumWidth(64 * style.GRID)

    def _refusals(self) -> QScrollArea:
        """Many sentences scroll."""
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        inside = QWidget()
        style.kind(inside, "page")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.told)
        inner.addStretch(1)
        area.setWidget(inside)
        area.setAccessibleName(self.desk.say(N_("What was refused, and why")))
        area.hide()
        return area

    # What is done ----------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Offer each case, or say what is missing and go there."""
        if not self.to.currentData():
            self._miss(self.to, N_("Please choose a colleague."))
            return
        try:
            briefing = clean(self.briefing.toPlainText())
        except BadText as error:
            self._miss(self.briefing, error.words)
            return
        if not briefing:
            self._miss(self.briefing, N_("Please write what your colleague must know."))
            return
        self.problem.hide()
        self._to = self.to.currentText()
        self._work(OFFER, self.ids, {"to": self.to.currentData(), "briefing": briefing}, self._offered)

    def take_back(self) -> None:
        """Take back what was offered here."""
        self._work(TAKE_BACK, tuple(self.outcome.done), {}, self._taken_back)

    def _miss(self, control: QWidget, words: Words | str) -> None:
        self.problem.tell(self.desk.say(words))
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, step: str, ids: tuple[str, ...], answers: dict[str, str], then: object) -> None:
        """On another thread, with a connection to the store of its own."""
        desk = self.desk
        assert desk.person is not None  # locking closes the dialog
        self.job, named = Job(), tuple((case_id, self._name(step, case_id)) for case_id in ids)
        asked = Asked(step, named, answers, desk.person, desk.now())
        for button in (self.start, self.back):
            button.setDisabled(True)
        self.progress.follow(self.job, len(ids))
        self.job.done.connect(partial(_spread, desk))  # also when the dialog was closed meanwhile
        self.job.done.connect(then)
        self.job.failed.connect(self._fail)
        self.job.start_with_store(desk.store, partial(record_each, asked))

    def _name(self, step: str, case_id: str) -> str:
        """The operation of a case: the same when the button is pressed again for the same colleague."""
        return str(uuid.uuid5(_ONCE, f"{self._round}:{step}:{self.to.currentData()}:{case_id}"))

    def _offered(self, outcome: Outcome) -> None:
        self.outcome = outcome
        text = self.desk.words.ngettext(
            "{count} case is offered to {name}.", "{count} cases are offered to {name}.", len(outcome.done)
        )
        said = text.format(count=len(outcome.done), name=self._to)
        if not outcome.refused and not outcome.stopped:
            toast(self._page, said, partial(_undo, self.desk, self._page, tuple(outcome.done)))
            self.accept()
            return
        more = [self.desk.say(N_("Cancelled. The other cases stay as they were."))] if outcome.stopped else []
        self._tell([said, *more, *self._why(outcome)])
        self.back.setVisible(bool(outcome.done))
        self.start.setVisible(outcome.stopped)

    def _taken_back(self, outcome: Outcome) -> None:
        self._round = uuid.uuid4()  # to be offered anew is another offer
        self._tell([_back_said(self.desk, outcome), *self._why(outcome)])
        self.outcome = Outcome()
        self.back.hide()
        self.start.show()

    def _why(self, outcome: Outcome) -> list[str]:
        return [f"• {self.desk.say(words)}" for words in outcome.refused]

    def _tell(self, lines: list[str]) -> None:
        for button in (self.start, self.back):
            button.setEnabled(True)
        self.told.setText("\n".join(lines))
        announce(self, self.told.text())
        self._show_whole_lines()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_whole_lines(self) -> None:
        """As many as there are, or so many that the last one in sight is not cut in its middle."""
        room = self.width() - 2 * 3 * style.GRID - BAR
        letters, wide = self.told.fontMetrics(), QRect(0, 0, room, 0)
        one, two = (letters.boundingRect(wide, Qt.TextFlag.TextWordWrap, text).height() for text in ("a", "a\nb"))
        line = two - one
        self.area.setFixedHeight(min(self.told.heightForWidth(room), MOST * line))
        self.area.verticalScrollBar().setSingleStep(line)
        self.area.show()

    def _fail(self, error: Exception) -> None:
        self._tell([])
        raise error

    def done(self, result: int) -> None:
        """Leave; what runs is cancelled."""
        self.job.stop()
        super().done(result)


def _spread(desk: Desk, outcome: Outcome) -> None:
    """Everybody reads anew, once."""
    if outcome.done:
        desk.case_changed.emit(outcome.done[0] if len(outcome.done) == 1 else "")


def _undo(desk: Desk, window: QWidget, ids: tuple[str, ...]) -> None:
    """Take every offer back; what a colleague has accepted meanwhile stays with them, and is said."""
    if desk.person is None:
        return  # somebody locked the desk meanwhile
    job = Job()
    asked = Asked(TAKE_BACK, tuple((case_id, str(uuid.uuid4())) for case_id in ids), {}, desk.person, desk.now())

    def told(outcome: Outcome) -> None:
        if isValid(window):  # it may have been closed meanwhile
            toast(window, "\n".join([_back_said(desk, outcome), *(desk.say(words) for words in outcome.refused[:3])]))

    job.done.connect(partial(_spread, desk))
    job.done.connect(told)
    job.start_with_store(desk.store, partial(record_each, asked))


def _back_said(desk: Desk, outcome: Outcome) -> str:
    text = desk.words.ngettext(
        "{count} hand-over is taken back.", "{count} hand-overs are taken back.", len(outcome.done)
    )
    return text.format(count=len(outcome.done))
