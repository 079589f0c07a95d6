"""Inputs for words: one line, many lines, and points, one on each line."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.cases.text import LIMIT, SHORT, BadText, clean
from desk.i18n import Catalogue, Words

from . import style
from .input import Input, are_files

#: Longer than any answer, so that nothing is cut silently; and short enough that a line never freezes on a paste.
_ROOM = 4 * SHORT


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def afresh(edit: QLineEdit, text: str) -> None:
    """Show a text as if nothing had ever stood there: what was typed cannot come back, not even by undo."""
    typed = edit.isUndoAvailable() or edit.isRedoAvailable() or edit.hasFocus()  # where half a letter may wait
    if typed or edit.text() != text:
        edit.setText(text)


class TextInput(Input):
    """One line of words. Too much at once is refused, and what stood there stays."""

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_ROOM)
        self._before = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.adopt(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.name_it()

    def read(self) -> Any:
        return _nfc(self.edit.text())

    def _show(self, raw: Any) -> None:
        text = str(raw or "")
        if text != self.edit.text():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def _begin(self, raw: Any) -> None:
        self._before = ""  # a text too long for the line must not leave the one before in its place
        afresh(self.edit, str(raw or ""))
        self.edit.setCursorPosition(0)
        self._before = self.edit.text()

    def _typed(self, text: str) -> None:
        if len(text) > SHORT:
            self.edit.setText(self._before)
            # what did not even fit into the line came from the clipboard
            length = len(text) if len(text) < _ROOM else max(len(text), len(QGuiApplication.clipboard().text()))
            self.refused.emit(_too_long(length, SHORT))
            return
        self._before = text
        self.changed.emit()


def _too_long(length: int, limit: int) -> Words:
    """The border's own sentence about a text that is too long."""
    try:
        clean("x" * length, limit)
    except BadText as error:
        return error.words
    raise ValueError("the text is not too long")


class GrowingEdit(QPlainTextEdit):
    """Plain words on many lines; grows with them, and takes a paste only when it fits."""

    overflowed = Signal(object)  # Words

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most, self._underlined = least, most, False
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        style.news.changed.connect(self._dye)
        self._grow()

    def set_least(self, lines: int) -> None:
        """Never lower than so many lines."""
        self._least = lines
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not are_files(source)  # the page attaches a file; its path is no answer

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = _nfc(source.text())
        kept = self.document().characterCount() - len(self.textCursor().selectedText())
        if kept + len(text) > LIMIT:
            self.overflowed.emit(_too_long(kept + len(text), LIMIT))
            return
        self.insertPlainText(text)

    def underline(self, phrase: str) -> None:
        """Put a wave under a phrase where it stands first; under nothing when it is empty or not there."""
        if not phrase and not self._underlined:
            return  # asked at every keystroke
        shown = QTextEdit.ExtraSelection()
        shown.cursor = self.document().find(phrase) if phrase else QTextCursor()
        self._underlined = not shown.cursor.isNull()
        if not self._underlined:
            self.setExtraSelections([])
            return
        shown.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self.setExtraSelections([shown])
        self._dye()

    def _dye(self) -> None:
        shown = self.extraSelections()
        for part in shown:
            part.format.setUnderlineColor(style.color("warn"))
        self.setExtraSelections(shown)

    def _grow(self) -> None:
        lines = round(self.document().size().height())  # a plain text edit counts in lines
        lines = min(max(lines, self._least), self._most)
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + 22)


class LinesInput(Input):
    """A longer text. Tab leaves it, so that everything stays reachable by keyboard."""

    short = False
    least = 3

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.edit = GrowingEdit(self.least, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.adopt(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.overflowed.connect(self.refused)
        self.name_it()

    def read(self) -> Any:
        return _nfc(self.edit.toPlainText())

    def point(self, phrase: str) -> None:
        self.edit.underline(phrase)

    def _show(self, raw: Any) -> None:
        text = self._text(raw)
        if text != self.edit.toPlainText():
            self._put(text)

    def _begin(self, raw: Any) -> None:
        text, document = self._text(raw), self.edit.document()
        if text or not document.isEmpty() or document.isUndoAvailable() or document.isRedoAvailable():
            self._put(text)  # forgets also what undo would bring back

    def _put(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)  # where one goes on writing
        self.edit.verticalScrollBar().setValue(0)  # it is read from its beginning

    def _text(self, raw: Any) -> str:
        return str(raw or "")


class PointsInput(LinesInput):
    """Short points, one on each line."""

    def _text(self, raw: Any) -> str:
        return super()._text("\n".join(raw) if isinstance(raw, (list, tuple)) else raw)
