"""What several steps do to a case alike: clocks, handlers, promises, and the beginning of a new round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from . import clocks
from .case import Commitment, UnderMandate
from .clock import Clock
from .moment import Moment
from .values import moment_of

Changes = dict[str, Any]


def handled(moment: Moment) -> Changes:
    """The person becomes one of those who handled the case, and can no longer approve it."""
    if moment.person.id in moment.case.handlers:
        return {}
    return {"handlers": [*moment.case.handlers, moment.person.id]}


def met(moment: Moment, rule: str, at: datetime | None = None) -> Changes:
    """What the rule's running clock waits for has happened."""
    kept = clocks.newest(moment.case, rule)
    return {f"clocks/{kept}/met": at or moment.now} if kept and moment.case.clocks[kept].runs else {}


def stopped(moment: Moment, rule: str) -> Changes:
    """There is nothing left to wait for; a clock that was late by then stays late."""
    kept = clocks.newest(moment.case, rule)
    return {f"clocks/{kept}/stopped": moment.now} if kept and moment.case.clocks[kept].runs else {}


def start(moment: Moment, rule: str, due: datetime, started: datetime | None = None, **more: Any) -> Changes:
    """A new clock of the rule, beside those that were kept or missed before; a running one is stopped."""
    kept = clocks.newest(moment.case, rule)
    name = f"{rule}.{int(kept.partition('.')[2] or 1) + 1}" if kept else rule
    return {**stopped(moment, rule), f"clocks/{name}": Clock(started or moment.now, due, **more)}


def again(moment: Moment, understood: bool) -> Changes:
    """A new round: what was proposed, approved, arranged and tried no longer counts."""
    round_ = moment.case.round + 1
    return {
        "round": round_,
        "understood": round_ if understood else moment.case.understood,
        "step": "consult" if understood else "understand",
        "proposal": None,
        "appointment_at": None,
        "satisfied": False,
        "attempts": {},
        **_nothing_given(moment),
        **({} if understood else {"manager_called_at": None, "thanked_at": None}),
        **stopped(moment, "tell-process"),
        **stopped(moment, "talk-well"),
        **stopped(moment, "follow-steps"),
        "escalation": None,
        **start(moment, "consult-first", moment.now + moment.policy.consult_within),
    }


def _nothing_given(moment: Moment) -> Changes:
    """An offer under a mandate to which the customer never agreed came to nothing: it uses up nothing of the limit."""
    key = str(moment.case.round)
    used = key in moment.case.under_mandate and not moment.case.is_agreed
    return {f"under_mandate/{key}": UnderMandate("", 0)} if used else {}


def _commitment(moment: Moment, row: Mapping[str, Any]) -> Commitment:
    return Commitment(
        what=row["what"], kind=row["kind"], owner=row["owner"], owner_name=moment.name_of(row["owner"]),
        promised_at=moment.now, due=moment_of(row["due"]),
        how=row.get("how", ""), evidence_wanted=row["evidence"], amount=row.get("amount", 0),
        tax=row.get("tax", 0),
    )  # fmt: skip


def promised(moment: Moment) -> tuple[Changes, list[str], datetime]:
    """The new promises by number, their numbers, and the last date among them."""
    rows = [_commitment(moment, row) for row in moment.answers["commitments"]]
    first = 1 + max((int(k) for k in moment.case.commitments), default=0)
    keys = [str(first + i) for i in range(len(rows))]
    last = max(row.due for row in rows)
    return {f"commitments/{k}": row for k, row in zip(keys, rows, strict=True)}, keys, last


def follow_up_after(moment: Moment) -> timedelta:
    """How long after the last delivery the customer is asked; sooner where they were hurt."""
    policy = moment.policy
    return policy.follow_up_after_hurt if moment.case.hurt else policy.follow_up_after


def next_contact(moment: Moment, delivered: datetime) -> Changes:
    """The next contact of the schedule: one call answers for the one it was made for and for all that were due."""
    policy = moment.policy
    later = policy.follow_up_later_hurt if moment.case.hurt else policy.follow_up_later
    answered = [moment.case.clocks[kept].due] if (kept := clocks.newest(moment.case, "follow-steps")) else []
    done = max((moment.now, *answered))
    due = min((delivered + span for span in later if delivered + span > done), default=None)
    return start(moment, "follow-steps", due) if due else {}


def branch_facts(moment: Moment) -> dict[str, str]:
    """The branch as papers print it, frozen into what is recorded."""
    names = ("code", "name", "company", "business_id", "address", "telephone")
    return {name: getattr(moment.branch, name) for name in names}
