"""One line of a case as lists show it: what the derived tables hold, worked out in one place."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from .case import Case
from .clocks import next_due
from .guide import next_step, waiting_for
from .text import digits_of


class Line(NamedTuple):
    """A case in a list. Empty text and None say that there is nothing, not that it is unknown."""

    number: str
    state: str
    step: str
    next_step: str
    waiting: str
    owner: str
    due_at: datetime | None
    due_rule: str
    due_since: datetime | None  # when the clock that is due next started to run
    safety: str
    mood: str
    raised_at: datetime | None
    recorded_at: datetime | None
    closed_at: datetime | None
    customer: str
    about: str


def line(case: Case) -> Line:
    """The case as one line of a list."""
    due = next_due(case)
    return Line(
        number=case.number, state=case.state, step=case.step, next_step=next_step(case), waiting=waiting_for(case),
        owner=case.owner, due_at=due.clock.due if due else None, due_rule=due.rule if due else "",
        due_since=due.clock.started if due else None, safety=case.safety, mood=case.mood, raised_at=case.raised_at,
        recorded_at=case.recorded_at, closed_at=case.closed_at, customer=case.customer_name, about=about(case),
    )  # fmt: skip


def about(case: Case) -> str:
    """What the complaint is about in a few words: the product, or the beginning of the customer's own words."""
    return in_short(case.product, case.own_words)


def in_short(product: str, own_words: str) -> str:
    """The product, or the beginning of the words; never longer than a line."""
    first = product or own_words.partition("\n")[0]
    return first if len(first) <= 80 else first[:79].rstrip() + "…"


_KNOWN_BY = attrgetter(
    "number", "customer_name", "telephone", "email", "product", "serial", "proof", "old_number", "own_words"
)


def search_text(case: Case) -> str:
    """Everything a case is found by: number, customer, contact, product, words, promises."""
    number, customer, telephone, *others = _KNOWN_BY(case)
    promises = [c.what for c in case.commitments.values()]
    parts = (number, customer, telephone, digits_of(telephone), *others, *case.summary, case.wish, *promises)
    return "\n".join(filter(None, parts))
