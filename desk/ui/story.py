"""The story: every entry of the case in order, to be read, selected and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QImage, QMouseEvent, QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desk.i18n import N_, Catalogue, Words

from . import style
from .telling import Teller, Told


class Story(QTextEdit):
    """Read-only. Every word goes in as plain text: nothing a customer wrote is ever read as markup.

    Told when it is looked at: most cases are opened for the step that is next, and a long story takes its time.
    """

    opened = Signal()  # it is told, and looked at
    file_wanted = Signal(str)  # the fingerprint of an attached file whose picture was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._told: tuple[Told, ...] = ()
        self._tell: Callable[[], Iterable[Told]] | None = None  # what is still to be told
        self._starts: list[int] = []
        self._teller: Teller | None = None
        self._pictures: dict[str, QImage] = {}
        style.news.changed.connect(self._write_again)

    def show_story(self, tell: Callable[[], Iterable[Told]], teller: Teller) -> None:
        """Another story, or the same with more in it: told at once where it is looked at, else when it is."""
        self._tell, self._teller = tell, teller
        self.setAccessibleName(teller.words.gettext(N_("Story")))
        if self.isVisible():
            self._open()

    @property
    def told(self) -> tuple[Told, ...]:
        """The entries as they are told."""
        if self._tell is not None:
            tell, self._tell = self._tell, None
            self._told = tuple(tell())
            self._write()
        return self._told

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open()

    def _open(self) -> None:
        if self._tell is not None and self.told:
            self.opened.emit()

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Small pictures of attached files, by fingerprint."""
        new = {sha256: image for sha256, image in pictures.items() if not image.isNull()}
        if new.keys() <= self._pictures.keys():
            return
        self._pictures |= new
        self._write_again()

    def _write_again(self) -> None:
        """The same in other colours or with more pictures; the place one reads stays."""
        place = self.verticalScrollBar().value()
        self._write()
        for end in (QTextCursor.MoveOperation.End, QTextCursor.MoveOperation.Start):  # all of it is laid out, or the
            self.moveCursor(end)  # bar would end where that has come to
        self.verticalScrollBar().setValue(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed = self.anchorAt(event.position().toPoint())
        if pressed and not self.textCursor().hasSelection():
            self.file_wanted.emit(pressed)

    def go_to_stage(self, stage: str) -> None:
        """Bring the first entry of a stage to the top."""
        entries = self.told
        for start, told in zip(self._starts, entries, strict=True):
            if told.stage == stage:
                end = self.textCursor()
                end.movePosition(QTextCursor.MoveOperation.End)
                self.setTextCursor(end)
                cursor = self.textCursor()
                cursor.setPosition(start)
                self.setTextCursor(cursor)
                return

    def _write(self) -> None:
        if self._teller is None or self._tell is not None:
            return
        self.clear()
        self._starts = []
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for told in self._told:
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
