"""Quiet hours: a time of day in which somebody is reminded of nothing; what fell due comes when they are over."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, time, tzinfo

from desk.store import settings
from desk.store.database import StoreProblem

from .desk import Desk


@dataclass(frozen=True)
class Quiet:
    """From one time of day until another, over midnight too. The last minute belongs to the day again."""

    on: bool = False
    start: str = "12:00"
    end: str = "13:00"

    def holds(self, now: datetime, zone: tzinfo) -> bool:
        """Whether it is quiet at that moment."""
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        here = now.astimezone(zone).time()
        inside = start <= here < end if start <= end else here >= start or here < end
        return self.on and inside


def quiet(desk: Desk) -> Quiet:
    """What the signed-in person chose; what cannot be understood counts as nothing chosen."""
    with suppress(TypeError, ValueError):
        kept = Quiet(**settings.get(desk.store, _place(desk), {}))
        time.fromisoformat(kept.start), time.fromisoformat(kept.end)
        return kept
    return Quiet()


def keep(desk: Desk, wanted: Quiet) -> None:
    """A choice that cannot be kept harms nobody."""
    if desk.person:
        with suppress(StoreProblem):
            settings.put(desk.store, _place(desk), asdict(wanted))


def _place(desk: Desk) -> str:
    return f"quiet:{desk.person.id if desk.person else ''}"
