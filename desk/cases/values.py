"""Plain values in and out of the journal: dataclasses, moments and tuples to JSON and back."""

from __future__ import annotations

import json
import json.encoder
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def stamp(moment: datetime) -> str:
    """A moment as the journal writes it: UTC, microseconds only where there are some, ending in Z."""
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()[:-6] + "Z"


def moment_of(text: str) -> datetime:
    """The moment that stamp() wrote. ValueError for anything without a time zone."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(f"moment without a time zone: {text}")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


#: What JSON holds as it is.
_PLAIN = frozenset((str, int, bool, float, type(None)))


def freeze(value: Any) -> Any:
    """The value as JSON can hold it; None and empty members of dataclasses are kept."""
    kind = type(value)
    if kind in _PLAIN:  # what most of it is, before the kinds that cost a look
        return value
    if kind is datetime:
        return stamp(value)
    if kind is tuple or kind is list:
        return [item if type(item) in _PLAIN else freeze(item) for item in value]
    if kind is dict:
        return {str(name): item if type(item) in _PLAIN else freeze(item) for name, item in value.items()}
    if names := _PARTS[kind]:
        return {name: item if type(item := getattr(value, name)) in _PLAIN else freeze(item) for name in names}
    return _frozen(value)


class _Parts(dict[type, tuple[str, ...]]):
    """The names of each dataclass's fields, looked up when it is first met; none for any other kind."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = names = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
        return names


_PARTS = _Parts()


def _frozen(value: Any) -> Any:
    """Kinds that are met seldom."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): freeze(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [freeze(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return value


def canonical(value: Any) -> bytes:
    """One and the same bytes for the same value: sorted names, no blanks, UTF-8."""
    return "".join(_chunks(value, 0)).encode()


_ENCODER = json.JSONEncoder(
    default=freeze, sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
)

#: json makes its quick writer anew for every text, which takes longer than most texts: here it is made once. An
#: interpreter without one writes the same bytes more slowly.
_made: Any = getattr(json.encoder, "c_make_encoder", None)
_chunks: Callable[[Any, int], Iterable[str]] = (
    _made(None, freeze, json.encoder.encode_basestring, None, ":", ",", True, False, True)
    if _made
    else lambda value, _: _ENCODER.iterencode(value)
)


def changed(value: Record, changes: Mapping[str, Any]) -> Record:
    """As dataclasses.replace() for a record that is only its fields; that one reads and sets each of them by itself."""
    after = object.__new__(type(value))
    vars(after).update(vars(value))
    vars(after).update(changes)
    return after


def made(kind: type[Record], values: dict[str, Any]) -> Record:
    """A record that is only its fields, all of them given but those whose default is a plain value.

    Its own way of being made takes a call for each field, and a frozen one is asked by name for each of those.
    """
    record = object.__new__(kind)
    vars(record).update(values)
    return record


@lru_cache(maxsize=64)
def hints(kind: type) -> dict[str, Any]:
    """The annotated type of each field of a dataclass."""
    return get_type_hints(kind)


def thaw(kind: Any, value: Any) -> Any:
    """The JSON value as the annotated type says; unknown names of a dataclass are left out."""
    return value if value is None else thawer(kind)(value)


@lru_cache(maxsize=64)
def thawers(kind: type) -> dict[str, Callable[[Any], Any]]:
    """How each field of a dataclass is thawed, by name."""
    return {name: thawer(known) for name, known in hints(kind).items()}


@lru_cache(maxsize=256)
def thawer(kind: Any) -> Callable[[Any], Any]:
    """How a JSON value becomes a value of the type, worked out once: a case is thawed at every step."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return thawer(next(a for a in args if a is not type(None)))
    if kind is datetime:
        return moment_of
    if kind is date:
        return date.fromisoformat
    if origin is tuple:
        return partial(_tuple, thawer(args[0]))
    if origin in (dict, Mapping):
        return partial(_mapping, thawer(args[1]))
    if is_dataclass(kind):
        return partial(_dataclass, kind, thawers(kind))  # type: ignore[arg-type]
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _tuple(item: Callable[[Any], Any], value: Any) -> Any:
    return tuple(map(item, value))


def _mapping(item: Callable[[Any], Any], value: Any) -> Any:
    return {name: None if part is None else item(part) for name, part in value.items()}


def _dataclass(kind: Any, parts: dict[str, Callable[[Any], Any]], value: Any) -> Any:
    given = {n: None if v is None else parts[n](v) for n, v in value.items() if n in parts}
    whole = len(given) == len(parts) and not hasattr(kind, "__post_init__")
    return made(kind, given) if whole else kind(**given)
