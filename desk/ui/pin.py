"""A field and a pad for a PIN: never shown, never kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from desk.i18n import N_

from . import icons, style
from .language import say

#: Longer than any password that somebody types at a counter.
LONGEST = 64


class PinField(QLineEdit):
    """Takes a PIN or a password. The input method is told that this is a secret."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhSensitiveData)


class PinPad(QWidget):
    """Ten digits, one back, and the sign to go on; for fingers. The keyboard types into the field."""

    finished = Signal()

    def __init__(self, field: PinField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(style.GRID)
        self.digits = {digit: self._key(digit) for digit in "1234567890"}
        for number, button in enumerate(list(self.digits.values())[:9]):
            grid.addWidget(button, number // 3, number % 3)
        self.back, self.go = self._key(""), self._key("")
        icons.wear(self.back, "arrow-left", gap=0)
        icons.wear(self.go, "check", gap=0)
        self.back.clicked.connect(field.backspace)
        self.go.clicked.connect(self.finished)
        for column, button in enumerate((self.back, self.digits["0"], self.go)):
            grid.addWidget(button, 3, column)
        self.retranslate()

    def _key(self, digit: str) -> QPushButton:
        button = QPushButton(digit, self)
        style.kind(button, "pad")
        button.setFixedWidth(9 * style.GRID)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if digit:
            button.setAccessibleName(digit)
            button.clicked.connect(lambda: self._field.insert(digit))
        return button

    def retranslate(self) -> None:
        self.back.setAccessibleName(say(self, N_("Take back a digit")))
        self.go.setAccessibleName(say(self, N_("Go on")))


def pin_problem(pin: str, again: str) -> str:
    """Why these two cannot be a PIN; empty when they can. The store has the last word on length."""
    digits = pin.isascii() and pin.isdigit()
    if not (4 <= len(pin) <= 12 if digits else len(pin) >= 8):
        return N_("A PIN has 4 to 12 digits, a password at least 8 characters. Please choose another.")
    if digits and (len(set(pin)) == 1 or pin in "0123456789012" or pin in "9876543210987"):
        return N_("This PIN is too easy to guess. Please mix the digits.")
    if pin != again:
        return N_("The two PINs are not the same. Please type them again.")
    return ""
