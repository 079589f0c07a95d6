"""Strips: the pieces a paper is cut into, each as high as a line, and how strips fall on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from .fonts import Style
from .press import Sheet
from .tags import Node
from .text import drawable, lines, width

#: Draws something that is no text; gets the sheet and the height of the strip's upper edge.
Shape = Callable[[Sheet, float], None]


@dataclass(frozen=True)
class Passage:
    """A text and the language it is in; no language where nobody can know it."""

    text: str
    language: str = ""


#: What is said, once for each language of the paper; a name or a number is said once.
Said = tuple[Passage, ...]


@dataclass(frozen=True)
class Mark:
    """A line of text: where it starts, how far its baseline lies under the strip's upper edge, whose it is."""

    node: Node | None
    x: float
    down: float
    text: str
    style: Style


@dataclass(frozen=True)
class Strip:
    """A piece that is never cut. `keep`: it stays with the next one. `repeat`: what is set again above it
    when it starts a page. `shapes` are ornament, `figures` are content. An empty strip is space, and falls
    away at the head of a page. `turn`: what follows stands on a new page."""

    height: float
    marks: tuple[Mark, ...] = ()
    shapes: tuple[Shape, ...] = ()
    figures: tuple[Shape, ...] = ()
    keep: bool = False
    repeat: tuple[Strip, ...] = ()
    turn: bool = False

    @property
    def is_space(self) -> bool:
        return not (self.marks or self.shapes or self.figures)

    def again(self) -> Strip:
        """The strip as a repetition: seen, and not read aloud a second time."""
        return replace(self, marks=tuple(replace(m, node=None) for m in self.marks), keep=True)


@dataclass
class Cell:
    """A column of lines: each passage has its element and its style."""

    x: float
    width: float
    right: bool = False
    rows: list[tuple[Node | None, str, Style]] = field(default_factory=list)

    def put(self, node: Node | None, text: str, style: Style) -> Cell:
        """The text below what is there already."""
        self.rows += [(node, line, style) for line in lines(drawable(text), style, self.width)]
        return self

    def mark(self, row: int, down: float) -> Mark:
        node, text, style = self.rows[row]
        x = self.x + self.width - width(text, style) if self.right else self.x
        return Mark(node, x, down, text, style)


def space(height: float, keep: bool = False) -> Strip:
    return Strip(height, keep=keep)


def side_by_side(cells: Iterable[Cell], above: float = 0.0, below: float = 0.0, whole: int = 8) -> list[Strip]:
    """The cells beside each other, a strip for each line. Up to `whole` lines stay together.

    Longer ones may be cut, but never so that a single line stands alone on either side.
    """
    cells = list(cells)
    count = max((len(cell.rows) for cell in cells), default=0)
    out = []
    for row in range(count):
        here = [cell for cell in cells if row < len(cell.rows)]
        styles = [cell.rows[row][2] for cell in here]
        high = max(style.leading for style in styles)
        top = above if row == 0 else 0.0
        down = top + high / 2 + max(style.size for style in styles) * 0.36  # the middle of the letters at half height
        keep = row + 1 < count and (count <= whole or row in (0, count - 2))
        bottom = below if row == count - 1 else 0.0
        out.append(Strip(top + high + bottom, tuple(cell.mark(row, down) for cell in here), keep=keep))
    return out


def stacked(rows: list[list[Strip]]) -> list[Strip]:
    """The rows below each other. A page may end between two of them, but no short row stands alone on either side."""
    out = []
    for number, row in enumerate(rows):
        last = number == len(rows) - 2
        tied = number + 1 < len(rows) and ((number == 0 and _short(row)) or (last and _short(rows[-1])))
        out += [replace(strip, keep=True) for strip in row] if tied and len(row) <= 8 else row
    return out


def _short(row: list[Strip]) -> bool:
    """A row of one line or two."""
    return sum(not strip.is_space for strip in row) < 3


def groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips that must stand on one page together."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def paginate(strips: Iterable[Strip], room: float, more: float = 0.0) -> list[list[Strip]]:
    """The strips on pages with `room` points of height, the first with `more`.

    Only what is higher than a page is cut where it must be.
    """
    pages: list[list[Strip]] = [[]]
    left = room + more
    for group in groups(strips):
        if sum(s.height for s in group) > left and pages[-1]:
            pages.append([])
            left = room
        for strip in group:
            if (strip.height > left or strip.turn) and pages[-1]:
                pages.append([])
                left = room
            if not pages[-1]:
                if strip.is_space:
                    continue
                pages[-1] += strip.repeat
                left -= sum(s.height for s in strip.repeat)
            pages[-1].append(strip)
            left -= strip.height
    return pages if pages[-1] else pages[:-1] or pages  # what is left over of space makes no page
