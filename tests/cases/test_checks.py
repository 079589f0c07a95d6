"""Checks declare which standards they speak for, so that a score can name them."""

from dataclasses import replace

import pytest

from desk.cases.checks import CHECKS, RULES_OF, may_doubt, never_again
from desk.cases.standards import CHECK, CLOCK, RULES
from tests.makers import Walk


def test_every_check_declares_standards_that_exist():
    for step, checks in CHECKS.items():
        for check in checks:
            assert RULES_OF[check], (step, check)
            assert all({CHECK, CLOCK} & set(RULES[rule].kinds) for rule in RULES_OF[check]), (step, RULES_OF[check])


def test_a_step_may_be_doubted_by_what_its_checks_speak_for():
    assert "neutral-words" in may_doubt("understand")
    assert may_doubt("sign") == set()


@pytest.mark.parametrize(
    ("language", "text", "again"),
    [
        ("en", "We guarantee the part for a year.", False),
        ("en", "We guarantee it. This will never happen again.", True),
        ("fi", "Takaamme, että tämä ei toistu.", True),
        ("fi", "Lupaamme varmasti uuden koneen perjantaiksi.", False),
        ("vi", "Bên em cam kết chuyện này sẽ không bao giờ xảy ra nữa ạ.", True),
        ("vi", "Bên em đảm bảo chắc chắn giao máy mới trước thứ sáu.", False),
    ],
)
def test_only_a_promise_that_it_will_not_happen_again_needs_a_change_behind_it(language, text, again):
    walk = Walk(language=language).until("talk").clerk("talk", explained=text)
    moment = replace(walk.moment("clerk"), answers={"language": language})
    assert bool(list(never_again(moment))) is again
