"""A calm card of labels and words above the questions of a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desk.i18n import N_, Words

from . import style
from .labels import Label
from .problem_list import Say

#: A longer text is folded, so that the questions below stay in sight.
FOLD = 700


class _Value(QWidget):
    """What stands beside a label; a very long text shows its beginning, and all of it when asked."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self.words, self._more = "", Label(wrap=True), QPushButton()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more.setCheckable(True)
        style.kind(self._more, "link")
        self._more.toggled.connect(self._unfold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_words(self, name: str, text: str, say: Say) -> None:
        """Another text, folded again where it is long."""
        self._text = text
        self._more.setChecked(False)
        self._more.setText(say(N_("Read all of it")))
        self._more.setVisible(len(text) > FOLD)
        self.words.setAccessibleName(f"{name}: {text}")
        self._unfold(len(text) <= FOLD)

    def _unfold(self, whole: bool) -> None:
        self.words.setText(self._text if whole else self._text[:FOLD].rstrip() + "…")


class FactsCard(QFrame):
    """Read only; what people wrote can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "card")
        self._lines: list[tuple[Label, _Value]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(2 * style.GRID)
        self._grid.setVerticalSpacing(style.GRID)
        self._grid.setColumnMinimumWidth(0, 136)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, Words]], say: Say) -> None:
        """Write the facts anew into the lines there are; the same label twice is said once."""
        while len(self._lines) < len(facts):
            self._add_line()
        before = ""
        for (name, value), (label, words) in zip(self._lines, facts, strict=False):
            said = say(label)
            name.setText("" if label == before else said)
            name.setVisible(label != before)
            value.show_words(said, say(words), say)
            value.show()
            before = label
        for name, value in self._lines[len(facts):]:
            name.hide()
            name.clear()
            value.hide()
            value.show_words("", "", say)
        self.setVisible(bool(facts))

    def _add_line(self) -> None:
        name, value, line = Label(size=9, tone="muted", wrap=True), _Value(), len(self._lines)
        name.setFixedWidth(136)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.append((name, value))
