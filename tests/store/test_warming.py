"""The store's file is read into the machine's memory once, and nobody loses a lock by it."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desk.store import warming
from desk.store.connection import MEMORY, Store
from desk.store.database import open_store
from desk.store.warming import Warming

#: Whether another process could take the store for itself alone, as the last one does before it takes the log away:
#: SQLite keeps a shared lock on these bytes of a file that is open.
ALONE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("in use")
    else:
        print("free")
"""


def seen_by_another(store: Store) -> str:
    done = subprocess.run([sys.executable, "-c", ALONE, store.path], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def read(path: str) -> int:
    """How many bytes are read until it is through."""
    one = Warming(path)
    one.start()
    one.join()
    one.end()
    return one.read


def test_the_whole_file_is_read_in_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "PORTION", 1000)
    assert read(store.path) == Path(store.path).stat().st_size


def test_a_file_that_the_memory_has_no_room_for_is_left(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    size = Path(store.path).stat().st_size
    monkeypatch.setattr(warming, "room", lambda: size - 1)
    assert read(store.path) == 0
    monkeypatch.setattr(warming, "room", lambda: size)
    assert read(store.path) == size


def test_a_part_of_what_is_free_is_room() -> None:
    assert 0 < warming.room() < psutil.virtual_memory().total * warming.MOST


def test_nothing_is_read_of_a_store_in_memory_or_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read(MEMORY) == 0
    assert read(str(tmp_path / "gone.desk")) == 0


def test_the_desk_that_closes_waits_for_no_more_than_a_portion(store: Store) -> None:
    waiting, never_begun = Warming(store.path, after=3600.0), Warming(store.path)
    waiting.start()
    waiting.end()
    never_begun.end()
    assert not waiting.is_alive()
    assert (waiting.read, never_begun.read) == (0, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no lock away with a file")
def test_the_store_stays_ours_while_it_is_read_and_while_another_thread_opens_it(store: Store) -> None:
    assert seen_by_another(store) == "in use"
    one = Warming(store.path)
    one.start()
    one.join()
    assert seen_by_another(store) == "in use"
    open_store(store.path).close()
    assert seen_by_another(store) == "in use"
    one.end()
