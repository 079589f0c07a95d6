"""Where what was searched for stands in a text, as the index finds it: no case, no marks, by the beginning of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.cases.text import fold

from .search import MOST_TYPED, bare_number, number_typed, words

_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)

#: A case number; its last digits are what people call it by.
_NUMBERED = re.compile(r"[^\W_]+-(?:[0-9]+-)?([0-9]{5,})")

Part = tuple[int, int]


class _Letters(dict[str, str]):
    """Each letter as it is compared, worked out when it is first met."""

    def __missing__(self, letter: str) -> str:
        self[letter] = folded = fold(letter)
        return folded


_LETTERS = _Letters()


class Matches:
    """What was typed, held against the words of a text."""

    def __init__(self, typed: str) -> None:
        folded = fold(typed[:MOST_TYPED].translate(_QUOTES))
        said = words(folded)
        open_end = folded[-1:].isalnum() and bool(said)
        self._whole = frozenset(said[:-1] if open_end else said)
        self._begins = said[-1] if open_end else ""
        self._number = number_typed(typed)
        self._bare = bare_number(typed).lstrip("0")
        self._any = tuple(word for word in (*self._whole, self._begins) if word)

    def __bool__(self) -> bool:
        return bool(self._whole or self._begins)

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
        out = []
        for found in _WORD.finditer(folded):
            word = found[0]
            if word in self._whole:
                out.append((places[found.start()], places[found.end() - 1] + 1))
            elif self._begins and word.startswith(self._begins):
                out.append((places[found.start()], places[found.start() + len(self._begins) - 1] + 1))
        return [(start, _with_marks(text, end)) for start, end in out]


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
