"""The way of a case on the left: eight stages, what is done, what is now, who is waited for, what was begun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk.cases.case import Case
from desk.cases.guide import waiting_for, way
from desk.cases.people import ROLES
from desk.cases.steps import WAY, WAY_TITLES
from desk.i18n import N_, Words

from . import icons, style
from .labels import hint
from .problem_list import Say


class Stage(NamedTuple):
    """One stage as it is shown. State: done, now, waiting, begun, ahead, or left out of a case that ended before it."""

    name: str
    title: str
    state: str
    note: Words


#: Sign and colour of each state; the words always say it too.
LOOKS = {
    "done": ("circle-check", "ok"),
    "now": ("circle-dot", "accent"),
    "waiting": ("clock", "warn"),
    "begun": ("pen", "warn"),
    "ahead": ("circle", "muted"),
    "left_out": ("circle", "muted"),
}

_NOTES = {
    "done": Words(N_("Done")),
    "now": Words(N_("Now")),
    "begun": Words(N_("Begun, not recorded yet")),
    "ahead": Words(N_("Not yet")),
    "left_out": Words(N_("Left out")),
}

HEIGHT = 50


def stages(case: Case, begun: frozenset[str] = frozenset()) -> Iterator[Stage]:
    """The stages of a case; `begun` names those for which a draft is kept."""
    ended = WAY.index(case.step) if case.state == "closed" and case.outcome != "agreed" else len(WAY)
    for number, (name, state) in enumerate(way(case)):
        if number >= ended:
            yield Stage(name, WAY_TITLES[name], "left_out", _NOTES["left_out"])
        elif state == "now" and case.hand_over:
            yield Stage(name, WAY_TITLES[name], "waiting", _waits(Words(case.hand_over.to_name)))
        elif state == "waiting":
            yield Stage(name, WAY_TITLES[name], state, _waits(Words(ROLES[waiting_for(case)])))
        else:
            shown = "begun" if name in begun and state != "done" else state
            yield Stage(name, WAY_TITLES[name], shown, _NOTES[shown])


def _waits(who: Words) -> Words:
    return Words(N_("Waiting for {who}"), {"who": who})


class WayList(QListWidget):
    """Arrow keys walk it, Enter or a click opens a stage."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: list[tuple[str, str, str, str]] = []
        self._other = True
        self.setItemDelegate(_Painter(self))
        self.setFixedWidth(208)
        self.viewport().setAutoFillBackground(False)
        style.kind(self, "lines")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def turn_to_another(self) -> None:
        """What is shown next is another case's: the keyboard's place is where that one stands."""
        self._other = True

    def show_stages(self, shown: list[Stage], say: Say) -> None:
        """Write the stages anew; the place of the keyboard stays."""
        row = -1 if self._other else self.currentRow()
        self._other = False
        said = [(stage.name, stage.state, say(stage.title), say(stage.note)) for stage in shown]
        if said != self._said:
            self._said = said
            self._write(said)
        here = next((i for i, stage in enumerate(shown) if stage.state in ("now", "waiting", "begun")), 0)
        self.setCurrentRow(row if row >= 0 else here)

    def _write(self, said: list[tuple[str, str, str, str]]) -> None:
        self.clear()
        for name, state, title, note in said:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setData(Qt.ItemDataRole.UserRole + 1, state)
            item.setData(Qt.ItemDataRole.UserRole + 2, note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {note}")
            item.setToolTip(hint(f"{title}: {note}"))
            self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _Painter(QStyledItemDelegate):
    """A stage: its sign, its name, and how it stands below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        flags = option.state
        state = index.data(Qt.ItemDataRole.UserRole + 1)
        sign, tone = LOOKS[state]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, flags, state)
        painter.drawPixmap(rect.left() + 12, rect.top() + 8, icons.pixmap(sign, 18, style.color(tone)))
        painter.setPen(style.color("muted" if state in ("ahead", "left_out") else "ink"))
        painter.setFont(style.font(10, bold=state in ("now", "waiting", "begun")))
        text = rect.adjusted(40, 5, -6, -rect.height() // 2 + 2)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(style.color(tone if state in ("waiting", "begun") else "muted"))
        painter.setFont(style.font(8.5))
        below = rect.adjusted(40, rect.height() // 2 - 1, -6, -4)
        note = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.UserRole + 2), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, note)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, flags: QStyle.StateFlag, state: str) -> None:
        box = rect.adjusted(2, 2, -3, -2)
        if state in ("now", "waiting", "begun"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
