"""The two-level consult gate: one proposal, approved by manager and head office, never by who handled it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .case import Approval, Case, Proposal, Remedy
from .people import HEAD_OFFICE, MANAGER

if TYPE_CHECKING:
    from .moment import Moment

BOTH = (MANAGER, HEAD_OFFICE)

#: Remedies that are nothing without an amount.
IN_MONEY = frozenset(("refund", "store_credit"))


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
        if given.digest == case.proposal.digest and given.by not in handlers and not given.disowned
    }


def approvers(case: Case) -> set[str]:
    """Everybody whose yes stands on the newest proposal, whatever they did afterwards."""
    digest = case.proposal.digest if case.proposal else ""
    return {given.by for given in case.approvals.values() if given.digest == digest}


def to_countersign(case: Case) -> list[str]:
    """The proposals, by digest and oldest first, whose telephone answer head office has not yet signed."""
    waiting = [(a.at, d) for d, a in case.telephone_answers.items() if not a.countersigned_by and not a.disowned]
    return [digest for _, digest in sorted(waiting)]


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


def may_answer(moment: Moment) -> dict[str, str]:
    """Who could give a missing approval now, by id, and as what: the manager, stand-ins of these days, head office."""
    wanted = missing(moment.case)
    able = {id_: person.approves_as(moment.now) for id_, person in moment.people.items()}
    return {id_: role for id_, role in able.items() if role in wanted and id_ not in moment.case.handlers}


def expected_by(proposal: Proposal, when: datetime) -> Proposal:
    """The same proposal, its digest too, with another time for the answer."""
    return replace(proposal, expected_answer_at=when)


def gesture_of(answers: Mapping[str, Any]) -> int | None:
    """The gesture's amount: 0 without a gesture, None for a gesture whose worth nobody gave."""
    return answers.get("gesture_amount") if answers.get("gesture") else 0


def remedies_of(answers: Mapping[str, Any]) -> tuple[Remedy, ...]:
    """The remedies as a proposal's answers give them."""
    rows = answers.get("remedies") or ()
    return tuple(Remedy(r["kind"], r["what"], r.get("amount", 0), r.get("tax", 0)) for r in rows)


def allowed_amounts(case: Case) -> dict[str, int]:
    """What the approved proposal lets the store promise: the whole amount by kind of remedy."""
    amounts: dict[str, int] = {}
    if case.proposal:
        for remedy in case.proposal.remedies:
            amounts[remedy.kind] = amounts.get(remedy.kind, 0) + remedy.amount
        if case.proposal.gesture:
            amounts["gesture"] = amounts.get("gesture", 0) + case.proposal.gesture_amount
    return amounts
