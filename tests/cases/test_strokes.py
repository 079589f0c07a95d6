"""A signature given on the screen: what comes back is what was written, and nothing else is taken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases.steps import STEPS
from desk.cases.strokes import HEIGHT, LONGEST, MOST, WIDTH, BadStrokes, Signature, read
from tests.cases.rows import at

a_point = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))


@given(st.lists(st.lists(a_point, min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_signature_comes_back_as_it_was_written(drawn):
    ticks = iter(range(LONGEST))
    signature = Signature(tuple(tuple((x, y, next(ticks)) for x, y in stroke) for stroke in drawn))
    assert read(signature.written()) == signature


def test_a_name_may_stand_in_the_place_of_a_signature():
    assert read(Signature(name="Đỗ Thị Oanh").written()) == Signature(name="Đỗ Thị Oanh")


def test_nobody_signed_is_nothing():
    assert (read(""), bool(Signature()), Signature().written()) == (Signature(), False, "")


@pytest.mark.parametrize(
    "text",
    ["scribble", "5", "[5]", '["a"]', "[[]]", "[[1,2]]", '[[1,2,"3"]]', "[[1,2,true]]", "[[1.5,2,3]]", "[[-1,0,0]]",
     f"[[{WIDTH + 1},0,0]]", f"[[0,{HEIGHT + 1},0]]", f"[[0,0,{LONGEST + 1}]]", "[[0,0,5],[0,0,4]]", "{}",
     '{"name":5}', '{"name":"  "}', '{"name":"A","x":1}', "[" * 60_000],
)  # fmt: skip
def test_what_was_not_written_on_the_sheet_is_no_signature(text):
    with pytest.raises(BadStrokes, match="This is no signature"):
        read(text)


@pytest.mark.parametrize("text", ["9" * 18 * MOST + "9", json.dumps([[0] * 3 * (MOST + 1)], separators=(",", ":"))])
def test_a_signature_may_not_fill_the_store(text):
    with pytest.raises(BadStrokes, match="too many strokes"):
        read(text)


def test_a_typed_name_passes_the_border_of_every_text():
    with pytest.raises(BadStrokes, match="control character"):
        read('{"name":"\\u0000"}')


def test_a_signature_is_an_answer_like_any_other():
    walk = at("sign")()
    field = next(f for f in STEPS["sign"].fields if f.kind == "strokes")
    walk.clerk("sign", **{field.name: [[1, 2, 0, 3, 4, 9]]})
    assert walk.entries[-1].answers[field.name] == "[[1,2,0,3,4,9]]"
    assert [p.rule for p in at("sign")().refused("clerk", "sign", **{field.name: "x"})] == ["bad-value"]
