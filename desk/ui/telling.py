"""The story of a case in words: who did what and when, what was answered, and what a correction changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.cases.case import Case, Entry, apply, replay
from desk.cases.defaults import never
from desk.cases.fields import Field, is_empty
from desk.cases.people import Person
from desk.cases.steps import STEPS
from desk.cases.values import freeze, moment_of
from desk.i18n import N_, Catalogue, Money, Words
from desk.store.journal import Journal


@dataclass(frozen=True)
class Told:
    """One entry as it is told: a title, who and when, and what was answered, label by label."""

    step: str
    stage: str
    title: str
    who: str
    at: datetime
    parts: tuple[tuple[str, str], ...]
    file: str = ""  # the fingerprint of an attached file


def told_together(journal: Journal, case_id: str, teller: Teller) -> Iterator[Told]:
    """The story of a case, then those of the duplicates that joined it, under their own numbers."""
    own, *duplicates = journal.joined(case_id)
    yield from teller.tell(journal.entries(own))
    for id_ in duplicates:
        entries = journal.entries(id_)
        first = replay(entries[:1])
        for told in teller.tell(entries):
            named = {"number": first.number if first else "", "what": told.title}
            yield replace(told, title=teller.words.say(Words(N_("{number}: {what}"), named)))


def clock_words(off: timedelta) -> Words:
    """How far the computer's clock is off, in a sentence that says which time counts."""
    ahead, behind = (
        N_("The computer's clock was {span} ahead; the times here are the desk's own."),
        N_("The computer's clock was {span} behind; the times here are the desk's own."),
    )
    return Words(ahead if off > timedelta(0) else behind, {"span": abs(off)})


@dataclass(frozen=True)
class Teller:
    """Puts kept answers into the words of one language, in branch time."""

    words: Catalogue
    zone: ZoneInfo
    people: Mapping[str, Person]

    def tell(self, entries: Iterable[Entry]) -> Iterator[Told]:
        """The entries in order, each with the case as it stood before it."""
        case: Case | None = None
        for entry in entries:
            before = case or Case(entry.case_id)
            case = apply(before, entry.changes)
            yield self._told(entry, before, case)

    def _told(self, entry: Entry, before: Case, after: Case) -> Told:
        step = STEPS.get(entry.step)
        title = step.done if step else N_("Recorded by a newer version of the desk")
        stage = step.stage if step else "aside"
        parts = tuple(self._parts(entry, before, after))
        file = str(entry.answers.get("sha256", "")) if entry.step == "attach" and not entry.erased else ""
        return Told(entry.step, stage, self.words.gettext(title), self._name(entry.author), entry.at, parts, file)

    def _parts(self, entry: Entry, before: Case, after: Case) -> Iterator[tuple[str, str]]:
        yield from self._clock(entry)
        if entry.erased:
            yield "", self.words.gettext(N_("The personal text was erased, as the law asks."))
        elif entry.step == "correct":
            yield from self._correction(entry, before, after)
        elif entry.step in ("issue_paper", "attach"):
            yield from self._paper(entry, after)
        elif entry.step in STEPS:
            yield from self._answers(entry, after)

    def _clock(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """That the computer's clock was wrong, where it was: the time of the entry is the desk's own."""
        for path, seconds in entry.changes.items():
            if path.startswith("clock_off/"):
                yield "", self.words.say(clock_words(timedelta(seconds=seconds)))

    def _name(self, person: str) -> str:
        return self.people[person].name if person in self.people else person

    def _answers(self, entry: Entry, case: Case) -> Iterator[tuple[str, str]]:
        for field in STEPS[entry.step].fields:
            value = entry.answers.get(field.name)
            if field.when is not never and not is_empty(value):
                yield self.words.gettext(field.label), self.answer(field, value, case)

    def _correction(self, entry: Entry, before: Case, after: Case) -> Iterator[tuple[str, str]]:
        what = str(entry.answers.get("what", ""))
        step, receive = STEPS["correct"], STEPS["receive"].field(what)
        label = self.answer(step.fields[0], what, after)
        old, new = (freeze(getattr(case, what, "")) for case in (before, after))
        if receive is not None:
            old, new = (self.answer(receive, value, after) if not is_empty(value) else "—" for value in (old, new))
        change = Words(N_("was: {old}\nis: {new}"), {"old": old, "new": new})
        yield label, self.words.say(change)
        yield self.words.gettext(step.fields[2].label), str(entry.answers.get("reason", ""))

    def _paper(self, entry: Entry, case: Case) -> Iterator[tuple[str, str]]:
        for field in STEPS[entry.step].fields:
            value = entry.answers.get(field.name)
            if not is_empty(value):
                text = self.answer(field, value, case)
                yield self.words.gettext(field.label), text[:16] if field.name == "sha256" else text

    def answer(self, field: Field, value: Any, case: Case) -> str:
        """One kept answer in words."""
        if field.kind in ("text", "lines"):
            return str(value)
        if field.kind == "points":
            return "\n".join(f"• {point}" for point in value)
        if field.kind == "tick":
            return self.words.gettext(N_("Yes"))
        if field.kind == "strokes":
            return self.words.gettext(N_("Signed on screen"))
        if field.kind == "rows":
            return "\n".join(self._row(field, row, case) for row in value)
        if field.kind == "choices":
            return self.words.join(self._choice(field, item) for item in value)
        return self._single(field, value, case)

    def _single(self, field: Field, value: Any, case: Case) -> str:
        if field.kind == "choice":
            return self._choice(field, value)
        if field.kind == "money":
            return self.words.money(Money(int(value), case.currency))
        if field.kind == "day":
            return self.words.day(date.fromisoformat(value))
        if field.kind == "moment":
            return self.words.moment(moment_of(value), self.zone)
        if field.kind == "person":
            return self._name(value)
        if field.kind == "improvement":
            action = case.improvements.get(str(value))
            return f"{value}. {action.change}" if action else str(value)
        promise = case.commitments.get(str(value))
        return f"{value}. {promise.what}" if promise else str(value)

    def _choice(self, field: Field, value: str) -> str:
        return self.words.gettext(dict(field.choices).get(value, value))

    def _row(self, field: Field, row: Mapping[str, Any], case: Case) -> str:
        shown = [(c, row[c.name]) for c in field.columns if not is_empty(row.get(c.name)) and c.kind != "tick"]
        return "• " + " · ".join(self.answer(column, value, case) for column, value in shown)
