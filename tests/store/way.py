"""The straight way of a complaint, recorded in a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from desk.store import upkeep
from desk.store.connection import Store
from desk.store.journal import Journal, Recorded
from tests.makers import STRAIGHT, WAY, people

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
STAFF = people()


def take(
    journal: Journal, step: str, case_id: str = "", by: str = "clerk", minutes: int = 0, **answers: Any
) -> Recorded:
    """Record the straight way's answers to a step with these put in; None leaves an answer out."""
    given = {name: value for name, value in {**STRAIGHT.get(step, {}), **answers}.items() if value is not None}
    now = START + timedelta(minutes=minutes)
    return journal.record(step, given, by=STAFF[by], now=now, case_id=case_id)


def until(journal: Journal, last: str = "close", minutes: int = 0, **received: Any) -> str:
    """A case taken the straight way up to and including that step; its id."""
    case_id = ""
    for number, (by, step) in enumerate(WAY):
        at = minutes + 10 * number
        more = received if step == "receive" else {}
        if step == "deliver":
            more = {"delivered_at": (START + timedelta(minutes=at)).isoformat()}
        case_id = take(journal, step, case_id, by, at, **more).case.id
        if step == last and (by, step) != ("manager", "approve"):
            return case_id
    raise AssertionError(f"there is no step {last} on the straight way")


def pause(store: Store) -> None:
    """Nobody works for a while: the search index hears of all that was recorded, and is tidied up."""
    while upkeep.tend(store):
        pass
