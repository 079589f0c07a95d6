"""The two-level consult gate: one proposal, approved by manager and head office, never by who handled it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .case import Approval, Case, Remedy
from .moment import Moment
from .people import HEAD_OFFICE, MANAGER

BOTH = (MANAGER, HEAD_OFFICE)


def standing(case: Case, handler: str = "") -> dict[str, Approval]:
    """The approvals that count: of the newest proposal, and by nobody who handled the case.

    `handler` is somebody about to handle it: their own approval would no longer count.
    """
    if case.proposal is None:
        return {}
    handlers = {*case.handlers, handler}
    return {
        role: given
        for role, given in case.approvals.items()
        if given.digest == case.proposal.digest and given.by not in handlers
    }


def consulted(case: Case, handler: str = "") -> bool:
    """Whether one and the same proposal has both approvals, or lies inside a standing mandate."""
    if case.proposal is None:
        return False
    return bool(case.proposal.mandate) or all(role in standing(case, handler) for role in BOTH)


def missing(case: Case, handler: str = "") -> tuple[str, ...]:
    """Whose approval the newest proposal still waits for."""
    if case.proposal is None or case.proposal.mandate:
        return ()
    return tuple(role for role in BOTH if role not in standing(case, handler))


def mandate_for(moment: Moment, remedies: tuple[Remedy, ...], gesture: int, today: date) -> str:
    """The name of a standing mandate that covers the whole proposal, or none (empty)."""
    for mandate in moment.policy.mandates:
        if mandate.covers(moment.case, remedies, gesture, moment.person.role, today):
            return mandate.name
    return ""


def remedies_of(answers: Mapping[str, object]) -> tuple[Remedy, ...]:
    """The remedies as a proposal's answers give them."""
    rows = answers.get("remedies") or ()
    return tuple(Remedy(r["kind"], r["what"], r.get("amount", 0)) for r in rows)  # type: ignore[attr-defined]


def allowed_amounts(case: Case) -> dict[str, int]:
    """What the approved proposal lets the store promise: the whole amount by kind of remedy."""
    amounts: dict[str, int] = {}
    if case.proposal:
        for remedy in case.proposal.remedies:
            amounts[remedy.kind] = amounts.get(remedy.kind, 0) + remedy.amount
        if case.proposal.gesture:
            amounts["gesture"] = amounts.get("gesture", 0) + case.proposal.gesture_amount
    return amounts
