"""The score of a practised case: which standards came up, and what keeps one from being kept."""

from datetime import UTC, datetime, timedelta

from desk.cases.case import Case
from desk.cases.clock import Clock
from desk.cases.score import Mark, score

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def marks(case=Case(""), done=(), refusals=None):  # noqa: B008
    return {mark.rule: mark for mark in score(case, done, refusals or {}, NOW).marks}


def test_nothing_done_is_no_score():
    assert score(Case(""), (), {}, NOW).share is None


def test_a_step_brings_up_the_standards_it_can_break():
    assert marks(done=[("receive", ())]).keys() == {"record-24h", "hear-out"}
    assert "neutral-words" in marks(done=[("understand", ())])


def test_a_refusal_a_doubt_and_a_late_clock_each_cost_their_standard():
    late = Case("", clocks={"record-24h": Clock(NOW - timedelta(days=2), NOW - timedelta(days=1), NOW)})
    found = marks(late, [("receive", ()), ("understand", ("neutral-words",))], {"restate": 2, "required": 5})
    assert found["restate"] == Mark("restate", refused=2)
    assert found["neutral-words"] == Mark("neutral-words", doubted=1)
    assert found["record-24h"] == Mark("record-24h", late=True)
    assert found["hear-out"].is_kept
    assert "required" not in found


def test_what_went_wrong_comes_first_and_the_share_is_what_was_kept():
    result = score(Case(""), [("receive", ())], {"hear-out": 1}, NOW)
    assert [mark.is_kept for mark in result.marks] == [False, True]
    assert result.share == 0.5
