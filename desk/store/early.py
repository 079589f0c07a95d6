"""Files that came before their complaint was recorded: kept beside the store under the draft's name, attached after.

A backup holds them, the check looks at them, and what is erased by law takes them along.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desk.cases.files import reason
from desk.cases.people import Person
from desk.cases.text import SHORT, BadText, clean
from desk.i18n import N_, Words

from . import attachments
from .connection import MEMORY, Store
from .drafts import NEW
from .durable import write_whole
from .problems import StoreProblem, unkept

if TYPE_CHECKING:
    from .journal import Journal

#: Added to the store's path: a folder for each draft that has files.
FOLDER, _LIST = ".early", "list.json"

#: Each file is attached once, however often it is tried.
_ONCE = uuid.UUID("0b6b0f0c-7c0e-4a55-9a35-2f1f6d1f9d11")

#: A list is read and written again by one thread at a time: one may keep files while another attaches them.
_ALONE = Lock()

#: As many as are attached at once anywhere else.
MOST = 50


@dataclass(frozen=True)
class Early:
    """A file that waits for its complaint."""

    name: str
    sha256: str
    media: str


def keep(store: Store, person: str, key: str, name: str, data: bytes) -> list[Early]:
    """Keep one more file of a draft; the same one once. StoreProblem when it may not be attached or kept."""
    found, sha256 = attachments.examined(data), hashlib.sha256(data).hexdigest()
    try:
        folder, file = _folder(store, key), Early(clean(name[:SHORT], SHORT), sha256, found)
    except BadText as error:
        raise StoreProblem(error.words) from error
    with _ALONE:
        before = of_draft(store, key)
        if any(one.sha256 == sha256 for one in before):
            return before
        if len(before) >= MOST:
            raise StoreProblem(Words(N_("No more than {most} files can wait for a complaint."), {"most": MOST}))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / sha256, data)
            _list(folder, person, key, [*before, file])
        except OSError as error:
            text = N_("The file could not be kept: {reason}. Nothing was recorded.")
            raise unkept(text, error, store.path) from error
    return [*before, file]


def of_draft(store: Store, key: str) -> list[Early]:
    """The files of a draft, in the order in which they came."""
    return [] if store.path == MEMORY else _read(_folder(store, key))[2]


def data(store: Store, key: str, file: Early) -> bytes:
    """Its bytes; StoreProblem when they are not there any more, or are others."""
    try:
        kept = (_folder(store, key) / file.sha256).read_bytes()
    except OSError as error:
        raise StoreProblem(Words(N_("This file cannot be read: {reason}"), {"reason": reason(error)})) from error
    if hashlib.sha256(kept).hexdigest() != file.sha256:
        raise StoreProblem(Words(N_("This file is not as it was attached. Please restore it from a backup.")))
    return kept


def leave_out(store: Store, key: str, file: Early) -> list[Early]:
    """Without this one; the folder goes with the last. StoreProblem when the drive does not take it."""
    folder = _folder(store, key)
    with _ALONE:
        person, _, files = _read(folder)
        files = [one for one in files if one != file]
        if not files:
            shutil.rmtree(folder, ignore_errors=True)
            return files
        try:
            _list(folder, person, key, files)
            (folder / file.sha256).unlink(missing_ok=True)
        except OSError as error:
            text = N_("The file could not be left out: {reason}.")
            raise unkept(text, error, store.path) from error
    return files


def begun(store: Store, person: str) -> str:
    """The key of a draft of which this person has given nothing but files; "" where there is none."""
    kept = (_read(folder) for folder in _folders(store))
    return next((key for who, key, files in kept if who == person and files and not _case(store, key)), "")


def left_over(store: Store) -> list[tuple[str, str]]:
    """The drafts whose complaint was recorded while its files were not attached: the key, and the case."""
    keys = (_read(folder)[1] for folder in _folders(store))
    return [(key, case_id) for key in keys if (case_id := _case(store, key))]


def attach(journal: Journal, key: str, case_id: str, by: Person, now: datetime) -> list[Words]:
    """Attach every file to the case that its draft became; what cannot be is told, and stays where it is."""
    from desk.cases.moment import Refused  # late: the guide comes with it

    store, told = journal.store, list[Words]()
    for file in of_draft(store, key):
        operation = str(uuid.uuid5(_ONCE, f"{key}:{file.sha256}"))
        try:
            kind = "photo" if file.media.startswith("image/") else "other"
            attachments.attach(journal, file.name, kind, data(store, key, file), by=by, now=now, case_id=case_id,
                               operation=operation)  # fmt: skip
            leave_out(store, key, file)
        except (StoreProblem, Refused) as error:
            if file not in of_draft(store, key):
                continue  # the next complaint was begun meanwhile, and looked for what is left over
            why = error.words if isinstance(error, StoreProblem) else error.problems[0].words
            told.append(Words(N_("{file}: {why}"), {"file": file.name, "why": why}))
    return told


def forget(store: Store, case_id: str) -> None:
    """Delete what still waits for a case that was erased."""
    for folder in _folders(store):
        key = _read(folder)[1]
        if key and _case(store, key) == case_id:
            shutil.rmtree(folder, ignore_errors=True)


def check(store: Store) -> Iterator[Words]:
    """Files that wait and are missing or changed, lists that cannot be read, and what is on no list."""
    left = 0
    for folder in _folders(store):
        _, key, files = _read(folder)
        if not key:
            text = N_("The list of the files that wait for a complaint in {folder} is missing or damaged.")
            yield Words(text, {"folder": str(folder)})
            continue
        for file in files:
            try:
                data(store, key, file)
            except StoreProblem:
                lost = not (folder / file.sha256).is_file()
                text = N_("The file “{file}”, which waits for its complaint, is missing.") if lost else N_(
                    "The file “{file}”, which waits for its complaint, is not as it was attached.")  # fmt: skip
                yield Words(text, {"file": file.name})
        left += len({path.name for path in _inside(folder)} - {_LIST, *(file.sha256 for file in files)})
    if left:
        yield Words(N_("Files that belong to no case lie beside the store: {count}."), {"count": left})


@contextlib.contextmanager
def copied(store: Store, path: str) -> Iterator[None]:
    """While the block copies the store to that path, put what waits beside it; if it fails, nothing of that stays.

    It is copied first: what is attached in between is held twice then, and attached once.
    """
    new, held = list[Path](), dict[str, set[str]]()
    try:
        for folder in _folders(store):
            held[folder.name] = _copy(folder, Path(path + FOLDER, folder.name), new)
        yield
    except BaseException:
        for file in new:
            file.unlink(missing_ok=True)
        raise
    for there in _inside(Path(path + FOLDER)):
        _complete(there, held.get(there.name, set()))


#: The list of a copy that is not yet called one.
_NEW_LIST = ".list.new"


def _copy(folder: Path, there: Path, new: list[Path]) -> set[str]:
    """Copy what lies in the folder of a draft, whatever its list says. Gives the names."""
    held = set[str]()
    try:
        there.mkdir(parents=True, exist_ok=True)
        for path in (path for path in _inside(folder) if not path.name.startswith(".")):
            with contextlib.suppress(FileNotFoundError):  # left out, or attached, at this moment
                data, file = path.read_bytes(), there / (_NEW_LIST if path.name == _LIST else path.name)
                held.add(file.name)
                if not file.is_file() or file.read_bytes() != data:
                    new.append(file)
                    write_whole(file, data)
    except OSError as error:
        text = N_("An attached file could not be copied. Please choose another folder for the backup.")
        raise StoreProblem(Words(text)) from error
    return held


def _complete(there: Path, held: set[str]) -> None:
    """The folder of a draft in a copy: what was held, under its list, and nothing else."""
    for path in _inside(there):
        if path.name not in held and not (path.name == _LIST and _NEW_LIST in held):
            path.unlink(missing_ok=True)
    if _NEW_LIST in held:
        (there / _NEW_LIST).replace(there / _LIST)
    if not held:
        shutil.rmtree(there, ignore_errors=True)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _case(store: Store, key: str) -> str:
    """The case that a draft has become, if it has; a small matter names each of its steps for itself."""
    name = key.removeprefix(NEW)
    row = store.row("select case_id from entry where operation in (?, ?)", (name, f"{name}:receive"))
    return bytes(row[0]).hex() if row else ""


def _folders(store: Store) -> list[Path]:
    return [] if store.path == MEMORY else _inside(Path(store.path + FOLDER))


def _folder(store: Store, key: str) -> Path:
    if store.path == MEMORY:
        raise StoreProblem(Words(N_("This store is not on a drive, so it keeps no files.")))
    return Path(store.path + FOLDER) / hashlib.sha256(key.encode()).hexdigest()[:32]  # no key is taken for a path


def _read(folder: Path) -> tuple[str, str, list[Early]]:
    """Whose they are, the draft's key, and the files."""
    try:
        return _parsed((folder / _LIST).read_bytes())
    except OSError:
        return "", "", []


def _parsed(written: bytes) -> tuple[str, str, list[Early]]:
    with contextlib.suppress(ValueError, KeyError, TypeError):  # a damaged list is an empty one
        kept = json.loads(written.decode("utf-8"))
        return str(kept["person"]), str(kept["key"]), [Early(*file) for file in kept["files"]]
    return "", "", []


def _list(folder: Path, person: str, key: str, files: list[Early]) -> None:
    named = [(file.name, file.sha256, file.media) for file in files]
    text = json.dumps({"person": person, "key": key, "files": named})
    write_whole(folder / _LIST, text.encode("utf-8"))
