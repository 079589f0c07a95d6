"""The chips over the list of cases: their words, what is chosen among them, and what an empty list means."""

from __future__ import annotations

from desk.i18n import N_, Words
from desk.store import lists

CHIPS = (
    ("open", N_("Open cases")),
    ("mine", N_("Mine")),
    ("waiting", N_("Waiting for a manager")),
    ("due_today", N_("Due today")),
    ("late", N_("Late")),
    ("follow_up", N_("Follow-up")),
    ("closed", N_("Closed cases")),
    ("all", N_("All")),
)

#: What each list is called, also one that has no chip of its own.
NAMES = {**dict(CHIPS), lists.FOR_ME: N_("Waiting for me")}

#: What an empty list means, in a sentence.
_NOTHING = {
    "open": N_("No open case. Well done."),
    "mine": N_("No case is with you now."),
    "waiting": N_("Nothing waits for manager or head office."),
    "due_today": N_("Nothing is due today."),
    "late": N_("Nothing is late. Well done."),
    "follow_up": N_("No follow-up call is open."),
    "closed": N_("No case was closed yet."),
    lists.FOR_ME: N_("Nothing waits for you."),
    "all": N_("No case yet. F2 opens the first one."),
}


def nothing(chip: str, search: str = "", whose: str = "") -> tuple[Words | str, str]:
    """What it means that a list holds no case, and what to try now."""
    if search:
        more = N_("Try fewer letters, a number or a telephone number. Marks may be left out.")
        return Words(N_("No case fits “{words}”."), {"words": search}), more
    return N_("No open case is with this colleague.") if whose else _NOTHING[chip], ""


#: The name of a sort, and whether it goes down.
Order = tuple[str, bool]

USUAL: Order = ("due", False)


class Chosen:
    """What the list shows: a chip, whose cases, and words. It knows what to come back to once the words are gone."""

    def __init__(self) -> None:
        self.chip, self.whose, self.words = "open", "", ""  # `whose`: somebody else's, under a chip that can be closed
        self._before: tuple[str, str] | None = None
        self._order: Order = USUAL

    def choose(self, chip: str, whose: str = "") -> None:
        """Another chip; chosen among words, it stays when they are gone."""
        self.chip, self.whose, self._before = chip, whose, None

    def search(self, words: str, order: Order) -> Order | None:
        """Other words, looked for among all cases. The list is in this order; the one it is to be put in, if any."""
        begins, self.words = not self.words, words
        if words and begins:
            self._before, self._order = (self.chip, self.whose), order
            self.chip, self.whose = "all", ""
            return lists.FOUND, False
        if words:
            return None
        if self._before is not None:
            (self.chip, self.whose), self._before = self._before, None
        return self._order

    def take(self, chip: str, whose: str, words: str, order: Order) -> None:
        """All of it at once; without its words, later, it is the same list in an order of its own."""
        self.choose(chip, whose)
        self.words, self._order = words, USUAL if order[0] == lists.FOUND else order
