"""Letters that a program took apart are put together where that is certain, and no other text is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases.old_twice import put_together, whole


def apart(text: str) -> str:
    """As a program shows UTF-8 that it takes for letters of Windows; an empty place of these stays as it is."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


LIST = [["Ngày", "Khách hàng", "Nội dung"], ["5/3/2024", "Nguyễn Thị Ánh", "Tủ hỏng – vỡ"], ["6/3/2024", "Aho", 5.0]]


def test_a_list_that_was_taken_apart_is_whole_again():
    taken = [[cell if isinstance(cell, float) else apart(cell) for cell in row] for row in LIST]
    assert taken[1][1] == "Nguyá»…n Thá»‹ Ã\x81nh"
    assert put_together(taken) == LIST
    assert put_together([[apart("Mäkelä")], [apart("Äijö")], [apart("Höyry")]]) == [["Mäkelä"], ["Äijö"], ["Höyry"]]


@pytest.mark.parametrize("cell", ["Nguyễn", "Mäkelä", "5 €", "Ã", "café", "“x”", "20\xa0000"])
def test_one_whole_cell_leaves_all_as_they_are(cell):
    rows = [*([apart(cell) for cell in row if isinstance(cell, str)] for row in LIST), [cell]]
    assert put_together(rows) is rows


def test_so_few_cells_say_nothing_for_certain():
    rows = [[apart("Ngày")], ["5/3/2024"]]
    assert put_together(rows) is rows


@given(st.text())
def test_what_was_taken_apart_is_the_same_again(text):
    assert whole(apart(text)) == text
