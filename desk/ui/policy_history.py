"""The history of the policy in sentences: who changed what and when, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Any

from desk.i18n import N_, Words
from desk.store import accounts, house

from .desk import Desk

OPENING, CLOSED, HOLIDAYS = N_("Opening hours"), N_("Closed"), N_("Days on which we are closed, one on each line")
MANDATES = N_("Standing mandates")

COUNTRY = N_("Country pack: law on the papers, public holidays")
COUNTRIES = {"vn": N_("Vietnam"), "fi": N_("Finland"), "general": N_("Another country")}

NAMES = {
    "record_within": N_("Record the complaint"),
    "consult_within": N_("Ask manager and head office within"),
    "answer_within": N_("Answer to the customer within"),
    "appointment_grace": N_("An appointment counts as late after"),
    "follow_up_after": N_("Ask the customer after the last delivery"),
    "follow_up_after_hurt": N_("Ask a customer who was hurt after the last delivery"),
    "follow_up_later": N_("Ask again after the last delivery"),
    "follow_up_later_hurt": N_("Ask again where the customer was hurt, after the last delivery"),
    "fair_percent": N_("A remedy above this share of the price asks two questions"),
    "opening": N_("Opening hours"),
    "holidays": N_("Days on which we are closed"),
    "mandates": MANDATES,
}

MOST = 30


def told(desk: Desk) -> Iterator[str]:
    """Each change in a sentence; the first entry is what the desk began with."""
    before: dict[str, Any] = {}
    lines: list[str] = []
    people = accounts.people(desk.store)
    for entry in house.entries(desk.store):
        who = people[entry.by].name if entry.by in people else entry.by or desk.say(N_("The desk itself"))
        if entry.what == house.COUNTRY:
            old, new = (Words(COUNTRIES.get(entry.values.get(name, ""), "—")) for name in ("was", "country"))
            parts = [desk.say(Words(N_("{what}: {old} → {new}"), {"what": Words(COUNTRY), "old": old, "new": new}))]
        elif entry.what != house.POLICY:
            parts = [desk.say(_clock(entry))]
        elif not before:
            parts = [desk.say(N_("The policy that comes with the desk"))]
        else:
            parts = [desk.say(words) for words in _changes(desk, before, entry.values)]
        before |= entry.values if entry.what == house.POLICY else {}
        text = Words(N_("{when}, {who}: {what}"), {"when": entry.at, "who": who, "what": "; ".join(parts)})
        lines.append(desk.say(text))
    return reversed(lines[-MOST:])


def _clock(entry: house.HouseEntry) -> Words:
    """That the computer's clock was turned, or that somebody said it is right."""
    if entry.what == house.BELIEVED:
        return Words(N_("said that the computer's clock is right"))
    jumped = timedelta(seconds=entry.values.get("jumped", 0))
    ahead = N_("the computer's clock was turned {span} forward")
    back = N_("the computer's clock was turned {span} back")
    return Words(ahead if jumped > timedelta(0) else back, {"span": abs(jumped)})


def _changes(desk: Desk, before: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Words]:
    for name, value in values.items():
        old = before.get(name)
        if name == "mandates":
            yield from _mandates(old or [], value)
        elif name == "holidays":
            more, less = len(set(value) - set(old or [])), len(set(old or []) - set(value))
            shown = {"what": Words(NAMES[name]), "more": more, "less": less}
            yield Words(N_("{what}: {more} more, {less} fewer"), shown)
        elif name in NAMES:
            shown = {"what": Words(NAMES[name]), "old": _shown(desk, name, old), "new": _shown(desk, name, value)}
            yield Words(N_("{what}: {old} → {new}"), shown)


def _shown(desk: Desk, name: str, value: Any) -> Any:
    if isinstance(value, float):
        return timedelta(seconds=value)
    if name == "opening":
        clock = desk.words.clock
        return " ".join("–".join(clock(time.fromisoformat(at)) for at in span or ()) or "×" for span in value or [])
    if isinstance(value, list):
        return ", ".join(str(int(item // 86400)) for item in value) or "—"
    return value if value is not None else "—"


def _mandates(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Words]:
    was = {m["name"]: m for m in old}
    for mandate in new:
        before = was.pop(mandate["name"], None)
        if before == mandate:
            continue
        text = N_("mandate {name} written") if before is None else N_("mandate {name} signed")
        if mandate.get("revoked_by"):
            text = N_("mandate {name} taken back")
        yield Words(text, {"name": mandate["name"]})
    for name in was:
        yield Words(N_("draft of mandate {name} thrown away"), {"name": name})
