"""Bytes that nobody can guess, asked of the system for many at a time: it takes a while to answer each time."""

from __future__ import annotations

import os

#: At most so many bytes are given at once, and for so many times they are fetched together.
LONGEST, _AT_ONCE = 16, 64

_ready: list[bytes] = []


def chance(count: int) -> bytes:
    """So many bytes from the system's source of chance, 16 at most; nobody else gets the same, on no thread."""
    while True:
        try:
            return _ready.pop()[:count]
        except IndexError:
            fresh = os.urandom(LONGEST * _AT_ONCE)
            _ready.extend(fresh[start : start + LONGEST] for start in range(0, len(fresh), LONGEST))


if hasattr(os, "register_at_fork"):  # a copy of this process would give them a second time
    os.register_at_fork(after_in_child=_ready.clear)
