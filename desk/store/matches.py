"""Where what was searched for stands in a text, as the index finds it: no case, no marks, by the beginning of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.cases.text import fold, plain_digits

from .search import (
    DIGITS,
    MOST_TYPED,
    QUOTED,
    QUOTES,
    asked,
    bare_number,
    indexed,
    number_typed,
    without_extension,
    words,
)

_WORD = re.compile(r"[^\W_]+")

#: A case number; its last digits are what people call it by.
_NUMBERED = re.compile(r"[^\W_]+-(?:[0-9]+-)?([0-9]{5,})")

Part = tuple[int, int]


class _Letters(dict[str, str]):
    """Each letter as it is compared, worked out when it is first met."""

    def __missing__(self, letter: str) -> str:
        self[letter] = folded = fold(plain_digits(letter))
        return folded


_LETTERS = _Letters()


class Matches:
    """What was typed, held against the words of a text."""

    def __init__(self, typed: str) -> None:
        plain = plain_digits(typed)
        folded = without_extension(fold(plain[:MOST_TYPED].translate(QUOTES)))
        self._phrases: list[tuple[list[str], bool]] = []
        outside = QUOTED.sub(self._phrase, folded)
        said = words(outside)
        open_end = outside[-1:].isalnum()
        self._whole = frozenset(said[:-1] if open_end else said)
        self._begins = said[-1] if open_end else ""
        self._number = number_typed(plain)
        self._bare = bare_number(plain).lstrip("0")
        phrased = (word for phrase, _ in self._phrases for word in phrase)
        self._any = tuple(filter(None, (*self._whole, self._begins, *phrased)))
        self._digits = tuple(way[0] for ways in asked(typed).parts for way in ways if way[0].startswith(DIGITS))

    def _phrase(self, found: re.Match[str]) -> str:
        """What stands in quotes is marked where it stands together; its last word may go on while it is typed."""
        if said := words(found[1]):
            self._phrases.append((said, not found[2] and found[1][-1:].isalnum()))
        return " "

    def __bool__(self) -> bool:
        return bool(self._any)

    def parts(self, text: str) -> list[Part]:
        """The stretches of the text that match, from where to where, in order."""
        last = self._number[-1:]
        if last and text[-1:].casefold().endswith(last) and number_typed(text) == self._number:
            return [(0, len(text))]
        if self._bare and (ends := _NUMBERED.fullmatch(text)) and ends[1].lstrip("0") == self._bare:
            return [ends.span(1)]
        folded, places = _folded(text)
        if not any(word in folded for word in self._any):
            return []
        found = [(word[0], word.start()) for word in _WORD.finditer(folded)]
        held = self._held([word for word, _ in found]) if self._phrases else {}
        out = []
        for number, (word, start) in enumerate(found):
            if letters := max(self._letters(word), held.get(number, 0)):
                out.append((places[start], _with_marks(text, places[start + letters - 1] + 1)))
        return out

    def telephone(self, text: str) -> list[Part]:
        """A telephone, whole, when the digits that were typed are its own in any notation."""
        kept = indexed("", text) if self._digits else ""
        return [(0, len(text))] if any(piece in kept for piece in self._digits) else self.parts(text)

    def _letters(self, word: str) -> int:
        """How many letters of a word match: all, its beginning, or none."""
        if word in self._whole:
            return len(word)
        return len(self._begins) if self._begins and word.startswith(self._begins) else 0

    def _held(self, said: list[str]) -> dict[int, int]:
        """Which words stand in a phrase, by their places, and how many letters of each match."""
        held: dict[int, int] = {}
        for phrase, goes_on in self._phrases:
            many = len(phrase)
            for at in range(len(said) - many + 1):
                last = said[at + many - 1]
                fits = last.startswith(phrase[-1]) if goes_on else last == phrase[-1]
                if fits and said[at : at + many - 1] == phrase[:-1]:
                    held.update((at + place, len(word)) for place, word in enumerate(phrase))
        return held


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its letters where it came from: ß becomes two, a mark none."""
    letters = [_LETTERS[letter] for letter in text]
    folded = "".join(letters)
    if len(folded) == len(text) and "" not in letters:
        return folded, range(len(text))
    return folded, [place for place, folded in enumerate(letters) for _ in folded]


def _with_marks(text: str, end: int) -> int:
    """Marks of their own behind the last letter belong to it."""
    while end < len(text) and text[end] and not fold(text[end]):
        end += 1
    return end
