"""A signature given on the screen: strokes of points with their times, or a name typed in their place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desk.i18n import N_, Words

from .text import SHORT, BadText, clean

#: The sheet that is signed on: points lie between 0 and these, whatever the size of the screen.
WIDTH, HEIGHT = 3000, 1000

#: Nobody signs with more points, or for longer (milliseconds).
MOST, LONGEST = 4_000, 600_000

#: Characters of the longest signature written down.
_ROOM = MOST * 18

#: A place on the sheet, and milliseconds since the pen first touched it.
Point = tuple[int, int, int]
Stroke = tuple[Point, ...]


class BadStrokes(ValueError):
    """What was handed over is no signature; `words` says so."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.text)
        self.words = words


@dataclass(frozen=True)
class Signature:
    """Strokes in the order in which they were written; or the name somebody typed who cannot use a pen."""

    strokes: tuple[Stroke, ...] = ()
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.strokes or self.name)

    def written(self) -> str:
        """The signature as one short text: [[x,y,t,x,y,t,…],…], or {"name": "…"}; empty when nobody signed."""
        if not self:
            return ""
        flat = [[n for point in stroke for n in point] for stroke in self.strokes]
        return json.dumps({"name": self.name} if self.name else flat, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Signature:
    """The signature that written() wrote. BadStrokes for anything else, too many points, or points off the sheet."""
    if not text:
        return Signature()
    if len(text) > _ROOM:
        raise _too_much()
    try:
        kept: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise _none() from None
    if isinstance(kept, dict):
        return Signature(name=_name(kept))
    if not isinstance(kept, list) or not all(isinstance(stroke, list) for stroke in kept):
        raise _none()
    if sum(len(stroke) for stroke in kept) > 3 * MOST:
        raise _too_much()
    signature = Signature(tuple(_stroke(stroke) for stroke in kept))
    times = [point[2] for stroke in signature.strokes for point in stroke]
    if times != sorted(times):
        raise _none()
    return signature


def _name(kept: dict[str, Any]) -> str:
    name = kept.get("name")
    if set(kept) != {"name"} or not isinstance(name, str):
        raise _none()
    try:
        name = clean(name, SHORT, lines=False)
    except BadText as error:
        raise BadStrokes(error.words) from None
    if not name:
        raise _none()
    return name


def _stroke(flat: Sequence[Any]) -> Stroke:
    if not flat or len(flat) % 3 or not all(type(n) is int for n in flat):
        raise _none()
    points = tuple((flat[n], flat[n + 1], flat[n + 2]) for n in range(0, len(flat), 3))
    if not all(0 <= x <= WIDTH and 0 <= y <= HEIGHT and 0 <= t <= LONGEST for x, y, t in points):
        raise _none()
    return points


def _none() -> BadStrokes:
    return BadStrokes(Words(N_("This is no signature from the signing sheet. Please sign again.")))


def _too_much() -> BadStrokes:
    return BadStrokes(Words(N_("This signature has too many strokes to be kept. Please clear it and sign again.")))
