"""Bringing a store up to date: every migration and what is made from the journal anew, in one transaction."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from .connection import Far
from .derived_schema import VERSION

#: "CDSK" in the file's head: no other program's file is ever mistaken for a store.
APPLICATION_ID = 0x4344534B

#: Number of the newest migration, so that opening an up-to-date store looks at no folder.
SCHEMA = 6
FOLDER = Path(__file__).parent / "migrations"

#: peewee imports every driver it can find: 100 ms where the hub's is installed. And a second SQLite
#: library in the process would break the locks of the first.
_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb", "sqlite3", "pysqlite3")


@contextmanager
def peewee_alone() -> Iterator[None]:
    """For the length of a block, an import of peewee finds no driver; other modules find them as before."""
    if "peewee" in sys.modules:
        yield
        return
    before = {name: sys.modules.get(name) for name in _DRIVERS}
    sys.modules.update(dict.fromkeys(_DRIVERS))  # type: ignore[arg-type]  # None is how an import is refused
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


#: Where the version of the derived tables is kept, and the first format whose stores may lack it: theirs is the first.
DERIVED, _SINCE = "derived", 4


def derived_version(connection: apsw.Connection) -> int:
    """Of which version the derived tables are; 0 for one that nobody knows any more."""
    kept = connection.execute("select value from setting where name=?", (DERIVED,)).get
    if kept is not None:
        return int(kept)
    return int(connection.execute("pragma user_version").get >= _SINCE)


_KEEP = "insert into setting(name, value) values(?, ?) on conflict(name) do update set value=excluded.value"


def is_behind(connection: apsw.Connection) -> bool:
    """Whether a store is of an older format, or what is made from its journal is."""
    version = connection.execute("pragma user_version").get
    return bool(version < SCHEMA or derived_version(connection) != VERSION)


def upgrade(
    connection: apsw.Connection, folder: Path = FOLDER, schema: int = SCHEMA, far: Far = lambda share: None
) -> None:
    """Run every migration that this store has not seen, and make again what is derived where that has changed.

    All in one transaction with the version numbers: a desk that is killed meanwhile begins anew at its next start.
    """
    with peewee_alone():  # late: start-up does without them
        from playhouse.migrations import Runner  # type: ignore[import-untyped]

        from .tables import bound
    from . import again  # late: as above

    connection.execute("pragma foreign_keys=0")  # tables may be rebuilt; inside a transaction it has no effect
    with bound(connection) as database, database.atomic("exclusive"):
        before = connection.execute("pragma user_version").get  # as the migrations leave it, too
        new = before == 0
        known = 0 if new else derived_version(connection)
        Runner(database, str(folder), table_name="migration").up()
        if known != VERSION and not new:
            again.make_again(connection, far, alone=before < schema)
        connection.execute(_KEEP, (DERIVED, str(VERSION)))
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        connection.execute(f"pragma user_version={schema}")
    connection.execute("pragma foreign_keys=1")
