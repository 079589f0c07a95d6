"""Lists at scale: what is sorted by stands in indexes, chips are counted as cases move, search knows telephones."""

from typing import Any

#: Derived tables are dropped here and made again from the journal when the migration has run.
DROPPED = ("search", "search_text", "promise", "case_list")

STATEMENTS = (
    """create table case_list(
        id integer primary key, case_id blob not null unique, number text not null, customer text, about text,
        state text not null, step text not null, next_step text not null, waiting text not null,
        owner text not null, owner_name text not null, due_at integer not null, due_rule text not null,
        due_since integer not null, safety text not null, mood text not null, raised_at integer not null,
        recorded_at integer not null, closed_at integer not null, number_key text not null,
        customer_key text not null default '', about_key text not null default '', owner_key text not null,
        due_key integer not null) strict""",
    """create table promise(
        case_row integer not null, key text not null, what text not null, owner text not null,
        owner_name text not null, due integer not null, delivered_at integer not null,
        primary key(case_row, key)) strict, without rowid""",
    "create table search_text(id integer primary key, text text not null) strict",
    """create virtual table search using fts5(
        text, content='search_text', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6',
        tokenize='ascii')""",
    "insert into search(search, rank) values('automerge', 0)",
    "insert into search(search, rank) values('crisismerge', 128)",
    "create table counter(name text primary key, count integer not null) strict, without rowid",
    "create index case_list_by_number_key on case_list(number_key, id, state)",
    "create index case_list_by_customer_key on case_list(customer_key, id, state)",
    "create index case_list_by_about_key on case_list(about_key, id, state)",
    "create index case_list_by_step on case_list(step, id, state)",
    "create index case_list_by_owner_key on case_list(owner_key, id, state)",
    "create index case_list_by_due_key on case_list(due_key, id, state)",
    "create index case_list_by_raised_at on case_list(raised_at, id, state)",
    "create index case_list_by_closed_at on case_list(closed_at, id, state)",
    "create index case_list_owner on case_list(owner, due_key, id) where state='open'",
    "create index case_list_waiting on case_list(waiting, due_key) where waiting<>''",
    "create index case_list_follow_up on case_list(due_key, id) where state='open' and step='follow_up'",
    "create index case_list_safety on case_list(due_key) where state='open' and safety<>''",
    "create index promise_due on promise(due) where delivered_at=0",
    "create trigger case_list_comes after insert on case_list begin insert into counter(name, count) select name,"
    " more from (select 'all' as name, (true) as more union all select 'open' as name, (new.state='open') as more"
    " union all select 'closed' as name, (new.state='closed') as more union all select 'waiting' as name, "
    "(new.waiting<>'') as more union all select 'follow_up' as name, (new.state='open' and new.step='follow_up') "
    "as more union all select 'mine:'||new.owner, new.state='open') where more<>0 on conflict(name) do update set"
    " count=count+excluded.count; end",
    "create trigger case_list_moves after update of state, owner, step, waiting on case_list when "
    "old.state<>new.state or old.owner<>new.owner or old.step<>new.step or old.waiting<>new.waiting begin insert "
    "into counter(name, count) select name, more from (select 'all' as name, (true)-(true) as more union all "
    "select 'open' as name, (new.state='open')-(old.state='open') as more union all select 'closed' as name, "
    "(new.state='closed')-(old.state='closed') as more union all select 'waiting' as name, "
    "(new.waiting<>'')-(old.waiting<>'') as more union all select 'follow_up' as name, (new.state='open' and "
    "new.step='follow_up')-(old.state='open' and old.step='follow_up') as more union all select "
    "'mine:'||new.owner, new.state='open' union all select 'mine:'||old.owner, -(old.state='open')) where more<>0"
    " on conflict(name) do update set count=count+excluded.count; end",
    "create trigger case_list_goes after delete on case_list begin insert into counter(name, count) select name, "
    "more from (select 'all' as name, -(true) as more union all select 'open' as name, -(old.state='open') as "
    "more union all select 'closed' as name, -(old.state='closed') as more union all select 'waiting' as name, "
    "-(old.waiting<>'') as more union all select 'follow_up' as name, -(old.state='open' and "
    "old.step='follow_up') as more union all select 'mine:'||old.owner, -(old.state='open')) where more<>0 on "
    "conflict(name) do update set count=count+excluded.count; end",
)


def up(migrator: object, db: Any) -> None:
    for table in DROPPED:
        db.execute_sql(f"drop table {table}")
    for statement in STATEMENTS:
        db.execute_sql(statement)
