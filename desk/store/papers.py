"""Issued papers: kept byte for byte with the entry that says so, and checked against its fingerprint on every read."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.cases.case import Agreement, Case, apply
from desk.cases.issued import Issued, Known
from desk.cases.people import Person
from desk.i18n import N_, Words

from . import accounts, settings
from .connection import Store
from .entries import VERSION as ENTRY_FORMAT
from .instants import at
from .journal import Journal, Recorded
from .permission import need
from .problems import StoreProblem

STEP = "issue_paper"

#: The store's own certificates, base64, newest last; they are public, the key is never in the store.
_CERTIFICATES = "seal_certificates"

_SELECT = (
    "select p.case_id, coalesce(l.number, ''), p.paper, p.languages, p.version, e.at, e.body, p.pdf, e.seq"
    " from paper p join entry e on e.id=p.entry left join case_list l on l.case_id=p.case_id"
)
#: An erased case keeps its entries: what was issued is still known by its fingerprint.
_ERASED = (
    "select e.case_id, coalesce(l.number, ''), e.at, e.body from entry e left join case_list l on l.case_id=e.case_id"
    f" where e.step='{STEP}' and e.version={ENTRY_FORMAT} and e.body->>'$.answers.sha256'=? order by e.id desc"
)


def issue(
    journal: Journal, answers: Mapping[str, Any], pdf: bytes, *, by: Person, now: datetime, case_id: str,
    version: int = 0, operation: str = "",
) -> Recorded:  # fmt: skip
    """Record that a paper left the desk and keep its bytes, both or neither. `version`: of the agreement, 0 for others.

    ValueError when the fingerprint in the answers is not that of the bytes; else as Journal.record().
    """
    if answers.get("sha256") != hashlib.sha256(pdf).hexdigest():
        raise ValueError("the fingerprint is not that of the paper")
    store = journal.store
    with store.writing() as connection:
        recorded = journal.record(STEP, answers, by=by, now=now, case_id=case_id, operation=operation)
        connection.execute(
            "insert or ignore into paper select id, case_id, ?, ?, ?, ?, ? from entry where operation=?",
            (answers["paper"], _languages(answers), version, answers["sha256"], pdf, recorded.entry.operation),
        )
    return recorded


def _languages(answers: Mapping[str, Any]) -> str:
    return " ".join(text for text in (answers["language"], answers.get("second_language")) if text)


def of_case(store: Store, case_id: str) -> list[Issued]:
    """Every paper kept of a case, oldest first. StoreProblem when one is not as it was issued."""
    return list(_read(store, " where p.case_id=? order by p.entry", bytes.fromhex(case_id)))


def again(
    store: Store, case_id: str, paper: str, languages: tuple[str, ...], version: int = 0, since: datetime | None = None
) -> Issued | None:
    """The paper as it was issued last, for a reprint with the same bytes; None when it never was, or before `since`."""
    kept = [p for p in of_case(store, case_id) if (p.paper, p.languages, p.version) == (paper, languages, version)]
    return next((p for p in reversed(kept) if since is None or p.at >= since), None)


def by_digest(store: Store, sha256: str) -> Issued | None:
    """The paper issued with that fingerprint; without its bytes when the customer's data was erased since."""
    if found := list(_read(store, " where p.sha256=? order by p.entry desc limit 1", sha256)):
        return found[0]
    row = store.row(_ERASED, (sha256,))
    if row is None:
        return None
    case_id, number, when, body = row
    answers = json.loads(body)["answers"]
    languages = tuple(_languages(answers).split())
    return Issued(case_id.hex(), number, answers["paper"], languages, 0, at(when), sha256)


def _read(store: Store, where: str, value: str | bytes) -> Iterator[Issued]:
    for case_id, number, paper, languages, version, when, body, pdf, seq in store.rows(_SELECT + where, (value,)):
        sha256 = json.loads(body)["answers"]["sha256"]  # the chain's word, not the row's own
        if hashlib.sha256(pdf).hexdigest() != sha256:
            text = N_("The paper of entry {seq} (case {number}) is not as it was issued.")
            raise StoreProblem(Words(text, {"number": number, "seq": seq}))
        yield Issued(case_id.hex(), number, paper, tuple(languages.split()), version, at(when), sha256, pdf)


# The case as its papers were made from it ----------------------------------------------------------------------------


def as_agreed(journal: Journal, case_id: str) -> tuple[dict[int, Case], dict[int, Case]]:
    """The case as each version of its agreement was made, and as those were signed that were.

    What is signed is what was agreed: a correction made in between is not in it.
    """
    agreed: dict[int, Case] = {}
    signed: dict[int, Case] = {}
    case: Case | None = None
    for entry in journal.entries(case_id):
        case = apply(case or Case(entry.case_id), entry.changes)
        if (made := case.agreement) is None:
            continue
        agreed.setdefault(made.version, case)
        if made.signed_at and made.version not in signed:
            signed[made.version] = replace(agreed[made.version], agreement=_signed(agreed[made.version], made))
    return agreed, signed


def _signed(agreed: Case, made: Agreement) -> Agreement:
    assert agreed.agreement is not None  # it is kept because it has one
    return replace(
        agreed.agreement, signed_at=made.signed_at, signed_how=made.signed_how,
        customer_strokes=made.customer_strokes, store_strokes=made.store_strokes,
    )  # fmt: skip


def to_print(journal: Journal, case_id: str) -> Case | None:
    """The case that the newest agreement's paper is made from: as signed on the screen, else as agreed."""
    _, signed = as_agreed(journal, case_id)
    agreed = journal.as_agreed(case_id)
    if agreed is None or agreed.agreement is None:
        return agreed
    with_strokes = signed.get(agreed.agreement.version)
    on_screen = with_strokes is not None and with_strokes.agreement is not None and (
        with_strokes.agreement.signed_how == "screen"
    )  # fmt: skip
    return with_strokes if on_screen else agreed


def known(journal: Journal, sha256: str, number: str) -> Known:
    """All that is known about a paper with that fingerprint, or with that case's number on it."""
    store = journal.store
    same = by_digest(store, sha256)
    case_id = same.case_id if same else journal.find(number) if number else ""
    agreed, signed = as_agreed(journal, case_id) if case_id else ({}, {})
    return Known(
        accounts.branch(store), same, tuple(of_case(store, case_id)) if case_id else (), agreed, signed,
        certificates(store),
    )  # fmt: skip


# The store's logo ----------------------------------------------------------------------------------------------------

_LOGO = "logo"


def logo(store: Store) -> bytes:
    """The picture at the head of new papers; empty when there is none. Issued papers keep the one they have."""
    return b64decode(settings.get(store, _LOGO, ""))


def set_logo(store: Store, picture: bytes, by: Person | None = None) -> None:
    """Put it on all papers made from now on; empty takes it away."""
    need(by, "logo")
    settings.put(store, _LOGO, b64encode(picture).decode("ascii"))


# The store's seals ---------------------------------------------------------------------------------------------------


def certificates(store: Store) -> tuple[bytes, ...]:
    """The certificates of the store's seals (DER), newest last."""
    return tuple(b64decode(text) for text in settings.get(store, _CERTIFICATES, []))


def add_certificate(store: Store, certificate: bytes, by: Person | None = None) -> None:
    """Keep the certificate of a new seal beside the older ones: what they sealed stays provable."""
    need(by, "seal")
    kept = [*certificates(store), certificate]
    settings.put(store, _CERTIFICATES, [b64encode(each).decode("ascii") for each in kept])


_SEALING = "sealing"


def seals(store: Store) -> bool:
    """Whether papers are sealed now: there is a seal, and nobody has switched it off."""
    return bool(settings.get(store, _CERTIFICATES, [])) and bool(settings.get(store, _SEALING, True))


def set_seals(store: Store, on: bool, by: Person | None = None) -> None:
    """Seal from now on, or no more; what was sealed stays provable."""
    need(by, "seal")
    settings.put(store, _SEALING, on)
