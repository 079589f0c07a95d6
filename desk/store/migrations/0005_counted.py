"""A step that moves a case between two stages which no list tells apart no longer writes the counters."""

from typing import Any

#: Only the trigger changes: what it counts is counted as before, so nothing is made again.
MOVES = (
    "create trigger case_list_moves after update of state, owner, step, waiting on case_list when "
    "old.owner<>new.owner or (new.state='open')<>(old.state='open') or "
    "(new.state='closed')<>(old.state='closed') or (new.waiting<>'')<>(old.waiting<>'') or (new.state='open' "
    "and new.step='follow_up')<>(old.state='open' and old.step='follow_up') begin insert into counter(name, "
    "count) select name, more from (select 'all' as name, (true)-(true) as more union all select 'open' as "
    "name, (new.state='open')-(old.state='open') as more union all select 'closed' as name, "
    "(new.state='closed')-(old.state='closed') as more union all select 'waiting' as name, "
    "(new.waiting<>'')-(old.waiting<>'') as more union all select 'follow_up' as name, (new.state='open' and "
    "new.step='follow_up')-(old.state='open' and old.step='follow_up') as more union all select "
    "'mine:'||new.owner, (new.state='open')-(old.state='open' and old.owner=new.owner) union all select "
    "'mine:'||old.owner, -(old.state='open' and old.owner<>new.owner)) where more<>0 on conflict(name) do "
    "update set count=count+excluded.count; end"
)


def up(migrator: object, db: Any) -> None:
    db.execute_sql("drop trigger case_list_moves")
    db.execute_sql(MOVES)
