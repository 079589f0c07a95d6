"""Opening and making stores: nothing is touched before the file is known to be one of ours."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import apsw

from desk.cases.branch import Branch, Policy
from desk.cases.values import freeze, stamp
from desk.i18n import N_

from . import calendars, policies, settings
from .connection import MEMORY, STATEMENTS, Far, Store, settle
from .migrate import APPLICATION_ID, SCHEMA, is_behind, upgrade
from .problems import CANNOT_OPEN, DAMAGED, NOT_A_STORE, READ_ONLY, StoreProblem, known, problem

__all__ = ["Behind", "Store", "StoreProblem", "create", "open_store"]

_HEAD = 100  # bytes of a SQLite file that name its format, its version and its application


def create(path: Path | str, branch: Branch, now: datetime, app: str = "") -> Store:
    """A new store for a branch; ":memory:" makes one that lives as long as it is open.

    It is made under another name and takes its own when it is whole. StoreProblem when there is
    something at that path, or nothing can be made there.
    """
    if str(path) == MEMORY:
        return _filled(MEMORY, apsw.Connection(MEMORY), branch, now, app)
    path = Path(path)
    try:
        if not path.parent.is_dir():
            raise problem(N_("There is no folder {folder}. Please make it first."), str(path), folder=str(path.parent))
        if path.exists():
            raise problem(N_("There is already something at {path}. It was left as it is."), str(path))
        _make(path, path.with_name(path.name + ".new"), branch, now, app)
    except apsw.Error as error:
        raise known(error, str(path)) or error from error
    except OSError as error:
        raise problem(CANNOT_OPEN, str(path)) from error
    return open_store(path)


def _make(path: Path, part: Path, branch: Branch, now: datetime, app: str) -> None:
    from .durable import sync  # late: a store is made once, and opened at every start

    for old in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
        old.unlink(missing_ok=True)  # from a start that never ended
    try:
        _filled(str(part), apsw.Connection(str(part)), branch, now, app).close()
        sync(part)
        part.rename(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _filled(path: str, connection: apsw.Connection, branch: Branch, now: datetime, app: str) -> Store:
    """The first schema, the branch, a policy with its public holidays, and an empty stream."""
    import uuid

    from . import house  # late, all of them: only a new store needs them
    from .entries import genesis

    settle(connection, path)
    upgrade(connection)
    store = Store(path, connection)
    branch_id, desk_id = uuid.uuid4().bytes, uuid.uuid4().bytes
    with store.writing():
        connection.execute(
            "insert into stream(id, branch, desk, epoch, head_digest) values(1, ?, ?, 1, ?)",
            (branch_id, desk_id, genesis(branch_id, desk_id, 1)),
        )
        first = {"from": stamp(now), "by": "", "policy": policies.kept(Policy())}
        made = {"at": stamp(now), "app": app}
        for name, value in (
            ("branch", freeze(branch)), ("policy", [first]), ("made", made), ("stream", 1), ("desk_no", 1),
            ("last_number", 0),
        ):  # fmt: skip
            settings.put(store, name, value)
        calendars.keep_current(store, now)
        house.append(store, house.POLICY, settings.get(store, "policy")[-1]["policy"], "", now)
    return store


class Behind(Exception):
    """A store must be brought up to date before it is opened, and that takes its time."""


def open_store(path: Path | str, far: Far | None = lambda share: None) -> Store:
    """An existing store, brought up to date after a verified backup; `far` hears how far that is.

    Behind for one that has to be, where nobody waits for it (None). StoreProblem with the file as it was when it is
    no store of ours, newer than this desk, or cannot be written.
    """
    path = Path(path)
    try:
        _look(path)
    except OSError as error:
        raise problem(CANNOT_OPEN, str(path)) from error
    connection = _connected(str(path))
    try:
        _settled(path, connection, far)
    except BaseException as error:
        connection.close()
        if isinstance(error, apsw.Error):
            raise known(error, str(path)) or error from error
        raise
    return Store(str(path), connection)


def _look(path: Path) -> None:
    """Refuse what is visibly no store of ours before SQLite touches it."""
    if path.is_dir():
        raise problem(N_("{path} is a folder. Please choose the store inside it."), str(path))
    if not path.is_file():
        raise problem(N_("There is no store at {path}. Please check the name."), str(path))
    if not (_writable(path) and _writable(path.parent)):
        raise problem(READ_ONLY, str(path))
    head = _head(str(path))
    if len(head) < _HEAD or not head.startswith(b"SQLite format 3\0"):
        raise problem(NOT_A_STORE, str(path))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise problem(NOT_A_STORE, str(path))
    _refuse_newer(path, int.from_bytes(head[60:64], "big"))


def _head(path: str) -> bytes:
    """The first bytes of the file, through SQLite: where it closes any file of its own, a process loses all its locks
    on that file, and another connection may be at work in this one."""
    try:
        file = apsw.VFSFile("", path, [apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_MAIN_DB, 0])
        try:
            return file.xRead(_HEAD, 0)
        finally:
            file.xClose()
    except apsw.Error as error:
        raise known(error, path) or error from error


def _writable(path: Path) -> bool:
    """Whether anybody may write it, and we are among them; an administrator is asked too."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _refuse_newer(path: Path, version: int) -> None:
    if version > SCHEMA:
        text = N_(
            "{path} was written by a newer version of this desk (format {version}; this one knows {known})."
            " It was left as it is; please update the desk."
        )
        raise problem(text, str(path), version=version, known=SCHEMA)


def _connected(path: str) -> apsw.Connection:
    try:
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE, statementcachesize=STATEMENTS)
    except apsw.Error as error:
        raise known(error, path) or error from error
    # until the store is accepted, closing it again must not write into the file
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.set_busy_timeout(5000)
    return connection


def _settled(path: Path, connection: apsw.Connection, far: Far | None) -> None:
    """Check the version once more behind the log of the last moments, settle, and migrate when older."""
    version = connection.execute("pragma user_version").get
    _refuse_newer(path, version)
    if connection.readonly("main"):
        raise problem(READ_ONLY, str(path))
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
    settle(connection, str(path))
    if version < 1:
        raise problem(DAMAGED, str(path))
    if version < SCHEMA or is_behind(connection):
        if far is None:
            raise Behind
        _bring_up_to_date(path, connection, version, far)


#: How much of the time goes by with the backup, where there is one.
_BACKUP = 0.2


def _bring_up_to_date(path: Path, connection: apsw.Connection, version: int, far: Far) -> None:
    """A backup where the journal's tables change, then everything in one transaction."""
    first = 0.0
    far(first)
    if version < SCHEMA:
        from .backup import back_up, watched  # late: once for each new format

        target, first = path.with_name(f"{path.name}.format-{version}"), _BACKUP
        with watched(connection, target, lambda share: far(share * first)):
            back_up(Store(str(path), connection), target, files=False)  # the files beside the store are not touched
    upgrade(connection, far=lambda share: far(first + share * (1 - first)))
    # the new format must be visible in the file's head, where older desks look before they touch it
    connection.execute("pragma wal_checkpoint(truncate)")
