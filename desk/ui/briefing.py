"""What one should have before one's eyes at a step: the customer's wish, the proposal, the promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from desk.cases.case import Case, Commitment, Proposal
from desk.cases.choices import EFFECTS, REASONABLE, REMEDIES, STANCES
from desk.cases.consult import standing
from desk.cases.lanes import why_asked
from desk.cases.moment import Moment
from desk.cases.people import HEAD_OFFICE, MANAGER
from desk.i18n import N_, Money, Words

#: A label and what stands beside it. What people wrote is a plain text and is never translated.
Fact = tuple[str, Words]


def facts(step: str, moment: Moment) -> tuple[Fact, ...]:
    """What is shown above the questions of a step; empty facts are left out."""
    found = _proposal(moment) if step in WEIGHED else _FACTS.get(step, _nothing)(moment.case)
    return tuple((label, words) for label, words in found if words.text)


def _text(text: str) -> Words:
    """What somebody wrote, as it is; braces in it mean nothing."""
    return Words("{text}", {"text": text}) if text else Words("")


def _nothing(case: Case) -> Iterator[Fact]:
    return iter(())


def _wish(case: Case) -> Iterator[Fact]:
    yield N_("What the customer would find right"), _text(case.wish)


def _heard(case: Case) -> Iterator[Fact]:
    yield N_("The customer's own words"), _text(case.own_words)
    yield N_("What the customer said"), _text(case.follow_up_words if case.reopened else "")
    yield N_("Other wishes and needs"), _text(case.further_needs if case.reopened else "")


def _understood(case: Case) -> Iterator[Fact]:
    yield N_("The proposal came back"), _text(case.returned_reason)
    if case.talk is not None and case.talk.change_wanted:
        yield N_("What the customer wants changed"), _text(case.talk.change_wanted)
    yield from _wish(case)
    yield N_("The confirmed summary"), _text("\n".join(f"• {point}" for point in case.summary))


def _proposal(moment: Moment) -> Iterator[Fact]:
    """All an approver must weigh: the wish, what it did to the customer, and the one solution."""
    case = moment.case
    yield from _wish(case)
    if case.effects:
        yield N_("What it did to the customer"), _list(EFFECTS, case.effects)
    if case.proposal is not None:
        yield from _solution(moment, case.proposal)
        yield from _answers(case)


def _answers(case: Case) -> Iterator[Fact]:
    """What manager and head office have said to this proposal so far, the one beside the other."""
    for role, label in ((MANAGER, N_("The manager's answer")), (HEAD_OFFICE, N_("Head office's answer"))):
        given = standing(case).get(role)
        if given is None:
            yield label, Words(N_("Not answered yet"))
        else:
            by_phone = N_("Yes, by telephone: {who}, {when}")
            values = {"who": given.name, "when": given.at}
            yield label, Words(by_phone if given.how == "telephone" else N_("Yes: {who}, {when}"), values)


def _solution(moment: Moment, proposal: Proposal) -> Iterator[Fact]:
    yield N_("Proposed by"), Words("{who}, {when}", {"who": proposal.by_name, "when": proposal.at})
    yield N_("Where we stand"), Words(dict(STANCES).get(proposal.stance, proposal.stance))
    if proposal.reasonable != "yes":
        yield N_("Is the wish reasonable?"), Words(dict(REASONABLE)[proposal.reasonable])
    yield N_("Why, in plain words"), _text(proposal.position)
    yield from _offers(moment.case, proposal)
    yield N_("Mandate"), _mandate(moment, proposal)
    if proposal.expected_answer_at:
        yield N_("We promised an answer by"), Words("{when}", {"when": proposal.expected_answer_at})


def _mandate(moment: Moment, proposal: Proposal) -> Words:
    """The mandate that covers the proposal, or why none does."""
    if proposal.mandate:
        return _text(proposal.mandate)
    why = why_asked(moment)
    if why is None:
        return Words(N_("None: both must approve."))
    return Words(N_("None covers it, so both must approve. {reason}"), {"reason": why})


def _offers(case: Case, proposal: Proposal) -> Iterator[Fact]:
    kinds = dict(REMEDIES)
    for remedy in proposal.remedies:
        kind = kinds.get(remedy.kind, remedy.kind)
        yield N_("What we would do"), _with_amount(case, kind, remedy.what, remedy.amount)
    yield N_("What we can offer instead"), _text(proposal.alternative)
    if proposal.gesture:
        yield N_("Gesture of goodwill"), _with_amount(case, "", proposal.gesture, proposal.gesture_amount)


def _with_amount(case: Case, kind: str, what: str, amount: int) -> Words:
    values: dict[str, Any] = {"kind": Words(kind), "what": what, "amount": Money(amount, case.currency)}
    text = ("{kind}: " if kind else "") + "{what}" + (", {amount}" if amount else "")
    return Words(text, values)


def _list(choices: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> Words:
    words = dict(choices)
    values: dict[str, object] = {f"n{i}": Words(words.get(name, name)) for i, name in enumerate(chosen)}
    return Words(", ".join(f"{{{name}}}" for name in values), values)


def _plan(case: Case) -> Iterator[Fact]:
    yield from _wish(case)
    if case.appointment_at is not None:
        yield N_("Appointment with the customer"), Words("{when}", {"when": case.appointment_at})
    if case.proposal is not None:
        yield N_("Why, in plain words"), _text(case.proposal.position)
        yield from _offers(case, case.proposal)


def _promises(case: Case) -> Iterator[Fact]:
    agreement = case.agreement
    for key in agreement.commitments if agreement else ():
        if promise := case.commitments.get(key):
            yield N_("Promise"), _promise(key, promise)


def _promise(key: str, c: Commitment) -> Words:
    values = {"key": key, "what": c.what, "owner": c.owner_name, "due": c.due, "delivered": c.delivered_at}
    if c.delivered_at is not None:
        return Words(N_("{key}. {what} ({owner}): kept {delivered}"), values)
    return Words(N_("{key}. {what} ({owner}): by {due}"), values)


def _offered(case: Case) -> Iterator[Fact]:
    if case.hand_over is not None:
        yield N_("What they must know"), _text(case.hand_over.briefing)
    yield N_("The customer's own words"), _text(case.own_words)
    yield from _wish(case)


def _given(case: Case) -> Iterator[Fact]:
    """What one takes back: to whom the case was offered, and with which words."""
    if case.hand_over is not None:
        yield N_("Offered to"), _text(case.hand_over.to_name)
        yield N_("What they must know"), _text(case.hand_over.briefing)


def _needs(case: Case) -> Iterator[Fact]:
    for need in case.open_needs.values():
        values = {"text": need.text, "who": need.by_name, "when": need.at}
        yield N_("What the customer would like"), Words("{text} ({who}, {when})", values)


def _taught(case: Case) -> Iterator[Fact]:
    yield N_("The confirmed summary"), _text("\n".join(f"• {point}" for point in case.summary))
    yield N_("What we found"), _text(case.findings)
    yield from _changes(case)


def _changes(case: Case) -> Iterator[Fact]:
    for key, action in case.open_improvements.items():
        values = {"key": key, "what": action.change, "owner": action.owner_name, "due": action.due}
        yield N_("Being changed"), Words(N_("{key}. {what} ({owner}): by {due}"), values)


#: The steps at which a proposal is weighed.
WEIGHED = ("approve", "return", "head_office_answer", "escalate")

_FACTS: dict[str, Callable[[Case], Iterator[Fact]]] = {
    "understand": _heard,
    "propose": _understood,
    "appoint": _plan,
    "talk": _plan,
    "agree": _wish,
    "sign": _promises,
    "amend": _promises,
    "follow_up": _promises,
    "accept_hand_over": _offered,
    "decline_hand_over": _offered,
    "take_back_hand_over": _given,
    "reassign": _heard,
    "need_seen": _needs,
    "improve": _taught,
    "improved": _changes,
}
