"""A customer's name that a list has in two columns: which those are, and in which order they are one name."""

from __future__ import annotations

from collections.abc import Sequence

from desk.i18n import N_

from .headings import FAMILY, GIVEN, OF_CUSTOMER, SOMEBODY, WHOLE

#: The second column with a part of the customer's name; the first is the customer's name.
TOO = "customer_name_too"
LABEL = N_("More of the customer's name")

#: Where the family's name stands first, by country pack; a heading in Vietnamese says it as well.
_FAMILY_FIRST = ("vn",)


def halves(names: Sequence[str]) -> dict[str, str]:
    """What "First name" and "Last name" hold where a list has both; nothing beside the whole. By plain()."""
    bare = {_bare(name): name for name in reversed(names)}
    given, family = (next((name for name in said if name in bare), "") for said in (_all(GIVEN), _all(FAMILY)))
    if not given or not family:
        return {}
    whole_too = bool(bare.keys() & {*WHOLE, *SOMEBODY})
    return {bare[given]: "" if whole_too else "customer_name", bare[family]: "" if whole_too else TOO}


def whole(name: str) -> bool:
    """Whether a heading, by plain(), says that the whole name is below."""
    return _bare(name) in WHOLE


def parted(names: Sequence[str], found: Sequence[str]) -> list[str]:
    """The targets where one heading for the whole name stands over two columns, as "Họ và tên" does."""
    twice = {n for n in range(1, len(names)) if names[n] == names[n - 1] and whole(names[n])}
    return [TOO if n in twice and found[n - 1] == "customer_name" else target for n, target in enumerate(found)]


def ordered(headings: Sequence[str], targets: Sequence[str], country: str) -> tuple[int, ...]:
    """The columns with the customer's name as they are read one after the other. Headings by plain()."""
    places = [number for number, target in enumerate(targets) if target in ("customer_name", TOO)]
    said = [_bare(headings[number]) for number in places]
    vietnamese = any(name in (*FAMILY["vi"], *GIVEN["vi"]) for name in said)
    first = FAMILY if vietnamese or country in _FAMILY_FIRST else GIVEN
    if any(name in _all(FAMILY) for name in said) and any(name in _all(GIVEN) for name in said):
        places.sort(key=lambda number: _bare(headings[number]) not in _all(first))
    return tuple(places)


def _all(said: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for names in said.values() for name in names)


def _bare(name: str) -> str:
    """The heading without saying whose name it is."""
    for whose in () if name in SOMEBODY else OF_CUSTOMER:
        name = name.removeprefix(f"{whose} ").removesuffix(f" {whose}")
    return name
