"""Tidies the store up while nobody works, so that no recording has to wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk.store import upkeep
from desk.store.connection import MEMORY
from desk.store.problems import StoreProblem

from .tasks import run

if TYPE_CHECKING:
    from .desk import Desk

#: After so long without a recording the time is remembered, and the search index hears of it and is tidied up, in short
#: goes with room for a keystroke between.
PAUSE_MS, NEXT_MS = 400, 40

#: So long after a recording the log is moved into the file, in a pause, as a commit waits where the drive is busy with
#: it; for somebody who makes none at the latest after so long, well before a commit would have to do it.
LOG_MS, LOG_AT_LATEST_MS = 250, 3000


class Tidying(QObject):
    """Begins after each recording and stops by itself. What it cannot do now is done after the next one."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._store, self._moving = desk, desk.store, False
        self._recently = False  # something was recorded, and the time of it is not remembered yet
        self.pause = QTimer(self, singleShot=True)
        self.pause.timeout.connect(self._tend)
        self.log = QTimer(self, singleShot=True, interval=LOG_MS)
        self.latest = QTimer(self, singleShot=True, interval=LOG_AT_LATEST_MS)
        for timer in (self.log, self.latest):
            timer.timeout.connect(self._move_log)
        desk.case_changed.connect(self._recorded)
        self.pause.start(PAUSE_MS)  # for what was recorded when nobody made a pause afterwards

    def _recorded(self) -> None:
        self._recently = True
        self.pause.start(PAUSE_MS)
        self.log.start()
        if not self.latest.isActive():
            self.latest.start()

    def _tend(self) -> None:
        try:
            if self._recently:
                self._desk.keeper.remember()
                more, self._recently = True, False  # one wait for the drive in each go
            else:
                more = upkeep.tend(self._store)
        except StoreProblem:  # a full drive: whoever records next is told so, in the place where it matters
            return
        if more:
            self.pause.start(NEXT_MS)
        elif not self.log.isActive():
            self.log.start()  # for what was just tidied up

    def _move_log(self) -> None:
        """On another thread: a slow drive takes its time."""
        self.log.stop()
        self.latest.stop()
        path = self._store.path
        if path == MEMORY or self._moving:
            return
        self._moving = True
        run(lambda: upkeep.move_log(path), self._moved, self._not_moved)

    def _moved(self, _: object) -> None:
        self._moving = False

    def _not_moved(self, error: Exception) -> None:
        self._moving = False
        if not isinstance(error, StoreProblem):
            raise error
