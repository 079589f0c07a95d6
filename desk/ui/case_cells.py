"""How a line of the list of cases is painted: its step, its clock, and what was searched for marked in its words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap

from desk.cases.way import WAY
from desk.store import lists

from . import style
from .case_model import CLOCK, COLUMNS, DOT, STEP, TRACK, CaseModel
from .table import Cells, Index, Table, signed_text, text

#: Columns that hold what people wrote or called: only in these is something marked.
_SEARCHED = frozenset(place for place, (name, _) in enumerate(COLUMNS) if name in ("number", "customer", "about"))


class CaseCells(Cells):
    """The step as a small track of eight, the clock with its sign, the rest as words."""

    def __init__(self, model: CaseModel, table: Table) -> None:
        super().__init__(table)
        self._model = model

    def draw(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row, column = self._model.row(index.row()), index.column()
        if row is None:
            return
        if column == STEP:
            draw_track(painter, rect, row)
            rect = rect.adjusted(TRACK + style.GRID, 0, 0, 0)
        elif column == CLOCK:
            shown = self._model.face(row)
            if shown:
                words = self._model.desk.say(shown.words)
                signed_text(painter, rect, shown.sign, shown.tone, words, shown.strong)
            return
        elif column == 0:
            painter.setPen(style.color("muted"))
        words = self._model.text(row, column)
        if self._model.found and column in _SEARCHED:
            draw_marked(painter, rect, words, self._model.found.parts(words))
        text(painter, rect, words)


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
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    for start, end in parts:
        left = metrics.horizontalAdvance(shown[:start])
        wide = metrics.horizontalAdvance(shown[:end]) - left
        high = metrics.height()
        painter.fillRect(QRect(rect.left() + left, rect.center().y() - high // 2, wide, high), style.color("found"))
