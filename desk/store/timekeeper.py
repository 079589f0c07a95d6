"""The time that counts at this desk: kept in the store, so that neither a kill nor a turned clock wins a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from desk.cases.timekeeping import Kept, Reading, believed, reckon
from desk.cases.values import moment, stamp

from . import settings
from .connection import Store


def reading() -> Reading:
    """What this machine's clocks say now."""
    since_start = getattr(time, "CLOCK_BOOTTIME", None)
    running = time.clock_gettime(since_start) if since_start is not None else time.monotonic()
    return Reading(datetime.now(UTC), timedelta(seconds=running), _boot())


@lru_cache(maxsize=1)
def _boot() -> str:
    """Which start of the machine this is; where the system gives no name for it, starts are told by their length."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "this"


@dataclass
class Timekeeper:
    """Reckons the time and remembers it. `jumps` are those that nobody has been told of yet."""

    store: Store
    read: Callable[[], Reading] = reading
    jumps: list[timedelta] = field(default_factory=list)
    _kept: Kept | None = None

    def __post_init__(self) -> None:
        self._kept = _thawed(settings.get(self.store, "clock"))

    def now(self) -> datetime:
        """The time that counts, in UTC; it never runs backwards."""
        found = reckon(self._kept, self.read())
        self._kept = found.kept
        if found.jumped:
            self.jumps.append(found.jumped)
        return found.now

    def believe(self) -> None:
        """A manager says that the machine's clock is right."""
        if self._kept is not None:
            self._kept = believed(self._kept, self.read())
            self.remember()

    @property
    def off(self) -> timedelta:
        """How far the machine's clock is from the time that counts."""
        return self._kept.jump if self._kept else timedelta(0)

    def remember(self) -> None:
        """Keep the time that was reckoned last: with each entry, so that no later start lies before it."""
        kept = self._kept
        if kept is None:
            return
        value = {
            "now": stamp(kept.now), "boot": kept.boot, "running": kept.running.total_seconds(),
            "jump": kept.jump.total_seconds(), "taken": kept.taken.total_seconds(),
        }  # fmt: skip
        settings.put(self.store, "clock", value)


def _thawed(found: Any) -> Kept | None:
    if not found:
        return None
    running, jump, taken = (timedelta(seconds=found[name]) for name in ("running", "jump", "taken"))
    return Kept(moment(found["now"]), running, found["boot"], jump, taken)
