"""A made-up store that is made anew: nothing of the one before is left, its files neither."""

from __future__ import annotations

import shutil
from pathlib import Path

from . import attachments, early

PARTS = ("", "-wal", "-shm")
FOLDERS = (attachments.FOLDER, early.FOLDER)


def remove(path: Path) -> None:
    """Delete a store, its log, and the files beside it, as far as they are there."""
    for part in PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)
    for folder in FOLDERS:
        shutil.rmtree(path.with_name(path.name + folder), ignore_errors=True)
