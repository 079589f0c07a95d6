"""Standing mandates: what manager and head office agreed beforehand may be offered at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a mandate is read at every start, a case is not
    from .case import Case, Remedy

#: Remedies whose worth must be known before a limit can cover them.
_WORTH = frozenset(("refund", "store_credit", "discount"))


@dataclass(frozen=True)
class Mandate:
    """A written limit, signed by manager and head office. Limit in minor units; empty sets allow all.

    Source: standards, section 1, *Standing mandate* (000 joined with 001).
    """

    name: str
    remedies: frozenset[str]
    limit: int
    currency: str
    manager: str
    head_office: str
    categories: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    valid_from: date = date.min
    valid_to: date = date.max

    def covers(self, case: Case, remedies: Iterable[Remedy], extra: int | None, role: str, today: date) -> bool:
        """Whether the whole proposal lies inside this mandate today.

        `extra` is the gesture's amount, None when nobody gave one.
        """
        remedies = tuple(remedies)
        return (
            bool(self.manager and self.head_office and self.manager != self.head_office)
            and self.valid_from <= today <= self.valid_to
            and self.currency == case.currency
            and (not self.roles or role in self.roles)
            and (not self.categories or case.category in self.categories)
            and all(r.kind in self.remedies and (r.amount > 0 or r.kind not in _WORTH) for r in remedies)
            and extra is not None
            and sum(r.amount for r in remedies) + extra <= self.limit
        )
