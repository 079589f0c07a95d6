"""What each role may do, cell by cell: every step at the journal's door, every deed at the store's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.cases.mandate import Mandate, signed
from desk.cases.moment import Refused
from desk.cases.old_list import Columns, guessed
from desk.cases.old_rows import Reader
from desk.cases.people import CLERK, DEEDS, HEAD_OFFICE, MANAGER, MAY, ROLES, Person, may
from desk.cases.steps import STEPS
from desk.commands.roles import table
from desk.i18n import catalogue
from desk.store import accounts, backup, bringing_in, export, papers
from desk.store.connection import Store
from desk.store.journal import Journal
from desk.store.problems import StoreProblem
from tests.makers import branch, people

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)

#: clerk, manager, head office; x = may.
TABLE = """
receive x x -              understand x x -            propose x x -               approve x x x
return x x x               head_office_answer x x -    countersign - - x           disown - - x
appoint x x -              talk x x -                  agree x x -                 sign x x -
amend x x -                deliver x x -               follow_up x x -             close x x -
offer_hand_over x x -      accept_hand_over x x -      decline_hand_over x x -     take_back_hand_over x x -
attempt x x -              note x x x                  correct x x -               pause x x -
call_manager x - -         thank - x -                 withdraw x x -              unreachable x x -
not_complaint x x -        decide - x -                merge x x -                 reopen x x -
issue_paper x x x          attach x x x               import - x -               improved x x x
need_seen - x x            escalate x x -             reassign - x -             take_in x x -
improve x x x
people - x -               branch - x -                policy - x -                logo - x -
backup - x -
seal - x -                 export - x x                erase - x x                mandates - x x
"""
WORDS = TABLE.split()
CELLS = [
    (WORDS[n], role, mark == "x")
    for n in range(0, len(WORDS), 4)
    for role, mark in zip((CLERK, MANAGER, HEAD_OFFICE), WORDS[n + 1 : n + 4], strict=True)
]


def somebody(role: str) -> Person:
    return Person(f"a {role}", role.title(), role)


@pytest.fixture
def staffed(store: Store) -> Store:
    for person in (*people().values(), *map(somebody, ROLES)):
        if person.id not in accounts.people(store):
            accounts.add_person(store, person, "", now=NOW)
    return store


def test_the_table_above_is_whole_and_is_the_one_that_is_printed() -> None:
    assert {name for name, _, _ in CELLS} == set(MAY) == {*STEPS, *DEEDS}
    printed = [(name, role, cell) for name, _, cells in table() for role, cell in zip(ROLES, cells, strict=True)]
    assert sorted(printed) == sorted(CELLS)


def test_a_step_is_refused_to_a_role_exactly_where_the_table_says_so(staffed: Store) -> None:
    journal = Journal(staffed)
    refused = []
    for step, role, _ in (cell for cell in CELLS if cell[0] in STEPS):
        case = "" if step == "receive" else journal.record("receive", RECEIVED, by=people()["clerk"], now=NOW).case.id
        try:
            journal.record(step, {}, by=somebody(role), now=NOW, case_id=case)
            rules = set()
        except Refused as error:
            rules = {problem.rule for problem in error.problems}
        refused.append((step, role, "role" not in rules))
    assert refused == [cell for cell in CELLS if cell[0] in STEPS]


def test_who_has_left_may_nothing() -> None:
    assert not any(may(replace(somebody(role), active=False), name) for name, role, _ in CELLS)


RECEIVED = {"customer_name": "Aino", "own_words": "Keitin paloi.", "heard_out": True, "wish": "Uusi", "mood": "calm",
            "telephone": "040 1234567", "channel": "counter"}  # fmt: skip

OTHER = Person("new", "New", CLERK)

DRAFT = Mandate("M-1", frozenset(("refund",)), 5000, "EUR", "", "")

#: Every deed, done at the store by somebody.
DONE: dict[str, list[Callable[[Store, Person], object]]] = {
    "people": [
        lambda store, by: accounts.add_person(store, OTHER, "", now=NOW, by=by),
        lambda store, by: accounts.update_person(store, replace(people()["clerk"], name="X"), by),
        lambda store, by: accounts.set_pin(store, "clerk", "2580", NOW, by),
    ],
    "branch": [lambda store, by: accounts.set_branch(store, branch(), by)],
    "policy": [lambda store, by: accounts.set_policy(store, accounts.policy(store), by.id, NOW)],
    "mandates": [
        lambda store, by: accounts.set_policy(
            store, replace(accounts.policy(store), mandates=(signed(DRAFT, by),)), by.id, NOW
        ),
    ],
    "logo": [lambda store, by: papers.set_logo(store, b"", by)],
    "seal": [
        lambda store, by: papers.add_certificate(store, b"certificate", by),
        lambda store, by: papers.set_seals(store, False, by),
    ],
}


@pytest.mark.parametrize(("deed", "role", "allowed"), [cell for cell in CELLS if cell[0] in DONE])
def test_a_deed_is_refused_to_a_role_exactly_where_the_table_says_so(
    staffed: Store, deed: str, role: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    for do in DONE[deed]:
        before = staffed.rows("select * from setting"), staffed.rows("select * from person")
        if allowed:
            do(staffed, somebody(role))
            continue
        with pytest.raises(StoreProblem) as refused:
            do(staffed, somebody(role))
        assert catalogue("en").say(refused.value.words).startswith(f"“{DEEDS[deed]}” is not for the role ")
        assert before == (staffed.rows("select * from setting"), staffed.rows("select * from person"))


def back_up(store: Store, by: Person, target: Path) -> None:
    backup.keep(store, target, NOW, by)


def take_out(store: Store, by: Person, target: Path) -> None:
    lines = store.rows("select number, customer from case_list")
    export.write(target, [export.Page("All", ("Number", "Customer"), lines)], "en", lambda done: None, by)


#: Deeds that leave a file.
WRITTEN = {"backup": (back_up, "copy.desk"), "export": (take_out, "list.csv")}


@pytest.mark.parametrize(("deed", "role", "allowed"), [cell for cell in CELLS if cell[0] in WRITTEN])
def test_nothing_leaves_the_store_by_a_role_that_may_not_take_it_out(
    staffed: Store, tmp_path: Path, deed: str, role: str, allowed: bool
) -> None:
    Journal(staffed).record("receive", RECEIVED, by=people()["clerk"], now=NOW)
    write, name = WRITTEN[deed]
    target = tmp_path / "out" / name
    target.parent.mkdir()
    if allowed:
        write(staffed, somebody(role), target)
        assert b"Aino" in target.read_bytes()
        return
    with pytest.raises(StoreProblem) as refused:
        write(staffed, somebody(role), target)
    assert catalogue("en").say(refused.value.words).startswith(f"“{DEEDS[deed]}” is not for the role ")
    assert list(target.parent.iterdir()) == []
    assert backup.last(staffed) is None


@pytest.mark.parametrize(("deed", "role", "allowed"), [cell for cell in CELLS if cell[0] == "import"])
def test_a_list_comes_in_by_a_role_exactly_where_the_table_says_so(
    staffed: Store, deed: str, role: str, allowed: bool
) -> None:
    journal, rows = Journal(staffed), [("Pvm", "Asiakas", "Kuvaus"), ("2.3.2024", "Aino", "Paloi.")]
    columns, moment = Columns(rows[0], guessed(rows[0])), journal.moment("", somebody(role), NOW)
    if not allowed:
        with pytest.raises(Refused):
            bringing_in.look(staffed, rows, 0, columns, "a.csv", moment, lambda done, of: None)
        return
    found = bringing_in.look(staffed, rows, 0, columns, "a.csv", moment, lambda done, of: None)
    assert journal.bring_in(Reader(columns, "a.csv", moment), found.cases, by=somebody(role), now=NOW).count == 1


def test_every_deed_is_tried_at_the_store() -> None:
    assert set(DEEDS) == {*DONE, *WRITTEN, "erase"}


@pytest.mark.parametrize(("deed", "role", "allowed"), [cell for cell in CELLS if cell[0] == "erase"])
def test_erasing_is_refused_to_a_role_exactly_where_the_table_says_so(
    staffed: Store, deed: str, role: str, allowed: bool
) -> None:
    journal = Journal(staffed)
    case = journal.record("receive", RECEIVED, by=people()["clerk"], now=NOW).case
    with pytest.raises(Refused) as refused:
        journal.erase(case.id, by=somebody(role), now=NOW, reason="Asked for.")
    assert [problem.rule for problem in refused.value.problems] == (["order"] if allowed else ["role"])


def test_the_first_start_needs_nobodys_leave(store: Store) -> None:
    accounts.add_person(store, OTHER, "", now=NOW)
    assert accounts.people(store)["new"].role == CLERK


def test_everybody_chooses_their_own_language(staffed: Store) -> None:
    accounts.set_language(staffed, "clerk", "fi")
    assert accounts.people(staffed)["clerk"].language == "fi"
