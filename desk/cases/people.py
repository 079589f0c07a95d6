"""People, their roles, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.i18n import N_

CLERK, MANAGER, HEAD_OFFICE = "clerk", "manager", "head_office"

ROLES = {
    CLERK: N_("Front desk"),
    MANAGER: N_("Manager"),
    HEAD_OFFICE: N_("Head office"),
}


@dataclass(frozen=True)
class Person:
    """Somebody who works at the desk. A stand-in may approve as manager between two moments."""

    id: str
    name: str
    role: str = CLERK
    active: bool = True
    stand_in_from: datetime | None = None
    stand_in_until: datetime | None = None
    language: str = ""

    def approves_as(self, now: datetime) -> str:
        """The approval this person can give now: manager, head_office or none (empty)."""
        if not self.active:
            return ""
        if self.role in (MANAGER, HEAD_OFFICE):
            return self.role
        start, end = self.stand_in_from, self.stand_in_until
        return MANAGER if start and end and start <= now < end else ""


_BRANCH = frozenset((CLERK, MANAGER))

#: Who may take each step; the consulting steps also ask approves_as() at the moment they are taken.
MAY = {
    "receive": _BRANCH,
    "understand": _BRANCH,
    "propose": _BRANCH,
    "approve": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "return": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "head_office_answer": frozenset((CLERK, MANAGER)),
    "countersign": frozenset((HEAD_OFFICE,)),
    "disown": frozenset((HEAD_OFFICE,)),
    "appoint": _BRANCH,
    "talk": _BRANCH,
    "agree": _BRANCH,
    "sign": _BRANCH,
    "amend": _BRANCH,
    "deliver": _BRANCH,
    "follow_up": _BRANCH,
    "close": _BRANCH,
    "offer_hand_over": _BRANCH,
    "accept_hand_over": _BRANCH,
    "decline_hand_over": _BRANCH,
    "take_back_hand_over": _BRANCH,
    "attempt": _BRANCH,
    "note": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "correct": _BRANCH,
    "pause": _BRANCH,
    "call_manager": frozenset((CLERK,)),
    "thank": frozenset((MANAGER,)),
    "withdraw": _BRANCH,
    "unreachable": _BRANCH,
    "not_complaint": _BRANCH,
    "decide": frozenset((MANAGER,)),
    "merge": _BRANCH,
    "reopen": _BRANCH,
    "issue_paper": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "attach": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
}


def may(person: Person, step: str) -> bool:
    """Whether the person's role allows the step at all."""
    return person.active and person.role in MAY.get(step, frozenset())
