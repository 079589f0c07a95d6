"""A layout that puts widgets beside each other and starts a new line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then down. The height follows from the width."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, choices: bool = False) -> None:
        """`choices`: the lines stand close together and none holds a single straggler."""
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: the layouts around it ask many times over
        self._choices = choices
        super().__init__(parent)
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        wide = sum(h.width() for h in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(wide, max((h.height() for h in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        sizes = [item.sizeHint() for item in shown]
        y, first = rect.y(), 0
        for count in self._lines([size.width() for size in sizes], rect.width()):
            y += self.spacing() if first and not self._choices else 0
            x, line = rect.x(), range(first, first + count)
            for number in line if move else ():
                shown[number].setGeometry(QRect(QPoint(x, y), sizes[number]))
                x += sizes[number].width() + self.spacing()
            y += max(sizes[number].height() for number in line)
            first += count
        return y - rect.y()

    def _lines(self, widths: list[int], width: int) -> list[int]:
        """How many stand on each line: as few lines as there is room for and, of choices, as even ones."""
        best = self._broken(widths, width)
        while self._choices and len(best) > 1 and width > 0:
            width -= self.spacing()
            tried = self._broken(widths, width)
            if len(tried) > len(best):
                break
            best = tried
        return best

    def _broken(self, widths: list[int], width: int) -> list[int]:
        lines: list[int] = []
        room = 0
        for wide in widths:
            if not lines or room < wide:
                lines.append(0)
                room = width
            lines[-1] += 1
            room -= wide + self.spacing()
        return lines
