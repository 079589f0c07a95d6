"""What must hold before the shop records something about itself, and of what it then says."""

from __future__ import annotations

from collections.abc import Iterator

from desk.i18n import N_, Words

from . import clocks, consult
from .answer_gates import somebody_else
from .clock import Clock
from .gates import Gate, has_proposal, is_known, is_open, keeps, no
from .moment import Moment, Problem
from .people import ROLES
from .values import moment_of


@keeps("order", "hear-out")
def has_improvement(moment: Moment) -> Iterator[Problem]:
    yield from is_known(moment)
    if moment.case.state != "new" and not moment.case.open_improvements:
        yield no("order", N_("No change is open in this case."))


@keeps("order", "hear-out")
def has_need(moment: Moment) -> Iterator[Problem]:
    yield from is_known(moment)
    if moment.case.state != "new" and not moment.case.open_needs:
        yield no("order", N_("No further wish of the customer waits for an answer."))


@keeps("order", "hear-out", "consult-first")
def answer_is_late(moment: Moment) -> Iterator[Problem]:
    """Passed up is only what is late; until then those who were asked have their time."""
    yield from has_proposal(moment)
    clock = answer_clock(moment)
    if moment.case.proposal is None or clock is None:
        return
    if moment.now <= clock.due:
        yield no("order", N_("The answer is not late yet: it was promised by {when}."), when=clock.due)


def answer_clock(moment: Moment) -> Clock | None:
    """The clock on the answer that the customer was promised."""
    kept = clocks.newest(moment.case, "tell-process")
    return moment.case.clocks[kept] if kept else None


@keeps("own-it", "hear-out", "order")
def is_nobodys(moment: Moment) -> Iterator[Problem]:
    """Who is here hands a case over and is asked; only for somebody who left the manager decides."""
    yield from is_open(moment)
    owner = moment.people.get(moment.case.owner)
    if moment.case.state == "open" and owner is not None and owner.active:
        yield no("own-it", N_("{name} works here and has the case. Offer a hand-over instead."), name=owner.name)


@keeps("consult-first")
def can_answer(moment: Moment) -> Iterator[Problem]:
    to = moment.answers.get("to")
    if to and to not in consult.may_answer(moment):
        roles = [Words(ROLES[role]) for role in consult.missing(moment.case)]
        text = N_("{name} cannot answer this proposal. It waits for: {who}.")
        yield no("consult-first", text, "to", name=moment.name_of(to), who=tuple(roles))


@keeps("tell-process")
def answer_still_to_come(moment: Moment) -> Iterator[Problem]:
    at = moment.answers.get("expected_answer_at")
    if at and moment_of(at) <= moment.now:
        text = N_("The answer must be promised for a time that is still to come.")
        yield no("tell-process", text, "expected_answer_at")


@keeps("improve")
def improved_in_time(moment: Moment) -> Iterator[Problem]:
    due = moment.answers.get("due")
    if due and moment_of(due) <= moment.now:
        yield no("improve", N_("The change must be due later than now."), "due")


@keeps("order")
def still_open(moment: Moment) -> Iterator[Problem]:
    key = moment.answers.get("improvement")
    if key and key not in moment.case.open_improvements:
        yield no("order", N_("This change is already done."), "improvement")


@keeps("order")
def another_number(moment: Moment) -> Iterator[Problem]:
    """Only a case that was merged into this one, and only once."""
    number = moment.answers.get("number")
    other = moment.find(number) if number else None
    if number and (other is None or other.merged_into != moment.case.number):
        yield no("order", N_("Case {number} was not merged into this one."), "number", number=number)
    elif other is not None and other.number in moment.case.duplicates:
        yield no("order", N_("Case {number} has joined this one already."), "number", number=other.number)


BEFORE: dict[str, tuple[Gate, ...]] = {
    "improve": (is_known,),
    "improved": (has_improvement,),
    "need_seen": (has_need,),
    "escalate": (answer_is_late,),
    "reassign": (is_nobodys,),
    "take_in": (is_known,),
}

AFTER: dict[str, tuple[Gate, ...]] = {
    "improve": (improved_in_time,),
    "improved": (still_open,),
    "escalate": (can_answer, answer_still_to_come),
    "reassign": (somebody_else,),
    "take_in": (another_number,),
}
