"""One question of the form: its label, its help, its input, and the words about the answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.i18n import N_, Catalogue, Words

from . import icons, inputs, style
from .labels import Label


class Note(QWidget):
    """A sign and a sentence: what is wrong with an answer, or what is doubtful about it."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._text = Label(), Label(size=9, wrap=True)
        self._sign.setFixedWidth(20)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, wrong: bool) -> None:
        """Show the sentence, or nothing when it is empty."""
        if text and (text != self._text.text() or not self.isVisible()):
            name = "late" if wrong else "warn"
            self._text.setText(text)
            style.tone(self._text, name)
            icons.show(self._sign, "triangle-alert" if wrong else "lightbulb", name, 16)
        elif not text:
            self._text.clear()
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text.text()


class FieldBlock(QWidget):
    """A field of a step as it stands on the page."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, field: Field, moment: Moment, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.words = field, words
        self.input = inputs.make(field, moment, words)
        self.label, self.help, self.note = Label(wrap=True), Label(size=9, tone="muted", wrap=True), Note()
        self._beside: FieldBlock | None = None
        self._wrong: Words | None = None
        self._doubt: Words | None = None
        self._refused: Words | None = None
        self._said: Words | None = None  # what stands in the note
        self.label.setBuddy(self.input)
        self._lay_out()
        self.input.changed.connect(self._changed)
        self.input.left.connect(lambda: self.left.emit(field.name))
        self.input.refused.connect(self._refuse)
        self._write()

    def begin(self, moment: Moment, raw: Any) -> None:
        """Ask it of a case: an answer nobody has touched yet, and nothing said about one."""
        self._wrong = self._doubt = self._refused = None
        self.input.point("")
        self.input.begin(moment, raw)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        # below where two stand side by side, so that their inputs are on one line; and under the words of a box
        below = self.input.short or self.input.labelled
        for widget in (self.label, self.input, self.help) if below else (self.label, self.help, self.input):
            layout.addWidget(widget)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.label.setVisible(not self.input.labelled)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        if self.input.labelled:
            self.help.setContentsMargins(34, 0, 0, 0)

    def stand_beside(self, other: FieldBlock | None) -> None:
        """Keep its input on one line with that of the other block, however many lines either label takes."""
        self._beside = other
        if other is None:
            self.label.setMinimumHeight(0)
        self._level()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._level()

    def _level(self) -> None:
        pair = (self, self._beside) if self._beside else ()
        for block in pair:
            block.label.setMinimumHeight(0)  # a label never says that it needs less than its least height
        tallest = max((block.label.heightForWidth(block.width()) for block in pair), default=0)
        for block in pair:
            block.label.setMinimumHeight(tallest)

    def speak(self, words: Catalogue) -> None:
        """Go on in another language; what was typed and what was said about it stay."""
        self.words = words
        self.input.speak(words)
        self._write()

    def say(self, wrong: Words | None, doubt: Words | None) -> None:
        """What is wrong with the answer, or else what is doubtful; None for nothing."""
        self._wrong, self._doubt = wrong, doubt
        if wrong or doubt or self._refused or self._said:  # of most questions nothing is said, nor was before
            self._show()

    def _write(self) -> None:
        label = self.words.gettext(self.field.label)
        self.label.setText(label)
        self._level()
        self.help.setText(self.words.gettext(self.field.help))
        self.help.setVisible(bool(self.field.help))
        self._show()

    def _show(self) -> None:
        said = self._said = self._refused or self._wrong or self._doubt
        wrong = bool(self._refused or self._wrong)
        self.note.say(self.words.say(said, self.input.at.branch.tz) if said else "", wrong)
        self.input.mark(wrong)
        self.input.point(str(said.values.get("phrase", "")) if said and not wrong else "")
        needed = self.words.gettext(N_("Needed.")) if self.field.required else ""
        self.input.describe(" ".join(t for t in (self.note.text(), self.help.text(), needed) if t))

    def _changed(self) -> None:
        self._refused = None
        self.changed.emit(self.field.name)

    def _refuse(self, words: Words) -> None:
        self._refused = words
        self._show()
