"""The story: every entry of the case in order, to be read, selected and copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QImage, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desk.i18n import N_, Catalogue, Words

from . import style
from .telling import Teller, Told


class Story(QTextEdit):
    """Read-only. Every word goes in as plain text: nothing a customer wrote is ever read as markup."""

    file_wanted = Signal(str)  # the fingerprint of an attached file whose picture was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.told: tuple[Told, ...] = ()
        self._starts: list[int] = []
        self._teller: Teller | None = None
        self._pictures: dict[str, QImage] = {}
        style.news.changed.connect(self._write)

    def show_told(self, told: Sequence[Told], teller: Teller) -> None:
        """Write the story anew."""
        self.told, self._teller = tuple(told), teller
        self.setAccessibleName(teller.words.gettext(N_("Story")))
        self._write()

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Small pictures of attached files, by fingerprint; the place one reads stays."""
        new = {sha256: image for sha256, image in pictures.items() if not image.isNull()}
        if new.keys() <= self._pictures.keys():
            return
        self._pictures |= new
        place = self.verticalScrollBar().value()
        self._write()
        self.verticalScrollBar().setValue(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed = self.anchorAt(event.position().toPoint())
        if pressed and not self.textCursor().hasSelection():
            self.file_wanted.emit(pressed)

    def go_to_stage(self, stage: str) -> None:
        """Bring the first entry of a stage to the top."""
        for start, told in zip(self._starts, self.told, strict=True):
            if told.stage == stage:
                end = self.textCursor()
                end.movePosition(QTextCursor.MoveOperation.End)
                self.setTextCursor(end)
                cursor = self.textCursor()
                cursor.setPosition(start)
                self.setTextCursor(cursor)
                return

    def _write(self) -> None:
        if self._teller is None:
            return
        self.clear()
        self._starts = []
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for told in self.told:
            self._entry(cursor, told, self._teller.words)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _entry(self, cursor: QTextCursor, told: Told, words: Catalogue) -> None:
        assert self._teller is not None
        self._line(cursor, told.title, 11, "ink", bold=True, above=18)
        self._starts.append(cursor.position() - len(told.title))
        by = Words(N_("{when}, {who}"), {"when": told.at, "who": told.who})
        self._line(cursor, words.say(by, self._teller.zone), 9, "muted")
        for label, value in told.parts:
            if label:
                self._line(cursor, label, 9, "muted", above=6, indent=16)
            for text in value.split("\n"):
                self._line(cursor, text, 10, "ink", indent=16)
        if told.file in self._pictures:
            self._line(cursor, "", 10, "ink", above=6, indent=16)
            start = cursor.position()
            cursor.insertImage(self._pictures[told.file])
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            press = QTextCharFormat()
            press.setAnchor(True)
            press.setAnchorHref(told.file)
            cursor.mergeCharFormat(press)
            cursor.movePosition(QTextCursor.MoveOperation.End)

    def _line(
        self, cursor: QTextCursor, text: str, size: float, tone: str, *, bold: bool = False, above: int = 0,
        indent: int = 0,
    ) -> None:  # fmt: skip
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setLeftMargin(indent)
        letters = QTextCharFormat()
        letters.setFont(style.font(size))
        letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        letters.setForeground(style.color(tone))
        if cursor.position():
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(text, letters)
