"""Every step in every situation and language: the coach says what the standards ask for there, and says it once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from desk.cases import coach as c
from desk.cases.case import Case, Proposal
from desk.cases.choices import CATEGORIES, MOODS
from desk.cases.coach import AVOID, KNOW, coach
from desk.cases.standards import COACH, RULES
from desk.cases.steps import STEPS
from desk.cases.tip import Tip
from desk.i18n import catalogue

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
PLACES = (*STEPS, c.WAITING, c.CLOSED)

#: Mood, category, channel, danger, new here, hurt, and whose fault the talk says it is.
SITUATIONS = list(
    product([m for m, _ in MOODS], [k for k, _ in CATEGORIES], ["counter", "telephone"], ["none", "fire"],
            [False, True], [False, True], ["yes", "no"])
)  # fmt: skip


def told(step, mood="calm", category="product", channel="counter", safety="none", new=False, hurt=False, fault="no"):
    """The tips at a step of such a case."""
    case = Case(
        "1", state="open", mood=mood, category=category, channel=channel, safety=safety, new_customer=new, hurt=hurt,
        appointment_how="telephone" if channel == "telephone" else "here",
    )  # fmt: skip
    return coach(case, step, {"responsibility": fault} if step == "talk" else {})


@pytest.fixture(scope="module")
def walked() -> dict[str, set[tuple[Tip, ...]]]:
    """Everything that is told at each step, whatever the situation."""
    return {step: {told(step, *situation) for situation in SITUATIONS} for step in PLACES}


@pytest.fixture(scope="module")
def reached(walked) -> set[Tip]:
    return {tip for some in walked.values() for tips in some for tip in tips}


def test_every_tip_that_is_written_is_told_somewhere(reached):
    tables = (c.STEP_TIPS, c.CATEGORY_QUESTIONS, c.MOOD_TIPS)
    written = {tip for table in tables for tips in table.values() for tip in tips}
    written |= {*c.TELEPHONE_TIPS, *c.SAFETY_TIPS, c.HURT_TIP, c.NEW_CUSTOMER_TIP, c.WRONG_TIP}
    assert written <= reached


@pytest.mark.parametrize("language", ["vi", "en", "fi"])
def test_every_situation_has_tips_in_every_language_and_no_two_alike(walked, language):
    words = catalogue(language)
    for step, some in walked.items():
        for tips in some:
            said = [words.gettext(tip.text) for tip in tips]
            assert said, step
            assert len(set(said)) == len(said), (step, said)


@pytest.mark.parametrize("language", ["vi", "fi"])
def test_no_tip_is_left_in_english(reached, language):
    words = catalogue(language)
    assert [tip.text for tip in reached if words.gettext(tip.text) == tip.text] == []


#: Written from the standards, sections 2 to 5: where the coach keeps a rule, and in which situation.
HARD = ("understand", "propose", "talk", "agree", "follow_up")
KEPT = [
    ("think-positive", "receive", {}),
    *[("hold-emotion", step, {"mood": mood}) for step in ("receive", *HARD) for mood in ("angry", "abusive")],
    ("customer-first", "understand", {}),
    *[("stay-calm", step, {"mood": "abusive"}) for step in ("receive", *HARD)],
    ("listen-out", "receive", {}),
    *[("hear-out", "receive", {"category": category}) for category, _ in CATEGORIES],
    ("not-personal", "receive", {}),
    *[("not-personal", step, {"mood": "angry"}) for step in HARD],
    ("restate", "understand", {}),
    ("speak-calmly", "talk", {}),
    ("speak-calmly", "receive", {"channel": "telephone"}),
    ("own-it", "offer_hand_over", {}),
    ("own-doing", "understand", {}),
    ("empathy", "understand", {}),
    ("empathy", "talk", {}),
    ("gesture-if-hurt", "propose", {"hurt": True}),
    ("explain-how-we-work", "receive", {}),
    ("explain-how-we-work", "propose", {}),
    ("solve-before-why", "propose", {}),
    ("admit", "talk", {"fault": "yes"}),
    ("real-apology", "talk", {}),
    ("say-how-long", "talk", {}),
    ("say-how-long", "agree", {}),
    ("know-them", "receive", {}),
    ("share", "propose", {}),
]


@pytest.mark.parametrize(("rule", "step", "situation"), KEPT)
def test_the_coach_keeps_each_rule_at_its_step_and_mood(rule, step, situation):
    assert rule in {tip.rule for tip in told(step, **situation)}


def test_every_rule_of_the_standards_that_is_coached_has_its_place():
    assert {name for name, rule in RULES.items() if COACH in rule.kinds} <= {rule for rule, _, _ in KEPT}


def test_what_only_one_situation_needs_is_told_in_no_other():
    assert "stay-calm" not in {tip.rule for tip in told("talk", mood="angry")}
    assert "hold-emotion" not in {tip.rule for tip in told("talk", mood="upset")}
    assert not {c.HURT_TIP, c.NEW_CUSTOMER_TIP, c.WRONG_TIP} & {*told("propose"), *told("talk"), *told("receive")}


def test_a_customer_who_is_new_is_told_how_we_work_in_so_many_words():
    assert [step for step in PLACES if c.NEW_CUSTOMER_TIP in told(step, new=True)] == ["receive", "propose", "talk"]


def test_on_the_telephone_the_voice_is_spoken_of_more():
    assert [tip.rule for tip in told("talk")].count("speak-calmly") == 1
    assert [tip.rule for tip in told("talk", channel="telephone")].count("speak-calmly") == 2


@pytest.mark.parametrize("mood", ["calm", "upset"])
def test_a_gentle_mood_is_spoken_of_only_where_it_helps(mood):
    where = [step for step in PLACES if set(c.MOOD_TIPS[mood]) <= set(told(step, mood))]
    assert where == {"calm": ["receive"], "upset": ["receive", "understand", "talk"]}[mood]


#: The table of section 1: which of its four standards belongs to a stage, and what falls short of it.
SHORT = {
    "receive": "record-24h", "consult": "consult-first", "talk": "talk-well", "agree": "keep-agreement",
    "fulfil": "keep-agreement",
}  # fmt: skip


BESIDE = {
    "escalate": "consult", "countersign": "consult", "disown": "consult", c.WAITING: "consult", "amend": "agree",
}  # fmt: skip


@pytest.mark.parametrize("step", PLACES)
def test_every_step_of_the_four_standards_says_what_falls_short_of_them(step):
    stage = BESIDE.get(step) or (STEPS[step].stage if step in STEPS else "")
    short = RULES[SHORT[stage]].falls_short if stage in SHORT else ""
    said = {tip.text for tip in told(step) if tip.kind == AVOID} & {rule.falls_short for rule in RULES.values()}
    assert said == ({short} if short else set())


def test_every_mood_has_tips_and_every_category_two_or_three_questions():
    assert set(c.MOOD_TIPS) == {name for name, _ in MOODS}
    assert all(2 <= len(tips) <= 3 for tips in c.CATEGORY_QUESTIONS.values())


def test_we_say_that_we_were_wrong_where_we_accepted_it_or_the_cause_is_ours():
    """And what the form says now counts before it."""
    accepted = Case("1", proposal=Proposal("1", "anh", "Anh", NOW, "accepted", ""))
    ours = Case("1", cause="service")
    assert c.WRONG_TIP in coach(accepted, "talk", {})
    assert c.WRONG_TIP in coach(ours, "talk", {})
    assert c.WRONG_TIP not in coach(ours, "talk", {"responsibility": "no"})
    assert c.WRONG_TIP.kind != KNOW
