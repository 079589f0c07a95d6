"""What must hold before a step can be recorded; each gate names its rule and says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desk.i18n import N_, Words

from . import consult
from .consult import consulted
from .fields import is_empty
from .moment import Moment, Problem
from .people import HEAD_OFFICE, ROLES, may
from .values import moment as parse

Gate = Callable[[Moment], Iterator[Problem]]


def _no(rule: str, text: str, field: str = "", **values: object) -> Problem:
    return Problem(rule, Words(text, values), field)


# Before the step: gates on the case ------------------------------------------------------------------------------


def role(moment: Moment, step: str) -> Iterator[Problem]:
    """Whether this person may take the step at all."""
    if not may(moment.person, step):
        yield _no("role", N_("{name} cannot take this step in the role {role}."), name=moment.person.name,
                  role=Words(ROLES.get(moment.person.role, moment.person.role)))


def is_new(moment: Moment) -> Iterator[Problem]:
    if moment.case.state != "new":
        yield _no("order", N_("This complaint is already recorded."))


def is_known(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "new":
        yield _no("hear-out", N_("First hear the customer out and record the complaint."))


def is_open(moment: Moment) -> Iterator[Problem]:
    yield from is_known(moment)
    if moment.case.state == "closed":
        yield _no("order", N_("This case is closed."))


def before_talk(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.step not in ("understand", "consult"):
        yield _no("order", N_("The plan is already with the customer. A change comes from the talk or the follow-up."))


def is_understood(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.understood < moment.case.round:
        yield _no("restate", N_("First say it back: the customer confirms the summary before a solution is proposed."))


def not_agreed_yet(moment: Moment) -> Iterator[Problem]:
    if moment.case.is_agreed:
        yield _no("order", N_("There is an agreement. Change it with the customer's consent instead."))


def has_proposal(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.proposal is None or moment.case.step != "consult":
        yield _no("consult-first", N_("There is no proposal waiting for an answer."))


def may_approve(moment: Moment) -> Iterator[Problem]:
    """An approver by role or dated stand-in, who neither handled nor proposed."""
    yield from has_proposal(moment)
    if not moment.person.approves_as(moment.now):
        yield _no("consult-first", N_("Only the manager, a stand-in for these days or head office can approve."))
    elif moment.person.id in moment.case.handlers:
        yield _no("consult-first", N_("{name} has handled this case. Somebody else must approve it."),
                  name=moment.person.name)
    elif moment.person.approves_as(moment.now) not in consult.missing(moment.case):
        yield _no("order", N_("This approval is already there."))


def may_return(moment: Moment) -> Iterator[Problem]:
    yield from has_proposal(moment)
    if not moment.person.approves_as(moment.now):
        yield _no("consult-first", N_("Only the manager, a stand-in for these days or head office can answer a proposal."))


def may_note_head_office(moment: Moment) -> Iterator[Problem]:
    """The manager at this desk notes what head office said by telephone."""
    yield from has_proposal(moment)
    if moment.person.approves_as(moment.now) != "manager":
        yield _no("consult-first", N_("Head office's answer by telephone is noted by the manager, with their own PIN."))
    elif moment.person.id in moment.case.handlers:
        yield _no("consult-first", N_("{name} has handled this case. Somebody else must note head office's answer."),
                  name=moment.person.name)
    elif HEAD_OFFICE not in consult.missing(moment.case):
        yield _no("order", N_("Head office has already answered."))


def by_telephone(moment: Moment) -> Iterator[Problem]:
    given = moment.case.approvals.get(HEAD_OFFICE)
    if given is None or given.how != "telephone" or given.countersigned_by:
        yield _no("order", N_("There is no telephone answer to countersign."))


def is_consulted(moment: Moment) -> Iterator[Problem]:
    """The two-level gate: nothing for the customer before one proposal has both approvals."""
    yield from is_open(moment)
    if moment.case.state != "open" or consulted(moment.case, moment.person.id):
        return
    if consulted(moment.case):
        yield _no("consult-first", N_("{name} approved this proposal. A colleague who did not must talk with the customer."),
                  name=moment.person.name)
    elif moment.case.proposal is None:
        yield _no("consult-first", N_("Nothing can be offered yet: first propose one solution to manager and head office."))
    else:
        waits = [Words(ROLES[r]) for r in consult.missing(moment.case)]
        if len(waits) > 1:
            yield _no("consult-first", N_("Nothing can be offered yet: the proposal waits for manager and head office."))
        else:
            yield _no("consult-first", N_("Nothing can be offered yet: the proposal waits for: {who}."), who=waits[0])


def is_no_approver(moment: Moment) -> Iterator[Problem]:
    """Who approved a proposal does not handle it afterwards."""
    if moment.person.id in {given.by for given in consult.standing(moment.case).values()}:
        yield _no("consult-first", N_("{name} approved this proposal. A colleague who did not must make the change."),
                  name=moment.person.name)


def plan_is_fresh(moment: Moment) -> Iterator[Problem]:
    if moment.case.is_agreed:
        yield _no("order", N_("The plan is agreed already."))


def has_appointment(moment: Moment) -> Iterator[Problem]:
    if consulted(moment.case) and moment.case.appointment_at is None and not moment.case.proposal.mandate:  # type: ignore[union-attr]
        yield _no("talk-well", N_("First make an appointment with the customer. It may be now, at the counter."))


def has_agreed(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "open" and (moment.case.talk is None or moment.case.talk.answer != "agrees"):
        yield _no("keep-agreement", N_("The customer has not agreed to the plan yet."))


def has_agreement(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    if moment.case.state == "open" and not moment.case.is_agreed:
        yield _no("keep-agreement", N_("There is no agreement to work on."))


def is_unsigned(moment: Moment) -> Iterator[Problem]:
    yield from has_agreement(moment)
    if moment.case.agreement is not None and moment.case.is_agreed and moment.case.agreement.signed_at is not None:
        yield _no("order", N_("This version is already signed."))


def has_open_promise(moment: Moment) -> Iterator[Problem]:
    yield from has_agreement(moment)
    if moment.case.is_agreed and not moment.case.open_commitments:
        yield _no("order", N_("Every promise is already kept."))


def all_delivered(moment: Moment) -> Iterator[Problem]:
    """No promise may be open, and the agreement must be signed."""
    yield from is_open(moment)
    if moment.case.state != "open":
        return
    if moment.case.agreement is None or not moment.case.is_agreed:
        yield _no("keep-agreement", N_("There is no agreement that was carried out."))
        return
    if moment.case.agreement.signed_at is None:
        yield _no("keep-agreement", N_("The agreement is not signed yet."))
    for key, promise in moment.case.open_commitments.items():
        yield _no("keep-agreement", N_("Promise {key} is still open: {what} ({owner}, {due})."), key=key,
                  what=promise.what, owner=promise.owner_name, due=promise.due)


def is_satisfied(moment: Moment) -> Iterator[Problem]:
    if moment.case.state == "open" and not moment.case.satisfied:
        yield _no("follow-up", N_("The customer has not said yet that it is resolved. Ask them first."))


def not_followed_up(moment: Moment) -> Iterator[Problem]:
    if moment.case.satisfied:
        yield _no("order", N_("The customer has already said that it is resolved."))


def is_mine(moment: Moment) -> Iterator[Problem]:
    """Only the giver offers a hand-over, and only one at a time."""
    yield from is_open(moment)
    if moment.case.state == "open" and moment.case.owner != moment.person.id and moment.person.role != "manager":
        yield _no("own-it", N_("The case is with {name}, who alone can hand it over."), name=moment.case.owner_name)
    if moment.case.hand_over is not None:
        yield _no("own-it", N_("The case is already offered to {name}."), name=moment.case.hand_over.to_name)


def offered_to_me(moment: Moment) -> Iterator[Problem]:
    yield from is_open(moment)
    offer = moment.case.hand_over
    if offer is None or offer.to != moment.person.id:
        yield _no("own-it", N_("Nothing was offered to {name}."), name=moment.person.name)


# Before the record: gates on the answers -------------------------------------------------------------------------


def raised_in_the_past(moment: Moment) -> Iterator[Problem]:
    raised = moment.answers.get("raised_at")
    if raised and parse(raised) > moment.now:
        yield _no("record-24h", N_("The customer cannot have raised it in the future. Please check the date and time."),
                  "raised_at")


def a_real_effect(moment: Moment) -> Iterator[Problem]:
    effects = moment.answers.get("effects") or []
    if "none" in effects and len(effects) > 1:
        yield _no("see-their-side", N_("Either no harm, or what it did to the customer. Not both."), "effects")


def something_offered(moment: Moment) -> Iterator[Problem]:
    answers = moment.answers
    if not answers.get("remedies") and not answers.get("alternative") and not answers.get("gesture"):
        yield _no("act", N_("Say what we would do. An explanation is a remedy too."), "remedies")
    if answers.get("gesture_amount") and not answers.get("gesture"):
        yield _no("gesture-if-hurt", N_("Say what the gesture is."), "gesture")


def reachable(moment: Moment) -> Iterator[Problem]:
    """Who must wait for an answer can be reached: a telephone number, an e-mail address or an address."""
    answers, case = moment.answers, moment.case
    contact = [answers.get("telephone"), answers.get("email"), case.telephone, case.email, case.address]
    if "preferred_channel" in answers and not any(contact):
        yield _no("tell-process", N_("We promise an answer, so we need a way to reach the customer."), "telephone")
    expected = answers.get("expected_answer_at")
    if expected and parse(expected) <= moment.now:
        yield _no("tell-process", N_("The answer must be promised for a time that is still to come."), "expected_answer_at")


def answered_in_the_past(moment: Moment) -> Iterator[Problem]:
    at = moment.answers.get("answered_at")
    if at and parse(at) > moment.now:
        yield _no("consult-first", N_("Head office cannot have answered in the future."), "answered_at")
    if at and moment.case.proposal and parse(at) < moment.case.proposal.at.replace(second=0, microsecond=0):
        yield _no("consult-first", N_("Head office cannot have answered before the proposal was made."), "answered_at")


def appointment_to_come(moment: Moment) -> Iterator[Problem]:
    at = moment.answers.get("appointment_at")
    if at and parse(at) < moment.now.replace(second=0, microsecond=0):
        yield _no("talk-well", N_("The appointment must be now or later."), "appointment_at")


def real_promises(moment: Moment) -> Iterator[Problem]:
    """Each promise has an owner, a date when we are open, evidence, and a yes to "can we do it?"."""
    for number, row in enumerate(moment.answers.get("commitments") or [], 1):
        for name, text in (
            ("owner", N_("Promise {number} has no owner. Who does it?")),
            ("due", N_("Promise {number} has no date. By when?")),
            ("evidence", N_("Promise {number} says nothing that will show it is done.")),
        ):
            if is_empty(row.get(name)):
                yield _no("keep-agreement", text, "commitments", number=number)
        if not row.get("feasible"):
            yield _no("realistic-promise", N_("Promise {number}: can we do it? Ask the owner about staff, stock and authority."),
                      "commitments", number=number)
        if row.get("due"):
            yield from _real_date(moment, number, row["due"])


def _real_date(moment: Moment, number: int, text: str) -> Iterator[Problem]:
    due = parse(text)
    if due <= moment.now:
        yield _no("realistic-promise", N_("Promise {number} has a date that has already passed."), "commitments",
                  number=number)
    elif not moment.policy.is_open(due, moment.branch.tz):
        yield _no("realistic-promise", N_("Promise {number} is due when the store is closed ({due}). Choose an hour we are open."),
                  "commitments", number=number, due=due)


def only_what_was_approved(moment: Moment) -> Iterator[Problem]:
    """Promises may not go beyond the approved proposal: no other kind, no larger amount."""
    allowed = consult.allowed_amounts(moment.case)
    spent: dict[str, int] = {}
    agreement = moment.case.agreement if moment.case.is_agreed else None
    for key in agreement.commitments if agreement else ():
        c = moment.case.commitments[key]
        if c.delivered_at is not None:
            spent[c.kind] = spent.get(c.kind, 0) + c.amount
    for row in moment.answers.get("commitments") or []:
        kind = row["kind"]
        if kind not in allowed:
            yield _no("consult-first", N_("“{what}” was not in the approved proposal. Propose it first."), "commitments",
                      what=row["what"])
            continue
        spent[kind] = spent.get(kind, 0) + row.get("amount", 0)
        if spent[kind] > allowed[kind]:
            yield _no("consult-first", N_("“{what}” is more than the approved {amount}. Propose it first."), "commitments",
                      what=row["what"], amount=moment.money(allowed[kind]))


def another_language(moment: Moment) -> Iterator[Problem]:
    if moment.answers.get("second_language") and moment.answers["second_language"] == moment.answers.get("language"):
        yield _no("bad-value", N_("The second language is the same as the first."), "second_language")


def delivered_in_the_past(moment: Moment) -> Iterator[Problem]:
    promise = moment.case.commitments.get(str(moment.answers.get("commitment")))
    if promise is not None and (promise.delivered_at is not None or promise.replaced_in):
        yield _no("order", N_("This promise is no longer open."), "commitment")
    at = moment.answers.get("delivered_at")
    if at and parse(at) > moment.now:
        yield _no("keep-agreement", N_("A promise cannot be kept in the future."), "delivered_at")
    if at and moment.case.agreement and parse(at) < moment.case.agreement.at.replace(second=0, microsecond=0):
        yield _no("keep-agreement", N_("A promise cannot be kept before it was made."), "delivered_at")


def known_cause(moment: Moment) -> Iterator[Problem]:
    if moment.answers.get("cause") == "unknown":
        yield _no("solve-before-why", N_("The remedy is done; now the cause must be known before the case closes."), "cause")


def somebody_else(moment: Moment) -> Iterator[Problem]:
    if moment.answers.get("to") == moment.case.owner:
        yield _no("own-it", N_("The case is already with this colleague."), "to")
    elif moment.answers.get("to") and not may(moment.people[moment.answers["to"]], "understand"):
        yield _no("own-it", N_("{name} cannot handle cases at this desk."), "to", name=moment.name_of(moment.answers["to"]))


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
    "follow_up": (all_delivered, not_followed_up),
    "close": (all_delivered, is_satisfied),
    "offer_hand_over": (is_mine,),
    "accept_hand_over": (offered_to_me,),
    "decline_hand_over": (offered_to_me,),
    "attempt": (is_open,),
    "note": (is_known,),
    "correct": (is_open,),
    "issue_paper": (is_known,),
}

AFTER: dict[str, tuple[Gate, ...]] = {
    "receive": (raised_in_the_past,),
    "understand": (a_real_effect,),
    "propose": (something_offered, reachable),
    "head_office_answer": (answered_in_the_past,),
    "appoint": (appointment_to_come,),
    "agree": (real_promises, only_what_was_approved, another_language),
    "amend": (real_promises, only_what_was_approved),
    "deliver": (delivered_in_the_past,),
    "close": (known_cause,),
    "offer_hand_over": (somebody_else,),
}

