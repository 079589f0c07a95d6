"""The story of a case on paper: every entry in order, who made it, and what was answered, label by label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from desk.cases.case import Case, Entry, apply
from desk.cases.fields import Field, is_empty
from desk.cases.steps import STEPS
from desk.cases.values import freeze, moment_of
from desk.i18n import N_, Words

from .blocks import Block, Facts, Prose, Subheading
from .masking import Mask
from .strips import Said
from .voices import Voices


class Story:
    """Puts kept answers into the languages of a paper, in the time of the case."""

    def __init__(self, say: Voices, mask: Mask) -> None:
        self.say, self.mask = say, mask

    def tell(self, entries: Iterable[Entry]) -> Iterator[Block]:
        """The entries in order, each with the case as it stood before it."""
        case: Case | None = None
        for entry in entries:
            before = case or Case(entry.case_id)
            case = apply(before, entry.changes)
            step = STEPS.get(entry.step)
            title = self.say.say(step.done if step else N_("Recorded by a newer version of the desk"))
            by = N_("{number}. {when}, {who}")
            who = self.mask.person(entry.author)
            told = list(self._told(entry, before, case))
            yield Subheading(title, self.say.say(by, number=entry.order, when=entry.at, who=who), alone=not told)
            yield from told

    def _told(self, entry: Entry, before: Case, after: Case) -> Iterator[Block]:
        if entry.erased:
            yield Prose(self.say.say(N_("The personal text was erased, as the law asks.")))
            return
        parts = self._correction(entry, before, after) if entry.step == "correct" else self._answers(entry, after)
        rows = [(label, value) for label, value in parts if value]
        if rows:
            yield Facts(rows, label_width=150)

    def _answers(self, entry: Entry, case: Case) -> Iterator[tuple[Said, Said]]:
        step = STEPS.get(entry.step)
        for field in step.fields if step else ():
            value = entry.answers.get(field.name)
            if not is_empty(value):
                yield self.say.say(field.label), self._answer(field, value, case)

    def _correction(self, entry: Entry, before: Case, after: Case) -> Iterator[tuple[Said, Said]]:
        what, step = str(entry.answers.get("what", "")), STEPS["correct"]
        field = STEPS["receive"].field(what)
        label = self._answer(step.fields[0], what, after)
        for name, case in ((N_("Before"), before), (N_("Now"), after)):
            value = freeze(getattr(case, what, ""))
            shown = self._answer(field, value, after) if field and not is_empty(value) else self.say.given("–")
            yield self.say.lines(label, self.say.say(name)), shown
        yield self.say.say(step.fields[2].label), self._own(str(entry.answers.get("reason", "")))

    def _own(self, text: str) -> Said:
        return self.say.given(self.mask.text(text))

    def _answer(self, field: Field, value: Any, case: Case) -> Said:
        """One kept answer in words."""
        if field.kind in ("text", "lines"):
            return self._own(str(value))
        if field.kind == "points":
            return self._own("\n".join(f"• {point}" for point in value))
        if field.kind in ("tick", "strokes"):
            return self.say.say(N_("Yes"))
        if field.kind == "rows":
            return self.say.lines(*(self._row(field, row, case) for row in value))
        if field.kind == "choices":
            return self.say.lines(*(self.say.choice(field.choices, item) for item in value))
        return self._single(field, value, case)

    def _single(self, field: Field, value: Any, case: Case) -> Said:
        if field.kind == "choice":
            return self.say.choice(field.choices, value)
        if field.kind == "money":
            return self.say.money(int(value))
        if field.kind == "day":
            return self.say.day(date.fromisoformat(value))
        if field.kind == "moment":
            return self.say.moment(moment_of(value))
        if field.kind == "person":
            return self.person(value)
        promise = case.commitments.get(str(value))
        return self._own(f"{value}. {promise.what}" if promise else str(value))

    def person(self, person: str) -> Said:
        """Somebody by id, or as a colleague without a name."""
        who = self.mask.person(person)
        return self.say.say(who.text, **who.values) if isinstance(who, Words) else self.say.given(who)

    def _row(self, field: Field, row: Mapping[str, Any], case: Case) -> Said:
        shown = [self._answer(c, row[c.name], case) for c in field.columns
                 if not is_empty(row.get(c.name)) and c.kind != "tick"]  # fmt: skip
        return self.say.joined(" · ", *shown)
