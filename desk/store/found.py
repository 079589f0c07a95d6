"""What a search has found so far: the newest first, more only when somebody looks further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desk.cases.text import plain_digits

from . import accounts, settings
from .collation import number_key
from .connection import Store, Value
from .search import NEWEST, Asked, Piece, Ways, asked, bare_number, number_typed

#: Nobody scrolls further; what was meant is found by another word.
MOST = 1000

#: Where texts have to be read, so many of them at a time, 5 to 25 ms; and while somebody waits for the first lines.
FIRST_READ, READ_AT_ONCE, WAITED_FOR = 150, 1000, 300

#: A short question is left for the long one when not even one in so many of its hits is meant.
ONE_IN = 8

#: So many cases of exactly one telephone come first.
MOST_OF_ONE = 20

Values = dict[str, Value]

BY_NUMBER = "select id from case_list where number_key=?"


class Found:
    """The cases that hold what was typed and belong to a chip. Read as far as it is looked at, at most MOST."""

    def __init__(
        self, store: Store, text: str, where: str = "", values: Values | None = None, few: bool = False
    ) -> None:
        """`where`: which cases of `case_list c`, with its values; `few`: so few that the text of each is looked at."""
        self._store = store
        self._asked = asked(text)
        self._where, self._few, self._values = where, few and bool(where), values or {}
        self._last = 2**63 - 1
        self.ids: list[int] = []
        self._passed: frozenset[int] = frozenset()  # what the index says of these is left away
        self._waiting: list[int] = []  # what is found among the cases that the index has not heard of; the newest last
        self.complete = not self._asked.match
        if not self.complete:
            self._ask(bool(self._asked.short) and not self._few)
            self._begin(text, where)

    def _ask(self, short: bool) -> None:
        """Ask the index for what was typed, or for its short form, from here on."""
        self._short = short
        self._by_text = short or (bool(self._asked.phrases) and not self._few)
        one_by_one = _of_few if self._few else _of_many
        self._sql, self._bound = one_by_one(self._asked, self._where, short)

    def _begin(self, text: str, where: str) -> None:
        """The case of exactly that number, or that telephone, before all others; and what the index has yet to hear of.
        """
        ids = exact(self._store, text, self._asked)
        if ids and where:
            sql = f"select c.id from case_list c where c.id=:id and {where}"
            ids = [row for row in ids if self._store.row(sql, {**self._values, "id": row})]
        self.ids = ids
        self._passed = frozenset(ids)
        if not self._few and (waiting := unindexed(self._store)):
            found = _among(self._store, waiting, self._asked, where, self._values)
            self._waiting = [row for row in found if row not in self._passed]
            self._passed |= waiting

    def rows(self, offset: int, limit: int, patient: bool = True) -> list[int]:
        """List rows from that place on. A phrase of common words may take long to find: who is not patient gets what
        a short look finds, or a long one where that finds nothing, and looks again while it is not `complete`."""
        self.look(offset + limit, WAITED_FOR)
        if not self.ids:
            self.look(offset + limit)
        while patient and len(self.ids) < min(offset + limit, MOST) and not self.complete:
            self.look(offset + limit)
        return self.ids[offset : offset + limit]

    def all_of_them(self) -> list[int]:
        """Every row, at most MOST."""
        return self.rows(0, MOST)

    def look(self, wanted: int, left: int = READ_AT_ONCE) -> None:
        """Look once, for so many in all; where texts have to be read, in no more of them than are left."""
        wanted, some = min(wanted, MOST), FIRST_READ if self._asked.phrases else 0
        while len(self.ids) < wanted and not self.complete and left > 0:
            missing = wanted - len(self.ids) + len(self._passed)
            if not self._by_text:
                self._read(missing)
                continue
            some = some or missing
            self._read(min(some, left))
            some, left = 3 * some, left - some

    def _read(self, some: int) -> None:
        """Read so many hits more."""
        match = self._asked.short if self._short else self._asked.match
        values = {**self._values, **self._bound, "match": match, "last": self._last, "limit": some}
        fresh = self._store.rows(self._sql, values)
        self._last = fresh[-1][0] if len(fresh) == some else 0
        found = [row for row, fits in fresh if fits == FITS and row not in self._passed]
        self.ids += sorted([*found, *self._come_by()], reverse=True) if self._waiting else found
        self.complete = len(fresh) < some or len(self.ids) >= MOST
        del self.ids[MOST:]
        if self._short and ONE_IN * sum(fits > 0 for _, fits in fresh) < len(fresh):
            self._ask(short=False)

    def _come_by(self) -> Iterator[int]:
        """What was found without the index and is newer than what was read of it last."""
        while self._waiting and self._waiting[-1] > self._last:
            yield self._waiting.pop()


def unindexed(store: Store) -> frozenset[int]:
    """The rows of the cases of whose words the index has not heard yet: their texts are read. Mostly there are none."""
    return frozenset(row for row, in store.rows("select id from unindexed"))


def _among(
    store: Store, rows: Iterable[int], question: Asked, where: str = "", values: Values | None = None
) -> list[int]:
    """Those of these rows that are meant, by their texts, the newest last.

    Just these, even where the index has heard of them by now: another window may make its pause at any moment.
    """
    these = f"c.id in ({','.join(map(str, rows))})"
    sql, bound = _of_few(question, f"{these} and {where}" if where else these, short=False)
    found = store.rows(sql, {**(values or {}), **bound, "last": 2**63 - 1, "limit": -1})
    return [row for row, _ in reversed(found)]


#: How far a hit of the index is what was meant: it holds the phrases, or at least what begins so, or neither.
FITS = 2


def _of_many(question: Asked, where: str, short: bool) -> tuple[str, Values]:
    """The newest rows of the index that belong to the chip, and how far they fit."""
    values: Values = {}
    tables, fits = "search s", str(FITS)
    if short or question.phrases:
        tables += " cross join search_text t on t.id=s.rowid"
        begun = _held(question.begun if short else (), values)
        fits = f"({begun})*(1+({_in_text(question.phrases, values)}))"
    if where:
        tables += " cross join case_list c on c.id=s.rowid"
    match = f"s.search match :match and s.rowid<:last{f' and {where}' if where else ''}"
    return f"select s.rowid, {fits} from {tables} where {match} order by s.rowid desc limit :limit", values


def _of_few(question: Asked, where: str, short: bool) -> tuple[str, Values]:
    """The same by the texts of a chip's few cases. The index would begin anew for each of them: minutes, for a
    beginning of common words."""
    values: Values = {}
    holds = f"{_held(question.parts, values)} and {_in_text(question.phrases, values)}"
    tables = "case_list c cross join search_text t on t.id=c.id"
    match = f"{where} and c.id<:last and {holds}"
    return f"select c.id, {FITS} from {tables} where {match} order by c.id desc limit :limit", values


def _held(parts: Iterable[Ways], values: Values) -> str:
    """That the text holds each of these in one of its ways; names and values of what is looked for come to the
    others."""
    each = (" or ".join(_in_text(way, values) for way in ways) for ways in parts)
    return " and ".join(f"({one})" for one in each) or "1"


def _in_text(pieces: Iterable[Piece], values: Values) -> str:
    """That the text holds all of these."""
    held = []
    for piece in pieces:
        values[name := f"piece{len(values)}"] = piece
        held.append(f"instr(t.text, :{name})>0")
    return " and ".join(held) or "1"


def search(store: Store, text: str, limit: int = 50) -> list[int]:
    """List rows of the cases that hold every word, the case with exactly that number first, then the newest."""
    return Found(store, text).rows(0, limit)


def exact(store: Store, text: str, question: Asked) -> list[int]:
    """The case of exactly that number, and the newest ones of exactly that telephone."""
    text = plain_digits(text)
    bare = bare_number(text)
    found = [row for row, in store.rows(BY_NUMBER, (_here(store, bare) if bare else number_typed(text),))]
    if question.whole:
        found += [row for row in _by_telephone(store, question.whole) if row not in found]
    return found


def _by_telephone(store: Store, whole: Piece) -> list[int]:
    """The newest cases of exactly this telephone."""
    waiting = unindexed(store)
    known = [row for row, in store.rows(NEWEST, (f'"{whole.strip()}"', MOST_OF_ONE + len(waiting)))]
    if not waiting:
        return known
    rows = _among(store, waiting, Asked("", (((whole,),),)))
    return sorted(rows + [row for row in known if row not in waiting], reverse=True)[:MOST_OF_ONE]


def _here(store: Store, digits: str) -> str:
    """The key of this desk's own case with these digits."""
    desk = settings.get(store, "desk_no", 1)
    code = accounts.branch(store).code
    return number_key(f"{code}-{digits}" if desk == 1 else f"{code}-{desk}-{digits}")
