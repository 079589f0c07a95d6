"""Amounts in words: read back by a reader of our own they give the number again, in all three languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.i18n import CURRENCIES, LANGUAGES, Money
from desk.papers.numerals import MOST, in_words, number

# Reading back: another way round than writing, by the value of each word -------------------------------------------

_VI = {w: n for n, w in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())} | {"mốt": 1, "lăm": 5}
_EN = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split())} | {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # fmt: skip
_EN_SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
_FI = {w: n for n, w in enumerate(
    "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen".split())}  # fmt: skip
_FI_SIZES = {"miljoona": 10**6, "miljoonaa": 10**6, "miljardi": 10**9, "miljardia": 10**9, "biljoona": 10**12,
             "biljoonaa": 10**12, "biljardi": 10**15, "biljardia": 10**15}  # fmt: skip


def vietnamese(text):
    if " tỷ" in f" {text}":
        high, _, low = text.rpartition("tỷ")
        return vietnamese(high.strip()) * 10**9 + (vietnamese(low.strip()) if low.strip() else 0)
    total = group = 0
    for word in text.split():
        if word in ("triệu", "nghìn"):
            total, group = total + group * {"triệu": 10**6, "nghìn": 1000}[word], 0
        elif word == "trăm":
            group = group * 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 10 * 10
        elif word == "mười":
            group += 10
        elif word != "lẻ":
            group += _VI[word]
    return total + group


def english(text):
    total = group = 0
    for word in re.split("[ -]", text):
        if word in _EN_SIZES:
            total, group = total + group * _EN_SIZES[word], 0
        elif word == "hundred":
            group *= 100
        elif word != "and":
            group += _EN[word]
    return total + group


def finnish(text):
    total = 0
    words = text.split()
    while words:
        word = words.pop(0)
        if words and words[0] in _FI_SIZES:
            total += finnish_group(word) * _FI_SIZES[words.pop(0)]
        elif word == "tuhat":
            total += 1000
        elif word.endswith("tuhatta"):
            total += finnish_group(word.removesuffix("tuhatta")) * 1000
        else:
            total += finnish_group(word)
    return total


def finnish_group(word):
    total, last = 0, 0
    for part in re.findall("sataa|sata|kymmentä|toista|" + "|".join(sorted(_FI, key=len, reverse=True)), word):
        if part == "sata":
            total += 100
        elif part == "sataa":
            total, last = total + last * 99, 0
        elif part == "kymmentä":
            total, last = total + last * 9, 0
        elif part == "toista":
            total += 10
        else:
            total, last = total + _FI[part], _FI[part]
    return total


READ = {"vi": vietnamese, "en": english, "fi": finnish}

#: Of every size alike, not only the large ones.
NUMBERS = st.one_of(st.integers(0, 10**n) for n in (2, 4, 6, 9, 12, 15))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=400, deadline=None)
@given(value=NUMBERS)
@example(value=1_001)
@example(value=1_000_000_005)
@example(value=MOST)
def test_words_read_back_give_the_number(language, value):
    assert READ[language](number(value, language)) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_below_ten_thousand_sound_alike(language):
    assert len({number(value, language) for value in range(10_000)}) == 10_000


KNOWN = {
    "vi": {
        10: "mười", 15: "mười lăm", 21: "hai mươi mốt", 25: "hai mươi lăm", 105: "một trăm lẻ năm",
        1_001: "một nghìn không trăm lẻ một", 300_000: "ba trăm nghìn",
        1_250_000: "một triệu hai trăm năm mươi nghìn", 10**9: "một tỷ", 10**12: "một nghìn tỷ",
        2_001_005: "hai triệu không trăm lẻ một nghìn không trăm lẻ năm",
    },
    "en": {
        0: "zero", 21: "twenty-one", 101: "one hundred and one", 1_001: "one thousand and one",
        1_250_000: "one million two hundred and fifty thousand", 10**12: "one trillion",
        999_999: "nine hundred and ninety-nine thousand nine hundred and ninety-nine",
    },
    "fi": {
        10: "kymmenen", 11: "yksitoista", 21: "kaksikymmentäyksi", 100: "sata", 1000: "tuhat", 1_001: "tuhat yksi",
        249: "kaksisataaneljäkymmentäyhdeksän", 300_000: "kolmesataatuhatta", 10**9: "yksi miljardi",
        1_250_000: "yksi miljoona kaksisataaviisikymmentätuhatta", 2_000_000: "kaksi miljoonaa",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_numbers(language):
    assert {value: number(value, language) for value in KNOWN[language]} == KNOWN[language]


AMOUNTS = {
    (1_250_000, "VND"): ("Một triệu hai trăm năm mươi nghìn đồng", "One million two hundred and fifty thousand dong",
                         "Yksi miljoona kaksisataaviisikymmentätuhatta dongia"),
    (24_990, "EUR"): ("Hai trăm bốn mươi chín euro và chín mươi xu",
                      "Two hundred and forty-nine euros and ninety cents",
                      "Kaksisataaneljäkymmentäyhdeksän euroa ja yhdeksänkymmentä senttiä"),
    (101, "GBP"): ("Một bảng Anh và một xu", "One pound and one penny", "Yksi punta ja yksi penny"),
    (5, "EUR"): ("Năm xu", "Five cents", "Viisi senttiä"),
    (0, "GBP"): ("Không bảng Anh", "Zero pounds", "Nolla puntaa"),
}  # fmt: skip


@pytest.mark.parametrize("amount", AMOUNTS)
def test_amounts_in_three_languages(amount):
    assert tuple(in_words(Money(*amount), language) for language in ("vi", "en", "fi")) == AMOUNTS[amount]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_of_the_desk_has_words(language, currency):
    parts = {in_words(Money(minor, currency), language) for minor in (1, 2, 100, 101, 102, 250)}
    assert len(parts) == 6


@pytest.mark.parametrize("value", [-1, MOST + 1])
def test_what_is_too_large_is_refused(value):
    with pytest.raises(ValueError, match="not written in words"):
        number(value, "en")
