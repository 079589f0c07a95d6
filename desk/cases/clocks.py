"""The clocks of a case: what runs, what is due next, and how much time is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from desk.i18n import N_

from .case import Case
from .clock import Clock

#: What each clock counts, in the words of the window.
TITLES = {
    "record-24h": N_("Record the complaint"),
    "consult-first": N_("Ask manager and head office"),
    "tell-process": N_("Answer to the customer"),
    "talk-well": N_("Appointment with the customer"),
    "keep-agreement": N_("Keep the promise"),
    "follow-up": N_("Follow-up call"),
    "follow-steps": N_("Later follow-up call"),
}


class Ticking(NamedTuple):
    """A clock with its rule and, for a promise, the number of the commitment."""

    rule: str
    clock: Clock
    key: str = ""


def newest(case: Case, rule: str) -> str:
    """The name under which the newest clock of a rule is kept; empty when none was ever started."""
    found, highest = "", 0
    for kept in case.clocks:
        if kept.startswith(rule):
            name, _, number = kept.partition(".")
            if name == rule and int(number or 1) > highest:
                found, highest = kept, int(number or 1)
    return found


def current(case: Case) -> dict[str, Clock]:
    """The newest clock of each rule, by rule; all promises together are `keep-agreement`."""
    rules = dict.fromkeys(kept.partition(".")[0] for kept in case.clocks)
    out = {rule: case.clocks[newest(case, rule)] for rule in rules}
    promises = [promise.clock for promise in case.commitments.values()]
    if promises:
        out["keep-agreement"] = max(promises, key=_weight)
    return out


def _weight(clock: Clock) -> tuple[bool, bool, bool, float]:
    """What stands for several promises: the open one due first, else a late one, a kept one, a replaced one."""
    late = (clock.met or clock.stopped or clock.due) > clock.due
    return clock.runs, late, clock.met is not None, -clock.due.timestamp()


def ticking(case: Case) -> Iterator[Ticking]:
    """Every clock ever started on the case, each promise ever made among them."""
    for kept, clock in case.clocks.items():
        yield Ticking(kept.partition(".")[0], clock)
    for key, promise in case.commitments.items():
        yield Ticking("keep-agreement", promise.clock, key)


def next_due(case: Case) -> Ticking | None:
    """The clock that ends first among those still running; None when nothing is due.

    Of a closed case only the later contacts are: the customer was promised that we ask again.
    """
    if case.state == "new" or case.erased:
        return None
    open_ = case.state == "open"
    running = [Ticking(kept.partition(".")[0], clock) for kept, clock in case.clocks.items() if clock.runs]
    if open_:
        promises = case.commitments.items()
        running += [Ticking("keep-agreement", promise.clock, key) for key, promise in promises if promise.is_open]
    else:
        running = [one for one in running if one.rule == "follow-steps"]
    if len(running) > 1:
        return min(running, key=_due)
    return running[0] if running else None


def _due(running: Ticking) -> datetime:
    return running.clock.due


def follow_up(case: Case) -> str:
    """The clock that the next contact after delivery answers; empty when none is waited for."""
    if case.erased:
        return ""
    for rule in ("follow-steps", "follow-up"):
        kept = newest(case, rule)
        if kept and case.clocks[kept].runs and (case.state == "open" or rule == "follow-steps"):
            return rule
    return ""

