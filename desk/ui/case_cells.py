"""How a line of the list of cases is painted: its step, its clock, and what was searched for marked in its words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desk.cases.way import WAY
from desk.store import lists

from . import icons, style
from .case_model import CLOCK, COLUMNS, DOT, DOTS, STEP, TRACK, CaseModel
from .table import PADDING, SIGN, Table, as_cut, line_of_words

#: Columns that hold what people wrote or called: only in these is something marked.
_SEARCHED = frozenset(place for place, (name, _) in enumerate(COLUMNS) if name in ("number", "customer", "about"))


class CaseTable(Table):
    """The step as a small track of eight, the clock with its sign, the rest as words.

    It paints the whole page at once, column by column, and not cell by cell through a delegate: a call from Qt for each
    cell, with its option and index, takes longer than the words themselves.
    """

    letters_typed = Signal(str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases = model
        self.dots = True  # whether a step has room for its track
        self.setModel(model)

    def keyboardSearch(self, search: str) -> None:
        """Qt would read line after line until one begins with the letter: all of a million where none does."""
        if search.strip():
            self.letters_typed.emit(search)

    def paintEvent(self, event: QPaintEvent) -> None:
        dirty = event.rect()
        first, high = self.rowAt(dirty.top()), self.verticalHeader().defaultSectionSize()
        if first < 0:
            return
        top = self.rowViewportPosition(first)
        shown = min((dirty.bottom() - top) // high + 1, self._cases.rowCount() - first)
        lines = [(top + place * high, self._cases.row(first + place)) for place in range(shown)]
        painter = QPainter(self.canvas)
        self._behind(painter, first, [y for y, _ in lines], high)
        if self._cases.reads:
            self._awaited(painter, [y for y, row in lines if row is None], high)
        cases = [(y, row) for y, row in lines if row is not None]
        for column in range(len(COLUMNS)):
            left, wide = self.columnViewportPosition(column), self.columnWidth(column)
            if wide and left <= dirty.right() and left + wide > dirty.left():
                self._column(painter, column, QRect(left + PADDING, 0, wide - 2 * PADDING, high), cases)
        painter.end()

    def _behind(self, painter: QPainter, first: int, tops: list[int], high: int) -> None:
        """What is behind the words: the marked lines, the one under the mouse, and a thin line under each."""
        columns = self.horizontalHeader()
        left, wide, here = -columns.offset(), columns.length(), self.currentIndex().row()
        line = style.color("line")
        for row, y in enumerate(tops, first):
            if row in self.marked or (row == here and len(self.marked) < 2):
                painter.fillRect(left, y, wide, high, style.color("accent_soft"))
            elif row == self.hovered:
                painter.fillRect(left, y, wide, high, style.color("hover"))
            if row == here and not self.isColumnHidden(0):
                painter.fillRect(self.columnViewportPosition(0), y, 3, high, style.color("accent"))
            painter.fillRect(left, y + high - 1, wide, 1, line)

    def _awaited(self, painter: QPainter, tops: list[int], high: int) -> None:
        """Dots where a line of a long list is still being read."""
        painter.setPen(style.color("muted"))
        left = self.columnViewportPosition(0) + PADDING
        write = line_of_words(painter, QRect(left, 0, self.columnWidth(0) - 2 * PADDING, high))
        for y in tops:
            write(y, DOTS)

    def _column(self, painter: QPainter, column: int, room: QRect, cases: list[tuple[int, lists.Row]]) -> None:
        painter.setFont(self.font())  # pen and font are set for each column: nothing has to be put back
        if column == CLOCK:
            self._clocks(painter, room, cases)
            return
        painter.setPen(style.color("muted" if column == 0 else "ink"))
        if column == STEP and self.dots:
            for y, row in cases:
                draw_track(painter, room.translated(0, y), row)
            room = room.adjusted(TRACK + style.GRID, 0, 0, 0)
        write, say, found = line_of_words(painter, room), self._cases.text, self._cases.found
        if found and column in _SEARCHED:
            for y, row in cases:
                words = say(row, column)
                if parts := found.parts(words):
                    draw_marked(painter, room.translated(0, y), words, parts)
        for y, row in cases:
            write(y, say(row, column))

    def _clocks(self, painter: QPainter, room: QRect, cases: list[tuple[int, lists.Row]]) -> None:
        """First the quiet clocks, then the strong ones: so the font is changed once."""
        faces = [(y, face) for y, row in cases if (face := self._cases.face(row))]
        font, words, top = painter.font(), room.adjusted(SIGN + 6, 0, 0, 0), (room.height() - SIGN) // 2
        for strong in (False, True):
            font.setBold(strong)
            painter.setFont(font)
            write = line_of_words(painter, words)
            signs: dict[tuple[str, str], tuple[QColor, QPixmap]] = {}
            for y, face in faces:
                if face.strong == strong:
                    look = face.tone, face.sign
                    if look not in signs:
                        signs[look] = (color := style.color(face.tone)), icons.pixmap(face.sign, SIGN, color)
                    color, sign = signs[look]
                    painter.drawPixmap(room.left(), y + top, sign)
                    painter.setPen(color)
                    write(y, self._cases.desk.say(face.words))


def draw_track(painter: QPainter, rect: QRect, row: lists.Row) -> None:
    """Eight dots: full where the case has been, a ring where it is, pale where it has still to go."""
    here = len(WAY) if row.state == "closed" else WAY.index(row.step)
    ratio = painter.device().devicePixelRatioF()
    dots = _track(here, bool(row.waiting), rect.height(), style.scheme(), ratio)
    painter.drawPixmap(rect.left() - 1, rect.top(), dots)  # one pixel for the pen's own width


@lru_cache(maxsize=64)
def _track(here: int, waiting: bool, high: int, scheme: str, ratio: float) -> QPixmap:
    """The dots as a picture: they are the same in many lines, and round things take long to paint."""
    out = QPixmap(round((TRACK + 2) * ratio), round(high * ratio))
    out.setDevicePixelRatio(ratio)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(len(WAY)):
        center = QPointF(number * (DOT + 3) + DOT / 2 + 1, high / 2)
        color = style.color("warn" if number == here and waiting else "accent" if number <= here else "edge")
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(color if number < here else Qt.BrushStyle.NoBrush)
        size = DOT if number <= here else DOT - 4
        painter.drawEllipse(QRectF(center.x() - size / 2, center.y() - size / 2, size, size))
    painter.end()
    return out


def draw_marked(painter: QPainter, rect: QRect, words: str, parts: list[tuple[int, int]]) -> None:
    """A colour behind what was searched for, as far as it can be seen."""
    measure, high, shown = as_cut(painter.font(), words, rect.width())
    color = style.color("found")
    for start, end in parts:
        left = measure(shown[:start])
        wide = measure(shown[:end]) - left
        painter.fillRect(rect.left() + left, rect.center().y() - high // 2, wide, high, color)
