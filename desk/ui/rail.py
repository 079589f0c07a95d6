"""The rail on the left: one button for each place one can go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_

from . import icons, style
from .desk import Desk

#: Name, words with their key, sign, and the number that goes there with Ctrl.
PLACES = (
    ("today", N_("&Today"), "house"),
    ("cases", N_("&Cases"), "inbox"),
    ("promises", N_("&Promises"), "handshake"),
    ("settings", N_("&Settings"), "settings"),
)

WIDTH = 21 * style.GRID


class Rail(QFrame):
    """Says where the person wants to go; the window goes there."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        style.kind(self, "rail")
        self.setFixedWidth(WIDTH)
        self.buttons = {name: self._button(name, sign) for name, _, sign in PLACES}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GRID, 2 * style.GRID, style.GRID, 2 * style.GRID)
        column.setSpacing(style.GRID // 2)
        for name, button in self.buttons.items():
            if name == "settings":
                column.addStretch()
            group.addButton(button)
            column.addWidget(button)
        self.retranslate()

    def _button(self, name: str, sign: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        style.kind(button, "nav")
        icons.wear(button, sign)
        button.clicked.connect(lambda: self.chosen.emit(name))
        return button

    def show_place(self, name: str) -> None:
        """Mark where we are; a page that has no place of its own leaves the mark where it was."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def retranslate(self) -> None:
        for number, (name, words, _) in enumerate(PLACES, 1):
            text = self.desk.words.gettext(words)
            self.buttons[name].setText(text)
            self.buttons[name].setAccessibleName(text.replace("&", ""))
            self.buttons[name].setToolTip(f"{text.replace('&', '')} (Ctrl+{number})")
