"""The sign that something goes on: a bar that moves or, where nothing may move, words that stand still."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from . import style
from .labels import Label


class Working(QWidget):
    """Hidden until something takes its time. What it is called is also what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.words = QProgressBar(self), Label(parent=self, tone="muted", wrap=True)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.hide()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.bar.setAccessibleName(name)
        self.words.setText(f"{name}…")

    def showEvent(self, event: QShowEvent) -> None:
        self.bar.setRange(0, int(style.is_still()))  # no range at all is what moves
        self.bar.setVisible(not style.is_still())
        self.words.setVisible(style.is_still())
        super().showEvent(event)
