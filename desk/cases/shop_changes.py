"""What the shop's own entries do to a case: corrective actions, needs, answers passed up, a new owner, a duplicate."""

from __future__ import annotations

from collections.abc import Callable

from . import consult
from .effects import Changes, start
from .moment import Moment
from .records import Escalation, Improvement
from .values import moment_of


def improve(moment: Moment) -> Changes:
    answers = moment.answers
    begun = Improvement(
        answers["change"], answers["owner"], moment.name_of(answers["owner"]), moment.now, moment_of(answers["due"])
    )
    return {f"improvements/{len(moment.case.improvements) + 1}": begun}


def improved(moment: Moment) -> Changes:
    path = f"improvements/{moment.answers['improvement']}"
    return {f"{path}/done_at": moment.now, f"{path}/evidence": moment.answers["evidence"]}


def need_seen(moment: Moment) -> Changes:
    """One answer is for every wish that waits: they are read together."""
    said = {"seen_at": moment.now, "words": moment.answers["words"]}
    return {f"needs/{key}/{name}": value for key in moment.case.open_needs for name, value in said.items()}


def escalate(moment: Moment) -> Changes:
    """The late clock stays late; the new time that the customer was told gets a clock of its own."""
    to = moment.answers["to"]
    assert moment.case.proposal is not None  # the gate has seen to it
    role = moment.people[to].approves_as(moment.now)
    passed = Escalation(moment.case.proposal.digest, role, to, moment.name_of(to), moment.person.name, moment.now)
    expected = moment_of(moment.answers["expected_answer_at"])
    return {
        "escalation": passed,
        "proposal": consult.expected_by(moment.case.proposal, expected),
        **start(moment, "tell-process", expected),
    }


def reassign(moment: Moment) -> Changes:
    """The case is somebody's at once: who left cannot be asked to keep it until it is accepted."""
    to = moment.answers["to"]
    handlers = moment.case.handlers if to in moment.case.handlers else (*moment.case.handlers, to)
    return {"owner": to, "owner_name": moment.name_of(to), "hand_over": None, "handlers": list(handlers)}


def take_in(moment: Moment) -> Changes:
    other = moment.find(moment.answers["number"])
    assert other is not None  # the gate has seen to it
    return {"duplicates": [*moment.case.duplicates, other.number]}


SHOP: dict[str, Callable[[Moment], Changes]] = {
    "improve": improve,
    "improved": improved,
    "need_seen": need_seen,
    "escalate": escalate,
    "reassign": reassign,
    "take_in": take_in,
}
