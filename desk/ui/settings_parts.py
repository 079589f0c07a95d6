"""The parts of the settings, for whom each is there, and which roles nobody has yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from desk.cases.people import ROLES, Person, may
from desk.i18n import N_, Words

from .desk import Desk

if TYPE_CHECKING:
    from .window import MainWindow

#: Each part: its words, and the deed it is there for; a part for everybody has none.
PARTS = (
    ("window", N_("This window"), ""),
    ("branch", N_("Branch"), "branch"),
    ("people", N_("People"), "people"),
    ("policy", N_("Policy"), "policy"),
    ("mandates", N_("Mandates"), "mandates"),
    ("about", N_("About the desk"), ""),
)


def parts_for(person: Person | None) -> Iterator[tuple[str, str]]:
    """Name and words of each part that somebody may see."""
    for name, words, deed in PARTS:
        if not deed or (person is not None and may(person, deed)):
            yield name, words


def unfilled(desk: Desk, people: Iterable[Person]) -> str:
    """Which roles nobody has, in a sentence: a complaint needs an approval from the manager and from head office."""
    roles = {person.role for person in people if person.active}
    missing = [desk.say(words) for role, words in ROLES.items() if role not in roles]
    text = N_("Nobody has this role yet: {roles}. A case needs the front desk, a manager and head office.")
    return desk.say(Words(text, {"roles": ", ".join(missing)})) if missing else ""


def show(window: MainWindow, part: str) -> Any:
    """Go to a part of the settings, wherever one is."""
    page = window.page("settings")
    window.go("settings")
    page.choose(part)
    page.enter_list()
    return page.sections[part]


def add_somebody(window: MainWindow) -> None:
    """Go to the people and ask who is new."""
    show(window, "people").add()
