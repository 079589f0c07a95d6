"""What each step does to a case, decided once under the rules of the day it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from . import clocks, consult
from .case import Agreement, Approval, Clock, Commitment, HandOver, Proposal, Talk, proposal_digest
from .corrections import corrected
from .moment import Moment
from .people import HEAD_OFFICE
from .values import freeze
from .values import moment as parse

Changes = dict[str, Any]

_RECEIVED = (
    "customer_name own_words wish mood telephone email preferred_channel channel raised_at category safety product"
    " serial purchased_on price proof address language new_customer public_post"
).split()


def _handled(moment: Moment) -> Changes:
    """The person becomes one of those who handled the case, and can no longer approve it."""
    if moment.person.id in moment.case.handlers:
        return {}
    return {"handlers": [*moment.case.handlers, moment.person.id]}


def _met(moment: Moment, rule: str, at: datetime | None = None) -> Changes:
    """The running clock of the rule stops now."""
    name = clocks.name(rule, moment.case.round)
    clock = moment.case.clocks.get(name)
    return {f"clocks/{name}/met": at or moment.now} if clock and clock.met is None else {}


def _start(moment: Moment, rule: str, due: datetime, started: datetime | None = None, **more: Any) -> Changes:
    name = clocks.name(rule, more.pop("round", moment.case.round))
    return {f"clocks/{name}": Clock(started or moment.now, due, **more)}


def receive(moment: Moment) -> Changes:
    answers, policy = moment.answers, moment.policy
    raised = parse(answers.get("raised_at") or freeze(moment.now))
    safety = answers.get("safety", "none")
    return {
        **{name: answers[name] for name in _RECEIVED if name in answers},
        "number": moment.number, "branch": moment.branch.code, "country": moment.branch.country,
        "zone": moment.branch.zone, "currency": moment.branch.currency,
        "language": answers.get("language") or moment.branch.language,
        "raised_at": raised, "recorded_at": moment.now, "recorded_by_name": moment.person.name,
        "safety": "" if safety == "none" else safety,
        "state": "open", "step": "understand", "owner": moment.person.id, "owner_name": moment.person.name,
        **_handled(moment),
        **_start(moment, "record-24h", raised + policy.record_within, started=raised, met=moment.now),
        **_start(moment, "consult-first", moment.now + policy.consult_within),
    }  # fmt: skip


def understand(moment: Moment) -> Changes:
    answers = moment.answers
    names = ("summary", "effects", "effect_note", "wish", "findings", "cause", "mood")
    return {
        **{name: answers[name] for name in names if name in answers},
        "hurt": answers["effects"] != ["none"],
        "understood": moment.case.round,
        "step": "consult",
        **_handled(moment),
    }


def propose(moment: Moment) -> Changes:
    """A new proposal: approvals of older ones stay on record and no longer count."""
    answers = moment.answers
    remedies = consult.remedies_of(answers)
    today = moment.now.astimezone(moment.branch.tz).date()
    gesture = answers.get("gesture_amount", 0)
    mandate = consult.mandate_for(moment, remedies, gesture, today) if answers["reasonable"] == "yes" else ""
    content = {
        "case": moment.case.id, "round": moment.case.round, "stance": answers["stance"],
        "position": answers["position"], "remedies": remedies, "reasonable": answers["reasonable"],
        "alternative": answers.get("alternative", ""), "gesture": answers.get("gesture", ""),
        "gesture_amount": gesture,
    }  # fmt: skip
    expected = answers.get("expected_answer_at")
    proposal = Proposal(
        digest=proposal_digest(content), by=moment.person.id, by_name=moment.person.name, at=moment.now,
        expected_answer_at=parse(expected) if expected else None, mandate=mandate,
        **{k: v for k, v in content.items() if k not in ("case", "round")},
    )  # fmt: skip
    contact = {n: answers[n] for n in ("telephone", "email", "preferred_channel") if answers.get(n)}
    return {
        **contact,
        "proposal": proposal,
        "returned_reason": "",
        "step": "talk" if mandate else "consult",
        "appointment_at": None,
        "talk": None,
        **_handled(moment),
        **_met(moment, "consult-first"),
        **(_start(moment, "tell-process", parse(expected)) if expected and not mandate else {}),
    }


def approve(moment: Moment) -> Changes:
    assert moment.case.proposal is not None  # the gate has seen to it
    role = moment.person.approves_as(moment.now)
    given = Approval(moment.person.id, moment.person.name, moment.now, moment.case.proposal.digest)
    return _approved(moment, role, given)


def head_office_answer(moment: Moment) -> Changes:
    """Head office's yes by telephone, noted by the manager and to be countersigned."""
    assert moment.case.proposal is not None  # the gate has seen to it
    answers = moment.answers
    at = parse(answers["answered_at"])
    given = Approval(moment.person.id, answers["name"], at, moment.case.proposal.digest, how="telephone")
    return _approved(moment, HEAD_OFFICE, given)


def _approved(moment: Moment, role: str, given: Approval) -> Changes:
    complete = consult.missing(moment.case) == (role,)
    return {
        f"approvals/{role}": given,
        "returned_reason": "",
        **({"step": "talk", **_met(moment, "tell-process")} if complete else {}),
    }


def return_(moment: Moment) -> Changes:
    """Sent back with a reason: the proposal falls, a new one is needed."""
    return {"proposal": None, "returned_reason": moment.answers["reason"], "step": "consult"}


def countersign(moment: Moment) -> Changes:
    at = f"approvals/{HEAD_OFFICE}"
    return {f"{at}/countersigned_by": moment.person.name, f"{at}/countersigned_at": moment.now}


def appoint(moment: Moment) -> Changes:
    at = parse(moment.answers["appointment_at"])
    due = at + moment.policy.appointment_grace
    return {
        "appointment_at": at,
        "appointment_how": moment.answers["how"],
        "step": "talk",
        **_start(moment, "talk-well", due),
    }


def talk(moment: Moment) -> Changes:
    answers = moment.answers
    said = Talk(
        at=moment.now, by=moment.person.id, by_name=moment.person.name, apology=answers["apology"],
        thanks=answers["thanks"], responsibility=answers["responsibility"],
        responsibility_words=answers.get("responsibility_words", ""), explained=answers["explained"],
        answer=answers["answer"], change_wanted=answers.get("change_wanted", ""),
    )  # fmt: skip
    done = {"talk": said, **_handled(moment), **_met(moment, "talk-well")}
    if answers["answer"] == "agrees":
        return {**done, "step": "agree"}
    return {**done, **_again(moment, understood=True)}


def _again(moment: Moment, understood: bool) -> Changes:
    """A new round: what was proposed, approved and arranged no longer counts."""
    round_ = moment.case.round + 1
    return {
        "round": round_,
        "understood": round_ if understood else moment.case.understood,
        "step": "consult" if understood else "understand",
        "proposal": None,
        "appointment_at": None,
        "satisfied": False,
        **_start(moment, "consult-first", moment.now + moment.policy.consult_within, round=round_),
    }


def _commitment(moment: Moment, row: Mapping[str, Any]) -> Commitment:
    return Commitment(
        what=row["what"], kind=row["kind"], owner=row["owner"], owner_name=moment.name_of(row["owner"]),
        due=parse(row["due"]), how=row.get("how", ""), evidence_wanted=row["evidence"], amount=row.get("amount", 0),
    )  # fmt: skip


def _promised(moment: Moment) -> tuple[Changes, list[str], datetime]:
    """The new promises by number, their numbers, and the last date among them."""
    rows = [_commitment(moment, row) for row in moment.answers["commitments"]]
    first = 1 + max((int(k) for k in moment.case.commitments), default=0)
    keys = [str(first + i) for i in range(len(rows))]
    last = max(row.due for row in rows)
    return {f"commitments/{k}": row for k, row in zip(keys, rows, strict=True)}, keys, last


def agree(moment: Moment) -> Changes:
    answers, branch = moment.answers, moment.branch
    promised, keys, last = _promised(moment)
    caller = answers.get("follow_up_by") or moment.person.id
    agreement = Agreement(
        version=1 + (moment.case.agreement.version if moment.case.agreement else 0), round=moment.case.round,
        at=moment.now, by=moment.person.id, by_name=moment.person.name,
        branch={n: getattr(branch, n) for n in ("code", "name", "company", "business_id", "address", "telephone")},
        place=answers.get("place") or branch.address, language=answers["language"],
        second_language=answers.get("second_language", ""), prevails=answers["language"], commitments=tuple(keys),
        customer_part=answers.get("customer_part", ""), if_late=answers.get("if_late", ""),
        follow_up_at=last + _follow_up_after(moment), follow_up_by_name=moment.name_of(caller),
        representative=answers.get("representative", ""), interpreter=answers.get("interpreter", ""),
    )  # fmt: skip
    return {**promised, "agreement": agreement, "step": "agree", **_handled(moment)}


def _follow_up_after(moment: Moment) -> Any:
    policy = moment.policy
    return policy.follow_up_after_hurt if moment.case.hurt else policy.follow_up_after


def sign(moment: Moment) -> Changes:
    assert moment.case.agreement is not None  # the gate has seen to it
    signed = {**freeze(moment.case.agreement), "signed_at": moment.now, "signed_how": moment.answers["how"]}
    done: Changes = {"agreement": signed}
    if not moment.case.open_commitments:
        return {**done, **_all_kept(moment)}
    return {**done, "step": "fulfil"}


def amend(moment: Moment) -> Changes:
    """A new version: kept promises stay in it, open ones are replaced by what is written now."""
    before = moment.case.agreement
    assert before is not None  # the gate has seen to it
    promised, keys, last = _promised(moment)
    version = before.version + 1
    kept = [k for k in before.commitments if moment.case.commitments[k].delivered_at is not None]
    agreement = {
        **freeze(before), "version": version, "at": moment.now, "by": moment.person.id,
        "by_name": moment.person.name, "commitments": [*kept, *keys], "reason": moment.answers["reason"],
        "follow_up_at": last + _follow_up_after(moment), "signed_at": None, "signed_how": "",
    }  # fmt: skip
    replaced = {f"commitments/{k}/replaced_in": version for k in moment.case.open_commitments}
    return {**replaced, **promised, "agreement": agreement, "step": "agree", **_handled(moment)}


def deliver(moment: Moment) -> Changes:
    answers = moment.answers
    key, at = answers["commitment"], parse(answers["delivered_at"])
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
    """The last promise is kept and everything is signed: the follow-up clock starts."""
    return {"step": "follow_up", **_start(moment, "follow-up", moment.now + _follow_up_after(moment))}


def follow_up(moment: Moment) -> Changes:
    answers = moment.answers
    said = {
        "follow_up_words": answers["words"],
        "further_needs": answers.get("further_needs", ""),
        **_met(moment, "follow-up"),
    }
    if answers["resolved"] == "yes":
        return {**said, "satisfied": True, "step": "close"}
    return {**said, **_again(moment, understood=False), "reopened": moment.case.reopened + 1}


def close(moment: Moment) -> Changes:
    return {
        "cause": moment.answers["cause"],
        "lesson": moment.answers.get("lesson", ""),
        "state": "closed",
        "outcome": "agreed",
        "closed_at": moment.now,
        "hand_over": None,
    }


def offer_hand_over(moment: Moment) -> Changes:
    to = moment.answers["to"]
    offer = HandOver(moment.person.id, to, moment.name_of(to), moment.now, moment.answers["briefing"])
    number = moment.answers.get("callback_number")
    return {"hand_over": offer, **({"telephone": number} if number else {})}


def accept_hand_over(moment: Moment) -> Changes:
    """The receiver becomes the owner; an approval they gave no longer counts, so the case asks for another."""
    taken = {
        "hand_over": None,
        "owner": moment.person.id,
        "owner_name": moment.person.name,
        **_handled(moment),
    }
    planned = moment.case.step == "talk" and not moment.case.is_agreed
    lost = planned and consult.consulted(moment.case) and not consult.consulted(moment.case, moment.person.id)
    return {**taken, "step": "consult"} if lost else taken


def decline_hand_over(moment: Moment) -> Changes:
    return {"hand_over": None}


def correct(moment: Moment) -> Changes:
    """One value put right; a moved `raised_at` moves its clock, and the story shows both."""
    what, value = moment.answers["what"], corrected(moment)
    if what != "raised_at":
        return {what: "" if (what, value) == ("safety", "none") else value}
    raised = parse(value)
    clock = moment.case.clocks["record-24h"]
    due = raised + moment.policy.record_within
    return {"raised_at": raised, "clocks/record-24h": Clock(raised, due, clock.met)}


def nothing(moment: Moment) -> Changes:
    return {}


CHANGES: dict[str, Callable[[Moment], Changes]] = {
    "receive": receive,
    "understand": understand,
    "propose": propose,
    "approve": approve,
    "return": return_,
    "head_office_answer": head_office_answer,
    "countersign": countersign,
    "appoint": appoint,
    "talk": talk,
    "agree": agree,
    "sign": sign,
    "amend": amend,
    "deliver": deliver,
    "follow_up": follow_up,
    "close": close,
    "offer_hand_over": offer_hand_over,
    "accept_hand_over": accept_hand_over,
    "decline_hand_over": decline_hand_over,
    "attempt": nothing,
    "note": nothing,
    "correct": correct,
    "issue_paper": nothing,
}
