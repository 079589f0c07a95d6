"""The order of names and words: one alphabet in which Vietnamese and Finnish letters both stand where they belong."""

from __future__ import annotations

import re
import unicodedata

from desk.cases.text import fold

#: Letters of their own: after the plain letter in Vietnamese, at the end of the alphabet in Finnish. "{" follows "z".
_LETTERS = {
    "ă": "a{", "â": "a{{", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o{{", "ư": "u{",
    "å": "z{", "ä": "z{{", "æ": "z{{", "ö": "z{{{", "ø": "z{{{",
}  # fmt: skip

_DIGITS = re.compile(r"[0-9]+")
_WIDTH = 9
MOST = 60


class _Order(dict[int, str]):
    """Where each character stands, worked out when it is first met: `str.translate` then runs at C speed."""

    def __missing__(self, code: int) -> str:
        char = chr(code).casefold()
        self[code] = place = "".join(map(_place, char))
        return place


def _place(char: str) -> str:
    """The letter without its tone, or its own place."""
    decomposed = unicodedata.normalize("NFD", char)
    first, marks = decomposed[:1], decomposed[1:]
    for mark in marks:  # a tone may stand before or after the mark that makes the letter
        if (letter := unicodedata.normalize("NFC", first + mark)) in _LETTERS:
            return _LETTERS[letter]
    return _LETTERS.get(char, fold(char))


#: The tones in the order of a Vietnamese dictionary; a vowel without one comes first.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWELS = frozenset("aeiouy")


class _Tones(dict[int, str]):
    """The tone of each vowel, worked out when it is first met; nothing for what never has one."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFD", chr(code).casefold())
        found = next((_TONES[mark] for mark in letter[1:] if mark in _TONES), "0" if letter[:1] in _VOWELS else "")
        self[code] = found
        return found


_ORDER, _TONE = _Order(), _Tones()


def order_key(text: str) -> str:
    """What a text is sorted by, its beginning only: letters of their own count, case does not, tones come last of all.

    Hà stands before Hạ, and both before Hà Anh: the tones follow the letters, behind a sign before all others.
    """
    text = text[:MOST]
    key = text.translate(_ORDER)
    if text.isascii():
        return key
    tones = text.translate(_TONE).rstrip("0")
    return f"{key}\x01{tones}" if tones else key


def number_key(number: str) -> str:
    """What a case number is sorted and found by, in any spelling: b1-17 is B1-00017, and 99999 comes before 100000."""
    return _DIGITS.sub(lambda found: found[0].zfill(_WIDTH), number.casefold())
