"""The chip over the list of cases that shows whose they are; pressed again, it closes and can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n import N_, Words
from desk.store import accounts, lists

from . import icons
from .chip import Chip
from .desk import Desk
from .toasts import toast

if TYPE_CHECKING:
    from .cases_page import CasesPage


class PersonChip(Chip):
    """There while somebody's cases are shown."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page)
        self._page, self.person = page, ""
        icons.wear(self, "x")
        self.clicked.connect(self._close)

    def show_person(self, person: str) -> None:
        self.person = person
        self.setChecked(True)
        self.show()

    def follow(self, whose: str) -> None:
        """Say whose cases are shown and how many they are; hidden when the list is another one."""
        self.setVisible(bool(whose))
        if whose:
            desk = self._page.desk
            count = lists.chip_counts(desk.store, whose, desk.now(), desk.branch.tz)["mine"]
            text = named(desk, whose)
            self.setText(f"{text}  {count}".replace("&", "&&"))
            self.setAccessibleName(f"{text}, {count}")
            self.setToolTip(desk.say(N_("Close this filter")))

    def _close(self) -> None:
        person, page = self.person, self._page
        page.choose("open")
        page.enter_list()
        toast(page, page.desk.say(N_("The filter is closed.")), lambda: page.choose_person(person))


def named(desk: Desk, person: str) -> str:
    """Whose cases these are, in words."""
    known = accounts.people(desk.store).get(person)
    return desk.say(Words(N_("With {name}"), {"name": known.name if known else person}))
