"""How a clock looks, everywhere alike: its words, its sign and its colour at 50, 75 and 100 per cent."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from desk.cases.clock import Clock
from desk.i18n import Words


class Face(NamedTuple):
    """What is shown of a clock. `tone` names a colour of the palette, `sign` a drawn sign."""

    words: Words
    tone: str
    sign: str
    strong: bool


def face(since: datetime | None, due: datetime, now: datetime) -> Face:
    """The look of a running clock; without a start it is only timely or late."""
    clock = Clock(since or now, due)
    share = clock.share(now) if since else float(now > due)
    words = clock.left(now)
    if share >= 1:
        return Face(words, "late", "triangle-alert", True)
    if share >= 0.75:
        return Face(words, "warn", "clock", True)
    if share >= 0.5:
        return Face(words, "warn", "clock", False)
    return Face(words, "ok", "clock", False)
