"""The decision letter gives position, reasons, the offer and the next steps, in the customer's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.papers.letter import letter

from .conftest import HELSINKI, planned, refused
from .reading import pages, read, squeezed

ENDED = refused().case


def test_it_gives_position_reasons_offer_next_steps_and_who_signs():
    said = read(letter(ENDED, ("en",)))
    for text in ("Dear Nguyễn Thị Ngọc Ánh,", "HN-2026-0042", ENDED.own_words, ENDED.wish, ENDED.decision.position,
                 ENDED.decision.reasons, ENDED.declined_offer.remedies[0].what,
                 "This letter takes away none of your rights",
                 "Sở Công Thương", "within 7 working days", "Facts about the law as of 21/11/2026",
                 "Công ty TNHH Ánh Dương", "Manager Trần Quang Minh Signature and date"):  # fmt: skip
        assert squeezed(text) in said, text


def test_it_speaks_the_language_of_the_decision_unless_asked_otherwise():
    assert letter(ENDED) == letter(ENDED, ("vi",))
    assert squeezed("kuluttajariita.fi") in read(letter(refused(HELSINKI).case))


def test_a_proposal_that_still_stands_is_the_offer():
    plan = replace(planned().case.proposal, alternative="Sửa miễn phí tại nhà.")
    said = read(letter(replace(ENDED, proposal=plan), ("en",)))
    for text in ("Đổi nồi mới cùng loại", "Phiếu ăn uống", "₫300,000", "Sửa miễn phí tại nhà."):
        assert squeezed(text) in said


def test_an_offer_that_was_only_explained_is_told_as_it_was_explained():
    assert squeezed(ENDED.talk.explained) in read(letter(replace(ENDED, declined_offer=None), ("en",)))


def test_without_any_offer_nothing_is_said_about_one():
    assert squeezed("What we offered") not in read(letter(replace(ENDED, talk=None, declined_offer=None), ("en",)))


def test_a_nameless_customer_is_greeted_too():
    assert "Hello," in read(letter(replace(ENDED, customer_name=""), ("en",)))


def test_the_signature_stays_with_its_greeting():
    for extra in range(0, 60, 3):
        case = replace(ENDED, own_words=ENDED.own_words + "\nMột dòng nữa." * extra)
        [last] = [sheet for sheet in pages(letter(case, ("en",))) if "Signature and date" in sheet]
        assert "With kind regards" in last


def test_without_a_decision_there_is_no_letter():
    with pytest.raises(ValueError, match="without a decision"):
        letter(planned().case)
