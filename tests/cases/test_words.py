"""Languages as plain objects: sentences with their values, and money, days and spans as each language writes them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_decimal

from desk.i18n import LOCALES, Money, Words, catalogue

HELSINKI = ZoneInfo("Europe/Helsinki")
NINE_OH_FIVE = datetime(2026, 3, 2, 7, 5, tzinfo=UTC)


def test_a_sentence_says_its_values_and_the_sentences_inside_it():
    inner = Words("until {at}", {"at": NINE_OH_FIVE})
    words = Words("{who} waits {inner}: {sum}, {days}", {"who": "Aino", "inner": inner, "sum": Money(1250, "EUR"),
                                                         "days": (date(2026, 3, 2), timedelta(hours=5))})  # fmt: skip
    assert catalogue("en").say(words, HELSINKI) == "Aino waits until 02/03/2026 09:05: €12.50, 02/03/2026, 5 h"
    assert str(words) == "Aino waits until 02/03/2026 07:05: €12.50, 02/03/2026, 5 h"


def test_what_a_customer_typed_is_never_taken_for_a_placeholder():
    assert str(Words("“{what}”", {"what": "{owner} {0} %s"})) == "“{owner} {0} %s”"


def test_plain_texts_are_said_as_they_are_and_nothing_is_nothing():
    assert (catalogue("fi").say("Tuntematon"), catalogue("fi").gettext("")) == ("Tuntematon", "")


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "02/03/2026", "02/03/2026 09:05"),
        ("vi", "02/03/2026", "02/03/2026 09:05"),
        ("fi", "2.3.2026", "2.3.2026 9.05"),
    ],
)
def test_days_and_times_are_written_as_the_language_writes_them(language, day, moment):
    words = catalogue(language)
    assert (words.day(date(2026, 3, 2)), words.moment(NINE_OH_FIVE, HELSINKI)) == (day, moment)


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", Money(1250, "EUR"), "€12.50"),
        ("fi", Money(1250, "EUR"), "12,50\u00a0€"),
        ("vi", Money(350_000, "VND"), "350.000\u00a0₫"),
        ("en", Money(350_000, "VND"), "₫350,000"),
        ("vi", Money(1250, "EUR"), "12,50\u00a0€"),
    ],
)
def test_money_has_the_decimals_of_its_currency_in_every_language(language, amount, written):
    assert catalogue(language).money(amount) == written


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "less than a minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=5, minutes=20), "5 h 20 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3, hours=4, minutes=5), "3 days 4 h"),
        (timedelta(days=3, minutes=5), "3 days 5 min"),
        (-timedelta(hours=2), "2 h"),
    ],
)
def test_a_span_is_said_in_two_units_at_most(span, words):
    assert catalogue("en").span(span) == words


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [("en", 999, "999"), ("en", 12_345, "12,345"), ("vi", 1_012_345, "1.012.345"), ("fi", 12_345, "12\u00a0345")],
)
def test_numbers_are_grouped_as_the_language_groups_them(language, number, written):
    assert catalogue(language).number(number) == written == format_decimal(number, locale=LOCALES[language])


def test_a_language_that_the_desk_does_not_speak_is_refused():
    with pytest.raises(KeyError):
        catalogue("sv")
