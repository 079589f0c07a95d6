"""Somebody leaves: their open cases go to a colleague, so that no case is ever nobody's."""

from __future__ import annotations

from datetime import datetime

from desk.cases.moment import Refused
from desk.cases.people import Person

from . import lists
from .connection import Store
from .journal import Journal


def open_cases(store: Store, person: str, now: datetime) -> list[lists.Row]:
    """The open cases that are with this person, the most urgent first."""
    return lists.page(store, lists.Filter("mine", person), limit=MOST, now=now)


#: So many cases change hands at once; who has more gives the others away from Today.
MOST = 500


def give_on(store: Store, person: str, to: str, *, by: Person, now: datetime, briefing: str) -> list[str]:
    """Give each open case of somebody who left to a colleague, if the guide allows it. The cases that moved, by id.

    One who approved a plan cannot handle it too: such a case stays where it is, and Today shows it to the manager.
    """
    journal = Journal(store)
    moved: list[str] = []
    for row in open_cases(store, person, now):
        try:
            journal.record("reassign", {"to": to, "briefing": briefing}, by=by, now=now, case_id=row.case_id)
        except Refused:
            continue
        moved.append(row.case_id)
    return moved
