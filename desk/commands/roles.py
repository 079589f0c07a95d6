"""desk roles: what each role may do, one line for each step of a case and each deed beside the cases."""

from __future__ import annotations

from collections.abc import Iterator

from desk.cases.people import ASKS_PIN, DEEDS, MAY, ROLES
from desk.cases.steps import STEPS
from desk.i18n import N_, Catalogue

YES, NO = "✓", "·"

FOOT = N_(
    "* asks for the PIN again. A clerk approves only while standing in for the manager, and nobody their own case."
)


def table() -> Iterator[tuple[str, str, tuple[bool, ...]]]:
    """Each step and each deed: its name, its words, and whether each role may do it, in the order of the roles."""
    for name, roles in MAY.items():
        words = STEPS[name].title if name in STEPS else DEEDS[name]
        yield name, words, tuple(role in roles for role in ROLES)


def roles(words: Catalogue) -> Iterator[str]:
    """The lines of the table."""
    heads = [words.gettext(title) for title in ROLES.values()]
    lines = [(name, words.gettext(said) + ("*" if name in ASKS_PIN else ""), cells) for name, said, cells in table()]
    first, second = (max(len(line[n]) for line in lines) for n in (0, 1))
    yield f"{'':{first}}  {'':{second}}  {'  '.join(heads)}".rstrip()
    for name, said, cells in lines:
        marks = "  ".join(f"{YES if cell else NO:{len(head)}}" for head, cell in zip(heads, cells, strict=True))
        yield f"{name:{first}}  {said:{second}}  {marks}".rstrip()
    yield words.gettext(FOOT)
