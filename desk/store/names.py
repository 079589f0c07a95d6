"""Names that nobody has given yet: for a case, and for an operation."""

from __future__ import annotations

import os
from datetime import datetime

from .instants import micros


def fresh(now: datetime) -> str:
    """Milliseconds first, so that what is new lies together on disk and in its index, then chance (UUID version 7)."""
    bits = (micros(now) // 1000 & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    bits = bits & ~(0x3 << 62) | 2 << 62
    return f"{bits:032x}"
