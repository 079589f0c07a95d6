"""People in the order in which one looks for a name: as the list of cases sorts customers, in every language."""

from __future__ import annotations

from collections.abc import Iterable

from desk.cases.people import Person
from desk.store.collation import order_key


def by_name(people: Iterable[Person]) -> list[Person]:
    """Đ after D and before E, Ä at the end of the alphabet; who is called the same by their id."""
    return sorted(people, key=lambda person: (order_key(person.name), person.id))
