"""The clocks of a case: what runs, what is due next, and how much time is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desk.i18n import N_, Words

from .case import Case, Clock

#: What each clock counts, in the words of the window.
TITLES = {
    "record-24h": N_("Record the complaint"),
    "consult-first": N_("Ask manager and head office"),
    "tell-process": N_("Answer to the customer"),
    "talk-well": N_("Appointment with the customer"),
    "keep-agreement": N_("Keep the promise"),
    "follow-up": N_("Follow-up call"),
}


@dataclass(frozen=True)
class Ticking:
    """A clock with its rule and, for a promise, the number of the commitment."""

    rule: str
    clock: Clock
    key: str = ""


def name(rule: str, round_: int) -> str:
    """The name a clock is kept under: the rule, with the round when it is not the first."""
    return rule if round_ == 1 else f"{rule}.{round_}"


def current(case: Case) -> dict[str, Clock]:
    """The newest clock of each rule, by rule; all promises together are `keep-agreement`."""
    newest: dict[str, tuple[int, Clock]] = {}
    for kept, clock in case.clocks.items():
        rule, _, number = kept.partition(".")
        if int(number or 1) >= newest.get(rule, (0, clock))[0]:
            newest[rule] = (int(number or 1), clock)
    out = {rule: clock for rule, (_, clock) in newest.items()}
    promises = [t.clock for t in ticking(case) if t.rule == "keep-agreement"]
    if promises:
        out["keep-agreement"] = _worst(promises)
    return out


def _worst(clocks: list[Clock]) -> Clock:
    """One clock for several promises: an open one before a kept one, a late one before a timely one."""
    return max(clocks, key=lambda c: (c.met is None, c.met is not None and c.met > c.due, -c.due.timestamp()))


def ticking(case: Case) -> Iterator[Ticking]:
    """Every clock ever started on the case, the promises of the newest agreement among them."""
    for kept, clock in case.clocks.items():
        yield Ticking(kept.partition(".")[0], clock)
    if case.agreement:
        for key in case.agreement.commitments:
            if promise := case.commitments.get(key):
                yield Ticking("keep-agreement", Clock(case.agreement.at, promise.due, promise.delivered_at), key)


def next_due(case: Case) -> Ticking | None:
    """The clock that ends first among those still running; None when nothing is due."""
    if case.state != "open":
        return None
    return min((t for t in ticking(case) if t.clock.met is None), key=lambda t: t.clock.due, default=None)


def left(clock: Clock, now: datetime) -> Words:
    """How long is left, or how late it is, in words."""
    if clock.met:
        return Words(N_("met in time")) if clock.met <= clock.due else Words(
            N_("{span} late"), {"span": clock.met - clock.due}
        )
    if now <= clock.due:
        return Words(N_("{span} left"), {"span": clock.due - now})
    return Words(N_("{span} late"), {"span": now - clock.due})
