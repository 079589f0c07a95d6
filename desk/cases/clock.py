"""One clock: a deadline and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.i18n import N_, Words


@dataclass(frozen=True)
class Clock:
    """A deadline, stamped when it started to run and kept for ever as met or late."""

    started: datetime
    due: datetime
    met: datetime | None = None
    stopped: datetime | None = None  # replaced by another clock, or nothing left to wait for

    @property
    def runs(self) -> bool:
        return self.met is None and self.stopped is None

    def state(self, now: datetime) -> str:
        """running, met or late; none for one that was stopped in time. Late is for ever."""
        if (self.met or self.stopped or now) > self.due:
            return "late"
        if self.met:
            return "met"
        return "none" if self.stopped else "running"

    def share(self, now: datetime) -> float:
        """How much of the time is used up: 0 at the start, 1 when due, more when overdue."""
        whole = (self.due - self.started).total_seconds()
        used = max(0.0, ((self.met or self.stopped or now) - self.started).total_seconds())
        return used / whole if whole > 0 else float(used > 0)

    def left(self, now: datetime) -> Words:
        """How much time is left, or how late it is, in words."""
        end = self.met or self.stopped or now
        if end > self.due:
            return Words(N_("{span} late"), {"span": end - self.due})
        if self.met:
            return Words(N_("met in time"))
        if self.stopped:
            return Words(N_("no longer needed"))
        return Words(N_("{span} left"), {"span": self.due - now})
