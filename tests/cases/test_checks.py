"""Checks declare which standards they speak for, so that a score can name them."""

from desk.cases.checks import CHECKS, RULES_OF, may_doubt
from desk.cases.standards import CHECK, CLOCK, RULES


def test_every_check_declares_standards_that_exist():
    for step, checks in CHECKS.items():
        for check in checks:
            assert RULES_OF[check], (step, check)
            assert all({CHECK, CLOCK} & set(RULES[rule].kinds) for rule in RULES_OF[check]), (step, RULES_OF[check])


def test_a_step_may_be_doubted_by_what_its_checks_speak_for():
    assert "neutral-words" in may_doubt("understand")
    assert may_doubt("sign") == set()
