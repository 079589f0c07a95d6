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


_CLERKS, _MANAGERS, _HEAD_OFFICE = (frozenset((role,)) for role in (CLERK, MANAGER, HEAD_OFFICE))
_BRANCH, _APPROVERS, _EVERYBODY = _CLERKS | _MANAGERS, _MANAGERS | _HEAD_OFFICE, frozenset(ROLES)

#: What the desk does besides the steps of a case, in words.
DEEDS = {
    "people": N_("Add and change people, and give new PINs"),
    "branch": N_("Change the facts of the branch and when the desk locks"),
    "policy": N_("Change the policy: times, opening hours, holidays"),
    "mandates": N_("Write, sign and take back standing mandates"),
    "logo": N_("Choose the logo on the papers"),
    "seal": N_("Make the store's seal or switch it off"),
    "backup": N_("Write a backup of the whole desk"),
    "export": N_("Take lists and the figures of a month out as spreadsheets"),
    "erase": N_("Erase the personal text of a closed case"),
}

#: Who may take each step, and below it each deed; consulting also asks approves_as() at the moment of the step.
MAY: dict[str, frozenset[str]] = {
    "receive": _BRANCH,
    "understand": _BRANCH,
    "propose": _BRANCH,
    "approve": _EVERYBODY,
    "return": _EVERYBODY,
    "head_office_answer": _BRANCH,
    "countersign": _HEAD_OFFICE,
    "disown": _HEAD_OFFICE,
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
    "note": _EVERYBODY,
    "correct": _BRANCH,
    "pause": _BRANCH,
    "call_manager": _CLERKS,
    "thank": _MANAGERS,
    "withdraw": _BRANCH,
    "unreachable": _BRANCH,
    "not_complaint": _BRANCH,
    "decide": _MANAGERS,
    "merge": _BRANCH,
    "reopen": _BRANCH,
    "issue_paper": _EVERYBODY,
    "attach": _EVERYBODY,
    "import": _MANAGERS,
    "improve": _EVERYBODY,
    "improved": _EVERYBODY,
    "need_seen": _APPROVERS,
    "escalate": _BRANCH,
    "reassign": _MANAGERS,
    "take_in": _BRANCH,
    # the deeds
    "people": _MANAGERS,
    "branch": _MANAGERS,
    "policy": _MANAGERS,
    "mandates": _APPROVERS,
    "logo": _MANAGERS,
    "seal": _MANAGERS,
    "backup": _MANAGERS,
    "export": _APPROVERS,
    "erase": _APPROVERS,
}

#: Steps that stand for somebody's word: whoever takes one gives their PIN again.
ASKS_PIN = frozenset(("approve", "head_office_answer", "countersign", "decide"))


def may(person: Person, what: str) -> bool:
    """Whether the person's role allows the step, or the deed, at all."""
    return person.active and person.role in MAY.get(what, frozenset())
