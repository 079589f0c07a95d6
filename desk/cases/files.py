"""Files from outside: what is none, and why one cannot be read or written, in the window's language."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from desk.i18n import N_, Words

_NOT_ALLOWED = N_("access is not allowed, or another program is using it")
_NO_ROOM = N_("there is no room left on the drive")

#: Why a file could not be read or written: the system's own words may be in another language than the window's.
_REASONS = {
    errno.ENOENT: N_("it is not there"), errno.EISDIR: N_("it is a folder"), errno.ENOTDIR: N_("it is not there"),
    errno.EACCES: _NOT_ALLOWED, errno.EPERM: _NOT_ALLOWED, errno.EBUSY: _NOT_ALLOWED,
    errno.ELOOP: N_("it is not there"), errno.ENXIO: N_("it is no file"),
    errno.EROFS: N_("the drive cannot be written to"), errno.EIO: N_("the drive gave an error"),
    errno.ENOSPC: _NO_ROOM, errno.EDQUOT: _NO_ROOM, errno.ENAMETOOLONG: N_("the name is too long"),
}  # fmt: skip


def a_file(path: Path) -> os.stat_result:
    """What is known of a file to be read. OSError for what is none: a pipe would be waited for without an end."""
    about = path.stat()
    if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
        raise OSError(errno.ENXIO, "no file")
    return about


def reason(error: OSError) -> Words | str:
    """Why it did not work, to stand in a sentence."""
    text = _REASONS.get(error.errno or 0)
    return Words(text) if text else error.strerror or type(error).__name__
