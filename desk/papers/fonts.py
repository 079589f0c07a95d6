"""The one typeface of every paper: what it can draw, how wide it is, and how it goes into a PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from desk import RESOURCES

from .objects import PDF
from .typeface import Typeface

REGULAR, BOLD, ITALIC = "Regular", "Bold", "Italic"

#: What a page calls each style.
NAMES = {REGULAR: "FR", BOLD: "FB", ITALIC: "FI"}

#: In the font's table, but nothing to see: a soft hyphen would be drawn as a hyphen, U+FFFF is no character.
_UNSEEN = frozenset((0x00AD, 0xFFFF))

#: Words whose widths are remembered; the same ones come on every paper.
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Style:
    """How a passage is set: face, size and line height in points, colour as red, green and blue from 0 to 1."""

    face: str = REGULAR
    size: float = 9.2
    leading: float = 14.0
    colour: tuple[float, float, float] = (0.13, 0.14, 0.16)


class Face:
    """A style of Be Vietnam Pro. On paper a character's code is its Unicode number, so that every reader knows it."""

    def __init__(self, style: str) -> None:
        self.name = f"BeVietnamPro-{style}"
        self.font = Typeface(RESOURCES / "fonts" / f"{self.name}.ttf")
        self.widths = {chr(c): self.font.width(c) / 1000 for c in self.font.glyphs if c not in _UNSEEN}
        self.drawable = frozenset(self.widths)
        self._measured: dict[str, float] = {}

    def measure(self, text: str) -> float:
        """How wide a drawable text is at size 1."""
        known = self._measured.get(text)
        if known is None:
            known = sum([self.widths[c] for c in text])
            if len(self._measured) < _REMEMBERED and len(text) < 40:
                self._measured[text] = known
        return known

    def embed(self, doc: PDF, used: set[str]) -> str:
        """Put the cut for these characters into the document; returns the font's reference."""
        codes = sorted(ord(char) for char in used)
        digest = int.from_bytes(hashlib.sha256("".join(map(chr, codes)).encode()).digest()[:8], "big")
        name = "".join(chr(65 + digest // 26**n % 26) for n in range(6)) + "+" + self.name
        file = self.font.cut(codes)
        box = " ".join(map(str, self.font.box))
        descriptor = doc.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {4 + 64 * bool(self.font.slant)}/FontBBox[{box}]"
            f"/ItalicAngle {self.font.slant:g}/Ascent {self.font.ascent}/Descent {self.font.descent}/CapHeight 700"
            f"/StemV 80/FontFile2 {doc.stream(file, f'/Length1 {len(file)}')}>>"
        )
        letters = doc.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor {descriptor}/DW 0"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{self._widths(codes)}]"
            f"/CIDToGIDMap {doc.stream(self._places(codes))}>>"
        )
        return doc.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{letters}]"
            f"/ToUnicode {doc.stream(_unicode_map(name, codes))}>>"
        )

    def _widths(self, codes: list[int]) -> str:
        return " ".join(f"{code}[{self.font.width(code):g}]" for code in codes)

    def _places(self, codes: list[int]) -> bytes:
        """Which glyph stands for each code, two bytes each up to the highest code in use (PDF 32000, 9.7.4.2)."""
        out = bytearray(2 * codes[-1] + 2)
        for code in codes:
            out[2 * code : 2 * code + 2] = self.font.glyphs[code].to_bytes(2, "big")
        return bytes(out)


def _unicode_map(name: str, codes: list[int]) -> str:
    """The ToUnicode table: only codes in use, at most 100 to a block (PDF 32000, 9.10.3)."""
    pairs = [f"<{code:04X}> <{code:04X}>" for code in codes]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


@cache
def face(style: str) -> Face:
    """The style's font file, read once for the whole process."""
    return Face(style)
