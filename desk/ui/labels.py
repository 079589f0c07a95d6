"""Labels that show what they are given, letter by letter: nothing in them is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from . import style

#: Keeps a line from ending here, and takes no room.
JOINER = "\u2060"


def unbroken(text: str) -> str:
    """The text as it is shown: an address such as anh/chị is never torn apart after its stroke."""
    return text.replace("anh/chị", f"anh/{JOINER}chị").replace("Anh/chị", f"Anh/{JOINER}chị")


def hint(text: str) -> str:
    """The text as the pointer's hint shows it, letter by letter: Qt would read what looks like markup as such, and
    fetch the pictures that it names."""
    if "<" not in text:
        return text
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<p style="white-space: pre-wrap">{plain}</p>'


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

    def setText(self, text: str) -> None:
        super().setText(unbroken(text))

    def text(self) -> str:
        """What it was given, without what is only for showing."""
        return super().text().replace(JOINER, "")


def line(upright: bool = False) -> QFrame:
    """A thin line that divides two parts of a page."""
    out = QFrame()
    style.kind(out, "upright" if upright else "line")
    return out
