"""The small language of the wording patterns: phrases over words in a row, found without ever going back far.

    sorry|apolog*    one of these words; a star stands for any letters at that end
    so_called|muka   words of one choice that belong together
    <small>          one of the phrases of a set
    word? <small>{4} may be left out; up to four times
    ..9   ~9         up to nine words of the same sentence; the same, without a pause between them
    **9   ~~9        the same, but as many as there are: for what makes the rest of a sentence harmless
    #  #/#  #.#      a number; 15/4 or 16:30; 15.4 or 16.30
    @  ¶  ,  :       any word; the end of a sentence; a pause; a colon
    ^  $             at the start, at the end of a sentence; with|$ is one choice: this word or the end
    !a|b  &a|b       not before these; only before these
    !5:a|b           none of these among the next five words of the sentence
    >                what is shown to the writer begins here
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from .wording_text import BARE, END, PAUSE, Row, plain, ways_of_writing

Ways = Callable[[str], tuple[str, ...]]

_GAP = re.compile(r"(\.\.|~|\*\*|~~)(\d+)$")
_MANY = re.compile(r"(.+?)(\?|\{(\d)\})$")
_NOT_NEAR = re.compile(r"!(\d+):(.+)$")
_BEGINS, _FIGURE = "\x00any", "\x00figure"
_ALWAYS = (END, PAUSE, ":", "", "$", "^")
_EVERYWHERE = 1_000_000  # how common what stands in every text is
_KEPT = 5_000  # words whose phrases are remembered
_PAST = 6  # letters of a Finnish past tense: the shorter ones would meet other words
#: Words of a row that are looked through at a time, and how many words a phrase can be long.
BLOCK, SPAN = 256, 128
_PATTERN_WORD = re.compile(r"[^\s|_<>{}?~.*!&=]+")
_FIXED = {"^": rf"(?<={END} )", "$": f"(?={END} |$)", ">": "(?P<shown>)", "@": f"[^ {END}{PAUSE}]+ "}
_EDGES = ("^", "$")
_FIGURES = {"#": r"\d[^ ]* ", "#/#": r"\d{1,2}[:/]\d[^ ]* ", "#.#": r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})? "}


class BadPattern(ValueError):
    """A phrase in the pattern files that the small language does not know."""


@dataclass(frozen=True)
class Hit:
    """A phrase found: its first word, the one after its last, the first word to show, and in which list it stands."""

    first: int
    last: int
    shown: int
    listed: int = 0


class Grammar:
    """The sets and the spelling of one language, and how a phrase becomes a regular expression."""

    def __init__(self, language: str, sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self.ways: Ways = lru_cache(None)({"vi": _vietnamese, "fi": _finnish}.get(language, _without_marks))
        self._made: dict[str, str] = {}

    def regex(self, phrase: str) -> str:
        """The phrase as a regular expression over the row; every gap and repetition in it is bounded."""
        return "".join(self._element(part) for part in phrase.split())

    def _element(self, part: str) -> str:
        if gap := _GAP.match(part):
            other = END if gap[1] in ("..", "**") else f"{END}{PAUSE}:"
            return rf"(?:[^ {other}][^ ]* ){{0,{gap[2]}}}{'' if len(gap[1]) == 2 and gap[1] != '..' else '?'}"
        if part in _FIXED:
            return _FIXED[part]
        if near := _NOT_NEAR.match(part):
            return rf"(?!(?:[^ {END}][^ ]* ){{0,{near[1]}}}?{self._one(near[2])})"
        if part[0] in "!&" and len(part) > 1:
            return f"(?{'!' if part[0] == '!' else '='}{self._one(part[1:])})"
        if many := _MANY.match(part):
            return f"(?:{self._one(many[1])}){'?' if many[2] == '?' else f'{{0,{many[3]}}}'}"
        return self._one(part)

    def _one(self, part: str) -> str:
        return f"(?:{'|'.join(self._branch(branch) for branch in part.split('|'))})"

    def _branch(self, branch: str) -> str:
        if "_" in branch:
            return "".join(self._branch(word) for word in branch.split("_"))
        if branch.startswith("<"):
            return self._set(branch)
        if branch in _FIGURES or branch in _EDGES:
            return _FIXED.get(branch) or _FIGURES[branch]
        if branch.startswith("*"):
            return f"[^ ]*{self._word(branch[1:])} "
        if branch.endswith("*"):
            return f"{self._word(branch[:-1])}[^ ]* "
        return f"{self._word(branch)} "

    def _word(self, word: str) -> str:
        ways = [re.escape(way) for way in self.ways(word)]
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"

    def _set(self, branch: str) -> str:
        if branch not in self._made:
            self._made[branch] = f"(?:{'|'.join(self.regex(phrase) for phrase in self._members(branch))})"
        return self._made[branch]

    def _members(self, branch: str) -> Sequence[str]:
        name = branch.strip("<>")
        if name not in self._sets:
            raise BadPattern(f"there is no set <{name}>")
        return self._sets[name]

    def heads(self, phrase: str) -> set[str]:
        """How a phrase may begin: whole words, beginnings with a star, or anything at all."""
        found: set[str] = set()
        for part in phrase.split():
            if part in ("^", "$", ">") or part[0] in "!&":
                continue
            if _GAP.match(part) or part == "@":
                return {_BEGINS}
            many = _MANY.match(part)
            found |= self._first(many[1] if many else part)
            if not many and not any(edge in part.split("|") for edge in _EDGES):
                break
        return found

    def _first(self, part: str) -> set[str]:
        found: set[str] = set()
        for branch in (choice.partition("_")[0] for choice in part.split("|")):
            if branch.startswith("<"):
                found = found.union(*(self.heads(phrase) for phrase in self._members(branch)))
            elif branch in _FIGURES:
                found.add(_FIGURE)
            elif branch in _EDGES:
                continue
            elif branch.startswith("*"):
                found |= {f"*{way}" for way in self.ways(branch[1:])}
            else:
                found |= {w + "*" * branch.endswith("*") for w in self.ways(branch.rstrip("*"))}
        return found

    def rarest(self, phrase: str, common: Mapping[str, int]) -> frozenset[str]:
        """Words of which every match of the phrase holds one.

        The place where a phrase begins tells nothing new of it, so it counts only where there is no other.
        """
        parts = self._kept(phrase)
        return self._rare_words(parts[1:] or parts, common)

    def _kept(self, phrase: str) -> list[str]:
        """The parts of a phrase that a match cannot leave out."""
        return [
            part
            for part in phrase.split()
            if not (part in ("^", "$", ">", "@") or part[0] in "!&" or _GAP.match(part) or _MANY.match(part))
        ]

    def _rare_words(self, parts: list[str], common: Mapping[str, int]) -> frozenset[str]:
        best = min(parts, key=lambda part: self._cost(part, common), default="")
        return frozenset(chain.from_iterable(self._rare_of(branch, common) for branch in best.split("|")))

    def _rare_of(self, branch: str, common: Mapping[str, int]) -> Iterable[str]:
        if branch.startswith("<"):
            return chain.from_iterable(self._rare_words(self._kept(p), common) for p in self._members(branch))
        rare = _rare_word(branch, common)
        return self._first(rare) if rare else (_BEGINS,)

    def _cost(self, part: str, common: Mapping[str, int]) -> int:
        """How common the words of a part are in the patterns, together."""
        return sum(self._cost_of(branch, common) for branch in part.split("|"))

    def _cost_of(self, branch: str, common: Mapping[str, int]) -> int:
        if branch.startswith("<"):
            members = (self._kept(phrase) for phrase in self._members(branch))
            return sum(min((self._cost(p, common) for p in parts), default=_EVERYWHERE) for parts in members)
        rare = _rare_word(branch, common)
        return common.get(rare.strip("*="), 0) + 1 if rare else _EVERYWHERE

    def reach(self, phrase: str) -> int:
        """How many words of a row the longest match of a phrase can hold."""
        return sum(self._length(part) for part in phrase.split())

    def _length(self, part: str) -> int:
        if gap := _GAP.match(part):
            return int(gap[2])
        if part in ("^", "$", ">") or (part[0] in "!&" and len(part) > 1):
            return 0
        many = _MANY.match(part)
        times = int(many[3] or 1) if many else 1
        return times * max(self._words(branch) for branch in (many[1] if many else part).split("|"))

    def _words(self, branch: str) -> int:
        if branch.startswith("<"):
            return max(self.reach(phrase) for phrase in self._members(branch))
        return len(branch.split("_"))


def _rare_word(branch: str, common: Mapping[str, int]) -> str:
    """The rarest of words that belong together; none where all of them stand in every text."""
    words = [word for word in branch.split("_") if word not in _ALWAYS]
    return min(words, key=lambda word: common.get(word.strip("*="), 0), default="")


def _vietnamese(word: str) -> tuple[str, ...]:
    """A word with `=` behind it is taken only with all its marks: without them it would be another."""
    if not (word.endswith("=") and len(word) > 1):
        return ways_of_writing(word)
    whole = ways_of_writing(word[:-1])
    return whole[1:] if whole[-1].endswith(BARE) else whole[:1]


def _finnish(word: str) -> tuple[str, ...]:
    """The past tense is spoken without its last letter: mokasi, mokas. And et is "you do not", or että in a hurry."""
    written = plain(word)
    if written == "etta":
        return (written, "et")
    return (written, written[:-1]) if written.endswith("si") and len(written) >= _PAST else (written,)


def _without_marks(word: str) -> tuple[str, ...]:
    return (plain(word),)


class Phrase:
    """One phrase; it becomes a regular expression when a text first holds a word that it can begin with."""

    def __init__(self, grammar: Grammar, phrase: str, listed: int) -> None:
        self.listed = listed
        self._grammar = grammar
        self._phrase = phrase
        self._pattern: re.Pattern[str] | None = None
        self.reach = (1 << grammar.reach(phrase)) - 1  # a bit for each word that a match can hold

    def match(self, stream: str, start: int, end: int) -> re.Match[str] | None:
        if self._pattern is None:
            self._pattern = re.compile(self._grammar.regex(self._phrase))
        return self._pattern.match(stream, start, end)


class _Index:
    """Phrases by a word that they hold: a whole one, its beginning or its end."""

    def __init__(self) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._begin: dict[str, list[tuple[str, Phrase]]] = {}
        self._end: dict[str, list[tuple[str, Phrase]]] = {}
        self._met: dict[str, frozenset[Phrase]] = {}

    def add(self, head: str, phrase: Phrase) -> None:
        if head == _BEGINS:
            self._begin.setdefault("", []).append(("", phrase))
        elif head == _FIGURE:
            self._begin.setdefault("0", []).append(("", phrase))
        elif head.startswith("*"):
            self._end.setdefault(head[-1], []).append((head[1:], phrase))
        elif head.endswith("*"):
            self._begin.setdefault(head[:2].rstrip("*"), []).append((head[:-1], phrase))
        else:
            self._whole.setdefault(head, []).append(phrase)

    def at(self, word: str) -> frozenset[Phrase]:
        phrases = self._met.get(word)
        if phrases is None:
            if len(self._met) > _KEPT:  # a text of noise must not fill the memory
                self._met.clear()
            phrases = self._met[word] = frozenset(self._with(word))
        return phrases

    def _with(self, word: str) -> Iterator[Phrase]:
        yield from self._whole.get(word, ())
        keys = (word[:2], word[:1], "", "0") if word[0].isdigit() else (word[:2], word[:1], "")
        for begins, phrase in chain.from_iterable(self._begin.get(key, ()) for key in keys):
            if word.startswith(begins):
                yield phrase
        for ends, phrase in self._end.get(word[-1], ()):
            if word.endswith(ends):
                yield phrase


class Finder:
    """Some lists of phrases, looked for together.

    At each word only those are tried that can begin with it and whose rarest word stands nearby: most phrases begin
    with words that are everywhere.
    """

    def __init__(self, grammar: Grammar, *lists: Iterable[str]) -> None:
        self._beginning, self._holding = _Index(), _Index()
        self._near: tuple[Row | None, dict[int, dict[Phrase, int]]] = (None, {})
        texts = [(listed, text) for listed, phrases in enumerate(lists) for text in phrases]
        common = Counter(_PATTERN_WORD.findall(" ".join(text for _, text in texts)))
        for listed, text in texts:
            phrase = Phrase(grammar, text, listed)
            for head in grammar.heads(text):
                self._beginning.add(head, phrase)
            for word in grammar.rarest(text, common):
                self._holding.add(word, phrase)
        self._empty = not texts

    def find(self, row: Row, first: int = 0, last: int | None = None) -> Iterator[Hit]:
        """Every place between two words of the row where one of the phrases begins."""
        if self._empty:
            return
        end = len(row.words) if last is None else last
        limit = len(row.stream) if end >= len(row.words) else row.starts[end]
        for block in range(first // BLOCK, -(-end // BLOCK)):
            for index, phrase in self._candidates(row, block, first, end):
                if match := phrase.match(row.stream, row.starts[index], limit):
                    shown = match.start("shown") if "shown" in match.re.groupindex else match.start()
                    yield Hit(index, row.index(match.end() - 1) + 1, row.index(shown), phrase.listed)

    def _candidates(self, row: Row, block: int, first: int, end: int) -> Iterator[tuple[int, Phrase]]:
        """The words of a block where a phrase can begin, whose rarest word stands within its reach."""
        near, begin = self._nearby(row, block), block * BLOCK
        if not near:
            return
        living, met = near.keys(), dict[str, frozenset[Phrase]]()
        for index in range(max(first, begin), min(end, begin + BLOCK)):
            word = row.words[index]
            phrases = met.get(word)
            if phrases is None:
                phrases = met[word] = self._beginning.at(word) & living
            for phrase in phrases:
                if near[phrase] >> index - begin & phrase.reach:
                    yield index, phrase

    def _nearby(self, row: Row, block: int) -> dict[Phrase, int]:
        """Where the rarest word of each phrase stands: a bit for each word of a block and of what can follow it."""
        kept = self._near
        if kept[0] is not row:
            kept = self._near = (row, {})
        found = kept[1].get(block)
        if found is None:
            found = kept[1][block] = {}
            for word, bits in row.bits(block * BLOCK, BLOCK + SPAN).items():
                for phrase in self._holding.at(word):
                    found[phrase] = found.get(phrase, 0) | bits
        return found
