"""The words of a case are in the store with the step, and the search index hears of them in the next pause."""

from typing import Any

#: Nobody waits in a store as it is: its index has heard of every case with its step, so nothing is made again.
UNINDEXED = "create table unindexed(id integer primary key, known text not null) strict"


def up(migrator: object, db: Any) -> None:
    db.execute_sql(UNINDEXED)
