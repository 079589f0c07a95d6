"""The first schema: journal, personal texts beside it, people, settings, drafts, and what is derived."""

from typing import Any

JOURNAL = (
    "create table setting(name text primary key, value text not null) strict, without rowid",
    """create table person(
        id text primary key, name text not null, role text not null, active integer not null default 1,
        language text not null default '', stand_in_from integer not null default 0,
        stand_in_until integer not null default 0, pin_hash text not null default '',
        failures integer not null default 0, locked_until integer not null default 0,
        needs_reset integer not null default 0) strict, without rowid""",
    """create table draft(
        person text not null, key text not null, step text not null, answers text not null,
        operation text not null, saved_at integer not null, primary key(person, key, step)) strict, without rowid""",
    """create table stream(
        id integer primary key, branch blob not null, desk blob not null, epoch integer not null,
        head_seq integer not null default 0, head_digest blob not null, unique(branch, desk, epoch)) strict""",
    """create table entry(
        id integer primary key, stream integer not null references stream(id), seq integer not null,
        case_id blob not null, lamport integer not null, at integer not null, step text not null,
        version integer not null, author text not null, operation text not null unique,
        number text, state text, case_step text, next_step text, waiting text, owner text, owner_name text,
        due_at integer, due_rule text, due_since integer, safety text, mood text,
        raised_at integer, recorded_at integer, closed_at integer, personal_digest blob,
        body blob not null, digest blob not null,
        head text generated always as (
            quote(seq)||','||quote(case_id)||','||quote(lamport)||','||quote(at)||','||quote(step)||','||
            quote(version)||','||quote(author)||','||quote(operation)||','||quote(number)||','||quote(state)||','||
            quote(case_step)||','||quote(next_step)||','||quote(waiting)||','||quote(owner)||','||
            quote(owner_name)||','||quote(due_at)||','||quote(due_rule)||','||quote(due_since)||','||
            quote(safety)||','||quote(mood)||','||quote(raised_at)||','||quote(recorded_at)||','||
            quote(closed_at)||','||quote(personal_digest)) virtual,
        unique(stream, seq)) strict""",
    "create index entry_case on entry(case_id, lamport)",
    """create table personal(
        entry integer primary key references entry(id), salt blob not null, body blob not null,
        customer text, about text) strict""",
    """create trigger entry_stays before update on entry
        begin select raise(abort, 'an entry is never changed'); end""",
    """create trigger entry_remains before delete on entry
        begin select raise(abort, 'an entry is never deleted'); end""",
    """create trigger personal_stays before update on personal
        begin select raise(abort, 'an entry is never changed'); end""",
)

DERIVED = (
    """create table case_list(
        id integer primary key, case_id blob not null unique, number text not null, customer text, about text,
        state text not null, step text not null, next_step text not null, waiting text not null,
        owner text not null, owner_name text not null, due_at integer not null, due_rule text not null,
        due_since integer not null, safety text not null, mood text not null, raised_at integer not null,
        recorded_at integer not null, closed_at integer not null, customer_key text,
        due_key integer generated always as (iif(due_at, due_at, 9223372036854775807)) virtual) strict""",
    "create index case_list_number on case_list(number)",
    "create index case_list_customer on case_list(customer_key)",
    "create index case_list_due on case_list(due_key)",
    "create index case_list_due_down on case_list(due_at)",
    "create index case_list_raised on case_list(raised_at)",
    "create index case_list_owner on case_list(owner, due_key) where state='open'",
    "create index case_list_step on case_list(step, due_key) where state='open'",
    "create index case_list_waiting on case_list(waiting, due_key) where waiting<>''",
    "create index case_list_safety on case_list(due_key) where state='open' and safety<>''",
    "create index case_list_closed on case_list(closed_at) where state='closed'",
    """create table promise(
        case_row integer not null, key text not null, what text not null, owner text not null,
        owner_name text not null, due integer not null, delivered_at integer not null,
        primary key(case_row, key)) strict, without rowid""",
    "create index promise_due on promise(due) where delivered_at=0",
    "create table search_text(id integer primary key, text text not null) strict",
    """create virtual table search using fts5(
        text, content='search_text', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6',
        tokenize='ascii')""",
)


def up(migrator: object, db: Any) -> None:
    for statement in (*JOURNAL, *DERIVED):
        db.execute_sql(statement)
