"""Drafts: what was typed is there again after a crash, letter for letter."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.store import drafts
from desk.store.connection import Store
from desk.store.database import open_store

from .way import START

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
