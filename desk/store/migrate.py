"""Bringing a store up to date: a verified backup first, then every migration in one transaction."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

#: "CDSK" in the file's head: no other program's file is ever mistaken for a store.
APPLICATION_ID = 0x4344534B

#: Number of the newest migration, so that opening an up-to-date store looks at no folder.
SCHEMA = 4
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


def upgrade(connection: apsw.Connection, folder: Path = FOLDER, schema: int = SCHEMA) -> None:
    """Run every migration that this store has not seen, all in one transaction with its version number."""
    with peewee_alone():  # late: start-up does without them
        from playhouse.migrations import Runner  # type: ignore[import-untyped]

        from .tables import bound
    from . import again  # late: as above

    connection.execute("pragma foreign_keys=0")  # tables may be rebuilt; inside a transaction it has no effect
    with bound(connection) as database, database.atomic("exclusive"):
        Runner(database, str(folder), table_name="migration").up()
        if connection.execute("select 1 from entry").get:
            again.make_again(connection)  # migrations leave them empty
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        connection.execute(f"pragma user_version={schema}")
    connection.execute("pragma foreign_keys=1")
