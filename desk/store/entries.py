"""One entry as the store keeps it: its header, its bytes, its place in the chain, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import apsw

from desk.cases.case import Entry
from desk.cases.personal import is_personal
from desk.cases.values import canonical

from .chance import chance
from .connection import Value
from .instants import at

#: The format of the entries this version writes.
VERSION = 1

#: Columns that lists are made from. NULL means "as before this entry", '' and 0 mean "none".
TYPED = (
    "number", "state", "case_step", "next_step", "waiting", "owner", "owner_name", "due_at", "due_rule", "due_since",
    "safety", "mood", "raised_at", "recorded_at", "closed_at",
)  # fmt: skip

#: The values of these columns, in their order.
Typed = tuple[Value, ...]

#: What the digest covers beside the body, in this order; the column `head` joins the same values.
HEAD = ("seq", "case_id", "lamport", "at", "step", "version", "author", "operation", *TYPED, "personal_digest")

_INSERT = f"insert into entry(id, stream, {', '.join(HEAD)}, body, digest) values({', '.join('?' * (len(HEAD) + 4))})"

#: The column `head` once more, six times as quick: the check reads it for every entry.
_WHOLE_NUMBERS = frozenset("seq lamport at version".split())
_NUMBERS = frozenset("due_at due_since raised_at recorded_at closed_at".split())
_BYTES = frozenset(("case_id", "personal_digest"))


def _quoted(name: str) -> tuple[str, str]:
    """How SQLite's format() writes a column as quote() does, and what it is given."""
    if name in _WHOLE_NUMBERS:
        return "%d", name
    if name in _NUMBERS:
        return "%s", f"ifnull(e.{name}, 'NULL')"
    return ("%s", f"quote(e.{name})") if name in _BYTES else ("%Q", f"e.{name}")


HEAD_OF = f"format('{','.join(_quoted(n)[0] for n in HEAD)}', {', '.join(_quoted(n)[1] for n in HEAD)})"
_INSERT_PERSONAL = "insert into personal values(?,?,?,?,?)"
_MOVE_HEAD = "update stream set head_seq=?, head_digest=? where id=?"
_SELECT = (
    "select e.case_id, e.lamport, e.at, e.author, e.step, e.body, e.operation, e.version, e.stream, e.seq, e.digest,"
    " e.personal_digest, p.body from entry e left join personal p on p.entry=e.id"
)
OF_CASE = _SELECT + " where e.case_id=? order by e.lamport, e.digest"

#: What a case is replayed from, without reading it, and its row in the list. Erasing adds an entry, too.
MADE_OF = (
    "select count(*), coalesce(max(id), 0), coalesce(max(lamport), 0), (select id from case_list where case_id=?1)"
    " from entry where case_id=?1"
)
OF_OPERATION = _SELECT + " where e.operation=?"
OWN_STREAM = (
    "select s.id, s.head_seq, s.head_digest from setting join stream s on s.id=setting.value"
    " where setting.name='stream'"
)


def key(case_id: str) -> bytes:
    """A case id as the store keeps it; what is none belongs to no case."""
    try:
        return bytes.fromhex(case_id)
    except ValueError:
        return b""


def genesis(branch: bytes, desk: bytes, epoch: int) -> bytes:
    """The digest before a stream's first entry: it binds the stream to its branch, desk and epoch."""
    return hashlib.sha256(b"cd1" + branch + desk + epoch.to_bytes(8, "big")).digest()


def quote(value: Value) -> str:
    """A value as SQLite's quote() writes it; texts hold no NUL."""
    if type(value) is str:
        return f"'{value}'" if "'" not in value else "'" + value.replace("'", "''") + "'"
    if value is None:
        return "NULL"
    return f"X'{value.hex().upper()}'" if isinstance(value, bytes) else str(value)


def head_of(values: Iterable[Value]) -> str:
    """The header that the digest covers. What most columns hold is written here: a call for each would take longer."""
    return ",".join(
        [
            (f"'{value}'" if "'" not in value else quote(value)) if type(value) is str
            else "NULL" if value is None else str(value) if type(value) is int else quote(value)
            for value in values
        ]
    )  # fmt: skip


#: What many entries of a bulk have in common is written once: of the typed columns, those from the state to the mood.
_FIRST, _LAST = TYPED.index("state"), TYPED.index("mood") + 1
_common = lru_cache(maxsize=256)(head_of)


def digest_of(before: bytes, head: str, body: bytes) -> bytes:
    """The digest over what stands before (of an entry: the digest of the last one), the header, and the stored body."""
    return hashlib.sha256(before + head.encode() + body).digest()


class Personal(NamedTuple):
    """The customer's own words of an entry, beside the chain. The digest covers every column of the row."""

    salt: bytes
    body: bytes
    customer: str | None
    about: str | None

    @property
    def digest(self) -> bytes:
        salt, body, customer, about = self
        return digest_of(salt, f"{quote(customer)},{quote(about)}", body)


class NewEntry(NamedTuple):
    """An entry before it has its place in a stream."""

    case_id: bytes
    lamport: int
    at: int
    step: str
    author: str
    operation: str
    typed: Typed
    body: bytes
    personal: Personal | None


#: What stands before the changes in the bytes of a public or personal part: nowhere else, as every quotation mark
#: inside a text is written with a backslash and no answer has a part of that name.
CHANGES = b'},"changes":{'


def parted(answers: Mapping[str, Any], changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers and changes in two parts: what the chain covers for ever, and what can be erased by law."""
    public: dict[str, Any] = {"answers": {}, "changes": {}}
    personal: dict[str, Any] = {"answers": {}, "changes": {}}
    for kind, values in (("answers", answers), ("changes", changes)):
        for name, value in values.items():
            (personal if is_personal(name, value == "" or value is None) else public)[kind][name] = value
    return public, personal


def in_order(columns: Mapping[str, Value]) -> Typed:
    """Some of the typed columns; all others are as before the entry."""
    return tuple(map(columns.get, TYPED))


def personal_of(data: Mapping[str, Any], customer: str | None, about: str | None) -> Personal | None:
    """The personal part with a fresh salt; None when there is nothing personal."""
    if not data["answers"] and not data["changes"]:
        return None
    return Personal(chance(16), canonical(data), customer, about)


def placed(new: NewEntry, stream: int, seq: int, previous: bytes) -> tuple[tuple[Value, ...], bytes]:
    """The entry's row at that place of a stream, and its digest after the one before it."""
    case_id, lamport, at, step, author, operation, typed, body, personal = new
    sealed = personal.digest if personal else None
    header = (seq, case_id, lamport, at, step, VERSION, author, operation, *typed, sealed)
    digest = digest_of(previous, head_of(header), body)
    return (stream, *header, body, digest), digest


def placed_of_many(
    new: NewEntry, id_: int, stream: int, seq: int, previous: bytes
) -> tuple[tuple[Value, ...], bytes]:
    """As placed() for one of many entries, which have most of their header in common; its row has an id."""
    case_id, lamport, at, step, author, operation, typed, body, personal = new
    sealed = personal.digest if personal else None
    head = (
        f"{seq},X'{case_id.hex().upper()}',{lamport},{at},{_common((step, VERSION, author))},{quote(operation)},"
        f"{quote(typed[0])},{_common(typed[_FIRST:_LAST])},{_common(typed[_LAST:])},{quote(sealed)}"
    )
    digest = digest_of(previous, head, body)
    row = (
        id_, stream, seq, case_id, lamport, at, step, VERSION, author, operation, *typed, sealed, body, digest,
    )  # fmt: skip
    return row, digest


class End(NamedTuple):
    """Where a stream ends: its id, the number of its last entry, and that one's digest."""

    stream: int
    seq: int
    digest: bytes


def end_of_own(connection: apsw.Connection) -> End:
    """Where this desk's own stream ends."""
    found: Any = connection.execute(OWN_STREAM).fetchone()
    return End(*found)


def append(connection: apsw.Connection, new: NewEntry, end: End | None = None) -> tuple[int, End]:
    """Write the entry at the end of this desk's stream; its id, and the stream's new end.

    `end` is where it ends now, when the caller knows: in one transaction with what it knows that from.
    """
    stream, last, previous = end or end_of_own(connection)
    seq = last + 1
    row, digest = placed(new, stream, seq, previous)
    connection.execute(_INSERT, (None, *row))
    id_ = connection.last_insert_rowid()
    if new.personal is not None:
        connection.execute(_INSERT_PERSONAL, (id_, *new.personal))
    connection.execute(_MOVE_HEAD, (seq, digest, stream))
    return id_, End(stream, seq, digest)


def append_many(connection: apsw.Connection, news: Iterable[NewEntry]) -> None:
    """Write entries at the end of this desk's stream, one after the other, as append() would."""
    stream, seq, digest = end_of_own(connection)
    id_: Any = connection.execute("select coalesce(max(id), 0) from entry").get
    rows: list[tuple[Value, ...]] = []
    personal: list[tuple[Value, ...]] = []
    for new in news:
        id_, seq = id_ + 1, seq + 1
        row, digest = placed_of_many(new, id_, stream, seq, digest)
        rows.append(row)
        if new.personal is not None:
            personal.append((id_, *new.personal))
    connection.executemany(_INSERT, rows)
    connection.executemany(_INSERT_PERSONAL, personal)
    connection.execute(_MOVE_HEAD, (seq, digest, stream))


def entry_of(row: Any, streams: Mapping[int, str]) -> Entry:
    """The entry of a row of OF_CASE or OF_OPERATION; erased when its personal part is gone."""
    case_id, lamport, when, author, step, body, operation, version, stream, seq, digest, sealed, personal = row
    parts = json.loads(body)
    answers, changes = parts["answers"], parts["changes"]
    if personal is not None:
        more = json.loads(personal)
        answers |= more["answers"]
        changes |= more["changes"]
    return Entry(
        case_id=case_id.hex(), order=lamport, at=at(when), author=author, step=step, answers=answers, changes=changes,
        operation=operation, version=version, stream=streams[stream], seq=seq, digest=digest.hex(),
        erased=sealed is not None and personal is None,
    )  # fmt: skip
