"""Known trouble with a store, each kind in one clear sentence; anything else stays an error and is reported."""

from __future__ import annotations

import errno

import apsw

from desk.i18n import N_, Words


class StoreProblem(Exception):
    """Known trouble: what happened, what is safe, what to do. A bug is never one of these."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


def problem(text: str, path: str, **values: object) -> StoreProblem:
    """The trouble with the store at that path."""
    return StoreProblem(Words(text, {"path": path, **values}))


NOT_A_STORE = N_("{path} is not a store of this desk. It was left as it is; please choose another file.")
DAMAGED = N_("The store {path} is damaged. Please stop working in it, keep the file, and restore the newest backup.")

MOVED = N_(
    "The store is no longer at {path}: somebody moved, removed or replaced the file. Nothing was recorded; what you "
    "typed is still in this window. Please have the file put back; if this stays, close the desk and start it again."
)

READ_ONLY = N_("{path} cannot be written to. Nothing was changed; please check who may write there.")
CANNOT_OPEN = N_("{path} cannot be opened. Nothing was changed; please check the folder and who may write there.")
BUSY = N_("Another program is using {path}. Nothing was changed; please try again in a moment.")

FULL = N_("There is no room left on the drive of {path}. Nothing was changed; please free some space and try again.")

#: Known kinds of trouble and what to say; kinds that are not here are bugs.
SENTENCES: dict[type[apsw.Error], str] = {
    apsw.FullError: FULL,
    apsw.BusyError: BUSY,
    apsw.LockedError: BUSY,
    apsw.ReadOnlyError: READ_ONLY,
    apsw.CantOpenError: CANNOT_OPEN,
    apsw.PermissionsError: CANNOT_OPEN,
    apsw.IOError: N_(
        "The drive of {path} gave an error. What was recorded before is safe; please check the drive and try again."
    ),
    apsw.CorruptError: DAMAGED,
    apsw.NotADBError: NOT_A_STORE,
}


def known(error: apsw.Error, path: str) -> StoreProblem | None:
    """The sentence for a known kind of trouble; None when the error is a bug."""
    kind = type(error)
    if kind is apsw.IOError and getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE:
        kind = apsw.FullError  # a full drive as it shows before anything is written
    text = SENTENCES.get(kind)
    return problem(text, path) if text else None


def unkept(text: str, error: OSError, path: str) -> StoreProblem:
    """A file could not be kept beside the store at that path. A full drive is named, as when recording."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem(FULL, path)
    from desk.cases.files import reason  # late: the first picture meets no such trouble

    return StoreProblem(Words(text, {"reason": reason(error)}))
