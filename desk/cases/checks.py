"""Checks: doubts that are shown with a better example; going on is allowed and the choice is recorded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from desk import RESOURCES
from desk.i18n import N_, Words

from . import alike
from .moment import Doubt, Moment
from .people import may
from .text import fold
from .values import moment_of

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


@speaks_for("not-too-much")
def not_too_much(moment: Moment) -> Iterator[Doubt]:
    """More than the purchase was worth, or than others got, is weighed first (standards, `not-too-much`)."""
    given: dict[str, object] = {"given": moment.money(alike.worth(moment))}
    if alike.above_price(moment):
        values = {**given, "price": moment.money(moment.case.price)}
        text = N_("{given} is more than usual for a purchase of {price}. Please answer the two questions below.")
        yield Doubt("not-too-much", Words(text, values), "remedies")
    elif (most := alike.above_others(moment)) is not None:
        values = {**given, "most": moment.money(most.worth), "number": most.number}
        text = N_("{given} is more than similar cases got: {most} in {number}. Please answer the two questions below.")
        yield Doubt("not-too-much", Words(text, values), "remedies")
    if moment.answers.get("interests") == "yes" and alike.too_much(moment):
        text = N_("What the store cannot do without is not given away. Perhaps another remedy helps as much.")
        yield Doubt("not-too-much", Words(text), "interests")


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
            spoken = moment.answers.get("language") or moment.case.language or moment.branch.language
            for found in _examined(kind, text, spoken):
                values = {"phrase": found.phrase, "why": found.why, "better": found.better}
                yield Doubt(found.rule, Words(N_("“{phrase}”: {why} For example: {better}"), values), name)

    return check


def make_ready(language: str) -> None:
    """Read the phrases of a language now, so that the first keystroke need not wait for them."""
    from .wording import KINDS, examine  # late, as below

    for kind in KINDS:
        examine(kind, "", language)


#: What is said or written to the customer in the talk and in the agreement.
_SAID = ("apology", "thanks", "responsibility_words", "explained", "how_long")
_WRITTEN = ("customer_part", "if_late")
_PROMISED = ("what", "how", "evidence")


def never_again(moment: Moment) -> Iterator[tuple[str, Finding]]:
    """Every promise for ever in the talk and the agreement, with the field to go to (`never-again-only-if`)."""
    for field, text, language in _said(moment):
        for found in _examined("promise", text, language):
            if found.rule == "never-again-only-if" and _speaks_of_again(text, found.phrase, language):
                yield field, found


def _speaks_of_again(text: str, phrase: str, language: str) -> bool:
    """Whether the sentence around a phrase is about its happening again: a warranty of two years is not."""
    sentences = [fold(sentence) for sentence in re.split(r"[.!?;\n]+", text)]
    said = " ".join(sentence for sentence in sentences if fold(phrase) in sentence) or fold(text)
    return any(word in said for word in _again()[language])


@lru_cache(maxsize=1)
def _again() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((RESOURCES / "wording" / "again.toml").read_text(encoding="utf-8"))
    return {language: tuple(words) for language, words in data.items()}


def _said(moment: Moment) -> Iterator[tuple[str, str, str]]:
    """Field, text and language of all that the customer hears or reads."""
    case, answers = moment.case, moment.answers
    ours = case.language or moment.branch.language
    written = answers.get("language") or (case.agreement.language if case.agreement else ours)
    for name in _SAID if case.talk else ():
        yield "commitments", getattr(case.talk, name), case.talk.language or ours  # type: ignore[union-attr]
    texts = [("commitments", row.get(part) or "") for row in answers.get("commitments") or [] for part in _PROMISED]
    texts += [(name, answers.get(name) or "") for name in _WRITTEN]
    for language in dict.fromkeys((written, ours)):
        for field, text in texts:
            yield field, text, language


@speaks_for("follow-steps")
def somebody_else_asks(moment: Moment) -> Iterator[Doubt]:
    """The follow-up is not made by the one who recorded the case where another is on duty (`follow-steps`)."""
    recorder = moment.case.handlers[0] if moment.case.handlers else ""
    others = [p.id for p in moment.people.values() if p.id != moment.person.id and may(p, "follow_up")]
    if moment.person.id == recorder and others:
        text = N_("You recorded this complaint. The customer may speak more freely to a colleague.")
        yield Doubt("follow-steps", Words(text), "reached_by")


@speaks_for("talk-well")
def open_then(moment: Moment) -> Iterator[Doubt]:
    """Nobody should stand before a closed door; who is still in the store after hours may be spoken to all the same."""
    at = moment.answers.get("appointment_at")
    if at and moment.answers.get("how") == "here" and not moment.policy.is_open(moment_of(at), moment.branch.tz):
        first = moment.policy.next_open(moment_of(at), moment.branch.tz)
        text = N_("The store is closed then. We are open next at {next}.")
        yield Doubt("talk-well", Words(text, {"next": first}), "appointment_at")


@speaks_for("say-how-long")
def a_time_was_said(moment: Moment) -> Iterator[Doubt]:
    """Who agrees to a plan knows how long it takes (`say-how-long`)."""
    if moment.answers.get("answer") == "agrees" and not moment.answers.get("how_long"):
        yield Doubt("say-how-long", Words(N_("Does the customer know how long it takes?")), "how_long")


@lru_cache(maxsize=128)  # a form asks at every keystroke about all of its texts, and recording asks once more
def _examined(kind: str, text: str, language: str) -> tuple[Finding, ...]:
    if not text.strip():
        return ()
    from .wording import examine  # late: reading its phrases takes longer than opening the window

    return examine(kind, text, language)


CHECKS: dict[str, tuple[Check, ...]] = {
    "understand": (worded("neutral", "summary"),),
    "propose": (gesture_where_it_hurt, not_too_much, worded("promise", "position")),
    "appoint": (open_then,),
    "talk": (
        worded("apology", "apology"), worded("promise", "thanks", "responsibility_words", "explained", "how_long"),
        a_time_was_said,
    ),
    "agree": (worded("promise", "customer_part", "if_late"),),
    "follow_up": (somebody_else_asks,),
}


def may_doubt(step: str) -> set[str]:
    """Every rule that may doubt the answers of a step."""
    return {rule for check in CHECKS.get(step, ()) for rule in RULES_OF[check]}


def doubts(step: str, moment: Moment) -> Iterator[Doubt]:
    """Every doubt about these answers."""
    for check in CHECKS.get(step, ()):
        yield from check(moment)
