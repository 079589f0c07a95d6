"""A file is written whole or not at all; what stood under its name before stays until the new one is complete."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileDevice, QSaveFile

from desk.i18n import N_, Words

NO_ROOM = N_("There is no room left for {path}. Nothing was written; please choose another drive.")
NOT_WRITTEN = N_("The file could not be written: {path}. The case is safe; please choose another folder.")


def write_whole(path: Path, data: bytes) -> Words | None:
    """Write the file under its final name, or nothing; the sentence to say when it could not be done. Any thread."""
    file = QSaveFile(str(path))
    if file.open(QFileDevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit():
        return None
    full = file.error() == QFileDevice.FileError.ResourceError
    file.cancelWriting()
    return Words(NO_ROOM if full else NOT_WRITTEN, {"path": str(path)})
