"""What a search has found so far: the newest first, more only when somebody looks further."""

from __future__ import annotations

from .connection import Store, Value
from .search import Asked, asked, exact

#: Nobody scrolls further; what was meant is found by another word.
MOST = 1000

#: A phrase is looked for in the texts of so many hits at a time: 15 ms.
FIRST_READ, READ_AT_ONCE = 150, 2500

Values = dict[str, Value]


class Found:
    """The cases that hold what was typed and belong to a chip. Read as far as it is looked at, at most MOST."""

    def __init__(
        self, store: Store, text: str, where: str = "", values: Values | None = None, few: bool = False
    ) -> None:
        """`where`: which cases of `case_list c`, with its values; `few`: they are so few that they are asked first."""
        self._store = store
        self._asked = asked(text)
        self._sql, self._values = _query(self._asked, where, few), values or {}
        self._last = 2**63 - 1
        self.ids: list[int] = []
        self._exact: frozenset[int] = frozenset()
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

    def rows(self, offset: int, limit: int, patient: bool = True) -> list[int]:
        """List rows from that place on. A phrase of common words may take long to find: who is not patient gets what
        one look finds, and looks again while it is not `complete`."""
        self.look(offset + limit)
        while patient and len(self.ids) < min(offset + limit, MOST) and not self.complete:
            self.look(offset + limit)
        return self.ids[offset : offset + limit]

    def all_of_them(self) -> list[int]:
        """Every row, at most MOST."""
        return self.rows(0, MOST)

    def look(self, wanted: int) -> None:
        """Look once, for so many in all; a phrase in so many hits."""
        if not self._asked.phrases:
            self._read(wanted, min(wanted, MOST) - len(self.ids) + len(self._exact))
            return
        some, left = FIRST_READ, READ_AT_ONCE
        while left > 0:
            self._read(wanted, min(some, left))
            some, left = 3 * some, left - some

    def _read(self, wanted: int, some: int) -> None:
        """Read so many hits more, unless enough were found."""
        if len(self.ids) >= min(wanted, MOST) or self.complete:
            return
        values = {"match": self._asked.match, "last": self._last, "limit": some, **self._values}
        values |= {f"phrase{n}": phrase for n, phrase in enumerate(self._asked.phrases)}
        fresh = self._store.rows(self._sql, values)
        self._last = fresh[-1][0] if fresh else 0
        self.ids += [row for row, holds in fresh if holds and row not in self._exact]
        self.complete = len(fresh) < some or len(self.ids) >= MOST
        del self.ids[MOST:]


def _query(question: Asked, where: str, few: bool) -> str:
    """The newest rows of the index with what else they must be, and whether they hold the phrases."""
    tables = "search s"
    holds = "1"
    if question.phrases:
        tables += " cross join search_text t on t.id=s.rowid"
        holds = " and ".join(f"instr(t.text, :phrase{number})>0" for number in range(len(question.phrases)))
    if where and few:
        tables = f"case_list c cross join {tables.replace('search s', 'search s on s.rowid=c.id', 1)}"
    elif where:
        tables += " cross join case_list c on c.id=s.rowid"
    order = "c.id" if where and few else "s.rowid"
    match = f"s.search match :match and s.rowid<:last{f' and {where}' if where else ''}"
    return f"select s.rowid, {holds} from {tables} where {match} order by {order} desc limit :limit"


def search(store: Store, text: str, limit: int = 50) -> list[int]:
    """List rows of the cases that hold every word, the case with exactly that number first, then the newest."""
    return Found(store, text).rows(0, limit)
