"""Cases as they stand, replayed once for each entry that they have, and kept for those who ask again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desk.cases.case import Case, Entry, replay
from desk.cases.listing import Line
from desk.i18n import N_, Words

from . import derived
from .connection import Store
from .entries import MADE_OF, Typed, key
from .problems import StoreProblem

#: How many entries a case has (they are only ever added), the newest one's row, the highest number, its row in lists.
MadeOf = tuple[int, int, int, int | None]

#: What store.seen() said, and how often this connection had written entries by then.
Turn = tuple[int, int, int]


class Stands(NamedTuple):
    """A case as it stands, what it is made of, and the columns and the line that lists show of it."""

    made_of: MadeOf = (0, 0, 0, None)
    case: Case | None = None
    listed: tuple[Typed, Line | None] = (derived.NOTHING, None)
    at: Turn = (0, 0, 0)  # when that was so

    @property
    def last(self) -> int:
        """The number of its newest entry; 0 for a new case."""
        return self.made_of[2]


#: A case that is not there yet.
NEW = Stands()

#: So many replayed cases are kept, those of a busy desk's day.
KEPT = 64


class Replayed:
    """The cases that were asked for last. While nobody writes entries, nobody is asked whether they still stand."""

    def __init__(self, store: Store, entries: Callable[[str], list[Entry]]) -> None:
        self._store, self._entries = store, entries
        self._kept: dict[str, Stands] = {}
        self._taken_back = 0

    def stands(self, case_id: str, seen: tuple[int, int]) -> Stands:
        """The case as it stands; `seen` is what store.seen() says now. StoreProblem for an unknown one."""
        if not case_id:
            return NEW
        turn = (*seen, self._store.entries_written)
        kept = self._kept.get(case_id)
        if kept is not None and kept.at == turn:
            return kept
        made_of = self._store.row(MADE_OF, (key(case_id),))
        if made_of == NEW.made_of:
            raise StoreProblem(Words(N_("This case is not in this store. Nothing was recorded.")))
        if self._taken_back != self._store.taken_back:  # what is kept may be of an entry that came to nothing
            self._kept.clear()
            self._taken_back = self._store.taken_back
        kept = self._kept.get(case_id)
        if kept is None or kept.made_of != made_of:
            case = replay(self._entries(case_id))
            kept = Stands(made_of, case, derived.typed(case))
        kept = kept._replace(at=turn)
        self.keep(case_id, kept)
        return kept

    def keep(self, case_id: str, stands: Stands) -> None:
        """Keep a case as it stands now, and forget the one that was asked for longest ago."""
        self._kept.pop(case_id, None)
        self._kept[case_id] = stands
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
