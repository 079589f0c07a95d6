"""Languages: catalogues as plain objects, so that the window can speak one and a paper another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from desk import RESOURCES
from desk.phrasebook import Phrasebook

LANGUAGES = {"vi": "Tiếng Việt", "en": "English", "fi": "Suomi"}

#: How Babel and Qt are told to write each language: British dates, not American ones.
LOCALES = {"vi": "vi", "en": "en_GB", "fi": "fi"}

#: How each writes a day, in the letters that Qt's fields take, and spreadsheets in small ones.
DAYS = {"vi": "dd/MM/yyyy", "en": "dd/MM/yyyy", "fi": "d.M.yyyy"}

#: What stands between thousands: a space that does not break, in Finnish.
THOUSANDS = {"vi": ".", "en": ",", "fi": "\N{NO-BREAK SPACE}"}

#: Decimal places of each currency the desk keeps money in; amounts are whole minor units.
CURRENCIES = {"VND": 0, "EUR": 2, "GBP": 2, "USD": 2, "SEK": 2, "JPY": 0}


def N_(text: str) -> str:
    """Mark a text for translation where it is defined; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Words:
    """A sentence that will be said in a language chosen later, with its values by name."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return catalogue("en").say(self)


@dataclass(frozen=True)
class Money:
    """An amount in whole minor units of a currency (350000 VND, 1250 = 12.50 EUR)."""

    minor: int
    currency: str


@dataclass(frozen=True)
class Catalogue:
    """One language: its messages, and how it writes money, dates and time left."""

    language: str
    messages: Phrasebook = field(compare=False, repr=False)

    def gettext(self, text: str) -> str:
        """The text in this language; an empty text stays empty."""
        return self.messages.gettext(text) if text else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form of the text that fits the count."""
        return self.messages.ngettext(one, many, count)

    def say(self, words: Words | str, zone: tzinfo | None = None) -> str:
        """The sentence in this language, its moments in the given time zone (UTC without one)."""
        if isinstance(words, str):
            return self.gettext(words)
        values = {name: self._value(value, zone) for name, value in words.values.items()}
        return self.gettext(words.text).format_map(values)

    def _value(self, value: object, zone: tzinfo | None) -> object:
        if isinstance(value, Words):
            return self.say(value, zone)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, datetime):
            return self.moment(value, zone or UTC)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, timedelta):
            return self.span(value)
        if isinstance(value, (tuple, list)):
            return self.join(str(self._value(item, zone)) for item in value)
        return value

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    def money(self, amount: Money) -> str:
        """The amount with its currency, decimals by the currency and not by the language."""
        from decimal import Decimal  # late, as Babel: the first window writes no money

        from babel.numbers import format_currency

        value = Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency])
        return format_currency(value, amount.currency, locale=self.locale)

    def number(self, value: int | float) -> str:
        if isinstance(value, int) and value >= 0:  # counts stand in the first picture
            return f"{value:,}".replace(",", THOUSANDS[self.language])
        from babel.numbers import format_decimal  # late, as above

        return format_decimal(value, locale=self.locale)

    def day(self, value: date) -> str:
        """A date as the language writes it: 02/03/2026, 2.3.2026."""
        if self.language == "fi":
            return f"{value.day}.{value.month}.{value.year}"
        return f"{value.day:02}/{value.month:02}/{value.year:04}"

    def moment(self, value: datetime, zone: tzinfo) -> str:
        """Day and time of day in the given zone."""
        local = value.astimezone(zone)
        return f"{self.day(local.date())} {self.clock(local)}"

    def clock(self, value: datetime | time) -> str:
        """A time of day as the language writes it: 08:05, 8.05."""
        return f"{value.hour}.{value.minute:02}" if self.language == "fi" else f"{value:%H:%M}"

    def span(self, value: timedelta) -> str:
        """How long in words, two units at most: 5 h 20 min, 3 days 4 h."""
        minutes = int(abs(value).total_seconds() // 60)
        days, rest = divmod(minutes, 24 * 60)
        hours, minutes = divmod(rest, 60)
        parts = [
            (days, self.ngettext("{n} day", "{n} days", days)),
            (hours, self.ngettext("{n} h", "{n} h", hours)),
            (minutes, self.ngettext("{n} min", "{n} min", minutes)),
        ]
        shown = [text.format(n=self.number(n)) for n, text in parts if n][:2]
        return " ".join(shown) or self.gettext("less than a minute")

    def join(self, texts: Iterable[str]) -> str:
        """A list inside a sentence: a, b, c."""
        return ", ".join(texts)


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language code; KeyError for a language the desk does not speak."""
    if language not in LANGUAGES:
        raise KeyError(language)
    file = RESOURCES / "locale" / language / "LC_MESSAGES" / "desk.mo"
    return Catalogue(language, Phrasebook(file if file.is_file() else None))
