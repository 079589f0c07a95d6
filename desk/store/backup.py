"""A backup that was read back before it is called one: the store, and beside it the files of its cases and drafts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

import apsw

from desk.cases.people import Person
from desk.cases.values import stamp
from desk.i18n import N_

from . import settings
from .connection import MEMORY, Far, Store
from .durable import sync
from .permission import need
from .problems import known, problem

#: What a backup must hold as much of as the store did.
COUNTED = ("setting", "person", "stream", "entry", "personal")


def back_up(store: Store, target: Path, *, files: bool = True) -> Path:
    """Write a whole copy of the store to the target and prove it; an existing file is replaced only then.

    Attached files, and those that wait for their complaint, go into folders beside it, so that the backup opens as a
    store of its own; `files=False` is for a copy that stays beside the store, whose files it shares. StoreProblem when
    the copy cannot be written or does not hold what the store holds; no half copy stays.
    """
    part = _part(target)
    part.unlink(missing_ok=True)
    try:
        with _waiting(store, target, files):
            held = _held(store.connection)
            store.connection.execute("vacuum into ?", (str(part),))
            sync(part)
            _prove(part, held)
            with _copied_files(store, part, target, files):
                part.replace(target)
                sync(target.parent)
    except apsw.Error as error:
        raise known(error, str(target)) or error from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


@contextmanager
def watched(connection: apsw.Connection, target: Path, far: Far) -> Iterator[None]:
    """While the copy is written, tell how much of it is there."""
    part, pages = _part(target), connection.execute("pragma page_count").get
    whole = max(1, pages * connection.execute("pragma page_size").get)

    def look() -> bool:
        far(min(1.0, part.stat().st_size / whole) if part.exists() else 0.0)
        return False  # go on

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None)


#: So many steps of SQLite between two looks: a few hundredths of a second.
_STEPS = 200_000


def _waiting(store: Store, target: Path, wanted: bool) -> AbstractContextManager[None]:
    if not wanted:
        return nullcontext()
    from . import early  # late, as below

    return early.copied(store, str(target))


@contextmanager
def _copied_files(store: Store, part: Path, target: Path, wanted: bool) -> Iterator[None]:
    """The files that the copy names lie beside the target; taken away again when the block fails."""
    if not wanted or store.path == MEMORY:
        yield
        return
    from . import attachments  # late: the first window makes no backup

    copy = apsw.Connection(str(part), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        needed = attachments.needed(Store(str(part), copy))
    finally:
        copy.close()
    new: list[Path] = []
    try:
        attachments.copy(store, needed, str(target), new)
        yield
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    attachments.keep_only(str(target), needed)


#: When a backup was last made by hand, and proved.
LAST = "last_backup"


def last(store: Store) -> datetime | None:
    """When the newest backup was made; None before the first."""
    kept = settings.get(store, LAST)
    return datetime.fromisoformat(kept) if kept else None


def keep(store: Store, target: Path, now: datetime, by: Person | None = None) -> Path:
    """Back up as somebody asked, and remember when; nothing is remembered of one that failed."""
    need(by, "backup")
    back_up(store, target)
    settings.put(store, LAST, stamp(now))
    return target


def _held(connection: apsw.Connection) -> list[object]:
    """What the store holds: rows of each table, and how far each stream has come."""
    counts: list[object] = [connection.execute(f"select count(*) from {table}").get for table in COUNTED]
    return [*counts, *connection.execute("select id, head_seq, head_digest from stream order by id")]


def _prove(part: Path, held: list[object]) -> None:
    copy = apsw.Connection(str(part), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        whole = copy.execute("pragma quick_check").fetchall() == [("ok",)] and _held(copy) == held
    finally:
        copy.close()
    if not whole:
        raise problem(N_("The backup {path} is not whole and was thrown away. The store was left as it is."), str(part))
