"""The store's few settings by name, each a JSON value."""

from __future__ import annotations

import json
from typing import Any

import apsw

from desk.cases.values import canonical

from .connection import Store

#: What every step asks for, and what is remembered until it is written.
FACTS = ("branch", "policy")


_PUT = "insert into setting(name, value) values(?, ?) on conflict(name) do update set value=excluded.value"


def get(store: Store, name: str, default: Any = None) -> Any:
    """The setting's value, or the default when it was never set."""
    row = store.row("select value from setting where name=?", (name,))
    return json.loads(row[0]) if row else default


def put(store: Store, name: str, value: Any) -> None:
    """Set it; inside a transaction, as part of that one."""
    text = canonical(value).decode()
    store.facts_written += name in FACTS
    store.write(_PUT, (name, text))


def count_on(connection: apsw.Connection, name: str) -> None:
    """Count one more, from nothing when it was never counted; inside the caller's transaction."""
    connection.execute(
        "insert into setting(name, value) values(?, 1) on conflict(name) do update set value=value+1", (name,)
    )
