"""How the answers typed so far stand: what is asked, what is wrong, what is doubtful. No widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desk.cases import guide
from desk.cases.checks import doubts
from desk.cases.defaults import never
from desk.cases.fields import BadValue, Field, is_empty, take
from desk.cases.moment import Doubt, Moment, Problem
from desk.cases.steps import Step
from desk.i18n import Words


@dataclass(frozen=True)
class Standing:
    """A half-filled step: the fields asked for now, the answers that can be taken, and what is said about them."""

    asked: tuple[str, ...]
    answers: Mapping[str, Any]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]


@dataclass
class Progress:
    """How far somebody is with a form. Nobody is told what is wrong with an answer that they are still writing."""

    typed: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    tried: bool = False  # to record it: then all of it is said

    def leave(self, name: str, raw: Any) -> bool:
        """The keyboard has left a question; whether that is when its answer may be spoken of."""
        first = name not in self.left
        self.left.add(name)
        return first and not is_empty(raw)

    def is_ripe(self, name: str, raw: Any) -> bool:
        """Whether what is wrong with an answer is said: it is finished, or all is to be recorded."""
        return self.tried or (name in self.left and not is_empty(raw))

    def said(self, stands: Standing, raw: Mapping[str, Any]) -> dict[str, tuple[Words | None, Words | None]]:
        """Beside each question: what is wrong with its answer, once that is ripe, and what is doubtful about it."""
        wrong = {p.field: p.words for p in reversed(stands.problems)}
        doubtful = {d.field: d.words for d in reversed(stands.doubts)}
        return {n: (wrong.get(n) if self.is_ripe(n, given) else None, doubtful.get(n)) for n, given in raw.items()}


def standing(step: Step, raw: Mapping[str, Any], moment: Moment) -> Standing:
    """How the step stands with these raw answers; answers to what is not asked do not count."""
    asked = tuple(one.name for one in _asked(step, raw, moment))
    taken, problems = guide.examine(step, {n: raw[n] for n in asked if n in raw}, moment)
    return Standing(asked, taken.answers, problems, tuple(doubts(step.name, taken)))


def carried(step: Step, moment: Moment) -> dict[str, Any]:
    """What is never asked and goes along with the answers, as it stood when the form was drawn."""
    wanted = {one.name for one in step.fields if one.when is never}
    return {name: value for name, value in guide.defaults(step, moment).items() if name in wanted}


def _asked(step: Step, raw: Mapping[str, Any], moment: Moment) -> Iterator[Field]:
    answers: dict[str, Any] = {}
    here = replace(moment, answers=answers)  # sees each answer as soon as it is taken
    for one in step.fields:
        if not one.applies(here):
            continue
        yield one
        try:
            value = take(one, raw.get(one.name), here)
        except BadValue:
            value = None
        if not is_empty(value):
            answers[one.name] = value
