"""The clock guard: a clock that is set back or forward wins nobody a minute on any deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: What a clock may be corrected by without a word: drift, and what a time server puts right.
TOLERANCE = timedelta(minutes=5)
NONE = timedelta(0)


@dataclass(frozen=True)
class Reading:
    """What this machine says: the wall clock, how long it has been running since it was started, and which start."""

    wall: datetime
    running: timedelta
    boot: str


@dataclass(frozen=True)
class Kept:
    """The time as it was last reckoned, with the reading behind it.

    `jump` is how far the wall clock was off then; `taken` is what small corrections have come to in this start, so
    that many of them do not make a large one.
    """

    now: datetime
    running: timedelta
    boot: str
    jump: timedelta = NONE
    taken: timedelta = NONE


@dataclass(frozen=True)
class Reckoned:
    """The time that counts now, what to keep, and a jump of the wall clock that nobody has been told of yet."""

    now: datetime
    kept: Kept
    jumped: timedelta = NONE


def same_start(kept: Kept, reading: Reading) -> bool:
    """Whether the machine has been running ever since the time was kept."""
    return reading.boot == kept.boot and reading.running >= kept.running


def reckon(kept: Kept | None, reading: Reading) -> Reckoned:
    """The time that counts, which never runs backwards.

    Within one start of the machine its running time decides, so that setting the clock changes nothing; after
    another start the wall clock is believed as far as it does not lie before what was seen, and a jump that was
    known before is still taken off.
    """
    if kept is None:
        return _found(reading, reading.wall)
    taken = kept.taken
    if same_start(kept, reading):
        expected = kept.now + (reading.running - kept.running)
    else:
        expected, taken = max(kept.now, reading.wall - kept.jump), NONE
        if expected == kept.now and reading.wall >= kept.now:
            expected = reading.wall  # the clock was put right while the machine was off
    off = reading.wall - expected
    if abs(off + taken) <= TOLERANCE:
        now = max(kept.now, reading.wall)
        return _found(reading, now, NONE, taken + off, -kept.jump)
    return _found(reading, expected, off, taken, off - kept.jump)


def _found(
    reading: Reading, now: datetime, jump: timedelta = NONE, taken: timedelta = NONE, news: timedelta = NONE
) -> Reckoned:
    kept = Kept(now, reading.running, reading.boot, jump, taken)
    return Reckoned(now, kept, news if abs(news) > TOLERANCE else NONE)


def believed(kept: Kept, reading: Reading) -> Kept:
    """A manager has looked at the clock and says that it is right: from here on it is believed."""
    return replace(kept, now=reading.wall, running=reading.running, boot=reading.boot, jump=NONE, taken=NONE)
