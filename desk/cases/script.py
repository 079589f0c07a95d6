"""What a scenario tells whoever practises it: the customer's lines and the facts, taken from its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from desk.i18n import N_, Words

from .scenario import Line
from .steps import STEPS

#: What the customer says in each step, where the scenario has no line of its own.
SPOKEN = {
    "receive": ("own_words", "wish"), "understand": ("effect_note", "wish"), "talk": ("change_wanted",),
    "follow_up": ("words", "further_needs"),
}  # fmt: skip

#: Said when the scenario only has an answer.
ANSWERED = {
    "agrees": N_("Yes, that is fine with me."),
    "declines": N_("No, I cannot accept that."),
}

#: What the person learns in each step: from the customer, from the goods, from the people in the shop.
LEARNED = {
    "receive": (
        "customer_name", "telephone", "email", "address", "preferred_channel", "channel", "category", "product",
        "serial", "purchased_on", "price", "proof", "mood", "safety", "raised_at",
    ),
    "understand": ("findings", "cause", "effects", "mood"),
    "propose": ("position",),
    "deliver": ("evidence",),
    "attempt": ("how", "note"),
    "close": ("lesson",),
}  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """What the customer says now, in their own language, and what there is to know, label by label."""

    says: str
    facts: tuple[tuple[str, Words | str | date], ...] = ()
    answer: str = ""  # a yes or no to be said in the customer's language, where they say nothing else


def heard(line: Line, zone: tzinfo) -> Heard:
    """What one line of a scenario lets somebody hear and know; its moments are those of the branch's zone."""
    said = line.says or " ".join(_sentence(line.answers[n]) for n in SPOKEN.get(line.step, ()) if line.answers.get(n))
    facts = [(name, line.answers[name]) for name in LEARNED.get(line.step, ()) if name in line.answers]
    known = tuple((_label(line.step, name), _value(line.step, name, value, zone)) for name, value in facts)
    answer = "" if said or line.step != "talk" else ANSWERED.get(str(line.answers.get("answer")), "")
    return Heard(said, known, answer)


def _sentence(text: object) -> str:
    words = " ".join(str(text).split())
    return words if words.endswith((".", "!", "?", "…")) else words + "."


def _label(step: str, name: str) -> str:
    field = STEPS[step].field(name)
    assert field is not None  # the scenario was read against the steps
    return field.label


def _value(step: str, name: str, value: Any, zone: tzinfo) -> Words | str | date:
    """A choice in words, a day or a moment as such, everything else as the scenario writes it."""
    field = STEPS[step].field(name)
    if field and field.kind in ("day", "moment"):
        return _time(value, zone)
    choices = dict(field.choices) if field else {}
    if isinstance(value, list | tuple):
        items: Mapping[str, Words] = {f"i{n}": Words(choices.get(v, str(v))) for n, v in enumerate(value)}
        return Words(", ".join(f"{{{name}}}" for name in items), items)
    return Words(choices[value]) if value in choices else str(value)


def _time(value: Any, zone: tzinfo) -> date | str:
    try:
        read = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value if isinstance(value, date) else str(value)
    return read.replace(tzinfo=zone) if isinstance(read, datetime) and read.tzinfo is None else read
