"""The verification code of an agreement: a short digest of everything that its paper says."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import Any

from desk.cases.case import Agreement, Case, Commitment
from desk.cases.values import canonical, freeze

#: What the paper prints of the case itself.
_CASE = """number country zone currency raised_at recorded_at customer_name telephone email address language own_words
product serial purchased_on price proof summary wish findings""".split()
_AGREEMENT = """version at by_name branch place prevails customer_part if_late follow_up_at follow_up_by_name
representative interpreter reason facts_as_of""".split()
_PROPOSAL = ("digest", "stance", "position", "alternative", "mandate")
_REMEDY = ("kind", "what", "amount")
_COMMITMENT = ("what", "kind", "amount", "how", "owner_name", "due", "evidence_wanted")
_TALK = ("apology", "thanks", "responsibility", "responsibility_words")
_APPROVAL = ("name", "at", "how", "digest")


def version(case: Case) -> int:
    """The version of the agreement on paper; a draft has the number of the version to come."""
    newest = case.agreement.version if case.agreement else 0
    return newest if case.is_agreed else newest + 1


def paper_number(case: Case) -> str:
    """The number of the agreement's paper: the case's number and the version."""
    return f"{case.number}/v{version(case)}"


def verification_code(case: Case) -> str:
    """Twelve letters and digits in three groups, from SHA-256 over the values printed.

    The case must be as it was agreed. What happens to it later (signing, deliveries) changes nothing, and
    neither does the language of the paper.
    """
    digest = hashlib.sha256(b"agreement\0" + canonical(_printed(case))).digest()
    letters = b32encode(digest).decode("ascii")[:12]
    return "-".join(letters[i : i + 4] for i in range(0, 12, 4))


def payload(case: Case) -> str:
    """What the QR code holds: its own format, number, version and verification code."""
    return "|".join(("desk1", case.number, str(version(case)), verification_code(case)))


def kept_before(case: Case, commitment: Commitment) -> bool:
    """Whether a promise was already kept when this version was made; later deliveries are not on the paper."""
    at, agreement = commitment.delivered_at, case.agreement
    return at is not None and agreement is not None and at <= agreement.at


def _printed(case: Case) -> dict[str, Any]:
    agreement = case.agreement if case.is_agreed else None
    return {
        "case": _part(case, _CASE) | _tax("price_tax", case.price_tax),
        "agreement": _part(agreement, _AGREEMENT),
        "proposal": _part(case.proposal, _PROPOSAL),
        "remedies": [_part(r, _REMEDY) | _tax("tax", r.tax) for r in case.proposal.remedies] if case.proposal else [],
        "talk": _part(case.talk, _TALK),
        "approvals": {role: _part(given, _APPROVAL) for role, given in case.approvals.items()},
        "commitments": _promises(case, agreement),
    }


def _promises(case: Case, agreement: Agreement | None) -> list[dict[str, Any]]:
    keys = agreement.commitments if agreement else ()
    promises = [case.commitments[key] for key in keys]
    return [
        {**_part(c, _COMMITMENT), "kept": freeze(c.delivered_at if kept_before(case, c) else None)}
        | _tax("tax", c.tax)
        for c in promises
    ]


def _tax(name: str, minor: int) -> dict[str, int]:
    """The tax where there is some: papers of the time before it was asked for keep their codes."""
    return {name: minor} if minor else {}


def _part(thing: object, names: tuple[str, ...] | list[str]) -> dict[str, Any]:
    return {name: freeze(getattr(thing, name)) for name in names} if thing is not None else {}
