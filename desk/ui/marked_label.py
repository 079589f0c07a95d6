"""A label that has a colour behind what was searched for, and of a long text the passage that holds most of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from . import style
from .labels import Label, breakable, unbroken

#: A long story is cut here; the case itself shows it whole.
LETTERS = 420

#: So much stands before the first marked word, where a text is cut there; and so many places are looked at.
BEFORE, PLACES = 60, 400

Part = tuple[int, int]


class MarkedLabel(Label):
    """Words of people, shown letter by letter: each is escaped, and only the colour behind some is ours."""

    def __init__(self, text: str, parts: Sequence[Part], *, tone: str = "") -> None:
        super().__init__(text, tone=tone, wrap=True)
        self._parts = parts
        if parts:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setAccessibleName(text)
            style.news.changed.connect(self._dye)
            self._dye()

    def _dye(self) -> None:
        QLabel.setText(self, _html(self.text(), self._parts, style.color("found").name()))


def _html(text: str, parts: Sequence[Part], color: str) -> str:
    """The text with a colour behind these parts of it, and with its line ends and blanks."""
    out, last = [], 0
    for start, end in parts:
        out += [_shown(text[last:start]), f'<span style="background-color: {color}">{_shown(text[start:end])}</span>']
        last = end
    return f'<div style="white-space: pre-wrap">{"".join(out)}{_shown(text[last:])}</div>'


def _shown(text: str) -> str:
    return escape(unbroken(breakable(text)))


def short(text: str) -> str:
    """The beginning of a long text, cut between two words."""
    return text if len(text) <= LETTERS else text[:LETTERS].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


def passage(text: str, parts: Sequence[Part]) -> str:
    """The beginning of a long text, or where most of what was searched for stands."""
    beginning = short(text)
    start, end = _richest(text, parts) if beginning != text else (0, 0)
    if end <= len(beginning) - len(" …"):
        return beginning
    begin = text.find(" ", max(0, start - BEFORE), start) + 1 or start
    return f"… {short(text[begin:].lstrip())}"


def _richest(text: str, parts: Sequence[Part]) -> Part:
    """From where to where the most different words are marked that one passage can show, and first so."""
    some = parts[:PLACES]
    starts, words = [start for start, _ in some], [text[start:end].casefold() for start, end in some]
    best, most = (0, 0), 0
    for number, start in enumerate(starts):
        behind = bisect_left(starts, start + LETTERS - 2 * BEFORE)
        if (different := len(set(words[number:behind]))) > most:
            best, most = (start, some[behind - 1][1]), different
    return best
