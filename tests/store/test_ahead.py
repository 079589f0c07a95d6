"""What is derived is the same whether it was told on a thread of its own or not, and nothing is lost on the way."""

from pathlib import Path
from typing import Any

import apsw
import pytest

from desk.store import again, ahead, derived, places
from desk.store.connection import Store
from desk.store.database import StoreProblem
from desk.store.journal import Journal
from desk.store.told import told

from .listed import Samples, copied
from .way import until

CASES = 120


@pytest.fixture
def desk(sample_of: Samples, tmp_path: Path) -> Store:
    return copied(sample_of(CASES), tmp_path)


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of what is derived, but for the index's own tables."""
    return {name: store.rows(f"select * from {name} order by 1, 2") for name in derived.NAMES if name != "search"}


@pytest.mark.parametrize("ready", [1, 2, 48])
def test_told_ahead_it_is_as_told_in_turn(desk: Store, monkeypatch: pytest.MonkeyPatch, ready: int) -> None:
    monkeypatch.setattr(ahead, "PORTION", 7)
    monkeypatch.setattr(ahead, "READY", ready)
    recorded = everything(desk)
    with desk.writing() as connection:
        assert again.make_again(connection, alone=True) == CASES
    alone = everything(desk)
    with desk.writing() as connection:
        assert again.make_again(connection) == CASES
    assert everything(desk) == alone == recorded
    assert Journal(desk).check() == []


def test_where_others_read_it_is_told_ahead(desk: Store) -> None:
    for alone, kind in ((False, ahead.Ahead), (True, ahead.InTurn)):
        with ahead.cases(desk.connection, alone) as cases:
            assert type(cases) is kind
            assert len([one for some in cases for one in some]) == CASES


def test_alone_it_is_told_as_the_transaction_has_it(desk: Store) -> None:
    with desk.writing() as connection:
        connection.execute("drop trigger entry_stays")
        connection.execute("update entry set number='B1-99999' where id=1")
        again.make_again(connection, alone=True)
        assert "99999" in connection.execute("select text from search_text where id=1").get


def test_trouble_on_the_way_is_told_and_changes_nothing(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(desk)

    def broken(connection: apsw.Connection) -> Any:
        yield next(told(connection))
        raise apsw.IOError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(ahead, "told", broken)
        with pytest.raises(Exception, match=r"gave an error|disk I/O error"):
            Journal(desk).rebuild()
    assert everything(desk) == before


BROKEN = """body=cast(replace(cast(body as text), '"customer_name":"', '"customer_name"!"') as blob)"""
NO_TEXT = "customer=cast(x'c328' as text)"


@pytest.mark.parametrize("damage", [BROKEN, NO_TEXT])
def test_words_that_cannot_be_read_any_more_are_damage(desk: Store, damage: str) -> None:
    """As a drive leaves them that turned a few letters: all pages of the store look whole."""
    connection = desk.connection
    connection.execute("drop trigger personal_stays")
    connection.execute(f"update personal set {damage} where entry=(select min(entry) from personal)")
    before = everything(desk)
    with pytest.raises(StoreProblem, match=r"branch\.desk is damaged"):
        Journal(desk).rebuild()
    assert everything(desk) == before


def test_it_can_be_given_up_at_any_point(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever hears how far it is may end it; nobody goes on telling for them."""
    monkeypatch.setattr(ahead, "PORTION", 7)
    before, shares = everything(desk), []
    with desk.writing() as connection:
        again.make_again(connection, shares.append)

    for end in shares[:: len(shares) // 8]:

        def give_up(share: float, end: float = end) -> None:
            if share >= end:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), desk.writing() as connection:
            again.make_again(connection, give_up)
        assert everything(desk) == before


def test_a_case_of_two_streams_keeps_its_row(journal: Journal) -> None:
    """What came first in the order of the case may have come last into the store."""
    until(journal, "understand")
    connection = journal.store.connection
    assert [one.row for one in told(connection)] == [1]
    for change in (
        "pragma foreign_keys=0", "drop trigger entry_stays", "drop trigger personal_stays",
        "insert into stream select 2, randomblob(16), desk, 1, 1, head_digest from stream",
        "update personal set entry=101 where entry=1", "update entry set stream=2, id=101 where id=1",
    ):  # fmt: skip
        connection.execute(change)
    again.fill_list(connection)
    assert [one.row for one in told(connection)] == [connection.execute("select id from case_list_again").get] == [2]


def test_nobody_hears_of_each_line_that_is_made_again(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(places.Places, "_hear", lambda self, update: heard.append(update.table_name))
    places.of(desk)
    Journal(desk).rebuild()
    assert heard == []
    with desk.writing() as connection:
        connection.execute("update case_list set mood='calm' where id=(select min(id) from case_list)")
    assert heard == ["case_list"]
