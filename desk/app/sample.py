"""The sample branch, made anew while a sign shows that it takes a moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QProgressDialog

from desk import __version__
from desk.commands import demo
from desk.i18n import N_
from desk.store.database import create
from desk.store.removing import remove
from desk.ui import language, tasks


def make(store: Path, now: datetime) -> None:
    """Make it where an older one may stand. StoreProblem when it cannot be made."""
    remove(store)
    wait = QProgressDialog(language.say(None, N_("The sample data is being made …")), "", 0, 0)
    wait.setCancelButton(None)
    loop, failed = QEventLoop(), list[Exception]()

    def give_up(error: Exception) -> None:
        failed.append(error)
        loop.quit()

    tasks.run(lambda: _fill(store, now), lambda _: loop.quit(), give_up)
    wait.show()
    loop.exec()
    wait.close()
    if failed:
        raise failed[0]


def _fill(path: Path, now: datetime) -> None:
    """In a store of this thread's own."""
    store = create(path, demo.BRANCH, now, f"desk {__version__}")
    try:
        demo.sample(store, now)
    finally:
        store.close()
