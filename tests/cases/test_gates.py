"""Every gate met and broken, from one table: tests/cases/rows.py."""

from functools import cache

import pytest

from desk.cases import guide
from desk.cases.gates import RULES_OF
from desk.cases.guide import AFTER, BEFORE
from desk.cases.people import Person
from desk.cases.standards import HOUSE_RULES, RULES
from desk.cases.steps import STEPS
from tests.cases.beside_rows import BESIDE_THE_WAY
from tests.cases.rows import ON_THE_WAY, Row, at, closed, new
from tests.cases.shop_rows import SHOP
from tests.makers import Walk

ROWS = ON_THE_WAY + BESIDE_THE_WAY + SHOP
SHOPS_OWN = ("improve", "improved", "need_seen", "take_in")
GATES = {step: (*BEFORE[step], *AFTER.get(step, ())) for step in STEPS}
ASKS_FOR_A_CASE = [step for step in STEPS if step not in ("receive", "import")]
ENDS_WITH_THE_CASE = [
    step
    for step in ASKS_FOR_A_CASE
    if step not in ("note", "issue_paper", "attach", "countersign", "disown", "thank", "reopen", *SHOPS_OWN)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.says)
def test_a_gate_refuses_by_its_rule_or_lets_it_pass(row):
    rules = {problem.rule for problem in row.met()}
    assert row.rule in rules if row.rule else not rules


@cache
def _refused_by_the_gates_of(row: Row) -> frozenset:
    """Each gate of the row's step with each rule it really refused by."""
    moment, raw = row.asked()
    step = STEPS[row.step]
    answered, _ = guide.examine(step, raw, moment)
    here = {gate: moment for gate in BEFORE[row.step]} | {gate: answered for gate in AFTER.get(row.step, ())}
    return frozenset((gate, problem.rule) for gate, seen in here.items() for problem in gate(seen))


def test_every_declared_rule_of_every_gate_refuses_somebody_in_the_table():
    really = {pair for row in ROWS for pair in _refused_by_the_gates_of(row)}
    declared = {(gate, rule) for step in STEPS for gate in GATES[step] for rule in RULES_OF[gate]}
    assert {(gate.__name__, rule) for gate, rule in declared - really} == set()
    assert {(gate.__name__, rule) for gate, rule in really - declared} == set()


def test_every_gate_declares_its_rules_and_stands_before_or_after_a_step():
    assert set(RULES_OF) == {gate for gates in GATES.values() for gate in gates}
    assert {rule for rules in RULES_OF.values() for rule in rules} <= {*RULES, *HOUSE_RULES}


def test_every_step_is_accepted_somewhere_in_the_table():
    assert set(STEPS) == {row.step for row in ROWS if not row.rule}


def test_every_required_field_of_a_standard_refuses_when_it_is_empty():
    """A field that names a rule refuses by that rule, at the moment when its step is accepted."""
    tried = 0
    for row in ROWS:
        if row.rule:
            continue
        moment, raw = row.asked()
        for field in STEPS[row.step].fields:
            if field.required and field.name in raw:
                without = {name: value for name, value in raw.items() if name != field.name}
                _, problems = guide.examine(STEPS[row.step], without, moment)
                assert (field.rule or "required", field.name) in {(p.rule, p.field) for p in problems}, field
                tried += 1
    assert tried > 60


@pytest.mark.parametrize("step", ASKS_FOR_A_CASE)
def test_no_step_but_the_first_is_taken_before_the_customer_was_heard(step):
    assert {p.rule for name in new().people for p in guide.before(STEPS[step], new().moment(name))} >= {"hear-out"}


@pytest.mark.parametrize("step", ENDS_WITH_THE_CASE)
def test_a_closed_case_takes_no_step_of_the_work(step):
    walk = closed()
    met = [{p.rule for p in guide.before(STEPS[step], walk.moment(name))} for name in walk.people]
    assert all(rules & {"order", "role"} for rules in met)


@pytest.mark.parametrize("step", list(STEPS))
def test_who_left_the_shop_takes_no_step(step):
    walk = at("approve")().leaves("clerk").leaves("manager").leaves("ho")
    assert all(
        [p.rule for p in guide.before(STEPS[step], walk.moment(name))] == ["role"]
        for name in ("clerk", "manager", "ho")
    )


def test_a_role_that_nobody_knows_may_nothing_and_is_named_as_it_is():
    walk = Walk().hire(Person("guest", "Guest", "visitor"))
    problem, = walk.refused("guest", "receive")
    assert str(problem.words) == "Guest cannot take this step in the role visitor."


def test_a_refusal_says_who_is_waited_for():
    walk = at("approve")()
    assert "manager and head office" in str(walk.refused("clerk", "appoint")[0].words)
    assert "waits for: Head office" in str(walk.manager("approve").refused("clerk", "appoint")[0].words)


def test_a_step_that_nobody_knows_is_refused_in_words():
    problem, = Walk().refused("clerk", "dance")
    assert (problem.rule, str(problem.words)) == ("unknown-step", "There is no step called “dance”.")


def test_an_answer_that_nobody_asked_for_is_refused():
    problem, = Walk().refused("clerk", "receive", shoe_size="43")
    assert (problem.rule, str(problem.words)) == ("unknown-field", "This step does not ask “shoe_size”.")


def test_one_bad_value_is_said_once_with_its_label():
    problem, = Walk().refused("clerk", "receive", customer_name="\x00")
    assert (problem.rule, problem.field) == ("bad-value", "customer_name")
    assert str(problem.words).startswith("Customer's name: This text holds a control character")


def test_two_gates_that_say_the_same_say_it_once():
    problems = guide.before(STEPS["withdraw"], new().moment("clerk"))
    assert len(problems) == len({str(p.words) for p in problems})


@pytest.mark.parametrize("nothing", [".", "…", "---", "12"])
@pytest.mark.parametrize(("field", "rule"), [("apology", "apologise-anyway"), ("thanks", "talk-well")])
def test_a_full_stop_is_neither_an_apology_nor_thanks(field, rule, nothing):
    walk = Walk().until("talk")
    assert [p.rule for p in walk.refused("clerk", "talk", **{field: nothing})] == [rule]
    walk.clerk("talk", **{field: "Xin lỗi và cảm ơn chị."})
