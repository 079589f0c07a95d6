"""What an approver sees: the proposal, the wish, similar cases, the mandate or why none covers, both answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from desk.cases.mandate import Mandate
from desk.store import accounts
from desk.ui.alike_card import AlikeCard
from desk.ui.facts_card import FactsCard

from .conftest import fill
from .straight_way import WAY

SMALL = Mandate("M-1", frozenset(("refund",)), 200_000, "VND", "Trần Minh", "Phạm Thu Hà",
                valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))  # fmt: skip
REFUND = {**WAY["propose"], "remedies": [{"kind": "refund", "what": "The price back", "amount": "350 000"}]}


def weighed(page) -> dict[str, str]:
    """Label and text of everything on the card above the questions."""
    (card,) = [c for c in page.form.page.findChildren(FactsCard) if not isinstance(c, AlikeCard)]
    told = [value.words.accessibleName().partition(": ") for value in card.children() if hasattr(value, "words")]
    return {label: text for label, _, text in told}


@pytest.fixture
def proposed(desk, walk, sign_in):
    """A refund that was proposed; gives its case."""

    def proposed(*mandates: Mandate, **answers: object) -> str:
        accounts.set_policy(
            desk.store, replace(accounts.policy(desk.store), mandates=mandates), "", desk.now() - timedelta(days=1)
        )
        case_id = walk("understand")
        sign_in("lan")
        desk.record("propose", {**REFUND, **answers}, case_id)
        return case_id

    return proposed


def test_the_approver_sees_the_wish_the_proposal_and_both_answers(desk, page, proposed, sign_in):
    case_id = proposed()
    sign_in("minh")
    page.show_case(case_id)
    assert page.form.step.name == "approve"
    told = weighed(page)
    assert told["What the customer would find right"] == "A new cooker"
    assert told["What we would do"] == "Refund: The price back, ₫350,000"
    assert told["Mandate"] == "None: both must approve."
    assert (told["The manager's answer"], told["Head office's answer"]) == ("Not answered yet", "Not answered yet")


@pytest.mark.parametrize(
    ("mandate", "why"),
    [
        (SMALL, "M-1: ₫350,000 is more than the limit of ₫200,000."),
        (replace(SMALL, limit=900_000, valid_to=date(2026, 1, 31)), "M-1: it ended on 31/01/2026."),
        (replace(SMALL, limit=900_000, roles=frozenset(("manager",))),
         "M-1: it does not hold for this role (Front desk)."),
        (replace(SMALL, remedies=frozenset(("exchange",))),
         "M-1: it does not cover this kind of remedy (“The price back”)."),
    ],
)  # fmt: skip
def test_a_mandate_that_does_not_cover_it_is_named_with_the_reason(page, proposed, sign_in, mandate, why):
    case_id = proposed(mandate)
    sign_in("minh")
    page.show_case(case_id)
    assert weighed(page)["Mandate"] == f"None covers it, so both must approve. {why}"


def test_head_office_answer_by_telephone_stands_beside_the_managers(desk, page, proposed, sign_in):
    case_id = proposed()
    sign_in("minh")
    desk.record("approve", {}, case_id)
    page.show_case(case_id)
    assert page.form.step.name == "head_office_answer"
    assert weighed(page)["The manager's answer"].startswith("Yes: Trần Minh")


def test_a_proposal_that_comes_back_says_why_to_the_one_who_made_it(qtbot, desk, page, proposed, sign_in):
    case_id = proposed()
    sign_in("minh")
    page.show_case(case_id)
    page.open("return")
    assert "What we would do" in weighed(page)
    fill(page, {"reason": "Offer an exchange first."})
    with qtbot.waitSignal(desk.case_changed):
        qtbot.mouseClick(page.form.button, Qt.MouseButton.LeftButton)
    sign_in("lan")
    page.show_case(case_id)
    assert page.form.step.name == "propose"
    assert weighed(page)["The proposal came back"] == "Offer an exchange first."


@pytest.mark.parametrize("step", ["approve", "return", "head_office_answer"])
def test_what_similar_cases_got_stands_beside_every_answer(qtbot, desk, page, walk, proposed, sign_in, step):
    walk("sign")
    case_id = proposed()
    sign_in("minh")
    page.show_case(case_id)
    page.open(step)
    (card,) = page.form.page.findChildren(AlikeCard)
    qtbot.waitUntil(lambda: bool(card.found), timeout=10_000)
    assert card.isVisibleTo(page)
    assert card.found[0].remedies == ("A new cooker of the same kind",)
