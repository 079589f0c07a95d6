"""Scans, photographs and receipts of a case: files beside the store under their fingerprint, each with an entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cases.people import Person
from desk.i18n import N_, Words

from . import media
from .connection import MEMORY, Store
from .durable import sync, write_whole
from .entries import VERSION as ENTRY_FORMAT
from .problems import StoreProblem, unkept

if TYPE_CHECKING:
    from .journal import Journal, Recorded

STEP = "attach"

#: Added to the store's path: the folder of its files.
FOLDER = ".files"

#: Bytes of a file and dots of a picture; a picture of more is refused unopened.
MOST_BYTES, MOST_DOTS = 15 * 2**20, 80_000_000

#: Entries whose case was not erased since.
_LIVE = (
    f"select e.case_id, e.seq, e.body from entry e where e.step='{STEP}' and e.version={ENTRY_FORMAT}"
    " and not exists(select 1 from entry x where x.case_id=e.case_id and x.step='erase' and x.lamport>e.lamport)"
)


@dataclass(frozen=True)
class Attached:
    """A file of a case as its entry names it."""

    file_name: str
    kind: str
    sha256: str
    media: str
    at: datetime


def examined(data: bytes) -> str:
    """The media type of a file that may be attached. StoreProblem, with what to do, for any other."""
    if len(data) > MOST_BYTES:
        raise _refused(N_("This file is larger than {most} MB. Please make a smaller one."), most=MOST_BYTES // 2**20)
    if not data:
        text = N_("This file is empty; perhaps it is still on its way from the telephone. Please take it once more.")
        raise _refused(text)
    found = media.kind(data)
    if not found:
        raise _refused(N_("Only PNG, JPEG and WebP pictures, PDF files and plain text can be attached."))
    if found in media.PICTURES:
        try:
            wide, high = media.picture_size(data)
        except ValueError:
            raise _refused(N_("This picture is damaged. Please save it again, or take another one.")) from None
        if wide * high > MOST_DOTS:
            text = N_("This picture has more than {most} million dots. Please make a smaller one.")
            raise _refused(text, most=MOST_DOTS // 1_000_000)
    return found


def _refused(text: str, **values: object) -> StoreProblem:
    return StoreProblem(Words(text, values))


def attach(
    journal: Journal, file_name: str, kind: str, data: bytes, *, by: Person, now: datetime, case_id: str,
    operation: str = "",
) -> Recorded:  # fmt: skip
    """Keep the file, then record it. Nothing of a refused one stays. StoreProblem, or as Journal.record()."""
    found, sha256 = examined(data), hashlib.sha256(data).hexdigest()
    answers = {"file_name": file_name, "kind": kind, "sha256": sha256, "media": found}
    store = journal.store
    with store.writing():  # nobody erases the same bytes of another case meanwhile
        new = _write(place(store, sha256), data)
        try:
            return journal.record(STEP, answers, by=by, now=now, case_id=case_id, operation=operation)
        except BaseException:
            if new:
                place(store, sha256).unlink(missing_ok=True)
            raise


def place(store: Store, sha256: str) -> Path:
    """Where the file with that fingerprint lies, or would. StoreProblem for a store in memory."""
    if store.path == MEMORY:
        raise _refused(N_("This store is not on a drive, so it keeps no files."))
    return _place(store.path, sha256)


def _place(path: str, sha256: str) -> Path:
    return Path(path + FOLDER) / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> bool:
    """Write the file under its name when it is whole and on the disk. False when it was there already, and whole."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
        for folder in (path.parent.parent, path.parent.parent.parent):
            sync(folder)
    except OSError as error:
        text = N_("The file could not be kept: {reason}. Nothing was recorded.")
        raise unkept(text, error, str(path.parent.parent)) from error
    return True


def read(store: Store, sha256: str) -> bytes:
    """The bytes as they were attached. StoreProblem when they are missing or changed."""
    try:
        data = place(store, sha256).read_bytes()
    except OSError as error:
        raise _refused(N_("This file is missing. Please restore it from a backup.")) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _refused(N_("This file is not as it was attached. Please restore it from a backup."))
    return data


def of_case(journal: Journal, case_id: str) -> list[Attached]:
    """The files of a case and of its duplicates, oldest first; none of those that were erased."""
    return [
        Attached(str(e.answers.get("file_name", "")), e.answers["kind"], e.answers["sha256"], e.answers["media"], e.at)
        for id_ in journal.joined(case_id) for e in journal.entries(id_) if e.step == STEP and not e.erased
    ]  # fmt: skip


def forget(store: Store) -> None:
    """Delete every file that no case needs any more; what several cases share stays until the last is erased."""
    if store.path == MEMORY or not Path(store.path + FOLDER).is_dir():
        return
    with store.writing():
        keep_only(store.path, needed(store))


def needed(store: Store) -> set[str]:
    """Fingerprints of the files that a case needs."""
    return {json.loads(body)["answers"]["sha256"] for _, _, body in store.rows(_LIVE)}


def keep_only(path: str, wanted: set[str]) -> None:
    """Delete every other file beside the store at that path."""
    for file in _files(Path(path + FOLDER)):
        if file.name not in wanted:
            file.unlink(missing_ok=True)


def copy(store: Store, wanted: set[str], path: str, new: list[Path]) -> None:
    """Put the files beside the store at that path; `new` names those that were not there before.

    One that is missing or changed here is left out: the check names it, and it keeps no other file from being saved.
    """
    for sha256 in sorted(wanted):
        try:
            data = read(store, sha256)
        except StoreProblem:
            continue
        file = _place(path, sha256)
        try:
            if _write(file, data):
                new.append(file)
            whole = hashlib.sha256(file.read_bytes()).hexdigest() == sha256
        except (OSError, StoreProblem):
            whole = False
        if not whole:
            raise _refused(N_("An attached file could not be copied. Please choose another folder for the backup."))


def check(store: Store) -> Iterator[Words]:
    """Files that are missing, changed, or left over."""
    if store.path == MEMORY:
        return
    needed: set[str] = set()
    for number, seq, sha256 in _entries(store):
        needed.add(sha256)
        try:
            read(store, sha256)
        except StoreProblem:
            lost = not place(store, sha256).is_file()
            text = N_("The file of entry {seq} (case {number}) is missing.") if lost else N_(
                "The file of entry {seq} (case {number}) is not as it was attached.")  # fmt: skip
            yield Words(text, {"number": number, "seq": seq})
    left = sum(path.name not in needed for path in _files(Path(store.path + FOLDER)))
    if left:
        yield Words(N_("Files that belong to no case lie beside the store: {count}."), {"count": left})


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.glob("??/*")) + sorted(folder.glob("??/.*")) if path.is_file())


def _entries(store: Store) -> Iterator[tuple[str, int, str]]:
    """Case number, entry and fingerprint of every file attached to a case that was not erased."""
    for case_id, seq, body in store.rows(_LIVE):
        row = store.row("select number from case_list where case_id=?", (case_id,))
        yield (row[0] if row and row[0] else "?"), seq, json.loads(body)["answers"]["sha256"]
