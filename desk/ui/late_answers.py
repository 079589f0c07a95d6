"""Who can still give an answer that is late, and what this person does about it: nobody is held up by looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from . import tasks
from .desk import Desk

#: The window is held up for no longer than this at a time, in seconds: a long story is replayed for each answer.
SLICE = 0.015


class Answer(NamedTuple):
    """The step that this person takes about it, empty for none, and the names of those from whom it can come."""

    step: str
    names: str


class LateAnswers(QObject):
    """Knows some of them at once and the others soon."""

    found = Signal()  # there is more to be known than a moment ago

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._known: dict[str, Answer] = {}
        self._whose = ""
        self._asked: list[str] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)

    def ask(self, ids: Iterable[str]) -> None:
        """Look these cases up anew. Until then what was known of them stands, for the same person."""
        whose = self.desk.person.id if self.desk.person else ""
        if whose != self._whose:
            self._whose, self._known = whose, {}
        self._asked = list(ids)
        self._known = {case_id: self._known[case_id] for case_id in self._asked if case_id in self._known}
        if not self._asked:
            return
        if sys.modules.keys() >= _PARTS:
            self._look()
        else:  # the guide is read for the first time, which takes longer than all the rest
            tasks.run(_read, self._have_read)

    def of(self, case_id: str) -> Answer | None:
        """What is known by now."""
        return self._known.get(case_id)

    def _have_read(self, _: None) -> None:
        self._go_on()

    def _go_on(self) -> None:
        self._look()
        self.found.emit()

    def _look(self) -> None:
        """At one case at least, at as many as there is time for, and at the rest when the window has had its turn."""
        until = perf_counter() + SLICE
        while self._asked and self.desk.person is not None and self.desk.person.id == self._whose:
            case_id = self._asked.pop(0)
            self._known[case_id] = self._answer(case_id)
            if perf_counter() > until:
                break
        if self._asked:
            self._soon.start()

    def _answer(self, case_id: str) -> Answer:
        from desk.cases.consult import may_answer  # late: the first list needs no guide

        from .case_steps import answer_step

        moment = self.desk.moment(case_id)
        return Answer(answer_step(moment), ", ".join(moment.name_of(one) for one in may_answer(moment)))


#: What must have been read before a case can be looked at.
_PARTS = frozenset(("desk.ui.case_steps", "desk.cases.consult", "desk.store.journal"))


def _read() -> None:
    from importlib import import_module

    for name in sorted(_PARTS):
        import_module(name)
