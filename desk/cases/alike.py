"""What other cases of the same matter got, so that like is treated alike, and when a remedy is above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from desk.i18n import N_, Words

from . import consult
from .case import Case
from .moment import Moment
from .text import fold

#: How the agreement went.
KEPT, LATE, RUNNING, REOPENED = "kept", "late", "running", "reopened"
HELD = {
    KEPT: N_("kept in time"),
    LATE: N_("kept, but late"),
    RUNNING: N_("not yet kept"),
    REOPENED: N_("the customer came back with it"),
}

#: With fewer cases of the same product nothing is usual yet.
FEW = 3

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Alike:
    """One case that is like another: what was agreed, what it is worth, and whether it held."""

    case_id: str
    number: str
    at: datetime
    about: str
    remedies: tuple[str, ...]
    worth: int
    price: int
    currency: str
    category: str
    held: str
    satisfied: bool = False


def alike_of(case: Case, about: str) -> Alike | None:
    """The case as another one sees it; None where nothing was agreed."""
    if case.agreement is None or case.erased:
        return None
    promises = [promise for promise in case.commitments.values() if promise.replaced_at is None]
    if not promises:
        return None
    held = KEPT
    if any(p.delivered_at is None for p in promises):
        held = RUNNING
    elif any(p.delivered_at and p.delivered_at > p.due for p in promises):
        held = LATE
    if case.reopened:
        held = REOPENED
    return Alike(
        case_id=case.id, number=case.number, at=case.agreement.at, about=about,
        remedies=tuple(promise.what for promise in promises), worth=sum(promise.amount for promise in promises),
        price=case.price, currency=case.currency, category=case.category, held=held, satisfied=case.satisfied,
    )  # fmt: skip


def kind_of(product: str) -> frozenset[str]:
    """The words of a product without its numbers: two cookers of different sizes are cookers."""
    return frozenset(_WORD.findall(fold(product)))


def same_product(one: str, other: str) -> bool:
    """Whether two products share most of their words."""
    ours, theirs = kind_of(one), kind_of(other)
    return bool(ours and theirs) and 2 * len(ours & theirs) >= min(len(ours), len(theirs)) + 1


def line(one: Alike) -> Words:
    """One case in a sentence: what was agreed, and whether it held."""
    what, held = "; ".join(one.remedies), Words(HELD[one.held])
    values = {"number": one.number, "about": one.about, "remedies": what, "held": held}
    return Words(N_("{number} · {about}: {remedies} ({held})"), values)


# Too much? -------------------------------------------------------------------------------------------------------


def worth(moment: Moment) -> int:
    """What the proposal in the answers costs the store."""
    remedies = sum(remedy.amount for remedy in consult.remedies_of(moment.answers))
    return remedies + (consult.gesture_of(moment.answers) or 0)


def above_price(moment: Moment) -> bool:
    """Whether it is above the policy's share of what the customer paid; unknown prices are above nothing."""
    price = moment.case.price
    return price > 0 and worth(moment) * 100 > price * moment.policy.fair_percent


def above_others(moment: Moment) -> Alike | None:
    """The one that got most among cases of the same product, where this proposal is above it."""
    given = worth(moment)
    if not given or not moment.case.product:
        return None
    others = [
        one for one in moment.alike()
        if one.currency == moment.currency and same_product(one.about, moment.case.product) and one.worth
    ]  # fmt: skip
    most = max(others, key=lambda one: one.worth, default=None)
    return most if most is not None and len(others) >= FEW and given > most.worth else None


def above(moment: Moment) -> str:
    """Why the proposal may be too much: price, others, or not at all (empty)."""
    if above_price(moment):
        return "price"
    return "others" if above_others(moment) else ""


def too_much(moment: Moment) -> bool:
    """For the two questions of the standard: asked only then."""
    return bool(above(moment))
