"""The head of a paper: who writes, and the QR code that says which paper it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import ACCENT, SECOND, SMALL_SECOND, Frame, kept
from .fonts import BOLD, Style
from .press import Sheet, colour
from .qr import path
from .strips import Cell, Said, Shape, Strip, side_by_side, space
from .tags import Node


@dataclass(frozen=True)
class Code:
    """A QR code: what it holds, the same in letters for people, and words for who cannot see it."""

    payload: str
    caption: Said
    alt: Said


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the company large, its facts below; the code, if any, in the upper right corner."""

    name: str
    lines: Sequence[str]
    code: Code | None = None
    side: float = 62.0

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        left = Cell(frame.x, frame.width - (150 if self.code else 0))
        left.put(parent.add("P"), self.name, Style(BOLD, 12.5, 18, ACCENT))
        for line in self.lines:
            left.put(parent.add("P"), line, SMALL_SECOND if frame.narrow else SECOND)
        strips = kept(side_by_side([left]))
        if self.code is None:
            return strips
        figures = (self._figure(parent, frame, self.code),)
        strips[0] = replace(strips[0], figures=figures)
        missing = self.side + 2 - sum(s.height for s in strips)
        caption = Cell(frame.x + frame.width - 200, 200, right=True)
        for passage in self.code.caption:
            caption.put(parent.add("P", passage.language), passage.text, SMALL_SECOND)
        return [*strips, space(max(missing, 0), keep=True), *kept(side_by_side([caption]))]

    def _figure(self, parent: Node, frame: Frame, code: Code) -> Shape:
        alt = code.alt[0]
        node = parent.add("Figure", alt.language, alt=alt.text)
        x = frame.x + frame.width - self.side

        def draw(sheet: Sheet, top: float) -> None:
            sheet.code.append(f"{colour((0.0, 0.0, 0.0))} rg")
            sheet.code.append(path(code.payload, x, top - self.side, self.side))

        return figure(node, draw, (x, 0, self.side, self.side))


def figure(node: Node, draw: Shape, box: tuple[float, float, float, float]) -> Shape:
    """A shape that is content: `box` is x, distance under the strip's edge, width and height."""

    def drawn(sheet: Sheet, top: float) -> None:
        x, down, wide, high = box
        node.box = (x, top - down - high, x + wide, top - down)
        with sheet.content(node):
            draw(sheet, top)

    return drawn
