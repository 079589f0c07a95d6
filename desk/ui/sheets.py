"""The pages of a paper one below the other, drawn as they come into sight and never on the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from . import style
from .latest import Latest
from .paper_making import Size, pictures, sizes

GAP = 16

#: Screen pixels for each point of paper: at 100 per cent, and how far one may go.
WHOLE, LEAST, MOST = 96 / 72, 0.4, 4.0

#: A narrow slip is not blown up beyond this only because there is room.
WIDEST_FIT = 2.0

STEP = 1.25

#: So many pages before and after those in sight stay drawn.
KEPT = 4

#: While the window is being drawn larger, pages are drawn anew only when it rests.
REST_MS = 60


@dataclass(frozen=True)
class Drawn:
    """A paper and those of its pages that were in sight, at a resolution."""

    pdf: bytes
    sizes: tuple[Size, ...]
    pictures: Mapping[int, QImage]
    dpi: float


def draw(make: Callable[[], bytes], pages: tuple[int, ...], dpi: float) -> Drawn:
    """Make the paper and draw some of its pages; touches no widget."""
    pdf = make()
    return Drawn(pdf, sizes(pdf), pictures(pdf, dpi, pages), dpi)


class _Column(QWidget):
    """The pages as they lie: white sheets, with the picture on those that are drawn."""

    def __init__(self, sheets: Sheets) -> None:
        super().__init__()
        self.sheets = sheets

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in enumerate(self.sheets.places):
            if not place.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(place, QColor("white"))
            if picture := self.sheets.pictures.get(number):
                _put(painter, place, picture)
            painter.setPen(style.color("edge"))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0))


def _put(painter: QPainter, place: QRectF, picture: QImage) -> None:
    """Pixel for pixel where the picture fits; stretched only until the sharp one is there."""
    if abs(picture.deviceIndependentSize().width() - place.width()) < 2:
        painter.drawImage(place.topLeft(), picture)
    else:
        painter.drawImage(place, picture)


class Sheets(QScrollArea):
    """Shows a paper that may change while it is looked at; the place one reads stays."""

    drawn = Signal()
    failed = Signal(object)  # Exception

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf, self.sizes = b"", tuple[Size, ...]()
        self.places: list[QRectF] = []
        self.pictures: dict[int, QImage] = {}
        self.zoom = 0.0  # pixels for each point; 0 fits the width
        self._dpi = 0.0
        self._make: Callable[[], bytes] | None = None  # a paper that is not here yet
        self._column, self._latest = _Column(self), Latest(self)
        self.setWidget(self._column)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._draw)
        self._latest.done.connect(self._take)
        self._latest.failed.connect(self._fail)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        style.news.changed.connect(self._column.update)

    def show_paper(self, make: Callable[[], bytes]) -> None:
        """Show the paper that `make` gives, once it is there; until then the one before stays. Called elsewhere."""
        self._make = make
        self._draw()

    def clear(self) -> None:
        """No paper, also not the one that is being made: it was another's."""
        self._latest.forget()
        self.pdf, self.sizes, self._make = b"", (), None
        self.places, self.pictures = [], {}
        self._column.resize(0, 0)

    def scale(self) -> float:
        """Pixels for each point of paper."""
        if self.zoom:
            return self.zoom
        widest = max((wide for wide, _ in self.sizes), default=595.0)
        room = self.width() - 2 * GAP - self.verticalScrollBar().sizeHint().width()
        return min(WIDEST_FIT, max(LEAST, room / widest))

    def magnify(self, times: float) -> None:
        """Larger or smaller by a factor; 0 fits the width again."""
        before = self.scale()
        self.zoom = min(MOST, max(LEAST, before * times)) if times else 0.0
        bar = self.verticalScrollBar()
        at = bar.value() * self.scale() / before
        self._lay_out()
        bar.setValue(round(at))
        self._draw()

    def in_sight(self) -> tuple[int, ...]:
        """The pages that can be seen now, at least the first."""
        top = self.verticalScrollBar().value()
        seen = QRectF(0, top - GAP, 1e6, self.viewport().height() + 2 * GAP)
        return tuple(n for n, place in enumerate(self.places) if place.intersects(seen)) or (0,)

    def rest(self) -> None:
        """Draw now what waits for the window to stop changing its size."""
        if self._rest.isActive():
            self._rest.stop()
            self._draw()

    def _draw(self) -> None:
        if self._make is None and not self.pdf:
            return
        make = self._make or partial(bytes, self.pdf)
        dpi = 72 * self.scale() * self.devicePixelRatioF()
        self._latest.ask(partial(draw, make, self.in_sight(), dpi))

    def _take(self, drawn: Drawn) -> None:
        same = drawn.pdf == self.pdf and drawn.dpi == self._dpi
        self.pdf, self.sizes, self._dpi, self._make = drawn.pdf, drawn.sizes, drawn.dpi, None
        for picture in drawn.pictures.values():
            picture.setDevicePixelRatio(self.devicePixelRatioF())
        near = {n + by for n in drawn.pictures for by in range(-KEPT, KEPT + 1)}
        before = {n: picture for n, picture in self.pictures.items() if same and n in near}
        self.pictures = {**before, **drawn.pictures}
        self._lay_out()
        self._column.update()
        self._scrolled()
        self.drawn.emit()

    def _fail(self, error: Exception) -> None:
        self._make = None
        self.failed.emit(error)

    def _scrolled(self) -> None:
        if any(number not in self.pictures for number in self.in_sight() if number < len(self.sizes)):
            self._draw()

    def _lay_out(self) -> None:
        scale, top = self.scale(), float(GAP)
        wide = max((w for w, _ in self.sizes), default=0.0) * scale
        self.places = []
        for w, h in self.sizes:
            self.places.append(QRectF(round(GAP + (wide - w * scale) / 2), top, round(w * scale), round(h * scale)))
            top += round(h * scale) + GAP
        self._column.resize(QSize(round(wide) + 2 * GAP, round(top)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.zoom and event.size().width() != event.oldSize().width():
            self._lay_out()
        self._rest.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.magnify(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)
