"""What a list shows when it has nothing: a sign, a kind sentence, and what could be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from . import icons, style
from .labels import Label

SIGN = 40


class Empty(QWidget):
    """An empty state in the middle of its room."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keyboard has a place here too, and its words are read
        self._sign = Label(parent=self)
        self.words = Label(parent=self, size=12, wrap=True)
        self.more = Label(parent=self, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: self._do())
        self._do: Callable[[], object] = lambda: None
        self.button.hide()
        column = QVBoxLayout(self)
        column.setSpacing(style.GRID)
        column.addStretch(2)
        for label in (self._sign, self.words, self.more):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        icons.show(self._sign, sign, size=SIGN)

    def say(self, words: str, more: str = "") -> None:
        self.words.setText(words)
        self.setAccessibleName(f"{words} {more}".strip())
        self.more.setText(more)
        self.more.setVisible(bool(more))

    def offer(self, words: str, do: Callable[[], object] = lambda: None) -> None:
        """Something that could be done now, as a button; "" offers nothing."""
        self._do = do
        self.button.setText(words)
        self.button.setVisible(bool(words))
