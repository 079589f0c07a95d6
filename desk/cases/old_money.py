"""Amounts of an old list as shops write them short: 350k, 1,5tr, 1tr250 in Vietnam, 59,- and 59,90 e in Finland."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from .text import fold

_SHORT = re.compile(r"(\d{1,6})(?:[.,](\d{1,3}))? ?(k|nghin|ngan|tr|trieu)(?: ?(\d{1,3}))?(?: ?(?:d|dong|vnd))?")
_EUROS = re.compile(r"(.*\d)(?:,-|\.-|:-)? ?e?", re.DOTALL)
_TIMES = {"k": 1_000, "n": 1_000, "t": 1_000_000}


def spelt_out(typed: str, currency: str) -> str:
    """The amount with all its noughts where it was written short; anything else stays as it is."""
    if currency == "EUR":
        match = _EUROS.fullmatch(typed.strip())
        return match[1] if match else typed
    match = _SHORT.fullmatch(fold(typed).strip()) if currency == "VND" else None
    if not match or (match[2] and (match[4] or (match[3][0] != "t" and len(match[2]) > 1))):  # 1.250k may be either
        return typed
    amount = Decimal(f"{match[1]}.{match[2] or match[4] or 0}") * _TIMES[match[3][0]]
    return str(int(amount)) if amount == int(amount) else typed


def rounded(amount: Any) -> Any:
    """A number without what working it out has left behind: 179.70000000000002 stands in the list as 179.7."""
    return float(f"{amount:.15g}") if isinstance(amount, float) else amount
