"""A sample branch of any size is a real one: every entry proves itself, and every list is the journal's own."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from desk.commands import demo, sample
from desk.commands.sample_words import VOICES
from desk.store import accounts, again, ahead, bulk, indexing, lists, upkeep
from desk.store.connection import Store
from desk.store.database import StoreProblem, create, open_store
from desk.store.journal import Journal

from .listed import copied
from .way import take

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
CASES = 600


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    said: list[str] = []
    sample.many(path, CASES, NOW, said.append)
    assert said == ["600/600"]
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Store:
    return copied(made, tmp_path)


def test_a_sample_proves_itself(desk: Store) -> None:
    assert Journal(desk).check() == []
    assert desk.row("pragma synchronous") == (2,)
    assert desk.row("pragma journal_mode") == ("wal",)


def test_a_sample_holds_cases_in_every_state_and_language(desk: Store) -> None:
    counts = lists.chip_counts(desk, "anh", NOW, accounts.branch(desk).tz)
    assert counts["all"] == CASES
    assert all(counts[chip] for chip in ("open", "mine", "waiting", "late", "closed"))
    journal = Journal(desk)
    rows = lists.page(desk, lists.Filter("all"), sort="recorded", limit=CASES, now=NOW)
    cases = [journal.case(row.case_id) for row in rows]
    spoken = Counter(case.language for case in cases if case)
    assert set(spoken) == set(VOICES)
    assert spoken["vi"] > spoken["en"] > spoken["fi"]
    assert len({case.own_words for case in cases if case}) > CASES * 0.9
    assert all(case.recorded_at and case.recorded_at <= NOW for case in cases if case)


def test_a_sample_case_is_told_by_its_entries(desk: Store) -> None:
    journal = Journal(desk)
    whole = desk.row("select case_id from entry group by case_id order by count(*) desc limit 1")[0].hex()
    case, entries = journal.case(whole), journal.entries(whole)
    assert case is not None
    assert entries[0].changes["number"] == case.number
    assert case.proposal is None or all(a.digest for a in case.approvals.values())
    assert [e.order for e in entries] == list(range(1, len(entries) + 1))
    assert all(a.at <= b.at for a, b in itertools.pairwise(entries))
    assert journal.find(case.number) == whole


def test_work_goes_on_in_a_sample(desk: Store) -> None:
    journal, people = Journal(desk), accounts.people(desk)
    first = journal.record(
        "receive", {"customer_name": "Ánh", "own_words": "Hỏng.", "heard_out": True}, by=people["anh"], now=NOW
    )
    assert first.case.number == f"{demo.BRANCH.code}-{CASES + 1:05d}"
    assert journal.check() == []


def test_the_same_moment_makes_the_same_cases(made: Path, tmp_path: Path) -> None:
    sample.many(tmp_path / "again.desk", CASES, NOW, lambda text: None)
    one, other = open_store(made), open_store(tmp_path / "again.desk")
    sql = "select case_id, number, customer, about, due_at from case_list"
    assert one.rows(sql) == other.rows(sql)
    one.close()
    other.close()


def test_what_cannot_be_made_is_told(made: Path, store: Store) -> None:
    with pytest.raises(StoreProblem, match="already something"):
        sample.many(made, 1, NOW, lambda text: None)
    store.connection.execute("create table full(x)")

    def fill() -> None:
        with bulk.filling(store):
            store.connection.execute("pragma max_page_count=1")
            store.connection.execute("insert into full select zeroblob(10000000)")

    with pytest.raises(StoreProblem, match="no room"):
        fill()


def test_a_store_in_memory_is_filled_as_well() -> None:
    memory = create(":memory:", demo.BRANCH, NOW)
    with bulk.filling(memory):
        bulk.write(memory, [])
    assert lists.count(memory, lists.Filter("all"), NOW + timedelta(days=1)) == 0
    memory.close()


def test_a_store_is_tidied_up_between_two_recordings(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MOST_WAITING", 0)  # each recording adds a piece of its own
    for _ in range(40):
        take(journal, "receive")
    before = journal.store.row("select count(distinct id>>37) from search_data")[0]
    while upkeep.tend(journal.store):
        pass
    assert journal.store.row("select count(distinct id>>37) from search_data")[0] < before / 2
    assert journal.check() == []
    with journal.store.writing():
        assert not upkeep.tend(journal.store)


def test_tidying_up_waits_for_nobody(journal: Journal) -> None:
    take(journal, "receive")
    other = open_store(journal.store.path)
    with other.writing():
        assert not upkeep.tend(journal.store)
    assert journal.store.row("pragma busy_timeout") == (5000,)
    other.connection.execute("drop table search")
    with pytest.raises(apsw.SQLError):
        upkeep.tend(journal.store)
    other.close()


def test_many_cases_are_made_again_some_at_a_time(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PORTION", 7)
    assert Journal(desk).rebuild() == CASES
    assert Journal(desk).check() == []


def test_a_store_that_was_just_made_again_has_nothing_to_tidy_up(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    little = "insert into search(search, rank) values('hashsize', 4000)"  # as full as the memory is at a million cases
    monkeypatch.setattr(again, "QUICKLY", little)
    Journal(desk).rebuild()
    assert not upkeep.tend(desk)
