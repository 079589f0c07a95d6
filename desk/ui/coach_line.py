"""One line of the coach where there is no room for its pane: in a dialog that records a step by itself."""

from __future__ import annotations

from desk.cases.case import Case
from desk.cases.coach import KNOW, coach

from .desk import Desk
from .labels import Label


def tip_of(step: str, kind: str = KNOW) -> str:
    """The words of the coach's first tip of a kind for a step that is taken in a dialog."""
    return next(tip.text for tip in coach(Case(""), step, {}) if tip.kind == kind)


def coach_line(desk: Desk, step: str) -> Label:
    """The tip as a quiet line."""
    return Label(desk.say(tip_of(step)), wrap=True, size=9, tone="muted")
