"""What stands on Today as a list model: what to do next, about which case, until when, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from desk.cases.clocks import TITLES
from desk.cases.people import Person, may
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.store import accounts, drafts, lists
from desk.store.derived_schema import IMPROVE
from desk.store.today import EACH

from .clock_face import Face, face
from .desk import Desk
from .late_answers import LateAnswers
from .table import Index

#: Kind of line: heading, sign and colour of the sign. The order is the order on the page.
KINDS = {
    "draft": (N_("Begun and not recorded"), "pen", "info"),
    "answer": (N_("The answer to the customer is late"), "triangle-alert", "late"),
    "late": (N_("Late"), "triangle-alert", "late"),
    "due_hour": (N_("Due within the hour"), "clock", "warn"),
    "safety": (N_("Danger"), "shield", "late"),
    "waiting": (N_("Waiting for you"), "users", "info"),
    "yours": (N_("Yours to go on with"), "user", "info"),
    "countersign": (N_("Answered by telephone, to be countersigned"), "phone", "info"),
    "left": (N_("With somebody who left"), "user", "warn"),
    "offer": (N_("Handed over, not accepted yet"), "users", "warn"),
    "follow_up": (N_("Ask the customer afterwards"), "phone", "accent"),
    "promise": (N_("Promises due"), "handshake", "accent"),
}

#: The step that a line of a kind takes, where it is not the next one of the case.
STEP_OF = {"countersign": "countersign", "left": "reassign", "offer": "take_back_hand_over", "promise": "deliver"}

#: Steps with the customer that the guide keeps from who approved the proposal.
NOT_BY_APPROVER = frozenset(("appoint", "talk", "agree", "amend"))


@dataclass(frozen=True)
class TodayItem:
    """One line: what to do, about which case, until when. A draft of a new complaint has no case yet.

    `step` is what Enter opens, for the promise `key`; without one, what comes next. `chip`: the line opens that list.
    """

    kind: str
    action: str
    about: str
    case_id: str = ""
    step: str = ""
    key: str = ""
    chip: str = ""
    draft: str = ""
    clock: Face | None = None
    first: bool = False  # of its kind: it carries the heading


class TodayModel(QAbstractListModel):
    """The lines as they stand now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.items: list[TodayItem] = []
        self.late = LateAnswers(desk, self)
        self._answers: dict[str, lists.TodayLine] = {}
        self._approved: set[int] = set()
        self.late.found.connect(self._complete)

    def refresh(self) -> None:
        self.beginResetModel()
        self.items = _with_headings(self._drafts() + self._lines())
        self.endResetModel()

    def _drafts(self) -> list[TodayItem]:
        """A draft of a new complaint is the first to go on with: the customer may still be standing there."""
        person = self.desk.person
        found = drafts.all_of(self.desk.store, person.id) if person else []
        return [self._draft(draft) for draft in found if draft.key.startswith(drafts.NEW)]

    def _draft(self, draft: drafts.Draft) -> TodayItem:
        name = str(draft.answers.get("customer_name") or "").strip()
        words = str(draft.answers.get("own_words") or "").strip().partition("\n")[0]
        about = " · ".join(part for part in (name, words) if part)
        return TodayItem("draft", self.desk.say(N_("Go on with the new complaint")), about, draft=draft.key)

    def _lines(self) -> list[TodayItem]:
        person, now = self.desk.person, self.desk.now()
        if person is None:
            return []
        found = lists.today(self.desk.store, person, now, self.desk.branch.tz)
        self._answers = {line.row.case_id: line for line in found if line.kind == "answer"}
        self.late.ask(self._answers)
        told = [line.row for line in found if line.who or line.row.next_step in NOT_BY_APPROVER
                or line.row.waiting == person.id]  # fmt: skip
        self._approved = lists.approved(self.desk.store, person, told) if told else set()
        out: list[TodayItem] = []
        for kind in KINDS:
            lines = [line for line in found if line.kind == kind]
            out += [self._line(line, person, now) for line in lines]
            out += self._rest(kind, len(lines), person, now)
        return out

    def _rest(self, kind: str, shown: int, person: Person, now: datetime) -> list[TodayItem]:
        """What there is no room for here stands in a list, one press away."""
        chip = {"answer": "late", "late": "late", "waiting": lists.FOR_ME, "yours": "mine"}.get(kind, "")
        if shown < EACH or not chip:
            return []
        counts = lists.chip_counts(self.desk.store, person.id, now, self.desk.branch.tz)
        count = lists.waiting_count(self.desk.store, person, now) if chip == lists.FOR_ME else counts[chip]
        words = Words(N_("Show all {count}"), {"count": self.desk.words.number(count)})
        return [TodayItem(kind, self.desk.say(words), "", chip=chip)] if count > shown else []

    def _line(self, line: lists.TodayLine, person: Person, now: datetime) -> TodayItem:
        """Enter opens the step of the line or, where that is somebody else's to do, the case, to see how it stands."""
        if line.kind == "answer":
            return self._answer(line, now)
        row, step = line.row, self._step_of(line, person)
        wanted = step or row.next_step
        action: str | Words = _action(line, wanted)
        who = {"left": line.who or row.owner_name, "offer": self._name(row.waiting)}.get(line.kind, "")
        if wanted and not self._takes(person, row, wanted):
            action, step = Words(N_("See how it stands: {step}"), {"step": Words(str(action))}), ""
            if row.owner_name:  # said as such: two bare names side by side might be either's
                who = who or self.desk.say(Words(N_("With {name}"), {"name": row.owner_name}))
        about = " · ".join(part for part in (who, row.customer, row.number, row.about) if part)
        since = row.due_since if line.at == row.due_at else None
        clock = face(since, line.at, now) if line.at else None
        return TodayItem(line.kind, self.desk.say(action), about, row.case_id, step, line.key, clock=clock)

    def _step_of(self, line: lists.TodayLine, person: Person) -> str:
        """The step that a line asks for; empty for the next one of its case."""
        if line.who:  # they made a promise and left
            return "amend"
        if line.key.startswith(IMPROVE):
            return "improved"
        if line.row.waiting == person.id:  # a hand-over is offered; who said yes to the plan does not carry it out too
            return "decline_hand_over" if line.row.rowid in self._approved else "accept_hand_over"
        return STEP_OF.get(line.kind, "")

    def _takes(self, person: Person, row: lists.Row, step: str) -> bool:
        """Whether the step can be theirs at all: who approved the plan is not who carries it to the customer."""
        return may(person, step) and not (step in NOT_BY_APPROVER and row.rowid in self._approved)

    def _answer(self, line: lists.TodayLine, now: datetime) -> TodayItem:
        """Who can still give it, and what this person does about it, as far as that is known yet."""
        row, say, known = line.row, self.desk.say, self.late.of(line.row.case_id)
        step, names = known or ("", "")
        action = STEPS[step].title if step else N_("Waiting for an answer")
        who = Words(N_("It can come from {names}"), {"names": names}) if names else N_("Nobody here can give it now")
        about = " · ".join(part for part in (row.customer, row.number, say(who) if known else "") if part)
        clock = face(row.due_since, line.at, now) if line.at else None
        return TodayItem(line.kind, say(action), about, row.case_id, step, clock=clock)

    def _complete(self) -> None:
        """More is known of answers that are late; their lines stay where they stand."""
        now = self.desk.now()
        for number, item in enumerate(self.items):
            if item.kind == "answer" and (line := self._answers.get(item.case_id)):
                said = replace(self._answer(line, now), first=item.first)
                if said != item:
                    self.items[number] = said
                    self.dataChanged.emit(self.index(number), self.index(number))

    def _name(self, person: str) -> str:
        known = accounts.people(self.desk.store).get(person)
        return known.name if known else person

    def aloud(self, item: TodayItem) -> str:
        """The line as it is read out."""
        parts = [self.desk.say(KINDS[item.kind][0]), item.action, item.about]
        if item.clock:
            parts.append(self.desk.say(item.clock.words))
        return ". ".join(part for part in parts if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.aloud(self.items[index.row()])
        return None


def _action(line: lists.TodayLine, step: str) -> str:
    """What a line asks for, in words that are still to be said."""
    if line.who:
        return N_("Find somebody else to keep the promise")
    if step == "deliver":
        return TITLES["keep-agreement"]
    return STEPS[step].title if step else ""


def _with_headings(items: list[TodayItem]) -> list[TodayItem]:
    """Mark the first line of each kind: it carries the heading."""
    out: list[TodayItem] = []
    for item in items:
        first = not out or out[-1].kind != item.kind
        out.append(replace(item, first=first))
    return out
