"""The lane of a solution, worked out by the desk: within a mandate, beyond it, or an unreasonable wish; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from desk.i18n import N_, Words

from . import consult
from .case import Case, Remedy
from .mandate import Mandate, Short, Used, worth
from .moment import Moment

WITHIN, BEYOND, UNREASONABLE = "within", "beyond", "unreasonable"


@dataclass(frozen=True)
class Lane:
    """Which way a proposal goes (standards, `act`), the mandate that covers it, and the sentence that says why."""

    name: str
    words: Words
    mandate: str = ""


def used_in(case: Case, but_round: int = 0) -> Iterator[Used]:
    """What a case used of its mandates, round by round; an offer that came to nothing used nothing."""
    for round_, use in case.under_mandate.items():
        given = case.state != "closed" or int(round_) != case.round or case.is_agreed
        if use.amount and int(round_) != but_round and given:
            yield Used(case.number, use.mandate, use.amount)


def lane(moment: Moment) -> Lane:
    """The lane of what is proposed in the answers."""
    answers = moment.answers
    if answers.get("reasonable") == "no":
        text = N_("Explain our position calmly and offer something else; manager and head office decide on both.")
        return Lane(UNREASONABLE, Words(text))
    remedies, gesture = consult.remedies_of(answers), consult.gesture_of(answers)
    reasons: list[Short] = []
    for mandate in moment.policy.mandates:
        why = _why_not(moment, mandate, remedies, gesture)
        if why is None:
            values = {"mandate": mandate.name, "limit": mandate.money(mandate.limit)}
            text = N_("Within mandate {mandate} (up to {limit}): it may be offered at once.")
            return Lane(WITHIN, Words(text, values), mandate.name)
        reasons.append(why)
    return Lane(BEYOND, _beyond(moment, reasons))


def why_asked(moment: Moment) -> Words | None:
    """Why no mandate covered the proposal that stands, when it was made; None where there is no mandate to name."""
    made = moment.case.proposal
    if made is None or made.mandate or made.reasonable != "yes":
        return None
    then = replace(moment, now=made.at, person=moment.people.get(made.by, moment.person))
    gesture = (made.gesture_amount or None) if made.gesture else 0
    found = (_why_not(then, mandate, made.remedies, gesture) for mandate in moment.policy.mandates)
    nearest = max((why for why in found if why), key=lambda short: short.nearness, default=None)
    return nearest.words if nearest else None


def _beyond(moment: Moment, reasons: list[Short]) -> Words:
    """Why no mandate covers it; of several the one that came nearest says so."""
    span = moment.policy.answer_within
    if not reasons:
        text = N_("There is no standing mandate: manager and head office decide first, within {span}.")
        return Words(text, {"span": span})
    text = N_("Manager and head office decide first, within {span}. {reason}")
    return Words(text, {"span": span, "reason": max(reasons, key=lambda short: short.nearness).words})


def _why_not(moment: Moment, mandate: Mandate, remedies: tuple[Remedy, ...], gesture: int | None) -> Short | None:
    case = moment.case
    why = mandate.falls_short(case, remedies, gesture, moment.person.role, today(moment))
    if why is not None:
        return why
    # looked up last: what the customer got in other cases is a search through the store
    return mandate.split(worth(case, remedies, gesture or 0), _before(moment))


def _before(moment: Moment) -> Iterable[Used]:
    """What this case used in its other rounds, and what the same customer got in other cases."""
    yield from used_in(moment.case, but_round=moment.case.round)
    yield from moment.used(moment.case)


def today(moment: Moment) -> date:
    return moment.now.astimezone(moment.branch.tz).date()
