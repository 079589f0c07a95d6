"""The rail on the left: one button for each place one can go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_

from . import icons, style
from .desk import Desk

#: Name, words with their key, sign, and the number that goes there with Ctrl.
PLACES = (
    ("today", N_("&Today"), "house"),
    ("cases", N_("&Cases"), "inbox"),
    ("promises", N_("&Promises"), "handshake"),
    ("learning", N_("&Learning"), "graduation-cap"),
    ("settings", N_("&Settings"), "settings"),
)

#: Pages that stand under a place of the rail.
BELONGS = {"case": "cases"}

WIDTH, NARROW = 21 * style.GRID, 7 * style.GRID


class Rail(QFrame):
    """Says where the person wants to go; the window goes there."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        style.kind(self, "rail")
        self.setFixedWidth(WIDTH)
        self.narrow = False
        self.buttons = {name: self._button(name, sign) for name, _, sign in PLACES}
        column = QVBoxLayout(self)
        column.setContentsMargins(style.GRID, 2 * style.GRID, style.GRID, 2 * style.GRID)
        column.setSpacing(style.GRID // 2)
        for name, button in self.buttons.items():
            if name == "settings":
                column.addStretch()
            column.addWidget(button)
        self.retranslate()

    def _button(self, name: str, sign: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        style.kind(button, "nav")
        icons.wear(button, sign)
        button.clicked.connect(lambda: self._go(name))
        return button

    def _go(self, name: str) -> None:
        self.show_place(name)  # a second click on the same place does not take its mark away
        self.chosen.emit(name)

    def set_narrow(self, narrow: bool) -> None:
        """Only the signs where there is no room for words; their names stay for who points or listens."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDTH)
        self.retranslate()

    def show_place(self, name: str) -> None:
        """Mark where we are: a case belongs to the cases, a new complaint to no place yet."""
        for place, button in self.buttons.items():
            button.setChecked(place == BELONGS.get(name, name))

    def retranslate(self) -> None:
        for number, (name, words, _) in enumerate(PLACES, 1):
            text = self.desk.words.gettext(words)
            self.buttons[name].setText("" if self.narrow else text)
            self.buttons[name].setAccessibleName(text.replace("&", ""))
            self.buttons[name].setToolTip(f"{text.replace('&', '')} (Ctrl+{number})")
