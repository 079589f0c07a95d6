"""A scenario to be practised: a made-up store in memory, a time of its own, and colleagues who do their part."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from desk.cases import guide, script
from desk.cases.case import Case
from desk.cases.moment import Problem, Refused
from desk.cases.people import CLERK, HEAD_OFFICE, MANAGER, Person
from desk.cases.scenario import Line, Scenario
from desk.cases.score import Done, Score, score
from desk.cases.steps import STEPS
from desk.i18n import N_, Words

from .journal import Journal, Recorded
from .rehearsal import in_memory

#: How long a colleague takes who does something that the scenario does not tell.
A_WHILE = timedelta(minutes=30)


class Practice:
    """One person plays the clerk of a scenario; everybody else follows the script as far as it fits.

    Nothing of it is on the disk: the store lives in memory and ends with this.
    """

    def __init__(self, scenario: Scenario, running: Callable[[], float] = time.monotonic) -> None:
        self.scenario, self._running = scenario, running
        self.journal: Journal = in_memory(_prefixed(scenario))
        first = _begins(scenario)
        assert first is not None  # see playable()
        self.person: Person = scenario.people[first.by]
        self.main, self.case_id = first.case, ""
        self._base, self._since = first.at.astimezone(UTC), running()
        self._ahead = [line for line in scenario.lines if line.expect.startswith("accepted")]
        self._others: dict[str, str] = {}
        self.done: list[Done] = []
        self.refusals: Counter[str] = Counter()
        self._operations = count(1)
        self._play_the_others()

    # Time --------------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The time in the scenario: it runs as the clock on the wall does, and jumps when time is let pass."""
        return self._base + timedelta(seconds=self._running() - self._since)

    def _jump(self, at: datetime) -> None:
        self._base, self._since = max(self.now(), at.astimezone(UTC)), self._running()

    # What the person sees ----------------------------------------------------------------------------------------

    @property
    def case(self) -> Case | None:
        return self.journal.case(self.case_id) if self.case_id else None

    @property
    def over(self) -> bool:
        """Whether the case has come to an end."""
        case = self.case
        return case is not None and case.state == "closed"

    def heard(self) -> script.Heard | None:
        """What the customer says now, and what there is to know; None while nobody is there."""
        line = self._next()
        if line is None or line.by != self.person.id or line.at > self.now() + A_WHILE:
            return None
        return script.heard(line, self.scenario.branch.tz)

    def _next(self) -> Line | None:
        return self._ahead[0] if self._ahead else None

    # What happens ------------------------------------------------------------------------------------------------

    def recorded(self, recorded: Recorded) -> None:
        """The person has recorded a step: the script goes on behind it."""
        self.case_id = recorded.case.id
        step = recorded.entry.step
        self.done.append((step, tuple(doubt.rule for doubt in recorded.doubts)))
        for number, line in enumerate(self._ahead):
            if line.by == self.person.id and line.step == step and line.case == self.main:
                del self._ahead[: number + 1]
                break
        self._play_the_others()

    def refused(self, problems: tuple[Problem, ...]) -> None:
        """The desk has stopped the person; each rule counts once a time."""
        self.refusals.update({problem.rule for problem in problems})

    def wait(self) -> Words:
        """Let time pass until something happens; what that was."""
        line = self._next()
        if line is not None and line.by != self.person.id and line.at <= self.now() + timedelta(days=60):
            del self._ahead[0]
            self._jump(line.at)
            if happened := self._try(line):
                self._play_the_others()
                return happened
        waits = line is not None and line.by == self.person.id and line.at > self.now()  # the script goes on by itself
        if not waits and (happened := self._somebody_helps()):
            return happened
        self._jump(self._something_due(line))
        return Words(N_("It is now {now}."), {"now": self.now()})

    def _something_due(self, line: Line | None) -> datetime:
        """When the next thing is to be done: by the script, by an appointment, else a while from now."""
        case, now = self.case, self.now()
        times = [line.at] if line is not None and line.by == self.person.id else []
        if case is not None and case.appointment_at is not None and case.talk is None:
            times.append(case.appointment_at)
        if case is not None and case.step == "follow_up":
            times += [clock.due - A_WHILE for name, clock in case.clocks.items() if name.startswith("follow-up")]
        return min((at for at in times if at > now), default=now + A_WHILE)

    def _try(self, line: Line) -> Words | None:
        """A colleague does what the script says; None when the guide refuses it now."""
        with suppress(Refused):
            self._record(line.by, line.step, dict(line.answers))
            return self._told(line.by, line.step)
        return None

    def _somebody_helps(self) -> Words | None:
        """What the script does not tell: an approval that is waited for, a hand-over that is offered."""
        case = self.case
        if case is None or case.state == "closed":
            return None
        waiting = guide.waiting_for(case)
        step = "approve" if waiting in (MANAGER, HEAD_OFFICE) else "accept_hand_over" if waiting else ""
        for person in self._could(waiting):
            self._jump(self.now() + A_WHILE)
            with suppress(Refused):
                self._record(person, step, {})
                return self._told(person, step)
        return None

    def _could(self, waiting: str) -> Iterator[str]:
        """Who might do what is waited for: a role, or one person by name; a made-up one where a role is missing."""
        if not waiting:
            return
        people = self.scenario.people
        if waiting in people:
            yield waiting
            return
        yield from (name for name, person in people.items() if person.role == waiting and name != self.person.id)

    def _record(self, person: str, step: str, answers: dict[str, Any]) -> None:
        by = self.scenario.people[person]
        self.journal.record(
            step, answers, by=by, now=self.now(), case_id=self.case_id, operation=f"script-{next(self._operations)}"
        )

    def _told(self, person: str, step: str) -> Words:
        return Words(N_("{name}: {what}"), {"name": self.scenario.people[person].name, "what": Words(STEPS[step].done)})

    def _play_the_others(self) -> None:
        """Cases of other customers go their way without the person: they are the shop around them."""
        while self._ahead and self._ahead[0].case != self.main:
            line = self._ahead.pop(0)
            self._jump(line.at)
            with suppress(Refused):
                known = self._others.get(line.case, "")
                done = self.journal.record(
                    line.step, dict(line.answers), by=self.scenario.people[line.by], now=self.now(), case_id=known
                )
                self._others[line.case] = done.case.id

    # The end -----------------------------------------------------------------------------------------------------

    def score(self) -> Score:
        """How it went so far, standard by standard."""
        return score(self.case or Case(""), self.done, self.refusals, self.now())

    def close(self) -> None:
        """The made-up store ends here."""
        self.journal.store.close()


def playable(scenario: Scenario) -> bool:
    """Whether somebody can play it: a clerk or a manager receives a complaint in it."""
    first = _begins(scenario)
    return first is not None and scenario.people[first.by].role in (CLERK, MANAGER)


def _begins(scenario: Scenario) -> Line | None:
    """The first complaint that is received as the desk wants it; what was refused before is no part of the play."""
    wanted = (line for line in scenario.lines if line.step == "receive" and line.expect.startswith("accepted"))
    return next(wanted, None)


def _prefixed(scenario: Scenario) -> Scenario:
    """The made-up branch numbers its cases as no branch does, so that no number is taken for a real one."""
    return replace(scenario, branch=replace(scenario.branch, code=f"X{scenario.branch.code}"))
