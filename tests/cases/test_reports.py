"""The month's figures: what was due and kept, causes beside the usual third, ends, promises, gestures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import ref
from zoneinfo import ZoneInfo

import pytest

from desk.cases.case import Case
from desk.cases.clock import Clock
from desk.cases.reports import Month, count
from tests.makers import Walk

ZONE = ZoneInfo("Europe/Helsinki")
MARCH_OVER = datetime(2026, 4, 10, tzinfo=ZONE)


def march(*cases: Case, now: datetime = MARCH_OVER) -> Month:
    return count(cases, 2026, 3, ZONE, now)


def kept(month: Month, rule: str) -> tuple[int, int, int]:
    found = next(k for k in month.rules if k.rule == rule)
    return found.met, found.late, found.running


def closed() -> Case:
    return Walk().until("close").clerk("close").case


def test_a_straight_case_counts_once_everywhere():
    case = closed()
    month = march(case)
    assert (month.recorded, month.agreed, month.closed, month.still_open, month.reopened) == (1, 1, 1, 0, 0)
    assert month.ends == {"agreed": 1}
    assert month.causes == {"product": 1}
    assert month.usual == case.closed_at - case.recorded_at
    assert kept(month, "record-24h") == (1, 0, 0)
    assert kept(month, "keep-agreement") == (1, 0, 0)
    assert month.promises == next(k for k in month.rules if k.rule == "keep-agreement")


def test_an_empty_month_has_no_shares():
    month = march()
    assert month.recorded == month.closed == 0
    assert month.own_use is None
    assert month.usual is None
    assert [k.share for k in month.rules] == [None] * len(month.rules)
    assert {k.usual for k in month.rules} == {None}


def test_cases_of_other_months_are_let_go_one_by_one():
    case, met = closed(), []

    def cases() -> Iterator[Case]:
        for number in range(5):
            one = replace(case, id=f"{number:032x}")
            met.append(ref(one))
            yield one
            del one
            assert sum(there() is not None for there in met) <= 1

    assert count(cases(), 2026, 5, ZONE, MARCH_OVER + timedelta(days=90)).still_open == 0
    assert len(met) == 5


def test_a_case_belongs_to_the_month_in_branch_time():
    case = replace(Walk().clerk("receive").case, recorded_at=datetime(2026, 4, 1, 0, 30, tzinfo=ZONE))
    assert march(case).recorded == 0
    assert count([case], 2026, 4, ZONE, MARCH_OVER).recorded == 1
    assert count([case], 2026, 3, ZoneInfo("UTC"), MARCH_OVER).recorded == 1


def test_december_ends_with_the_year():
    month = count([], 2026, 12, ZONE, MARCH_OVER)
    assert month.end == datetime(2027, 1, 1, tzinfo=ZONE)


@pytest.mark.parametrize(("taken", "state"), [
    (timedelta(hours=-1), (1, 0, 0)), (timedelta(0), (1, 0, 0)), (timedelta(seconds=1), (0, 1, 0)),
], ids=["before", "at the last moment", "a second late"])  # fmt: skip
def test_late_is_late_by_a_second(taken, state):
    case = Walk().clerk("receive").case
    due = case.recorded_at + timedelta(hours=5)
    clocks = {"talk-well": Clock(case.recorded_at, due, met=due + taken)}
    assert kept(march(replace(case, clocks=clocks)), "talk-well") == state


def test_what_is_not_due_yet_is_neither_met_nor_late():
    case = Walk().clerk("receive").case
    clocks = {"talk-well": Clock(case.recorded_at, case.recorded_at + timedelta(days=20))}
    running = replace(case, clocks=clocks)
    assert kept(march(running, now=case.recorded_at + timedelta(days=5)), "talk-well") == (0, 0, 1)
    assert kept(march(running), "talk-well") == (0, 1, 0)


def test_a_clock_stopped_in_time_counts_nowhere():
    case = Walk().clerk("receive").case
    due = case.recorded_at + timedelta(hours=5)
    clocks = {"talk-well": Clock(case.recorded_at, due, stopped=due - timedelta(hours=1))}
    assert kept(march(replace(case, clocks=clocks)), "talk-well") == (0, 0, 0)


def test_every_clock_of_a_rule_counts_and_the_usual_time_is_the_median():
    case, hour = Walk().clerk("receive").case, timedelta(hours=1)
    at = case.recorded_at
    clocks = {f"talk-well.{n}": Clock(at, at + 9 * hour, met=at + n * hour) for n in (1, 2, 7)}
    month = march(replace(case, clocks=clocks))
    talk = next(k for k in month.rules if k.rule == "talk-well")
    assert (talk.met, talk.usual, talk.share) == (3, 2 * hour, 1.0)


def test_the_customers_own_use_is_a_share_of_the_known_causes():
    causes = ("own_use", "product", "service", "unknown", "")
    month = march(*(replace(closed(), cause=cause) for cause in causes))
    assert month.own_use == pytest.approx(1 / 3)
    assert month.causes == {"unknown": 2, "product": 1, "service": 1, "own_use": 1}


def test_ends_and_reopenings_are_of_cases_closed_in_the_month():
    withdrawn = Walk().clerk("receive").clerk("withdraw").case
    again = replace(closed(), reopened=1)
    month = march(closed(), again, withdrawn, Walk().clerk("receive").case)
    assert month.ends == {"agreed": 2, "withdrawn": 1}
    assert (month.closed, month.reopened, month.still_open) == (3, 1, 1)


def test_gestures_are_counted_beside_who_was_hurt():
    case = closed()

    def given(gesture: str, amount: int, hurt: bool, currency: str = "EUR") -> Case:
        plan = replace(case.proposal, gesture=gesture, gesture_amount=amount)
        return replace(case, proposal=plan, hurt=hurt, currency=currency)

    month = march(given("Kahvi", 500, True), given("Lahjakortti", 2000, False), given("", 0, True),
                  given("Phiếu", 300_000, True, "VND"))  # fmt: skip
    assert month.gestures.count == 3
    assert month.gestures.worth == {"EUR": 2500, "VND": 300_000}
    assert (month.gestures.hurt_with, month.gestures.hurt_without, month.gestures.not_hurt) == (2, 1, 1)


def test_what_happens_after_now_is_not_counted():
    case = closed()
    month = march(case, now=case.recorded_at)
    assert (month.recorded, month.closed, month.until) == (1, 0, case.recorded_at)


def test_complaints_from_an_earlier_list_were_not_recorded_in_the_month():
    old = Walk().manager("import").case
    gone_on = Walk().manager("import", was="open").case
    month = march(old, gone_on)
    assert (month.recorded, month.closed, month.still_open, month.ends) == (0, 0, 1, {})
    assert kept(month, "record-24h") == (0, 0, 0)


def test_remedies_above_the_price_are_counted_and_whether_they_were_weighed():
    def agreed(**answers):
        walk = Walk().clerk("receive", price="50,00").clerk("understand").clerk("propose", **answers)
        return walk.manager("approve").ho("approve").clerk("appoint").clerk("talk").clerk("agree").case

    month = march(agreed(), agreed(middle="yes", interests="no"), closed())
    assert (month.above, month.weighed) == (2, 1)
