"""Standing mandates: what manager and head office agreed beforehand may be offered at once, and why it may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desk.i18n import N_, Money, Words

from .people import HEAD_OFFICE, MANAGER, ROLES

if TYPE_CHECKING:  # a mandate is read at every start, a case is not
    from .case import Case, Remedy
    from .people import Person

#: Remedies whose worth must be known before a limit can cover them.
_WORTH = frozenset(("refund", "store_credit", "discount"))

#: Remedies that give away the thing itself: without an amount they are worth what the customer paid.
_THING = frozenset(("exchange", "replacement"))


@dataclass(frozen=True)
class Used:
    """What was already offered or given under a mandate: in which case, and how much in minor units."""

    number: str
    mandate: str
    amount: int


class Short(NamedTuple):
    """Why a mandate does not cover a proposal, and how near it came: the nearest of several is worth a sentence."""

    nearness: int
    words: Words


#: Nothing comes nearer than an amount that would be covered if it were the only one.
SPLIT = 9


@dataclass(frozen=True)
class Mandate:
    """A written limit, signed by manager and head office. Limit in minor units; empty sets allow all.

    One of them writes it and the other signs with their own PIN; with one name alone it holds for nobody.
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
    revoked_by: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether both have signed, and they are two."""
        return bool(self.manager and self.head_office and self.manager != self.head_office)

    def is_in_force(self, today: date) -> bool:
        return self.is_signed and not self.revoked_by and self.valid_from <= today <= self.valid_to

    def covers(self, case: Case, remedies: Iterable[Remedy], extra: int | None, role: str, today: date) -> bool:
        """Whether the whole proposal lies inside this mandate today; what was given before is not looked at.

        `extra` is the gesture's amount, None when nobody gave one.
        """
        return self.falls_short(case, tuple(remedies), extra, role, today) is None

    def falls_short(
        self, case: Case, remedies: tuple[Remedy, ...], extra: int | None, role: str, today: date
    ) -> Short | None:
        """Why the proposal lies outside; None when it lies inside."""
        found = enumerate(
            (self._in_force(today), self._for_whom(case, role), self._what(remedies, extra),
             self.exceeded(worth(case, remedies, extra or 0)))
        )  # fmt: skip
        return next((Short(near, words) for near, words in found if words is not None), None)

    def _in_force(self, today: date) -> Words | None:
        if not self.is_signed:
            return Words(N_("{mandate}: manager and head office have not both signed it."), {"mandate": self.name})
        if self.revoked_by:
            return Words(
                N_("{mandate}: {name} has taken it back."), {"mandate": self.name, "name": self.revoked_by}
            )
        if today < self.valid_from:
            return Words(
                N_("{mandate}: it holds only from {day}."), {"mandate": self.name, "day": self.valid_from}
            )
        if today > self.valid_to:
            return Words(N_("{mandate}: it ended on {day}."), {"mandate": self.name, "day": self.valid_to})
        return None

    def _for_whom(self, case: Case, role: str) -> Words | None:
        if self.roles and role not in self.roles:
            values = {"mandate": self.name, "role": Words(ROLES[role])}
            return Words(N_("{mandate}: it does not hold for this role ({role})."), values)
        if self.currency != case.currency:
            values = {"mandate": self.name, "currency": self.currency, "other": case.currency}
            return Words(N_("{mandate}: it is in {currency}, this case is in {other}."), values)
        if self.categories and case.category not in self.categories:
            return Words(N_("{mandate}: it is not for complaints of this category."), {"mandate": self.name})
        return None

    def _what(self, remedies: tuple[Remedy, ...], extra: int | None) -> Words | None:
        other = next((r for r in remedies if r.kind not in self.remedies), None)
        if other is not None:
            return Words(
                N_("{mandate}: it does not cover this kind of remedy (“{what}”)."),
                {"mandate": self.name, "what": other.what},
            )
        if extra is None or any(r.amount <= 0 for r in remedies if r.kind in _WORTH):
            return Words(N_("{mandate}: an amount is missing, so nobody can tell."), {"mandate": self.name})
        return None

    def exceeded(self, amount: int) -> Words | None:
        if amount <= self.limit:
            return None
        values = {"mandate": self.name, "amount": self.money(amount), "limit": self.money(self.limit)}
        return Words(N_("{mandate}: {amount} is more than the limit of {limit}."), values)

    def split(self, amount: int, used: Iterable[Used]) -> Short | None:
        """Why the amount is too much together with what the same customer got under this mandate before."""
        mine = [u for u in used if u.mandate == self.name]
        before = sum(u.amount for u in mine)
        if not before or before + amount <= self.limit:
            return None
        numbers = ", ".join(dict.fromkeys(u.number for u in mine))
        values = {
            "mandate": self.name, "amount": self.money(amount), "before": self.money(before), "cases": numbers,
            "limit": self.money(self.limit),
        }  # fmt: skip
        text = N_("{mandate}: this customer already had {before} ({cases}); {amount} more passes the limit of {limit}.")
        return Short(SPLIT, Words(text, values))

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)


def alone(before: tuple[Mandate, ...], after: tuple[Mandate, ...], by: Person) -> Words | None:
    """Why these mandates may not follow those when one person changes them: nobody gives themselves a mandate.

    One of manager and head office writes it under their own name, the other signs it as it stands; once both have,
    it can only be taken back, and it stays to be read. By telephone nobody signs: the standard wants it in writing.
    """
    old, new = {m.name: m for m in before}, {m.name: m for m in after}
    if len(new) != len(after):
        return Words(N_("There is already a mandate of this name. Please give it another."))
    if any(m.is_signed and name not in new for name, m in old.items()):
        return Words(N_("A mandate that was signed stays to be read. Take it back instead."))
    wrong = next((m for name, m in new.items() if m not in _next(old.get(name), m, by)), None)
    if wrong is None:
        return None
    text = N_("{mandate}: manager and head office each sign for themselves, and what both signed stays as it is.")
    return Words(text, {"mandate": wrong.name})


def _next(old: Mandate | None, new: Mandate, by: Person) -> tuple[Mandate, ...]:
    """What a mandate may be after this person had it in hand."""
    mine = signed(replace(new, revoked_by="", manager="", head_office=""), by)
    if old is None:
        return (mine,)
    if old.is_signed:
        return (old, replace(old, revoked_by=old.revoked_by or by.name))
    return (old, mine, signed(old, by))


def signed(mandate: Mandate, by: Person) -> Mandate:
    """The mandate with this person's name in the place of their role; nobody else has one."""
    if by.role == MANAGER:
        return replace(mandate, manager=by.name)
    return replace(mandate, head_office=by.name) if by.role == HEAD_OFFICE else mandate


def worth(case: Case, remedies: Iterable[Remedy], extra: int) -> int:
    """What the remedies and the gesture are worth together, in minor units."""
    return extra + sum(r.amount or (case.price if r.kind in _THING else 0) for r in remedies)
