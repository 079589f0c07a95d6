"""Checks: doubts that are shown with a better example; going on is allowed and the choice is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desk.i18n import N_, Words

from .moment import Doubt, Moment

Check = Callable[[Moment], Iterator[Doubt]]


def gesture_where_it_hurt(moment: Moment) -> Iterator[Doubt]:
    """A gesture is for customers who were hurt, and for nobody else (standards, `gesture-if-hurt`)."""
    gesture = moment.answers.get("gesture")
    if gesture and not moment.case.hurt:
        yield Doubt(
            "gesture-if-hurt", Words(N_("A gesture is meant for customers who were hurt by what happened.")), "gesture"
        )
    if moment.case.hurt and not gesture:
        text = N_("The customer was hurt by what happened. Perhaps a small gesture would help.")
        yield Doubt("gesture-if-hurt", Words(text), "gesture")


CHECKS: dict[str, tuple[Check, ...]] = {
    "propose": (gesture_where_it_hurt,),
}


def doubts(step: str, moment: Moment) -> Iterator[Doubt]:
    """Every doubt about these answers."""
    for check in CHECKS.get(step, ()):
        yield from check(moment)
