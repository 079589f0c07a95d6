"""What a customer already got under standing mandates in other cases, so that an amount cannot be split over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.cases.case import Case
from desk.cases.lanes import used_in
from desk.cases.mandate import Used

from . import related

if TYPE_CHECKING:
    from .journal import Journal


def used(journal: Journal, case: Case) -> tuple[Used, ...]:
    """What was offered or given in the customer's other cases.

    Somebody of the same name whose telephone or e-mail says otherwise is somebody else.
    """
    found = related.earlier(
        journal.store, case.country, telephone=case.telephone, email=case.email, proof=case.proof,
        name=case.customer_name, but=case.id,
    )  # fmt: skip
    out: list[Used] = []
    for earlier in found:
        other = journal.case(earlier.row.case_id)
        if other is not None and (earlier.by != (related.NAME,) or not _differ(case, other)):
            out += used_in(other)
    return tuple(out)


def _differ(one: Case, other: Case) -> bool:
    """Whether two cases of one name are those of two people: both left a number or an address, and not the same."""
    pairs = ((one.telephone, other.telephone), (one.email, other.email))
    return any(mine and theirs for mine, theirs in pairs)
