"""How a practised case went: each standard that came up, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from . import checks, clocks, guide
from .case import Case
from .standards import RULES
from .steps import STEPS

#: A step that was recorded, with the rules that doubted it.
Done = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Mark:
    """One standard in a practised case: how often the desk had to stop the person, doubts that stayed, and time."""

    rule: str
    refused: int = 0
    doubted: int = 0
    late: bool = False

    @property
    def is_kept(self) -> bool:
        return not (self.refused or self.doubted or self.late)


@dataclass(frozen=True)
class Score:
    """The marks of a practised case, what went wrong first."""

    marks: tuple[Mark, ...]

    @property
    def kept(self) -> int:
        return sum(mark.is_kept for mark in self.marks)

    @property
    def share(self) -> float | None:
        """The part of the standards that was kept, 0 to 1; None where none came up."""
        return self.kept / len(self.marks) if self.marks else None


def score(case: Case, done: Iterable[Done], refusals: Mapping[str, int], now: datetime) -> Score:
    """The score of a case as it stands.

    `done`: the steps the person recorded; `refusals`: how often each rule stopped them. A standard counts when one
    of those steps could have broken it, or when it did stop them.
    """
    done = tuple(done)
    doubts = [rule for _, rules in done for rule in rules]
    ticking = tuple(clocks.ticking(case))
    late = {t.rule for t in ticking if t.clock.state(now) == "late"}
    came_up = {rule for step, _ in done for rule in _of(step)} | {t.rule for t in ticking} | {*refusals, *doubts}
    marks = [
        Mark(rule, refusals.get(rule, 0), doubts.count(rule), rule in late) for rule in RULES if rule in came_up
    ]
    return Score(tuple(sorted(marks, key=lambda mark: mark.is_kept)))


def _of(step: str) -> set[str]:
    """The standards that a step can break: its gates, and the checks on its answers."""
    return guide.may_refuse(STEPS[step]) | checks.may_doubt(step)
