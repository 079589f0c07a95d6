"""Checks: doubts that are shown with a better example; going on is allowed and the choice is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from desk.i18n import N_, Words

from .moment import Doubt, Moment

if TYPE_CHECKING:
    from .wording import Finding

Check = Callable[[Moment], Iterator[Doubt]]

#: The rules each check may doubt by, as the check itself declares them.
RULES_OF: dict[Check, tuple[str, ...]] = {}


def speaks_for(*rules: str) -> Callable[[Check], Check]:
    """Declare which rules a check speaks for, so that the score and the tests can look them up."""

    def declare(check: Check) -> Check:
        RULES_OF[check] = rules
        return check

    return declare


@speaks_for("gesture-if-hurt")
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


#: Which standards the wording checks of a kind speak for.
WORDED = {
    "neutral": ("neutral-words",),
    "apology": ("real-apology", "apologise-anyway"),
    "promise": ("say-how-long", "never-again-only-if"),
}


def worded(kind: str, *fields: str) -> Check:
    """The wording check of a kind over some answers, in the language the customer is spoken to."""

    @speaks_for(*WORDED[kind])
    def check(moment: Moment) -> Iterator[Doubt]:
        for name in fields:
            answer = moment.answers.get(name) or ""
            text = "\n".join(answer) if isinstance(answer, list) else answer
            for found in _examined(kind, text, moment.case.language or moment.branch.language):
                values = {"phrase": found.phrase, "why": found.why, "better": found.better}
                yield Doubt(found.rule, Words(N_("“{phrase}”: {why} For example: {better}"), values), name)

    return check


def make_ready(language: str) -> None:
    """Read the phrases of a language now, so that the first keystroke need not wait for them."""
    from .wording import KINDS, examine  # late, as below

    for kind in KINDS:
        examine(kind, "", language)


def _examined(kind: str, text: str, language: str) -> tuple[Finding, ...]:
    if not text.strip():
        return ()
    from .wording import examine  # late: reading its phrases takes longer than opening the window

    return examine(kind, text, language)


CHECKS: dict[str, tuple[Check, ...]] = {
    "understand": (worded("neutral", "summary"),),
    "propose": (gesture_where_it_hurt, worded("promise", "position")),
    "talk": (worded("apology", "apology"), worded("promise", "explained")),
    "agree": (worded("promise", "customer_part", "if_late"),),
}


def may_doubt(step: str) -> set[str]:
    """Every rule that may doubt the answers of a step."""
    return {rule for check in CHECKS.get(step, ()) for rule in RULES_OF[check]}


def doubts(step: str, moment: Moment) -> Iterator[Doubt]:
    """Every doubt about these answers."""
    for check in CHECKS.get(step, ()):
        yield from check(moment)
