"""A policy as the store keeps it (JSON: durations in seconds, days as dates), and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from desk.cases.branch import Policy
from desk.cases.mandate import Mandate


def kept(policy: Policy) -> dict[str, Any]:
    """The policy as JSON can hold it."""
    return {f.name: _keep(getattr(policy, f.name)) for f in fields(policy)}


def _keep(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mandate):
        return {f.name: _keep(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, frozenset):
        return sorted(_keep(item) for item in value)
    if isinstance(value, tuple):
        return [_keep(item) for item in value]
    return value


def policy_of(data: Mapping[str, Any]) -> Policy:
    """The policy that kept() wrote; names this version does not know are left out, missing ones have their default."""
    default = Policy()
    values = {f.name: _field(f.name, data[f.name], getattr(default, f.name)) for f in fields(default) if f.name in data}
    return Policy(**values)


def _field(name: str, value: Any, default: Any) -> Any:
    if isinstance(default, timedelta):
        return timedelta(seconds=value)
    if name in ("follow_up_later", "follow_up_later_hurt"):
        return tuple(timedelta(seconds=span) for span in value)
    if isinstance(default, int):
        return int(value)
    if name == "holidays":
        return frozenset(date.fromisoformat(day) for day in value)
    if name == "opening":
        return tuple((span[0], span[1]) if span else None for span in value)
    return tuple(_mandate(item) for item in value)


def _mandate(data: Mapping[str, Any]) -> Mandate:
    known = {f.name for f in fields(Mandate)}
    values: dict[str, Any] = {name: value for name, value in data.items() if name in known}
    for name in ("remedies", "categories", "roles"):
        values[name] = frozenset(values[name])
    for name in ("valid_from", "valid_to"):
        values[name] = date.fromisoformat(values[name])
    return Mandate(**values)
