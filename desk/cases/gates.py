"""What must hold of the case before a step can be taken; each gate names its rule and says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desk.i18n import N_, Words

from . import clocks, consult
from .consult import consulted
from .moment import Moment, Problem
from .people import HEAD_OFFICE, MANAGER, ROLES, may

Gate = Callable[[Moment], Iterator[Problem]]

#: The rules each gate may refuse by, as the gate itself declares them.
RULES_OF: dict[Gate, tuple[str, ...]] = {}


def keeps(*rules: str) -> Callable[[Gate], Gate]:
    """Declare which rules a gate keeps, so that the vocabulary and the tests can look them up."""

    def declare(gate: Gate) -> Gate:
        RULES_OF[gate] = rules
        return gate

    return declare


def no(rule: str, text: str, field: str = "", **values: object) -> Problem:
    """A refusal by a rule, in words, with the field to go to."""
    return Problem(rule, Words(text, values), field)


def role(moment: Moment, step: str) -> Iterator[Problem]:
    """Whether this person may take the step at all."""
    if not may(moment.person, step):
        yield no(
            "role",
            N_("{name} cannot take this step in the role {role}."),
            name=moment.person.name,
            role=Words(ROLES.get(moment.person.role, moment.person.role)),
        )


@keeps("order")
def is_new(moment: Moment) -> Iterator[Problem]:
    if moment.case.state != "new":
        yield no("order", N_("This complaint is already recorded."))


@keeps("hear-out")
def is_known(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "new":
        yield no("hear-out", N_("First hear the customer out and record the complaint."))


@keeps("hear-out", "order")
def is_open(moment: Moment) -> Iterator[Problem]:
    yield from is_known(moment)
    if moment.case.state == "closed":
        yield no("order", N_("This case is closed."))


@keeps("hear-out", "order")
def before_talk(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.step not in ("understand", "consult"):
        yield no("order", N_("The plan is already with the customer. A change comes from the talk or the follow-up."))


@keeps("hear-out", "restate", "order")
def is_understood(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.understood < moment.case.round:
        yield no("restate", N_("First say it back: the customer confirms the summary before a solution is proposed."))


@keeps("order")
def not_agreed_yet(moment: Moment) -> Iterator[Problem]:
    if moment.case.is_agreed:
        yield no("order", N_("There is an agreement. Change it with the customer's consent instead."))


def has_proposal(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.proposal is None or moment.case.step != "consult":
        yield no("consult-first", N_("There is no proposal waiting for an answer."))


@keeps("consult-first", "hear-out", "order")
def may_approve(moment: Moment) -> Iterator[Problem]:
    """An approver by role or dated stand-in, who neither handled nor proposed."""
    yield from has_proposal(moment)
    if not moment.person.approves_as(moment.now):
        yield no("consult-first", N_("Only the manager, a stand-in for these days or head office can approve."))
    elif moment.person.id in moment.case.handlers:
        yield no(
            "consult-first",
            N_("{name} has handled this case. Another manager or a stand-in must approve it."),
            name=moment.person.name,
        )
    elif moment.person.approves_as(moment.now) not in consult.missing(moment.case):
        yield no("order", N_("This approval is already there."))


@keeps("consult-first", "hear-out", "order")
def may_return(moment: Moment) -> Iterator[Problem]:
    yield from has_proposal(moment)
    if not moment.person.approves_as(moment.now):
        yield no(
            "consult-first", N_("Only the manager, a stand-in for these days or head office can answer a proposal.")
        )


@keeps("consult-first", "hear-out", "order")
def may_note_head_office(moment: Moment) -> Iterator[Problem]:
    """The manager at this desk notes what head office said by telephone."""
    yield from has_proposal(moment)
    if moment.person.approves_as(moment.now) != "manager":
        yield no("consult-first", N_("Head office's answer by telephone is noted by the manager, with their own PIN."))
    elif moment.person.id in moment.case.handlers:
        yield no(
            "consult-first",
            N_("{name} has handled this case. Somebody else must note head office's answer."),
            name=moment.person.name,
        )
    elif HEAD_OFFICE not in consult.missing(moment.case):
        yield no("order", N_("Head office has already answered."))


@keeps("order")
def by_telephone(moment: Moment) -> Iterator[Problem]:
    if not consult.to_countersign(moment.case):
        yield no("order", N_("There is no telephone answer to countersign."))


@keeps("consult-first", "hear-out", "order")
def is_consulted(moment: Moment) -> Iterator[Problem]:
    """The two-level gate: nothing for the customer before one proposal has both approvals."""
    yield from is_open(moment)
    if moment.case.state != "open" or consulted(moment.case, moment.person.id):
        return
    if consulted(moment.case):
        yield no(
            "consult-first",
            N_("{name} approved this proposal. A colleague who did not must talk with the customer."),
            name=moment.person.name,
        )
    elif moment.case.proposal is None:
        yield no(
            "consult-first", N_("Nothing can be offered yet: first propose one solution to manager and head office.")
        )
    else:
        waits = [Words(ROLES[r]) for r in consult.missing(moment.case)]
        if len(waits) > 1:
            yield no("consult-first", N_("Nothing can be offered yet: the proposal waits for manager and head office."))
        else:
            yield no("consult-first", N_("Nothing can be offered yet: the proposal waits for: {who}."), who=waits[0])


@keeps("consult-first")
def is_no_approver(moment: Moment) -> Iterator[Problem]:
    """Who approved a proposal does not handle it afterwards."""
    if moment.person.id in consult.approvers(moment.case):
        yield no(
            "consult-first",
            N_("{name} approved this proposal. A colleague who did not must make the change."),
            name=moment.person.name,
        )


@keeps("order")
def plan_is_fresh(moment: Moment) -> Iterator[Problem]:
    if moment.case.is_agreed:
        yield no("order", N_("The plan is agreed already."))


@keeps("talk-well")
def has_appointment(moment: Moment) -> Iterator[Problem]:
    if consulted(moment.case) and moment.case.appointment_at is None and not moment.case.proposal.mandate:  # type: ignore[union-attr]
        yield no("talk-well", N_("First make an appointment with the customer. It may be now, at the counter."))


@keeps("keep-agreement")
def has_agreed(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "open" and (moment.case.talk is None or moment.case.talk.answer != "agrees"):
        yield no("keep-agreement", N_("The customer has not agreed to the plan yet."))


def has_agreement(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and not moment.case.is_agreed:
        yield no("keep-agreement", N_("There is no agreement to work on."))


@keeps("keep-agreement", "hear-out", "order")
def is_unsigned(moment: Moment) -> Iterator[Problem]:
    yield from has_agreement(moment)
    if moment.case.agreement is not None and moment.case.is_agreed and moment.case.agreement.signed_at is not None:
        yield no("order", N_("This version is already signed."))


@keeps("keep-agreement", "hear-out", "order")
def has_open_promise(moment: Moment) -> Iterator[Problem]:
    yield from has_agreement(moment)
    if moment.case.is_agreed and not moment.case.open_commitments:
        yield no("order", N_("Every promise is already kept."))


@keeps("keep-agreement", "hear-out", "order")
def all_delivered(moment: Moment) -> Iterator[Problem]:
    """No promise may be open, and the agreement must be signed."""
    yield from is_open(moment)
    if moment.case.state != "open":
        return
    if moment.case.agreement is None or not moment.case.is_agreed:
        yield no("keep-agreement", N_("There is no agreement that was carried out."))
        return
    if moment.case.agreement.signed_at is None:
        yield no("keep-agreement", N_("The agreement is not signed yet."))
    for key, promise in moment.case.open_commitments.items():
        yield no(
            "keep-agreement",
            N_("Promise {key} is still open: {what} ({owner}, {due})."),
            key=key,
            what=promise.what,
            owner=promise.owner_name,
            due=promise.due,
        )


@keeps("follow-up")
def is_satisfied(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "open" and not moment.case.satisfied:
        yield no("follow-up", N_("The customer has not said yet that it is resolved. Ask them first."))


@keeps("keep-agreement", "hear-out", "order")
def may_follow_up(moment: Moment) -> Iterator[Problem]:
    """After every delivery, and again at each later contact of the schedule, which outlives the closing."""
    if moment.case.state != "new" and clocks.follow_up(moment.case) == "follow-steps":
        return
    yield from all_delivered(moment)
    if moment.case.satisfied:
        yield no("order", N_("The customer has already said that it is resolved."))


@keeps("hear-out", "own-it", "order")
def is_mine(moment: Moment) -> Iterator[Problem]:
    """Only the giver offers a hand-over, and only one at a time."""
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.owner != moment.person.id and moment.person.role != "manager":
        yield no("own-it", N_("The case is with {name}, who alone can hand it over."), name=moment.case.owner_name)
    if moment.case.hand_over is not None:
        yield no("own-it", N_("The case is already offered to {name}."), name=moment.case.hand_over.to_name)


@keeps("hear-out", "own-it", "order")
def offered_by_me(moment: Moment) -> Iterator[Problem]:
    """The giver takes an offer back, or a manager when the giver is not there."""
    yield from is_open(moment)
    offer, owner = moment.case.hand_over, moment.case.owner
    if offer is None and owner != moment.person.id:
        text = N_("{name} has this case now: there is no hand-over to take back. {name} can hand it over again.")
        yield no("own-it", text, name=moment.name_of(owner))
    elif offer is None:
        yield no("own-it", N_("No hand-over is offered."))
    elif offer.by != moment.person.id and moment.person.role != MANAGER:
        yield no("own-it", N_("Only {name} or a manager can take the hand-over back."), name=moment.name_of(offer.by))


@keeps("consult-first")
def stays_an_approver(moment: Moment) -> Iterator[Problem]:
    """Who approved the plan does not become the one who handles it."""
    if moment.case.state == "open" and moment.person.id in consult.approvers(moment.case):
        yield no(
            "consult-first", N_("{name} approved this proposal and cannot handle it too."), name=moment.person.name
        )


@keeps("hear-out", "own-it", "order")
def offered_to_me(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    offer = moment.case.hand_over
    if offer is None or offer.to != moment.person.id:
        yield no("own-it", N_("Nothing was offered to {name}."), name=moment.person.name)


ATTEMPTS, ON_DAYS = 3, 2


@keeps("three-attempts")
def was_tried(moment: Moment) -> Iterator[Problem]:
    """Three attempts on at least two days before a customer counts as not reached (standards, section 7)."""
    attempts = moment.case.attempts.values()
    days = {at.astimezone(moment.branch.tz).date() for at in attempts}
    if len(attempts) < ATTEMPTS or len(days) < ON_DAYS:
        text = N_("Three attempts on at least two days come first. Attempts so far: {count}, days: {days}.")
        yield no("three-attempts", text, count=len(attempts), days=len(days))


@keeps("keep-agreement")
def nothing_promised(moment: Moment) -> Iterator[Problem]:
    """No end of a case may leave a promise behind."""
    if moment.case.state == "open" and moment.case.open_commitments:
        yield no(
            "keep-agreement", N_("A promise to the customer is still open. Keep it, or change the agreement first.")
        )


@keeps("order")
def not_answered(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "open" and (moment.case.is_agreed or consulted(moment.case)):
        yield no("order", N_("We have already answered this as a complaint."))


@keeps("offer-alternative")
def was_declined(moment: Moment) -> Iterator[Problem]:
    """Only a customer who declined our offer gets a decision letter."""
    if moment.case.state == "open" and not moment.case.declined:
        yield no("offer-alternative", N_("First make an offer; this end is for a customer who has declined it."))


@keeps("order", "hear-out")
def is_closed(moment: Moment) -> Iterator[Problem]:
    yield from is_known(moment)
    if moment.case.state == "open":
        yield no("order", N_("This case is open."))
    if moment.case.outcome == "merged":
        yield no("order", N_("This case goes on under the number {number}."), number=moment.case.merged_into)


@keeps("order")
def not_called(moment: Moment) -> Iterator[Problem]:
    if moment.case.manager_called_at is not None:
        yield no("order", N_("The manager has already been called."))


@keeps("order")
def deserves_thanks(moment: Moment) -> Iterator[Problem]:
    if moment.case.thanked_at is not None:
        yield no("order", N_("The colleague was already thanked."))
    elif moment.case.mood != "abusive" and moment.case.manager_called_at is None:
        yield no("order", N_("This is for colleagues who stayed calm in a hard case."))


BEFORE: dict[str, tuple[Gate, ...]] = {
    "receive": (is_new,),
    "understand": (before_talk,),
    "propose": (is_understood, not_agreed_yet),
    "approve": (may_approve,),
    "return": (may_return,),
    "head_office_answer": (may_note_head_office,),
    "countersign": (is_known, by_telephone),
    "appoint": (is_consulted, plan_is_fresh),
    "talk": (is_consulted, has_appointment, plan_is_fresh),
    "agree": (is_consulted, has_agreed, plan_is_fresh),
    "sign": (is_unsigned,),
    "amend": (has_open_promise, is_no_approver),
    "deliver": (has_open_promise,),
    "follow_up": (may_follow_up,),
    "close": (all_delivered, is_satisfied),
    "offer_hand_over": (is_mine,),
    "accept_hand_over": (offered_to_me, stays_an_approver),
    "take_back_hand_over": (offered_by_me,),
    "disown": (is_known, by_telephone),
    "decline_hand_over": (offered_to_me,),
    "attempt": (is_open,),
    "note": (is_known,),
    "correct": (is_open,),
    "issue_paper": (is_known,),
    "attach": (is_known,),
    "pause": (is_open,),
    "call_manager": (is_open, not_called),
    "thank": (is_known, deserves_thanks),
    "withdraw": (is_open, nothing_promised),
    "unreachable": (is_open, was_tried, nothing_promised),
    "not_complaint": (is_open, not_answered),
    "decide": (is_open, was_declined, nothing_promised),
    "merge": (is_open, nothing_promised),
    "reopen": (is_closed,),
    "import": (is_new,),
}
