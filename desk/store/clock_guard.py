"""A clock that was turned: each jump is an entry of the house, and so is a manager's word that the clock is right."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.cases.people import Person

from . import house
from .connection import Store
from .permission import need
from .timekeeper import Timekeeper


def note(store: Store, keeper: Timekeeper, jump: timedelta, by: Person | None, now: datetime) -> None:
    """Write down that the machine's clock jumped, and how far it is off since; no later start forgets it."""
    seconds = {"jumped": int(jump.total_seconds()), "off": int(keeper.off.total_seconds())}
    with store.writing():
        house.append(store, house.CLOCK, seconds, by.id if by else "", now)
        keeper.remember()


def believe(store: Store, keeper: Timekeeper, by: Person) -> None:
    """From here on the machine's clock is the time that counts. StoreProblem for anybody but a manager."""
    need(by, "policy")
    was = int(keeper.off.total_seconds())
    with store.writing():
        keeper.believe()
        house.append(store, house.BELIEVED, {"off": was}, by.id, keeper.now())
