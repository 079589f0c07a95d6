"""Money as people type it in three countries, and what is asked again rather than guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases.fields import BadValue, money, typed_money
from desk.i18n import CURRENCIES


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("350000", "VND", 350_000),
        ("350.000", "VND", 350_000),
        ("350,000", "VND", 350_000),
        ("350 000", "VND", 350_000),
        ("350\u00a0000 ₫", "VND", 350_000),
        ("350.000đ", "VND", 350_000),
        ("350.000 Đ", "VND", 350_000),
        ("350.000 VNĐ", "VND", 350_000),
        ("350.000 đồng", "VND", 350_000),
        ("VND 1.350.000", "VND", 1_350_000),
        ("0", "VND", 0),
        ("12,50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        ("12", "EUR", 1200),
        ("1 250,50 €", "EUR", 125_050),
        ("1.250,5", "EUR", 125_050),
        ("1,250.50", "EUR", 125_050),
        ("€12.50", "EUR", 1250),
        ("12,50 euroa", "EUR", 1250),
        ("12 eur", "EUR", 1200),
        ("£29.99", "GBP", 2999),
        ("$5", "USD", 500),
        ("199 kr", "SEK", 19_900),
        ("¥1'000", "JPY", 1000),
        ("1\u202f000", "JPY", 1000),
        (12, "EUR", 1200),
        (12.5, "EUR", 1250),
    ],
)
def test_an_amount_is_understood_as_it_is_written(typed, currency, minor):
    assert money(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency", "sentence"),
    [
        ("350.000 đ", "EUR", "This case is kept in EUR, and this amount is in VND."),
        ("12 €", "VND", "This case is kept in VND, and this amount is in EUR."),
        ("£5", "EUR", "This case is kept in EUR, and this amount is in GBP."),
        ("5 usd", "GBP", "This case is kept in GBP, and this amount is in USD."),
        ("-5", "EUR", "An amount cannot be negative."),
        ("−5", "EUR", "An amount cannot be negative."),
        (-5, "EUR", "An amount cannot be negative."),
        ("12,5", "VND", "VND has 0 decimals. Please give the amount with no more than that."),
        (0.001, "EUR", "EUR has 2 decimals. Please give the amount with no more than that."),
        ("9" * 17, "VND", "This amount is too large to be meant. Please check the zeros."),
    ],
)
def test_an_amount_that_means_something_else_says_why(typed, currency, sentence):
    with pytest.raises(BadValue) as refused:
        money(typed, currency)
    assert str(refused.value.words) == sentence


@pytest.mark.parametrize(
    "typed",
    ["0.500", "1.250,000", "1.2.3", "12,345,6", "1,250,50", "much", "", "12 €€", "1e3", "€", "350.000 đ xu", True, [5],
     {"a": 1}, float("nan"), float("inf"), "½"],
)  # fmt: skip
def test_what_is_no_amount_is_asked_again(typed):
    with pytest.raises(BadValue, match="Please give an amount of money"):
        money(typed, "EUR")


@given(st.integers(0, 10**15), st.sampled_from(list(CURRENCIES)))
def test_an_amount_shown_for_typing_is_the_same_amount_again(minor, currency):
    assert money(typed_money(minor, currency), currency) == minor


@given(st.integers(0, 10**12), st.sampled_from([".", ",", " ", "\u00a0"]))
def test_grouped_thousands_are_the_same_as_plain_ones(whole, mark):
    assert money(f"{whole:,}".replace(",", mark), "VND") == whole


@given(st.text(max_size=30), st.sampled_from(list(CURRENCIES)))
def test_whatever_is_typed_is_an_amount_or_a_sentence(typed, currency):
    try:
        minor, said = money(typed, currency), ""
    except BadValue as refused:
        minor, said = -1, str(refused.words)
    assert 0 <= minor <= 10**15 or said.endswith(".")
