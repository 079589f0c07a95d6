"""Whether an apology says sorry at all, and what for: any word of substance outside greetings and plans will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .wording_phrases import Finder, Grammar, Hit
from .wording_text import END, PAUSE, Row

_PAUSES = (END, PAUSE, ":")

#: So many words without a full stop may still be leading up to the word.
_BEGUN = 6


class Matter:
    """What counts as substance in one language.

    `plain` are words that name nothing (polite words, "inconvenience", "this"); a clause that holds one of
    the `forward` phrases looks ahead, thanks or greets; after a `title` comes a name; `joins` divide clauses.
    The `concrete` phrases name something, though all their words be plain; `owned` are words for "it is our fault".
    """

    def __init__(self, grammar: Grammar, data: Mapping[str, Sequence[str]]) -> None:
        self._apology = Finder(grammar, ["<apology>"])
        self._plain = Finder(grammar, data["plain"])
        self._forward = Finder(grammar, data["forward"])
        self._titles = Finder(grammar, data["title"])
        self._concrete = Finder(grammar, data.get("concrete", ()))
        self._owned = Finder(grammar, ["<apology>", *data["owned"]])
        self._joins = frozenset(way for word in data["joins"] for way in grammar.ways(word))

    def unsaid(self, row: Row) -> Hit | None:
        """The words that stand where an apology should; None where there is one, or where a sentence is only begun."""
        first = next((i for i in range(len(row.words)) if self._is_word(row, i)), len(row.words))
        end = row.sentence_end(first)
        if (end - first <= _BEGUN and end == len(row.words)) or any(True for _ in self._owned.find(row)):
            return None
        last = next((i for i in range(first, end) if row.words[i] in _PAUSES), end)
        return Hit(first, min(last, first + _BEGUN), first)

    def missing(self, row: Row) -> Hit | None:
        """The apology that names nothing; None where it does, or where nobody apologises."""
        apology = next(self._apology.find(row), None)
        if apology is None or any(True for _ in self._concrete.find(row)):
            return None
        for first, last in self._clauses(row):
            if self._names_something(row, first, last):
                return None
        return apology

    def _clauses(self, row: Row) -> Iterator[tuple[int, int]]:
        first = 0
        for index, word in enumerate((*row.words, END)):
            if word in _PAUSES or word in self._joins:
                if index > first:
                    yield first, index
                first = index + 1

    def _names_something(self, row: Row, first: int, last: int) -> bool:
        sorry = list(self._apology.find(row, first, last))
        if not sorry and any(True for _ in self._forward.find(row, first, last)):
            return False
        empty = {i for hit in (*sorry, *self._plain.find(row, first, last)) for i in range(hit.first, hit.last)}
        empty |= self._names(row, first, last)
        return any(i not in empty and self._is_word(row, i) for i in range(first, last))

    def _names(self, row: Row, first: int, last: int) -> set[int]:
        """Words that are somebody's name: capitals after a title, or a word alone between two pauses."""
        found: set[int] = set()
        for title in self._titles.find(row, first, last):
            index = title.last
            while index < last and row.capital(index):
                found.add(index)
                index += 1
            if index == title.last == last - 1:
                found.add(index)  # "xin loi chi lan": no capital, but nothing follows
        if last - first <= 2 and all(row.capital(i) for i in range(first, last)):
            found.update(range(first, last))
        return found

    def _is_word(self, row: Row, index: int) -> bool:
        return row.words[index][0].isalpha() and len(row.words[index]) > 1
