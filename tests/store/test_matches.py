"""What is marked in a line that was found: the words as they were typed, whatever their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases.text import fold
from desk.store.matches import Matches


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("dang", "Đặng Thị Mỹ Hạnh", ["Đặng"]),
        ("thi ha", "Đặng Thị Mỹ Hạnh", ["Thị", "Hạ"]),
        ("nồi cơm ", "Nồi cơm điện, nồi đỏ", ["Nồi", "cơm", "nồi"]),
        ("pesukone", "Pesukoneen luukku", ["Pesukone"]),
        ("pesukone ", "Pesukoneen luukku", []),
        ("strasse", "Straße 4", ["Straße"]),
        ("b1-17", "B1-00017", ["B1-00017"]),
        ("17", "B1-00017", ["00017"]),
        ("00017", "B1-2-00017", ["00017"]),
        ("17", "B1-00170", []),
        ("17", "X-5 17", ["17"]),
        ("“cơm điện”", "cơm điện", ["cơm", "điện"]),
        ("“cơm điện”", "Nồi cơm, cơm điện, điện", ["cơm", "điện"]),
        ("“cơm điện” nồi", "Nồi cơm điện", ["Nồi", "cơm", "điện"]),
        ('"nồi cơm đi', "Cơm. Nồi cơm điện", ["Nồi", "cơm", "đi"]),
        ('"cơm"', "Cơm điện", ["Cơm"]),
        ("e\u0302", "e\u0302cole", ["e\u0302"]),
        ("nh", "Hạnh", []),
        ("<b>", "a < b", ["b"]),
        ("５５５", "Đơn 55512", ["555"]),
        ("１２３４", "Mã １２３４", ["１２３４"]),
        ("B１-１７", "B1-00017", ["B1-00017"]),
        ("", "Hạnh", []),
        ("???", "Hạnh", []),
    ],
)
def test_the_words_that_were_typed_are_marked(typed: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in Matches(typed).parts(text)] == marked


@given(typed=st.text(max_size=40), text=st.text(max_size=60))
def test_whatever_is_typed_what_is_marked_lies_in_the_text(typed: str, text: str) -> None:
    last = 0
    for start, end in Matches(typed).parts(text):
        assert last <= start < end <= len(text)
        assert fold(text[start:end])
        last = end


@pytest.mark.parametrize(
    "typed", ["0903 123", "+84 903 123 456", "0084903123456", "903.123", "tel:+84903123456", "3 456"]
)
def test_a_telephone_is_marked_in_whatever_notation_it_was_typed(typed: str) -> None:
    for kept in ("0903 123 456", "+84 (0)903-123-456"):
        assert Matches(typed).telephone(kept), kept
    assert not Matches(typed).telephone("0912 000 111")


@pytest.mark.parametrize("typed", ["0903 123 456 máy lẻ 12", "0903 123 456 x12", "0903 123 456"])
def test_with_its_extension_a_telephone_is_marked_and_no_word_for_the_extension(typed: str) -> None:
    for kept in ("0903 123 456", "0903 123 456 máy lẻ 7", "+84 903 123 456 ext 12"):
        assert Matches(typed).telephone(kept) == [(0, len(kept))], kept
    assert Matches(typed).parts("máy giặt, 12 tháng, x12") == []
