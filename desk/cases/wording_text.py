"""What was written, as the wording checks read it: plain words in a row, each knowing where it stood in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from .text import fold

#: How a sentence end, a shorter pause and a quoted word stand in the row.
END, PAUSE, QUOTED = "¶", ",", "§"

REACH = 60  # words

#: Marks may stand apart from their letters: a text is read as it came, so that places in it stay true.
_TOKEN = re.compile(
    r"(?P<letters>[^\W\d_](?:\.[^\W\d_](?![^\W\d_]))+\.?)"  # a.s.a.p., p.m.
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)*)"
    r"|(?P<pause>\.{2,}|[…,;()\u2013\u2014]|(?<=\s)-+(?=\s))"
    r"|(?P<end>[.!?\n]+)"
    r"|(?P<sign>[:%])"
)
_QUOTES = re.compile(
    "“[^“”\n]{1,800}”|”[^”\n]{1,800}”|„[^„“”\n]{1,800}[“”]|\"[^\"\n]{1,800}\"|«[^«»\n]{1,800}»|»[^«»\n]{1,800}[»«]"
    r"|(?<!\w)['‘](?=\S)(?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,800}['’](?!\w)"
)
_COMPOUND = re.compile(r" -\w")  # how Finnish writes a name of several words as part of a longer word
_LONG = 40  # letters: no word that the patterns know is longer

#: The five tones of Vietnamese as figures; hỏi and ngã are one, because so many mix them up.
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "3", "\u0323": "4"}
_FINAL_Y = re.compile(r"(?<=^[hklmstb])y(?=\d?$)|(?<=^qu)y(?=\d?$)")


def plain(word: str) -> str:
    """An English or Finnish word without case and marks."""
    return fold(word[:_LONG])


def toned(word: str) -> str:
    """A Vietnamese syllable with its tone as a figure behind it: hòa and hoà, lỗi and lổi, lý and lí become one."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word[:_LONG].casefold()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return _FINAL_Y.sub("i", unicodedata.normalize("NFC", "".join(letters)) + tone)


#: Behind a syllable that has no mark in a text that is written with marks: there it means itself and no other.
BARE = "0"


def ways_of_writing(word: str) -> tuple[str, ...]:
    """How a Vietnamese syllable is typed: whole, without its tone, without any mark.

    Nobody types the tone and leaves out the hooks, and many syllables would be others: có is no hurried cố.
    """
    whole = toned(word)
    bare = whole.rstrip("1234")
    if whole.isascii() and whole == bare:
        return (whole, whole + BARE)
    return tuple(dict.fromkeys((whole, bare, fold(bare))))


@dataclass(frozen=True)
class Row:
    """The words of a text in a row, the place of each in the text, and the row as one string with its own places."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    stream: str
    starts: tuple[int, ...]

    def index(self, offset: int) -> int:
        """The word that holds this place of the stream."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """From the beginning of the sentence of one word to the end of the sentence of another.

        A sentence reaches at most `REACH` words either way: a text without full stops must not cost its square.
        """
        begin, end = max(first - REACH, 0), min(last + REACH, len(self.words))
        while first > begin and self.words[first - 1] != END:
            first -= 1
        while last < end and self.words[last] != END:
            last += 1
        return first, last

    def sentence_end(self, index: int) -> int:
        """The next end of a sentence."""
        while index < len(self.words) and self.words[index] != END:
            index += 1
        return index

    def bits(self, first: int, length: int) -> dict[str, int]:
        """Each of so many words from one on, with a bit for every place where it stands among them."""
        found = self._bits.get((first, length))
        if found is None:
            found = self._bits[first, length] = {}
            for place, word in enumerate(self.words[first : first + length]):
                found[word] = found.get(word, 0) | 1 << place
        return found

    @cached_property
    def _bits(self) -> dict[tuple[int, int], dict[str, int]]:
        return {}

    def capital(self, index: int) -> bool:
        return self.text[self.places[index][0]].isupper()

    def names(self) -> Iterator[int]:
        """Words that begin with a capital inside a sentence, or before a hyphen: Raivola-tuoli."""
        for index in range(1, len(self.words)):
            start, end = self.places[index]
            inside = self.words[index - 1] not in (END, PAUSE, ":") or self.text[end : end + 1] == "-"
            if inside and end - start > 1 and self.text[start:end].istitle():
                yield index
                if _COMPOUND.match(self.text, end) and self.text[slice(*self.places[index - 1])].istitle():
                    yield index - 1  # Hullu Kukko -ravintola: the first word of a sentence may belong to a name too

    def without(self, quoted: frozenset[int]) -> Row:
        """The same row with some of its words hidden, because they are somebody else's."""
        if not quoted:
            return self
        return row(self.text, tuple(QUOTED if i in quoted else w for i, w in enumerate(self.words)), self.places)


def row(text: str, words: tuple[str, ...], places: tuple[tuple[int, int], ...]) -> Row:
    starts = tuple(accumulate((len(word) + 1 for word in words[:-1]), initial=1)) if words else ()
    return Row(text, words, places, f" {' '.join(words)} ", starts)


def read(text: str, spell: Spelling, short: frozenset[str]) -> Row:
    """The text as a row. `spell` gives the words meant by what was typed; a full stop after `short` ends nothing."""
    words, places = [END], [(0, 0)]
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "end":
            found = PAUSE if _goes_on(text, match, words[-1], short) else END
            said: tuple[str, ...] = (found,)
        elif kind == "number":
            said = (found,)
        elif kind == "word":
            said = spell(found)
        else:
            said = (found.replace(".", "").casefold(),) if kind == "letters" else (PAUSE if kind == "pause" else found,)
        words += said
        places += [match.span()] * len(said)
    return row(text, spell.settled(words), tuple(places))


def _goes_on(text: str, match: re.Match[str], before: str, short: frozenset[str]) -> bool:
    """Whether a full stop ends no sentence: 15.4. klo 10, 8.11., Mrs. Carter."""
    if match.group() != ".":
        return False
    after = text[match.end() : match.end() + 2].lstrip()[:1]
    return before in short or (before[:1].isdigit() and (after.islower() or after.isdigit() or after in {",", ";"}))


def quotations(text: str) -> list[tuple[int, int]]:
    """Where the text quotes somebody: from the opening mark to the closing one."""
    return [match.span() for match in _QUOTES.finditer(text)]


def within(places: tuple[tuple[int, int], ...], spans: list[tuple[int, int]]) -> frozenset[int]:
    """Which words stand inside one of the spans; both are in the order of the text."""
    found, n = set(), 0
    for index, (start, end) in enumerate(places):
        while n < len(spans) and spans[n][1] <= start:
            n += 1
        if n < len(spans) and spans[n][0] <= start < end <= spans[n][1]:
            found.add(index)
    return frozenset(found)


class Spelling:
    """The words meant by what was typed: short forms, endings that are words of their own, one slip in a long word."""

    def __init__(self, language: str, data: Mapping[str, Any], long_words: list[str]) -> None:
        self.form = toned if language == "vi" else plain
        self._known: dict[str, tuple[str, ...]] = {
            self.form(typed): tuple(self.form(word) for word in meant.split())
            for typed, meant in data.get("aliases", {}).items()
        }
        self._compounds: dict[tuple[str, ...], tuple[str, ...]] = {
            tuple(fold(word) for word in compound.split("_")): tuple(self.form(word) for word in compound.split("_"))
            for compounds in data.get("compounds", ())
            for compound in compounds.split("|")
        }
        self._endings: dict[str, str] = dict(data.get("endings", {}))
        self._spoken: dict[str, str] = dict(data.get("spoken", {}))
        self._near: dict[str, str] = {}
        self._right = frozenset(map(self.form, long_words))
        for word in self._right:
            for slip in _one_letter_less(word):
                self._near.setdefault(slip, word)

    def __call__(self, typed: str) -> tuple[str, ...]:
        found = self._known.get(typed)
        if found is None:
            if len(self._known) > 20_000:  # a text of noise must not fill the memory
                self._known = dict(list(self._known.items())[:5_000])
            found = self._known[typed] = self._meant(typed)
        return found

    def settled(self, words: list[str]) -> tuple[str, ...]:
        """The words, where a bare syllable among marked ones is told from a hurried one: to is not tố.

        In a hurried text neighbours tell what a syllable is: tai is tải behind xe, and tài before xe.
        """
        if self.form is not toned:
            return tuple(words)
        bare = [word.isascii() and word.isalpha() for word in words]
        marked = sum(word[0].isalpha() for word in words) - sum(bare)
        if marked < sum(bare):
            return tuple(self._together(words))
        return tuple(word + BARE if alone else word for word, alone in zip(words, bare, strict=True))

    def _together(self, words: list[str]) -> Iterator[str]:
        index = 0
        while index < len(words):
            for length in (4, 3, 2, 1):
                meant = self._compounds.get(tuple(words[index : index + length]))
                if meant:
                    break
            yield from meant or (words[index],)
            index += len(meant or (1,))

    def _meant(self, typed: str) -> tuple[str, ...]:
        word = self.form(typed.replace("’", "'"))
        if word in self._known:
            return self._known[word]
        for ending, meant in self._endings.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (*self._meant(word[: -len(ending)]), *meant.split())
        return (self._corrected(self._written(word.replace("'", ""))) if word.replace("'", "") else word,)

    def _written(self, word: str) -> str:
        """The written form of a spoken one: ollu, anteeks and sais are ollut, anteeksi and saisi."""
        for spoken, written in self._spoken.items():
            if word.endswith(spoken) and len(word) > len(spoken) + 1:
                return word[: -len(spoken)] + written
        return word

    def _corrected(self, word: str) -> str:
        """The long word that this one is, but for one letter too many, too few, another, or two that changed places."""
        if len(word) < 6 or word in self._right or word[:-1] in self._right:  # promised is no slip of promise
            return word
        if word in self._near:
            return self._near[word]
        for slip in _one_letter_less(word):
            meant = slip if slip in self._right else self._near.get(slip)
            if meant and abs(len(meant) - len(word)) <= 1 and meant[0] == word[0]:
                return meant
        return word


def _one_letter_less(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[:i] + word[i + 1 :] for i in range(1, len(word))))
