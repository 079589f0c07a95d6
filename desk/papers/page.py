"""The page every paper is set on: frame, running head, page numbers and marks, on A4 or on a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from .blocks import GREY, PALE, RED, Block, Frame
from .fonts import BOLD, Style
from .press import About, Press, Sheet
from .strips import Said, Strip, paginate
from .tags import Node
from .text import drawable, lines, width

MM = 72 / 25.4

#: The word of a mark such as DRAFT, behind the text.
VEIL = (0.965, 0.915, 0.91)


@dataclass(frozen=True)
class Size:
    """A sheet of paper and its margins, in points. No height: as long as its text."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    folded: bool = False  # two of these beside each other on a sheet, to be folded between them
    scale: float = 1.0  # everything is set this much larger: margins, letters and lines
    higher: float = 0.0  # the first sheet has no running head: it begins this much further up

    @property
    def frame(self) -> Frame:
        return Frame(self.side, self.width - 2 * self.side)


A5_FOLDED = Size(123.75 * MM, 175 * MM, 11 * MM, 12 * MM, 9 * MM, folded=True, scale=1.2)
A4 = Size(210 * MM, 297 * MM, 20 * MM, 22 * MM, 20 * MM, higher=6 * MM)
SLIP = Size(80 * MM, 0, 5 * MM, 6 * MM, 9 * MM)  # receipt printers leave 4 mm on each side white


@dataclass(frozen=True)
class Furniture:
    """What stands on every sheet. `page` gives "page x of y" in the paper's languages."""

    running: str = ""
    number: str = ""
    pages: Sequence[str] = field(default=())  # patterns with {page} and {pages}
    mark: Said = ()
    mark_words: Said = ()


def typeset(blocks: Sequence[Block], size: Size, about: About, furniture: Furniture) -> bytes:
    """The paper as PDF bytes: the same blocks give the same bytes."""
    root = Node("Document", about.language)
    strips = [strip for block in blocks for strip in block.set(root, size.frame)]
    room = size.height - size.top - size.bottom if size.height else float("inf")
    pages = paginate(strips, room, size.higher)
    order = {node: number for number, node in enumerate(root.walk())}
    press = Press(_named(about))
    for beside in folded(len(pages)) if size.folded else [(number,) for number in range(len(pages))]:
        high = size.height or size.top + size.bottom + sum(strip.height for strip in pages[0])
        sheet = press.sheet((size.width * len(beside), high), size.scale)
        _furnish(sheet, size, furniture, len(press.sheets), len(pages))
        for place, number in enumerate(beside):
            sheet.left = place * size.width
            top = high - size.top + (0 if number else size.higher)
            _paint(sheet, pages[number] if number < len(pages) else [], top, order)
    return press.finish(root)


def folded(count: int) -> Iterator[tuple[int, int]]:
    """Which pages stand beside each other, side by side of each sheet: folded, its four pages are in order."""
    for first in range(0, count, 4):
        yield from ((first + 3, first), (first + 1, first + 2))


def _named(about: About) -> About:
    """What the file says about itself, fit for metadata: drawable and on one line."""
    title, author, subject = (" ".join(drawable(t).split()) for t in (about.title, about.author, about.subject))
    return replace(about, title=title, author=author, subject=subject)


def _paint(sheet: Sheet, page: Sequence[Strip], top: float, order: dict[Node, int]) -> None:
    """Ornament first, then figures, then the text in reading order, whatever its place on the sheet."""
    placed = []
    with sheet.artifact():
        for strip in page:
            for shape in strip.shapes:
                shape(sheet, top)
            placed.append((top, strip))
            top -= strip.height
    for at, strip in placed:
        for figure in strip.figures:
            figure(sheet, at)
    marks = [(at - mark.down, mark) for at, strip in placed for mark in strip.marks]
    marks.sort(key=lambda m: -1 if m[1].node is None else order[m[1].node])
    for node, run in groupby(marks, key=lambda m: m[1].node):
        same = list(run)
        if node is not None and node.place is None:
            node.place = sheet.number, same[0][0] + same[0][1].style.leading
        with sheet.artifact() if node is None else sheet.content(node):
            for y, mark in same:
                sheet.text(mark.x, y, mark.text, mark.style)


def _furnish(sheet: Sheet, size: Size, furniture: Furniture, page: int, pages: int) -> None:
    if furniture.mark:
        _veil(sheet, furniture.mark)
        _flag(sheet, size, furniture)
    if not size.height or size.folded:
        return
    frame, small = size.frame, Style(size=7.8, colour=GREY)
    if page > 1:
        with sheet.artifact("Header"):
            y = size.height - size.top + 20
            _ends(sheet, frame, y, furniture.running, furniture.number, small)
            sheet.box(frame.x, y - 7, frame.width, 0.5, PALE)
    with sheet.artifact("Footer"):
        count = " · ".join(pattern.format(page=page, pages=pages) for pattern in furniture.pages)
        _ends(sheet, frame, size.bottom - 26, furniture.number, count, small)


def _ends(sheet: Sheet, frame: Frame, y: float, left: str, right: str, style: Style) -> None:
    """One line with a text at each end; the left one is cut where they would meet."""
    right = drawable(right)
    room = frame.width - width(right, style) - 20
    left = lines(drawable(left), style, room)[0]
    sheet.text(frame.x, y, left, style)
    sheet.text(frame.x + frame.width - width(right, style), y, right, style)


def _veil(sheet: Sheet, mark: Said) -> None:
    """The mark as a large pale word across the sheet, under everything."""
    word = drawable(mark[0].text)
    wide, high = sheet.size
    style = Style(BOLD, wide * 0.82 / max(width(word, Style(BOLD, 1)), 1), colour=VEIL)
    half, lean = wide * 0.41, 0.7071
    x, y = wide / 2 - half * lean, high / 2 - half * lean
    with sheet.artifact("Watermark"):
        sheet.turned((lean, lean, -lean, lean, x, y), word, style)


def _flag(sheet: Sheet, size: Size, furniture: Furniture) -> None:
    """The mark's sentence at the upper edge of the sheet, in each language; a slip says it in its text only."""
    style, y = Style(BOLD, 7.8, colour=RED), sheet.size[1] - 17
    with sheet.artifact("Header"):
        sheet.box(0, sheet.size[1] - 5, sheet.size[0], 5, RED)
        for passage in furniture.mark_words if size.height else ():
            for line in lines(drawable(passage.text), style, sheet.size[0] - 2 * size.side):
                sheet.text(size.side, y, line, style)
                y -= 10.5
