"""The chip over the list of cases that shows whose they are, or for whom they wait; pressed again, it closes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk.i18n import N_, Words
from desk.store import accounts, lists

from . import icons
from .case_chips import NAMES
from .chip import Chip
from .desk import Desk
from .toasts import toast

if TYPE_CHECKING:
    from .cases_page import CasesPage


class PersonChip(Chip):
    """There while somebody's cases are shown, or what waits for who is signed in."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page)
        self._page = page
        icons.wear(self, "x")
        self.clicked.connect(self._close)

    def follow(self, chip: str, whose: str) -> None:
        """Say what is shown and how many cases these are; hidden when the list is another one."""
        self.setVisible(bool(whose) or chip == lists.FOR_ME)
        if not self.isHidden():
            desk = self._page.desk
            text = named(desk, whose) if whose else desk.say(NAMES[chip])
            count = lists.count(desk.store, lists.Filter(chip, self._page.model.filter.person), desk.now())
            self.count(text, desk.words.number(count))
            self.setToolTip(desk.say(N_("Close this filter")))

    def _close(self) -> None:
        page, shown = self._page, self._page.model.filter
        page.choose("open")
        page.enter_list()
        again = partial(page.choose_person, shown.person) if shown.chip == "mine" else partial(page.choose, shown.chip)
        toast(page, page.desk.say(N_("The filter is closed.")), again)


def named(desk: Desk, person: str) -> str:
    """Whose cases these are, in words."""
    known = accounts.people(desk.store).get(person)
    return desk.say(Words(N_("With {name}"), {"name": known.name if known else person}))
