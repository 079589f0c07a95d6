"""Cases of the same matter with what was agreed and whether it held: the same product first, then the same category."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from desk.cases.alike import Alike, alike_of, kind_of, same_product
from desk.cases.case import Case
from desk.cases.listing import about

from . import lists

if TYPE_CHECKING:
    from .journal import Journal

#: So many cases are looked at for each question, and so many are kept.
_LOOKED_AT, _KEPT = 25, 12


def similar(journal: Journal, case: Case, now: datetime) -> tuple[Alike, ...]:
    """Agreements of cases like this one, the likest and then the newest first."""
    found: dict[str, Alike] = {}
    for case_id in _candidates(journal, case, now):
        if case_id != case.id and case_id not in found:
            other = journal.alike_of(case_id)
            if other is not None and other.currency == case.currency and _is_like(case, other):
                found[case_id] = other
    likest = sorted(found.values(), key=lambda one: (same_product(one.about, case.product), one.at), reverse=True)
    return tuple(likest[:_KEPT])


def _is_like(case: Case, other: Alike) -> bool:
    return same_product(other.about, case.product) or (case.category == other.category not in ("", "other"))


def _candidates(journal: Journal, case: Case, now: datetime) -> Iterator[str]:
    """Cases that hold the product's words, and the newest that were closed."""
    words = sorted(kind_of(case.product), key=len, reverse=True)[:2]
    store = journal.store
    if words:
        asked = lists.Filter("all", text=" ".join(words) + " ")
        for row in lists.page(store, asked, sort=lists.FOUND, limit=_LOOKED_AT, now=now):
            yield row.case_id
    newest = lists.Filter("closed")
    for row in lists.page(store, newest, sort="closed", descending=True, limit=_LOOKED_AT, now=now):
        yield row.case_id


def seen_by_others(case: Case | None) -> Alike | None:
    """The case as others see it, named by what it is about."""
    return alike_of(case, case.product or about(case)) if case is not None else None
