"""The store's few settings by name, each a JSON value."""

from __future__ import annotations

import json
from typing import Any

from .connection import Store


def get(store: Store, name: str, default: Any = None) -> Any:
    """The setting's value, or the default when it was never set."""
    row = store.row("select value from setting where name=?", (name,))
    return json.loads(row[0]) if row else default


def put(store: Store, name: str, value: Any) -> None:
    """Set it; inside a transaction, as part of that one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    store.facts_written += 1
    with store.writing() as connection:
        connection.execute(
            "insert into setting(name, value) values(?, ?) on conflict(name) do update set value=excluded.value",
            (name, text),
        )
