"""The tables that are made from the journal, as the newest migration leaves them; a test compares."""

from __future__ import annotations

#: Raise it when these tables change, or what stands in them: every store makes them again at its next start, and a
#: migration that leaves them alone costs nobody that time.
VERSION = 4

#: Which lists are counted, and when a line of the list belongs to one.
COUNTED = {
    "all": "true",
    "open": "{row}.state='open'",
    "closed": "{row}.state='closed'",
    "waiting": "{row}.waiting<>''",
    "follow_up": "{row}.state='open' and {row}.step='follow_up'",
}
MINE = "mine:"

#: What else is listed with the promises, by the beginning of its key: corrective actions, and further wishes.
IMPROVE, NEED = "improve/", "need/"

#: What a case without a deadline is sorted by, behind all others.
NEVER = 2**63 - 1

TABLES = (
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
    # cases of whose words the index has not heard yet, with those that it knows them by: desk/store/indexing.py
    "create table unindexed(id integer primary key, known text not null) strict",
    """create virtual table search using fts5(
        text, content='search_text', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6',
        tokenize='ascii')""",
    # a commit tidies the index up only now and then; desk/store/upkeep.py can do it while nobody works
    "insert into search(search, rank) values('automerge', 0)",
    "insert into search(search, rank) values('crisismerge', 128)",
    "create table counter(name text primary key, count integer not null) strict, without rowid",
)

#: Each begins with what is sorted by, then the row, so that any place in the order is one seek away, and ends with
#: the state, so that the open and the closed cases are counted without reading their lines.
_SORTED = ("number_key", "customer_key", "about_key", "step", "owner_key", "due_key", "raised_at", "closed_at")

INDEXES = (
    *(f"create index case_list_by_{name} on case_list({name}, id, state)" for name in _SORTED),
    "create index case_list_owner on case_list(owner, due_key, id) where state='open'",
    "create index case_list_waiting on case_list(waiting, due_key) where waiting<>''",
    "create index case_list_follow_up on case_list(due_key, id) where state='open' and step='follow_up'",
    "create index case_list_safety on case_list(due_key) where state='open' and safety<>''",
    "create index promise_due on promise(due) where delivered_at=0",
)


def _share(name: str, where: str, new: bool, old: bool) -> str:
    """A counter and by how much it changes."""
    came, went = (f"({where.format(row=row)})" for row in ("new", "old"))
    return f"select '{name}' as name, {came if new else ''}{f'-{went}' if old else ''} as more"


def _counts(new: bool = False, old: bool = False) -> str:
    """Change the counters of the lists that a line leaves (old) and comes to (new)."""
    lines = [_share(name, where, new, old) for name, where in COUNTED.items()]
    came, went = ("new.state='open'", "old.state='open'")
    if new and old:  # who keeps a case neither gains nor loses one
        came, went = f"({came})-({went} and old.owner=new.owner)", f"{went} and old.owner<>new.owner"
    lines += [f"select '{MINE}'||new.owner, {came}"] * new
    lines += [f"select '{MINE}'||old.owner, -({went})"] * old
    return (
        f"insert into counter(name, count) select name, more from ({' union all '.join(lines)})"
        " where more<>0 on conflict(name) do update set count=count+excluded.count;"
    )


#: Whether a line came to a list or left one; most steps move a case between two stages that no list tells apart.
_MOVED = "old.owner<>new.owner or " + " or ".join(
    f"({where.format(row='new')})<>({where.format(row='old')})" for name, where in COUNTED.items() if name != "all"
)

TRIGGERS = (
    f"create trigger case_list_comes after insert on case_list begin {_counts(new=True)} end",
    "create trigger case_list_moves after update of state, owner, step, waiting on case_list"
    f" when {_MOVED} begin {_counts(new=True, old=True)} end",
    f"create trigger case_list_goes after delete on case_list begin {_counts(old=True)} end",
)

#: All counters as the list has them.
COUNTS = (
    "select name, count from ("
    + " union all ".join(
        f"select '{n}' as name, count(*) as count from case_list c where {where.format(row='c')}"
        for n, where in COUNTED.items()
    )
    + f" union all select '{MINE}'||owner, count(*) from case_list where state='open' group by owner) where count>0"
)
FILLED_COUNTERS = f"insert into counter {COUNTS}"

SCHEMA = (*TABLES, *INDEXES, *TRIGGERS)
