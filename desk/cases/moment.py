"""Everything a rule may look at: the case, the person, the clock, the policy and the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.i18n import Money, Words

from .branch import Branch, Policy
from .case import Case
from .mandate import Used
from .people import Person

if TYPE_CHECKING:
    from .alike import Alike


@dataclass(frozen=True)
class Moment:
    """One person before one case at one time. Rules are pure functions of this."""

    case: Case
    person: Person
    now: datetime
    branch: Branch
    policy: Policy
    people: Mapping[str, Person]
    answers: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""  # what a new case would be called
    find: Callable[[str], Case | None] = lambda number: None  # another case of this store by its number
    off: timedelta = timedelta(0)  # how far the machine's clock is from the time that counts
    used: Callable[[Case], tuple[Used, ...]] = lambda case: ()  # what its customer got under mandates in other cases
    alike: Callable[[], Sequence[Alike]] = tuple  # what cases of the same matter got; looked up only when asked

    def __post_init__(self) -> None:
        """Rules reckon in UTC, so that a night with 23 or 25 hours gives and takes nothing."""
        if self.now.tzinfo is not UTC:
            object.__setattr__(self, "now", self.now.astimezone(UTC))

    @property
    def currency(self) -> str:
        """The currency of the case, or of the branch for a new one."""
        return self.case.currency or self.branch.currency

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def name_of(self, person: str) -> str:
        """The name of a person by id; the id itself when nobody has it."""
        return self.people[person].name if person in self.people else person


@dataclass(frozen=True)
class Problem:
    """Why something cannot be recorded: the rule, a sentence, and the field to go to."""

    rule: str
    words: Words
    field: str = ""


@dataclass(frozen=True)
class Doubt:
    """A check's remark: going on is allowed, and the choice is recorded."""

    rule: str
    words: Words
    field: str = ""


class Refused(Exception):
    """The guide does not allow this now; `problems` says which rules and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.rule}: {p.words}" for p in problems))
        self.problems = problems
