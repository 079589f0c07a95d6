"""Today: what to do next, in the order of what hurts most; Enter does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk.cases.clocks import TITLES
from desk.cases.people import Person, may
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.store import accounts, drafts, lists
from desk.store.derived_schema import IMPROVE
from desk.store.today import EACH

from . import style
from .clock_face import Face, face
from .desk import Desk
from .empty import Empty
from .labels import Label
from .late_answers import LateAnswers
from .table import SIGN, Index, signed_text, text
from .table import room as room_of

#: Kind of line: heading, sign and colour of the sign. The order is the order on the page.
KINDS = {
    "draft": (N_("Begun and not recorded"), "pen", "info"),
    "answer": (N_("The customer's answer is late"), "triangle-alert", "late"),
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

LINE = 60
HEADING = 40


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
    first: bool = False


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
        return [self._draft(draft) for draft in found if draft.key.startswith("new:")]

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
        if line.kind == "answer":
            return self._answer(line, now)
        row, offered = line.row, line.row.waiting == person.id
        step = "accept_hand_over" if offered else STEP_OF.get(line.kind, "")
        if offered and row.rowid in self._approved:
            step = "decline_hand_over"  # meanwhile they said yes to the plan, and do not carry it out too
        if line.key.startswith(IMPROVE):
            step = "improved"
        if line.who:
            step = "amend"
        wanted = step or row.next_step
        action: str | Words = TITLES["keep-agreement"] if wanted == "deliver" else STEPS[wanted].title if wanted else ""
        action = N_("Find somebody else to keep the promise") if line.who else action
        who = {"left": line.who or row.owner_name, "offer": self._name(row.waiting)}.get(line.kind, "")
        if wanted and not self._takes(person, row, wanted):  # Enter opens the case; there it is somebody else's to do
            action, who = Words(N_("See how it stands: {step}"), {"step": Words(str(action))}), who or row.owner_name
            step = ""
        about = " · ".join(part for part in (who, row.customer, row.number, row.about) if part)
        since = row.due_since if line.at == row.due_at else None
        clock = face(since, line.at, now) if line.at else None
        return TodayItem(line.kind, self.desk.say(action), about, row.case_id, step, line.key, clock=clock)

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


def _with_headings(items: list[TodayItem]) -> list[TodayItem]:
    """Mark the first line of each kind: it carries the heading."""
    out: list[TodayItem] = []
    for item in items:
        first = not out or out[-1].kind != item.kind
        out.append(replace(item, first=first))
    return out


class TodayLines(QStyledItemDelegate):
    """Paints a line: the action, the case under it, the clock at the right."""

    def __init__(self, model: TodayModel, view: TodayList) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, LINE + (HEADING if self._model.items[index.row()].first else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, rect = self._model.items[index.row()], QRect(option.rect)
        painter.save()
        if item.first:
            self._heading(painter, rect, item)
            rect.setTop(rect.top() + HEADING)
        self._behind(painter, rect, index.row())
        self._words(painter, rect.adjusted(2 * style.GRID, 6, -2 * style.GRID, -6), item, option.font)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, item: TodayItem) -> None:
        words, sign, tone = KINDS[item.kind]
        painter.setFont(style.font(10))
        place = QRect(rect.left(), rect.top() + style.GRID, rect.width(), HEADING - style.GRID)
        signed_text(painter, place, sign, tone, self._model.desk.say(words), strong=True)

    def _behind(self, painter: QPainter, rect: QRect, row: int) -> None:
        card = rect.adjusted(0, 2, 0, -2)
        chosen = row == self._view.currentIndex().row()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent_soft" if chosen else "raised"))
        painter.drawRoundedRect(card, 6, 6)
        if chosen and self._view.hasFocus():
            painter.setBrush(style.color("accent"))
            painter.drawRoundedRect(QRect(card.left(), card.top() + 6, 3, card.height() - 12), 1.5, 1.5)

    def _words(self, painter: QPainter, rect: QRect, item: TodayItem, font: QFont) -> None:
        half = rect.height() // 2
        room = 0
        if item.clock:
            painter.setFont(font)
            words, face_ = self._model.desk.say(item.clock.words), item.clock
            room = 2 * style.GRID + SIGN + room_of([words], face_.strong)
            place = QRect(rect.right() - room + 2 * style.GRID, rect.top(), room - 2 * style.GRID, rect.height())
            signed_text(painter, place, face_.sign, face_.tone, words, face_.strong, right=True)
        painter.setFont(style.font(10, bold=True))
        painter.setPen(style.color("ink"))
        text(painter, QRect(rect.left(), rect.top(), rect.width() - room, half), item.action)
        painter.setFont(font)
        painter.setPen(style.color("muted"))
        text(painter, QRect(rect.left(), rect.top() + half, rect.width() - room, half), item.about)


class TodayList(QListView):
    """Enter and a click do what the line says."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "lines")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        from .second_click import leave_out_second  # late: not for the first picture

        self.chosen.emit(index.row())
        leave_out_second(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class TodayPage(QWidget):
    """The first page. Says which case, or which begun complaint, is to be opened."""

    case_wanted = Signal(str, str, str)  # its id, the step, the promise
    draft_wanted = Signal(str)
    list_wanted = Signal(str)  # a chip
    people_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.title = style.heading(Label(parent=self))
        self.how = Label(parent=self, tone="muted")
        self.model = TodayModel(desk)
        self.view = TodayList(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(TodayLines(self.model, self.view))
        self.view.chosen.connect(self._do)
        self.empty = Empty("hand-heart", self)
        self._lay_out()
        desk.case_changed.connect(self._changed)
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(style.GRID // 2)
        column.addWidget(self.title)
        column.addWidget(self.how)
        self._room = QStackedLayout()
        self._room.addWidget(self.view)
        self._room.addWidget(self.empty)
        column.addLayout(self._room, 1)

    def _changed(self, case_id: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again; the marked line stays marked while it is there."""
        if not self.isVisible():
            return  # showEvent reads them
        marked, row, bar = self._marked(), self.view.currentIndex().row(), self.view.verticalScrollBar()
        place = bar.value()
        self.model.refresh()
        places = [n for n, item in enumerate(self.model.items) if marked and _same(item, marked)]
        if self.model.items:
            near = min(max(row, 0), len(self.model.items) - 1)
            self.view.setCurrentIndex(self.model.index(places[0] if places else near))
            bar.setValue(place)
        if not self.model.items:
            self._say_nothing()
        self._room.setCurrentWidget(self.view if self.model.items else self.empty)
        self.how.setVisible(bool(self.model.items))

    def _say_nothing(self) -> None:
        """What could be done while nothing waits; a new branch is told whom it still needs."""
        say, person = self.desk.say, self.desk.person
        more, missing = say(N_("F2 opens a new complaint when somebody comes.")), ""
        if person is not None and may(person, "people"):
            from .settings_parts import unfilled  # late: most days begin with something

            missing = unfilled(self.desk, accounts.people(self.desk.store).values())
        self.empty.say(say(N_("Nothing is waiting. Have a good day.")), "\n".join(filter(None, (more, missing))))
        self.empty.offer(say(N_("A&dd somebody")) if missing else "", self.people_wanted.emit)

    def _marked(self) -> TodayItem | None:
        index = self.view.currentIndex()
        return self.model.items[index.row()] if index.isValid() and index.row() < len(self.model.items) else None

    def _do(self, number: int) -> None:
        item = self.model.items[number]
        if item.draft:
            self.draft_wanted.emit(item.draft)
        elif item.chip:
            self.list_wanted.emit(item.chip)
        else:
            self.case_wanted.emit(item.case_id, item.step, item.key)

    def enter_list(self) -> None:
        shown = self.view if self.model.items else self.empty
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def start_again(self) -> None:
        self.refresh()

    def retranslate(self) -> None:
        say = self.desk.say
        self.title.setText(say(N_("Today")))
        self.how.setText(say(N_("What hurts most comes first. Enter opens the line.")))
        self.view.setAccessibleName(say(N_("What to do today")))
        self.refresh()


def _same(one: TodayItem, other: TodayItem) -> bool:
    return (one.case_id, one.draft, one.kind, one.key) == (other.case_id, other.draft, other.kind, other.key)
