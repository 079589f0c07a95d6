"""A sheet to sign on with pen, finger or mouse: strokes of points with their times, undo, redo and clear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.cases.strokes import HEIGHT, LONGEST, MOST, WIDTH, Point, Signature, Stroke

from . import style

_TOUCH = {
    QEvent.Type.TouchBegin: "begin", QEvent.Type.TouchUpdate: "go_on", QEvent.Type.TouchEnd: "end",
    QEvent.Type.TouchCancel: "end",
}  # fmt: skip


class Pad(QWidget):
    """Takes strokes. What was written can be taken back stroke by stroke, also a clearing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], int] | None = None) -> None:
        """`clock` gives milliseconds; only their differences count."""
        super().__init__(parent)
        self._timer = QElapsedTimer()
        self._timer.start()
        self._clock = clock or self._timer.elapsed
        self._began: int | None = None
        self._history: list[tuple[Stroke, ...]] = [()]
        self._here = 0
        self._current: list[Point] = []
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 100)
        style.news.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 160)

    # What is written -------------------------------------------------------------------------------------------

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The finished strokes."""
        return self._history[self._here]

    def fill(self, signature: Signature) -> None:
        """Show a signature; there is nothing to take back then."""
        self._history, self._here, self._current = [signature.strokes], 0, []
        last = max((point[2] for stroke in signature.strokes for point in stroke), default=None)
        self._began = None if last is None else self._clock() - last
        self.update()

    def can_undo(self) -> bool:
        return self._here > 0

    def can_redo(self) -> bool:
        return self._here + 1 < len(self._history)

    def undo(self) -> None:
        self._go(-1 if self.can_undo() else 0)

    def redo(self) -> None:
        self._go(1 if self.can_redo() else 0)

    def clear(self) -> None:
        """Take everything away; undo brings it back."""
        if self.strokes:
            self._remember(())

    def _go(self, by: int) -> None:
        if by:
            self._here += by
            self.update()
            self.changed.emit()

    def _remember(self, strokes: tuple[Stroke, ...]) -> None:
        self._history = [*self._history[: self._here + 1], strokes]
        self._here += 1
        self.update()
        self.changed.emit()

    # Writing ---------------------------------------------------------------------------------------------------

    def begin(self, at: QPointF) -> None:
        """The pen touches the sheet."""
        if self._began is None:
            self._began = self._clock()
        self._current = []
        self.go_on(at)

    def go_on(self, at: QPointF) -> None:
        """The pen moves; points on the same spot, and those beyond the largest number, are left out."""
        point = self._point(at)
        same = bool(self._current) and self._current[-1][:2] == point[:2]
        if not same and self._room():
            self._current.append(point)
            self.update()

    def end(self, at: QPointF) -> None:
        """The pen leaves the sheet."""
        self.go_on(at)
        stroke, self._current = tuple(self._current), []
        if stroke:
            self._remember((*self.strokes, stroke))

    def _room(self) -> bool:
        return sum(map(len, self.strokes)) + len(self._current) < MOST

    def _sheet(self) -> QRectF:
        """The largest sheet of the right shape, beginning where the words above it begin."""
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        high = HEIGHT * scale
        return QRectF(0, (self.height() - high) / 2, WIDTH * scale, high)

    def _point(self, at: QPointF) -> Point:
        sheet = self._sheet()
        x = round((at.x() - sheet.x()) / sheet.width() * WIDTH)
        y = round((at.y() - sheet.y()) / sheet.height() * HEIGHT)
        passed = self._clock() - (self._began or 0)
        return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT), min(max(passed, 0), LONGEST)

    # Pen, finger, mouse ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._current:
            self.go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._current:
            self.end(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: accepted, so that no mouse is made of it."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self.begin(event.position())
        elif kind == QEvent.Type.TabletMove and self._current:
            self.go_on(event.position())
        elif kind == QEvent.Type.TabletRelease and self._current:
            self.end(event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.type() in _TOUCH:
            points = event.points()
            if points and (event.type() == QEvent.Type.TouchBegin or self._current):
                getattr(self, _TOUCH[event.type()])(points[0].position())  # a hand resting beside it writes nothing
            event.accept()
            return True
        return super().event(event)

    # Painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet, painter = self._sheet(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("edge"), 1))
        painter.setBrush(style.color("raised"))
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        low = sheet.y() + sheet.height() * 0.8
        painter.setPen(QPen(style.color("line"), 1))
        painter.drawLine(QPointF(sheet.x() + 16, low), QPointF(sheet.right() - 16, low))
        pen = QPen(style.color("ink"), max(1.6, sheet.width() / 240))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in (*self.strokes, tuple(self._current)):
            painter.drawPath(drawn(stroke, sheet))


def drawn(stroke: Stroke, sheet: QRectF) -> QPainterPath:
    """A stroke as a path on a sheet of any size; a single touch is a dot."""
    across, down = sheet.width() / WIDTH, sheet.height() / HEIGHT
    places = [QPointF(sheet.x() + x * across, sheet.y() + y * down) for x, y, _ in stroke]
    path = QPainterPath()
    if places:
        path.moveTo(places[0])
        for place in places[1:] or [places[0] + QPointF(0.1, 0)]:
            path.lineTo(place)
    return path
