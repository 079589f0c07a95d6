"""Papers that left the desk, kept byte for byte beside the entry that says so; erased with the case."""

from typing import Any

STATEMENTS = (
    """create table paper(
        entry integer primary key references entry(id), case_id blob not null, paper text not null,
        languages text not null, version integer not null, sha256 text not null, pdf blob not null) strict""",
    "create index paper_case on paper(case_id)",
    "create index paper_sha256 on paper(sha256)",
    """create trigger paper_stays before update on paper
        begin select raise(abort, 'an issued paper is never changed'); end""",
)


def up(migrator: object, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
