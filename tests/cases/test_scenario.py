"""Scenario files: what they may say, and one clear sentence for what they may not."""

import pytest

from desk.cases.branch import Policy
from desk.cases.scenario import ScenarioProblem, load, parse

GOOD = """
title = "A kettle"
[branch]
code = "HEL"
zone = "Europe/Helsinki"
currency = "EUR"
[people.anna]
name = "Anna"
role = "clerk"
[[steps]]
at = "2026-03-02T09:05"
by = "anna"
step = "receive"
expect = "refused: hear-out"
clock.record-24h = "none"
[steps.answers]
customer_name = "Eva"
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "kettle.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_scenario_is_read_with_its_times_in_branch_time(written):
    (line,) = load(written(GOOD)).lines
    assert (line.at.isoformat(), line.by, line.step) == ("2026-03-02T09:05:00+02:00", "anna", "receive")
    assert (line.refused_by, dict(line.clock), dict(line.answers)) == (
        "hear-out",
        {"record-24h": "none"},
        {"customer_name": "Eva"},
    )


def test_answers_may_also_stand_in_the_step_itself(written):
    flat = GOOD.replace("[steps.answers]\n", "")
    assert dict(load(written(flat)).lines[0].answers) == {"customer_name": "Eva"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('step = "receive"', 'step = "dance"', "Step 1: there is no step called “dance”."),
        ("customer_name =", "shoe_size =", "Step 1: the step receive does not ask “shoe_size”."),
        ('by = "anna"', 'by = "bob"', "Step 1: there is nobody called “bob” in this scenario."),
        ("2026-03-02T09:05", "tomorrow", "Step 1: it needs a time such as at = \"2026-03-02T09:05\"."),
        ("refused: hear-out", "refused: be-nice", "Step 1: there is no rule called “be-nice”."),
        ('"refused: hear-out"', '"maybe"', "Step 1: expect is “accepted” or “refused: RULE”."),
        ("clock.record-24h", "clock.tea-time", "Step 1: there is no clock called “tea-time”."),
        ('= "none"', '= "slow"', "Step 1: a clock is one of: met, late, running, none."),
        ('role = "clerk"', 'role = "king"', "There is no role king."),
        ("Europe/Helsinki", "Europe/Atlantis", "There is no time zone Europe/Atlantis."),
        ('currency = "EUR"', 'currency = "BTC"', "The desk does not know the currency BTC"),
        ('code = "HEL"', 'colour = "red"', "A branch has no colour."),
        ('title = "A kettle"', "[policy]\nopening = [1]", "The policy holds a value that cannot be used."),
        ("[[steps]]", "[[people.anna.steps]]", "A person has no steps."),
    ],
)
def test_what_a_scenario_does_not_know_gets_one_sentence(written, old, new, sentence):
    with pytest.raises(ScenarioProblem) as problem:
        load(written(GOOD.replace(old, new)))
    assert sentence in str(problem.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "is not a UTF-8 text."),
        (b"title = ", "is not a valid TOML file"),
        (b'title = "x"', "A scenario needs at least one [[steps]] table."),
        (b"#" * 1_000_001, "is too large to be a scenario."),
        (b"a = " + b"[" * 100_000, "is not a valid TOML file"),
    ],
)
def test_a_file_that_is_no_scenario_gets_one_sentence(written, content, sentence):
    with pytest.raises(ScenarioProblem, match=r"kettle\.toml"):
        load(written(content))
    with pytest.raises(ScenarioProblem) as problem:
        load(written(content))
    assert sentence in str(problem.value)


def test_a_missing_file_and_a_folder_get_one_sentence(tmp_path):
    for path, why in ((tmp_path / "none.toml", "it is not there"), (tmp_path, "it is a folder")):
        with pytest.raises(ScenarioProblem, match=f"cannot be read: {why}."):
            load(path)


def test_time_runs_forwards(written):
    with pytest.raises(ScenarioProblem, match="its time lies before the step above"):
        load(written(GOOD + GOOD[GOOD.index("[[steps]]") :].replace("T09:05", "T08:00")))


def test_a_policy_is_read_in_the_units_of_its_names():
    policy = {"consult_within_minutes": 30, "opening": ["09:00-18:00"] * 6 + [""], "holidays": ["2026-05-01"]}
    signed = {"manager": "a", "head_office": "b"}
    mandate = {"name": "M1", "remedies": ["refund"], "limit": "20,50", "currency": "EUR", **signed}
    data = {
        "people": {"anna": {}},
        "policy": {**policy, "mandates": [mandate]},
        "steps": [{"at": "2026-03-02T09:05", "by": "anna", "step": "note"}],
    }
    read = parse(data).policy
    assert read.consult_within.total_seconds() == 1800
    assert read.opening[6] is None
    assert read.follow_up_after == Policy().follow_up_after
    assert read.mandates[0].limit == 2050
