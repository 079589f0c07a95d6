"""Stores as older desks left them: brought up to date in one go, and what is made from the journal is made right."""

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from desk.store import again, derived_schema, migrate
from desk.store import database as database_module
from desk.store.database import Behind, StoreProblem, open_store
from desk.store.journal import Journal

OLDER = Path(__file__).parents[1] / "data" / "stores"
FORMATS = range(1, migrate.SCHEMA + 1)

#: Everything made from the journal, and how the tables are called that hold it.
TABLES = ("case_list", "promise", "search_text", "counter")


@pytest.fixture
def older(path: Path, request: pytest.FixtureRequest) -> Path:
    path.write_bytes(gzip.decompress((OLDER / f"format-{request.param}.desk.gz").read_bytes()))
    return path


def lists(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        held = {name: connection.execute(f"select * from {name} order by 1, 2").fetchall() for name in TABLES}
        held["counter"] = [(name, count) for name, count in held["counter"] if count]  # one at nothing may be missing
        return held
    finally:
        connection.close()


def test_there_is_a_store_of_every_format() -> None:
    assert sorted(p.name for p in OLDER.iterdir()) == [f"format-{n}.desk.gz" for n in FORMATS]


@pytest.mark.parametrize("older", FORMATS, indirect=True)
def test_a_store_of_any_older_desk_opens_whole_and_is_found_in(older: Path) -> None:
    store = open_store(older)
    journal = Journal(store)
    assert journal.check() == []
    assert store.row("select count(*) from entry") == (42,)
    assert store.rows("select number from case_list where about='Tủ lạnh Đông Á'") == [("B1-00002",)]
    assert store.rows("select rowid from search where search match '\"keittin\" OR \"keitin\"'") != []
    before = lists(older)
    journal.rebuild()
    assert lists(older) == before
    store.close()


@pytest.mark.parametrize("older", [migrate.SCHEMA], indirect=True)
def test_what_is_derived_is_left_alone_where_nothing_of_it_has_changed(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(older).close()  # what an older desk derived of the same journal is made again
    monkeypatch.setattr(again, "make_again", None)
    open_store(older, far=None).close()  # no Behind: nothing has to be done
    monkeypatch.setattr(migrate, "SCHEMA", migrate.SCHEMA + 1)  # a migration that touches the journal only
    monkeypatch.setattr(database_module, "SCHEMA", migrate.SCHEMA)
    monkeypatch.setattr(database_module, "upgrade", lambda c, far: migrate.upgrade(c, schema=migrate.SCHEMA, far=far))
    with pytest.raises(Behind):
        open_store(older, far=None)
    store = open_store(older)
    assert (store.row("pragma user_version"), migrate.derived_version(store.connection)) == (
        (migrate.SCHEMA,), derived_schema.VERSION,
    )  # fmt: skip
    store.close()


@pytest.mark.parametrize("older", [migrate.SCHEMA], indirect=True)
def test_what_is_derived_in_another_way_now_is_made_again_without_a_migration(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(older)
    right = lists(older)
    store.rows("delete from search_text")
    store.rows("update case_list set about='as an older desk put it'")
    store.close()
    monkeypatch.setattr(migrate, "VERSION", derived_schema.VERSION + 1)
    with pytest.raises(Behind):
        open_store(older, far=None)
    heard: list[float] = []
    open_store(older, heard.append).close()
    assert lists(older) == right
    assert heard == sorted(heard)
    assert (heard[-1], len(set(heard)) > 10) == (1.0, True)
    assert not list(older.parent.glob("*.format-*"))  # the journal was not touched: no backup
    open_store(older, far=None).close()


@pytest.mark.parametrize("older", [1], indirect=True)
def test_somebody_hears_how_far_the_backup_and_the_rest_are(older: Path) -> None:
    heard: list[float] = []
    open_store(older, heard.append).close()
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert (older.parent / f"{older.name}.format-1").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from desk.store.database import open_store
def far(share):
    if share >= float(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
open_store(Path(sys.argv[1]), far)
"""


@pytest.mark.parametrize("older", [2], indirect=True)
def test_a_desk_killed_meanwhile_begins_anew(older: Path) -> None:
    for share in ("0.3", "0.7", "1"):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(older), share], check=False)
        assert ended.returncode == -signal.SIGKILL
        with pytest.raises(Behind):
            open_store(older, far=None)
    store = open_store(older)
    assert Journal(store).check() == []
    store.close()


@pytest.mark.parametrize("late", [False, True], ids=["on-the-way", "at-the-commit"])
@pytest.mark.parametrize("older", [2], indirect=True)
def test_a_full_drive_leaves_the_older_store(older: Path, monkeypatch: pytest.MonkeyPatch, late: bool) -> None:
    def no_room() -> bool:
        raise apsw.FullError("database or disk is full")

    def full(connection: apsw.Connection, far: object, alone: bool) -> None:
        connection.execute("drop table case_list")
        if late:
            connection.set_commit_hook(no_room)
        else:
            no_room()

    with monkeypatch.context() as patched:
        patched.setattr(again, "make_again", full)
        with pytest.raises(StoreProblem, match=r"no room left on the drive of .*branch\.desk"):
            open_store(older)
    store = open_store(older)
    assert Journal(store).check() == []
    store.close()
