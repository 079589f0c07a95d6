"""Earlier cases of the same customer, found by telephone in any notation, e-mail, proof of purchase or name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.cases.alike import kind_of
from desk.cases.case import Case
from desk.cases.text import fold

from . import lists
from .connection import Store
from .search import without_extension

if TYPE_CHECKING:
    from .journal import Journal

#: Where a number without a country code is dialled from, by country pack.
_REGION = {"vn": "VN", "fi": "FI", "general": "GB"}

TELEPHONE, EMAIL, PROOF, NAME = "telephone", "email", "proof", "name"

#: Hits looked at for each thing that is known of a customer; a common name must not read the whole store.
_LOOKED_AT = 25


@dataclass(frozen=True)
class Related:
    """An earlier case, and what of the customer was the same: telephone, email, proof or name."""

    row: lists.Row
    by: tuple[str, ...]


def earlier(
    store: Store, country: str, *, telephone: str = "", email: str = "", proof: str = "", name: str = "", but: str = ""
) -> list[Related]:
    """The customer's other cases, those with the most in common first, then the newest; `but` is left out.

    A name counts only in full, with or without its marks; a telephone number in any notation.
    """
    found: dict[str, Related] = {}
    for by, asked in _questions(country, telephone, email, proof, name):
        for row in _rows(store, asked):
            if row.case_id != but:
                known = found.get(row.case_id, Related(row, ()))
                if by not in known.by and _is_same(row, by, asked):
                    found[row.case_id] = Related(row, (*known.by, by))
    return sorted((r for r in found.values() if r.by), key=lambda r: (len(r.by), r.row.rowid), reverse=True)


@dataclass(frozen=True)
class Before:
    """One earlier case of the customer, and how it went: what was agreed, and whether it held (empty: nothing)."""

    related: Related
    agreed: tuple[str, ...] = ()
    held: str = ""


@dataclass(frozen=True)
class Customer:
    """A customer who is known: the earlier cases, what they prefer, and an open case that may be about the same."""

    cases: tuple[Before, ...] = ()
    count: int = 0
    preferences: Mapping[str, str] = field(default_factory=dict)
    twin: Related | None = None


#: What is offered again from the newest earlier case that says it.
PREFERENCES = ("preferred_channel", "language", "addressed", "telephone", "email", "address")

#: So many earlier cases are read for what was agreed.
_READ = 3


def customer(journal: Journal, country: str, answers: Mapping[str, str], but: str = "") -> Customer:
    """What is known of the customer whom the answers to the intake tell of. Reads only."""
    asked = {name: answers.get(key) or "" for name, key in _ASKED.items()}
    found = earlier(journal.store, country, but=but, **asked)
    sure = [related for related in found if related.by != (NAME,)] or found
    read = [(related, journal.case(related.row.case_id)) for related in sure[:_READ]]
    preferences: dict[str, str] = {}
    for related, case in read:
        if case is not None and related.by != (NAME,):  # somebody of the same name may prefer something else
            for name in PREFERENCES:
                if value := getattr(case, name):
                    preferences.setdefault(name, value)
    about = f"{answers.get('product') or ''} {answers.get('own_words') or ''}"
    return Customer(tuple(_before(journal, *one) for one in read), len(sure), preferences, _twin(journal, sure, about))


_ASKED = {"telephone": "telephone", "email": "email", "proof": "proof", "name": "customer_name"}


def _before(journal: Journal, related: Related, case: Case | None) -> Before:
    alike = journal.alike_of(related.row.case_id) if case is not None else None
    return Before(related, alike.remedies, alike.held) if alike else Before(related)


def _twin(journal: Journal, found: Sequence[Related], about: str) -> Related | None:
    """The open case of theirs that shares most words with what is being written, at least two that say something."""
    words = kind_of(about)
    best: tuple[int, Related | None] = 1, None
    for related in found[:_LOOKED_AT]:
        if related.row.state == "open" and words:
            case = journal.case(related.row.case_id)
            shared = len(words & kind_of(f"{case.product} {case.own_words}")) if case else 0
            if shared > best[0]:
                best = shared, related
    return best[1]


def _questions(country: str, telephone: str, email: str, proof: str, name: str) -> Iterator[tuple[str, str]]:
    for digits in notations(telephone, country):
        yield TELEPHONE, digits
    if "@" in email:
        yield EMAIL, email
    if len(proof.strip()) >= 4:
        yield PROOF, proof
    if len(name.split()) >= 2:
        yield NAME, name


def notations(telephone: str, country: str) -> Sequence[str]:
    """The digits of a number as people write it: at home and from abroad, without an extension. None for what is no
    number."""
    telephone = without_extension(fold(telephone))
    if sum(c.isdigit() for c in telephone) < 6:
        return ()
    import phonenumbers  # late: the first window needs no numbers

    try:
        parsed = phonenumbers.parse(telephone, _REGION.get(country, "GB"))
    except phonenumbers.NumberParseException:
        return ("".join(c for c in telephone if c.isdigit()),)
    home = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return tuple(dict.fromkeys("".join(c for c in text if c.isdigit()) for text in (home, abroad)))


def _rows(store: Store, asked: str) -> list[lists.Row]:
    whole = lists.Filter("all", text=asked + " ")  # the last word is finished: 0912 does not find 09123
    return lists.page(store, whole, sort="recorded", descending=True, limit=_LOOKED_AT, now=datetime.now(UTC))


def _is_same(row: lists.Row, by: str, asked: str) -> bool:
    """A name must be the customer's own; the other things are rare enough that holding them is enough."""
    return by != NAME or fold(row.customer).split() == fold(asked).split()
