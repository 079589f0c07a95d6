"""The store is tidied up by the window while nobody works: the log goes into the file, the index becomes one."""

from pathlib import Path

import pytest

from desk.i18n import Words
from desk.store import accounts, indexing, settings, upkeep
from desk.store.found import unindexed
from desk.store.problems import StoreProblem
from desk.ui.tidying import Tidying

from .shell import record


@pytest.fixture(autouse=True)
def signed_in(desk):
    desk.sign_in(accounts.people(desk.store)["lan"])


def parts(desk) -> int:
    """Of how many pieces the search index is made."""
    return desk.store.row("select count(distinct id>>37) from search_data")[0]


def in_the_file(desk) -> bytes:
    return Path(desk.store.path).read_bytes()


def test_after_a_recording_the_log_goes_into_the_file_by_itself(qtbot, desk, monkeypatch):
    monkeypatch.setattr(upkeep, "LONG", 1)
    desk.store.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    tidying = Tidying(desk)
    record(desk, 1, own_words="Nồi cơm bị cháy khét lẹt")
    assert "Nồi cơm bị cháy khét lẹt".encode() not in in_the_file(desk)
    qtbot.waitUntil(lambda: "Nồi cơm bị cháy khét lẹt".encode() in in_the_file(desk), timeout=5000)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)


def test_a_short_log_stays_and_a_long_one_is_moved(desk, monkeypatch):
    desk.store.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    record(desk, 1, own_words="Nồi cơm bị cháy khét lẹt")
    upkeep.move_log(desk.store.path)
    assert "Nồi cơm bị cháy khét lẹt".encode() not in in_the_file(desk)
    monkeypatch.setattr(upkeep, "LONG", 20)
    upkeep.move_log(desk.store.path)
    assert "Nồi cơm bị cháy khét lẹt".encode() in in_the_file(desk)


def test_the_log_waits_for_a_pause_but_not_for_long(qtbot, desk, monkeypatch):
    monkeypatch.setattr(upkeep, "LONG", 1)
    desk.store.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    tidying = Tidying(desk)
    tidying.log.setInterval(600_000)  # somebody records again and again, and makes no pause
    tidying.latest.setInterval(1)
    record(desk, 1, own_words="Nồi cơm bị cháy khét lẹt")
    qtbot.waitUntil(lambda: "Nồi cơm bị cháy khét lẹt".encode() in in_the_file(desk), timeout=5000)
    assert not tidying.log.isActive()
    qtbot.waitUntil(lambda: not tidying.pause.isActive(), timeout=5000)


def test_in_a_pause_the_search_index_is_tidied_up_by_itself(qtbot, desk, monkeypatch):
    monkeypatch.setattr(indexing, "MOST_WAITING", 0)  # each recording adds a piece of its own
    tidying = Tidying(desk)
    for number in range(24):
        record(desk, number)
    before = parts(desk)
    qtbot.waitUntil(lambda: parts(desk) < before / 2, timeout=5000)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)


def test_in_a_pause_the_search_index_hears_of_what_was_recorded(qtbot, desk):
    tidying = Tidying(desk)
    for number in range(20):  # more than one go
        record(desk, number)
    assert len(unindexed(desk.store)) == 20
    qtbot.waitUntil(lambda: not unindexed(desk.store), timeout=5000)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)


def test_where_the_search_index_is_damaged_the_time_is_remembered_all_the_same(qtbot, desk):
    desk.now = desk._time
    tidying = Tidying(desk)
    record(desk, 1)
    record(desk, 2)
    desk.store.connection.execute("delete from search_data")
    qtbot.waitUntil(lambda: settings.get(desk.store, "clock")["entries"] == 2, timeout=5000)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)
    assert len(unindexed(desk.store)) == 2
    assert desk.journal.check() != []


def test_what_was_recorded_before_the_start_is_heard_of_then(qtbot, desk):
    record(desk, 1)
    tidying = Tidying(desk)
    qtbot.waitUntil(lambda: not unindexed(desk.store), timeout=5000)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)


def test_in_a_pause_the_time_is_remembered_once(qtbot, desk, monkeypatch):
    desk.now = desk._time
    tidying = Tidying(desk)
    record(desk, 1)
    record(desk, 2)
    assert settings.get(desk.store, "clock")["entries"] == 1  # the first time of all, with the entry itself
    remembered: list[int] = []
    monkeypatch.setattr(desk.keeper, "remember", lambda real=desk.keeper.remember: remembered.append(1) or real())
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)
    assert (remembered, settings.get(desk.store, "clock")["entries"]) == ([1], 2)


def test_no_recording_moves_the_log_or_writes_the_index_itself(desk):
    desk.store.connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    before, pieces = in_the_file(desk), parts(desk)
    for number in range(12):
        record(desk, number)
    assert in_the_file(desk) == before
    assert (parts(desk), len(unindexed(desk.store))) == (pieces, 12)


def test_a_drive_without_room_ends_the_tidying_and_nothing_else(qtbot, desk, monkeypatch):
    def full(*_):
        raise StoreProblem(Words("No room."))

    monkeypatch.setattr(upkeep, "tend", full)
    monkeypatch.setattr(upkeep, "move_log", full)
    tidying = Tidying(desk)
    case_id = record(desk, 1)
    qtbot.waitUntil(lambda: not tidying.pause.isActive() and not tidying.log.isActive(), timeout=5000)
    assert desk.journal.case(case_id) is not None
