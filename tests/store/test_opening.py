"""Opening a store: known trouble is one clear sentence, and the file stays as it was."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from desk.store import backup, durable, migrate
from desk.store import database as database_module
from desk.store.connection import PRAGMAS, Store
from desk.store.database import StoreProblem, create, open_store
from desk.store.journal import Journal
from desk.store.problems import known
from tests.makers import branch

from .way import START, take


def prints(path: Path) -> dict[str, str]:
    """Every file of the folder with its fingerprint."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.parent.iterdir() if p.is_file()}


def refused(path: Path) -> str:
    with pytest.raises(StoreProblem) as caught:
        open_store(path)
    return str(caught.value)


def test_a_new_store_is_open_durable_and_numbered_as_ours(store: Store) -> None:
    found = {name: store.row(f"pragma {name}")[0] for name, _ in PRAGMAS}
    assert found == dict(PRAGMAS)
    assert found["synchronous"] == 2  # FULL
    assert store.row("pragma application_id") == (0x4344534B,)
    assert store.row("pragma user_version") == (migrate.SCHEMA,)


def test_a_setting_that_the_drive_does_not_take_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path, branch(), START).close()
    monkeypatch.setattr("desk.store.connection.PRAGMAS", (*PRAGMAS, ("page_size", 512)))
    assert "cannot be kept safely" in refused(path)


def test_a_store_in_memory_lives_as_long_as_it_is_open() -> None:
    store = create(":memory:", branch(), START)
    assert store.row("pragma journal_mode") == ("memory",)
    assert Journal(store).check() == []
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows moves and replaces no file that is open")
@pytest.mark.parametrize("other", [True, False], ids=["replaced", "moved"])
def test_nothing_is_recorded_in_a_file_that_is_no_longer_the_store(path: Path, other: bool) -> None:
    store, away = create(path, branch(), START), path.with_name("away.desk")
    if other:
        create(away, branch(), START).close()
        kept = path.rename(path.with_name("kept.desk"))
        away.rename(path)
    else:
        kept = path.rename(away)
    with pytest.raises(StoreProblem, match="somebody moved, removed or replaced"):
        take(Journal(store), "receive")
    with pytest.raises(StoreProblem, match="somebody moved, removed or replaced"), store.writing():
        pytest.fail("it could be written")
    kept.replace(path)
    take(Journal(store), "receive")
    store.close()


def test_a_store_that_was_damaged_while_it_is_open_says_so_when_something_is_recorded(path: Path) -> None:
    store = create(path, branch(), START)
    journal = Journal(store)
    take(journal, "receive")
    root = store.row("select rootpage from sqlite_master where name = 'setting'")[0]
    store.rows("pragma wal_checkpoint(truncate)")
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    store.rows("pragma shrink_memory")
    with pytest.raises(StoreProblem, match="is damaged"):
        take(journal, "receive", minutes=1)
    assert not store.connection.in_transaction
    store.close()


def test_a_text_that_is_none_any_more_is_damage(store: Store) -> None:
    with pytest.raises(StoreProblem, match="is damaged"):
        store.rows("select cast(x'c328' as text)")


def test_a_new_store_never_takes_the_place_of_something(path: Path) -> None:
    path.write_text("a letter")
    with pytest.raises(StoreProblem, match="already something at"):
        create(path, branch(), START)
    assert path.read_text() == "a letter"


def test_a_new_store_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="There is no folder"):
        create(tmp_path / "nowhere" / "branch.desk", branch(), START)


def test_a_start_that_ended_halfway_is_no_obstacle(path: Path) -> None:
    Path(f"{path}.new").write_bytes(b"half a store")
    Path(f"{path}.new-wal").write_bytes(b"half a log")
    create(path, branch(), START).close()
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_a_failure_while_making_a_store_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(connection: apsw.Connection) -> None:
        raise apsw.FullError("disk full")

    monkeypatch.setattr(database_module, "upgrade", full)
    with pytest.raises(StoreProblem, match="no room left"):
        create(path, branch(), START)
    assert not path.exists()


GARBAGE = {
    "empty": b"",
    "text": b"Dear customer, " * 400,
    "encrypted": bytes((n * 167 + n // 7) % 256 for n in range(8192)),
    "half a head": b"SQLite format 3\0" + b"\0" * 40,
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_what_is_no_store_is_left_as_it_was(path: Path, kind: str) -> None:
    path.write_bytes(GARBAGE[kind])
    before = prints(path)
    assert "is not a store of this desk" in refused(path)
    assert prints(path) == before


def test_a_head_of_ours_before_garbage_is_damage_and_left_as_it_was(path: Path) -> None:
    create(path, branch(), START).close()
    data = path.read_bytes()
    path.write_bytes(data[:100] + GARBAGE["encrypted"] * 4)
    before = path.read_bytes()
    assert "is damaged" in refused(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_as_it_was(path: Path) -> None:
    other = apsw.Connection(str(path))
    other.execute("pragma journal_mode=wal; create table songs(title); insert into songs values('Finlandia')")
    other.close()
    before = prints(path)
    assert "is not a store of this desk" in refused(path)
    assert prints(path) == before


def test_a_newer_store_is_left_as_it_was(path: Path) -> None:
    create(path, branch(), START).close()
    newer = apsw.Connection(str(path))
    newer.execute(f"pragma user_version={migrate.SCHEMA + 1}")
    newer.close()
    before = prints(path)
    assert "newer version of this desk" in refused(path)
    assert prints(path) == before


def test_a_newer_store_that_only_its_log_knows_is_left_as_it_was(path: Path, tmp_path: Path) -> None:
    create(path, branch(), START).close()
    newer = apsw.Connection(str(path))
    newer.execute(f"pragma user_version={migrate.SCHEMA + 1}")
    copy = tmp_path / "copy" / path.name
    copy.parent.mkdir()
    for name in ("", "-wal"):  # as a power cut leaves it
        Path(f"{copy}{name}").write_bytes(Path(f"{path}{name}").read_bytes())
    newer.close()
    before = prints(copy)
    assert "newer version of this desk" in refused(copy)
    assert {k: v for k, v in prints(copy).items() if not k.endswith("-shm")} == before


def test_a_folder_a_wrong_name_and_memory_are_no_stores(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    assert "There is no store at" in refused(tmp_path / "other.desk")
    assert "There is no store at" in refused(Path(":memory:"))


def test_a_name_that_no_drive_takes_is_told(tmp_path: Path) -> None:
    endless = tmp_path / ("x" * 300)
    assert "cannot be opened" in refused(endless)
    with pytest.raises(StoreProblem, match="cannot be opened"):
        create(endless, branch(), START)
    assert "There is no store at" in refused(tmp_path / "a\0b")


def test_a_store_marked_read_only_is_left_as_it_was(path: Path) -> None:
    create(path, branch(), START).close()
    before = prints(path)
    path.chmod(0o444)
    assert "cannot be written to" in refused(path)
    path.chmod(0o644)
    path.parent.chmod(0o555)
    assert "cannot be written to" in refused(path)
    path.parent.chmod(0o755)
    assert prints(path) == before


def test_a_drive_that_only_reads_is_noticed_behind_the_marks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path, branch(), START).close()

    def read_only(path: str) -> apsw.Connection:
        return apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)

    monkeypatch.setattr(database_module, "_connected", read_only)
    assert "cannot be written to" in refused(path)


def test_a_file_that_cannot_be_opened_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path, branch(), START).close()

    def cannot(path: str, **how: int) -> apsw.Connection:
        raise apsw.CantOpenError("unable to open database file")

    monkeypatch.setattr(database_module.apsw, "Connection", cannot)
    assert "cannot be opened" in refused(path)


OLDER = '''
"""The schema to come, for the test."""

def up(migrator, db):
    db.execute_sql("create table extra(id integer primary key) strict")
'''


def test_an_older_store_is_backed_up_and_brought_up_to_date(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(create(path, branch(), START))
    take(journal, "receive")
    journal.store.close()
    now, later = migrate.SCHEMA, migrate.SCHEMA + 1
    folder = tmp_path / "migrations"
    folder.mkdir()
    for there in migrate.FOLDER.glob("[0-9]*.py"):
        (folder / there.name).write_bytes(there.read_bytes())
    (folder / f"{later:04}_extra.py").write_text(OLDER)
    monkeypatch.setattr(database_module, "SCHEMA", later)
    monkeypatch.setattr(database_module, "upgrade", lambda c, far: migrate.upgrade(c, folder, later, far))

    store = open_store(path)
    assert store.row("pragma user_version") == (later,)
    assert store.row("select count(*) from extra") == (0,)
    assert store.row("select name from migration order by id desc") == (f"{later:04}_extra",)
    store.close()

    monkeypatch.undo()
    old = open_store(path.with_name(f"{path.name}.format-{now}"))
    assert old.row("pragma user_version") == (now,)
    assert Journal(old).check() == []
    old.close()
    assert "newer version" in refused(path)  # the head of the file says so at once


BROKEN = """
def up(migrator, db):
    db.execute_sql("create table another(id)")
    db.execute_sql("create table entry(id)")
"""


def test_a_migration_that_fails_halfway_leaves_the_older_store(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(path, branch(), START).close()
    now = migrate.SCHEMA
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / f"{now + 1:04}_extra.py").write_text(OLDER)
    (folder / f"{now + 2:04}_broken.py").write_text(BROKEN)
    monkeypatch.setattr(database_module, "SCHEMA", now + 2)
    monkeypatch.setattr(database_module, "upgrade", lambda c, far: migrate.upgrade(c, folder, now + 2, far))
    with pytest.raises(Exception, match="already exists"):
        open_store(path)
    monkeypatch.undo()
    store = open_store(path)
    assert store.rows("select name from sqlite_schema where name in ('extra', 'another')") == []
    assert store.row("pragma user_version") == (now,)
    assert Journal(store).check() == []
    store.close()


def test_a_store_of_ours_without_a_format_is_damaged(path: Path) -> None:
    create(path, branch(), START).close()
    connection = apsw.Connection(str(path))
    connection.execute("pragma user_version=0")
    connection.close()
    assert "damaged" in refused(path)


def test_a_backup_that_does_not_hold_everything_is_thrown_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    held = backup._held
    monkeypatch.setattr(backup, "_held", lambda connection: [*held(connection), connection.filename])
    target = Path(store.path).with_name("backup.desk")
    with pytest.raises(StoreProblem, match="thrown away"):
        backup.back_up(store, target)
    assert [p.name for p in target.parent.iterdir() if "backup" in p.name] == []


def test_a_backup_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="cannot be opened"):
        backup.back_up(store, tmp_path / "nowhere" / "backup.desk")


def test_a_drive_too_full_to_begin_anything_is_told_as_a_full_one() -> None:
    error = apsw.IOError("disk I/O error")
    error.extendedresult = apsw.SQLITE_IOERR_SHMSIZE  # as the log's own index finds no room, before anything is written
    assert "no room left on the drive of D:" in str(known(error, "D:"))
    error.extendedresult = apsw.SQLITE_IOERR_WRITE
    assert "gave an error" in str(known(error, "D:"))


def test_a_backup_on_a_full_drive_names_that_drive(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise apsw.FullError("database or disk is full")

    monkeypatch.setattr(backup, "sync", full)
    target = Path(store.path).with_name("backup.desk")
    with pytest.raises(StoreProblem, match=r"no room left on the drive of .*backup\.desk"):
        backup.back_up(store, target)
    assert [p.name for p in target.parent.iterdir() if "backup" in p.name] == []


def test_windows_keeps_the_names_of_a_folder_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable.os, "name", "nt")
    monkeypatch.setattr(durable.os, "open", None)
    durable.sync(tmp_path)
    monkeypatch.undo()
    durable.sync(tmp_path)


LAZY = """
import sys
from datetime import UTC, datetime
from desk.store import accounts, lists
from desk.store.database import open_store
store = open_store(sys.argv[1])
now = datetime.now(UTC)
assert lists.page(store, lists.Filter(), now=now) == []
accounts.people(store), accounts.branch(store), accounts.policy(store)
loaded = {"peewee", "playhouse", "babel", "argon2", "holidays", "sqlite3", "psycopg"} & set(sys.modules)
assert not loaded, loaded
"""
ALONE = """
import sys
from datetime import UTC, datetime
from desk.cases.branch import Branch
from desk.store.database import create
create(":memory:", Branch(), datetime.now(UTC))
assert "peewee" in sys.modules
loaded = {"sqlite3", "psycopg", "psycopg2", "pymysql", "MySQLdb"} & set(sys.modules)
assert not loaded, loaded
import sqlite3  # others find it as before
"""


@pytest.mark.parametrize("script", [LAZY, ALONE], ids=["an up-to-date store loads no peewee", "peewee loads no driver"])
def test_start_up_stays_quick(path: Path, script: str) -> None:
    create(path, branch(), START).close()
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=60, env=dict(os.environ)
    )
    assert (done.returncode, done.stderr) == (0, "")
