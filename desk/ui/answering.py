"""How the answers typed so far stand: what is asked, what is wrong, what is doubtful. No widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desk.cases import guide
from desk.cases.checks import doubts
from desk.cases.defaults import never
from desk.cases.fields import BadValue, Field, is_empty, take
from desk.cases.moment import Doubt, Moment, Problem
from desk.cases.steps import Step


@dataclass(frozen=True)
class Standing:
    """A half-filled step: the fields asked for now, the answers that can be taken, and what is said about them."""

    asked: tuple[str, ...]
    answers: Mapping[str, Any]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]


def standing(step: Step, raw: Mapping[str, Any], moment: Moment) -> Standing:
    """How the step stands with these raw answers; answers to what is not asked do not count."""
    asked = tuple(field.name for field in _asked(step, raw, moment))
    taken, problems = guide.examine(step, {n: raw[n] for n in asked if n in raw}, moment)
    return Standing(asked, taken.answers, problems, tuple(doubts(step.name, taken)))


def carried(step: Step, moment: Moment) -> dict[str, Any]:
    """What is never asked and goes along with the answers, as it stood when the form was drawn."""
    wanted = {field.name for field in step.fields if field.when is never}
    return {name: value for name, value in guide.defaults(step, moment).items() if name in wanted}


def _asked(step: Step, raw: Mapping[str, Any], moment: Moment) -> Iterator[Field]:
    answers: dict[str, Any] = {}
    here = replace(moment, answers=answers)  # sees each answer as soon as it is taken
    for field in step.fields:
        if not field.applies(here):
            continue
        yield field
        try:
            value = take(field, raw.get(field.name), here)
        except BadValue:
            value = None
        if not is_empty(value):
            answers[field.name] = value
