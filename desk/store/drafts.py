"""What somebody has typed and not yet recorded: kept at every pause, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import names
from .connection import Store
from .instants import at, micros

NEW = "new:"


@dataclass(frozen=True)
class Draft:
    """Raw answers as typed. `key` is a case id or "new:" with the operation; `operation` names the record to come."""

    key: str
    step: str
    answers: Mapping[str, Any]
    operation: str
    saved_at: datetime


_COLUMNS = "key, step, answers, operation, saved_at"


def save(store: Store, person_id: str, key: str, step: str, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep the answers as they are now; the operation of the first save stays, so that a retry records once."""
    operation = key.removeprefix(NEW) if key.startswith(NEW) else names.fresh(now)
    # ASCII, so that every character of a half-typed text survives, also those that a record would refuse
    text = json.dumps(answers, ensure_ascii=True)
    with store.writing() as connection:
        connection.execute(
            "insert into draft values(?,?,?,?,?,?) on conflict(person, key, step)"
            " do update set answers=excluded.answers, saved_at=excluded.saved_at",
            (person_id, key, step, text, operation, micros(now)),
        )


def load(store: Store, person_id: str, key: str, step: str) -> Draft | None:
    """The draft of a step, or None."""
    row = store.row(f"select {_COLUMNS} from draft where person=? and key=? and step=?", (person_id, key, step))
    return _draft(row) if row else None


def drop(store: Store, person_id: str, key: str, step: str) -> None:
    """Forget it: it was recorded or thrown away."""
    if load(store, person_id, key, step) is None:
        return  # nothing to make durable
    with store.writing() as connection:
        connection.execute("delete from draft where person=? and key=? and step=?", (person_id, key, step))


def all_of(store: Store, person_id: str) -> list[Draft]:
    """Every draft of a person, the newest first."""
    rows = store.rows(f"select {_COLUMNS} from draft where person=? order by saved_at desc, key, step", (person_id,))
    return [_draft(row) for row in rows]


def _draft(row: Any) -> Draft:
    key, step, answers, operation, saved_at = row
    return Draft(key, step, json.loads(answers), operation, at(saved_at))
