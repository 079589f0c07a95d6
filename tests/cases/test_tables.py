"""The tables fit together: every step has its roles, gates and changes; every rule named anywhere is a rule."""

import pytest

from desk.cases import checks, coach, gates, guide
from desk.cases.changes import CHANGES
from desk.cases.checks import CHECKS
from desk.cases.clocks import TITLES
from desk.cases.fields import KINDS
from desk.cases.people import DEEDS, MAY, ROLES
from desk.cases.standards import CHECK, CLOCK, COACH, GATE, HOUSE_RULES, RECORD, RULES, title
from desk.cases.steps import STEPS, WAY, WAY_TITLES

#: The names of the rules in the standards, section by section.
STANDARDS = frozenset(
    """record-24h consult-first talk-well keep-agreement
    think-positive hold-emotion customer-first stay-calm listen-out
    hear-out restate speak-calmly see-their-side own-it ask-wish act tell-process offer-alternative remedies follow-up
    heard-wide
    apologise-anyway empathy fix-fast-visibly gesture-if-hurt realistic-promise follow-steps own-doing
    explain-how-we-work not-personal solve-before-why admit never-again-only-if say-how-long vague-time real-apology
    know-them neutral-words
    four-levels ask-yourself train practise share improve easy-to-complain needs not-too-much""".split()
)
FIELDS = [
    (step.name, field)
    for step in STEPS.values()
    for top in step.fields
    for field in (top, *top.columns)
]


def test_steps_gates_changes_and_roles_have_the_same_names():
    assert set(STEPS) == set(guide.BEFORE) == set(CHANGES) == set(MAY) - set(DEEDS)
    assert set(guide.AFTER) <= set(STEPS)
    assert set(CHECKS) <= set(STEPS)


def test_every_step_is_called_as_it_is_kept_and_stands_on_the_way_or_beside_it():
    assert [name for name, step in STEPS.items() if step.name != name] == []
    assert {step.stage for step in STEPS.values()} == {*WAY, "aside"}
    assert tuple(WAY_TITLES) == WAY


def test_every_step_may_be_taken_by_known_roles_and_by_at_least_one():
    assert all(MAY[step] and MAY[step] <= set(ROLES) for step in STEPS)


@pytest.mark.parametrize(("step", "field"), FIELDS, ids=lambda value: getattr(value, "name", value))
def test_a_field_has_a_known_kind_a_label_and_a_known_rule(step, field):
    assert field.kind in KINDS
    assert field.label == field.label.rstrip(": ")
    assert field.label[0].isupper()
    assert not field.rule or field.rule in RULES
    assert (field.kind in ("choice", "choices")) == bool(field.choices)
    assert (field.kind == "rows") == bool(field.columns)
    assert len({name for name, _ in field.choices}) == len(field.choices)


@pytest.mark.parametrize("step", list(STEPS))
def test_a_step_asks_each_thing_once(step):
    names = [field.name for field in STEPS[step].fields]
    assert len(names) == len(set(names))
    assert [STEPS[step].field(name).name for name in names] == names
    assert STEPS[step].field("shoe_size") is None


def test_every_rule_is_a_standard_with_a_title_a_sentence_and_a_source():
    assert set(RULES) <= STANDARDS
    for name, rule in RULES.items():
        assert (rule.name, rule.sentence[-1], rule.source[:2]) == (name, ".", "00")
        assert rule.title
        assert set(rule.kinds) <= {GATE, CLOCK, CHECK, COACH, RECORD}
        assert title(name) == rule.title


def test_no_house_rule_has_the_name_of_a_standard():
    assert not set(HOUSE_RULES) & STANDARDS
    assert [title(name) for name in HOUSE_RULES] == list(HOUSE_RULES.values())


def test_every_gate_that_refuses_by_a_standard_is_declared_in_it():
    refusing = {rule for rules in gates.RULES_OF.values() for rule in rules} | {f.rule for _, f in FIELDS if f.required}
    assert {rule for rule in refusing if rule in RULES and not {GATE, CHECK} & set(RULES[rule].kinds)} == set()
    assert refusing - {""} <= {*RULES, *HOUSE_RULES}


def test_every_clock_belongs_to_a_rule_that_is_a_clock():
    assert {name for name, rule in RULES.items() if CLOCK in rule.kinds} == set(TITLES)


def test_every_tip_of_the_coach_comes_from_a_rule():
    told = [*coach.STEP_TIPS.values(), *coach.CATEGORY_QUESTIONS.values(), *coach.MOOD_TIPS.values(),
            coach.TELEPHONE_TIPS, coach.SAFETY_TIPS, (coach.HURT_TIP, coach.NEW_CUSTOMER_TIP)]  # fmt: skip
    tips = [tip for some in told for tip in some]
    assert {tip.rule for tip in tips} <= set(RULES)
    assert {tip.kind for tip in tips} == {coach.FIRST, coach.SAY, coach.ASK, coach.KNOW, coach.AVOID}


def test_every_rule_that_is_coached_has_a_tip():
    told = [*coach.STEP_TIPS.values(), *coach.CATEGORY_QUESTIONS.values(), *coach.MOOD_TIPS.values(),
            coach.TELEPHONE_TIPS, coach.SAFETY_TIPS, (coach.HURT_TIP, coach.NEW_CUSTOMER_TIP)]  # fmt: skip
    assert {name for name, rule in RULES.items() if COACH in rule.kinds} <= {tip.rule for tips in told for tip in tips}


def test_tips_are_kept_for_steps_categories_and_moods_that_exist():
    assert set(coach.STEP_TIPS) <= {*STEPS, coach.WAITING, coach.CLOSED}
    assert set(coach.CATEGORY_QUESTIONS) == {name for name, _ in STEPS["receive"].field("category").choices}
    assert set(coach.MOOD_TIPS) <= {name for name, _ in STEPS["receive"].field("mood").choices}


def test_every_check_says_which_rules_it_speaks_for():
    assert {rule for step in CHECKS for rule in checks.may_doubt(step)} <= set(RULES)
