"""Work of which only the newest counts: what was asked for meanwhile takes the place of what is not yet begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from .tasks import run


class Latest(QObject):
    """One piece of work at a time on another thread. What has become stale while it was made is dropped."""

    done = Signal(object)
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._busy = False
        self._next: Callable[[], Any] | None = None
        self._unwanted = False

    def ask(self, work: Callable[[], Any]) -> None:
        """Do it as soon as what runs has ended. `work` touches no widget and no store."""
        if self._busy:
            self._next = work
            return
        self._busy = True
        run(work, lambda value: self._finish(value, None), lambda error: self._finish(None, error))

    def forget(self) -> None:
        """Nobody waits any more for what was asked: what comes of it is dropped."""
        self._next, self._unwanted = None, self._busy

    def _finish(self, value: Any, error: Exception | None) -> None:
        if not isValid(self):
            return  # the page was left meanwhile
        self._busy, unwanted, self._unwanted = False, self._unwanted, False
        if self._next is not None:
            work, self._next = self._next, None
            self.ask(work)
        elif unwanted:
            return
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(value)
