"""Beside the way: hand-overs, pauses, corrections, and the other ends of a case."""

from datetime import UTC, timedelta

import pytest

from desk.cases import clocks, guide
from desk.cases.steps import STEPS
from tests.cases.rows import at, by_phone, declined, duplicate, offered, promise, tried
from tests.cases.shop_rows import hurt_closed, nobodys, unanswered
from tests.makers import Walk


def ended(walk):
    return walk.case.state, walk.case.outcome


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        (lambda: at("propose")().clerk("withdraw"), "withdrawn"),
        (lambda: tried(0, 0, 1)().clerk("unreachable"), "unreachable"),
        (lambda: at("understand")().clerk("not_complaint"), "not_complaint"),
        (lambda: declined().manager("decide"), "no_agreement"),
        (lambda: duplicate()().clerk("merge"), "merged"),
    ],
)
def test_every_other_end_closes_the_case_and_stops_its_clocks(end, outcome):
    walk = end()
    assert ended(walk) == ("closed", outcome)
    assert walk.case.closed_at == walk.now.astimezone(UTC)
    assert (guide.next_step(walk.case), clocks.next_due(walk.case)) == ("", None)
    before = [t.clock.state(walk.now) for t in clocks.ticking(walk.case)]
    walk.wait(days=30)
    assert [t.clock.state(walk.now) for t in clocks.ticking(walk.case)] == before
    assert "running" not in before


def test_a_withdrawal_after_the_time_is_up_leaves_the_clock_late():
    walk = at("propose")().wait(hours=3).clerk("withdraw").wait(days=1)
    assert clocks.current(walk.case)["consult-first"].state(walk.now) == "late"


def test_attempts_count_since_the_customer_was_last_reached():
    walk = tried(0, 0, 1)().clerk("unreachable").clerk("reopen")
    assert walk.case.attempts == {}
    assert [p.rule for p in walk.refused("clerk", "unreachable")] == ["three-attempts"]


def test_attempts_are_counted_by_the_days_of_the_shop():
    """Half past eleven in the evening and half past midnight are two days in Helsinki and one in UTC."""
    walk = Walk("2026-03-02 23:10").clerk("receive").clerk("attempt").clerk("attempt")
    assert [p.rule for p in walk.refused("clerk", "unreachable")] == ["three-attempts"]
    assert ended(walk.wait(minutes=20).clerk("attempt").clerk("unreachable")) == ("closed", "unreachable")


def test_a_refusal_says_how_often_it_was_tried():
    problem, = tried(0, 0)().refused("clerk", "unreachable")
    assert str(problem.words) == "Three attempts on at least two days come first. Attempts so far: 2, days: 1."


def test_a_decision_keeps_the_last_word_and_the_branch_for_the_letter():
    decision = declined().manager("decide").case.decision
    assert (decision.by_name, decision.position, decision.reasons, decision.language, decision.branch["code"]) == (
        "Mikko Väisänen", "Emme palauta hintaa.", "Kone on kunnossa.", "fi", "B1",
    )  # fmt: skip


def test_a_customer_who_changes_their_mind_after_a_no_takes_the_decision_away():
    walk = declined().clerk("propose", position="z").manager("approve").ho("approve")
    walk.clerk("appoint").clerk("talk")
    assert (walk.case.declined, walk.who("decide")) == (False, [])


def test_a_merged_case_says_under_which_number_it_goes_on():
    walk = duplicate()().clerk("merge")
    assert walk.case.merged_into == "B1-2"
    problem, = walk.refused("clerk", "reopen")
    assert str(problem.words) == "This case goes on under the number B1-2."


def test_a_number_that_nobody_knows_is_named():
    problem, = at("understand")().refused("clerk", "merge", into="B9-9")
    assert str(problem.words) == "There is no case B9-9 in this store."


# Hand-overs ------------------------------------------------------------------------------------------------------


def test_a_case_stays_with_the_giver_until_the_receiver_accepts_it():
    walk = offered()
    assert (walk.case.owner, guide.waiting_for(walk.case)) == ("clerk", "colleague")
    walk.colleague("accept_hand_over")
    assert (walk.case.owner, walk.case.owner_name, walk.case.hand_over) == ("colleague", "Nguyễn Thùy Linh", None)
    assert "colleague" in walk.case.handlers


def test_a_case_sent_back_stays_where_it_was():
    case = offered().colleague("decline_hand_over").case
    assert (case.owner, case.hand_over) == ("clerk", None)


def test_a_case_handed_over_by_telephone_keeps_the_number_to_call_back():
    walk = by_phone().clerk("offer_hand_over", callback_number="040 1", stayed_on_line=True, introduced=True)
    assert walk.case.telephone == "040 1"


def test_a_list_where_a_person_belongs_is_refused_in_words():
    problem, = at("understand")().refused("clerk", "offer_hand_over", to=["colleague"])
    assert str(problem.words) == "To whom: Nobody called ['colleague'] works at this desk."


def test_who_left_is_offered_nothing():
    problem, = at("understand")().leaves("colleague").refused("clerk", "offer_hand_over")
    assert str(problem.words) == "To whom: Nguyễn Thùy Linh no longer works here."


# Pauses, calls, notes --------------------------------------------------------------------------------------------


def test_a_pause_is_kept_until_its_end_and_stops_no_clock():
    walk = Walk().clerk("receive").clerk("pause", until="2026-03-02 09:30")
    assert walk.case.paused_until - walk.now.astimezone(UTC) == timedelta(minutes=10)
    assert clocks.current(walk.case)["consult-first"].runs


def test_the_manager_is_called_and_thanks_the_clerk_and_can_be_called_again_after_a_reopening():
    walk = at("understand")().clerk("call_manager").manager("thank")
    assert walk.case.thanked_at - walk.case.manager_called_at == timedelta(minutes=10)
    walk.clerk("withdraw").clerk("reopen")
    assert (walk.who("call_manager"), walk.who("thank")) == (["clerk", "colleague"], [])


@pytest.mark.parametrize("step", ["note", "issue_paper", "attach"])
def test_notes_and_printed_papers_change_nothing(step):
    walk = at("talk")()
    before = walk.case
    assert walk.clerk(step).case == before


# Corrections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "value", "kept"),
    [
        ("telephone", " 040 555 0199 ", "040 555 0199"),
        ("customer_name", "Tuula\nHeikkilä", "Tuula Heikkilä"),
        ("safety", "fire", "fire"),
        ("safety", "none", ""),
        ("mood", "angry", "angry"),
        ("category", "delivery", "delivery"),
    ],
)
def test_a_correction_is_kept_as_its_field_would_keep_it(what, value, kept):
    assert getattr(at("propose")().clerk("correct", what=what, value=value).case, what) == kept


@pytest.mark.parametrize(
    ("what", "value", "sentence"),
    [
        ("category", "shoes", "Please choose one of: Product, Service,"),
        ("raised_at", "yesterday", "Please give a date and time"),
        ("raised_at", "2026-03-02 09:11", "The customer raised it before it was recorded."),
        ("customer_name", "x" * 301, "This text is too long: 301 characters"),
    ],
)
def test_a_correction_that_cannot_be_one_says_why(what, value, sentence):
    problem, = at("propose")().refused("clerk", "correct", what=what, value=value)
    assert (problem.field, str(problem.words)[: len(sentence)]) == ("value", sentence)


def test_whatever_can_be_corrected_is_asked_at_the_intake():
    names = {name for name, _ in STEPS["correct"].field("what").choices}
    assert all(STEPS["receive"].field(name) for name in names)


# Later contacts, and answers passed up ---------------------------------------------------------------------------


def test_a_later_contact_made_early_counts_and_the_next_one_is_the_one_after_it():
    walk = hurt_closed()
    delivered = walk.case.commitments["1"].delivered_at
    assert clocks.next_due(walk.case).clock.due == delivered + timedelta(days=7)
    walk.wait(days=6).colleague("follow_up")
    assert clocks.next_due(walk.case).clock.due == delivered + timedelta(days=30)
    walk.wait(days=20).colleague("follow_up")
    assert (clocks.next_due(walk.case), walk.who("follow_up"), walk.case.state) == (None, [], "closed")


def test_one_call_answers_for_all_that_were_due_by_then():
    walk = hurt_closed().wait(days=40).colleague("follow_up", late_reason="Kesätauko.")
    assert clocks.current(walk.case)["follow-steps"].state(walk.now) == "late"
    assert clocks.next_due(walk.case) is None


def test_who_is_not_satisfied_later_opens_the_closed_case_again():
    walk = hurt_closed().wait(days=6).colleague("follow_up", resolved="no", words="Vuotaa taas.")
    case = walk.case
    assert (case.state, case.step, case.outcome, case.reopened, case.owner) == ("open", "understand", "", 1, "clerk")
    assert not any(clock.runs for rule, clock in case.clocks.items() if rule.startswith("follow"))


def test_a_case_of_who_left_goes_to_who_heard_that_it_was_not_resolved():
    walk = hurt_closed().leaves("clerk").wait(days=6).colleague("follow_up", resolved="no", words="Vuotaa taas.")
    assert walk.case.owner == "colleague"


def test_who_recorded_the_complaint_is_asked_whether_a_colleague_should_call():
    assert [d.rule for d in at("follow_up")().clerk("follow_up").doubts] == ["follow-steps"]
    assert at("follow_up")().colleague("follow_up").doubts == ()


def test_a_late_answer_passed_up_waits_for_the_one_it_was_passed_to():
    walk = unanswered()
    assert guide.waiting_for(walk.case) == "manager"
    walk.clerk("escalate")
    assert (guide.waiting_for(walk.case), walk.case.escalation.to_name) == ("head_office", "Hanna-Leena Österberg")
    assert clocks.current(walk.case)["tell-process"].state(walk.now) == "running"
    walk.ho("approve")
    assert guide.waiting_for(walk.case) == "manager"
    assert walk.manager("approve").case.step == "talk"


def test_a_case_of_who_left_is_somebodys_at_once_and_they_cannot_approve_it():
    walk = nobodys().manager("reassign", to="manager").colleague("propose")
    assert walk.case.owner == "manager"
    assert [p.rule for p in walk.refused("manager", "approve")] == ["consult-first"]


def test_the_refusal_of_a_date_offers_the_next_hour_the_store_is_open():
    problem, = at("agree")().refused("clerk", "agree", **promise(due="2026-03-05 23:00"))
    assert problem.words.values["next"].isoformat() == "2026-03-06T08:00:00+02:00"
