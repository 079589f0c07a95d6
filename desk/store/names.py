"""Names that nobody has given yet: for a case, and for an operation."""

from __future__ import annotations

from datetime import datetime

from .chance import chance
from .instants import micros

#: The two highest bits say which kind of name it is.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def fresh(now: datetime) -> str:
    """Milliseconds first, so that what is new lies together on disk and in its index, then chance (UUID version 7)."""
    digits = chance(10).hex()
    return f"{micros(now) // 1000 & (2**48 - 1):012x}7{digits[:3]}{_VARIANT[digits[3]]}{digits[4:19]}"
