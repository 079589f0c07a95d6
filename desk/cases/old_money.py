"""Amounts of an old list as Vietnamese shops write them short: 350k, 1,5tr, 1tr250."""

from __future__ import annotations

import re
from decimal import Decimal

from .text import fold

_SHORT = re.compile(r"(\d{1,6})(?:[.,](\d{1,3}))? ?(k|nghin|ngan|tr|trieu)(?: ?(\d{1,3}))?(?: ?(?:d|dong|vnd))?")
_TIMES = {"k": 1_000, "n": 1_000, "t": 1_000_000}


def spelt_out(typed: str, currency: str) -> str:
    """The amount with all its noughts where it was written short; anything else stays as it is."""
    match = _SHORT.fullmatch(fold(typed).strip()) if currency == "VND" else None
    if not match or (match[2] and (match[4] or (match[3][0] != "t" and len(match[2]) > 1))):  # 1.250k may be either
        return typed
    amount = Decimal(f"{match[1]}.{match[2] or match[4] or 0}") * _TIMES[match[3][0]]
    return str(int(amount)) if amount == int(amount) else typed
