"""The border every text passes, and how a search compares it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases import text as text_module
from desk.cases.text import LIMIT, SHORT, BadText, clean, fold, of_file
from tests.makers import Walk


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kone vuotaa.  ", "Kone vuotaa."),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        (unicodedata.normalize("NFD", "Đà Nẵng, phở"), "Đà Nẵng, phở"),
        ("Thật tệ 😡👩‍👩‍👧 1️⃣", "Thật tệ 😡👩‍👩‍👧 1️⃣"),
        ("tab\tkept", "tab\tkept"),
        ("\u200b\u2060", ""),
        ("\u3164\u115f\u2800", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_a_text_is_kept_as_it_was_meant(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Sổ 2019.csv", "Sổ 2019.csv"), ("s\udce1\udcff.csv", "s__.csv"), ("\u202eabc.jpg", "_abc.jpg"),
        ("a\nb\x07.txt", "a b_.txt"), ("n" * 400, "n" * SHORT),
    ],
)  # fmt: skip
def test_a_file_s_name_is_kept_without_what_nobody_can_type_again(name, kept):
    assert of_file(name) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a\x00b", "control character"),
        ("a\x7fb", "control character"),
        ("a\x1bb", "control character"),
        ("a\u202eb", "turns the direction of writing"),
        ("a\u2066b", "turns the direction of writing"),
        ("a\ud800b", "half a character"),
    ],
)
def test_a_text_that_cannot_be_kept_says_why(typed, sentence):
    with pytest.raises(BadText) as refused:
        clean(typed)
    assert sentence in str(refused.value.words)


def test_a_megabyte_says_how_much_fits():
    with pytest.raises(BadText) as refused:
        clean("x" * 1_000_000)
    assert "1000000 characters, and at most 40000 fit" in str(refused.value.words)


def test_a_short_text_has_no_lines_and_the_longest_one_fits():
    assert clean("a\nb\tc", lines=False) == "a b c"
    assert len(clean("x" * LIMIT)) == LIMIT


@pytest.mark.parametrize("words", ["\u200b\u2060", "   ", "\n\n", "\u3164"])
def test_words_that_nobody_can_see_are_no_words(words):
    assert [p.rule for p in Walk().refused("clerk", "receive", own_words=words)] == ["hear-out"]


@given(st.text())
def test_a_text_kept_once_is_kept_the_same_again(typed):
    try:
        kept = clean(typed)
    except BadText:
        return
    assert clean(kept) == kept == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("NGUYỄN Thị", "nguyen thi"),
        ("Hämeentie", "hameentie"),
        ("Straße Ærø", "strasse aero"),
        ("Łukasz Wałęsa", "lukasz walesa"),
        ("Þór Guðni", "thor gudni"),
        ("Máŋŋá Ŧŧ", "manna tt"),
        ("Işık Œuvre", "isik oeuvre"),
    ],
)
def test_a_search_sees_no_case_and_no_marks(text, folded):
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(st.sampled_from(text_module._USUAL + "ßæŒ\u0301🙂ḁ")))
def test_usual_letters_are_folded_as_any_others_are(text):
    assert fold(text) == text.translate(text_module._FOLDING)
