"""What a field is filled with before anybody types, and when it is asked at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import clocks, consult
from .case import Remedy
from .fields import typed_money
from .lanes import WITHIN, lane
from .moment import Moment
from .people import HEAD_OFFICE
from .values import freeze, moment_of


def _is(value: Any) -> Callable[[Moment], Any]:
    return lambda moment: value


calm, counter, other, none, unknown = _is("calm"), _is("counter"), _is("other"), _is("none"), _is("unknown")
yes, accepted, here, paper, by_telephone = _is("yes"), _is("accepted"), _is("here"), _is("paper"), _is("telephone")


def kept(name: str) -> Callable[[Moment], Any]:
    """What the case already knows under that name."""
    return lambda moment: freeze(getattr(moment.case, name))


def now(moment: Moment) -> Any:
    return freeze(moment.now.replace(second=0, microsecond=0))


def language(moment: Moment) -> Any:
    return moment.branch.language


def me(moment: Moment) -> Any:
    return moment.person.id


def place(moment: Moment) -> Any:
    return moment.branch.address


def answer_by(moment: Moment) -> Any:
    return freeze((moment.now + moment.policy.answer_within).replace(second=0, microsecond=0))


def promises(moment: Moment) -> Any:
    """One promise for each remedy of the approved proposal, still without owner and date.

    The authority is there: the approvals, or the mandate, gave it for exactly these remedies.
    """
    approved = moment.case.proposal
    if approved is None:
        return []
    remedies = list(approved.remedies)
    if approved.gesture:
        remedies.append(Remedy("gesture", approved.gesture, approved.gesture_amount))
    return [
        {"what": r.what, "kind": r.kind, "amount": _typed(r.amount, moment), "authority": True}
        | ({"tax": _typed(r.tax, moment)} if r.tax else {})
        for r in remedies
    ]


def _typed(minor: int, moment: Moment) -> str:
    return typed_money(minor, moment.currency) if minor else ""


def open_promises(moment: Moment) -> Any:
    """The promises of the newest agreement that are not yet kept, as they stand."""
    return [
        freeze(
            {
                "what": c.what,
                "kind": c.kind,
                "amount": _typed(c.amount, moment),
                "tax": _typed(c.tax, moment),
                "how": c.how,
                "owner": c.owner,
                "due": c.due,
                "evidence": c.evidence_wanted,
                "capacity": True,
                "stock": True,
                "authority": True,
            }
        )
        for c in moment.case.open_commitments.values()
    ]


def proposal(moment: Moment) -> Any:
    """The digest of the proposal that stands now: what an answer to it names."""
    return moment.case.proposal.digest if moment.case.proposal else None


def first_open(moment: Moment) -> Any:
    """The open promise that is due first."""
    open_ones = [(c.due, key) for key, c in moment.case.open_commitments.items()]
    return min(open_ones)[1] if open_ones else None


def first_improvement(moment: Moment) -> Any:
    """The open corrective action that is due first."""
    open_ones = [(action.due, key) for key, action in moment.case.open_improvements.items()]
    return min(open_ones)[1] if open_ones else None


def can_answer(moment: Moment) -> Any:
    """Head office before a stand-in: a late answer goes up."""
    able = consult.may_answer(moment)
    return min(able, key=lambda person: (able[person] != HEAD_OFFICE, person), default=None)


# When a field is asked -------------------------------------------------------------------------------------------


def never(moment: Moment) -> bool:
    """For what is carried along with the answers and never shown."""
    return False


def unreasonable(moment: Moment) -> bool:
    return moment.answers.get("reasonable") == "no"


def beyond_mandate(moment: Moment) -> bool:
    """Whether this proposal must go to manager and head office."""
    return not moment.policy.mandates or lane(moment).name != WITHIN


def not_agreed(moment: Moment) -> bool:
    return moment.answers.get("answer") in ("wants_change", "declines")


def priced(moment: Moment) -> bool:
    return bool(moment.answers.get("price"))


def by_phone(moment: Moment) -> bool:
    return moment.case.channel == "telephone"


def on_screen(moment: Moment) -> bool:
    return moment.answers.get("how") == "screen"


def late_record(moment: Moment) -> bool:
    raised = moment.answers.get("raised_at")
    return raised is not None and moment.now > moment_of(raised) + moment.policy.record_within


def _late_clock(rule: str) -> Callable[[Moment], bool]:
    def late(moment: Moment) -> bool:
        clock = clocks.current(moment.case).get(rule)
        return clock is not None and clock.met is None and moment.now > clock.due

    return late


def _late_follow_up(moment: Moment) -> bool:
    """The contact that is due now: the first one, or one of those that come later."""
    rule = clocks.follow_up(moment.case)
    return bool(rule) and _late_clock(rule)(moment)


def late_talk(moment: Moment) -> bool:
    at = moment.case.appointment_at
    return at is not None and moment.now > at + moment.policy.appointment_grace


def late_delivery(moment: Moment) -> bool:
    promise = moment.case.commitments.get(str(moment.answers.get("commitment")))
    delivered = moment.answers.get("delivered_at")
    return promise is not None and delivered is not None and moment_of(delivered) > promise.due


LATE: dict[str, Callable[[Moment], bool]] = {
    "record-24h": late_record,
    "consult-first": _late_clock("consult-first"),
    "talk-well": late_talk,
    "keep-agreement": late_delivery,
    "follow-up": _late_follow_up,
}
