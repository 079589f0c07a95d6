"""The acknowledgement slip fits the receipt printer and answers the customer's questions."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from desk.papers.page import MM
from desk.papers.slip import slip

from .conftest import HANOI, HELSINKI, Walk, planned
from .reading import pages, read, squeezed


def size(pdf):
    document = pypdfium2.PdfDocument(pdf)
    found = [sheet.get_size() for sheet in document]
    document.close()
    return found


def test_it_says_what_when_and_whom_to_ask():
    case = Walk().received().case
    said = read(slip(case, ("en",), branch=HANOI))
    for text in ("HN-2026-0042", "20/11/2026 09:20", case.own_words, case.wish, "by 20/11/2026 10:20", "Lê Thị Lan",
                 "024 3825 1234", "Thank you for telling us"):  # fmt: skip
        assert squeezed(text) in said


def test_a_promised_answer_is_on_it_with_its_time():
    case = planned().case
    said = read(slip(case, ("en",), branch=HANOI))
    assert squeezed("You get our answer by 21/11/2026 09:25.") in said
    assert "10:20" not in said


@pytest.mark.parametrize("words", ["Ngắn.", "Một câu dài hơn nhiều. " * 200, "x" * 10_000])
def test_it_is_one_strip_of_eighty_millimetres_as_long_as_its_text(words):
    case = Walk().received(own_words=words).case
    [(wide, high)] = size(slip(case, ("vi",), branch=HANOI))
    assert wide == pytest.approx(80 * MM, abs=0.1)
    assert 100 * MM < high < 330 * MM


def test_long_words_are_shortened_and_short_ones_are_not():
    case = Walk().received(own_words="từng chữ một " * 100).case
    said = "".join(pages(slip(case, ("en",), branch=HANOI)))
    assert "…" in said
    assert said.count("từng") < 50
    assert "…" not in "".join(pages(slip(Walk().received().case, ("en",), branch=HANOI)))


def test_two_languages_stand_one_after_the_other():
    case = Walk(HELSINKI).received().case
    one, two = slip(case, ("en",), branch=HELSINKI), slip(case, ("fi", "en"), branch=HELSINKI)
    assert size(two)[0][1] > 1.6 * size(one)[0][1]
    said = read(two)
    assert said.index(squeezed("20.11.2026 4.20")) < said.index(squeezed("20/11/2026 04:20"))


def test_the_same_case_gives_the_same_bytes():
    case = Walk().received().case
    assert slip(case, ("vi",), branch=HANOI) == slip(case, ("vi",), branch=HANOI)


def test_without_a_branch_it_still_prints():
    case = replace(Walk().received().case, customer_name="", wish="")
    assert "HN" in read(slip(case, ("en",)))


def test_a_case_that_was_never_recorded_has_no_slip():
    with pytest.raises(ValueError, match="never recorded"):
        slip(replace(Walk().received().case, recorded_at=None), ("en",))
