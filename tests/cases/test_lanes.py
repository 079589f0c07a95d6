"""Lanes: the desk says whether a mandate covers what is proposed, and if not, why."""

from dataclasses import replace
from datetime import date

import pytest

from desk.cases.branch import Policy
from desk.cases.lanes import BEYOND, UNREASONABLE, WITHIN, lane, used_in
from desk.cases.mandate import Mandate, Used
from tests.makers import Walk

M = Mandate(
    "V-1", frozenset(("refund", "exchange")), 5000, "EUR", "Mikko", "Hanna", frozenset(),
    frozenset(("clerk",)), date(2026, 1, 1), date(2026, 12, 31),
)  # fmt: skip


def refund(amount: str) -> list[dict[str, str]]:
    return [{"kind": "refund", "what": "Hinta", "amount": amount}]


def proposing(*mandates: Mandate, used: tuple[Used, ...] = (), by: str = "clerk", **answers: object):
    """What the guide sees when the clerk has typed this into the proposal."""
    walk = Walk(policy=Policy(mandates=mandates)).until("propose")
    typed = {"reasonable": "yes", "remedies": [{"kind": "refund", "what": "Hinta", "amount": 3000}], **answers}
    return replace(walk.moment(by), answers=typed, used=lambda case: used)


@pytest.mark.parametrize(
    ("mandate", "why"),
    [
        ({"head_office": ""}, "V-1: manager and head office have not both signed it."),
        ({"manager": "Hanna"}, "V-1: manager and head office have not both signed it."),
        ({"revoked_by": "Mikko"}, "V-1: Mikko has taken it back."),
        ({"valid_from": date(2026, 3, 3)}, "V-1: it holds only from 03/03/2026."),
        ({"valid_to": date(2026, 3, 1)}, "V-1: it ended on 01/03/2026."),
        ({"roles": frozenset(("manager",))}, "V-1: it does not hold for this role (Front desk)."),
        ({"currency": "VND"}, "V-1: it is in VND, this case is in EUR."),
        ({"categories": frozenset(("staff",))}, "V-1: it is not for complaints of this category."),
        ({"remedies": frozenset(("repair",))}, "V-1: it does not cover this kind of remedy (“Hinta”)."),
        ({"limit": 2999}, "V-1: €30.00 is more than the limit of €29.99."),
    ],
)  # fmt: skip
def test_a_mandate_that_does_not_cover_it_says_why(mandate, why):
    found = lane(proposing(replace(M, **mandate)))
    assert (found.name, found.mandate) == (BEYOND, "")
    assert str(found.words).endswith(why)


def test_inside_a_mandate_the_sentence_names_it_with_its_limit():
    found = lane(proposing(M))
    assert (found.name, found.mandate) == (WITHIN, "V-1")
    assert str(found.words) == "Within mandate V-1 (up to €50.00): it may be offered at once."


def test_without_a_mandate_others_decide_and_an_unreasonable_wish_needs_another_offer():
    assert lane(proposing()).name == BEYOND
    assert lane(proposing(M, reasonable="no")).name == UNREASONABLE


def test_of_several_mandates_the_one_that_came_nearest_gives_the_reason():
    found = lane(proposing(replace(M, name="Far", currency="VND"), replace(M, limit=2000), replace(M, revoked_by="X")))
    assert "V-1: €30.00 is more than the limit of €20.00." in str(found.words)


def test_what_the_customer_got_under_the_mandate_before_counts_towards_its_limit():
    spent = (Used("B1-00007", "V-1", 2001), Used("B1-00008", "another", 4000))
    assert str(lane(proposing(M, used=spent)).words).endswith(
        "V-1: this customer already had €20.01 (B1-00007); €30.00 more passes the limit of €50.00."
    )
    assert lane(proposing(M, used=spent[1:])).name == WITHIN


def test_the_store_is_asked_for_earlier_amounts_only_when_everything_else_fits():
    def never(case: object) -> tuple[Used, ...]:
        raise AssertionError("searched for nothing")

    assert lane(replace(proposing(replace(M, limit=1)), used=never)).name == BEYOND


def test_an_exchange_without_an_amount_is_worth_what_the_customer_paid():
    swap = [{"kind": "exchange", "what": "Uusi"}]
    dear = proposing(M, remedies=swap)
    assert lane(dear).name == WITHIN
    assert lane(replace(dear, case=replace(dear.case, price=5001))).name == BEYOND


def test_an_offer_that_came_to_nothing_uses_up_nothing_of_the_mandate():
    walk = Walk(policy=Policy(mandates=(M,))).until("propose").clerk("propose", remedies=refund("30,00"))
    assert [u.amount for u in used_in(walk.case)] == [3000]
    walk.clerk("talk", answer="wants_change", change_wanted="Enemmän.")
    assert list(used_in(walk.case)) == []
    walk.clerk("propose", remedies=refund("50,00"))
    assert [u.amount for u in used_in(walk.case)] == [5000]
    walk.clerk("withdraw")
    assert list(used_in(walk.case)) == []
    assert list(used_in(walk.clerk("reopen").case)) == []


def test_rounds_of_one_case_count_together():
    walk = Walk(policy=Policy(mandates=(M,))).until("propose").clerk("propose", remedies=refund("30,00"))
    promise = {"what": "Hinta", "kind": "refund", "amount": "30,00", "owner": "clerk", "due": "2026-03-05",
               "evidence": "Kuitti", "feasible": True}  # fmt: skip
    walk.clerk("talk").clerk("agree", commitments=[promise]).clerk("sign")
    walk.clerk("deliver", delivered_at=walk.now.isoformat())
    walk.clerk("follow_up", resolved="no").clerk("understand")
    assert [p.rule for p in walk.refused("clerk", "propose", remedies=refund("20,01"), told_process=False)][-1] == "act"
    assert walk.clerk("propose", remedies=refund("20,00")).case.proposal.mandate == "V-1"
