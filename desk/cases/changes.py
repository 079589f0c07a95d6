"""What each step does to a case, decided once under the rules of the day it is recorded."""

from __future__ import annotations

from collections.abc import Callable

from . import alike, clocks, consult
from .aside_changes import ASIDES
from .case import Agreement, Approval, Proposal, Talk, UnderMandate, proposal_digest
from .effects import (
    Changes,
    again,
    branch_facts,
    follow_up_after,
    handled,
    met,
    next_contact,
    promised,
    start,
    stopped,
)
from .lanes import lane
from .mandate import worth
from .moment import Moment
from .packs import facts_as_of
from .people import HEAD_OFFICE
from .records import Need
from .values import freeze, moment_of

_RECEIVED = (
    "customer_name own_words wish mood telephone email preferred_channel channel raised_at category safety product"
    " serial purchased_on price price_tax proof address language addressed new_customer public_post"
).split()


def receive(moment: Moment) -> Changes:
    """A new case, in the hands of whoever recorded it; the clock until others are consulted starts."""
    answers, policy = moment.answers, moment.policy
    raised = moment_of(answers.get("raised_at") or freeze(moment.now))
    safety = answers.get("safety", "none")
    return {
        **{name: answers[name] for name in _RECEIVED if name in answers},
        "number": moment.number, "branch": moment.branch.code, "country": moment.branch.country,
        "zone": moment.branch.zone, "currency": moment.branch.currency,
        "language": answers.get("language") or moment.branch.language,
        "raised_at": raised, "recorded_at": moment.now, "recorded_by_name": moment.person.name,
        "safety": "" if safety == "none" else safety,
        "state": "open", "step": "understand", "owner": moment.person.id, "owner_name": moment.person.name,
        **handled(moment),
        **start(moment, "record-24h", raised + policy.record_within, started=raised, met=moment.now),
        **start(moment, "consult-first", moment.now + policy.consult_within),
    }  # fmt: skip


def understand(moment: Moment) -> Changes:
    """The customer has confirmed the summary of this round; now a solution can be proposed."""
    answers = moment.answers
    names = ("summary", "effects", "effect_note", "wish", "findings", "cause", "mood")
    return {
        **{name: answers[name] for name in names if name in answers},
        "hurt": answers["effects"] != ["none"],
        "understood": moment.case.round,
        "step": "consult",
        **handled(moment),
    }


def propose(moment: Moment) -> Changes:
    """A new proposal: approvals of older ones stay on record and no longer count."""
    answers = moment.answers
    remedies = consult.remedies_of(answers)
    gesture = consult.gesture_of(answers)
    mandate = lane(moment).mandate
    content = {
        "case": moment.case.id, "by": moment.person.id, "at": moment.now, "round": moment.case.round,
        "stance": answers["stance"],
        "position": answers["position"], "remedies": remedies, "reasonable": answers["reasonable"],
        "alternative": answers.get("alternative", ""), "gesture": answers.get("gesture", ""),
        "gesture_amount": gesture or 0,
    }  # fmt: skip
    expected = answers.get("expected_answer_at")
    proposal = Proposal(
        digest=proposal_digest(content), by=moment.person.id, by_name=moment.person.name, at=moment.now,
        expected_answer_at=moment_of(expected) if expected else None, mandate=mandate, above=alike.above(moment),
        middle=answers.get("middle", ""), interests=answers.get("interests", ""),
        **{k: v for k, v in content.items() if k not in ("case", "by", "at", "round")},
    )  # fmt: skip
    contact = {n: answers[n] for n in ("telephone", "email", "preferred_channel") if answers.get(n)}
    return {
        **contact,
        "proposal": proposal,
        **_no_yes_yet(moment, proposal),
        **_under_mandate(moment, UnderMandate(mandate, worth(moment.case, remedies, gesture or 0) if mandate else 0)),
        "returned_reason": "",
        "escalation": None,
        "step": "talk" if mandate else "consult",
        "appointment_at": None,
        "talk": None,
        **handled(moment),
        **met(moment, "consult-first"),
        **stopped(moment, "talk-well"),
        **(met(moment, "tell-process") if mandate else start(moment, "tell-process", moment_of(expected or ""))),
    }


def _no_yes_yet(moment: Moment, proposal: Proposal) -> Changes:
    """The same words at the same moment once more would be taken for what both have answered, and wait for nobody."""
    answered = any(given.digest == proposal.digest for given in moment.case.approvals.values())
    return {"approvals": {}} if answered else {}


def _under_mandate(moment: Moment, use: UnderMandate) -> Changes:
    """What this round uses of a mandate; a round that never used one says nothing."""
    key = str(moment.case.round)
    return {f"under_mandate/{key}": use} if use.mandate or key in moment.case.under_mandate else {}


def approve(moment: Moment) -> Changes:
    assert moment.case.proposal is not None  # the gate has seen to it
    role = moment.person.approves_as(moment.now)
    given = Approval(moment.person.id, moment.person.name, moment.now, moment.case.proposal.digest)
    return _approved(moment, role, given)


def head_office_answer(moment: Moment) -> Changes:
    """Head office's yes by telephone, noted by the manager and to be countersigned."""
    assert moment.case.proposal is not None  # the gate has seen to it
    answers = moment.answers
    at = moment_of(answers["answered_at"])
    given = Approval(moment.person.id, answers["name"], at, moment.case.proposal.digest, how="telephone")
    return {f"telephone_answers/{given.digest}": given, **_approved(moment, HEAD_OFFICE, given)}


def _approved(moment: Moment, role: str, given: Approval) -> Changes:
    complete = consult.missing(moment.case) == (role,)
    return {
        f"approvals/{role}": given,
        "returned_reason": "",
        **({"step": "talk", **met(moment, "tell-process")} if complete else {}),
    }


def return_(moment: Moment) -> Changes:
    """Sent back with a reason: the proposal falls with its approvals, a new one is needed."""
    return {"proposal": None, "returned_reason": moment.answers["reason"], "step": "consult"}


def appoint(moment: Moment) -> Changes:
    """From now on the talk is waited for, until a little after the time that was arranged."""
    at = moment_of(moment.answers["appointment_at"])
    due = at + moment.policy.appointment_grace
    return {
        "appointment_at": at,
        "appointment_how": moment.answers["how"],
        "step": "talk",
        **start(moment, "talk-well", due),
    }


def talk(moment: Moment) -> Changes:
    """A yes leads to the agreement. Any other answer begins a new round, for which nothing of the plan counts."""
    answers = moment.answers
    said = Talk(
        at=moment.now, by=moment.person.id, by_name=moment.person.name, apology=answers["apology"],
        thanks=answers["thanks"], responsibility=answers["responsibility"],
        responsibility_words=answers.get("responsibility_words", ""), explained=answers["explained"],
        answer=answers["answer"], change_wanted=answers.get("change_wanted", ""),
        language=answers.get("language") or moment.case.language, how_long=answers.get("how_long", ""),
    )  # fmt: skip
    done = {"talk": said, "declined": answers["answer"] == "declines", **handled(moment), **met(moment, "talk-well")}
    if answers["answer"] == "agrees":
        return {**done, "step": "agree"}
    offer = {"declined_offer": moment.case.proposal} if answers["answer"] == "declines" else {}
    return {**done, **offer, **again(moment, understood=True)}


def agree(moment: Moment) -> Changes:
    """The promises, and the agreement as its paper will print it; it is still to be signed."""
    answers, branch = moment.answers, moment.branch
    made, keys, last = promised(moment)
    caller = answers.get("follow_up_by") or moment.person.id
    agreement = Agreement(
        version=1 + (moment.case.agreement.version if moment.case.agreement else 0), round=moment.case.round,
        at=moment.now, by=moment.person.id, by_name=moment.person.name,
        branch=branch_facts(moment),
        place=answers.get("place") or branch.address, language=answers["language"],
        second_language=answers.get("second_language", ""), prevails=answers["language"], commitments=tuple(keys),
        customer_part=answers.get("customer_part", ""), if_late=answers.get("if_late", ""),
        follow_up_at=last + follow_up_after(moment), follow_up_by_name=moment.name_of(caller),
        representative=answers.get("representative", ""), interpreter=answers.get("interpreter", ""),
        facts_as_of=facts_as_of(moment.case.country),
    )  # fmt: skip
    return {**made, "agreement": agreement, "step": "agree", **handled(moment)}


def sign(moment: Moment) -> Changes:
    """What was agreed is carried out; where nothing is left to do, the customer is asked how it went."""
    assert moment.case.agreement is not None  # the gate has seen to it
    given = moment.answers if moment.answers["how"] == "screen" else {}
    strokes = {name: given.get(name, "") for name in ("customer_strokes", "store_strokes")}
    signed = {**freeze(moment.case.agreement), "signed_at": moment.now, "signed_how": moment.answers["how"], **strokes}
    done: Changes = {"agreement": signed}
    if not moment.case.open_commitments:
        return {**done, **_all_kept(moment)}
    return {**done, "step": "fulfil"}


def deliver(moment: Moment) -> Changes:
    """A promise is kept. With the last one, and the agreement signed, the clock of the follow-up starts."""
    answers = moment.answers
    key, at = answers["commitment"], moment_of(answers["delivered_at"])
    done: Changes = {
        f"commitments/{key}/delivered_at": at,
        f"commitments/{key}/evidence": answers["evidence"],
        f"commitments/{key}/late_reason": answers.get("late_reason", ""),
    }
    signed = moment.case.agreement is not None and moment.case.agreement.signed_at is not None
    if set(moment.case.open_commitments) == {key} and signed:
        return {**done, **_all_kept(moment)}
    return done


def _all_kept(moment: Moment) -> Changes:
    """The last promise is kept and everything is signed: the follow-up clock starts with the last delivery."""
    kept = [c.delivered_at for c in moment.case.commitments.values() if c.delivered_at]
    last = max([*kept, *([moment_of(moment.answers["delivered_at"])] if "delivered_at" in moment.answers else [])])
    due = last + follow_up_after(moment)
    return {"step": "follow_up", **start(moment, "follow-up", due, started=last)}


def follow_up(moment: Moment) -> Changes:
    """A yes lets the case be closed, and sets the next contact of the schedule; a no opens it again."""
    answers = moment.answers
    case, wishes = moment.case, answers.get("further_needs", "")
    said: Changes = {
        "follow_up_words": answers["words"],
        "further_needs": wishes,
        **met(moment, clocks.follow_up(case) or "follow-up"),
    }
    if wishes:
        said[f"needs/{len(case.needs) + 1}"] = Need(wishes, moment.person.name, moment.now)
    if answers["resolved"] == "yes":
        kept = [promise.delivered_at for promise in case.commitments.values() if promise.delivered_at]
        return {**said, "satisfied": True, "step": "close", **next_contact(moment, max(kept))}
    return {**said, **reopened(moment)}


def reopened(moment: Moment) -> Changes:
    """Not satisfied, even after the case was closed: it goes on at *understand*, and its history stays."""
    case, back = moment.case, again(moment, understood=False)
    back |= {"reopened": case.reopened + 1}
    if case.state == "closed":
        back |= {"state": "open", "outcome": "", "closed_at": None, **handled(moment)}
        owner = moment.people.get(case.owner)
        if owner is None or not owner.active:
            back |= {"owner": moment.person.id, "owner_name": moment.person.name}
    return back


def close(moment: Moment) -> Changes:
    """The end of the way: every promise is kept, the customer is content, and the cause is known."""
    return {
        "cause": moment.answers["cause"],
        "lesson": moment.answers.get("lesson", ""),
        "state": "closed",
        "outcome": "agreed",
        "closed_at": moment.now,
        "hand_over": None,
    }


CHANGES: dict[str, Callable[[Moment], Changes]] = {
    "receive": receive,
    "understand": understand,
    "propose": propose,
    "approve": approve,
    "return": return_,
    "head_office_answer": head_office_answer,
    "appoint": appoint,
    "talk": talk,
    "agree": agree,
    "sign": sign,
    "deliver": deliver,
    "follow_up": follow_up,
    "close": close,
    **ASIDES,
}
