"""What a search has found so far: the newest first, more only when somebody looks further."""

from __future__ import annotations

from .connection import Store, Value
from .search import Asked, asked, exact

#: Nobody scrolls further; what was meant is found by another word.
MOST = 1000

#: A phrase is looked for in the texts of so many hits.
MOST_READ = 20_000

Values = dict[str, Value]


class Found:
    """The cases that hold what was typed and belong to a chip. Read as far as it is looked at, at most MOST."""

    def __init__(self, store: Store, text: str, where: str = "", values: Values | None = None, few: bool = False) -> None:
        """`where`: which cases of `case_list c`, with its values; `few`: they are so few that they are asked first."""
        self._store = store
        self._asked = asked(text)
        self._sql, self._values = _query(self._asked, where, few), values or {}
        self._last = 2**63 - 1
        self.ids: list[int] = []
        self.complete = not self._asked.match
        if not self.complete:
            self._begin(text, where)

    def _begin(self, text: str, where: str) -> None:
        """The case of exactly that number, or that telephone, before all others."""
        ids = exact(self._store, text, self._asked)
        if ids and where:
            sql = f"select c.id from case_list c where c.id=:id and {where}"
            ids = [row for row in ids if self._store.row(sql, {**self._values, "id": row})]
        self.ids = ids
        self._exact = frozenset(ids)

    def rows(self, offset: int, limit: int) -> list[int]:
        """List rows from that place on."""
        self.read(offset + limit)
        return self.ids[offset : offset + limit]

    def read(self, wanted: int) -> None:
        """Look further until so many are found, or all of them."""
        while len(self.ids) < min(wanted, MOST) and not self.complete:
            some = min(wanted, MOST) - len(self.ids) + len(self._exact)
            values = {"match": self._asked.match, "last": self._last, "limit": some, **self._values}
            values |= {f"phrase{n}": phrase for n, phrase in enumerate(self._asked.phrases)}
            fresh = [row for row, in self._store.rows(self._sql, values)]
            self.complete = len(fresh) < some
            self._last = fresh[-1] if fresh else 0
            self.ids += [row for row in fresh if row not in self._exact]
        self.complete = self.complete or len(self.ids) >= MOST
        del self.ids[MOST:]


def _query(question: Asked, where: str, few: bool) -> str:
    """The newest rows of the index, joined with what else they must be."""
    match = "s.search match :match and s.rowid<:last"
    tables = "search s"
    for number in range(len(question.phrases)):
        match += f" and instr(t.text, :phrase{number})>0"
    if question.phrases:
        tables += " cross join search_text t on t.id=s.rowid"
    if where and few:
        tables = f"case_list c cross join {tables.replace('search s', 'search s on s.rowid=c.id', 1)}"
    elif where:
        tables += " cross join case_list c on c.id=s.rowid"
    order = "c.id" if where and few else "s.rowid"
    return f"select s.rowid from {tables} where {match}{f' and {where}' if where else ''} order by {order} desc limit :limit"
