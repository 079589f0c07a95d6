"""The leaflet folds to A5 and answers how to complain, what to expect, and what one's rights are."""

from __future__ import annotations

import pypdfium2
import pytest

from desk.i18n import LANGUAGES, catalogue
from desk.papers.country import country
from desk.papers.leaflet import leaflet
from desk.papers.page import MM, folded
from desk.papers.strips import Strip, paginate

from .conftest import HANOI, HELSINKI
from .reading import pages, read, squeezed


def halves(pdf):
    """The text of the left and right half of every sheet side."""
    document = pypdfium2.PdfDocument(pdf)
    out = []
    for sheet in document:
        wide, high = sheet.get_size()
        assert (wide, high) == (pytest.approx(297 * MM, abs=0.1), pytest.approx(210 * MM, abs=0.1))
        text = sheet.get_textpage()
        out.append([squeezed(text.get_text_bounded(left=x, right=x + wide / 2)) for x in (0, wide / 2)])
    document.close()
    return out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("branch", [HANOI, HELSINKI], ids=["vn", "fi"])
def test_folded_the_front_is_right_the_back_is_left_and_the_rest_inside(branch, language):
    say = catalogue(language).gettext
    (back, front), (left, right) = halves(leaflet(branch, (language,)))
    assert squeezed(say("Something wrong? Please tell us.")) in front
    assert squeezed(say("How to complain here")) in front
    assert squeezed(say("What you can expect")) in left
    assert squeezed(say("Where you can turn next")) in right
    assert squeezed(branch.telephone) in back


def test_it_says_the_day_the_consulting_the_promise_and_the_follow_up():
    said = read(leaflet(HANOI, ("en",)))
    for text in ("within 24 hours", "manager and head office agree on one solution", "We agree a time with you",
                 "We keep our promises", "we ask you whether all is well", "Complaining is free",
                 "25 phố Hàng Bài, Hoàn Kiếm, Hà Nội", "91/2025/QH15", *country("vn").your_rights["en"]):  # fmt: skip
        assert squeezed(text) in said, text


def test_two_languages_are_two_sheets():
    assert len(pages(leaflet(HELSINKI, ("fi", "en")))) == 4


@pytest.mark.parametrize(("count", "sides"), [
    (1, [(3, 0), (1, 2)]), (4, [(3, 0), (1, 2)]), (5, [(3, 0), (1, 2), (7, 4), (5, 6)]),
])  # fmt: skip
def test_pages_stand_so_that_folding_brings_them_into_order(count, sides):
    assert list(folded(count)) == sides


def test_a_turned_strip_begins_a_page():
    turn, drawn = Strip(0, turn=True), Strip(5, shapes=(print,))
    pages_ = paginate([turn, drawn, turn, drawn], 100)
    assert len(pages_) == 2
