"""A scenario played through the one door, against a store in memory or a sample branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desk.cases import clocks
from desk.cases.case import Case
from desk.cases.fields import Field
from desk.cases.moment import Problem, Refused
from desk.cases.scenario import Line, Scenario
from desk.cases.steps import STEPS
from desk.i18n import N_, Words

from . import accounts, database
from .journal import Journal


@dataclass(frozen=True)
class Played:
    """What one line of a scenario met."""

    line: Line
    problems: tuple[Problem, ...]
    wrong: tuple[Words, ...]
    case: Case | None

    @property
    def accepted(self) -> bool:
        return not self.problems


def play(
    scenario: Scenario, journal: Journal, shift: timedelta = timedelta(0), until: int = 0
) -> Iterator[Played]:
    """Each line in turn through the one door, its moments moved by `shift`; the first `until` lines only, if given."""
    ids: dict[str, str] = {}
    people = scenario.people
    for line in scenario.lines[: until or None]:
        now = line.at + shift
        problems: tuple[Problem, ...] = ()
        try:
            recorded = journal.record(
                line.step, moved(line, shift), by=people[line.by], now=now, case_id=ids.get(line.case, "")
            )
            ids[line.case] = recorded.case.id
        except Refused as refused:
            problems = refused.problems
        case = journal.case(ids[line.case]) if line.case in ids else None
        yield Played(line, problems, tuple(_differences(line, problems, case, now)), case)


def moved(line: Line, shift: timedelta) -> dict[str, object]:
    """The line's answers with every moment in them moved too; a scenario played as written is left alone."""
    if not shift:
        return dict(line.answers)
    step = STEPS[line.step]
    return {name: _shifted(step.field(name), value, shift) for name, value in line.answers.items()}


def _shifted(field: Field | None, value: Any, shift: timedelta) -> Any:
    """A typed moment or day moved; a list of lines has its moments moved in each line."""
    if field is None or field.kind not in ("moment", "day", "rows"):
        return value
    if field.kind == "rows":
        columns = {c.name: c for c in field.columns}
        return [{n: _shifted(columns.get(n), v, shift) for n, v in row.items()} for row in value]
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    return value + shift


def _differences(line: Line, problems: tuple[Problem, ...], case: Case | None, now: object) -> Iterator[Words]:
    refused_by = {p.rule for p in problems}
    if line.expect.startswith("accepted") and problems:
        yield Words(N_("expected to be accepted"))
    if line.expect.startswith("refused"):
        if not problems:
            yield Words(N_("expected to be refused"))
        elif line.refused_by and line.refused_by not in refused_by:
            yield Words(N_("expected to be refused by {rule}"), {"rule": line.refused_by})
    running = clocks.current(case) if case else {}
    for name, state in line.clock.items():
        found = running[name].state(now) if name in running else "none"  # type: ignore[arg-type]
        if found != state:
            yield Words(N_("clock {name} is {found}, expected {state}"), {"name": name, "found": found, "state": state})


def in_memory(scenario: Scenario) -> Journal:
    """A journal in memory for the scenario's branch, people and policy."""
    start = scenario.lines[0].at
    store = database.create(":memory:", scenario.branch, start)
    for person in scenario.people.values():
        accounts.add_person(store, person, "", now=start)
    accounts.set_policy(store, scenario.policy, by="", now=start)
    return Journal(store)
