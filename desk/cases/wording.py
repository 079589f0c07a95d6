"""Wording checks: apologies that are none, promises nobody can keep, summaries that are not neutral."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from typing import Any

from desk import RESOURCES
from desk.i18n import LANGUAGES, N_, Words

from .wording_matter import Matter
from .wording_phrases import Finder, Grammar, Hit
from .wording_text import END, PAUSE, Row, Spelling, quotations, read, within

KINDS = ("apology", "promise", "neutral")

#: Each doubt: the rule of the standards that it belongs to, and why in one sentence.
DOUBTS: dict[str, tuple[str, str]] = {
    "conditional": (
        "real-apology",
        N_("This leaves open whether anything went wrong. Say what did."),
    ),
    "feelings": (
        "real-apology",
        N_("This is sorry for the customer's feelings. Be sorry for what the store did."),
    ),
    "but": (
        "real-apology",
        N_("This takes the apology back. Apologise first, and explain later if asked."),
    ),
    "passive": (
        "real-apology",
        N_("This sounds as if it had happened by itself. Say who did what."),
    ),
    "blame": (
        "real-apology",
        N_("This puts the blame on the customer. An apology speaks of the store's own part."),
    ),
    "no-what": (
        "apologise-anyway",
        N_("It does not say what the apology is for. Name what happened to the customer."),
    ),
    "unsaid": (
        "apologise-anyway",
        N_("This does not say sorry. Apologise for the trouble first, whoever caused it."),
    ),
    "absolute": (
        "never-again-only-if",
        N_("Nobody can promise this. Say what is being changed, who does it and by when."),
    ),
    "vague-time": (
        "say-how-long",
        N_("The customer cannot know how long this is. Give a day and an hour."),
    ),
    "emotive": (
        "neutral-words",
        N_("This word judges or stirs feelings. Write what was seen, said or measured."),
    ),
    "blaming": (
        "neutral-words",
        N_("This blames somebody or doubts the customer. Write what each side says happened."),
    ),
}
_NO_WHAT, _UNSAID = "no-what", "unsaid"

#: The lists of phrases that a doubt may have in the pattern files. What makes it harmless: `except` stands over the
#: phrase, `unless` in its sentence, `denied` right before it, `anywhere` in the text.
PARTS = ("phrases", "except", "unless", "denied", "anywhere")
_DENIAL = 5  # words: "was not in any way" is as long as they come


@dataclass(frozen=True)
class Finding:
    """A doubtful phrase: its rule, its place in the text, why it is doubtful, and a sentence that is better.

    `text[start:end] == phrase`, in characters of the text that was examined. `better` is in that text's language.
    """

    rule: str
    start: int
    end: int
    phrase: str
    why: Words
    better: str


def examine(kind: str, text: str, language: str) -> tuple[Finding, ...]:
    """The doubtful phrases of a text, in order. KeyError for an unknown kind or language.

    Rules `real-apology`, `apologise-anyway`, `never-again-only-if`, `say-how-long` and `neutral-words`
    (standards, sections 3 to 5). What the customer is quoted with is theirs and never doubtful.
    """
    return tuple(findings(kind, text, language))


def findings(kind: str, text: str, language: str) -> Iterator[Finding]:
    """The same, one after the other: a line as long as a book is read no further than its first doubt is asked for."""
    if kind not in KINDS:
        raise KeyError(kind)
    return _patterns(language).examine(kind, text)


class _Seen:
    """What makes the phrases of one doubt harmless in one row, looked up once for the text and each sentence of it."""

    def __init__(self) -> None:
        self.anywhere: bool | None = None
        self.harmless: dict[tuple[int, int], bool] = {}
        self.excepted: dict[tuple[int, int], list[Hit]] = {}


@dataclass(frozen=True)
class _Doubt:
    """One way of going wrong: its name, what makes its phrases harmless, and a sentence that is better.

    A weak one speaks only in sentences where no other does: “will call” is doubtful where nothing says when, and
    where “soon” does, it is that word which is shown.
    """

    name: str
    excepted: Finder
    unless: Finder
    denials: Finder
    anywhere: Finder
    better: str
    weak: bool

    def holds(self, row: Row, hit: Hit, seen: _Seen) -> bool:
        if seen.anywhere is None:
            seen.anywhere = any(True for _ in self.anywhere.find(row))
        if seen.anywhere:
            return False
        sentence, around = row.sentence(hit.shown, hit.shown), row.sentence(hit.first, hit.shown)
        if sentence not in seen.harmless:
            seen.harmless[sentence] = any(True for _ in self.unless.find(row, *sentence))
        if around not in seen.excepted:
            seen.excepted[around] = list(self.excepted.find(row, *around))
        if seen.harmless[sentence] or any(e.first <= hit.shown < e.last for e in seen.excepted[around]):
            return False
        return not self._denied(row, hit)

    def _denied(self, row: Row, hit: Hit) -> bool:
        """Whether a denial stands right before the phrase: not rude, without shouting."""
        first = row.sentence(hit.shown, hit.shown)[0]
        return any(d.last == hit.shown for d in self.denials.find(row, max(first, hit.shown - _DENIAL), hit.shown))


def _doubt(grammar: Grammar, table: Mapping[str, Any]) -> _Doubt:
    excepted, unless, denials, anywhere = (Finder(grammar, table.get(part, ())) for part in PARTS[1:])
    return _Doubt(table["name"], excepted, unless, denials, anywhere, table["better"], table.get("weak", False))


class _Patterns:
    """Everything that the checks know of one language, read once from its file."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        sets = data["sets"]
        spelling = data["spelling"]
        self._spell = Spelling(language, spelling, spelling["near"])
        self._short = frozenset(spelling["short"])
        grammar = Grammar(language, sets)
        self._reported = Finder(grammar, data["quoting"]["phrases"])
        self._says = Finder(grammar, data["quoting"].get("says", ()))
        self._matter = Matter(grammar, data["matter"])
        self._no_what_better: str = data["matter"]["better"]
        self._doubts: dict[str, list[_Doubt]] = {}
        self._phrases: dict[str, Finder] = {}
        for kind in KINDS:
            tables = [table for table in data["doubt"] if table["kind"] == kind]
            self._phrases[kind] = Finder(grammar, *(table["phrases"] for table in tables))
            self._doubts[kind] = [_doubt(grammar, table) for table in tables]

    def examine(self, kind: str, text: str) -> Iterator[Finding]:
        whole = read(text, self._spell, self._short)
        own = whole.without(self._quoted(kind, whole))
        covered = -1
        for hit, doubt in _in_order(self._doubted(kind, own)):
            if hit.shown > covered:
                covered = hit.last - 1
                yield _finding(own, hit, doubt.name, doubt.better)
        if kind == "apology" and covered < 0:
            for name, lacks in ((_UNSAID, self._matter.unsaid), (_NO_WHAT, self._matter.missing)):
                if (lacking := lacks(own)) is not None:
                    yield _finding(own, lacking, name, self._no_what_better)

    def _doubted(self, kind: str, row: Row) -> Iterator[tuple[Hit, _Doubt]]:
        """The hits that hold. A weak one waits for the end of its sentence: it speaks where no other did."""
        seen = [_Seen() for _ in self._doubts[kind]]
        weak: list[tuple[Hit, _Doubt, tuple[int, int]]] = []
        strong: list[int] = []

        def alone(waiting: list[tuple[Hit, _Doubt, tuple[int, int]]]) -> Iterator[tuple[Hit, _Doubt]]:
            for hit, doubt, (first, last) in waiting:
                others = strong[bisect_left(strong, first) : bisect_left(strong, last)]
                if not others and doubt.holds(row, hit, seen[hit.listed]):
                    yield hit, doubt

        for hit in self._phrases[kind].find(row):
            doubt = self._doubts[kind][hit.listed]
            if weak and any(last <= hit.first for _, _, (_, last) in weak):
                yield from alone([waiting for waiting in weak if waiting[2][1] <= hit.first])
                weak = [waiting for waiting in weak if waiting[2][1] > hit.first]
            if doubt.weak:
                weak.append((hit, doubt, row.sentence(hit.shown, hit.shown)))
            elif doubt.holds(row, hit, seen[hit.listed]):
                insort(strong, hit.shown)
                yield hit, doubt
        yield from alone(weak)

    def _quoted(self, kind: str, row: Row) -> frozenset[int]:
        """The words that are the customer's own; in a summary names too: Mad Dog Ale is no judgement."""
        quoted = within(row.places, quotations(row.text))
        if kind != "neutral":
            # a sentence noted down between quotation marks is the clerk's own, unless it is told who said it
            theirs = len(quoted) * 2 < len(row.words) or any(True for _ in self._says.find(row.without(quoted)))
            return quoted if theirs else frozenset()
        reported = set(row.names())
        end = 0
        for hit in self._reported.find(row):
            if hit.last > end:
                end = row.sentence_end(hit.last)
                reported.update(range(hit.last, end))
        return quoted | reported


def _in_order(doubted: Iterator[tuple[Hit, _Doubt]]) -> Iterator[tuple[Hit, _Doubt]]:
    """The doubts as they stand in the text, the longest of those at one place first.

    They come by the first word of their phrase, and what is shown of a phrase may begin later: a doubt waits until
    no other can stand before it. So whoever wants only the first need not wait for the end of a long text.
    """
    waiting: list[tuple[int, int, int, int, Hit, _Doubt]] = []
    for number, (hit, doubt) in enumerate(doubted):
        while waiting and waiting[0][0] < hit.first:
            yield heappop(waiting)[-2:]
        heappush(waiting, (hit.shown, -hit.last, hit.listed, number, hit, doubt))
    while waiting:
        yield heappop(waiting)[-2:]


def _within_pauses(row: Row, first: int, last: int) -> tuple[int, int]:
    """What is underlined begins and ends with a word: a comma that a phrase needs beside it is not shown."""
    while last - first > 1 and row.words[first] in (END, PAUSE, ":"):
        first += 1
    while last - first > 1 and row.words[last - 1] in (END, PAUSE, ":"):
        last -= 1
    return first, last


def _finding(row: Row, hit: Hit, name: str, better: str) -> Finding:
    first, last = _within_pauses(row, hit.shown, hit.last)
    start, end = row.places[first][0], row.places[last - 1][1]
    rule, why = DOUBTS[name]
    return Finding(rule, start, end, row.text[start:end], Words(why), better)


@lru_cache(maxsize=len(LANGUAGES))
def _patterns(language: str) -> _Patterns:
    if language not in LANGUAGES:
        raise KeyError(language)
    with (RESOURCES / "wording" / f"{language}.toml").open("rb") as file:
        return _Patterns(language, tomllib.load(file))
