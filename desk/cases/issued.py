"""Papers that left the desk, and what is known about one that somebody shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .branch import Branch
from .case import Case


@dataclass(frozen=True)
class Issued:
    """A paper as it left the desk. `pdf` is empty once the customer's data was erased; the fingerprint stays."""

    case_id: str
    number: str  # of the case
    paper: str
    languages: tuple[str, ...]
    version: int  # of the agreement; 0 for papers without one
    at: datetime
    sha256: str
    pdf: bytes = b""


@dataclass(frozen=True)
class Known:
    """What a store knows about a paper that is shown, found by its fingerprint or by the number on it."""

    branch: Branch
    same: Issued | None = None  # issued with exactly these bytes
    issued: tuple[Issued, ...] = ()  # every paper of the case
    agreed: Mapping[int, Case] = field(default_factory=dict)  # the case as each version of its agreement was made
    signed: Mapping[int, Case] = field(default_factory=dict)  # and as it was signed, where it was
    certificates: tuple[bytes, ...] = ()  # of the store's own seals, newest last (DER)

    @property
    def newest(self) -> int:
        """The version of the agreement that counts; 0 when there is none."""
        return max(self.agreed, default=0)
