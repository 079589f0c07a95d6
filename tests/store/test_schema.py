"""Models, migrations and derived tables say the same."""

import re
from pathlib import Path

from playhouse.schema_diff import diff_models

from desk.store import derived, migrate, tables
from desk.store.connection import Store
from desk.store.entries import HEAD
from desk.store.journal import Journal

NAMES = "select name, sql from sqlite_schema where sql is not null order by name"


def test_the_models_are_what_the_migrations_arrive_at(store: Store) -> None:
    with tables.bound(store.connection) as database:
        unique = diff_models(database, tables.KEPT)
    assert not unique, str(unique)


def test_the_newest_migration_is_the_schema_of_this_version() -> None:
    names = sorted(p.name for p in migrate.FOLDER.glob("[0-9]*.py"))
    assert int(re.match(r"\d+", names[-1]).group()) == migrate.SCHEMA  # type: ignore[union-attr]


def test_every_table_is_strict(store: Store) -> None:
    rows = store.rows("select name, strict from pragma_table_list where schema='main' and type='table'")
    loose = {name for name, strict in rows if not strict and not name.startswith(("sqlite_", "search_"))}
    assert loose == {"migration"}  # peewee's own


def test_derived_tables_made_again_are_those_of_the_migrations(store: Store, journal: Journal) -> None:
    before = store.rows(NAMES)
    for table in derived.NAMES:
        store.connection.execute(f"drop table {table}")
    journal.rebuild()
    assert store.rows(NAMES) == before


def test_the_header_covers_every_column_that_has_no_other_guard(store: Store) -> None:
    columns = {name for (name,) in store.rows("select name from pragma_table_info('entry')")}
    # id by its order, stream by the chain it is in, body and digest by the digest itself
    assert columns - set(HEAD) == {"id", "stream", "body", "digest"}


def test_an_update_brings_every_migration_with_it(tmp_path: Path) -> None:
    import apsw

    connection = apsw.Connection(str(tmp_path / "new.desk"))
    migrate.upgrade(connection)
    assert connection.execute("pragma foreign_keys").get == 1
    names = [(path.stem,) for path in sorted(migrate.FOLDER.glob("[0-9]*.py"))]
    assert connection.execute("select name from migration order by id").fetchall() == names
    migrate.upgrade(connection)  # nothing left to do
    assert connection.execute("select count(*) from migration").get == len(names)
    connection.close()
