"""What a list of cases and a month's figures look like as tables, read case by case away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from desk.cases import choices
from desk.cases.case import Case
from desk.cases.clocks import TITLES
from desk.cases.people import Person
from desk.cases.reports import Kept, Month
from desk.cases.way import WAY_TITLES
from desk.i18n import N_, Catalogue, Money, Words
from desk.store import export
from desk.store.database import Store
from desk.store.export import Page, Value
from desk.store.journal import Journal
from desk.store.lists import Filter, Row, Window

from .job import Job

#: So many lines are read at once.
_READ = 500

#: The columns that a line of the list has by itself.
LINES: tuple[tuple[str, Callable[[Row, Catalogue, tzinfo], Value]], ...] = (
    (N_("Number"), lambda row, words, zone: row.number),
    (N_("Customer"), lambda row, words, zone: row.customer),
    (N_("About"), lambda row, words, zone: row.about),
    (N_("State"), lambda row, words, zone: words.gettext(choices.STATES[row.state])),
    (N_("Step"), lambda row, words, zone: words.gettext(WAY_TITLES[row.step]) if row.state == "open" else ""),
    (N_("With"), lambda row, words, zone: row.owner_name),
    (N_("Raised"), lambda row, words, zone: _local(row.raised_at, zone)),
    (N_("Recorded"), lambda row, words, zone: _local(row.recorded_at, zone)),
    (N_("Due"), lambda row, words, zone: _local(row.due_at, zone)),
    (N_("Closed on"), lambda row, words, zone: _local(row.closed_at, zone)),
)

#: The columns for which each case is read.
CASES: tuple[tuple[str, Callable[[Case, Catalogue], Value]], ...] = (
    (N_("Telephone"), lambda case, words: case.telephone),
    (N_("E-mail"), lambda case, words: case.email),
    (N_("Product or service"), lambda case, words: case.product),
    (N_("Price paid"), lambda case, words: Money(case.price, case.currency) if case.price else None),
    (N_("What happened"), lambda case, words: case.own_words),
    (N_("What the customer would find right"), lambda case, words: case.wish),
    (N_("What was agreed"), lambda case, words: "; ".join(agreed(case)) or case.old_result),
    (N_("How it ended"), lambda case, words: words.gettext(choices.OUTCOMES[case.outcome]) if case.outcome else ""),
    (N_("Cause"), lambda case, words: words.gettext(dict(choices.CAUSES).get(case.cause, ""))),
)


def agreed(case: Case) -> Iterator[str]:
    """What the store has promised, but for promises that were replaced."""
    return (promise.what for promise in case.commitments.values() if promise.replaced_at is None)


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at.astimezone(zone).replace(tzinfo=None) if at else None


@dataclass(frozen=True)
class Wanted:
    """Which list, in which order, into which file; `whole` reads every case for what the list does not show."""

    path: Path
    filter: Filter
    sort: str
    descending: bool
    now: datetime
    words: Catalogue
    zone: tzinfo
    title: str
    whole: bool
    by: Person | None = None


def save_list(wanted: Wanted, job: Job, store: Store) -> int:
    """Write the list as it stands at one moment; how many cases. Unwritten or Stopped leave no file."""
    store.connection.execute("begin")  # others go on recording meanwhile
    try:
        window = Window(
            store, wanted.filter, sort=wanted.sort, descending=wanted.descending, now=wanted.now
        )
        total = window.count()
        export.refuse_too_many(wanted.path, total)
        headings = [text for text, _ in LINES] + [text for text, _ in CASES if wanted.whole]
        page = Page(wanted.title, [wanted.words.gettext(text) for text in headings], _lines(wanted, window, store))
        return export.write(
            wanted.path, [page], wanted.words.language, lambda done: _step(job, done, total), wanted.by
        )
    finally:
        store.connection.execute("rollback")


def _step(job: Job, done: int, total: int) -> None:
    if done % 50 == 0 or done == total:
        job.step(done, max(done, total))


def _lines(wanted: Wanted, window: Window, store: Store) -> Iterator[Sequence[Value]]:
    journal, offset = Journal(store), 0
    while rows := window.rows(offset, _READ, patient=True):
        for row in rows:
            line = [made(row, wanted.words, wanted.zone) for _, made in LINES]
            case = journal.case(row.case_id) if wanted.whole else None
            if case is not None:
                line += [made(case, wanted.words) for _, made in CASES]
            yield line
        offset += len(rows)


# A month's figures -----------------------------------------------------------------------------------------------


def figures(month: Month, words: Catalogue) -> list[Page]:
    """The month as tables, one for each part of the printed report."""
    say = words.gettext
    name, count = say(N_("What")), say(N_("How many"))
    facts: list[tuple[str, Value]] = [
        (N_("From"), month.first.date()), (N_("To"), month.until.date()),
        (N_("Complaints recorded"), month.recorded), (N_("Agreements made"), month.agreed),
        (N_("Cases closed"), month.closed), (N_("Still open at the end"), month.still_open),
        (N_("Opened again before closing"), month.reopened), (N_("Usual time to close (hours)"), _hours(month.usual)),
        (N_("Already written about in public"), month.public_posts),
        (N_("Gestures of goodwill"), month.gestures.count),
        (N_("Customers hurt, with a gesture"), month.gestures.hurt_with),
        (N_("Customers hurt, without one"), month.gestures.hurt_without),
        (N_("Gestures where nobody was hurt"), month.gestures.not_hurt),
        (N_("Remedies above the price or similar cases"), month.above),
        (N_("Weighed with both questions"), month.weighed),
    ]  # fmt: skip
    worth = [(Words(N_("Worth of the gestures ({currency})"), {"currency": currency}), Money(minor, currency))
             for currency, minor in month.gestures.worth.items()]  # fmt: skip
    rules = [say(text) for text in (
        N_("What was due"), N_("In time"), N_("Late"), N_("Not yet due"), N_("Share in time"), N_("Usual time (hours)"),
    )]  # fmt: skip
    counted = (
        (N_("What the causes were"), month.causes, dict(choices.CAUSES)),
        (N_("How cases ended"), month.ends, choices.OUTCOMES),
        (N_("How complaints came in"), month.channels, dict(choices.CHANNELS)),
    )
    return [
        Page(say(N_("Standards report")), (name, count),
             [*((say(text), value) for text, value in facts), *((words.say(text), value) for text, value in worth)]),
        Page(say(N_("Kept in time")), rules, [_kept(kept, words) for kept in month.rules]),
        *(Page(say(title), (name, count), [(say(names.get(key, key)), number) for key, number in found.items()])
          for title, found, names in counted),
    ]  # fmt: skip


def _kept(kept: Kept, words: Catalogue) -> Sequence[Value]:
    share = round(kept.share, 4) if kept.share is not None else None
    return words.gettext(TITLES[kept.rule]), kept.met, kept.late, kept.running, share, _hours(kept.usual)


def _hours(span: object) -> float | None:
    return round(span.total_seconds() / 3600, 1) if hasattr(span, "total_seconds") else None
