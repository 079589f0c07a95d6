"""Whether somebody's role allows what they want to change beside the cases; the steps of a case ask the guide."""

from __future__ import annotations

from desk.cases.people import DEEDS, ROLES, Person, may
from desk.i18n import N_, Words

from .problems import StoreProblem


def need(by: Person | None, deed: str) -> None:
    """StoreProblem unless it is theirs to do. Nobody (None) asks only where nobody is signed in: at the first start."""
    if by is not None and not may(by, deed):
        text = N_("“{deed}” is not for the role {role}. Nothing was changed; please ask a manager.")
        role = Words(ROLES[by.role]) if by.role in ROLES else by.role
        raise StoreProblem(Words(text, {"deed": Words(DEEDS[deed]), "role": role}))
