"""A long piece of work on another thread: how far it is, a way to stop it, and the line on screen that shows both."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desk.i18n import N_, Words
from desk.store.database import Store

from . import style
from .labels import Label
from .problem_list import Say
from .tasks import run, run_with_store


class Stopped(Exception):
    """Somebody pressed Cancel: nothing went wrong, and nothing half done is left."""


class Job(QObject):
    """Belongs to no widget: it lives until its work has ended, whatever became of the page that wanted it."""

    advanced = Signal(int, int)  # done, of how many
    done = Signal(object)
    failed = Signal(object)  # Exception; Stopped when it was cancelled

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def start(self, work: Callable[[Job], Any]) -> None:
        """Do it on another thread. `work` calls `step` as it goes, and touches no widget and no store."""
        run(lambda: work(self), self._end, self._break)

    def start_with_store(self, store: Store, work: Callable[[Job, Store], Any]) -> None:
        """The same, with a connection to the store for the other thread alone."""
        run_with_store(store, lambda own: work(self, own), self._end, self._break)

    # methods, not the signals: a signal alone keeps nobody alive until its news is there
    def _end(self, value: object) -> None:
        self.done.emit(value)

    def _break(self, error: Exception) -> None:
        self.failed.emit(error)

    def step(self, done: int, total: int) -> None:
        """Called by the work: so far it is. Stopped when it must end here."""
        self.check()
        self.advanced.emit(done, total)

    def check(self) -> None:
        """Stopped when somebody has pressed Cancel."""
        if self.stopped():
            raise Stopped

    def stopped(self) -> bool:
        """Whether somebody has pressed Cancel."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End it at the next step."""
        self._stop.set()


class ProgressLine(QWidget):
    """Words, a bar, and a button that stops the job; hidden while there is none."""

    def __init__(self, say: Say, text: str) -> None:
        """`text` says how far it is, with {done} and {total}."""
        super().__init__()
        self._say, self._text, self._job = say, text, Job()
        self.words, self.bar, self.cancel = Label(), QProgressBar(), QPushButton(say(N_("Cancel")))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.cancel.clicked.connect(lambda: self._job.stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * style.GRID)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, job: Job, total: int) -> None:
        """Show a job that is about to start."""
        self._job = job
        job.advanced.connect(self._advance)
        job.done.connect(self.hide)
        job.failed.connect(self.hide)
        self._advance(0, total)
        self.show()

    def _advance(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self.words.setText(self._say(Words(self._text, {"done": done, "total": total})))
        self.bar.setAccessibleName(self.words.text())
