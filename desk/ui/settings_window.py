"""Settings of this window: its language, light or dark, reminders and quiet hours."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from desk.i18n import LANGUAGES, N_

from . import quiet, style
from .desk import Desk
from .labels import Label
from .memory import STILL, keep, recall
from .reminders import CHOICE
from .tiles import Tiles

SCHEMES = (
    ("light", N_("Light"), "sun"),
    ("dark", N_("Dark"), "moon"),
    ("contrast", N_("High contrast"), "circle-dot"),
)

WIDTH = 90 * style.GRID


class WindowSection(QWidget):
    """A choice takes effect at once."""

    language_wanted = Signal(str)
    scheme_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._headings = [style.heading(Label(parent=self), 2) for _ in range(2)]
        self.language, self.scheme = Tiles(3, self), Tiles(3, self)
        self.language.fill(LANGUAGES, "globe")
        for code, name in LANGUAGES.items():
            self.language.say(code, name)
        self.scheme.fill(name for name, _, _ in SCHEMES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GRID)
        for heading, tiles in zip(self._headings, (self.language, self.scheme), strict=True):
            tiles.setMaximumWidth(WIDTH)
            column.addWidget(heading)
            column.addWidget(tiles)
            column.addSpacing(2 * style.GRID)
        self.still = QCheckBox(self)
        self.still.toggled.connect(self._keep_still)
        column.addWidget(self.still)
        self.remind = QCheckBox(self)
        self.remind.toggled.connect(lambda on: keep(self, CHOICE, on))
        column.addWidget(self.remind)
        self.quiet, self._until = QCheckBox(self), Label(parent=self)
        self.start, self.end = QTimeEdit(self), QTimeEdit(self)
        column.addLayout(self._quiet_hours())
        column.addStretch()
        self.refresh()
        self.language.chosen.connect(self.language_wanted)
        self.scheme.chosen.connect(self.scheme_wanted)
        style.news.changed.connect(self._mark)  # Ctrl+K changes the colours too

    def _keep_still(self, still: bool) -> None:
        keep(self, STILL, still)
        style.keep_still(still)

    def _quiet_hours(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(style.GRID)
        for widget in (self.quiet, self.start, self._until, self.end):
            row.addWidget(widget)
        row.addStretch(1)
        for edit in (self.start, self.end):
            edit.lineEdit().setTextMargins(style.GRID, 0, 0, 0)  # the sheet's padding does not reach a time
            edit.timeChanged.connect(self._keep_quiet)
        self.quiet.toggled.connect(self._keep_quiet)
        return row

    def _keep_quiet(self) -> None:
        for edit in (self.start, self.end):
            edit.setEnabled(self.quiet.isChecked())
        chosen = (edit.time().toString("HH:mm") for edit in (self.start, self.end))
        quiet.keep(self.desk, quiet.Quiet(self.quiet.isChecked(), *chosen))

    def _show_quiet(self) -> None:
        kept = quiet.quiet(self.desk)
        for edit, at in ((self.start, kept.start), (self.end, kept.end)):
            with QSignalBlocker(edit):
                edit.setDisplayFormat("H.mm" if self.desk.words.language == "fi" else "HH:mm")
                edit.setTime(QTime.fromString(at, "HH:mm"))
            edit.setEnabled(kept.on)
        with QSignalBlocker(self.quiet):
            self.quiet.setChecked(kept.on)

    def refresh(self) -> None:
        """Show what holds now, without asking for it again."""
        self._mark()
        with QSignalBlocker(self.still):
            self.still.setChecked(style.is_still())
        self.remind.setChecked(recall(self, CHOICE, True))
        self._show_quiet()

    def _mark(self) -> None:
        for tiles, key in ((self.language, self.desk.words.language), (self.scheme, style.scheme())):
            with QSignalBlocker(tiles):
                tiles.choose(key)

    def retranslate(self) -> None:
        say = self.desk.say
        for heading, words in zip(self._headings, (N_("Language"), N_("Colours")), strict=True):
            heading.setText(say(words))
        for name, words, _ in SCHEMES:
            self.scheme.say(name, say(words))
        self.remind.setText(say(N_("Remind me a quarter of an hour before something is due, while the shop is open")))
        self.remind.setAccessibleName(self.remind.text())
        self.still.setText(say(N_("Nothing on the screen moves by itself")))
        self.still.setAccessibleName(self.still.text())
        self.quiet.setText(say(N_("Quiet hours, without any reminder, from")))
        self._until.setText(say(N_("until")))
        self.quiet.setAccessibleName(self.quiet.text())
        self.start.setAccessibleName(say(N_("Quiet hours begin at")))
        self.end.setAccessibleName(say(N_("Quiet hours end at")))
        self.refresh()
