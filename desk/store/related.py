"""Earlier cases of the same customer, found by telephone in any notation, e-mail, proof of purchase or name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desk.cases.text import fold

from . import lists
from .connection import Store

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
    """The digits of a number as people write it: at home and from abroad. None for what is no number."""
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
