"""A calm card of labels and words above the questions of a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desk.i18n import Words

from . import style
from .labels import Label
from .problem_list import Say


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
            value = Label(say(words), wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{say(label)}: {value.text()}")
            self._grid.addWidget(value, line, 1, top)
        self.setVisible(bool(facts))
