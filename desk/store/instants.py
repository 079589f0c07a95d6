"""Moments as the store keeps them: whole microseconds since 1970 in UTC, 0 for none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def micros(moment: datetime | None) -> int:
    """The moment as the store keeps it. TypeError for a moment without a time zone."""
    return 0 if moment is None else (moment - _EPOCH) // _MICRO


def instant(kept: int | None) -> datetime | None:
    """The moment that micros() kept; None for 0."""
    return _EPOCH + timedelta(microseconds=kept) if kept else None


def at(kept: int) -> datetime:
    """The moment of a column that always holds one."""
    return _EPOCH + timedelta(microseconds=kept)
