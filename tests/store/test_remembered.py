"""What a step remembers of the store holds until somebody writes it: another program, another Journal, or itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desk.cases.moment import Refused
from desk.cases.people import Person
from desk.store import accounts
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.journal import Journal
from desk.store.names import fresh
from desk.store.timekeeper import Timekeeper
from tests.makers import STRAIGHT, branch

from .way import STAFF, START, take, until

NEW = Person("new", "Nora Uusi", "clerk")


def add_somebody(store: Store) -> None:
    accounts.add_person(store, NEW, "", now=START)


def move_house(store: Store) -> None:
    accounts.set_branch(store, replace(branch(), name="Toinen kauppa"))


def change_the_policy(store: Store) -> None:
    accounts.set_policy(store, replace(accounts.policy(store), fair_percent=77), STAFF["manager"].id, START)


WAYS: dict[str, tuple[Callable[[Store], None], Callable[[Journal], object], object]] = {
    "people": (add_somebody, lambda j: j.moment("", NEW, START).people.get("new"), NEW),
    "branch": (move_house, lambda j: j.moment("", STAFF["clerk"], START).branch.name, "Toinen kauppa"),
    "policy": (change_the_policy, lambda j: j.moment("", STAFF["clerk"], START).policy.fair_percent, 77),
}


@pytest.mark.parametrize("what", WAYS)
@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_is_written_about_the_shop_holds_for_the_next_step(
    journal: Journal, path: Path, what: str, elsewhere: bool
) -> None:
    write, read, expected = WAYS[what]
    assert read(journal) != expected
    if elsewhere:
        other = open_store(path)
        write(other)
        other.close()
    else:
        write(journal.store)
    assert read(journal) == expected


def test_a_new_case_and_the_time_that_is_remembered_let_nobody_read_the_shop_again(journal: Journal) -> None:
    take(journal, "receive")
    shop = journal.moment("", STAFF["clerk"], START).branch
    Timekeeper(journal.store).remember()
    take(journal, "receive")
    asked: list[str] = []
    journal.store.connection.exec_trace = lambda cursor, sql, values: asked.append(sql) or True
    assert journal.moment("", STAFF["clerk"], START).branch is shop
    journal.store.connection.exec_trace = None
    assert not [sql for sql in asked if "person" in sql or "policy" in sql]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_case_goes_on_from_where_another_left_it(journal: Journal, path: Path, elsewhere: bool) -> None:
    case_id = until(journal, "understand")
    store = open_store(path) if elsewhere else journal.store
    other = Journal(store)
    noted = other.record("note", {"note": "x"}, by=STAFF["clerk"], now=START + timedelta(hours=1), case_id=case_id)
    mine = take(journal, "propose", case_id)
    assert (mine.entry.order, mine.entry.seq) == (noted.entry.order + 1, noted.entry.seq + 1)
    assert journal.check() == []
    if elsewhere:
        store.close()


def test_what_came_to_nothing_is_not_gone_on_from(journal: Journal) -> None:
    case_id = until(journal, "understand")
    before = journal.entries(case_id)

    def fail() -> None:
        raise RuntimeError("the drive is gone")

    with pytest.raises(RuntimeError):
        journal.record("note", {"note": "x"}, by=STAFF["clerk"], now=START, case_id=case_id, also=fail)
    assert journal.entries(case_id) == before
    assert take(journal, "propose", case_id).entry.seq == before[-1].seq + 1
    assert journal.check() == []


def test_an_operation_is_known_though_its_step_can_no_longer_be_taken(journal: Journal) -> None:
    case_id, operation = until(journal, "follow_up"), fresh(START)
    answers = STRAIGHT["close"]
    now = START + timedelta(days=1)
    first = journal.record("close", answers, by=STAFF["clerk"], now=now, case_id=case_id, operation=operation)
    again = journal.record("close", answers, by=STAFF["clerk"], now=now, case_id=case_id, operation=operation)
    assert (first.again, again.again, again.entry) == (False, True, first.entry)
    with pytest.raises(Refused):  # somebody else means another close
        journal.record("close", answers, by=STAFF["clerk"], now=now, case_id=case_id, operation=fresh(now))


def test_a_name_tells_when_it_was_given_and_is_given_once() -> None:
    names = [fresh(START + timedelta(seconds=n)) for n in range(200)]
    assert names == sorted(set(names))
    assert all(UUID(name).version == 7 for name in names)
