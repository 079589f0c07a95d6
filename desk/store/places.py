"""Where every case stands in every list, kept exact while cases change: one for each store in use."""

from __future__ import annotations

import copy
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import apsw

from .connection import Store, Value
from .derived_schema import MINE, NEVER
from .fence import Fence
from .order import Order, Passing, Span

#: The columns of a list line by name, as the table declares them.
Line = dict[str, Any]

#: The same columns as the table has them, in its order.
Columns = tuple[Any, ...]

Belongs = Callable[[Line], bool]

#: So many orders and searches are kept ready.
KEPT = 24

#: After so many changes that nobody asked about, as in an import, it is quicker to begin anew.
MOST_HEARD = 4096

#: So many moments at which something falls due are known ahead.
AHEAD = 256


#: The columns that decide where a line is counted.
COUNTED_BY = ("waiting", "state", "owner", "step")


def counted(waiting: str, state: str, owner: str, step: str) -> Iterator[str]:
    """The names of the counters that count a line with these columns, as the triggers do."""
    yield "all"
    if waiting:
        yield "waiting"
    if state == "closed":
        yield "closed"
    if state == "open":
        yield "open"
        yield MINE + owner
        if step == "follow_up":
            yield "follow_up"


class Boundary:
    """How many open cases are due before a moment that moves on: the next ones are known, so it asks only now and then.

    All that is due from the moment on and before `_until` stands in `_coming`, in order.
    """

    def __init__(self, connection: apsw.Connection, moment: int) -> None:
        self._connection = connection
        self._moment = self._until = moment
        self._count = self._between(0, moment)
        self._coming: list[int] = []

    def copy(self) -> Boundary:
        """Another one at the same moment: from there to its own it counts less than from the beginning."""
        made = copy.copy(self)
        made._coming = [*self._coming]
        return made

    def _between(self, start: int, end: int) -> int:
        sql = "select count(*) from case_list where due_key>=? and due_key<?"
        return int(self._connection.execute(sql, (start, end)).get)

    def _look_ahead(self) -> None:
        sql = "select due_key from case_list where due_key>=? order by due_key limit ?"
        self._coming = [key for key, in self._connection.execute(sql, (self._moment, AHEAD))]
        self._until = self._coming[-1] if len(self._coming) == AHEAD else NEVER
        del self._coming[bisect_left(self._coming, self._until) :]  # more of the last ones may follow

    def count(self, moment: int) -> int:
        """How many are due before that moment."""
        if moment < self._moment:
            self._count -= self._between(moment, self._moment)
            self._moment, self._until, self._coming = moment, moment, []
        elif moment <= self._until:
            passed = bisect_left(self._coming, moment)
            del self._coming[:passed]
            self._moment, self._count = moment, self._count + passed
        else:
            self._count += len(self._coming) + self._between(self._until, moment)
            self._moment = moment
            self._look_ahead()
        return self._count

    def change(self, old: int, new: int) -> None:
        """A case was due at one moment and is due at another now."""
        self._count += (new < self._moment) - (old < self._moment)
        if self._moment <= old < self._until:
            del self._coming[bisect_left(self._coming, old)]
        if self._moment <= new < self._until:
            insort(self._coming, new)


class Places:
    """What is known about the lists of a store beside what is on disk. It hears every change on its connection."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection
        self._names = [name for name, in store.rows("select name from pragma_table_info('case_list')")]
        self._due_key = self._names.index("due_key")
        self._counted_by = itemgetter(*(self._names.index(name) for name in COUNTED_BY))
        self._heard: list[tuple[Columns | None, Columns | None]] = []
        self._searched_again = False
        self._loose = self._connection.in_transaction  # something was heard, or read, that may still be taken back
        self._fences: dict[Any, tuple[Fence, str, Belongs]] = {}
        self._orders: dict[Any, tuple[Order, str, Belongs]] = {}
        self._passing: dict[Any, Passing] = {}
        self._counters: dict[str, int] = {}
        self._boundaries: dict[int, Boundary] = {}
        self._kept: dict[Any, Any] = {}
        self._others = self._written_by_others()
        self.listen()
        self._connection.set_rollback_hook(self._undone, id=self)

    def _written_by_others(self) -> Any:
        """Changes when another connection has written. The connection's own data_version() is as of the last reading:
        after it what is kept in memory would be told once as it was."""
        return self._connection.execute("pragma data_version").get

    # Hearing -----------------------------------------------------------------------------------------------------

    def listen(self, hear: bool = True) -> None:
        """Hear of every line that changes on this connection, or of none."""
        self._connection.preupdate_hook(self._hear if hear else None, id=self)

    def _hear(self, update: apsw.PreUpdate) -> None:
        """A line is about to change. Counts follow at once, so that reading them costs nothing; orders when asked."""
        if update.table_name == "case_list":
            before, after = update.old, update.new
            self._heard.append((before, after))  # their columns get names when somebody asks
            if len(self._heard) > MOST_HEARD:
                self.forget()
            self._count(before, after)
            self._loose = True
        elif update.table_name == "search_text":
            self._searched_again = True

    def _count(self, before: Columns | None, after: Columns | None) -> None:
        was, now = (line[self._due_key] if line else NEVER for line in (before, after))
        for boundary in self._boundaries.values() if was != now else ():
            boundary.change(was, now)
        gone, come = (self._counted_by(line) if line else None for line in (before, after))
        if self._counters and gone != come:
            for columns, more in ((gone, -1), (come, 1)):
                for name in counted(*columns) if columns else ():
                    self._counters[name] = self._counters.get(name, 0) + more

    def _named(self, line: Columns | None) -> Line | None:
        return dict(zip(self._names, line, strict=True)) if line else None

    def _undone(self) -> None:
        if self._loose:
            self.forget()

    def forget(self) -> None:
        """Know nothing: the lists were made again, or another program wrote into the store."""
        self._heard.clear()
        self._fences.clear()
        self._orders.clear()
        self._passing.clear()
        self._counters.clear()
        self._boundaries.clear()
        self._kept.clear()
        self._loose = self._searched_again = False

    def _look(self) -> None:
        """See whether another program wrote into the store, and whether what was heard is there for good."""
        if (others := self._written_by_others()) != self._others:
            self._others = others
            self.forget()
        if self._loose and not self._connection.in_transaction:
            self._loose = False

    def _now(self) -> None:
        """Take in everything that was heard."""
        self._look()
        if self._heard or self._searched_again:
            self._take_in()

    def _take_in(self) -> None:
        heard = [(self._named(before), self._named(after)) for before, after in self._heard]
        self._heard, self._searched_again = [], False
        self._kept.clear()
        for old, new in heard:
            self._moved(old, new)
        for fence, _, _ in self._fences.values() if heard else ():
            fence.settle()
        for order, column, belongs in self._orders.values():
            _follow(order, column, belongs, heard)
        for passing in self._passing.values():
            _follow(passing, passing.column, passing.holds, heard)

    def _moved(self, old: Line | None, new: Line | None) -> None:
        for fence, column, belongs in self._fences.values():
            before, after = _key(column, belongs, old), _key(column, belongs, new)
            if before != after:
                if before:
                    fence.remove(before)
                if after:
                    fence.add(after)

    # Asking ------------------------------------------------------------------------------------------------------

    def counters(self) -> Mapping[str, int]:
        """How many cases each list has, by the counters' names; read once, then followed."""
        self._look()
        if not self._counters:
            rows: Iterable[Any] = self._connection.execute("select name, count from counter")
            self._counters = dict(rows)
        return self._counters

    def due_before(self, *moments: int) -> list[int]:
        """How many open cases are due before each moment; asked again for about the same ones, it costs nothing."""
        self._look()
        return [self._due_before(place, moment) for place, moment in enumerate(moments)]

    def _due_before(self, place: int, moment: int) -> int:
        boundary = self._boundaries.get(place)
        if boundary is None:
            other = next(iter(self._boundaries.values()), None)
            boundary = self._boundaries[place] = other.copy() if other else Boundary(self._connection, moment)
        return boundary.count(moment)

    def chips(self, now: int, tonight: int) -> tuple[Mapping[str, int], int, int]:
        """The counters, and how many are due before these two moments: all that stands on the chips, in one look."""
        counters = self.counters()
        return counters, self._due_before(0, now), self._due_before(1, tonight)

    def fence(
        self, name: Any, column: str, where: str, values: dict[str, Value], belongs: Belongs, hurried: bool = False
    ) -> Fence:
        """The fence of that name, put up when it is first asked for: of a long list the beginning, for somebody
        `hurried`. `belongs` says of a line what `where` asks."""
        self._now()
        if name not in self._fences:
            _make_room(self._fences)
            self._fences[name] = Fence(self._connection, column, where, values), column, belongs
        fence = self._fences[name][0]
        if not hurried:
            fence.finish()
        return fence

    def order(
        self, name: Any, column: str, where: str, values: dict[str, Value], belongs: Belongs, many: bool = False,
        hurried: bool = False,
    ) -> Order:  # fmt: skip
        """As fence(), for a list in an order that no index has; `many`: see Order."""
        self._now()
        if name not in self._orders:
            _make_room(self._orders)
            self._orders[name] = Order(self._connection, column, where, values, many), column, belongs
        order = self._orders[name][0]
        if not hurried:
            order.finish()
        return order

    def passing(self, name: Any, column: str, span: Span) -> Order:
        """As order(), of what is due in a span of time: another one than the last time moves only what makes the
        difference."""
        self._now()
        if name not in self._passing:
            _make_room(self._passing)
            self._passing[name] = Passing(self._connection, column, span)
        order = self._passing[name]
        order.move(span)
        return order

    def has_fence(self, name: Any) -> bool:
        """Whether that fence was put up and is ready."""
        self._now()
        return name in self._fences and self._fences[name][0].ready

    def has_order(self, name: Any) -> bool:
        """Whether that order was read and is ready."""
        self._now()
        return name in self._orders and self._orders[name][0].ready

    def keep(self, name: Any, make: Callable[[], Any]) -> Any:
        """What was made by that name since the last change, or made now."""
        self._now()
        if name not in self._kept:
            _make_room(self._kept)
            self._kept[name] = make()
        return self._kept[name]


def _key(column: str, belongs: Belongs, line: Line | None) -> tuple[Any, int] | None:
    """Where a line stands in an order; None when it is not in that list."""
    return (line[column], line["id"]) if line and belongs(line) else None


def _follow(order: Order, column: str, belongs: Belongs, heard: list[tuple[Line | None, Line | None]]) -> None:
    """Take in changes: first everything goes that moved, then it comes where it stands in the end."""
    before: dict[int, Any] = {}
    after: dict[int, Any] = {}
    for old, new in heard:
        row = (new or old or {})["id"]
        before.setdefault(row, _key(column, belongs, old))
        after[row] = _key(column, belongs, new)
    moved = [row for row, key in before.items() if key != after[row]]
    for row in moved:
        if before[row]:
            order.remove(*before[row])
    for row in moved:
        if after[row]:
            order.add(*after[row])


def _make_room(kept: dict[Any, Any]) -> None:
    """The oldest goes before a new one comes."""
    if len(kept) >= KEPT:
        del kept[next(iter(kept))]


def of(store: Store) -> Places:
    """The places of a store in use; they go with it."""
    if store.places is None:
        store.places = Places(store)
    places: Places = store.places
    return places


@contextmanager
def unheard(store: Store) -> Iterator[None]:
    """For the length of a block nobody hears of each line that is written, and nothing is known afterwards.

    SQLite asks Python about every row of every table otherwise, temporary ones too.
    """
    places: Places | None = store.places
    if places is None:
        yield
        return
    places.listen(hear=False)
    try:
        yield
    finally:
        places.listen()
        places.forget()
