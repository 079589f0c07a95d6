"""Where a file is saved: it has the ending of its kind, whatever the name that was typed ends in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def with_ending(path: Path, *kinds: str) -> Path:
    """The file with an ending of these kinds, the first one where it has none.

    A day at the end of a name ("Agreement 2.3.2026") is no ending, and stays. Nobody was asked whether a file that is
    there under the longer name may be written over, so that one stays too.
    """
    if path.suffix.lower().removeprefix(".") in kinds:
        return path
    names = (Path(f"{path}{'' if number == 1 else f' ({number})'}.{kinds[0]}") for number in count(1))
    return next(name for name in names if not name.exists())


def ask_where(parent: QWidget, title: str, name: str, kinds: tuple[str, ...], then: Callable[[Path], object]) -> None:
    """Ask for a file of one of these kinds, among the documents unless `name` says another folder; then go on."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    offered = ";;".join(f"{kind.upper()} (*.{kind})" for kind in kinds)
    dialog = QFileDialog(parent, title, str(Path(documents) / name), offered)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kinds[0])
    dialog.fileSelected.connect(lambda chosen: then(with_ending(Path(chosen), *kinds)))
    dialog.open()
