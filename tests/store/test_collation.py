"""The order of names: letters first, as each alphabet has them, and tones only where the letters are the same."""

import random

import pytest

from desk.store.collation import order_key

VIETNAMESE = (
    "An, Ăn, Ân, Bình, Dung, Dũng, Đào, Em, Êm, Ha, Hà, Hả, Hã, Há, Hạ, Ha Anh, Hà Anh, Hạ Anh, Hà Bình, hài, Hải,"
    " Hai Lúa, Nguyễn Thị Hà, Nguyễn Thị Hạ, Ôn, Ơn, Út, Ưng, Yến"
)
FINNISH = "Aalto, Andersen, Andersén, Vuori, Ylä, Zetterberg, Åberg, Äijälä, Öhman"


@pytest.mark.parametrize("names", [VIETNAMESE, FINNISH])
def test_names_stand_as_the_alphabet_and_a_dictionary_have_them(names: str) -> None:
    expected = names.split(", ")
    shuffled = random.Random(3).sample(expected, len(expected))
    assert sorted(shuffled, key=order_key) == expected


def test_capitals_stand_with_small_letters() -> None:
    assert order_key("HÀ NỘI") == order_key("hà nội")
