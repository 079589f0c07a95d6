"""What the pages share: the signed-in person, the one door for recording, and news of changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desk.cases.branch import Branch
from desk.cases.people import Person
from desk.i18n import LANGUAGES, Catalogue, Words, catalogue
from desk.store import accounts
from desk.store.database import Store, StoreProblem
from desk.store.timekeeper import Timekeeper

if TYPE_CHECKING:
    from desk.cases.moment import Moment
    from desk.store.journal import Journal, Recorded


class Desk(QObject):
    """One desk at work. Pages ask it to record and listen for what changed; no page tells another."""

    case_changed = Signal(str)  # its id; empty for several at once
    signed_in = Signal()
    signed_out = Signal()
    language_changed = Signal()
    refused = Signal(object)  # the problems that kept a step from being recorded
    clock_jumped = Signal(object)  # timedelta: how far somebody turned this machine's clock

    def __init__(self, store: Store, language: str = "", clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.store = store
        self.practice = False  # a made-up store: no paper of it may look like a real one
        self.keeper = Timekeeper(store)
        self.now = clock or self._time
        self.branch: Branch = accounts.branch(store)
        self.person: Person | None = None
        self.words: Catalogue = catalogue(language or self.branch.language)

    def _time(self) -> datetime:
        """The time that counts, whatever somebody does to the clock of this machine."""
        now = self.keeper.now()
        while self.keeper.jumps:
            self._note_jump(self.keeper.jumps.pop(), now)
        return now

    def _note_jump(self, jump: timedelta, now: datetime) -> None:
        """An entry of its own, whoever turned the clock; a store that cannot be written now shows it all the same."""
        from desk.store import clock_guard  # late: clocks are seldom turned

        with suppress(StoreProblem):
            clock_guard.note(self.store, self.keeper, jump, self.person, now)
        self.clock_jumped.emit(jump)

    def believe_clock(self) -> None:
        """The signed-in manager says that this machine's clock is right. StoreProblem when it is not theirs to say."""
        from desk.store import clock_guard  # late: as above

        clock_guard.believe(self.store, self.keeper, self._somebody())
        self.clock_jumped.emit(timedelta(0))

    @cached_property
    def journal(self) -> Journal:
        """The one door to the cases."""
        from desk.store.journal import Journal  # late: the first list needs no guide

        return Journal(self.store)

    def sign_in(self, person: Person) -> None:
        self._know(person)
        self.signed_in.emit()

    def know_again(self) -> None:
        """What was changed about who is signed in, their name or language, holds at once."""
        if self.person is not None and (person := accounts.people(self.store).get(self.person.id)) != self.person:
            assert person is not None  # who works here is never forgotten
            self._know(person)

    def _know(self, person: Person) -> None:
        self.person = person
        if person.language in LANGUAGES:
            self.set_language(person.language)

    def sign_out(self) -> None:
        self.person = None
        self.signed_out.emit()

    def set_language(self, language: str) -> None:
        if language != self.words.language:
            self.words = catalogue(language)
            self.language_changed.emit()

    def say(self, words: Words | str) -> str:
        """The sentence in the window's language, its moments in branch time."""
        return self.words.say(words, self.branch.tz)

    def moment(self, case_id: str) -> Moment:
        """What the guide needs to draw a form for the signed-in person ("" for a new case)."""
        return self.journal.moment(case_id, self._somebody(), self.now())

    def record(self, step: str, answers: Mapping[str, Any], case_id: str = "", operation: str = "") -> Recorded:
        """Record a step, then tell everybody. Refused or StoreProblem when nothing was recorded."""
        from desk.store import drafts  # late: the first list drops none

        person, now = self._somebody(), self.now()

        def also() -> None:
            if not self.keeper.remembered:  # the first time of all; each other one in the pause that follows
                self.keeper.remember()
            drafts.drop(self.store, person.id, case_id or f"{drafts.NEW}{operation}", step)

        recorded = self.journal.record(
            step, answers, by=person, now=now, case_id=case_id, operation=operation, off=self.keeper.off, also=also
        )
        self.case_changed.emit(recorded.case.id)
        return recorded

    def _somebody(self) -> Person:
        if self.person is None:
            raise RuntimeError("nobody is signed in")
        return self.person
