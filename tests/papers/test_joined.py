"""Many papers in one file: every page, tags and language of each, clean for validators, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from desk.papers import seal
from desk.papers.agreement import agreement
from desk.papers.joined import joined

from .conftest import START
from .reading import READERS, pages, read, verdict
from .samples import papers
from .test_archive import elements

TITLE = "Giấy tờ trong ngày <2026-11-20> & more"


@pytest.fixture(scope="module")
def single():
    """One of each kind, in every language and in pairs."""
    languages = (("vi",), ("en",), ("fi",), ("vi", "en"))
    return [make(languages[n % 4]) for n, make in enumerate(papers().values())]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validator_finds_nothing_in_all_papers_together(single, profile, tmp_path):
    assert verdict(joined(single, TITLE), profile, tmp_path) == []


@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_every_paper_is_read_in_order(single, reader):
    assert pages(joined(single, TITLE), reader) == [page for pdf in single for page in pages(pdf, reader)]


def test_a_screen_reader_finds_the_elements_of_each_paper_with_its_language(single):
    with pikepdf.open(BytesIO(joined(single, TITLE))) as whole:
        (top,) = whole.Root.StructTreeRoot.K
        for part, pdf in zip(top.K, single, strict=True):
            with pikepdf.open(BytesIO(pdf)) as alone:
                assert (part.S, str(part.Lang)) == ("/Part", str(alone.Root.Lang))
                (root,) = alone.Root.StructTreeRoot.K
                assert [e.S for e in elements(part)] == [e.S for e in elements(root)]


def test_every_mark_on_a_page_leads_to_an_element_drawn_on_that_page(single):
    with pikepdf.open(BytesIO(joined(single, TITLE))) as whole:
        numbers = whole.Root.StructTreeRoot.ParentTree.Nums
        for place, page in enumerate(whole.pages):
            assert (int(page.StructParents), int(numbers[2 * place])) == (place, place)
            for element in numbers[2 * place + 1]:
                assert page.objgen in {kid.Pg.objgen for kid in element.K if "/MCID" in kid}


def test_each_paper_has_a_bookmark_and_the_file_its_title(single):
    with pikepdf.open(BytesIO(joined(single, TITLE))) as whole:
        with whole.open_outline() as outline:
            assert len(outline.root) == len(single)
            assert outline.root[0].title.endswith("HN-2026-0042/v1")
        with whole.open_metadata() as metadata:
            assert metadata["dc:title"] == TITLE


def test_the_same_papers_give_the_same_bytes(single):
    assert joined(single, TITLE) == joined(single, TITLE)


def test_a_sealed_paper_comes_without_the_seal_that_would_no_longer_hold(hanoi, tmp_path):
    alone = agreement(hanoi, ("vi",))
    sealed = seal.sealed(alone, seal.identity("Hàng Bài", START))
    whole = joined([sealed, alone], TITLE)
    assert [verdict(whole, profile, tmp_path) for profile in ("ua1", "2a")] == [[], []]
    assert read(whole) == read(alone) * 2
    assert b"/ByteRange" not in whole


def test_another_program_finds_no_fault(single, tmp_path):
    path = tmp_path / "whole.pdf"
    path.write_bytes(joined(single, TITLE))
    with pikepdf.open(path) as whole:
        assert whole.check_pdf_syntax() == []


def test_words_that_look_like_a_reference_stay_words(hanoi, tmp_path):
    """Names stand in the signature's description and in the file's own."""
    strokes = replace(hanoi.agreement, customer_strokes="[[1,2,0,3,4,9]]", signed_at=START)
    signed = [replace(hanoi, customer_name=name, agreement=strokes) for name in ("A", "12 0 R (3 0 R")]
    whole = joined([agreement(case, ("en",)) for case in signed], "5 0 R")
    assert "12 0 R (3 0 R" in pages(whole)[-1]
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert [str(e.Alt) for e in elements(pdf.Root.StructTreeRoot.K[0]) if e.S == "/Figure"][-1] == (
            "Signature of 12 0 R (3 0 R, written on the screen"
        )
    assert verdict(whole, "ua1", tmp_path) == []


@pytest.mark.parametrize("foreign", [b"", b"%PDF-1.7\n%%EOF\n", b"PK", bytes(5_000)])
def test_what_our_press_did_not_make_is_refused(foreign):
    with pytest.raises(ValueError, match="our press"):
        joined([foreign], TITLE)


def test_fonts_and_pictures_that_are_the_same_stand_there_once(hanoi):
    alone = agreement(hanoi, ("vi",))
    assert len(joined([alone] * 10, TITLE)) < 6 * len(alone)


def test_without_papers_there_is_no_file():
    with pytest.raises(ValueError, match="no papers"):
        joined([], TITLE)
