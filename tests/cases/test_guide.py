"""What the guide shows: the next step, who is waited for, the way, and a case as one line of a list."""

import pytest

from desk.cases import guide, listing
from desk.cases.case import Case, Commitment
from desk.cases.steps import STEPS, WAY
from desk.cases.text import fold
from tests.cases.rows import approved_by_phone, at, closed, declined, mandated, offered
from tests.makers import WAY as STRAIGHT_WAY
from tests.makers import Walk


@pytest.mark.parametrize(("by", "step"), STRAIGHT_WAY, ids=lambda value: value)
def test_the_next_step_of_the_straight_way_is_the_one_that_is_taken(by, step):
    walk = at(step)()
    assert guide.next_step(walk.case) == step
    assert by in walk.who(step)


@pytest.mark.parametrize(
    ("walk", "step", "waits"),
    [
        (at("approve"), "approve", "manager"),
        (lambda: at("approve")().manager("approve"), "approve", "head_office"),
        (lambda: at("approve")().ho("approve"), "approve", "manager"),
        (lambda: at("approve")().manager("return"), "propose", ""),
        (approved_by_phone, "appoint", ""),
        (lambda: approved_by_phone().ho("disown"), "approve", "head_office"),
        (mandated, "propose", ""),
        (declined, "propose", ""),
        (offered, "propose", "colleague"),
        (lambda: at("follow_up")().clerk("follow_up", resolved="no"), "understand", ""),
        (closed, "", ""),
        (lambda: closed().clerk("reopen"), "understand", ""),
        (lambda: at("propose")().clerk("withdraw"), "", ""),
    ],
)
def test_the_next_step_and_who_is_waited_for(walk, step, waits):
    case = walk().case
    assert (guide.next_step(case), guide.waiting_for(case)) == (step, waits)


@pytest.mark.parametrize(
    ("walk", "here", "state"),
    [
        (Walk, "receive", "now"),
        (at("understand"), "understand", "now"),
        (at("propose"), "consult", "now"),
        (at("approve"), "consult", "waiting"),
        (at("talk"), "talk", "now"),
        (at("deliver"), "fulfil", "now"),
        (at("close"), "close", "now"),
    ],
)
def test_the_way_says_what_is_done_what_is_now_and_what_lies_ahead(walk, here, state):
    way = dict(guide.way(walk().case))
    place = WAY.index(here)
    wanted = ["done"] * place + [state] + ["ahead"] * (len(WAY) - place - 1)
    assert list(way.items()) == list(zip(WAY, wanted, strict=True))


def test_the_way_of_a_closed_case_is_done():
    assert {state for _, state in guide.way(closed().case)} == {"done"}


def test_the_steps_that_are_open_are_those_that_nothing_speaks_against():
    names = {step.name for step in guide.open_steps(at("talk")().moment("clerk"))}
    assert {"talk", "appoint", "propose", "withdraw", "note"} <= names
    assert not names & {"agree", "approve", "thank", "decide", "receive", "understand"}
    assert [step.name for step in guide.open_steps(Walk().moment("clerk"))] == ["receive"]


def test_problems_of_the_case_come_before_problems_of_the_answers():
    moment = Walk().moment("clerk")
    assert {p.rule for p in guide.problems(STEPS["understand"], {"mood": "x"}, moment)} == {"hear-out"}
    assert {p.rule for p in guide.problems(STEPS["receive"], {"mood": "x"}, moment)} == {"hear-out", "bad-value"}


def test_an_answer_to_what_is_not_asked_now_is_kept_and_checked_all_the_same():
    walk = at("propose")().clerk("propose", alternative="Korjaus.")
    assert walk.entries[-1].answers["alternative"] == "Korjaus."
    assert [p.rule for p in at("propose")().refused("clerk", "propose", alternative="\x00")] == ["bad-value"]


def test_a_missing_answer_is_asked_for_as_it_is_given():
    """Ticked, written or chosen."""
    asked = dict.fromkeys(("permission", "summary", "effects"))
    missing = at("understand")().refused("clerk", "understand", **asked)
    assert {p.field: str(p.words).partition(" “")[0] for p in missing if p.field in asked} == {
        "permission": "Please tick", "summary": "Please fill in", "effects": "Please choose an answer to",
    }  # fmt: skip


# Answers as they are typed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "field", "value", "sentence"),
    [
        ("receive", "own_words", 5, "Please write words here."),
        ("receive", "heard_out", "yes", "This is a box to tick: yes or no."),
        ("receive", "mood", "furious", "Please choose one of: Calm, Upset, Angry, Abusive."),
        ("receive", "purchased_on", "31.2.", "Please give a date, for example "),
        ("receive", "purchased_on", "1066-10-14", "The year 1066 cannot be meant. Please check the date."),
        ("receive", "raised_at", 5, "Please give a date and time, for example "),
        ("receive", "raised_at", "2300-01-01", "The year 2300 cannot be meant. Please check the date."),
        ("receive", "price", "-1", "An amount cannot be negative."),
        ("understand", "summary", {"a": 1}, "Please write one point on each line."),
        ("understand", "summary", ["x"] * 201, "At most 200 points fit. Please put some together."),
        ("understand", "effects", "none", "Please choose one or more."),
        ("understand", "effects", ["none", "love"], "Please choose one of: No harm,"),
        ("propose", "remedies", "refund", "Please give a list of lines."),
        ("propose", "remedies", [{}] * 61, "At most 60 lines fit."),
        ("propose", "remedies", [{"colour": "red"}], "Line 1 has no column colour."),
        ("propose", "remedies", [{"kind": "refund"}], "Line 1, What exactly: Please fill this in."),
        ("propose", "remedies", [{"kind": "x", "what": "w"}], "Line 1, Kind: Please choose one of: Refund,"),
        ("offer_hand_over", "to", "nobody", "Nobody called nobody works at this desk."),
        ("deliver", "commitment", "9", "The agreement has no promise number 9."),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_to_do(step, field, value, sentence):
    walk = at("propose" if step == "offer_hand_over" else step)()
    problem, = (p for p in walk.refused("clerk", step, **{field: value}) if p.rule == "bad-value")
    assert problem.field == field
    assert str(problem.words).partition(": ")[2].startswith(sentence)


def test_answers_are_kept_in_one_form_however_they_were_typed():
    walk = Walk().clerk("receive", purchased_on="2026-02-27", raised_at="2026-03-02T07:00:00Z", price="12,50")
    walk.clerk("understand", summary="Kone vuotaa.\n\n Lattia kastui. ", effects=["time", "money", "time"])
    assert walk.entries[0].answers["raised_at"] == "2026-03-02T07:00:00Z"
    assert (walk.case.purchased_on.isoformat(), walk.case.price) == ("2026-02-27", 1250)
    assert (walk.case.summary, walk.case.effects) == (("Kone vuotaa.", "Lattia kastui."), ("time", "money"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-03-01 18:30", "2026-03-01T16:30:00Z"),
        ("1.3.2026 18.30", "2026-03-01T16:30:00Z"),
        ("1.3.2026 klo 18.30", "2026-03-01T16:30:00Z"),
        ("01/03/2026, 18:30", "2026-03-01T16:30:00Z"),
        ("01/03/2026", "2026-03-01T19:00:00Z"),
        ("2026-03-01T16:30:00Z", "2026-03-01T16:30:00Z"),
    ],
)
def test_a_moment_may_be_typed_as_the_three_languages_write_it(typed, kept):
    assert Walk().clerk("receive", raised_at=typed).entries[0].answers["raised_at"] == kept


def test_days_and_moments_may_come_from_a_program_as_they_are():
    walk = Walk()
    walk.clerk("receive", purchased_on=walk.now, raised_at=walk.now)
    assert walk.case.purchased_on == walk.now.date()
    assert walk.case.raised_at == walk.now.replace(minute=0)


# Lists -----------------------------------------------------------------------------------------------------------


def test_a_case_is_one_line_of_a_list():
    line = listing.line(at("approve")().case)
    assert (line.number, line.state, line.step, line.next_step, line.waiting, line.owner) == (
        "B1-1", "open", "consult", "approve", "manager", "clerk",
    )  # fmt: skip
    assert (line.due_rule, line.customer, line.about) == (
        "tell-process", "Tuula Heikkinen", "Kone vuotaa lattialle.",
    )  # fmt: skip


def test_a_closed_case_and_a_new_one_have_nothing_due():
    for case in (closed().case, Case("case")):
        line = listing.line(case)
        assert (line.due_at, line.due_rule, line.waiting) == (None, "", "")


@pytest.mark.parametrize(
    ("case", "about"),
    [
        (Case("c", product="Kone", own_words="Vuotaa"), "Kone"),
        (Case("c", own_words="Vuotaa\nlattialle"), "Vuotaa"),
        (Case("c", own_words="a" * 80), "a" * 80),
        (Case("c", own_words="a" * 78 + " bcd"), "a" * 78 + "…"),
        (Case("c"), ""),
    ],
)
def test_what_a_case_is_about_fits_a_line(case, about):
    assert listing.about(case) == about


def test_a_case_is_found_by_everything_a_customer_may_name():
    promise = Commitment("Trả tiền", "refund", "clerk", "Aino", Walk().now, Walk().now)
    case = Case("c", number="B1-7", customer_name="Đỗ Thị Oanh", telephone="040-555 01", email="O@EXAMPLE.fi",
                wish="Korvaus", summary=("Kuitti hukassa",), commitments={"1": promise})  # fmt: skip
    text = fold(listing.search_text(case))
    for word in ("b1-7", "do thi oanh", "04055501", "o@example.fi", "korvaus", "kuitti", "tra tien"):
        assert word in text
