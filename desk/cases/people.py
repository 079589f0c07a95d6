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

#: Who may take each step, and below it each deed; consulting also asks approves_as() at the moment of the step.
MAY: dict[str, frozenset[str]] = {
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
    "import": frozenset((MANAGER,)),
    "improve": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "improved": frozenset((CLERK, MANAGER, HEAD_OFFICE)),
    "need_seen": frozenset((MANAGER, HEAD_OFFICE)),
    "escalate": _BRANCH,
    "reassign": frozenset((MANAGER,)),
    "take_in": _BRANCH,
}

#: What the desk does besides the steps of a case, in words.
DEEDS = {
    "people": N_("Add and change people, and give new PINs"),
    "branch": N_("Change the facts of the branch and when the desk locks"),
    "policy": N_("Change the policy: times, opening hours, holidays"),
    "mandates": N_("Write, sign and take back standing mandates"),
    "logo": N_("Choose the logo on the papers"),
    "seal": N_("Make the store's seal or switch it off"),
    "backup": N_("Write a backup of the whole desk"),
    "export": N_("Take lists and reports out as files"),
    "erase": N_("Erase the personal text of a closed case"),
}

MAY |= {
    "people": frozenset((MANAGER,)),
    "branch": frozenset((MANAGER,)),
    "policy": frozenset((MANAGER,)),
    "mandates": frozenset((MANAGER, HEAD_OFFICE)),
    "logo": frozenset((MANAGER,)),
    "seal": frozenset((MANAGER,)),
    "backup": frozenset((MANAGER,)),
    "export": frozenset((MANAGER, HEAD_OFFICE)),
    "erase": frozenset((MANAGER, HEAD_OFFICE)),
}

#: Steps that stand for somebody's word: whoever takes one gives their PIN again.
ASKS_PIN = frozenset(("approve", "head_office_answer", "countersign", "decide"))


def may(person: Person, what: str) -> bool:
    """Whether the person's role allows the step, or the deed, at all."""
    return person.active and person.role in MAY.get(what, frozenset())
