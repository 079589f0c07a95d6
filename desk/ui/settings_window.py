"""Settings of this window: its language, and light or dark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk.i18n import LANGUAGES, N_

from . import style
from .desk import Desk
from .labels import Label
from .memory import keep, recall
from .reminders import CHOICE
from .tiles import Tiles

SCHEMES = (
    ("light", N_("Light"), "sun"),
    ("dark", N_("Dark"), "moon"),
    ("contrast", N_("High contrast"), "circle-dot"),
)

WIDTH = 48 * style.GRID


class WindowSection(QWidget):
    """A choice takes effect at once."""

    language_wanted = Signal(str)
    scheme_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._headings = [style.heading(Label(parent=self), 2) for _ in range(2)]
        self.language, self.scheme = Tiles(1, self), Tiles(1, self)
        self.language.fill(LANGUAGES, "globe")
        for code, name in LANGUAGES.items():
            self.language.say(code, name)
        self.scheme.fill(name for name, _, _ in SCHEMES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GRID)
        for heading, tiles in zip(self._headings, (self.language, self.scheme), strict=True):
            tiles.setFixedWidth(WIDTH)
            column.addWidget(heading)
            column.addWidget(tiles)
            column.addSpacing(2 * style.GRID)
        self.remind = QCheckBox(self)
        self.remind.toggled.connect(lambda on: keep(self, CHOICE, on))
        column.addWidget(self.remind)
        column.addStretch()
        self.refresh()
        self.language.chosen.connect(self.language_wanted)
        self.scheme.chosen.connect(self.scheme_wanted)

    def refresh(self) -> None:
        """Mark what holds now, without asking for it again."""
        for tiles, key in ((self.language, self.desk.words.language), (self.scheme, style.scheme())):
            blocked = tiles.blockSignals(True)
            tiles.choose(key)
            tiles.blockSignals(blocked)
        self.remind.setChecked(recall(self, CHOICE, True))

    def retranslate(self) -> None:
        say = self.desk.say
        for heading, words in zip(self._headings, (N_("Language"), N_("Colours")), strict=True):
            heading.setText(say(words))
        for name, words, _ in SCHEMES:
            self.scheme.say(name, say(words))
        self.remind.setText(say(N_("Remind me a quarter of an hour before something is due, while the shop is open")))
        self.remind.setAccessibleName(self.remind.text())
        self.refresh()
