"""Consulting: one proposal, two people who did not handle it; by telephone, by a stand-in, or inside a mandate."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk.cases import consult, guide
from desk.cases.branch import Policy
from desk.cases.case import Remedy
from desk.cases.moment import Refused
from desk.cases.people import MANAGER, Person
from desk.cases.steps import STEPS
from tests.cases.rows import INSIDE, MANDATE, SECOND, approved_by_phone, approver_offered, at, mandated
from tests.makers import Walk


def test_both_approvals_are_waited_for_one_after_the_other():
    walk = at("approve")()
    waits = [consult.missing(walk.case)]
    for by in ("ho", "manager"):
        waits.append(consult.missing(walk.step(by, "approve").case))
    assert waits == [("manager", "head_office"), ("manager",), ()]
    assert walk.case.step == "talk"


def test_an_approval_names_the_newest_proposal_and_counts_for_no_other():
    walk = at("approve")().manager("approve").clerk("propose", position="Toinen.")
    assert consult.missing(walk.case) == ("manager", "head_office")
    assert walk.case.approvals["manager"].digest != walk.case.proposal.digest


def test_the_same_words_proposed_again_are_another_proposal():
    walk = at("approve")().manager("approve").clerk("propose")
    assert consult.missing(walk.case) == ("manager", "head_office")
    assert walk.who(guide.next_step(walk.case)) == ["manager", "ho"]


def test_the_same_words_at_the_same_moment_wait_for_both_again():
    walk = at("appoint")()
    proposed = next(entry for entry in walk.entries if entry.step == "propose")
    walk.now = proposed.at
    walk.wait(minutes=-10).clerk("propose")
    assert walk.case.proposal.digest == proposed.changes["proposal"]["digest"]
    assert guide.waiting_for(walk.case) == "manager"
    assert walk.who("approve")


def test_an_approval_that_was_taken_back_does_not_return_with_the_same_proposal():
    walk = at("approve")().manager("approve").manager("return", reason="Ei näin.")
    assert (walk.case.proposal, walk.case.returned_reason) == (None, "Ei näin.")
    assert consult.missing(walk.clerk("propose").case) == ("manager", "head_office")


def test_an_answer_that_names_the_proposal_it_read_is_taken():
    walk = at("approve")()
    read = guide.defaults(STEPS["approve"], walk.moment("manager"))
    assert read == {"proposal": walk.case.proposal.digest}
    assert walk.manager("approve", **read).case.approvals["manager"].digest == read["proposal"]


def test_who_handles_the_case_after_approving_loses_the_approval():
    walk = Walk().hire(SECOND).until("approve").manager("approve").manager("understand").ho("approve")
    assert consult.missing(walk.case) == ("manager",)
    assert walk.who("approve") == ["second"]
    assert walk.step("second", "approve").case.step == "talk"


def test_a_case_taken_over_before_the_proposal_is_approved_by_somebody_else():
    walk = at("understand")().clerk("offer_hand_over", to="manager").manager("accept_hand_over")
    walk.manager("understand").manager("propose")
    assert walk.who("approve") == ["ho"]


def test_who_approved_can_neither_be_offered_nor_accept_the_case():
    assert [p.rule for p in at("talk")().refused("clerk", "offer_hand_over", to="manager")] == ["own-it"]
    walk = approver_offered()
    assert [p.rule for p in walk.refused("manager", "accept_hand_over")] == ["consult-first"]
    assert walk.who("take_back_hand_over") == ["clerk", "manager"]
    walk.manager("decline_hand_over").ho("approve")
    assert walk.who(guide.next_step(walk.case)) == ["clerk", "colleague"]


def test_an_offer_to_somebody_who_left_can_be_taken_back():
    walk = at("understand")().clerk("offer_hand_over").leaves("colleague")
    assert walk.who("decline_hand_over") == []
    assert walk.clerk("take_back_hand_over").case.hand_over is None


def test_a_case_whose_approver_talks_is_closed_by_nobody_with_an_own_approval():
    walk = at("talk")()
    assert [p.rule for p in walk.refused("manager", "talk")] == ["consult-first"]
    assert not set(walk.until("close").clerk("close").case.handlers) & consult.approvers(walk.case)


# Stand-ins -------------------------------------------------------------------------------------------------------

START, END = datetime(2026, 3, 2, 7, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "role"),
    [(START - timedelta(minutes=1), ""), (START, MANAGER), (END - timedelta(minutes=1), MANAGER), (END, "")],
)
def test_a_stand_in_approves_between_two_moments(now, role):
    assert Person("d", "Deputy", stand_in_from=START, stand_in_until=END).approves_as(now) == role


def test_a_stand_in_without_dates_or_who_left_approves_nothing():
    assert Person("d", "Deputy", stand_in_from=START).approves_as(START) == ""
    assert Person("d", "Deputy", active=False, stand_in_from=START, stand_in_until=END).approves_as(START) == ""


# By telephone ----------------------------------------------------------------------------------------------------


def test_an_answer_by_telephone_counts_and_waits_for_head_office_to_sign():
    walk = approved_by_phone()
    given = walk.case.approvals["head_office"]
    assert (walk.case.step, given.how, given.by, given.countersigned_by) == ("talk", "telephone", "manager", "")
    assert walk.who("countersign") == ["ho"]
    walk.ho("countersign")
    for signed in (walk.case.approvals["head_office"], walk.case.telephone_answers[given.digest]):
        assert signed.countersigned_by == "Hanna-Leena Österberg"
    assert walk.who("countersign") == []


def test_an_answer_by_telephone_to_an_older_proposal_is_still_to_be_signed():
    walk = approved_by_phone().clerk("appoint").clerk("talk", answer="wants_change", change_wanted="x")
    walk.clerk("propose", position="z").manager("approve").ho("approve")
    assert walk.who("countersign") == ["ho"]
    walk.ho("countersign")
    assert walk.case.approvals["head_office"].countersigned_by == ""


def test_a_disowned_answer_stops_the_plan_and_head_office_is_asked_again():
    walk = approved_by_phone().clerk("appoint").ho("disown")
    assert (walk.case.step, consult.missing(walk.case)) == ("consult", ("head_office",))
    assert walk.refused("clerk", "talk")[0].rule == "consult-first"
    assert walk.who("disown") == walk.who("countersign") == []
    assert guide.next_step(walk.ho("approve").case) == "appoint"


def test_a_disowned_answer_of_an_older_proposal_stops_nothing():
    walk = approved_by_phone().clerk("propose", position="z").manager("approve").ho("approve").ho("disown")
    assert consult.consulted(walk.case)


def test_a_disowned_answer_of_a_plan_that_was_given_up_stops_nothing():
    walk = at("approve")().manager("head_office_answer").ho("return", reason="w")
    walk.clerk("not_complaint", reason="x").clerk("reopen", reason="y").ho("disown")
    assert guide.next_step(walk.case) == "understand"
    assert walk.who("understand")


def test_an_answer_disowned_after_the_agreement_leaves_the_customers_agreement_alone():
    walk = approved_by_phone().until("sign").ho("disown")
    assert (guide.next_step(walk.case), walk.case.approvals["head_office"].disowned) == ("sign", True)


# Mandates --------------------------------------------------------------------------------------------------------

REFUND = (Remedy("refund", "w", 5_000),)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("mandate", "remedies", "extra", "covers"),
    [
        ({}, REFUND, 0, True),
        ({}, REFUND, 15_000, True),
        ({}, REFUND, 15_001, False),
        ({}, REFUND, None, False),
        ({}, (Remedy("refund", "w", 20_001),), 0, False),
        ({}, (Remedy("repair", "w"),), 0, False),
        ({}, (Remedy("refund", "w"),), 0, False),
        ({"remedies": frozenset({"repair"})}, (Remedy("repair", "w"),), 0, True),
        ({"currency": "GBP"}, REFUND, 0, False),
        ({"roles": frozenset({"manager"})}, REFUND, 0, False),
        ({"roles": frozenset({"clerk"})}, REFUND, 0, True),
        ({"categories": frozenset({"delivery"})}, REFUND, 0, False),
        ({"categories": frozenset({"product"})}, REFUND, 0, True),
        ({"valid_from": date(2026, 3, 3)}, REFUND, 0, False),
        ({"valid_to": date(2026, 3, 1)}, REFUND, 0, False),
        ({"valid_from": TODAY, "valid_to": TODAY}, REFUND, 0, True),
        ({"head_office": ""}, REFUND, 0, False),
        ({"head_office": "Mikko"}, REFUND, 0, False),
    ],
)
def test_a_mandate_covers_the_whole_proposal_or_nothing(mandate, remedies, extra, covers):
    case = Walk().clerk("receive", category="product").case
    assert replace(MANDATE, **mandate).covers(case, remedies, extra, "clerk", TODAY) is covers


def test_out_of_the_box_there_is_no_mandate():
    assert Policy().mandates == ()


def test_inside_a_mandate_the_talk_comes_next_and_nobody_is_asked():
    walk = mandated().clerk("propose", **INSIDE)
    assert (walk.case.proposal.mandate, guide.next_step(walk.case)) == ("M1", "talk")
    assert consult.missing(walk.case) == ()
    assert guide.next_step(walk.clerk("talk").case) == "agree"


def test_inside_a_mandate_a_remembered_channel_asks_for_no_contact():
    walk = mandated()
    assert walk.clerk("propose", **{**INSIDE, "preferred_channel": "telephone"}).case.step == "talk"


def test_a_gesture_without_a_worth_is_in_no_mandate():
    with pytest.raises(Refused):
        mandated().clerk("propose", **INSIDE, gesture="Kahvit")
    assert mandated().clerk("propose", **INSIDE, gesture="Kahvit", gesture_amount="5").case.proposal.mandate == "M1"


def test_an_unreasonable_wish_is_in_no_mandate():
    walk = mandated().clerk("propose", reasonable="no", alternative="Korjaus.")
    assert (walk.case.proposal.mandate, walk.case.step) == ("", "consult")


def test_a_gesture_without_harm_and_harm_without_a_gesture_raise_a_doubt():
    kind = {"effects": ["time"]}
    walks = [at("propose")().clerk("propose", gesture="Kahvit"), at("propose")().clerk("propose"),
             at("understand")().clerk("understand", **kind).clerk("propose"),
             at("understand")().clerk("understand", **kind).clerk("propose", gesture="Kahvit")]  # fmt: skip
    assert [[(d.rule, d.field) for d in walk.doubts] for walk in walks] == [
        [("gesture-if-hurt", "gesture")], [], [("gesture-if-hurt", "gesture")], [],
    ]  # fmt: skip


def test_without_a_proposal_no_approval_stands():
    walk = at("approve")().manager("approve").ho("return")
    assert (consult.standing(walk.case), consult.approvers(walk.case)) == ({}, set())
    assert not consult.consulted(walk.case)
    assert consult.missing(walk.case) == ()
