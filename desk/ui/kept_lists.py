"""Lists that somebody looks at again and again, kept under their own words: a chip, a search and an order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass

from desk.store import lists, settings

from .case_chips import NAMES
from .case_model import COLUMNS
from .desk import Desk
from .person_chip import named

#: More than a menu shows at once would be no comfort.
MOST = 12


@dataclass(frozen=True)
class KeptList:
    """What is shown and in which order; `person`: whose cases, where they are somebody else's."""

    chip: str
    text: str = ""
    sort: str = "due"
    descending: bool = False
    person: str = ""


def kept(desk: Desk) -> list[KeptList]:
    """The signed-in person's own lists, the newest first; what cannot be understood is left out."""
    found = settings.get(desk.store, _place(desk), [])
    out = []
    for one in found if isinstance(found, list) else []:
        with suppress(TypeError):
            out.append(KeptList(**one))
    return [one for one in out if one.chip in NAMES and one.sort in (*lists.SORTS, lists.FOUND)]


def keep(desk: Desk, wanted: KeptList) -> None:
    """Add a list in front, or bring it there. StoreProblem where it cannot be written."""
    _write(desk, [wanted, *(one for one in kept(desk) if one != wanted)][:MOST])


def forget(desk: Desk, unwanted: KeptList) -> None:
    _write(desk, [one for one in kept(desk) if one != unwanted])


def words_of(desk: Desk, one: KeptList) -> str:
    """What a kept list is called: its chip, the words, and the column when it is not the usual one."""
    parts = [named(desk, one.person) if one.person else desk.say(NAMES[one.chip])]
    if one.text:
        parts.append(f"“{one.text}”")
    if one.sort != lists.FOUND and (one.sort, one.descending) != ("due", False):
        parts.append(desk.say(dict(COLUMNS).get(one.sort, "")) + (" ↓" if one.descending else " ↑"))
    return " · ".join(part for part in parts if part)


def _write(desk: Desk, wanted: list[KeptList]) -> None:
    settings.put(desk.store, _place(desk), [asdict(one) for one in wanted])


def _place(desk: Desk) -> str:
    return f"lists:{desk.person.id if desk.person else ''}"
