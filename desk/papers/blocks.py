"""What papers are made of: titles, headings, prose, facts, tables, lists, quotations and signature boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from .fonts import BOLD, ITALIC, Style
from .press import Sheet
from .strips import Cell, Passage, Said, Shape, Strip, side_by_side, space, stacked
from .tags import Node
from .text import drawable

GREY = (0.40, 0.42, 0.46)
PALE = (0.82, 0.84, 0.87)
WASH = (0.945, 0.955, 0.965)
ACCENT = (0.09, 0.29, 0.40)

RED = (0.72, 0.11, 0.11)

BODY = Style()
WARNING = Style(BOLD, colour=RED)
SECOND = Style(size=8.2, leading=12.4, colour=GREY)
STRONG = Style(BOLD)
TITLE = Style(BOLD, 20, 28, ACCENT)
TITLE_SECOND = Style(size=13, leading=19, colour=GREY)
SLIP_TITLE = Style(BOLD, 12, 17, ACCENT)
HEADING = Style(BOLD, 11, 16, ACCENT)
LABEL = Style(size=8.8, colour=GREY)
LABEL_SECOND = Style(size=7.8, leading=12, colour=GREY)
QUOTED = Style(ITALIC)
SMALL = Style(size=8.2, leading=12.4)
SMALL_SECOND = Style(size=7.4, leading=11, colour=GREY)
HEAD = Style(BOLD, 8.2, 12.4, ACCENT)

GUTTER = 22.0


@dataclass(frozen=True)
class Frame:
    """The width a block is set in: from `x`, `width` points wide."""

    x: float
    width: float

    @property
    def narrow(self) -> bool:
        """Whether this is a slip, too narrow for columns."""
        return self.width < 250

    def column(self, number: int, of: int, gutter: float = GUTTER) -> Frame:
        """One of several equal columns."""
        wide = (self.width - gutter * (of - 1)) / of
        return Frame(self.x + number * (wide + gutter), wide)

    def cell(self, right: bool = False) -> Cell:
        return Cell(self.x, self.width, right)


class Block(Protocol):
    """Something that knows how to be set."""

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        """The block as strips, its elements added to `parent`."""
        ...


def put(cell: Cell, node: Node, said: Said, first: Style, second: Style) -> Cell:
    """Passages below each other: the first language as the main one, the others more quietly."""
    if len(said) == 1:
        node.language = said[0].language
        return cell.put(node, said[0].text, first)
    return paragraphs(cell, node, said, first, second)


def paragraphs(cell: Cell, parent: Node, said: Said, first: Style, second: Style) -> Cell:
    """Each passage a paragraph of its own, below each other."""
    for number, passage in enumerate(said):
        cell.put(parent.add("P", passage.language), passage.text, second if number else first)
    return cell


def rule(frame: Frame, down: float, thick: float = 0.5, ink: tuple[float, float, float] = PALE) -> Shape:
    """A line across the frame, its upper edge `down` points under the strip's."""
    return lambda sheet, top: sheet.box(frame.x, top - down - thick, frame.width, thick, ink)


def wash(frame: Frame, high: float, ink: tuple[float, float, float] = WASH) -> Shape:
    """A tinted ground behind a strip."""
    return lambda sheet, top: sheet.box(frame.x, top - high, frame.width, high, ink)


def kept(strips: list[Strip]) -> list[Strip]:
    """The strips, held together and with what follows."""
    return [replace(strip, keep=True) for strip in strips]


def underlined(strips: list[Strip], frame: Frame) -> list[Strip]:
    """The strips with a hairline below the last."""
    last = strips[-1]
    return [*strips[:-1], replace(last, shapes=(*last.shapes, rule(frame, last.height - 0.5)))]


@dataclass(frozen=True)
class Title:
    """The paper's name."""

    said: Said

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        node = parent.add("H1")
        first, second = (SLIP_TITLE, SMALL_SECOND) if frame.narrow else (TITLE, TITLE_SECOND)
        cell = put_inline(frame.cell(), node, self.said, first, second)
        return [space(12, keep=True), *kept(side_by_side([cell])), space(6, keep=True)]


def put_inline(cell: Cell, node: Node, said: Said, first: Style, second: Style) -> Cell:
    """As put(), for elements that hold no paragraphs: each further language is a span."""
    node.language = said[0].language
    cell.put(node, said[0].text, first)
    for passage in said[1:]:
        cell.put(node.add("Span", passage.language), passage.text, second)
    return cell


@dataclass(frozen=True)
class Heading:
    """The head of a section; it stays with what follows. Two languages stand side by side above their texts."""

    said: Said

    def numbered(self, number: int) -> Heading:
        return Heading(tuple(replace(p, text=f"{number}. {p.text}") for p in self.said))

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        node = parent.add("H2", self.said[0].language, title=drawable(self.said[0].text))
        cells = [frame.column(0, len(self.said)).cell().put(node, self.said[0].text, HEADING)]
        for number, passage in enumerate(self.said[1:], 1):
            span = node.add("Span", passage.language)
            cells.append(frame.column(number, len(self.said)).cell().put(span, passage.text, HEADING))
        return [space(15, keep=True), *kept(side_by_side(cells)), space(3, keep=True)]


@dataclass(frozen=True)
class Subheading:
    """The head of a part of a section, with a quiet line below it. `alone`: nothing follows that it must stay with."""

    said: Said
    note: Said = ()
    alone: bool = False

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        cell = put_inline(frame.cell(), parent.add("H3"), self.said, STRONG, SECOND)
        paragraphs(cell, parent, self.note, LABEL, LABEL_SECOND)
        strips = side_by_side([cell])
        return [space(9, keep=True), *(strips if self.alone else kept(strips)), space(1, keep=not self.alone)]


@dataclass(frozen=True)
class NewPage:
    """What follows stands on a page of its own."""

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        return [Strip(0.0, turn=True)]


@dataclass(frozen=True)
class Divider:
    """A line between two parts of a paper."""

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        return [space(10), Strip(1, shapes=(rule(frame, 0, 0.8, GREY),)), space(4)]


@dataclass(frozen=True)
class Prose:
    """Running text: one language across the page, two in columns side by side."""

    said: Said
    style: Style = BODY
    keep: bool = False

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        cells = []
        for number, passage in enumerate(self.said):
            node = parent.add("P", passage.language)
            cells.append(frame.column(number, len(self.said)).cell().put(node, passage.text, self.style))
        strips = side_by_side(cells, whole=3)
        return [*kept(strips), space(5, keep=True)] if self.keep else [*strips, space(5)]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, set off by a bar."""

    passage: Passage

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        node = parent.add("BlockQuote").add("P", self.passage.language)
        cell = Cell(frame.x + 14, frame.width - 14).put(node, self.passage.text, QUOTED)
        bar = Frame(frame.x, 2.2)
        strips = side_by_side([cell], whole=3)
        return [*(replace(s, shapes=(wash(bar, s.height, PALE),)) for s in strips), space(7)]


@dataclass(frozen=True)
class Points:
    """A list: bullets, or numbers where the order counts."""

    items: Sequence[Said]
    numbered: bool = False

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        of = max((len(item) for item in self.items), default=1)
        lists = [parent.add("L") for _ in range(of)]
        rows: list[list[Strip]] = []
        for number, item in enumerate(self.items, 1):
            sign = f"{number}." if self.numbered else "•"
            cells = [c for n, passage in enumerate(item)
                     for c in _point(lists[n], frame.column(n, of), sign, passage)]  # fmt: skip
            rows.append([*side_by_side(cells, whole=4), space(2)])
        return [*stacked(rows), space(4)]


def _point(parent: Node, frame: Frame, sign: str, passage: Passage) -> list[Cell]:
    item = parent.add("LI")
    label = Cell(frame.x + 2, 14).put(item.add("Lbl"), sign, BODY)
    body = Cell(frame.x + 17, frame.width - 17).put(item.add("LBody", passage.language), passage.text, BODY)
    return [label, body]


@dataclass(frozen=True)
class Facts:
    """What is what: a quiet label on the left, the value on the right; short facts in two columns.

    Rows without a value are left out by whoever makes them.
    """

    rows: Sequence[tuple[Said, Said]]
    label_width: float = 138.0
    columns: int = 1

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        if not self.rows:
            return []
        table = parent.add("Table")
        places = [frame.column(number, self.columns) for number in range(self.columns)]
        cells = [self._fact(table, places[n % self.columns], row) for n, row in enumerate(self.rows)]
        rows: list[list[Strip]] = []
        for first in range(0, len(cells), self.columns):
            beside = [cell for pair in cells[first : first + self.columns] for cell in pair]
            strips = side_by_side(beside, 2.2, 2.6, whole=12)
            for place in places[: len(cells) - first]:  # no line below a place that stays empty
                strips = underlined(strips, place)
            rows.append(strips)
        return [*stacked(rows), space(6)]

    def _fact(self, table: Node, frame: Frame, fact: tuple[Said, Said]) -> tuple[Cell, Cell]:
        row = table.add("TR")
        label = Cell(frame.x, self.label_width - 10)
        value = Cell(frame.x + self.label_width, frame.width - self.label_width)
        put(label, row.add("TH", scope="Row"), fact[0], LABEL, LABEL_SECOND)
        return label, put(value, row.add("TD"), fact[1], BODY, SECOND)


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its share of the width, and whether figures stand to the right."""

    head: Said
    share: float
    right: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under heads; the heads come again on each page."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Said]]

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        table = parent.add("Table")
        frames = self._frames(frame)
        head = self._head(table.add("TR"), frame, frames)
        repeat = tuple(strip.again() for strip in head)
        rows: list[list[Strip]] = []
        for values in self.rows:
            row = table.add("TR")
            cells = [
                put(place.cell(column.right), row.add("TD"), value, SMALL, SMALL_SECOND)
                for column, place, value in zip(self.columns, frames, values, strict=True)
            ]
            strips = side_by_side(cells, 4, 4, whole=14)
            rows.append([replace(strip, repeat=repeat) for strip in underlined(strips, frame)])
        return [*kept(head), *stacked(rows), space(6)]

    def _frames(self, frame: Frame, gap: float = 12.0) -> list[Frame]:
        whole = sum(column.share for column in self.columns)
        out, x = [], frame.x + gap / 2
        for column in self.columns:
            wide = frame.width * column.share / whole
            out.append(Frame(x, wide - gap))
            x += wide
        return out

    def _head(self, row: Node, frame: Frame, frames: Sequence[Frame]) -> list[Strip]:
        cells = [
            put(place.cell(column.right), row.add("TH", scope="Column"), column.head, HEAD, SMALL_SECOND)
            for column, place in zip(self.columns, frames, strict=True)
        ]
        strips = side_by_side(cells, 4, 4)
        return [replace(s, shapes=(wash(frame, s.height),)) for s in strips]


@dataclass(frozen=True)
class Bars:
    """Counts as bars under each other: what it is, the bar, and the count in figures for who cannot see the bar.

    Each row is (what, the bar's length, the figures); the longest bar is as long as `whole`.
    """

    rows: Sequence[tuple[Said, float, Said]]
    whole: float

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        table = parent.add("Table")
        room = frame.width - 260
        rows: list[list[Strip]] = []
        for what, length, figures in self.rows:
            row = table.add("TR")
            label = put(Cell(frame.x, 160), row.add("TH", scope="Row"), what, LABEL, LABEL_SECOND)
            value = put(Cell(frame.x + frame.width - 86, 86), row.add("TD"), figures, SMALL, SMALL_SECOND)
            strips = side_by_side([label, value], 2.5, 2.5, whole=8)
            share = min(length / self.whole, 1.0) if self.whole else 0.0
            bar = _bar(frame.x + 166, room, share)
            rows.append([replace(strips[0], shapes=bar), *strips[1:]])
        return [*stacked(rows), space(6)]


def _bar(x: float, room: float, share: float) -> tuple[Shape, ...]:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(x, top - 13, room, 8, WASH)
        if share:
            sheet.box(x, top - 13, room * share, 8, ACCENT)

    return (draw,)


@dataclass(frozen=True)
class Signatures:
    """Boxes to sign in, two or three beside each other; none is ever cut, and all stay with the text above.

    Each party is (what they are, their name).
    """

    parties: Sequence[tuple[Said, str]]
    caption: Said

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        out: list[Strip] = []
        of = 3 if len(self.parties) == 3 else 2
        for first in range(0, len(self.parties), of):
            beside = self.parties[first : first + of]
            frames = [frame.column(n, of, 30) for n in range(len(beside))]
            out += kept(self._row(parent, frames, beside))
        return [*out[:-1], replace(out[-1], keep=False)] if out else []

    def _row(self, parent: Node, frames: list[Frame], beside: Sequence[tuple[Said, str]]) -> list[Strip]:
        boxes = [parent.add("Sect") for _ in beside]
        tops = []
        for box, frame, (role, name) in zip(boxes, frames, beside, strict=True):
            cell = paragraphs(frame.cell(), box, role, LABEL, LABEL_SECOND)
            tops.append(cell.put(box.add("P"), name, STRONG) if name else cell)
        line = Strip(44, shapes=tuple(rule(f, 42, 0.7, GREY) for f in frames))
        under = [paragraphs(f.cell(), b, self.caption, LABEL_SECOND, LABEL_SECOND)
                 for b, f in zip(boxes, frames, strict=True)]  # fmt: skip
        return [space(8), *side_by_side(tops), line, *side_by_side(under)]
