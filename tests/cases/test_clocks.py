"""Clocks: met, late, running or none; kept for ever; a day has 24 hours in every zone and every night."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases import clocks
from desk.cases.branch import Policy
from desk.cases.case import Case, Commitment
from desk.cases.clock import Clock
from tests.cases.rows import MANDATE, PROMISE, at, mandated, promise
from tests.makers import Walk

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = {"fi": "Europe/Helsinki", "vn": "Asia/Ho_Chi_Minh"}


def states(walk, rule):
    """The state of each clock of a rule, oldest first."""
    return [t.clock.state(walk.now) for t in clocks.ticking(walk.case) if t.rule == rule]


@pytest.mark.parametrize(
    ("clock", "now", "state", "share"),
    [
        (Clock(NINE, NINE + HOUR), NINE + HOUR / 2, "running", 0.5),
        (Clock(NINE, NINE + HOUR), NINE + HOUR, "running", 1.0),
        (Clock(NINE, NINE + HOUR), NINE + 2 * HOUR, "late", 2.0),
        (Clock(NINE, NINE + HOUR, met=NINE + HOUR), NINE + 9 * HOUR, "met", 1.0),
        (Clock(NINE, NINE + HOUR, met=NINE + 2 * HOUR), NINE + 9 * HOUR, "late", 2.0),
        (Clock(NINE, NINE + HOUR, stopped=NINE + HOUR / 4), NINE + 9 * HOUR, "none", 0.25),
        (Clock(NINE, NINE + HOUR, stopped=NINE + 3 * HOUR), NINE + 9 * HOUR, "late", 3.0),
        (Clock(NINE, NINE + HOUR, met=NINE - HOUR), NINE, "met", 0.0),
        (Clock(NINE, NINE), NINE, "running", 0.0),
        (Clock(NINE, NINE), NINE + HOUR, "late", 1.0),
    ],
)
def test_a_clock_runs_is_met_is_late_or_is_stopped(clock, now, state, share):
    assert (clock.state(now), clock.share(now)) == (state, share)


@pytest.mark.parametrize(
    ("clock", "now", "words"),
    [
        (Clock(NINE, NINE + HOUR), NINE + HOUR / 2, "30 min left"),
        (Clock(NINE, NINE + HOUR), NINE + 3 * HOUR, "2 h late"),
        (Clock(NINE, NINE + HOUR, met=NINE), NINE + 3 * HOUR, "met in time"),
        (Clock(NINE, NINE + HOUR, met=NINE + 2 * HOUR), NINE + 9 * HOUR, "1 h late"),
        (Clock(NINE, NINE + HOUR, stopped=NINE), NINE + 3 * HOUR, "no longer needed"),
    ],
)
def test_the_time_left_is_said_in_words(clock, now, words):
    assert str(clock.left(now)) == words


def test_the_straight_way_meets_every_clock():
    walk = at("close")().clerk("close")
    assert {rule: clock.state(walk.now) for rule, clock in clocks.current(walk.case).items()} == dict.fromkeys(
        clocks.TITLES.keys() - {"follow-steps"}, "met"
    )


def test_recording_runs_from_the_moment_the_customer_raised_it():
    walk = Walk("2026-03-02 09:00").clerk("receive", raised_at="2026-03-02 08:00")
    clock = walk.case.clocks["record-24h"]
    assert (clock.due - clock.started, clock.met - clock.started) == (timedelta(hours=24), timedelta(minutes=70))


@given(
    st.sampled_from(list(ZONES)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.integers(1, 2879).filter(lambda minutes: minutes != 1440),
)
def test_24_hours_are_24_hours_in_every_night_of_helsinki_and_ho_chi_minh(country, local, minutes):
    """Raised at any local time, nights of 23 and 25 hours among them; recorded so many minutes later."""
    zone = ZoneInfo(ZONES[country])
    raised = local.replace(second=0, microsecond=0, tzinfo=zone).astimezone(UTC)
    walk = Walk(country=country, zone=ZONES[country])
    walk.now = raised + timedelta(minutes=minutes - 10)
    walk.clerk("receive", raised_at=raised.isoformat(), late_reason="Viesti jäi lukematta.")
    assert states(walk, "record-24h") == ["met" if minutes < 1440 else "late"]


def test_a_night_with_23_hours_takes_nothing_from_a_promise_of_24_hours():
    dues = []
    for zone in (None, UTC):
        walk = Walk("2026-03-28 12:00", Policy(consult_within=timedelta(hours=24)))
        walk.now = walk.now.astimezone(zone) if zone else walk.now
        dues.append(walk.clerk("receive").case.clocks["consult-first"].due)
    assert dues == [datetime(2026, 3, 29, 10, 10, tzinfo=UTC)] * 2


@pytest.mark.parametrize(
    ("zone", "day", "closing"),
    [
        ("Europe/Helsinki", "2026-03-28", "2026-03-28T19:00:00Z"),
        ("Europe/Helsinki", "2026-03-29", "2026-03-29T18:00:00Z"),
        ("Europe/Helsinki", "2026-10-25", "2026-10-25T19:00:00Z"),
        ("Asia/Ho_Chi_Minh", "2026-03-29", "2026-03-29T14:00:00Z"),
    ],
)
def test_a_day_alone_means_closing_time_there(zone, day, closing):
    walk = Walk("2026-03-02 09:00", zone=zone).until("agree").clerk("agree", **promise(due=day))
    assert walk.entries[-1].answers["commitments"][0]["due"] == closing


def test_a_closed_day_ends_at_midnight_for_an_answer_and_takes_no_promise():
    policy = Policy(holidays=frozenset({date(2026, 3, 5)}), opening=(*[("09:00", "18:00")] * 6, None))
    assert policy.closing(date(2026, 3, 5), ZoneInfo("UTC")) == datetime(2026, 3, 5, 23, 59, tzinfo=ZoneInfo("UTC"))
    walk = Walk(policy=policy).until("agree")
    for due in ("2026-03-05 12:00", "2026-03-08 12:00", "2026-03-06 18:01"):
        assert [p.rule for p in walk.refused("clerk", "agree", **promise(due=due))] == ["realistic-promise"]
    walk.clerk("agree", **promise(due="2026-03-06 18:00"))


# Kept for ever ---------------------------------------------------------------------------------------------------


def test_a_missed_appointment_stays_late_beside_the_new_one():
    walk = at("talk")().wait(days=1).clerk("appoint", appointment_at="2026-03-04 12:00")
    assert states(walk, "talk-well") == ["late", "running"]


def test_a_late_promise_stays_late_when_it_is_changed():
    walk = at("deliver")().wait(days=5).clerk("amend", commitments=[{**PROMISE, "due": "2026-03-10"}])
    assert states(walk, "keep-agreement") == ["late", "running"]


def test_an_answer_that_was_late_stays_late_when_it_is_proposed_again():
    walk = at("approve")().wait(days=3).clerk("propose", position="q", expected_answer_at="2026-03-09")
    assert states(walk, "tell-process") == ["late", "running"]


def test_a_proposal_again_stops_the_clock_of_the_old_appointment():
    assert states(at("talk")().clerk("propose", position="q"), "talk-well") == ["none"]


def test_a_late_record_stays_late_when_the_date_is_put_right():
    walk = Walk().clerk("receive", raised_at="2026-03-01 08:00", late_reason="Posti.")
    walk.clerk("correct", what="raised_at", value="2026-03-02 08:00")
    assert (states(walk, "record-24h"), clocks.current(walk.case)["record-24h"].met) == (
        ["late", "met"], walk.case.recorded_at,
    )  # fmt: skip


def test_a_record_can_turn_out_to_have_been_late():
    walk = Walk().clerk("receive").clerk("correct", what="raised_at", value="2026-02-27 08:00")
    assert clocks.current(walk.case)["record-24h"].state(walk.now) == "late"


def test_inside_a_mandate_the_customer_waits_for_no_answer():
    walk = mandated().clerk("propose", remedies=[{"kind": "repair", "what": "r"}])
    assert states(walk, "tell-process") == ["running"]
    walk.clerk("propose", told_process=None)
    assert walk.case.proposal.mandate == MANDATE.name
    assert states(walk, "tell-process") == ["met"]


def test_a_kept_promise_never_used_less_than_no_time():
    two = [{**PROMISE, "amount": "40"}, {**PROMISE, "amount": "60"}]
    walk = at("deliver")().clerk("amend", commitments=two)
    walk.clerk("deliver", commitment="2", delivered_at=walk.now.isoformat())
    walk.clerk("amend", commitments=[two[1]])
    assert all(t.clock.share(walk.now) >= 0 for t in clocks.ticking(walk.case))


def test_a_late_delivery_is_late_and_one_noted_afterwards_is_met():
    late = at("deliver")().wait(days=7)
    late.clerk("deliver", delivered_at=late.now.isoformat(), late_reason="Pankki.")
    assert states(late, "keep-agreement") == ["late"]
    noted = at("deliver")().wait(days=7).clerk("deliver", delivered_at="2026-03-03 12:00")
    assert states(noted, "keep-agreement") == ["met"]


def test_who_was_hurt_is_asked_sooner():
    for effects, hours in ((["none"], 72), (["time"], 24)):
        walk = at("understand")().clerk("understand", effects=effects).until("follow_up")
        clock = clocks.current(walk.case)["follow-up"]
        assert clock.due - clock.started == timedelta(hours=hours)


# What stands for several -----------------------------------------------------------------------------------------


def a_promise(due, delivered=None, replaced=None):
    return Commitment("w", "refund", "clerk", "Aino", NINE, due, delivered_at=delivered, replaced_at=replaced)


@pytest.mark.parametrize(
    ("promises", "due"),
    [
        ([a_promise(NINE + 3 * HOUR), a_promise(NINE + 2 * HOUR)], NINE + 2 * HOUR),
        ([a_promise(NINE + HOUR, NINE), a_promise(NINE + 2 * HOUR)], NINE + 2 * HOUR),
        ([a_promise(NINE + 3 * HOUR, NINE), a_promise(NINE + HOUR, NINE + 2 * HOUR)], NINE + HOUR),
        ([a_promise(NINE + 3 * HOUR, NINE), a_promise(NINE + HOUR, replaced=NINE)], NINE + 3 * HOUR),
    ],
)
def test_of_several_promises_the_open_one_that_is_due_first_counts_and_then_a_late_one(promises, due):
    case = Case("case", commitments={str(n): p for n, p in enumerate(promises, 1)})
    assert clocks.current(case)["keep-agreement"].due == due


def test_what_is_due_next_is_the_clock_that_ends_first():
    walk = Walk().clerk("receive")
    assert clocks.next_due(walk.case).rule == "consult-first"
    walk.until("deliver")
    assert (clocks.next_due(walk.case).rule, clocks.next_due(walk.case).key) == ("keep-agreement", "1")


def test_nothing_is_due_in_a_new_and_in_a_closed_case():
    assert clocks.next_due(Case("case")) is None
    assert clocks.next_due(at("close")().clerk("close").case) is None


def test_the_eleventh_clock_of_a_rule_is_newer_than_the_second():
    kept = {"talk-well": 0, "talk-well.2": 0, "talk-well.11": 0, "tell-process.12": 0}
    assert clocks.newest(Case("case", clocks=kept), "talk-well") == "talk-well.11"
    assert clocks.newest(Case("case", clocks=kept), "follow-up") == ""
