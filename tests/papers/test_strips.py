"""How strips fall on pages: what stays together, what is repeated, what may be cut."""

from __future__ import annotations

from desk.papers.blocks import Facts, Frame
from desk.papers.fonts import Style
from desk.papers.strips import Cell, Mark, Passage, Strip, paginate, side_by_side, space, stacked
from desk.papers.tags import Node


def strip(height=10.0, keep=False, name="", repeat=()):
    return Strip(height, (Mark(None, 0, 0, name, Style()),), keep=keep, repeat=repeat)


def names(pages):
    return [[s.marks[0].text for s in page if s.marks] for page in pages]


def test_strips_that_keep_move_together():
    strips = [strip(name="a"), strip(name="b", keep=True), strip(name="c")]
    assert names(paginate(strips, 20)) == [["a"], ["b", "c"]]


def test_what_is_higher_than_a_page_is_cut():
    strips = [strip(name=str(n), keep=True) for n in range(5)]
    assert names(paginate(strips, 20)) == [["0", "1"], ["2", "3"], ["4"]]


def test_the_first_page_may_have_more_room():
    strips = [strip(name=str(n)) for n in range(5)]
    assert names(paginate(strips, 20, 10)) == [["0", "1", "2"], ["3", "4"]]


def test_space_at_the_end_makes_no_empty_page():
    assert names(paginate([strip(name="a"), strip(name="b"), space(6)], 20)) == [["a", "b"]]


def test_no_line_is_drawn_below_a_place_that_stays_empty():
    root, word = Node("Document"), (Passage("x", "en"),)
    drawn = Facts([(word, word)] * 3, columns=2).set(root, Frame(0, 400))
    assert [len(s.shapes) for s in drawn if s.shapes] == [2, 1]


def test_heads_are_repeated_where_a_table_goes_on():
    head = strip(name="head").again()
    strips = [strip(name="head", keep=True), *(strip(name=str(n), repeat=(head,)) for n in range(3))]
    assert names(paginate(strips, 20)) == [["head", "0"], ["head", "1"], ["head", "2"]]


def test_a_repeated_head_is_not_read_aloud_again():
    first = Strip(10, (Mark(Node("TH"), 0, 0, "head", Style()),))
    assert [mark.node for mark in first.again().marks] == [None]
    assert first.again().keep


def test_space_falls_away_at_the_head_of_a_page():
    pages = paginate([space(30), strip(name="a"), space(15), strip(name="b")], 25)
    assert names(pages) == [["a"], ["b"]]
    assert [s.height for s in pages[1]] == [10]


def test_no_line_stands_alone_on_either_side_of_a_page():
    style = Style(size=10, leading=10)
    for room in range(20, 60, 10):
        cell = Cell(0, 400).put(None, "\n".join(f"line{n}" for n in range(9)), style)
        pages = names(paginate(side_by_side([cell], whole=3), room))
        assert len(pages[0]) >= 2
        assert len(pages[-1]) >= 2


def test_no_row_stands_alone_on_either_side_of_a_page():
    for room in range(20, 60, 10):
        pages = names(paginate(stacked([[strip(name=str(n))] for n in range(5)]), room))
        assert len(pages[0]) >= 2
        assert len(pages[-1]) >= 2


def test_a_row_of_three_lines_may_stand_alone():
    rows = [[strip(name=f"{row}{line}", keep=line < 2) for line in range(3)] for row in range(3)]
    assert [len(page) for page in names(paginate(stacked(rows), 80))] == [6, 3]
    assert [len(page) for page in names(paginate([strip(name="above", height=40), *stacked(rows)], 80))] == [4, 6]


def test_figures_to_the_right_end_at_the_right_edge():
    cell = Cell(100, 50, right=True).put(None, "1.250.000", Style(size=8))
    [strip_] = side_by_side([cell])
    assert 100 < strip_.marks[0].x < 150
