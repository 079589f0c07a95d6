"""Today: what to do next, in the order of what hurts most; Enter does it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk.cases.people import may
from desk.i18n import N_
from desk.store import accounts

from . import style
from .desk import Desk
from .empty import Empty
from .labels import Label
from .table import SIGN, Index, signed_text, text
from .table import room as room_of
from .today_model import KINDS, TodayItem, TodayModel

LINE = 60
HEADING = 40


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
        missing, more = "", say(N_("What needs your answer will stand here."))
        if person is None or may(person, "receive"):
            more = say(N_("F2 opens a new complaint when somebody comes."))
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
