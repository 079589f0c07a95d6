"""Signatures given on the screen, set into the boxes of a paper as lines, with the moment they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.cases.case import Agreement
from desk.cases.strokes import HEIGHT, WIDTH, BadStrokes, Signature, Stroke, read
from desk.i18n import N_

from .blocks import GREY, Frame, Signatures, rule
from .fonts import ITALIC, Style
from .letterhead import figure
from .press import Sheet, colour
from .strips import Mark, Said, Shape, Strip
from .tags import Node
from .text import drawable, lines
from .voices import Voices

#: Height of a box, and of the signature in it; the rest is for the moment under it, in points.
_BOX, _HIGH = 62.0, 45.0

_INK = (0.05, 0.10, 0.35)
_TYPED = Style(ITALIC, 13, 18, _INK)
_WHEN = Style(size=7.0, leading=10, colour=GREY)


def signed(boxes: Signatures, agreement: Agreement, say: Voices) -> Signatures | SignedBoxes:
    """The boxes with what customer and store wrote into them on the screen; as they are when nobody did."""
    given = (_kept(agreement.customer_strokes), _kept(agreement.store_strokes))
    if agreement.signed_at is None or not any(given):
        return boxes
    return SignedBoxes(boxes, given, agreement.signed_at, say)


def _kept(text: str) -> Signature:
    """The signature as recorded; what cannot be read is left out of the paper, never made up."""
    try:
        return read(text)
    except BadStrokes:
        return Signature()


@dataclass(frozen=True)
class SignedBoxes:
    """Boxes to sign in, of which the first ones are filled."""

    boxes: Signatures
    given: Sequence[Signature]
    at: datetime
    say: Voices

    def set(self, parent: Node, frame: Frame) -> list[Strip]:
        before = len(parent.kids)
        strips = self.boxes.set(parent, frame)
        sections = [kid for kid in parent.kids[before:] if kid.role == "Sect"]
        place = next(n for n, strip in enumerate(strips) if strip.shapes and not strip.marks)
        strips[place] = self._line(strips[place], sections, frame)
        return strips

    def _line(self, empty: Strip, sections: Sequence[Node], frame: Frame) -> Strip:
        """The strip that holds the lines to sign on, higher and with the signatures above the lines."""
        of = 3 if len(self.boxes.parties) == 3 else 2
        frames = [frame.column(n, of, 30) for n in range(min(of, len(sections)))]
        marks: list[Mark] = []
        figures: list[Shape] = []
        for place, section, party, signature in zip(frames, sections, self.boxes.parties, self.given, strict=False):
            if signature:
                marks += self._said(section, place, signature)
                figures += self._drawn(section, place, party[1], signature)
        rules = tuple(rule(f, _BOX - 2, 0.7, GREY) for f in frames)
        return replace(empty, height=_BOX, shapes=rules, marks=tuple(marks), figures=tuple(figures))

    def _said(self, section: Node, frame: Frame, signature: Signature) -> list[Mark]:
        """What is read: a typed name, and when it was signed."""
        text = N_("Typed on the screen, {at}") if signature.name else N_("Signed on the screen, {at}")
        moment = self.say.say(text, at=self.at)[0]
        node = section.add("P", moment.language)
        when = lines(drawable(moment.text), _WHEN, frame.width)[0]
        out = [Mark(node, frame.x, _BOX - 6, when, _WHEN)]
        if signature.name:
            name = lines(drawable(signature.name), _TYPED, frame.width)[0]
            out.insert(0, Mark(section.add("P"), frame.x, _BOX - 22, name, _TYPED))
        return out

    def _drawn(self, section: Node, frame: Frame, name: str, signature: Signature) -> list[Shape]:
        """What is seen: the strokes as one path."""
        if not signature.strokes:
            return []
        alt = self._alt(name)
        node = section.add("Figure", alt[0].language, alt=alt[0].text)
        wide = min(frame.width, _HIGH * WIDTH / HEIGHT)
        scale = wide / WIDTH

        def draw(sheet: Sheet, top: float) -> None:
            sheet.code.append(path(signature.strokes, frame.x + sheet.left, top - HEIGHT * scale - 2, scale))

        return [figure(node, draw, (frame.x, 2, wide, HEIGHT * scale))]

    def _alt(self, name: str) -> Said:
        return self.say.say(N_("Signature of {name}, written on the screen"), name=name)


def path(strokes: Sequence[Stroke], x: float, y: float, scale: float) -> str:
    """Operators that draw the strokes with their lower left corner at x, y; a single touch becomes a dot."""
    out = [f"q {colour(_INK)} RG {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {1.1 / scale:.1f} w 1 J 1 j"]
    for stroke in strokes:
        (across, down, _), *rest = stroke
        out.append(f"{across} {HEIGHT - down} m")
        out += [f"{a} {HEIGHT - d} l" for a, d, _ in rest or [stroke[0]]]
    return "\n".join([*out, "S Q"])
