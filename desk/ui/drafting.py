"""Drafts: whatever is typed stands in the store within a second, and comes back after a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk.cases.fields import is_empty
from desk.store import drafts
from desk.store.database import StoreProblem
from desk.store.drafts import Draft
from desk.store.names import fresh

from .desk import Desk

#: Kept at the latest this long after a keystroke, however fast somebody types on.
WITHIN_MS = 500


class Drafting(QObject):
    """Keeps one half-filled step of one person. The operation stays the same until it is recorded.

    `typed` gives what the person has filled in so far, raw, without what the desk filled in by itself.
    """

    saved = Signal()
    failed = Signal(object)  # StoreProblem

    def __init__(self, desk: Desk, key: str, step: str, typed: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._typed, self.step = desk, typed, step
        self._timer = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._timer.timeout.connect(self.flush)
        self.begin(key)

    def begin(self, key: str) -> None:
        """From here on it is the draft of another case, or of another person; what is to be kept was kept before."""
        assert self._desk.person is not None  # forms are only open while somebody is signed in
        self._timer.stop()
        self._pending = self._failing = False
        self.key, self._person = key, self._desk.person.id
        self._operation = key.removeprefix(drafts.NEW) if key.startswith(drafts.NEW) else fresh(self._desk.now())

    def touch(self) -> None:
        """Something was typed. The timer is not started again, so that going on typing never puts it off."""
        self._pending = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep it now: the keyboard left, the page changes, somebody locks the desk."""
        self._timer.stop()
        if not self._pending:
            return
        try:
            self._save()
        except StoreProblem as trouble:
            if not self._failing:  # said once, however often it is tried again
                self._failing = True
                self.failed.emit(trouble)
            return
        self._pending = self._failing = False
        self.saved.emit()

    def _save(self) -> None:
        answers, store = self._typed(), self._desk.store
        if self.is_nothing(answers):
            drafts.drop(store, self._person, self.key, self.step)
        else:
            drafts.save(store, self._person, self.key, self.step, answers, self._desk.now())

    def is_nothing(self, answers: Mapping[str, Any]) -> bool:
        """Whether there is nothing to keep."""
        return all(is_empty(value) for value in answers.values())

    def kept(self) -> Draft | None:
        """The draft in the store, if there is one."""
        return drafts.load(self._desk.store, self._person, self.key, self.step)

    @property
    def place(self) -> tuple[str, str]:
        """Whose draft it is, and of what."""
        return self._person, self.key

    def bring_back(self, answers: dict[str, Any], place: tuple[str, str]) -> None:
        """Keep again what was put away, of a case that is no longer shown here."""
        try:
            drafts.save(self._desk.store, *place, self.step, answers, self._desk.now())
        except StoreProblem as trouble:
            self.failed.emit(trouble)
        else:
            self.saved.emit()

    def operation(self) -> str:
        """What the record is to be named: the draft's own name, so that trying again after a crash records once."""
        found = self.kept()
        return found.operation if found else self._operation

    def forget(self) -> None:
        """The step was recorded, or is started afresh: nothing is kept any more."""
        self._timer.stop()
        self._pending = False
        drafts.drop(self._desk.store, self._person, self.key, self.step)

    def turn_into(self, step: str) -> None:
        """It goes on as another step. StoreProblem when that cannot be kept; then nothing has changed."""
        self._timer.stop()
        answers, store = self._typed(), self._desk.store
        if self.is_nothing(answers):
            drafts.drop(store, self._person, self.key, self.step)
        else:
            drafts.turn_into(store, self._person, self.key, self.step, step, answers, self._desk.now())
        self._pending = False

    def done(self) -> None:
        """The step was recorded, and recording has dropped the draft."""
        self._timer.stop()
        self._pending = False


def new_key(now: datetime) -> str:
    """The key of a draft that is not yet a case; it carries the operation, so that a retry cannot double it."""
    return f"{drafts.NEW}{fresh(now)}"
