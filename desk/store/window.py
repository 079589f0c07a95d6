"""A list as somebody looks at it: how long it is, what stands at any place of it, and where a case stands."""

from __future__ import annotations

from array import array
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from . import accounts, places
from .connection import Store
from .derived_schema import MINE, NEVER
from .fence import Fence
from .instants import micros
from .order import Order, Span, ordered
from .places import COUNTED_BY, Belongs, counted
from .rows import (
    CHIP_CONDITIONS,
    COLUMNS,
    FOR_ME,
    FOUND,
    SORTED_BY,
    Filter,
    Row,
    by_ids,
    condition,
    row_of,
    tonight,
)

if TYPE_CHECKING:
    from .found import Found

#: The first lines come straight from an index; nothing needs to be counted for them.
NEAR = 256

#: When one in so many cases is open, the open ones are many.
MANY = 25

#: Where the first of many open cases are near: in these orders they stand mixed with the closed ones, in those they
#: are the last, as they are the newest.
MIXED, NEWEST_LAST = ("customer_key", "about_key", "owner_key"), ("number_key", "raised_at")

#: Lists of what waits: an index has them by whom they wait for.
_WAITING = ("waiting", FOR_ME)

#: Lists that change with the clock.
_TIMED = ("late", "due_today")

#: A place that is not known yet.
UNKNOWN = -2

#: When the open case that is due first is due, as each owner's first tells: before it in the index of deadlines may
#: stand any number of closed cases that nobody asked how they fared.
_FIRST_OPEN = """
with recursive nearest(owner, due) as (
  select * from (select owner, due_key from case_list where state='open' order by owner, due_key limit 1)
  union all
  select c.owner, c.due_key from nearest n, case_list c where c.id=(select o.id from case_list o
    where o.state='open' and o.owner>n.owner order by o.owner, o.due_key limit 1)
) select min(due) from nearest"""


class Window:
    """A filtered list in one order. It reads what is asked for; ask again after a change.

    With words (`filter.text`) it holds the newest 1,000 cases that fit; `more` says that the end was not reached.
    """

    def __init__(
        self, store: Store, filter: Filter, *, sort: str = "due", descending: bool = False, now: datetime,
        hurried: bool = False,
    ) -> None:  # fmt: skip
        """KeyError for a chip or a sort that does not exist.

        `hurried`: no question takes long. Of a list of millions that has not been read in this order yet there are at
        first only the lines that an index has ready, and where a case stands is UNKNOWN, until read_on() came to the
        end and nothing is `more`; in the same way of a search that has not been read to its end.
        """
        self._store, self._filter, self._now, self._hurried = store, filter, now, hurried
        self._sort, self._descending = sort, descending
        self._words = bool(filter.text.strip())
        if sort == FOUND:  # without words nothing is found in an order of its own
            self._column = "" if self._words else SORTED_BY["due"]
        else:
            self._column = SORTED_BY[sort]
        self._places = places.of(store)
        self._where, self._values = condition(store, filter, now)

    # How long ----------------------------------------------------------------------------------------------------

    def count(self) -> int:
        """How many cases the list holds; with words at most 1,000 of them."""
        if self._words:
            return len(self._ids())
        return count(self._store, self._filter, self._now)

    @property
    def more(self) -> bool:
        """Whether a search has not been read to its end, rows() further down reads on; or a list, for the hurried."""
        if self._words:
            return not self._found().complete
        return self._hurried and not self._along().ready

    @property
    def known(self) -> int:
        """How many are known without looking further: of a search as many as were read, else all."""
        return len(self._found().ids) if self._words and (self._hurried or not self._column) else self.count()

    def read_on(self) -> None:
        """Look once further: a short while, however much there is to be read."""
        if not self._words:
            self._along().grow()
            return
        from .found import MOST  # late: the first list searches for nothing

        self._found().look(MOST)

    # What stands where -------------------------------------------------------------------------------------------

    def rows(self, offset: int, limit: int, patient: bool = False) -> list[Row]:
        """The cases from a place on. Of a search as found, `patient` or not: see Found.rows()."""
        if self._words and not self._column:
            return by_ids(self._store, self._found().rows(offset, limit, patient))
        if self._words:
            return [] if self._hurried and self.more else by_ids(self._store, self._ids()[offset : offset + limit])
        if offset + limit <= NEAR and self._has_index():
            return self._near(offset, limit)
        if (order := self._order()) is not None:
            there = order.ready or (not self._descending and offset + limit <= len(order.rows))
            return by_ids(self._store, self._turned(order, offset, limit)) if there else []
        fence = self._fence()
        return [row_of(row) for row in self._stretch(fence, offset, limit)] if fence.ready else []

    def _turned(self, order: Order, offset: int, limit: int) -> array[int]:
        """A part of rows in order; going down, those with a deadline from their end, then the others from theirs."""
        rows = order.rows
        if not self._descending:
            return rows[offset : offset + limit]
        dated = self._dated(order)
        near = rows[max(0, dated - offset - limit) : max(0, dated - offset)][::-1]
        end = len(rows) - max(0, offset - dated)
        return near + rows[max(dated, end - limit + len(near)) : max(dated, end)][::-1]

    def _dated(self, order: Order) -> int:
        """How many stand before those without a deadline, which come last both ways."""
        if self._column != "due_key":
            return len(order.rows)
        dated: int = self._places.keep(("dated", order), lambda: order.place(NEVER, 0))
        return dated

    def _has_index(self) -> bool:
        """Whether the first lines can be read off an index as it is, in which other lines may stand between."""
        chip = self._filter.chip
        if self._column == "due_key" and chip not in ("all", "closed"):
            return not self._descending and chip not in _WAITING and not self._places.has_fence(self._name(chip))
        if chip == "open":
            near = MIXED + NEWEST_LAST if self._descending else MIXED
            return self._column in near and self._many() and not self._places.has_order(self._name(chip))
        return chip in ("all", "closed") and not (self._column == "due_key" and self._descending)

    def _near(self, offset: int, limit: int) -> list[Row]:
        way = " desc" if self._descending else ""
        order = f"c.{self._column}{way}" + (f", c.id{way}" if self._column != "id" else "")
        where, values = self._where, {**self._values, "limit": limit, "offset": offset}
        if self._filter.chip == "open" and self._column == "due_key":
            where, values["first"] = f"{where} and c.due_key>=:first", self._store.row(_FIRST_OPEN)[0]
        if self._filter.chip == "follow_up":
            where = f"{where} and c.due_key>=0"  # as all are: an order alone does not bring SQLite to their own index
        sql = f"select {COLUMNS} from case_list c where {where} order by {order} limit :limit offset :offset"
        return [row_of(row) for row in self._store.rows(sql, values)]

    def _stretch(self, fence: Fence, offset: int, limit: int) -> list[Any]:
        """Lines of a list that is a part of a fence, either way round."""
        first, count, dated = self._part(fence)
        limit = max(0, min(limit, count - offset))
        if not self._descending:
            return fence.lines(COLUMNS, first + offset, limit)
        if offset >= dated:  # those without a deadline come last both ways, the newest of them first
            return fence.lines(COLUMNS, first + count - (offset - dated) - limit, limit)[::-1]
        near = min(limit, dated - offset)
        rows = fence.lines(COLUMNS, first + dated - offset - near, near)[::-1]
        return rows + (fence.lines(COLUMNS, first + count - (limit - near), limit - near)[::-1] if limit > near else [])

    def _part(self, fence: Fence) -> tuple[int, int, int]:
        """Where in its fence the list begins, how long it is, and how many of it have a deadline."""
        if self._filter.chip in _TIMED:
            first, end = (fence.place((moment, 0)) for moment in self._span())
            return first, end - first, end - first
        count = len(fence)
        if self._column != "due_key":
            return 0, count, count
        if not fence.ready:
            return 0, count, fence.place((NEVER, 0))
        # any number of open cases may stand between the last closed one with a deadline and the first without
        dated: int = self._places.keep(("dated", fence), lambda: fence.place((NEVER, 0)))
        return 0, count, dated

    def place(self, case_id: str) -> int:
        """Where a case stands in the list now; -1 when it is not in it, UNKNOWN for the hurried: see __init__()."""
        sql = f"select c.id, c.{self._column or 'id'} from case_list c where c.case_id=:case and {self._where}"
        found = self._store.row(sql, {**self._values, "case": _key(case_id)})
        if found is None:
            return -1
        row, key = found
        if self._words:
            return self._place_among_found(row)
        along = self._along()
        if not along.ready:
            return UNKNOWN
        if isinstance(along, Order):
            count, dated, at = len(along.rows), self._dated(along), along.place(key, row)
        else:
            first, count, dated = self._part(along)
            at = along.place((key, row)) - first
        if not self._descending:
            return at
        return dated - 1 - at if at < dated else dated + count - 1 - at

    def _place_among_found(self, row: int) -> int:
        searching = self._hurried and self.more
        if searching and self._column:
            return UNKNOWN
        ids = self._found().ids if searching else list(self._ids())
        return ids.index(row) if row in ids else UNKNOWN if searching else -1

    # Orders ------------------------------------------------------------------------------------------------------

    def _fence(self) -> Fence:
        """The fence along the index that has the list's order, where there is one: see _order()."""
        chip, column = self._filter.chip, self._column
        if chip in _TIMED:
            chip = "all"
        values = self._values if chip == "mine" else {}
        name, where, belongs = self._name(chip), CHIP_CONDITIONS[chip], self._belongs(chip)
        return self._places.fence(name, column, where, values, belongs, self._hurried)

    def _order(self) -> Order | None:
        """The list in an order that no index has; None where there is one."""
        chip, column = self._filter.chip, self._column
        if self._words or chip in ("all", "closed") or (column == "due_key" and chip not in _WAITING):
            return None
        if chip in _TIMED:
            return self._places.passing(self._name(chip), column, self._span())
        name, belongs, many = self._name(chip), self._belongs(chip), chip == "open" and column != "id" and self._many()
        return self._places.order(name, column, self._where, self._values, belongs, many, self._hurried)

    def _span(self) -> Span:
        """When the cases are due of a list that changes with the clock."""
        now = micros(self._now)
        return (0, now) if self._filter.chip == "late" else (now, int(self._values["tonight"]) + 1)  # type: ignore[arg-type]

    def _many(self) -> bool:
        """Whether so many cases are open that walking through all in order is better than to sort the open ones."""
        counters = self._places.counters()
        return counters.get("open", 0) * MANY > counters.get("all", 0)

    def _along(self) -> Fence | Order:
        """What the list's places are known by, of a list without words."""
        order = self._order()
        return self._fence() if order is None else order

    def _name(self, chip: str) -> tuple[Any, ...]:
        whose = {"mine": "person", FOR_ME: "role"}.get(chip, "")
        return chip, self._column, self._filter.person if whose else "", self._values.get(whose, "")

    def _belongs(self, chip: str) -> Belongs:
        """What makes a case one of the list, as its counter counts it, where it has one."""
        if chip == FOR_ME:
            mine = {self._values["person"], self._values["role"]} - {""}
            return lambda line: line["waiting"] in mine
        name = MINE + self._filter.person if chip == "mine" else chip
        columns = itemgetter(*COUNTED_BY)
        return lambda line: name in counted(*columns(line))

    def _ids(self) -> array[int] | list[int]:
        """All that a search finds, in order."""
        if not self._column:
            return self._found().all_of_them()
        name = ("order", self._filter, self._sort, self._descending, tuple(self._values.values()))
        ids: array[int] = self._places.keep(name, self._in_order)
        return ids

    def _in_order(self) -> array[int]:
        where = f"c.id in ({','.join(map(str, self._found().all_of_them()))})"
        down = " desc" if self._descending else ""
        first = f"c.due_key={NEVER}, " if self._column == "due_key" else ""
        sql = f"select c.id from case_list c where {where} order by {first}{ordered(self._column, down)}"
        return array("q", [row for row, in self._store.rows(sql)])

    def _found(self) -> Found:
        """The search, as far as it was read since the last change."""
        name = ("found", self._filter, tuple(self._values.values()))
        found: Found = self._places.keep(name, self._search)
        return found

    def _search(self) -> Found:
        from .found import Found  # late, as above

        where = "" if self._filter.chip == "all" else self._where
        few = bool(where) and count(self._store, Filter(self._filter.chip, self._filter.person), self._now) <= FEW
        return Found(self._store, self._filter.text, where, self._values, few)


#: A chip with so few cases asks the index for each of them; more are quicker found the other way round.
FEW = 2000


def count(store: Store, filter: Filter, now: datetime) -> int:
    """How many cases the filter leaves."""
    if filter.text.strip():
        return Window(store, filter, sort=FOUND, now=now).count()
    here = places.of(store)
    if filter.chip == FOR_ME:
        where, values = condition(store, filter, now)
        return int(store.row(f"select count(*) from case_list c where {where}", values)[0])
    if CHIP_CONDITIONS[filter.chip] and filter.chip not in _TIMED:
        name = MINE + filter.person if filter.chip == "mine" else filter.chip
        return here.counters().get(name, 0)
    if filter.chip == "late":
        return here.due_before(micros(now))[0]
    late, tonights = here.due_before(micros(now), tonight(now, accounts.branch(store).tz) + 1)
    return tonights - late


def _key(case_id: str) -> bytes:
    """As entries.key(), which the first list does without: with it come the digests, 2 ms at every start."""
    try:
        return bytes.fromhex(case_id)
    except ValueError:
        return b""
