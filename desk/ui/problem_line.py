"""The line that says what is wrong in a dialog or a part of the settings: hidden until there is something to say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from .aloud import announce
from .labels import Label


class ProblemLine(Label):
    """One sentence at a time. A screen reader says it at once, and the keyboard stays where it is."""

    def __init__(self, parent: QWidget | None = None, tone: str = "late_soft") -> None:
        super().__init__(parent=parent, tone=tone, wrap=True)
        self.hide()

    def tell(self, words: str) -> None:
        """Show the sentence, in the language of the window, until it is told another or hidden."""
        self.setText(words)
        self.show()
        announce(self.parentWidget() or self, words, urgent=True)
