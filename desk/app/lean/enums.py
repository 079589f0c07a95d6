"""Qt's enumerations made quickly: PySide6 has Python's enum make 2,500 members at a start, one by one and slowly."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from threading import RLock
from types import MethodType
from typing import Any

#: What the members of a class are kept in differs from one Python to the next; elsewhere nothing is changed.
KNOWN = sys.implementation.name == "cpython" and sys.version_info[:2] == (3, 11)

_in_full: Any = enum.EnumType._create_  # type: ignore[attr-defined]
_put = type.__setattr__

#: What each empty class of a kind has: Enum, IntEnum, Flag and IntFlag, as Python makes them.
_bodies: dict[Any, dict[str, Any]] = {}

#: Classes without members yet: of what kind, which members, and where these are to be kept.
_waiting: dict[Any, tuple[Any, list[tuple[str, int]], dict[str, Any]]] = {}
_lock = RLock()
_lazy = False


def begin() -> None:
    """From now on members wait; a test proves that every enumeration comes out as Python itself makes it."""
    global _lazy
    if KNOWN:
        _lazy = True
        enum.EnumType._create_ = _create  # type: ignore[attr-defined]


def wait_no_longer() -> None:
    """The first picture is there: all get their members, and those that come later get theirs at once.

    A short name, Qt.AlignLeft for Qt.AlignmentFlag.AlignLeft, is only found in a class that has its members.
    """
    for _ in fill_up():
        pass


def fill_up(at_once: int = 60) -> Iterator[None]:
    """The same, a few classes at a time."""
    global _lazy
    _lazy = False
    while some := list(_waiting)[:at_once]:
        for made in some:
            _filled(made)
        yield


def _create(cls: Any, class_name: str, names: Any, **more: Any) -> Any:
    """In the place of Python's own: a class as it makes them, which gets its members when somebody asks it anything."""
    if not _from_qt(names, more):
        return _in_full(cls, class_name, names, **more)
    own: dict[str, Any] = {"_member_names_": [], "_unhashable_values_": [], "_member_map_": {}}
    own["_value2member_map_"] = {}
    made = type.__new__(_Waiting, class_name, (cls,), _body(cls) | own)
    _waiting[made] = cls, names, own
    return made if _lazy else _filled(made)


def _from_qt(names: Any, more: dict[str, Any]) -> bool:
    """Whether PySide6 asks, and no name needs the care that Python takes of some."""
    if type(names) is not list or more.get("boundary") is not enum.KEEP:
        return False
    if any(more.get(word) is not None for word in ("module", "qualname", "type")):
        return False
    return all(name[0] != "_" and name not in ("name", "value", "mro") and type(value) is int for name, value in names)


def _body(cls: Any) -> dict[str, Any]:
    """What a class has before its members. PySide6 says afterwards which module it is of."""
    if cls not in _bodies:
        pattern = _in_full(cls, "pattern", [], boundary=enum.KEEP)
        _bodies[cls] = {name: value for name, value in vars(pattern).items() if name != "__weakref__"}
    return _bodies[cls]


class _Waiting(enum.EnumType):
    """The type of a class that has no members yet. Whatever it is asked, it gets them first and is as any other."""

    def __getattribute__(cls, name: str) -> Any:
        return getattr(_filled(cls), name)

    def __call__(cls, *given: Any, **named: Any) -> Any:
        return _filled(cls)(*given, **named)

    def __getitem__(cls, name: str) -> Any:
        return _filled(cls)[name]

    def __iter__(cls) -> Any:
        return iter(_filled(cls))

    def __reversed__(cls) -> Any:
        return reversed(_filled(cls))

    def __len__(cls) -> int:
        return len(_filled(cls))

    def __contains__(cls, member: object) -> bool:
        return member in _filled(cls)

    def __dir__(cls) -> Any:
        return dir(_filled(cls))

    def __repr__(cls) -> str:
        return repr(_filled(cls))

    def __delattr__(cls, name: str) -> None:
        delattr(_filled(cls), name)

    __setattr__ = type.__setattr__  # PySide6 names the module, and need not wait for members


def _filled(made: Any) -> Any:
    """The class with its members."""
    with _lock:
        if made in _waiting:
            cls, names, own = _waiting[made]
            _fill(made, names, own, _bodies[cls], flags=issubclass(cls, enum.Flag))
            _put(made, "__class__", enum.EnumType)
            del _waiting[made]
    return made


def _fill(made: Any, names: list[tuple[str, int]], own: dict[str, Any], body: dict[str, Any], flags: bool) -> None:
    by_name, by_value, order = own["_member_map_"], own["_value2member_map_"], own["_member_names_"]
    new, given = getattr(body["_new_member_"], "__func__", body["_new_member_"]), body["_use_args_"]
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
    if flags:
        _sum_up(made, own)


def _sum_up(made: Any, own: dict[str, Any]) -> None:
    """What a class of flags knows of its members together."""
    mask = single = 0
    for value in own["_value2member_map_"]:
        mask |= value
        single |= value if value > 0 and value & value - 1 == 0 else 0
    _put(made, "_flag_mask_", mask)
    _put(made, "_singles_mask_", single)
    _put(made, "_all_bits_", 2 ** mask.bit_length() - 1)
    values = [own["_member_map_"][name]._value_ for name in own["_member_names_"]]
    if values != sorted(values):
        _put(made, "_iter_member_", MethodType(vars(enum.Flag)["_iter_member_by_def_"].__func__, made))
