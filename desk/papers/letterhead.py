"""The head of a paper: who writes, their logo, and the QR code that says which paper it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import ACCENT, SECOND, SMALL_SECOND, Frame, kept
from .fonts import BOLD, Style
from .picture import Picture
from .press import Sheet, colour
from .qr import path
from .strips import Cell, Said, Shape, Strip, side_by_side, space
from .tags import Node

#: Room for a logo, in points.
_LOGO = (120.0, 42.0)


@dataclass(frozen=True)
class Code:
    """A QR code: what it holds, the same in letters for people, and words for who cannot see it."""

    payload: str
    caption: Said
    alt: Said


@dataclass(frozen=True)
class Letterhead:
    """Who writes: logo, the company large, its facts below; the code, if any, in the upper right corner."""

    name: str
    lines: Sequence[str]
    code: Code | None = None
    logo: Picture | None = None
    side: float = 62.0

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        wide, high = self._logo_size(frame)
        beside = 0 if frame.narrow or not wide else wide + 14
        left = Cell(frame.x + beside, frame.width - beside - (150 if self.code else 0))
        left.put(parent.add("P"), self.name, Style(BOLD, 12.5, 18, ACCENT))
        for line in self.lines:
            left.put(parent.add("P"), line, SMALL_SECOND if frame.narrow else SECOND)
        strips = kept(side_by_side([left]))
        if wide and frame.narrow:
            strips.insert(0, Strip(high + 6, keep=True))
        if wide:
            strips[0] = replace(strips[0], shapes=(self._drawn(frame.x, wide, high),))
        if self.code:
            strips[0] = replace(strips[0], figures=(self._figure(parent, frame, self.code),))
        tall = sum(strip.height for strip in strips)
        return [*strips, *self._below(parent, frame, tall, 0 if frame.narrow else high)]

    def _below(self, parent: Node, frame: Frame, tall: float, high: float) -> list[Strip]:
        """What is missing to the height of logo and code, and the code's caption."""
        if self.code is None:
            return [space(max(high - tall, 0), keep=True)]
        caption = Cell(frame.x + frame.width - 200, 200, right=True)
        for passage in self.code.caption:
            caption.put(parent.add("P", passage.language), passage.text, SMALL_SECOND)
        return [space(max(self.side + 2, high, tall) - tall, keep=True), *kept(side_by_side([caption]))]

    def _logo_size(self, frame: Frame) -> tuple[float, float]:
        if self.logo is None:
            return 0.0, 0.0
        share = min(_LOGO[0] / self.logo.wide, _LOGO[1] / self.logo.high, frame.width / self.logo.wide)
        return self.logo.wide * share, self.logo.high * share

    def _drawn(self, x: float, wide: float, high: float) -> Shape:
        """The logo is ornament: the name beside it says the same."""
        assert self.logo is not None  # asked for where there is one
        body = self.logo.body
        return lambda sheet, top: sheet.picture(x, top - high, wide, high, body)

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
        x, down, wide, high = box[0] + sheet.left, *box[1:]
        node.box = tuple(n * sheet.scale for n in (x, top - down - high, x + wide, top - down))
        with sheet.content(node):
            draw(sheet, top)

    return drawn
