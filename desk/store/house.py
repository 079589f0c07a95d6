"""The house's own entries beside the cases: policy, mandates and clock; who and when, chained and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import apsw

from desk.cases.branch import Policy
from desk.i18n import N_, Words

from . import settings
from .connection import Store
from .instants import at, micros
from .policies import kept, policy_of

POLICY, CLOCK, BELIEVED, COUNTRY = "policy", "clock", "believed", "country"

_ALL = "select seq, at, author, what, body, digest from house_entry order by seq"


@dataclass(frozen=True)
class HouseEntry:
    """One line: when, who (empty: the desk itself), what it is about, and the values that changed."""

    seq: int
    at: datetime
    by: str
    what: str
    values: Mapping[str, Any]


def append(store: Store, what: str, values: Mapping[str, Any], by: str, now: datetime) -> None:
    """Write an entry at the end of the chain; inside a transaction, as part of that one."""
    body = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with store.writing() as connection:
        end = settings.get(store, "house")
        seq, previous = (end["seq"], bytes.fromhex(end["digest"])) if end else (0, _genesis(connection))
        row = (seq + 1, micros(now), by, what, body)
        digest = _digest(previous, row)
        connection.execute("insert into house_entry values(?,?,?,?,?,?)", (*row, digest))
        settings.put(store, "house", {"seq": seq + 1, "digest": digest.hex()})


def _genesis(connection: apsw.Connection) -> bytes:
    """What stands before the first entry: it binds the chain to this branch and desk."""
    own = "select branch, desk from stream where id=(select value from setting where name='stream')"
    branch, desk = connection.execute(own).fetchone()  # type: ignore[misc]
    return hashlib.sha256(b"cdh1" + branch + desk).digest()


def _digest(previous: bytes, row: tuple[Any, ...]) -> bytes:
    head = json.dumps(row[:4], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + head.encode() + row[4].encode()).digest()


def entries(store: Store, *what: str) -> list[HouseEntry]:
    """The entries about these things, or all of them, oldest first."""
    rows = (row for row in store.rows(_ALL) if not what or row[3] in what)
    return [HouseEntry(seq, at(when), by, about, json.loads(body)) for seq, when, by, about, body, _ in rows]


def changed(before: Policy | None, after: Policy) -> dict[str, Any]:
    """What is different, as the store keeps it; everything where there was nothing before."""
    new, old = kept(after), kept(before) if before else {}
    return {name: value for name, value in new.items() if name not in old or old[name] != value}


def policy_at(store: Store, moment: datetime) -> Policy:
    """The policy that held at a moment, replayed from its entries."""
    values: dict[str, Any] = {}
    for entry in entries(store, POLICY):
        if entry.at <= moment:
            values |= entry.values
    return policy_of(values)


def check(connection: apsw.Connection) -> Iterator[Words]:
    """Every entry against its digest and the one before it, the end, and the policy that holds against the entries."""
    kept_settings = dict(connection.execute("select name, value from setting where name in ('house','policy')"))
    end = json.loads(kept_settings["house"])
    previous, last = _genesis(connection), 0
    values: dict[str, Any] = {}
    for row in connection.execute(_ALL).fetchall():
        if row[0] != last + 1 or _digest(previous, row[:5]) != row[5]:
            yield Words(N_("Entry {seq} about policy and clock is not as it was recorded."), {"seq": row[0]})
        previous, last = row[5], row[0]  # type: ignore[assignment]
        if row[3] == POLICY:
            values |= json.loads(str(row[4]))
    if (last, previous.hex()) != (end["seq"], end["digest"]):
        text = N_("The entries about policy and clock end at {last}, but {seq} were recorded.")
        yield Words(text, {"last": last, "seq": end["seq"]})
    if json.loads(kept_settings["policy"])[-1]["policy"] != values:
        yield Words(N_("The policy in use is not the one that was recorded."))
