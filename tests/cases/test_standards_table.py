"""Every standard by its name: declared, met by a scenario and, where it can stop somebody or run out, broken by one."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from desk import RESOURCES
from desk.cases import checks, clocks, guide
from desk.cases.case import Case
from desk.cases.coach import coach
from desk.cases.scenario import load
from desk.cases.standards import CHECK, CLOCK, COACH, GATE, RULES
from desk.cases.steps import STEPS
from desk.store.rehearsal import in_memory, play

#: The names of the standards as they are published, by section; they never change.
NAMES = {
    "the four with time limits": "record-24h consult-first talk-well keep-agreement",
    "the five attitudes": "think-positive hold-emotion customer-first stay-calm listen-out",
    "an angry customer": "hear-out restate speak-calmly see-their-side own-it ask-wish act remedies follow-up "
                         "heard-wide",
    "service recovery": "apologise-anyway empathy fix-fast-visibly gesture-if-hurt realistic-promise follow-steps "
                        "own-doing",
    "honest talk": "explain-how-we-work not-personal solve-before-why admit never-again-only-if say-how-long "
                   "real-apology know-them",
    "people": "practise share improve easy-to-complain needs not-too-much",
}  # fmt: skip
ALL = " ".join(NAMES.values()).split()


@cache
def seen() -> tuple[Counter[str], Counter[str]]:
    """How often each standard was met and broken in the scenarios of the desk."""
    met: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for path in sorted((RESOURCES / "scenarios").glob("*.toml")):
        scenario = load(path)
        journal = in_memory(scenario)
        before: dict[str, Case] = {}
        for played in play(scenario, journal):
            line = played.line
            broken.update({problem.rule for problem in played.problems})
            case = before.get(line.case, Case(""))
            met.update({tip.rule for tip in coach(case, line.step, line.answers)})
            if played.accepted and played.case is not None:
                met.update(guide.may_refuse(STEPS[line.step]) | checks.may_doubt(line.step))
                before[line.case] = played.case
                for ticking in clocks.ticking(played.case):
                    state = ticking.clock.state(line.at)
                    met.update([ticking.rule] if state == "met" else [])
                    broken.update([f"{ticking.rule} late"] if state == "late" else [])
        journal.store.close()
    return met, broken


@pytest.mark.parametrize("name", ALL)
def test_a_standard_is_declared_with_its_sentence_and_source(name):
    rule = RULES[name]
    assert rule.sentence
    assert rule.title
    assert rule.source[:3] in ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("name", [n for n in ALL if n in RULES and {GATE, CLOCK, CHECK, COACH} & set(RULES[n].kinds)])
def test_a_standard_is_met_by_a_scenario(name):
    assert seen()[0][name]


@pytest.mark.parametrize("name", [n for n in ALL if n in RULES and GATE in RULES[n].kinds])
def test_a_gate_is_broken_by_a_scenario(name):
    assert seen()[1][name]


@pytest.mark.parametrize("name", [n for n in ALL if n in RULES and CLOCK in RULES[n].kinds])
def test_a_clock_runs_out_in_a_scenario(name):
    assert seen()[1][f"{name} late"]


def test_there_are_no_standards_but_the_published_ones_and_the_three_that_stand_in_their_text():
    assert set(RULES) - set(ALL) == {"neutral-words", "offer-alternative", "tell-process"}


def test_there_are_sixty_scenarios_and_more():
    assert len(list((RESOURCES / "scenarios").glob("*.toml"))) >= 60
