"""The coach says what fits the moment, in short sentences, each with its standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desk.cases import coach as c
from desk.cases.case import Case, Proposal
from desk.cases.choices import CATEGORIES
from desk.cases.coach import ASK, AVOID, FIRST, KNOW, SAY, coach
from desk.cases.standards import RULES
from desk.cases.steps import STEPS

CASE = Case("1", state="open", mood="calm", category="other")

EVERY_TIP = (
    *(tip for group in (c.STEP_TIPS, c.CATEGORY_QUESTIONS, c.MOOD_TIPS) for tips in group.values() for tip in tips),
    *c.TELEPHONE_TIPS, *c.SAFETY_TIPS, c.HURT_TIP, c.NEW_CUSTOMER_TIP, c.WRONG_TIP,
)  # fmt: skip


def rules(case, step, **answers):
    return [tip.rule for tip in coach(case, step, answers)]


def test_every_tip_names_a_standard_and_can_be_said_in_one_breath():
    for tip in EVERY_TIP:
        assert tip.rule in RULES, tip
        assert tip.kind in (FIRST, SAY, ASK, KNOW, AVOID), tip
        assert len(tip.text) <= 120, tip
        assert tip.text.endswith("?") or tip.kind != ASK, tip


def test_every_step_of_the_way_has_something_to_say_and_every_name_is_a_step():
    assert set(c.STEP_TIPS) - {c.WAITING, c.CLOSED} == set(STEPS)
    for step in ("receive", "understand", "propose", "appoint", "talk", "agree", "sign", "deliver", "follow_up"):
        assert any(tip.kind == SAY for tip in c.STEP_TIPS[step]), step


def test_every_category_has_an_open_question():
    assert set(c.CATEGORY_QUESTIONS) == {name for name, _ in CATEGORIES}


def test_anger_comes_first():
    assert rules(CASE, "receive", mood="angry")[0] == "hold-emotion"
    assert rules(CASE, "receive", mood="abusive")[0] == "stay-calm"
    assert "hold-emotion" not in rules(CASE, "receive", mood="calm")


def test_danger_comes_before_anger():
    assert coach(CASE, "receive", {"mood": "angry", "safety": "fire"})[:2] == c.SAFETY_TIPS


def test_no_danger_is_no_danger():
    assert not set(c.SAFETY_TIPS) & set(coach(CASE, "receive", {"safety": "none"}))


def test_what_was_typed_counts_before_what_the_case_knows():
    angry = replace(CASE, mood="angry")
    assert "hold-emotion" in rules(angry, "understand")
    assert "hold-emotion" not in rules(angry, "understand", mood="calm")


def test_on_the_telephone_the_voice_is_spoken_of():
    assert "speak-calmly" in rules(CASE, "receive", channel="telephone")
    assert "speak-calmly" not in rules(CASE, "receive", channel="counter")
    assert set(c.TELEPHONE_TIPS) <= set(coach(replace(CASE, appointment_how="telephone"), "talk", {}))
    assert not set(c.TELEPHONE_TIPS) & set(coach(replace(CASE, channel="telephone"), "talk", {}))


def test_a_new_customer_hears_how_we_work():
    assert c.NEW_CUSTOMER_TIP in coach(CASE, "receive", {"new_customer": True})
    assert c.NEW_CUSTOMER_TIP not in coach(CASE, "receive", {})


def test_a_hurt_customer_is_remembered_when_proposing():
    assert c.HURT_TIP in coach(replace(CASE, hurt=True), "propose", {})
    assert c.HURT_TIP not in coach(CASE, "propose", {})


def test_questions_follow_the_category():
    assert set(c.CATEGORY_QUESTIONS["food_safety"]) <= set(coach(CASE, "receive", {"category": "food_safety"}))
    assert not set(c.CATEGORY_QUESTIONS["other"]) & set(coach(CASE, "receive", {"category": "food_safety"}))


def test_nothing_is_said_twice():
    tips = coach(replace(CASE, hurt=True, new_customer=True), "receive", {"mood": "abusive", "safety": "fire"})
    assert len(tips) == len(set(tips))


def test_a_step_that_nobody_knows_has_no_tips():
    assert coach(CASE, "", {}) == ()
    assert coach(CASE, "sing_to_them", {}) == ()


def test_without_a_step_the_coach_speaks_of_what_is_waited_for_or_of_the_end():
    asked = Proposal("1", "anh", "Anh", datetime(2026, 3, 3, 9, tzinfo=UTC), "accepted", "")
    assert c.without_a_step(replace(CASE, step="consult", proposal=asked)) == c.WAITING
    assert c.without_a_step(replace(CASE, step="understand")) == "understand"
    assert c.without_a_step(replace(CASE, state="closed", outcome="agreed")) == c.CLOSED
    assert c.without_a_step(replace(CASE, state="closed", outcome="merged", merged_into="HN3-00001")) == "take_in"
