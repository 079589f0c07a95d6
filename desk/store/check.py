"""Proving a store: SQLite's own checks, the chain, the personal texts, and the lists against the entries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import apsw

from desk.i18n import N_, Words

from . import again, attachments, early, house, indexing
from .connection import Store
from .entries import HEAD_OF, Personal, genesis
from .problems import DAMAGED, known
from .told import told

#: So many sentences say enough.
MOST = 50


def check(store: Store, progress: Callable[[str], None]) -> list[Words]:
    """Everything that is wrong, in sentences; empty when the store is whole."""
    parts: list[tuple[str, Callable[[apsw.Connection], Iterator[Words]]]] = [
        (N_("Reading every page"), _pages),
        (N_("Checking the chain of entries"), _chain),
        (N_("Checking policy and clock"), house.check),
        (N_("Checking personal texts"), _personal),
        (N_("Checking issued papers"), _papers),
        (N_("Comparing the lists"), _lists),
        (N_("Comparing promises and search"), _beside),
    ]
    found: list[Words] = []
    store.connection.execute("begin")  # one and the same moment for all of it, while others go on recording
    try:
        for text, part in parts:
            progress(text)
            found += _told(store, part)
        progress(N_("Checking attached files"))
        found += islice(attachments.check(store), MOST)
        found += islice(early.check(store), MOST)
    finally:
        store.connection.execute("rollback")
    progress(N_("Checking the search index"))
    return [*found, *_told(store, _index)][:MOST]


def _told(store: Store, part: Callable[[apsw.Connection], Iterator[Words]]) -> list[Words]:
    """What a part of the check finds; a damaged store may fail in the middle of it.

    Trouble that is known, such as another program that goes on recording, is told as what it is.
    """
    found: list[Words] = []
    try:
        found += islice(part(store.connection), MOST)
    except (apsw.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        trouble = known(error, store.path) if isinstance(error, apsw.Error) else None
        found.append(trouble.words if trouble else Words(DAMAGED, {"path": store.path}))
    return found


#: A question to the search index, at which it looks at the file anew. SQLite's check asks what it remembered of it from
#: the last search, and calls the store damaged where another program has written since.
_LOOK_ANEW = "select rowid from search where search match 'a' limit 1"


def _pages(connection: apsw.Connection) -> Iterator[Words]:
    connection.execute(_LOOK_ANEW).fetchall()
    for (said,) in connection.execute("pragma integrity_check").fetchall():
        if said != "ok":
            yield Words(N_("The file itself is damaged ({detail})."), {"detail": said})
    for table, row, parent, _ in connection.execute("pragma foreign_key_check").fetchall():
        text = N_("Line {row} of {table} belongs to nothing in {parent}.")
        yield Words(text, {"row": row, "table": table, "parent": parent})


_ENTRIES = (
    f"select e.id, e.seq, {HEAD_OF}, e.body, e.digest, e.case_id from entry e where e.stream=? order by e.seq"
)


def _chain(connection: apsw.Connection) -> Iterator[Words]:
    """Every entry against its digest and the one before it, numbers without gaps, and each stream's end.

    The digest is worked out here as digest_of() does: a call for each of millions of entries would double the time.
    """
    for stream, branch, desk, epoch, head_seq, head_digest in _all(connection, "select * from stream"):
        previous, last, last_id = genesis(branch, desk, epoch), 0, 0
        for id_, seq, head, body, digest, case_id in connection.execute(_ENTRIES, (stream,)):
            if seq != last + 1:
                yield Words(N_("Entries {first} to {last} are missing."), {"first": last + 1, "last": seq - 1})
            elif hashlib.sha256(previous + head.encode() + body).digest() != digest or id_ <= last_id:
                number = connection.execute("select number from case_list where case_id=?", (case_id,)).get
                text = N_("Entry {seq} (case {number}) is not as it was recorded.")
                yield Words(text, {"seq": seq, "number": number or "?"})
            previous, last, last_id = digest, seq, id_
        if (head_seq, head_digest) != (last, previous):
            text = N_("The story ends at entry {last}, but {head} entries were recorded.")
            yield Words(text, {"last": last, "head": head_seq})
    for count, first, last in _all(connection, "select count(*), min(id), max(id) from entry"):
        if count and (first, last) != (1, count):
            text = N_("Entries were renumbered: {count} of them, the last one {last}.")
            yield Words(text, {"count": count, "last": last})


def _all(connection: apsw.Connection, sql: str) -> list[Any]:
    return connection.execute(sql).fetchall()


_PERSONAL = (
    "select e.seq, l.number, e.personal_digest, p.salt, p.body, p.customer, p.about, exists("
    "select 1 from entry x where x.case_id=e.case_id and x.step='erase' and x.lamport>e.lamport)"
    " from entry e left join personal p on p.entry=e.id left join case_list l on l.case_id=e.case_id"
    " where e.personal_digest is not null or p.entry is not null order by e.id"
)


def _personal(connection: apsw.Connection) -> Iterator[Words]:
    """Each personal text against the digest in its entry; one may be gone only where the case was erased later."""
    for seq, number, digest, salt, body, customer, about, erased in connection.execute(_PERSONAL):
        values = {"seq": seq, "number": number or "?"}
        if salt is None:
            if not erased:
                yield Words(N_("The personal text of entry {seq} (case {number}) is gone."), values)
        elif Personal(salt, body, customer, about).digest != digest:
            yield Words(N_("The personal text of entry {seq} (case {number}) is not as it was recorded."), values)


_PAPERS = (
    "select e.seq, l.number, e.step, e.body, p.sha256, p.pdf, e.case_id=p.case_id from paper p"
    " left join entry e on e.id=p.entry left join case_list l on l.case_id=p.case_id order by p.entry"
)


def _papers(connection: apsw.Connection) -> Iterator[Words]:
    """Each paper kept against the fingerprint in the entry that issued it."""
    for seq, number, step, body, sha256, pdf, same in connection.execute(_PAPERS):
        recorded = json.loads(body)["answers"].get("sha256") if step == "issue_paper" and same else None
        if not hashlib.sha256(pdf).hexdigest() == sha256 == recorded:
            text = N_("The paper of entry {seq} (case {number}) is not as it was issued.")
            yield Words(text, {"seq": seq, "number": number or "?"})


_NAME = (
    "select coalesce((select number from temp.case_list_again where id=:row),"
    " (select number from main.case_list where id=:row), :row)"
)


def _lists(connection: apsw.Connection) -> Iterator[Words]:
    """The list and its counters against what the entries say; what is made for it goes with the transaction."""
    again.fill_list(connection)
    for sql in again.DIFFERENCES:
        for (row,) in connection.execute(sql).fetchall():
            yield _differs(connection, row)
    for name, count in connection.execute(again.MISCOUNTED).fetchall():
        yield Words(N_("The list {name} is counted wrongly: {count}."), {"name": name, "count": count})


def _differs(connection: apsw.Connection, row: Any) -> Words:
    number = connection.execute(_NAME, {"row": row}).get
    return Words(N_("The lists do not show case {number} as it was recorded."), {"number": number})


def _beside(connection: apsw.Connection) -> Iterator[Words]:
    """Promises and words of every case against its entries, and none that belong to no case."""
    for one in told(connection):
        words = connection.execute("select text from search_text where id=?", (one.row,)).get
        kept = connection.execute("select * from promise where case_row=? order by key", (one.row,)).fetchall()
        if words != one.words or kept != sorted(one.promises):
            yield _differs(connection, one.row)
    for sql in again.STRAY:
        for (row,) in connection.execute(sql).fetchall():
            yield _differs(connection, row)


def _index(connection: apsw.Connection) -> Iterator[Words]:
    """The index with all that it has yet to hear of, against the texts."""
    connection.execute("begin immediate")
    try:
        while indexing.catch_up(connection):
            pass
        connection.execute("insert into search(search, rank) values('integrity-check', 1)")
    except apsw.CorruptError:
        yield Words(N_("The search index does not hold the words of the cases."))
    finally:
        connection.execute("rollback")
