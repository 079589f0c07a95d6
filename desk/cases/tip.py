"""One short piece of help of the coach: what it is for, its words, and the standard it comes from."""

from __future__ import annotations

from dataclasses import dataclass

#: What a tip is for. `say` and `ask` are spoken, so they are shown in the customer's language.
FIRST, SAY, ASK, KNOW, AVOID = "first", "say", "ask", "know", "avoid"
SPOKEN = (SAY, ASK)


@dataclass(frozen=True)
class Tip:
    """One short piece of help. `rule` is the standard it comes from (desk.cases.standards.RULES)."""

    kind: str
    text: str
    rule: str


def first(rule: str, text: str) -> Tip:
    return Tip(FIRST, text, rule)


def say(rule: str, text: str) -> Tip:
    return Tip(SAY, text, rule)


def ask(rule: str, text: str) -> Tip:
    return Tip(ASK, text, rule)


def know(rule: str, text: str) -> Tip:
    return Tip(KNOW, text, rule)


def avoid(rule: str, text: str) -> Tip:
    return Tip(AVOID, text, rule)
