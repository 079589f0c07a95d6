"""Many papers at once: two processes when there are many, each file whole or not there, to be stopped at any time."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from desk.cases.case import Case
from desk.i18n import N_, Words

from . import PAPERS

#: Papers that a process takes at once, and from how many on a second process is worth its start.
_PORTION, _MANY = 5, 60

_FULL = N_("The disk is full. {path} was not written; files written before are whole.")
_UNWRITTEN = N_("{path} could not be written. Files written before are whole.")
_BROKEN = N_("A part of the work ended by itself. Files written before are whole; please try the others again.")


class Unwritten(Exception):
    """A file could not be written, and nothing of it stays: `words` says why. `full`: no other file would fit."""

    def __init__(self, words: Words, full: bool = False) -> None:
        super().__init__(words, full)
        self.words, self.full = words, full


@dataclass(frozen=True)
class Order:
    """One paper to be made: of which case, in which languages, into which file."""

    case: Case
    languages: tuple[str, ...]
    path: Path
    paper: str = "agreement"
    more: Mapping[str, Any] = field(default_factory=dict)  # branch=, mark= and what else the paper takes


@dataclass(frozen=True)
class Made:
    """What came of the orders: files written, and for each order that failed its place among them and why."""

    written: tuple[Path, ...] = ()
    failed: tuple[tuple[int, Words], ...] = ()
    stopped: bool = False


def save(path: Path, pdf: bytes) -> None:
    """Write the file under its name when it is whole and on the disk, else not at all. Unwritten when it cannot be."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Unwritten(Words(_FULL if full else _UNWRITTEN, {"path": str(path)}), full) from error


def make_all(
    orders: Sequence[Order], *, processes: int = 0, progress: Callable[[int, int], None] = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Made:  # fmt: skip
    """Make and save all papers; `progress` hears how many are done of how many, `cancelled` is asked in between.

    processes: how many to use, 0 for one or two by the number of papers. A full disk stops everything.
    """
    processes = processes or (2 if len(orders) >= _MANY else 1)
    portions = [range(n, min(n + _PORTION, len(orders))) for n in range(0, len(orders), _PORTION)]
    written: list[Path] = []
    failed: list[tuple[int, Words]] = []
    ended = False

    def stop() -> bool:
        return ended or cancelled()

    done = _here(orders, stop) if processes == 1 else _beside(orders, portions, processes, stop)
    for paths, wrong, full in done:
        written, failed, ended = written + paths, failed + wrong, ended or full
        progress(len(written) + len(failed), len(orders))
    return Made(tuple(written), tuple(sorted(failed, key=lambda f: f[0])), len(written) + len(failed) < len(orders))


#: Of one portion: files written, what failed, and whether the disk is full.
_Part = tuple[list[Path], list[tuple[int, Words]], bool]


def portion(orders: Sequence[Order], first: int) -> _Part:
    """Some of the papers, the first of which is number `first`. Runs in a process of its own."""
    written: list[Path] = []
    failed: list[tuple[int, Words]] = []
    for number, order in enumerate(orders, first):
        try:
            save(order.path, PAPERS[order.paper].make(order.case, order.languages, **order.more))
            written.append(order.path)
        except Unwritten as error:
            failed.append((number, error.words))
            if error.full:
                return written, failed, True
        except (ValueError, LookupError) as error:  # this case has no such paper; the others may
            failed.append((number, Words(N_("This paper cannot be made: {reason}"), {"reason": str(error)})))
    return written, failed, False


def _here(orders: Sequence[Order], stop: Callable[[], bool]) -> Iterator[_Part]:
    for number in range(len(orders)):
        if stop():
            return
        yield portion(orders[number : number + 1], number)


def _beside(
    orders: Sequence[Order], portions: Sequence[range], processes: int, stop: Callable[[], bool]
) -> Iterator[_Part]:
    """Portions in processes of their own. Few are handed out ahead, so that stopping stops soon."""
    waiting: set[Future[_Part]] = set()
    left = iter(portions)
    # spawned, not forked: the window's threads and Qt must not be copied
    pool = ProcessPoolExecutor(processes, get_context("spawn"))
    try:
        while True:
            while len(waiting) < 2 * processes and not stop() and (part := next(left, None)):
                waiting.add(pool.submit(portion, orders[part.start : part.stop], part.start))
            if not waiting:
                return
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                yield future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        _sweep({order.path for order in orders})
        yield [], [(-1, Words(_BROKEN))], True
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _sweep(paths: set[Path]) -> None:
    """Take away what processes that ended by themselves had begun to write."""
    begun = {f".{path.name}" for path in paths}
    for folder in {path.parent for path in paths}:
        for part in folder.glob(".*.part"):
            if part.name.rsplit(".", 2)[0] in begun:
                part.unlink(missing_ok=True)
