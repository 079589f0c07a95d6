"""What somebody has typed and not yet recorded: kept at every pause, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import names
from .connection import Store
from .instants import at, micros
from .problems import StoreProblem

NEW = "new:"

#: The keys of what is typed in a dialog, where the step is the dialog's name; and in one that may tell of a customer.
DIALOG, OF_CASES = "dialog", "dialog:cases"


@dataclass(frozen=True)
class Draft:
    """Raw answers as typed. `key` is a case id or "new:" with the operation; `operation` names the record to come."""

    key: str
    step: str
    answers: Mapping[str, Any]
    operation: str
    saved_at: datetime


_COLUMNS = "key, step, answers, operation, saved_at"

#: Rows that could not be written, in Store.waiting: on a full drive what is typed stays there, and goes to the drive
#: with the first draft that finds room again.
Waiting = dict[tuple[str, str, str], tuple[Any, ...]]


def save(store: Store, person_id: str, key: str, step: str, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep the answers as they are now; the operation of the first save stays, so that a retry records once.

    StoreProblem when the drive does not take them: until it does, and as long as the desk is open, they are here.
    """
    place, waiting = (person_id, key, step), store.waiting
    operation = key.removeprefix(NEW) if key.startswith(NEW) else names.fresh(now)
    if before := waiting.get(place):
        operation = before[4]
    # ASCII, so that every character of a half-typed text survives, also those that a record would refuse
    waiting[place] = (*place, json.dumps(answers, ensure_ascii=True), operation, micros(now))
    _write(store, waiting)


def _write(store: Store, waiting: Waiting) -> None:
    with store.writing() as connection:
        connection.executemany(
            "insert into draft values(?,?,?,?,?,?) on conflict(person, key, step)"
            " do update set answers=excluded.answers, saved_at=excluded.saved_at",
            list(waiting.values()),
        )
    waiting.clear()


def turn_into(
    store: Store, person_id: str, key: str, before: str, step: str, answers: Mapping[str, Any], now: datetime
) -> None:
    """What was begun as one step goes on as another: at no moment is it nowhere, or both.

    StoreProblem when the drive does not take it: then it stays what it was.
    """
    waiting = dict(store.waiting)
    try:
        with store.writing():
            save(store, person_id, key, step, answers, now)
            drop(store, person_id, key, before)
    except StoreProblem:
        store.waiting.clear()
        store.waiting.update(waiting)
        raise


def load(store: Store, person_id: str, key: str, step: str) -> Draft | None:
    """The draft of a step, or None."""
    if waits := store.waiting.get((person_id, key, step)):
        return _draft(waits[1:])
    row = store.row(f"select {_COLUMNS} from draft where person=? and key=? and step=?", (person_id, key, step))
    return _draft(row) if row else None


def drop(store: Store, person_id: str, key: str, step: str) -> None:
    """Forget it: it was recorded or thrown away."""
    store.waiting.pop((person_id, key, step), None)
    if not store.connection.in_transaction and load(store, person_id, key, step) is None:
        return  # nothing to make durable
    store.write("delete from draft where person=? and key=? and step=?", (person_id, key, step))


def wait(store: Store) -> bool:
    """Whether something that was typed is nowhere but in memory. Tries once more to write it."""
    if waiting := store.waiting:
        with suppress(StoreProblem):
            _write(store, waiting)
    return bool(waiting)


def let_go(store: Store, key: str) -> None:
    """What was typed about a case that was erased does not wait for room any more."""
    waiting = store.waiting
    for place in [place for place in waiting if place[1] in (key, OF_CASES)]:
        del waiting[place]


def all_of(store: Store, person_id: str) -> list[Draft]:
    """Every draft of a person, the newest first."""
    rows = store.rows(f"select {_COLUMNS} from draft where person=? order by saved_at desc, key, step", (person_id,))
    waits = {row[1:3]: row[1:] for row in store.waiting.values() if row[0] == person_id}
    if waits:
        rows = [row for row in rows if tuple(row[:2]) not in waits] + list(waits.values())
        rows.sort(key=lambda row: (-row[4], row[0], row[1]))
    return [_draft(row) for row in rows]


def _draft(row: Any) -> Draft:
    key, step, answers, operation, saved_at = row
    return Draft(key, step, json.loads(answers), operation, at(saved_at))
