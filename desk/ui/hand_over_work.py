"""Handing over many cases, each as a step of its own through the one door; and taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.cases.moment import Refused
from desk.cases.people import Person
from desk.i18n import N_, Words
from desk.store.database import Store, StoreProblem
from desk.store.journal import Journal

from .job import Job

OFFER, TAKE_BACK = "offer_hand_over", "take_back_hand_over"

#: What can only be said of one call, while it lasts.
_OF_A_CALL = ("callback_number", "stayed_on_line", "introduced")

BY_TELEPHONE = N_("It came by telephone. Please hand it over in the case itself, together with the call.")

#: A case and what its record is named: trying again records nothing twice.
Named = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """One step for many cases."""

    step: str
    cases: tuple[Named, ...]
    answers: Mapping[str, Any]
    by: Person
    now: datetime


@dataclass
class Outcome:
    """What came of it: the cases in which it was recorded, and a sentence for each in which it was not."""

    done: list[str] = field(default_factory=list)
    refused: list[Words] = field(default_factory=list)
    stopped: bool = False


def record_each(asked: Asked, job: Job, store: Store) -> Outcome:
    """Record the step in every case, one after the other. A cancel leaves what was recorded before it."""
    journal, outcome = Journal(store), Outcome()
    for number, (case_id, operation) in enumerate(asked.cases, 1):
        if job.stopped():
            outcome.stopped = True
            break
        try:
            journal.record(
                asked.step, asked.answers, by=asked.by, now=asked.now, case_id=case_id, operation=operation
            )
        except Refused as error:
            outcome.refused.append(_said(journal, case_id, _why(error)))
        except StoreProblem as trouble:
            outcome.refused.append(_said(journal, case_id, trouble.words))
        else:
            outcome.done.append(case_id)
        job.advanced.emit(number, len(asked.cases))
    return outcome


def _why(error: Refused) -> Words:
    problem = next((p for p in error.problems if p.field not in _OF_A_CALL), None)
    return problem.words if problem else Words(BY_TELEPHONE)


def _said(journal: Journal, case_id: str, why: Words) -> Words:
    case = journal.case(case_id)
    return Words(N_("{number}: {why}"), {"number": case.number if case else "?", "why": why})
