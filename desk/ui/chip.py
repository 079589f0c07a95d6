"""A round button of which one in a row is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from . import style


class Chip(QPushButton):
    """Chosen chips are written in bold: the room for that is there before, so that the row stands still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        style.kind(self, "chip")

    def count(self, words: str, many: str) -> None:
        """What it shows, and how many there are."""
        self.setText(f"{words}  {many}".replace("&", "&&"))
        self.setAccessibleName(f"{words}, {many}")

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(style.font(10, bold=True)).horizontalAdvance(self.text())
        more = max(0, bold - self.fontMetrics().horizontalAdvance(self.text()))
        both = 1 if self.icon().isNull() else 2  # Qt puts a sign where it would stand before thinner letters
        return super().sizeHint() + QSize(both * more, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
