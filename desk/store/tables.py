"""The store's tables as peewee models: what migrations must arrive at, and how people are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase  # type: ignore[import-untyped]


class StoreDatabase(APSWDatabase):  # type: ignore[misc]
    """peewee on the store's own connection; it neither opens nor closes one."""

    def __init__(self, connection: apsw.Connection) -> None:
        super().__init__("store")
        self._of_the_store = connection

    def _connect(self) -> apsw.Connection:
        # SQLite has no moments; peewee hands them over as they are, in its own history table too
        self._of_the_store.convert_binding = lambda cursor, number, value: _as_text(value)
        return self._of_the_store

    def _close(self, connection: apsw.Connection) -> None:
        connection.convert_binding = None

    def get_binary_type(self) -> type:
        return bytes


def _as_text(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return str(value)
    raise TypeError(f"SQLite cannot keep a {type(value).__name__}")


class Setting(peewee.Model):
    name = peewee.TextField(primary_key=True)
    value = peewee.TextField()


class Person(peewee.Model):
    id = peewee.TextField(primary_key=True)
    name = peewee.TextField()
    role = peewee.TextField()
    active = peewee.IntegerField(default=1)
    language = peewee.TextField(default="")
    stand_in_from = peewee.BigIntegerField(default=0)
    stand_in_until = peewee.BigIntegerField(default=0)
    pin_hash = peewee.TextField(default="")
    failures = peewee.IntegerField(default=0)
    locked_until = peewee.BigIntegerField(default=0)
    needs_reset = peewee.IntegerField(default=0)


class Draft(peewee.Model):
    person = peewee.TextField()
    key = peewee.TextField()
    step = peewee.TextField()
    answers = peewee.TextField()
    operation = peewee.TextField()
    saved_at = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("person", "key", "step")


class Stream(peewee.Model):
    branch = peewee.BlobField()
    desk = peewee.BlobField()
    epoch = peewee.IntegerField()
    head_seq = peewee.IntegerField(default=0)
    head_digest = peewee.BlobField()


class Entry(peewee.Model):
    stream = peewee.IntegerField()
    seq = peewee.IntegerField()
    case_id = peewee.BlobField()
    lamport = peewee.IntegerField()
    at = peewee.BigIntegerField()
    step = peewee.TextField()
    version = peewee.IntegerField()
    author = peewee.TextField()
    operation = peewee.TextField()
    number = peewee.TextField(null=True)
    state = peewee.TextField(null=True)
    case_step = peewee.TextField(null=True)
    next_step = peewee.TextField(null=True)
    waiting = peewee.TextField(null=True)
    owner = peewee.TextField(null=True)
    owner_name = peewee.TextField(null=True)
    due_at = peewee.BigIntegerField(null=True)
    due_rule = peewee.TextField(null=True)
    due_since = peewee.BigIntegerField(null=True)
    safety = peewee.TextField(null=True)
    mood = peewee.TextField(null=True)
    raised_at = peewee.BigIntegerField(null=True)
    recorded_at = peewee.BigIntegerField(null=True)
    closed_at = peewee.BigIntegerField(null=True)
    personal_digest = peewee.BlobField(null=True)
    body = peewee.BlobField()
    digest = peewee.BlobField()

    class Meta:
        indexes = ((("case_id", "lamport"), False),)


class Personal(peewee.Model):
    entry = peewee.IntegerField(primary_key=True)
    salt = peewee.BlobField()
    body = peewee.BlobField()
    customer = peewee.TextField(null=True)
    about = peewee.TextField(null=True)


class Paper(peewee.Model):
    entry = peewee.IntegerField(primary_key=True)
    case_id = peewee.BlobField(index=True)
    paper = peewee.TextField()
    languages = peewee.TextField()
    version = peewee.IntegerField()
    sha256 = peewee.TextField(index=True)
    pdf = peewee.BlobField()


class HouseEntry(peewee.Model):
    seq = peewee.IntegerField(primary_key=True)
    at = peewee.BigIntegerField()
    author = peewee.TextField()
    what = peewee.TextField()
    body = peewee.TextField()
    digest = peewee.BlobField()

    class Meta:
        table_name = "house_entry"


#: What is kept. Derived tables are no models: desk/store/derived.py makes them again at any time.
KEPT = (Setting, Person, Draft, Stream, Entry, Personal, Paper, HouseEntry)


@contextmanager
def bound(connection: apsw.Connection) -> Iterator[StoreDatabase]:
    """The models on this connection, for the length of a block. Trouble is SQLite's own, whoever met it."""
    database = StoreDatabase(connection)
    with database.bind_ctx(KEPT, bind_refs=False, bind_backrefs=False):
        database.connect()
        try:
            yield database
        except peewee.PeeweeException as error:
            if isinstance(met := getattr(error, "orig", None), apsw.Error):
                raise met from None  # a full drive shows at the commit, which is peewee's
            raise
        finally:
            database.close()
