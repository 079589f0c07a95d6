"""Every step, mood, category, channel and language: the coach has something to say, and says it once."""

from __future__ import annotations

from itertools import product

import pytest

from desk.cases import coach as c
from desk.cases.case import Case
from desk.cases.choices import CATEGORIES, CHANNELS, MOODS
from desk.cases.coach import AVOID, coach
from desk.cases.standards import COACH, RULES
from desk.i18n import catalogue

SITUATIONS = [(m, k, w) for (m, _), (k, _), (w, _) in product(MOODS, CATEGORIES, CHANNELS)]


def tips_of(step, mood, category, channel):
    return coach(Case("1", state="open", mood=mood, category=category, channel=channel), step, {})


@pytest.mark.parametrize("language", ["vi", "en", "fi"])
@pytest.mark.parametrize("step", sorted(c.STEP_TIPS))
def test_every_situation_has_tips_in_every_language_and_no_two_alike(step, language):
    words = catalogue(language)
    for situation in SITUATIONS:
        tips = tips_of(step, *situation)
        said = [words.gettext(tip.text) for tip in tips]
        assert said, situation
        assert all(text.strip() for text in said), situation
        assert len(set(said)) == len(said), situation
        assert all(tip.rule in RULES for tip in tips), situation
        if language != "en":
            assert not [tip.text for tip, text in zip(tips, said, strict=True) if text == tip.text]


def test_every_mood_has_tips_and_every_category_two_or_three_questions():
    assert set(c.MOOD_TIPS) == {name for name, _ in MOODS}
    assert all(2 <= len(tips) <= 3 for tips in c.CATEGORY_QUESTIONS.values())


@pytest.mark.parametrize("step", ["receive", "propose", "talk", "agree", "deliver"])
def test_each_step_of_the_four_standards_says_what_falls_short(step):
    assert any(tip.kind == AVOID for tip in c.STEP_TIPS[step])


def test_every_standard_kept_by_the_coach_is_shown_somewhere():
    shown = {tip.rule for step in c.STEP_TIPS for mood, _ in MOODS for tip in tips_of(step, mood, "staff", "telephone")}
    shown |= {c.NEW_CUSTOMER_TIP.rule}
    assert {name for name, rule in RULES.items() if COACH in rule.kinds} <= shown
