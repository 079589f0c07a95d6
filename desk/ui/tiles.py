"""Large buttons of which one is chosen: arrows choose, a letter goes to the next that has it, Enter goes on with it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desk.cases.text import fold

from . import icons, style
from .labels import hint

#: Narrower than this a choice cannot be told from others; a longer one ends in dots.
NARROWEST = 16 * style.GRID


class Tile(QPushButton):
    """One choice. Enter and the pointer choose it and go on; arrows and the space bar only choose."""

    taken = Signal()
    letter_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a long name is cut
        style.kind(self, "tile")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()) and self.isChecked():
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.taken.emit()
        elif event.text().isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.letter_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(QSize(NARROWEST, 1000))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def shown(self) -> str:
        """The words, each line as far as it fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        sign = 0 if self.icon().isNull() else self.iconSize().width() + style.GRID
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width() - sign
        elide, flags = self.fontMetrics().elidedText, Qt.TextFlag.TextShowMnemonic
        return "\n".join(elide(line, Qt.TextElideMode.ElideRight, room, flags) for line in self.text().split("\n"))


class Tiles(QWidget):
    """Choices by key, in as many columns as asked."""

    chosen = Signal(str)
    taken = Signal(str)

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.tiles: dict[str, Tile] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.GRID)

    def fill(self, keys: Iterable[str], sign: str = "") -> None:
        """Other choices than before; none is chosen."""
        for tile in self.tiles.values():
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = {key: self._tile(key, sign) for key in keys}
        for number, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, number // self._columns, number % self._columns)
            tile.show()  # the layout would do it later, and what is hidden takes no keyboard

    def _tile(self, key: str, sign: str) -> Tile:
        tile = Tile(self)
        self._group.addButton(tile)
        if sign:
            icons.wear(tile, sign)
        tile.toggled.connect(lambda on: self.chosen.emit(key) if on else None)
        tile.taken.connect(lambda: self.taken.emit(key))
        tile.letter_typed.connect(lambda letter: self._next_with(letter, key))
        return tile

    def _next_with(self, letter: str, here: str) -> None:
        """To the next choice with a word that begins so: some go by their first name, some by their last."""
        keys = list(self.tiles)
        after = keys.index(here) + 1
        for key in (*keys[after:], *keys[:after]):
            words = fold(self.tiles[key].text().partition("\n")[0]).split()
            if any(word.startswith(fold(letter)) for word in words):
                self.tiles[key].setFocus(Qt.FocusReason.OtherFocusReason)
                self.tiles[key].setChecked(True)
                return

    def say(self, key: str, words: str, aloud: str = "") -> None:
        """What a choice is called."""
        self.tiles[key].setText(words.replace("&", "&&"))
        self.tiles[key].setAccessibleName(aloud or words)
        self.tiles[key].setToolTip(hint(words) if "\n" in words else "")  # a long name may end in dots

    def choose(self, key: str) -> None:
        if key in self.tiles:
            self.tiles[key].setChecked(True)

    def choice(self) -> str:
        """The key of what is chosen; empty before."""
        return next((key for key, tile in self.tiles.items() if tile.isChecked()), "")

    def enter(self) -> None:
        """Put the keyboard on the choice, or on the first."""
        tile = self.tiles.get(self.choice()) or next(iter(self.tiles.values()), None)
        if tile:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
