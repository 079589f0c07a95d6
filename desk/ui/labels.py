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


#: A longer word, such as an address on the web, may end a line after any so many of its letters.
LONGEST, STRETCH = 30, 10
BREAK = "\u200b"


def breakable(text: str) -> str:
    """The text as a label with several lines shows it: Qt makes all of it as wide as its longest word, and cuts it."""
    if max(map(len, text.split()), default=0) <= LONGEST:
        return text
    import re  # late: the first picture has no such word

    long, stretch = re.compile(rf"\S{{{LONGEST + 1},}}"), re.compile(rf"\S{{{STRETCH}}}(?=\S)")
    return long.sub(lambda word: stretch.sub(lambda some: some[0] + BREAK, word[0]), text)


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
        self._given = text
        super().setText(unbroken(breakable(text) if self.wordWrap() else text))

    def clear(self) -> None:
        self.setText("")  # Qt's own would leave behind what it was given

    def text(self) -> str:
        """What it was given, without what is only for showing."""
        return self._given if super().text() else ""  # it may have been cleared, or be a picture by now


def line(upright: bool = False) -> QFrame:
    """A thin line that divides two parts of a page."""
    out = QFrame()
    style.kind(out, "upright" if upright else "line")
    return out
