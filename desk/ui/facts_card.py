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

    def __init__(self, name: str, text: str, say: Say) -> None:
        super().__init__()
        self._text, self.words = text, Label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(f"{name}: {text}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        self._unfold(len(text) <= FOLD)
        if len(text) > FOLD:
            more = QPushButton(say(N_("Read all of it")))
            more.setCheckable(True)
            style.kind(more, "link")
            more.toggled.connect(self._unfold)
            layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, whole: bool) -> None:
        self.words.setText(self._text if whole else self._text[:FOLD].rstrip() + "…")


class FactsCard(QFrame):
    """Read only; what people wrote can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.kind(self, "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(2 * style.GRID)
        self._grid.setVerticalSpacing(style.GRID)
        self._grid.setColumnMinimumWidth(0, 136)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, Words]], say: Say) -> None:
        """Write the facts anew; the same label twice is said once."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        before = ""
        for line, (label, words) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            if label != before:
                name = Label(say(label), size=9, tone="muted", wrap=True)
                name.setFixedWidth(136)
                self._grid.addWidget(name, line, 0, top)
            before = label
            self._grid.addWidget(_Value(say(label), say(words), say), line, 1, top)
        self.setVisible(bool(facts))
