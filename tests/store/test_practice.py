"""Practice: every scenario of the desk can be played by its own lines, on a store that is nowhere."""

import pytest

from desk import RESOURCES
from desk.cases.scenario import load, parse
from desk.store.connection import MEMORY
from desk.store.practice import Practice, playable

SCENARIOS = [path.stem for path in sorted((RESOURCES / "scenarios").glob("*.toml"))]


def scenario(name):
    return load(RESOURCES / "scenarios" / f"{name}.toml")


def play(practice):
    """Do what the script has for the person, and let time pass for everybody else; what happened meanwhile."""
    happened = []
    lines = [x for x in practice.scenario.lines if x.by == practice.person.id and x.case == practice.main]
    for line in (x for x in lines if x.expect.startswith("accepted")):
        for _ in range(20):
            if practice._next() is line and line.at <= practice.now():
                break
            happened.append(str(practice.wait()))
        practice.recorded(
            practice.journal.record(
                line.step, dict(line.answers), by=practice.person, now=practice.now(), case_id=practice.case_id
            )
        )
    return happened


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_can_be_played_by_its_own_lines(name):
    if not playable(scenario(name)):
        assert all(x.step != "receive" or x.expect != "accepted" for x in scenario(name).lines)
        return
    practice = Practice(scenario(name), lambda: 0.0)
    play(practice)
    assert practice.journal.store.path == MEMORY
    assert practice.case.number.startswith("X")
    assert practice.score().marks
    assert practice.journal.check() == []
    practice.close()


def test_the_straight_way_is_played_to_its_end_without_a_refusal_or_a_late_clock():
    practice = Practice(scenario("straight-way"), lambda: 0.0)
    happened = play(practice)
    assert practice.over
    assert [mark.rule for mark in practice.score().marks if mark.refused or mark.late] == []
    assert any("Proposal approved" in text for text in happened)
    practice.close()


def test_the_customer_speaks_first_and_the_facts_are_known():
    practice = Practice(scenario("straight-way"), lambda: 0.0)
    heard = practice.heard()
    assert "nồi cơm điện" in heard.says
    assert ("Customer's name", "Đặng Thị Hường") in heard.facts
    practice.close()


def test_whoever_leaves_the_script_still_gets_an_answer():
    """The person proposes something of their own; the colleagues of the scenario answer it all the same."""
    practice = Practice(scenario("straight-way"), lambda: 0.0)
    first, second = practice.scenario.lines[:2]
    for step, answers in ((first.step, first.answers), (second.step, second.answers), ("propose", {
        "reasonable": "yes", "stance": "accepted", "position": "Anh/chị nói đúng.", "told_process": True,
        "remedies": [{"kind": "explanation", "what": "Hướng dẫn cách dùng"}],
        "expected_answer_at": "2026-03-03 09:00", "preferred_channel": "telephone", "telephone": "0912 555 284",
    })):  # fmt: skip
        now = practice.now()
        practice.recorded(practice.journal.record(step, answers, by=practice.person, now=now, case_id=practice.case_id))
    practice._ahead = []
    assert [str(practice.wait()).partition(": ")[2] for _ in range(2)] == ["Proposal approved", "Proposal approved"]
    assert practice.case.step == "talk"
    practice.close()


def test_time_runs_as_on_the_wall_and_jumps_when_it_is_let_pass():
    running = [0.0]
    practice = Practice(scenario("straight-way"), lambda: running[0])
    start = practice.now()
    running[0] = 90.0
    assert (practice.now() - start).total_seconds() == 90
    practice.wait()
    assert practice.now() > start
    practice.close()


def test_nobody_can_practise_a_scenario_without_a_complaint():
    note = {"at": "2026-03-02T09:00", "by": "ho", "step": "note", "expect": "refused: hear-out"}
    assert not playable(parse({"branch": {}, "people": {"ho": {"role": "head_office"}}, "steps": [note]}))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_has_a_title_in_each_language(name):
    titles = {scenario(name).called(language) for language in ("en", "vi", "fi")}
    assert len(titles) == 3
