"""Records made quickly: Python compiles six functions for a dataclass, and the type of each field of a named tuple.

Of the functions a start calls one or none, and nobody asks for the types.
"""

from __future__ import annotations

import typing
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .enums import KNOWN

_in_full: Any = None
_checked_tuple: Any = getattr(typing, "_make_nmtuple", None)


@contextmanager
def made_when_called() -> Iterator[None]:
    """The functions of dataclasses that are defined meanwhile wait for their first call; a test compares them."""
    begin()
    try:
        yield
    finally:
        end()


def begin() -> None:
    """From now on functions of dataclasses, and the types of named tuples, wait; with another Python nothing does."""
    global _in_full
    if KNOWN:
        import dataclasses  # late: lean lets inspect wait first, which this one imports

        _in_full = _in_full or dataclasses._create_fn  # type: ignore[attr-defined]
        dataclasses._create_fn = _waiting  # type: ignore[attr-defined]
        typing._make_nmtuple = _unchecked_tuple  # type: ignore[attr-defined]


def end() -> None:
    """No longer; what was defined meanwhile still waits."""
    if _in_full:
        import dataclasses  # late, as above

        dataclasses._create_fn = _in_full  # type: ignore[attr-defined]
        typing._make_nmtuple = _checked_tuple  # type: ignore[attr-defined]


def _unchecked_tuple(name: str, types: Any, module: str, defaults: Any = ()) -> Any:
    """In the place of typing's own: types that stand as words stay as they are written."""
    words = dict(types)
    if not all(type(written) is str for written in words.values()):
        return _checked_tuple(name, words.items(), module=module, defaults=defaults)
    made = namedtuple(name, words, defaults=defaults, module=module)  # type: ignore[misc]
    made.__annotations__ = made.__new__.__annotations__ = words
    return made


def _waiting(name: str, *given: Any, **more: Any) -> Any:
    """In the place of dataclasses' own. The function it would make takes this one's place when somebody calls it."""
    made: Any = None

    def waiting(self: Any, *args: Any, **named: Any) -> Any:
        nonlocal made
        if made is None:
            made = _in_full(name, *given, **more)
            made.__qualname__ = waiting.__qualname__
            for one in type(self).__mro__:
                if vars(one).get(name) is waiting:
                    type.__setattr__(one, name, made)
        return made(self, *args, **named)

    waiting.__name__ = waiting.__qualname__ = name
    return waiting
