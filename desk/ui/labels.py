"""Labels that show what they are given, letter by letter: nothing in them is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from . import style


class Label(QLabel):
    """A label for words that come from people or from the catalogue. `tone` names a colour of the palette."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: float = 0,
        bold: bool = False,
        tone: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if size or bold:
            self.setFont(style.font(size or 10, bold))
        if tone:
            style.tone(self, tone)
        self.setText(text)


def line(upright: bool = False) -> QFrame:
    """A thin line that divides two parts of a page."""
    out = QFrame()
    style.kind(out, "upright" if upright else "line")
    return out
