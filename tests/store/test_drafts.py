"""Drafts: what was typed is there again after a crash, letter for letter."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.store import drafts
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.problems import StoreProblem

from .way import START

LONG = {"own_words": "Nồi cơm điện bị cháy. " * 3000}


@contextmanager
def full(store: Store) -> Iterator[None]:
    """A drive on which nothing more finds room."""
    pages = store.connection.execute("pragma max_page_count").get
    store.connection.execute(f"pragma max_page_count={store.connection.execute('pragma page_count').get}")
    yield
    store.connection.execute(f"pragma max_page_count={pages}")


def test_what_finds_no_room_stays_and_is_written_with_the_next_draft_that_does(store: Store) -> None:
    drafts.save(store, "clerk", "old", "note", {"note": "x"}, START)
    with full(store):
        for number in range(2):
            with pytest.raises(StoreProblem, match="no room left on the drive"):
                drafts.save(store, "clerk", "ab12", "note", {**LONG, "number": number}, START + timedelta(seconds=9))
        found = drafts.load(store, "clerk", "ab12", "note")
        assert found is not None
        assert found.answers == {**LONG, "number": 1}
        assert [draft.key for draft in drafts.all_of(store, "clerk")] == ["ab12", "old"]
        assert drafts.all_of(store, "manager") == []
    drafts.save(store, "manager", "cd34", "note", {}, START)
    other = open_store(store.path)
    assert drafts.load(other, "clerk", "ab12", "note") == found
    other.close()


def test_what_waits_for_room_and_is_thrown_away_does_not_come_back(store: Store) -> None:
    with full(store), pytest.raises(StoreProblem):
        drafts.save(store, "clerk", "ab12", "note", LONG, START)
    with full(store), pytest.raises(StoreProblem):
        drafts.save(store, "clerk", "erased", "note", LONG, START)
    drafts.drop(store, "clerk", "ab12", "note")
    drafts.let_go(store, "erased")
    drafts.save(store, "clerk", "cd34", "note", {}, START)
    assert [draft.key for draft in drafts.all_of(store, "clerk")] == ["cd34"]


TYPED = st.text(st.characters(), max_size=60) | st.booleans() | st.none()  # halves of characters too
RAW = st.dictionaries(st.text(max_size=9), TYPED, max_size=5)


def test_a_draft_is_there_after_the_desk_was_gone(store: Store) -> None:
    drafts.save(store, "clerk", "new:op-1", "receive", {"customer_name": "Eva"}, START)
    other = open_store(store.path)  # as the next start sees it; nothing was closed properly
    found = drafts.load(other, "clerk", "new:op-1", "receive")
    other.close()
    assert found == drafts.Draft("new:op-1", "receive", {"customer_name": "Eva"}, "op-1", START)


def test_each_save_takes_the_place_of_the_one_before_and_keeps_its_operation(store: Store) -> None:
    operations = set()
    for number in range(3):
        drafts.save(store, "clerk", "ab12", "note", {"note": str(number)}, START + timedelta(seconds=number))
        operations |= {draft.operation for draft in drafts.all_of(store, "clerk")}
    (draft,) = drafts.all_of(store, "clerk")
    assert (draft.answers, draft.saved_at) == ({"note": "2"}, START + timedelta(seconds=2))
    assert operations == {draft.operation}
    assert draft.operation


def test_drafts_belong_to_somebody_and_come_newest_first(store: Store) -> None:
    drafts.save(store, "clerk", "ab12", "note", {}, START)
    drafts.save(store, "clerk", "new:1", "receive", {}, START + timedelta(seconds=1))
    drafts.save(store, "manager", "ab12", "note", {"note": "x"}, START)
    assert [draft.key for draft in drafts.all_of(store, "clerk")] == ["new:1", "ab12"]
    drafts.drop(store, "clerk", "ab12", "note")
    drafts.drop(store, "clerk", "ab12", "note")
    assert [draft.key for draft in drafts.all_of(store, "clerk")] == ["new:1"]
    assert drafts.load(store, "clerk", "ab12", "note") is None
    assert drafts.load(store, "manager", "ab12", "note") is not None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=RAW)
def test_whatever_is_typed_comes_back_the_same(store: Store, answers: dict[str, object]) -> None:
    drafts.save(store, "clerk", "new:1", "receive", {**answers, "rows": [answers]}, START)
    found = drafts.load(store, "clerk", "new:1", "receive")
    assert found is not None
    assert found.answers == {**answers, "rows": [answers]}


def test_a_megabyte_and_half_a_character_are_kept_as_typed(store: Store) -> None:
    typed = {"own_words": "a\0\ud800" + "x" * 1_000_000}
    drafts.save(store, "clerk", "new:1", "receive", typed, START)
    found = drafts.load(store, "clerk", "new:1", "receive")
    assert found is not None
    assert found.answers == typed
