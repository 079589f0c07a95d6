"""Makes Qt's enumerations quickly: PySide6 has Python's enum make 2,500 members at a start, one by one and slowly."""

from __future__ import annotations

import enum
import sys
from typing import Any

#: What the members of a class are kept in differs from one Python to the next; elsewhere nothing is changed.
KNOWN = sys.implementation.name == "cpython" and sys.version_info[:2] == (3, 11)

_in_full: Any = enum.EnumType._create_  # type: ignore[attr-defined]
_put = type.__setattr__

#: What each empty class of a kind has: Enum, IntEnum, Flag and IntFlag, as Python makes them.
_bodies: dict[Any, dict[str, Any]] = {}


def begin() -> None:
    """From now on; a test proves that every enumeration comes out as Python itself makes it."""
    if KNOWN:
        enum.EnumType._create_ = _create  # type: ignore[attr-defined]


def _create(cls: Any, class_name: str, names: Any, **more: Any) -> Any:
    """In the place of Python's own: an empty class as it makes them, and the members put in as it would leave them."""
    if not _from_qt(names, more):
        return _in_full(cls, class_name, names, **more)
    made = _empty(cls, class_name)
    if issubclass(made, enum.Flag):
        _fill(made, names, flags=True)
        _sum_up(made)
    else:
        _fill(made, names, flags=False)
    return made


def _from_qt(names: Any, more: dict[str, Any]) -> bool:
    """Whether PySide6 asks, and no name needs the care that Python takes of some."""
    if type(names) is not list or more.get("boundary") is not enum.KEEP:
        return False
    if any(more.get(word) is not None for word in ("module", "qualname", "type")):
        return False
    return all(name[0] != "_" and name not in ("name", "value", "mro") and type(value) is int for name, value in names)


def _empty(cls: Any, class_name: str) -> Any:
    """A class without members yet. PySide6 says afterwards which module it is of."""
    if cls not in _bodies:
        pattern = _in_full(cls, "pattern", [], boundary=enum.KEEP)
        _bodies[cls] = {name: value for name, value in vars(pattern).items() if name != "__weakref__"}
    own: dict[str, Any] = {"_member_names_": [], "_member_map_": {}, "_value2member_map_": {}}
    return type.__new__(enum.EnumType, class_name, (cls,), _bodies[cls] | own | {"_unhashable_values_": []})


def _fill(made: Any, names: list[tuple[str, int]], flags: bool) -> None:
    by_name, by_value, order = made._member_map_, made._value2member_map_, made._member_names_
    new, given = made._new_member_, made._use_args_
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if given else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            by_value[value] = member
            if not flags or (value > 0 and value & value - 1 == 0):
                order.append(name)
        by_name[name] = member
        _put(made, name, member)


def _sum_up(made: Any) -> None:
    """What a class of flags knows of its members together."""
    mask = single = 0
    for value in made._value2member_map_:
        mask |= value
        single |= value if value > 0 and value & value - 1 == 0 else 0
    _put(made, "_flag_mask_", mask)
    _put(made, "_singles_mask_", single)
    _put(made, "_all_bits_", 2 ** mask.bit_length() - 1)
    values = [made._member_map_[name]._value_ for name in made._member_names_]
    if values != sorted(values):
        _put(made, "_iter_member_", made._iter_member_by_def_)
