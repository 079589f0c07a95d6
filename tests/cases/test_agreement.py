"""From the talk to the closed case: promises, their changes, their delivery, and the customer's last word."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.cases import guide
from desk.cases.steps import STEPS
from tests.cases.rows import PROMISE, at, closed, kept_unsigned, new
from tests.makers import Walk

TWO = [{**PROMISE, "amount": "40"}, {**PROMISE, "amount": "60"}]


def deliver(walk, key, **answers):
    return walk.clerk("deliver", **{"commitment": key, "delivered_at": walk.now.isoformat(), **answers})


def test_an_agreement_freezes_the_branch_the_promises_and_the_call_afterwards():
    walk = at("sign")()
    made = walk.case.agreement
    assert (made.version, made.commitments, made.branch["address"], made.prevails) == (1, ("1",), "Hämeentie 9", "fi")
    assert made.follow_up_at - walk.case.commitments["1"].due == timedelta(days=3)
    assert (made.follow_up_by_name, made.place) == ("Aino Lehtonen", "Hämeentie 9")


def test_the_agreement_says_who_calls_afterwards():
    walk = at("agree")().clerk("agree", follow_up_by="colleague", place="Kotona")
    assert (walk.case.agreement.follow_up_by_name, walk.case.agreement.place) == ("Nguyễn Thùy Linh", "Kotona")


def test_promises_of_one_kind_may_be_split_but_not_exceed_what_was_approved():
    assert set(at("agree")().clerk("agree", commitments=TWO).case.commitments) == {"1", "2"}
    problems = at("agree")().refused("clerk", "agree", commitments=[*TWO, {**PROMISE, "amount": "0,01"}])
    assert str(problems[0].words) == "“Koneen hinta” is more than the approved €100.00. Propose it first."


def test_tax_is_part_of_the_amount_and_kept_with_the_promise():
    rows = [{**PROMISE, "amount": "100", "tax": "20,32"}]
    walk = at("agree")().clerk("agree", commitments=rows)
    assert (walk.case.commitments["1"].amount, walk.case.commitments["1"].tax) == (100_00, 20_32)
    assert STEPS["amend"].field("commitments").default(walk.moment("clerk"))[0]["tax"] == "20.32"
    for row in ({**PROMISE, "amount": "100", "tax": "100"}, {**PROMISE, "kind": "other", "amount": None, "tax": "5"}):
        problems = at("agree")().refused("clerk", "agree", commitments=[row])
        assert str(problems[0].words) == (
            "Promise 1: the tax is part of the amount, so it must be less than the amount."
        )


def test_tax_in_the_price_is_less_than_the_price_and_tax_in_an_offer_less_than_the_amount():
    taxed = new().clerk("receive", price="100", price_tax="20,32")
    assert (taxed.case.price, taxed.case.price_tax) == (100_00, 20_32)
    (problem,) = new().refused("clerk", "receive", price="100", price_tax="100")
    assert (problem.field, str(problem.words)) == (
        "price_tax", "The tax is part of the price, so it must be less than the price."
    )  # fmt: skip
    rows = [{"kind": "refund", "what": "Koneen hinta", "amount": "100", "tax": "20,32"}]
    assert at("propose")().clerk("propose", remedies=rows).case.proposal.remedies[0].tax == 20_32
    problems = at("propose")().refused("clerk", "propose", remedies=[{**rows[0], "tax": "100"}])
    assert "Line 1: the tax is part of the amount" in str(problems[0].words)


def test_a_gesture_may_be_promised_up_to_its_approved_worth():
    walk = at("propose")().clerk("propose", gesture="Kahvit", gesture_amount="5").until("agree")
    coffee = {**PROMISE, "kind": "gesture", "what": "Kahvit", "amount": "5"}
    assert guide.defaults(STEPS["agree"], walk.moment("clerk"))["commitments"][1]["kind"] == "gesture"
    assert [p.rule for p in walk.refused("clerk", "agree", commitments=[{**coffee, "amount": "5,01"}])] == [
        "consult-first"
    ]
    walk.clerk("agree", commitments=[PROMISE, coffee])


def test_a_change_is_a_new_version_that_keeps_what_is_done_and_must_be_signed_again():
    walk = at("agree")().clerk("agree", commitments=TWO).clerk("sign")
    deliver(walk, "1").clerk("amend", commitments=[{**TWO[1], "due": "2026-03-06"}])
    case = walk.case
    assert (case.agreement.version, case.agreement.commitments, case.agreement.signed_at) == (2, ("1", "3"), None)
    assert (case.commitments["2"].replaced_at, set(case.open_commitments)) == (walk.now.astimezone(UTC), {"3"})
    assert guide.next_step(case) == "sign"
    assert guide.next_step(walk.clerk("sign").case) == "deliver"


def test_what_is_delivered_counts_against_what_may_still_be_promised():
    walk = deliver(at("agree")().clerk("agree", commitments=TWO).clerk("sign"), "1")
    assert [p.rule for p in walk.refused("clerk", "amend", commitments=[{**PROMISE, "amount": "61"}])] == [
        "consult-first"
    ]
    walk.clerk("amend", commitments=[{**PROMISE, "amount": "60"}])


def test_the_last_delivery_starts_the_clock_of_the_call():
    walk = at("agree")().clerk("agree", commitments=TWO).clerk("sign")
    deliver(walk, "2")
    assert (walk.case.step, "follow-up" in walk.case.clocks) == ("fulfil", False)
    deliver(walk, "1", delivered_at="2026-03-02 10:20")
    clock = walk.case.clocks["follow-up"]
    assert walk.case.step == "follow_up"
    assert clock.started == walk.case.commitments["2"].delivered_at


def test_what_is_kept_before_signing_waits_for_the_signatures():
    walk = kept_unsigned()
    assert (walk.case.step, guide.next_step(walk.case)) == ("agree", "sign")
    assert walk.clerk("sign").case.step == "follow_up"


def test_a_customer_who_is_satisfied_lets_the_case_close():
    case = closed().case
    assert (case.state, case.outcome, case.satisfied, case.cause) == ("closed", "agreed", True, "product")


def test_a_customer_who_is_not_satisfied_starts_a_second_round_with_understanding():
    walk = at("follow_up")().clerk("follow_up", resolved="no", words="Vuotaa taas.")
    case = walk.case
    assert (case.step, case.round, case.reopened, case.is_agreed, case.proposal) == ("understand", 2, 1, False, None)
    assert [p.rule for p in walk.refused("clerk", "propose")] == ["restate"]
    walk.clerk("understand").clerk("propose").manager("approve").ho("approve").clerk("appoint", appointment_at=NOON)
    assert [p.rule for p in walk.refused("clerk", "agree")] == ["keep-agreement"]
    walk.clerk("talk").clerk("agree")
    assert (walk.case.agreement.version, walk.case.agreement.commitments) == (2, ("2",))


NOON = "2026-03-02 16:00"


def test_a_wanted_change_goes_back_to_consulting_and_remembers_that_it_was_understood():
    walk = at("talk")().clerk("talk", answer="wants_change", change_wanted="Uusi kone.")
    assert (guide.next_step(walk.case), walk.case.round, walk.case.understood) == ("propose", 2, 2)
    assert walk.clerk("propose").case.talk is None


def test_a_case_that_was_closed_opens_in_a_new_round_of_whoever_opened_it():
    walk = closed().colleague("reopen")
    case = walk.case
    assert (case.state, case.outcome, case.closed_at, case.step) == ("open", "", None, "understand")
    assert (case.owner, case.round, case.reopened, case.satisfied) == ("colleague", 2, 1, False)
    assert case.clocks["consult-first.2"].runs


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("receive", {"mood": "calm", "channel": "counter", "language": "fi", "safety": "none"}),
        ("understand", {"mood": "calm", "cause": "unknown"}),
        ("propose", {"reasonable": "yes", "stance": "accepted"}),
        ("appoint", {"how": "here"}),
        ("agree", {"language": "fi", "place": "Hämeentie 9", "follow_up_by": "clerk"}),
        ("sign", {"how": "paper"}),
        ("deliver", {"commitment": "1"}),
        ("follow_up", {"reached_by": "telephone"}),
    ],
)
def test_a_form_opens_filled_with_what_is_known(name, wanted):
    defaults = guide.defaults(STEPS[name], at(name)().moment("clerk"))
    assert wanted.items() <= defaults.items()


@pytest.mark.parametrize("name", list(STEPS))
def test_what_a_form_opens_with_can_be_taken_as_it_is(name):
    place = {"amend": "deliver", "approve": "approve"}.get(name, name if name in dict.fromkeys(WAY_STEPS) else "talk")
    moment = at(place)().moment("clerk")
    _, problems = guide.examine(STEPS[name], guide.defaults(STEPS[name], moment), moment)
    assert [p for p in problems if p.rule in ("bad-value", "unknown-field")] == []


WAY_STEPS = ("receive", "understand", "propose", "appoint", "talk", "agree", "sign", "deliver", "follow_up", "close")


def test_promises_come_filled_with_the_approved_remedies_and_changes_with_the_open_promises():
    promises = guide.defaults(STEPS["agree"], at("agree")().moment("clerk"))["commitments"]
    assert promises == [{"what": "Koneen hinta", "kind": "refund", "amount": "100.00", "authority": True}]
    row, = guide.defaults(STEPS["amend"], at("deliver")().moment("clerk"))["commitments"]
    assert row == {"what": "Koneen hinta", "kind": "refund", "amount": "100.00", "tax": "", "how": "", "owner": "clerk",
                   "due": "2026-03-05T19:00:00Z", "evidence": "Maksutosite", "capacity": True, "stock": True,
                   "authority": True}  # fmt: skip
    at("deliver")().clerk("amend", commitments=[row])


def test_without_a_proposal_or_a_promise_a_form_opens_empty():
    moment = Walk().clerk("receive").moment("clerk")
    assert "commitments" not in guide.defaults(STEPS["agree"], moment)
    assert "commitment" not in guide.defaults(STEPS["deliver"], moment)
    assert guide.defaults(STEPS["approve"], moment) == {}


def test_a_promised_answer_is_filled_with_the_policys_time():
    moment = at("propose")().moment("clerk")
    assert guide.defaults(STEPS["propose"], moment)["expected_answer_at"] == (
        datetime(2026, 3, 3, 7, 20, tzinfo=UTC).isoformat().replace("+00:00", "Z")
    )
