"""What was recorded is found at once, though the search index hears of it in the next pause only."""

import random
from pathlib import Path

import pytest

from desk.store import accounts, indexing, upkeep
from desk.store.connection import Store
from desk.store.database import create, open_store
from desk.store.found import Found, search, unindexed
from desk.store.journal import Journal
from tests.makers import branch

from .way import STAFF, START, pause, take, until


def renamed(journal: Journal, case_id: str, name: str) -> None:
    take(journal, "correct", case_id, what="customer_name", value=name, reason="Kuulin väärin")


def written(store: Store) -> int:
    """How many rows the index has in its tables."""
    return int(store.row("select count(*) from search_data")[0])


def test_a_step_leaves_the_index_alone_and_is_found(journal: Journal) -> None:
    before = written(journal.store)
    case_id = take(journal, "receive", customer_name="Virtanen").case.id
    assert (search(journal.store, "virt"), written(journal.store)) == ([1], before)
    pause(journal.store)
    assert (search(journal.store, "virt"), written(journal.store)) == ([1], before + 1)
    renamed(journal, case_id, "Wirtanen")
    assert (search(journal.store, "wirt"), search(journal.store, "virt")) == ([1], [])
    assert written(journal.store) == before + 1
    pause(journal.store)
    assert (search(journal.store, "wirt"), search(journal.store, "virt")) == ([1], [])
    assert unindexed(journal.store) == frozenset()


def test_a_case_that_changes_twice_before_the_pause_is_not_found_by_any_of_its_old_words(journal: Journal) -> None:
    case_id = take(journal, "receive", customer_name="Aalto").case.id
    pause(journal.store)
    for name in ("Bergman", "Cederberg"):
        renamed(journal, case_id, name)
    for _ in range(2):
        assert [search(journal.store, name) for name in ("aalto", "bergman", "cederberg")] == [[], [], [1]]
        assert journal.check() == []
        pause(journal.store)


def test_the_newest_come_first_whether_the_index_knows_them_or_not(journal: Journal) -> None:
    ids = [take(journal, "receive", customer_name=f"Nieminen {number}").case.id for number in range(9)]
    pause(journal.store)
    for place in (1, 4, 8):
        renamed(journal, ids[place], "Nieminen-Ek")
    assert unindexed(journal.store) == {2, 5, 9}
    newest = [9, 8, 7, 6, 5, 4, 3, 2, 1]
    for limit in range(1, 11):
        assert search(journal.store, "nieminen", limit) == newest[:limit]
    found = Found(journal.store, "nieminen", "c.id%2=1")
    assert [found.rows(place, 1) for place in range(5)] == [[9], [7], [5], [3], [1]]


def test_exactly_this_telephone_comes_first_whether_the_index_knows_it_or_not(journal: Journal) -> None:
    take(journal, "receive", telephone="0912 345 678")
    changes = take(journal, "receive", telephone="0912 345 678").case.id
    take(journal, "receive", telephone="0912 345 6789")
    pause(journal.store)
    take(journal, "correct", changes, what="telephone", value="0912 345 670", reason="Kuulin väärin")
    take(journal, "receive", telephone="+84 912 345 678")
    take(journal, "receive", telephone="0912 345 6781")
    for _ in range(2):
        assert search(journal.store, "0912345678") == [5, 1, 6, 3]
        pause(journal.store)


def test_of_a_case_too_many_the_index_hears_with_its_step(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MOST_WAITING", 2)
    ids = [take(journal, "receive", customer_name="Virtanen").case.id for _ in range(4)]
    assert unindexed(journal.store) == {1, 2}
    for case_id in ids[1:3]:
        renamed(journal, case_id, "Wirtanen")
    assert unindexed(journal.store) == {1, 2}
    assert (search(journal.store, "virtanen"), search(journal.store, "wirtanen")) == ([4, 1], [3, 2])
    assert journal.check() == []


def test_what_another_program_recorded_is_found_before_any_pause(journal: Journal) -> None:
    other = open_store(journal.store.path)
    take(Journal(other), "receive", customer_name="Virtanen")
    assert search(journal.store, "virtanen") == [1]
    with journal.store.writing():
        assert not upkeep.tend(other)  # whoever writes is not waited for
    pause(other)
    assert (search(journal.store, "virtanen"), unindexed(journal.store)) == ([1], frozenset())
    other.close()


@pytest.mark.parametrize("typed", ["virtanen", "0912345678"])
def test_a_pause_that_another_program_makes_in_the_middle_of_a_search_hides_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    other = open_store(journal.store.path)
    take(journal, "receive", customer_name="Virtanen", telephone="0912 345 678")
    take(journal, "receive", customer_name="Virtanen", telephone="0912 345 678 1")

    def paused_just_then(store: Store) -> frozenset[int]:
        waiting = unindexed(store)
        pause(other)
        return waiting

    monkeypatch.setattr("desk.store.found.unindexed", paused_just_then)
    assert search(journal.store, typed) == ([2, 1] if typed == "virtanen" else [1, 2])
    other.close()


def test_the_check_hears_of_what_waits_and_changes_nothing(journal: Journal) -> None:
    until(journal, "agree")
    before = journal.store.rows("select * from unindexed"), written(journal.store)
    assert journal.check() == []
    assert (journal.store.rows("select * from unindexed"), written(journal.store)) == before
    journal.store.connection.execute("delete from unindexed")
    assert [str(words) for words in journal.check()] == ["The search index does not hold the words of the cases."]


def test_what_another_program_did_to_the_index_is_no_damage(journal: Journal) -> None:
    take(journal, "receive", customer_name="Virtanen")
    pause(journal.store)
    assert search(journal.store, "virtanen") == [1]  # from now on this connection remembers how the index is made up
    other = open_store(journal.store.path)
    take(Journal(other), "receive", customer_name="Virtanen")
    pause(other)
    other.connection.execute("insert into search(search) values('optimize')")
    other.close()
    assert journal.check() == []


def test_lists_made_again_leave_nobody_waiting(journal: Journal) -> None:
    until(journal, "agree")
    assert journal.rebuild() == 1
    assert (unindexed(journal.store), search(journal.store, "heikkinen")) == (frozenset(), [1])


def test_an_erased_customer_is_not_kept_in_what_waits(journal: Journal) -> None:
    case_id = until(journal, "follow_up", customer_name="Kanarialainen")
    pause(journal.store)
    renamed(journal, case_id, "Toinen")  # the index knows the first name, and waits for the second
    take(journal, "close", case_id, minutes=500)
    journal.erase(case_id, by=STAFF["manager"], now=START, reason="Asiakas pyysi")
    data = b"".join(p.read_bytes() for p in Path(journal.store.path).parent.iterdir() if p.is_file()).lower()
    assert [name for name in (b"kanarialainen", b"toinen") if name in data] == []
    for _ in range(2):
        assert [search(journal.store, name) for name in ("kanaria", "toinen", "B1-1")] == [[], [], [1]]
        pause(journal.store)


WORDS = ("kone", "konerikko", "kahvi", "kahvinkeitin", "vika", "đau", "0912345678", "0912345679")


def test_every_search_is_as_if_the_index_knew_all(tmp_path: Path) -> None:
    """Two stores in which the same is recorded: one makes pauses now and then, the other after every step."""
    chance = random.Random(11)
    lazy, quick = (create(tmp_path / f"{name}.desk", branch(), START) for name in ("lazy", "quick"))
    for store in (lazy, quick):
        for person in STAFF.values():
            accounts.add_person(store, person, "", now=START)
    both = Journal(lazy), Journal(quick)
    ids: list[tuple[str, ...]] = []
    waited = 0
    for _ in range(120):
        said = " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))
        if not ids or chance.random() < 0.4:
            ids.append(tuple(take(one, "receive", own_words=said, telephone=said[-10:]).case.id for one in both))
        else:
            for one, case_id in zip(both, chance.choice(ids), strict=True):
                renamed(one, case_id, said)
        pause(quick)
        if chance.random() < 0.1:
            pause(lazy)
        waited += bool(unindexed(lazy))
        typed = " ".join(chance.choices(WORDS, k=chance.randint(1, 2)))[: chance.randint(1, 20)]
        typed = chance.choice(("", '"')) + typed + chance.choice(("", " ", '"'))
        for where, few in (("", False), ("c.id%3=0", False), ("c.id%3=0", True)):
            found = [Found(store, typed, where, few=few).all_of_them() for store in (lazy, quick)]
            assert found[0] == found[1], typed
    assert waited > 60
    lazy.close()
    quick.close()
