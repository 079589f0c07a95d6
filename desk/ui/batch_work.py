"""Many papers in one go, on another thread with its own connection to the store: found, made, written, recorded."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cases.branch import Branch
from desk.cases.moment import Refused
from desk.cases.people import Person
from desk.i18n import N_, Words
from desk.papers import batch
from desk.store import daily, lists, papers
from desk.store.database import Store, StoreProblem
from desk.store.journal import Journal

from . import paper_orders
from .job import Job, Stopped
from .paper_making import Made, Order, more, version_of
from .sealing import wants_seal

if TYPE_CHECKING:
    from desk.papers.seal import Identity

#: The steps that a paper of a day follows from.
STEPS = {"agreement": ("agree", "amend"), "slip": ("receive",), "letter": ("decide",)}

_PAGE = 500


@dataclass(frozen=True)
class Wanted:
    """Which papers, of which cases, in which language, and where to.

    `ids` names the cases. Without them `day` chooses those in which the paper was made that day, and without it `chip`
    of the list does. Without languages each case speaks its own. `place` is a folder, or with `together` one file.
    `seal` seals agreements that leave as files of their own; `seal_says` is what a screen reader calls it.
    """

    papers: tuple[str, ...]
    place: Path
    by: Person
    now: datetime
    branch: Branch
    ids: tuple[str, ...] = ()
    day: date | None = None
    chip: str = "all"
    languages: tuple[str, ...] = ()
    together: bool = False
    seal: Identity | None = None
    seal_says: str = ""


@dataclass
class Done:
    """What came of it. `written` papers are whole and recorded, also after a cancel."""

    written: int = 0
    cases: set[str] = field(default_factory=set)
    failed: list[Words] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True)
class _Paper:
    """One paper on its way."""

    order: Order
    path: Path


def work(wanted: Wanted, job: Job, store: Store) -> Done:
    """All of it. A cancel leaves whole files only, and no common file at all."""
    if not wanted.together:
        return _into(job, wanted, store, wanted.place)
    with tempfile.TemporaryDirectory() as folder:
        return _into(job, wanted, store, Path(folder))


def _into(job: Job, wanted: Wanted, store: Store, folder: Path) -> Done:
    journal, done = Journal(store), Done()
    try:
        found = [_Paper(order, folder / order.name) for order in _orders(job, wanted, journal)]
    except Stopped:
        return Done(stopped=True)
    whole = _make(job, found, done)
    if wanted.together:
        whole = [] if done.stopped else _join(job, wanted, whole, done)
    elif wanted.seal is not None:
        for paper in whole:
            _seal(wanted, wanted.seal, paper, done)
    for paper in whole:
        _record(journal, wanted, paper, done)
    return done


def _orders(job: Job, wanted: Wanted, journal: Journal) -> Iterator[Order]:
    for paper in wanted.papers:
        for case_id in _cases(wanted, paper, journal.store):
            job.check()
            case = journal.case(case_id)
            if case is not None and paper in paper_orders.offered(case):
                order = paper_orders.order(journal, wanted.branch, paper, case_id, wanted.languages)
                if order is not None:
                    yield order


def _cases(wanted: Wanted, paper: str, store: Store) -> Iterator[str]:
    if wanted.ids:
        yield from wanted.ids
        return
    if wanted.day is not None:
        yield from daily.recorded_on(store, wanted.day, STEPS[paper], wanted.branch.tz)
        return
    chosen, offset = lists.Filter(wanted.chip, wanted.by.id), 0
    while rows := lists.page(store, chosen, sort="recorded", offset=offset, limit=_PAGE, now=wanted.now):
        yield from (row.case_id for row in rows)
        offset += len(rows)


def _make(job: Job, found: list[_Paper], done: Done) -> list[_Paper]:
    """Write the files; those that are whole."""
    orders = [
        batch.Order(p.order.case, p.order.languages, p.path, p.order.paper, more(p.order)) for p in found
        if not p.order.kept
    ]  # fmt: skip
    job.advanced.emit(0, len(found))
    made = batch.make_all(orders, progress=job.advanced.emit, cancelled=job.stopped)
    done.failed += [words for _, words in made.failed]
    done.stopped = job.stopped()
    written = set(made.written)
    for paper in found:
        if paper.order.kept and not made.stopped and _copied(paper, done):
            written.add(paper.path)
    return [paper for paper in found if paper.path in written]


def _copied(paper: _Paper, done: Done) -> bool:
    """A signed paper comes out as it was."""
    try:
        batch.save(paper.path, paper.order.kept)
    except batch.Unwritten as trouble:
        done.failed.append(trouble.words)
        return False
    return True


def _join(job: Job, wanted: Wanted, whole: list[_Paper], done: Done) -> list[_Paper]:
    """Put them into one file, in their order; nothing when it cannot be written."""
    from desk.papers.joined import joined  # late: most batches are files of their own

    if not whole:
        return []
    try:
        author = wanted.branch.company or wanted.branch.name
        batch.save(wanted.place, joined(_read(job, whole), wanted.place.stem, author))
    except Stopped:
        done.stopped = True
        return []
    except batch.Unwritten as trouble:
        done.failed.append(trouble.words)
        return []
    except ValueError:  # a paper that was kept by another program than ours
        text = N_("These papers cannot be put into one file. Please choose one file for each paper.")
        done.failed.append(Words(text))
        return []
    return whole


def _read(job: Job, whole: list[_Paper]) -> Iterator[bytes]:
    """One paper after the other; putting them together takes as long as making them, so it counts again."""
    for number, paper in enumerate(whole, 1):
        job.check()
        yield paper.path.read_bytes()
        job.advanced.emit(number, len(whole))


def _seal(wanted: Wanted, who: Identity, paper: _Paper, done: Done) -> None:
    """An agreement that is written gets its seal before it is recorded. A file that cannot be sealed stays as it is."""
    from desk.papers import seal  # late: most stores have no seal

    if not wants_seal(paper.order):
        return
    try:
        batch.save(paper.path, seal.sealed(paper.path.read_bytes(), who, wanted.seal_says))
    except (seal.SealTrouble, batch.Unwritten) as trouble:  # the unsealed file is whole, and is recorded as it is
        done.failed.append(trouble.words)


def _record(journal: Journal, wanted: Wanted, paper: _Paper, done: Done) -> None:
    """Every paper that was written stands in the story of its case."""
    done.written += 1
    made, case = Made(paper.order, paper.path.read_bytes()), paper.order.case
    try:
        papers.issue(
            journal, made.answers(), made.pdf, by=wanted.by, now=wanted.now, case_id=case.id,
            version=version_of(paper.order.paper, case),
        )  # fmt: skip
    except Refused as error:
        done.failed.append(error.problems[0].words)
    except StoreProblem as trouble:
        done.failed.append(trouble.words)
    else:
        done.cases.add(case.id)
