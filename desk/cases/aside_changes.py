"""What the steps beside the way do to a case: hand-over, changes, corrections, and the other ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from . import consult
from .case import Decision, HandOver
from .corrections import corrected
from .effects import Changes, again, branch_facts, follow_up_after, handled, promised, start, stopped
from .moment import Moment
from .packs import facts_as_of
from .people import HEAD_OFFICE
from .shop_changes import SHOP
from .values import freeze, moment_of


def countersign(moment: Moment) -> Changes:
    """Head office signs the oldest answer it gave by telephone; the approval it became is signed with it."""
    digest = consult.to_countersign(moment.case)[0]
    paths = [f"telephone_answers/{digest}"]
    given = moment.case.approvals.get(HEAD_OFFICE)
    if given and given.digest == digest:
        paths.append(f"approvals/{HEAD_OFFICE}")
    signed = {"countersigned_by": moment.person.name, "countersigned_at": moment.now}
    return {f"{path}/{name}": value for path in paths for name, value in signed.items()}


def disown(moment: Moment) -> Changes:
    """Head office did not give the answer: it no longer counts, and an unfinished plan that rests on it asks again."""
    digest = consult.to_countersign(moment.case)[0]
    gone: Changes = {f"telephone_answers/{digest}/disowned": True}
    given = moment.case.approvals.get(HEAD_OFFICE)
    if given and given.digest == digest:
        gone[f"approvals/{HEAD_OFFICE}/disowned"] = True
        plan = moment.case.proposal
        if plan and plan.digest == digest and moment.case.state == "open" and not moment.case.is_agreed:
            gone |= {"step": "consult", "appointment_at": None, **stopped(moment, "talk-well")}
    return gone


def amend(moment: Moment) -> Changes:
    """A new version: kept promises stay in it, open ones are replaced by what is written now."""
    before = moment.case.agreement
    assert before is not None  # the gate has seen to it
    made, keys, last = promised(moment)
    version = before.version + 1
    kept = [k for k in before.commitments if moment.case.commitments[k].delivered_at is not None]
    agreement = {
        **freeze(before), "version": version, "at": moment.now, "by": moment.person.id,
        "by_name": moment.person.name, "commitments": [*kept, *keys], "reason": moment.answers["reason"],
        "facts_as_of": facts_as_of(moment.case.country),
        "follow_up_at": last + follow_up_after(moment), "signed_at": None, "signed_how": "",
        "customer_strokes": "", "store_strokes": "",
    }  # fmt: skip
    replaced = {f"commitments/{k}/replaced_at": moment.now for k in moment.case.open_commitments}
    return {**replaced, **made, "agreement": agreement, "step": "agree", **handled(moment)}


def offer_hand_over(moment: Moment) -> Changes:
    to = moment.answers["to"]
    offer = HandOver(moment.person.id, to, moment.name_of(to), moment.now, moment.answers["briefing"])
    number = moment.answers.get("callback_number")
    return {"hand_over": offer, **({"telephone": number} if number else {})}


def accept_hand_over(moment: Moment) -> Changes:
    """The receiver becomes the owner."""
    owner = {"owner": moment.person.id, "owner_name": moment.person.name}
    return {"hand_over": None, **owner, **handled(moment)}


def take_back_hand_over(moment: Moment) -> Changes:
    return {"hand_over": None}


def decline_hand_over(moment: Moment) -> Changes:
    return {"hand_over": None}


def correct(moment: Moment) -> Changes:
    """One value put right; a moved `raised_at` gets a clock of its own beside the first one."""
    what, value = moment.answers["what"], corrected(moment)
    if what != "raised_at":
        return {what: "" if (what, value) == ("safety", "none") else value}
    raised = moment_of(value)
    if moment.case.imported_at:  # nobody ever claimed that it was recorded in time
        return {"raised_at": raised}
    due = raised + moment.policy.record_within
    return {"raised_at": raised, **start(moment, "record-24h", due, started=raised, met=moment.case.recorded_at)}


def nothing(moment: Moment) -> Changes:
    return {}


def attempt(moment: Moment) -> Changes:
    return {f"attempts/{len(moment.case.attempts) + 1}": moment.now}


def pause(moment: Moment) -> Changes:
    until = moment.answers.get("until")
    return {"paused_until": moment_of(until) if until else None}


def call_manager(moment: Moment) -> Changes:
    return {"manager_called_at": moment.now}


def thank(moment: Moment) -> Changes:
    return {"thanked_at": moment.now}


def ended(moment: Moment, outcome: str, **more: Any) -> Changes:
    """The case is closed in another way than by an agreement kept; nothing is left to wait for."""
    waits = {f"clocks/{kept}/stopped": moment.now for kept, clock in moment.case.clocks.items() if clock.runs}
    return {**waits, "state": "closed", "outcome": outcome, "closed_at": moment.now, "hand_over": None, **more}


def withdraw(moment: Moment) -> Changes:
    return ended(moment, "withdrawn")


def unreachable(moment: Moment) -> Changes:
    return ended(moment, "unreachable")


def not_complaint(moment: Moment) -> Changes:
    return ended(moment, "not_complaint")


def merge(moment: Moment) -> Changes:
    other = moment.find(moment.answers["into"])
    assert other is not None  # the gate has seen to it
    return ended(moment, "merged", merged_into=other.number)


def decide(moment: Moment) -> Changes:
    """The manager's last word; the branch is frozen in it, as it is in an agreement."""
    answers = moment.answers
    decision = Decision(
        moment.now, moment.person.id, moment.person.name, answers["position"], answers["reasons"], answers["language"],
        branch_facts(moment), facts_as_of(moment.case.country),
    )  # fmt: skip
    return ended(moment, "no_agreement", decision=decision)


def reopen(moment: Moment) -> Changes:
    """The case goes on in a new round; what happened before stays to be seen."""
    return {
        **again(moment, understood=False),
        "state": "open",
        "outcome": "",
        "closed_at": None,
        "declined": False,
        "reopened": moment.case.reopened + 1,
        "owner": moment.person.id,
        "owner_name": moment.person.name,
        **handled(moment),
    }


def bring_in(moment: Moment) -> Changes:
    """An old complaint as the earlier list tells it. No clock of the standards is claimed to be met.

    An open one goes on where the customer is heard again; the desk's own clock runs from now. Whoever brings in a list
    has not handled its complaints.
    """
    answers, branch = moment.answers, moment.branch
    told: Changes = {
        **{name: answers[name] for name in _BROUGHT_IN if name in answers},
        "number": moment.number, "branch": branch.code, "country": branch.country, "zone": branch.zone,
        "currency": branch.currency, "language": branch.language, "raised_at": moment_of(answers["raised_at"]),
        "recorded_at": moment.now, "recorded_by_name": moment.person.name, "imported_at": moment.now,
        "owner": moment.person.id, "owner_name": moment.person.name,
    }  # fmt: skip
    if answers["was"] == "closed":
        return {**told, "state": "closed", "outcome": "earlier", "closed_at": _closed_at(moment)}
    due = moment.now + moment.policy.record_within
    return {**told, "state": "open", "step": "understand", **start(moment, "consult-first", due)}


_BROUGHT_IN = (
    "customer_name own_words wish telephone email address product serial purchased_on price proof category channel"
    " old_number old_result"
).split()


def _closed_at(moment: Moment) -> datetime | None:
    """The end of the day that the list names, or now when that is today; None when it names none."""
    day = moment.answers.get("closed_on")
    return min(moment.policy.closing(date.fromisoformat(day), moment.branch.tz), moment.now) if day else None


ASIDES: dict[str, Callable[[Moment], Changes]] = {
    "countersign": countersign,
    "amend": amend,
    "offer_hand_over": offer_hand_over,
    "accept_hand_over": accept_hand_over,
    "decline_hand_over": decline_hand_over,
    "take_back_hand_over": take_back_hand_over,
    "disown": disown,
    "attempt": attempt,
    "note": nothing,
    "correct": correct,
    "pause": pause,
    "call_manager": call_manager,
    "thank": thank,
    "withdraw": withdraw,
    "unreachable": unreachable,
    "not_complaint": not_complaint,
    "decide": decide,
    "merge": merge,
    "reopen": reopen,
    "issue_paper": nothing,
    "attach": nothing,
    "import": bring_in,
    **SHOP,
}
