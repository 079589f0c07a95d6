"""desk list, show, paper and check: what a store holds, without changing it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from desk import config
from desk.cases import clocks
from desk.cases.case import Case
from desk.cases.choices import STATES, WAS_MERGED
from desk.cases.scenario import ScenarioProblem
from desk.cases.standards import title
from desk.cases.steps import STEPS, WAY_TITLES
from desk.i18n import N_, Catalogue, Words
from desk.papers import PAPERS
from desk.store import accounts, lists
from desk.store.database import Store, open_store
from desk.store.journal import Journal

Say = Callable[[str], None]
PAGE = 200


class NotHere(ScenarioProblem):
    """What was asked for is not in the store."""


@contextmanager
def opened(path: Path | None, words: Catalogue) -> Iterator[Store]:
    """The store at that path, or the branch's own; closed afterwards."""
    store = open_store(path or config.load().store, _Far(words, sys.stderr).tell)
    try:
        yield store
    finally:
        store.close()


class _Far:
    """Says how far a store of an older desk has been brought up to date: on one line, or now and then in a file."""

    def __init__(self, words: Catalogue, to: TextIO) -> None:
        self._words, self._to, self._told = words, to, -1
        self._step = 1 if to.isatty() else 20

    def tell(self, share: float) -> None:
        percent = int(share * 100) // self._step * self._step
        if percent == self._told:
            return
        self._told = percent
        text = self._words.say(Words(UPDATING, {"percent": percent}))
        end = "\r" if self._step == 1 and percent < 100 else "\n"
        self._to.write(text + end)
        self._to.flush()


UPDATING = N_("The desk is being brought up to date: {percent}%")


def print_list(store: Store, now: datetime, words: Catalogue, say: Say, chip: str = "all") -> int:
    """Every case on one line, page by page."""
    zone = accounts.branch(store).tz
    headings = (N_("number"), N_("state"), N_("step"), N_("due"), N_("customer"), N_("about"))
    say("  ".join(f"{words.gettext(h):<{w}}" for h, w in zip(headings, (11, 8, 11, 28, 26, 40), strict=True)).rstrip())
    offset = 0
    while rows := lists.page(store, lists.Filter(chip), sort="number", offset=offset, limit=PAGE, now=now):
        for row in rows:
            step = words.gettext(WAY_TITLES[row.step]) if row.state != "closed" else ""
            due = words.moment(row.due_at, zone) + _flag(row, now, words) if row.due_at else ""
            state = words.gettext(STATES[row.state])
            say(f"{row.number:<11}  {state:<8}  {step:<11}  {due:<28}  {row.customer:<26}  {row.about}".rstrip())
        offset += PAGE
    return 0


def _flag(row: lists.Row, now: datetime, words: Catalogue) -> str:
    return " " + words.gettext(N_("late")) if row.due_at and row.due_at < now else ""


def print_clocks(store: Store, journal: Journal, now: datetime, words: Catalogue, say: Say) -> None:
    """The clocks of every case: which, met, late or running, and how much time."""
    for row in lists.page(store, lists.Filter("all"), sort="number", limit=PAGE, now=now):
        case = journal.case(row.case_id)
        say(f"{row.number}  {row.customer}")
        for rule, clock in clocks.current(case).items() if case else ():
            state, left = clock.state(now), words.say(clock.left(now))
            say(f"    {rule:<16} {state:<8} {left:<26} {words.gettext(clocks.TITLES[rule])}")


def find(journal: Journal, number: str) -> str:
    """The id of the case with that number. NotHere when there is none."""
    case_id = journal.find(number)
    if not case_id:
        raise NotHere(Words(N_("There is no case {number} in this store."), {"number": number[:40]}))
    return case_id


def show(store: Store, number: str, now: datetime, words: Catalogue, say: Say) -> int:
    """One case: where it stands, its clocks and its story."""
    journal = Journal(store)
    case_id = find(journal, number)
    case = journal.case(case_id)
    assert case is not None  # find() has seen its entries
    other = journal.goes_on(case)
    if other.id != case.id:
        say(words.say(Words(WAS_MERGED, {"number": case.number, "other": other.number})))
        case, case_id = other, other.id
    zone = accounts.branch(store).tz
    say(f"{case.number}  {case.customer_name}  {words.gettext(STATES[case.state])}")
    if case.state == "open":
        say(f"{words.gettext(WAY_TITLES[case.step])}")
    if case.duplicates:
        say(words.say(Words(N_("Also under {numbers}"), {"numbers": ", ".join(case.duplicates)})))
    for rule, clock in clocks.current(case).items():
        say(f"  {words.gettext(title(rule))}: {words.say(clock.left(now), zone)}")
    people = accounts.people(store)
    for entry in (entry for id_ in journal.joined(case_id) for entry in journal.entries(id_)):
        who = people[entry.author].name if entry.author in people else entry.author
        step = STEPS.get(entry.step)
        say(f"{words.moment(entry.at, zone)}  {who}  {words.gettext(step.done) if step else entry.step}")
        for field in step.fields if step else ():
            if field.name in entry.answers:
                answer = words.gettext(N_("Signed on screen")) if field.kind == "strokes" else entry.answers[field.name]
                say(f"    {words.gettext(field.label)}: {answer}")
    return 0


def paper(
    store: Store, name: str, number: str, languages: tuple[str, ...], out: Path, words: Catalogue, say: Say
) -> int:
    """Write one paper of a case; an agreement without both approvals is a marked draft."""
    from .writing import write  # late: only this command writes files

    journal = Journal(store)
    case_id = find(journal, number)
    if name != "slip" and (asked := journal.case(case_id)):
        case_id = journal.goes_on(asked).id  # an old number gives the paper of the case that goes on
    case: Case | None = journal.as_recorded(case_id) if name == "slip" else journal.as_agreed(case_id)
    assert case is not None  # find() has seen its entries
    if name == "agreement" and case.proposal is None and case.agreement is None:
        raise NotHere(Words(N_("Case {number} has no proposal yet, so there is nothing to print."), {"number": number}))
    write(out, PAPERS[name].make(case, languages or (case.language,), branch=accounts.branch(store)))
    say(words.say(Words(N_("Written: {file}"), {"file": out})))
    return 0


def check(store: Store, words: Catalogue, say: Say) -> int:
    """Whether the store is whole: SQLite's own check, the chain of entries, and lists equal to the journal."""
    found = Journal(store).check()
    for sentence in found:
        say(words.say(sentence))
    if not found:
        say(words.gettext(N_("The store is whole: every entry is in its chain, and the lists agree with the journal.")))
    return 1 if found else 0
