"""A ditto mark in an old list stands for what is above it; nobody is called so."""

import pytest

from desk.cases.old_ditto import as_above
from desk.cases.old_list import Columns, guessed

NAMES = ("Ngày", "Giờ", "Khách hàng", "Nội dung", "Ghi chú")
FIRST = ["5/3/2024", "9h", "Ánh", "Vỡ", "gọi lại"]


def read(*rows):
    return [list(row) for row in as_above([NAMES, *rows], 0, Columns(NAMES, guessed(NAMES)))[1:]]


@pytest.mark.parametrize("mark", ['"', "”", "〃", "''", '-"-', " // ", "-//-"])
def test_a_mark_stands_for_the_cell_above(mark):
    again = [mark, mark, mark, mark, mark]
    assert read(FIRST, again, again) == [FIRST, [*FIRST[:4], mark], [*FIRST[:4], mark]]  # of a note nothing is made
    blank = ["", "", "", "", ""]
    assert read(FIRST, blank, [mark, "", "Bình", "Thiếu", ""])[2] == ["5/3/2024", "", "Bình", "Thiếu", ""]


@pytest.mark.parametrize("word", ["nt", "NT", "như trên", "sama", "ditto", "-nt-"])
def test_a_word_stands_for_the_day_above_and_is_a_word_elsewhere(word):
    assert read(FIRST, [word, "", word, word, ""])[1] == ["5/3/2024", "", word, word, ""]


def test_where_nothing_stands_above_nothing_is_meant():
    assert read(['"', "", '"', "Vỡ", ""]) == [[None, "", None, "Vỡ", ""]]
    assert read(["5/3/2024", "", "", "Vỡ", ""], ['"', "", '"', '"', ""])[1] == ["5/3/2024", "", "", "Vỡ", ""]


def test_a_list_without_any_is_the_very_same():
    rows = [NAMES, ["5/3/2024", "", 'Ánh "Béo"', 'Nói "vỡ"', ""], [None, 3.0]]
    assert as_above(rows, 0, Columns(NAMES, guessed(NAMES))) is rows
