"""Small records that a case keeps beside its way: corrective actions, needs, and an answer passed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Improvement:
    """A corrective action: what is being changed, by whom and by when (standards, `improve`)."""

    change: str
    owner: str
    owner_name: str
    at: datetime
    due: datetime
    done_at: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Need:
    """A further wish of the customer, waiting for the manager's word (standards, `needs`)."""

    text: str
    by_name: str
    at: datetime
    seen_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Escalation:
    """A late answer passed up to somebody who can give it."""

    digest: str  # of the proposal that waits
    role: str  # the approval that is asked for
    to: str
    to_name: str
    by_name: str
    at: datetime
