"""The house's own entries: policy, mandates and clock, each with who and when, chained like the cases' entries."""

import hashlib
import json
from typing import Any

STATEMENTS = (
    """create table house_entry(
        seq integer primary key, at integer not null, author text not null, what text not null,
        body text not null, digest blob not null) strict""",
    """create trigger house_entry_stays before update on house_entry
        begin select raise(abort, 'an entry is never changed'); end""",
    """create trigger house_entry_remains before delete on house_entry
        begin select raise(abort, 'an entry is never deleted'); end""",
)


def up(migrator: object, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
    settings = dict(db.execute_sql("select name, value from setting where name in ('policy', 'stream')").fetchall())
    if not settings:
        return  # a store that is being made: it writes its first entry itself
    stream = "select branch, desk from stream where id=?"
    branch, desk = db.execute_sql(stream, (int(settings["stream"]),)).fetchone()
    digest = hashlib.sha256(b"cdh1" + branch + desk).digest()
    before: dict[str, Any] = {}
    versions = json.loads(settings["policy"])
    for seq, version in enumerate(versions, 1):
        changed = {name: value for name, value in version["policy"].items() if before.get(name) != value}
        before = version["policy"]
        body = json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        at = _micros(version["from"])
        head = json.dumps([seq, at, version["by"], "policy"], ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(digest + head.encode() + body.encode()).digest()
        db.execute_sql(
            "insert into house_entry values(?,?,?,?,?,?)", (seq, at, version["by"], "policy", body, digest)
        )
    head_kept = json.dumps({"digest": digest.hex(), "seq": len(versions)}, sort_keys=True)
    db.execute_sql("insert into setting(name, value) values('house', ?)", (head_kept,))


def _micros(text: str) -> int:
    from datetime import UTC, datetime, timedelta

    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
