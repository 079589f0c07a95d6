"""Large buttons of which one is chosen: arrows choose, Enter or a click goes on with it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from . import icons, style


class Tile(QPushButton):
    """One choice. Enter and the pointer choose it and go on; arrows and the space bar only choose."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        style.kind(self, "tile")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()) and self.isChecked():
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.taken.emit()
        else:
            super().keyPressEvent(event)


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
        return tile

    def say(self, key: str, words: str, aloud: str = "") -> None:
        """What a choice is called."""
        self.tiles[key].setText(words.replace("&", "&&"))
        self.tiles[key].setAccessibleName(aloud or words)

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
