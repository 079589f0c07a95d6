"""The languages of one paper: every own sentence said in each, every given value said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.i18n import N_, Catalogue, Money, Words, catalogue

from .numerals import in_words
from .strips import Passage, Said

#: A time that stands behind its day: the two stay on one line.
_AT = re.compile(r"(?<=\d{4}) (?=\d{1,2}[:.]\d\d\b)")


class Voices:
    """One or two catalogues, the first one leading, and the time zone and currency of the case."""

    def __init__(self, languages: tuple[str, ...], zone: str, currency: str) -> None:
        self.catalogues: tuple[Catalogue, ...] = tuple(catalogue(code) for code in dict.fromkeys(languages))
        if not 1 <= len(self.catalogues) <= 2:
            raise ValueError("a paper speaks one language or two")
        self.zone, self.currency = ZoneInfo(zone), currency

    @property
    def main(self) -> str:
        return self.catalogues[0].language

    def say(self, text: str, **values: object) -> Said:
        """Our own sentence; its values by name."""
        if not values:
            return self._each(c.gettext(text) for c in self.catalogues)
        return self._each(_whole(c.say(Words(text, values), self.zone)) for c in self.catalogues)

    def given(self, text: str, language: str = "") -> Said:
        """Somebody's own words or a name: said once, as given."""
        return (Passage(text, language),)

    def pack(self, texts: Mapping[str, str]) -> Said:
        """A text that a country pack holds in every language."""
        return self._each(texts[c.language] for c in self.catalogues)

    def money(self, minor: int, currency: str = "") -> Said:
        """Minor units of a currency; without one, of the case's own."""
        return self._each(c.money(Money(minor, currency or self.currency)) for c in self.catalogues)

    def amount(self, minor: int, tax: int = 0) -> Said:
        """An amount of the case, and below it how much of it is tax where that was given; a dash for none."""
        if not minor:
            return self.given("–")
        text = N_("of it tax {tax}")
        return self.lines(self.money(minor), self.say(text, tax=Money(tax, self.currency)) if tax else ())

    def number(self, value: float) -> Said:
        return self._each(c.number(value) for c in self.catalogues)

    def span(self, value: timedelta) -> Said:
        return self._each(c.span(value) for c in self.catalogues)

    def worded(self, minor: int) -> Said:
        """The amount in words, up to numerals.MOST."""
        return self._each(in_words(Money(minor, self.currency), c.language) for c in self.catalogues)

    def moment(self, value: datetime | None) -> Said:
        """Day and time in the zone of the case; an open place in a draft that has none yet."""
        if value is None:
            return self.given("…")
        return self._each(_whole(c.moment(value, self.zone)) for c in self.catalogues)

    def day(self, value: date) -> Said:
        return self._each(c.day(value) for c in self.catalogues)

    def choice(self, choices: Iterable[tuple[str, str]], value: str) -> Said:
        """The words of a choice; the value itself where it is no longer in the list."""
        return self.say(dict(choices).get(value, value))

    def lines(self, *parts: Said) -> Said:
        """Several sayings below each other as one: each language keeps its own."""
        full = [part for part in parts if part and any(p.text for p in part)]
        if all(len(part) == 1 for part in full):
            known = {p.language for part in full for p in part}
            return (Passage("\n".join(part[0].text for part in full), known.pop() if len(known) == 1 else ""),)
        first, *others = self._together("\n", full)
        if not others:
            return (first,)
        # what is the same in every language is read in the first one and not again
        return first, replace(others[0], text="\n".join(part[1].text for part in full if len(part) > 1))

    def joined(self, between: str, *parts: Said) -> Said:
        """Several sayings on one line."""
        return self._together(between, [part for part in parts if part])

    def _together(self, between: str, parts: Sequence[Said]) -> Said:
        texts = (between.join(part[min(n, len(part) - 1)].text for part in parts) for n in range(len(self.catalogues)))
        return self._each(texts)

    def _each(self, texts: Iterable[str]) -> Said:
        """One passage for each language; texts that read the same in both are said once."""
        said = [Passage(text, c.language) for text, c in zip(texts, self.catalogues, strict=True)]
        return tuple(said) if len({p.text for p in said}) > 1 else (said[0],)


def _whole(text: str) -> str:
    """The text with its moments unbreakable."""
    return _AT.sub("\N{NO-BREAK SPACE}", text)
