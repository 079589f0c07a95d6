"""The time that counts at this desk: kept in the store, so that neither a kill nor a turned clock wins a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from desk.cases.timekeeping import Kept, Reading, believed, reckon, same_start
from desk.cases.values import moment_of, stamp

from . import settings
from .connection import Store
from .instants import at


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


_OWN = "(select value from setting where name='stream')"
_ENTRIES = f"select coalesce(max(head_seq), 0) from stream where id={_OWN}"
_NEWEST = f"select at from entry where stream={_OWN} and seq>? order by seq desc limit 1"


@dataclass
class Timekeeper:
    """Reckons the time and remembers it. `jumps` are those that nobody has been told of yet; `remembered` says that a
    later start has a time to begin with."""

    store: Store
    read: Callable[[], Reading] = reading
    jumps: list[timedelta] = field(default_factory=list)
    remembered: bool = False
    _kept: Kept | None = None

    def __post_init__(self) -> None:
        found = settings.get(self.store, "clock")
        self._kept, self.remembered = _thawed(found), found is not None
        if self._kept is not None and not same_start(self._kept, self.read()):
            self._kept = replace(self._kept, now=max([self._kept.now, *self._recorded(found.get("entries"))]))

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

    def _recorded(self, entries: int | None) -> list[datetime]:
        """When the newest entry was recorded, where that was after so many; not where nobody kept how many."""
        return [at(when) for when, in self.store.rows(_NEWEST, (entries,))]

    def remember(self) -> None:
        """Keep the time that was reckoned last, after each entry: in the pause, as nobody has to wait for it.

        No later start lies before it, nor before an entry that is there without it.
        """
        kept = self._kept
        if kept is None:
            return
        value = {
            "now": stamp(kept.now), "boot": kept.boot, "running": kept.running.total_seconds(),
            "jump": kept.jump.total_seconds(), "taken": kept.taken.total_seconds(),
            "entries": self.store.row(_ENTRIES)[0],
        }  # fmt: skip
        settings.put(self.store, "clock", value)
        self.remembered = True


def _thawed(found: Any) -> Kept | None:
    if not found:
        return None
    running, jump, taken = (timedelta(seconds=found[name]) for name in ("running", "jump", "taken"))
    return Kept(moment_of(found["now"]), running, found["boot"], jump, taken)
