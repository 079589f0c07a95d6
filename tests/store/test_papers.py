"""Issued papers: the same bytes again, checked on every read, and gone with the customer's data."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from desk.cases.moment import Refused
from desk.store import migrate, papers
from desk.store.connection import Store
from desk.store.database import StoreProblem, open_store
from desk.store.journal import Journal

from .way import STAFF, START, take, until

PDF = b"%PDF-1.7 what was promised to Tuula Heikkinen\n"


def answers(pdf: bytes = PDF, paper: str = "agreement", **more: str) -> dict[str, str]:
    return {"paper": paper, "language": "fi", "sha256": hashlib.sha256(pdf).hexdigest(), **more}


def issue(journal: Journal, case_id: str, pdf: bytes = PDF, version: int = 1, minutes: int = 500, **more: str):
    now = START + timedelta(minutes=minutes)
    return papers.issue(
        journal, answers(pdf, **more), pdf, by=STAFF["clerk"], now=now, case_id=case_id, version=version
    )


def test_an_issued_paper_comes_back_byte_for_byte(journal: Journal) -> None:
    case_id = until(journal, "sign")
    issue(journal, case_id, second_language="en")
    kept = papers.again(journal.store, case_id, "agreement", ("fi", "en"), 1)
    assert kept is not None
    assert (kept.pdf, kept.number, kept.at) == (PDF, "B1-00001", START + timedelta(minutes=500))
    assert papers.by_digest(journal.store, kept.sha256) == kept
    assert papers.of_case(journal.store, case_id) == [kept]


@pytest.mark.parametrize(
    "asked",
    [("slip", ("fi",), 1), ("agreement", ("en",), 1), ("agreement", ("fi", "en"), 1), ("agreement", ("fi",), 2)],
)
def test_another_paper_is_never_given_for_it(journal: Journal, asked: tuple[str, tuple[str, ...], int]) -> None:
    case_id = until(journal, "sign")
    issue(journal, case_id)
    assert papers.again(journal.store, case_id, *asked) is None


def test_one_issued_before_the_signature_is_not_the_signed_one(journal: Journal) -> None:
    case_id = until(journal, "sign")
    issue(journal, case_id)
    later = START + timedelta(minutes=501)
    assert papers.again(journal.store, case_id, "agreement", ("fi",), 1, since=later) is None


def test_entry_and_bytes_are_kept_both_or_neither(journal: Journal) -> None:
    case_id = until(journal, "agree")
    before = len(journal.entries(case_id))
    with pytest.raises(ValueError, match="fingerprint"):
        papers.issue(journal, answers(b"other"), PDF, by=STAFF["clerk"], now=START, case_id=case_id)
    with pytest.raises(Refused):
        issue(journal, case_id, paper="no such paper")
    assert (len(journal.entries(case_id)), papers.of_case(journal.store, case_id)) == (before, [])


def test_the_same_operation_is_kept_once(journal: Journal) -> None:
    case_id = until(journal, "agree")
    for _ in range(2):
        papers.issue(
            journal, answers(), PDF, by=STAFF["clerk"], now=START + timedelta(hours=9), case_id=case_id, operation="one"
        )
    assert len(papers.of_case(journal.store, case_id)) == 1


def spoil(store: Store, sql: str) -> None:
    store.connection.execute("drop trigger paper_stays")
    store.connection.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "update paper set pdf=cast('%PDF-1.7 what was promised to nobody' as blob)",
        # bytes and row agree, the chain does not
        f"update paper set pdf=x'25', sha256='{hashlib.sha256(b'%').hexdigest()}'",
    ],
)
def test_bytes_that_are_not_as_issued_are_never_given_out(journal: Journal, sql: str) -> None:
    case_id = until(journal, "agree")
    issue(journal, case_id)
    assert journal.check() == []
    spoil(journal.store, sql)
    with pytest.raises(StoreProblem, match="not as it was issued"):
        papers.again(journal.store, case_id, "agreement", ("fi",), 1)
    assert ["not as it was issued" in str(words) for words in journal.check()] == [True]


def test_an_issued_paper_cannot_be_changed(journal: Journal) -> None:
    issue(journal, until(journal, "agree"))
    with pytest.raises(Exception, match="never changed"):
        journal.store.connection.execute("update paper set version=2")


def test_erasing_a_case_takes_its_papers_and_leaves_the_fingerprint(journal: Journal, path: Path) -> None:
    case_id = until(journal)
    issue(journal, case_id)
    journal.erase(case_id, by=STAFF["manager"], now=START + timedelta(days=9), reason="Asiakas pyysi.")
    assert papers.of_case(journal.store, case_id) == []
    known = papers.by_digest(journal.store, hashlib.sha256(PDF).hexdigest())
    assert known is not None
    assert (known.number, known.paper, known.languages, known.pdf) == ("B1-00001", "agreement", ("fi",), b"")
    assert journal.check() == []
    journal.store.close()
    assert b"Tuula Heikkinen" not in path.read_bytes()


def test_what_was_signed_is_what_was_agreed(journal: Journal) -> None:
    case_id = until(journal, "agree")
    take(journal, "correct", case_id, minutes=300, what="customer_name", value="Tuula Heikkinen-Ek", reason="Nimi.")
    strokes = "[[0,0,0,900,500,120]]"
    take(journal, "sign", case_id, minutes=310, how="screen", customer_strokes=strokes)
    agreed, signed = papers.as_agreed(journal, case_id)
    assert (agreed[1].customer_name, signed[1].customer_name) == ("Tuula Heikkinen", "Tuula Heikkinen")
    assert agreed[1].agreement.customer_strokes == ""
    assert signed[1].agreement.customer_strokes == strokes
    assert papers.to_print(journal, case_id) == signed[1]
    take(journal, "amend", case_id, minutes=320, reason="Päivä vaihtui.", consent=True, commitments=[
        {"what": "Koneen hinta", "kind": "refund", "amount": "100,00", "owner": "clerk", "due": "2026-03-06",
         "evidence": "Maksutosite", "feasible": True}])  # fmt: skip
    newest = papers.to_print(journal, case_id)
    assert (newest.agreement.version, newest.agreement.customer_strokes) == (2, "")


def test_signed_on_paper_the_paper_is_the_one_that_was_printed(journal: Journal) -> None:
    case_id = until(journal, "sign")
    assert papers.to_print(journal, case_id) == journal.as_agreed(case_id)


def test_a_store_of_the_first_format_learns_to_keep_papers(path: Path, journal: Journal) -> None:
    case_id = until(journal, "agree")
    connection = journal.store.connection
    for sql in ("drop table paper", "delete from migration where name='0002_papers'", "pragma user_version=1"):
        connection.execute(sql)
    journal.store.close()
    store = open_store(path)
    assert store.row("pragma user_version") == (migrate.SCHEMA,)
    issue(Journal(store), case_id)
    assert len(papers.of_case(store, case_id)) == 1
    assert Journal(store).check() == []
    store.close()
    assert path.with_name(f"{path.name}.format-1").exists()
