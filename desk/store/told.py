"""What stands of a case beside its line, read out of many cases at once: promises, and words to find it by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import apsw

from desk.cases.case import Case, Commitment
from desk.cases.personal import LOOKED_FOR
from desk.cases.records import Improvement, Need
from desk.cases.values import hints, thaw

from .connection import Value
from .derived import PROMISED, found_by, promises
from .entries import CHANGES


class Told(NamedTuple):
    """Of one case: the rows of its promises, and the words that it is found by."""

    row: int
    promises: list[tuple[Value, ...]]
    words: str


class _Half:
    """The half of a case that promises and search are made of, by the names of a whole one."""

    number = customer_name = telephone = email = product = serial = proof = old_number = own_words = wish = ""
    summary: tuple[str, ...] = ()
    commitments: Mapping[str, Commitment] = MappingProxyType({})
    improvements: Mapping[str, Improvement] = MappingProxyType({})
    needs: Mapping[str, Need] = MappingProxyType({})


_SAYS = re.compile(f'"(?:{"|".join(LOOKED_FOR)})["/]'.encode())
_read = json.JSONDecoder().raw_decode  # the object that begins here: what follows it is left alone


def streams(connection: apsw.Connection) -> int:
    """How many streams there are; with one, the order of the entries is that of each case's own numbers."""
    return int(connection.execute("select count(*) from stream").get)


def told(connection: apsw.Connection) -> Iterator[Told]:
    """Promises and words of every case, from the journal alone; the row is the one that the case has in the list."""
    digest = "" if streams(connection) == 1 else ", e.digest"
    sql = (
        "select e.case_id, e.id, e.number, p.body from entry e left join personal p on p.entry=e.id"
        f" order by e.case_id, e.lamport{digest}"
    )
    here, row, half, says = b"", 0, _Half(), _SAYS.search
    for case_id, entry, number, body in connection.execute(sql):
        if case_id != here:
            if here:
                yield _told(row, half)
            here, row, half = case_id, entry, _Half()
        elif entry < row:  # with several streams the first in order need not have come first
            row = entry
        if number is not None:
            half.number = number
        if body is not None and says(body, at := body.find(CHANGES)):
            _say(half, body[at + len(CHANGES) - 1 :])
    if here:
        yield _told(row, half)


def words_of(number: str, changes: Mapping[str, Any]) -> str:
    """The words that a new case is found by, from what its first entry says."""
    half = _Half()
    half.number = number
    for name in LOOKED_FOR:
        if name in changes and name != "number":
            setattr(half, name, changes[name])
    return found_by(cast(Case, half))  # as below


def _told(row: int, half: _Half) -> Told:
    case = cast(Case, half)  # a whole case takes six times as long to make, and a store may hold a million
    if not (half.commitments or half.improvements or half.needs):
        return Told(row, [], found_by(case))
    for name in PROMISED:
        if kept := getattr(half, name):
            setattr(half, name, thaw(hints(Case)[name], kept))
    return Told(row, [(row, key, *values) for key, values in promises(case).items()], found_by(case))


def _say(half: _Half, changes: bytes) -> None:
    """What an entry's personal part changes about the half, in the words of cases.apply()."""
    said, _ = _read(changes.decode())
    vars(half).update(said)  # what nobody asks for does no harm, and a million cases have a lot of it
    if b"/" in changes:
        for path, value in said.items():
            name, slash, rest = path.partition("/")
            if slash and name in PROMISED:
                _item(half, name, *rest.split("/"), value=value)


def _item(half: _Half, name: str, key: str, *part: str, value: Any) -> None:
    """A promise, a corrective action or a wish more, or one part of it."""
    kept: Any = getattr(half, name)
    if not part:
        setattr(half, name, {**kept, key: value})
    elif key in kept:
        setattr(half, name, {**kept, key: {**kept[key], part[0]: value}})
