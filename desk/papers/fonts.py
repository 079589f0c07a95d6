"""The one typeface of every paper: read once, what it can draw, how wide it is, and how it goes into a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from desk import RESOURCES

from .objects import PDF, Stream

REGULAR, BOLD, ITALIC = "Regular", "Bold", "Italic"

#: In the font's table, but nothing to see: a soft hyphen would be drawn as a hyphen, U+FFFF is no character.
_UNSEEN = frozenset((0x00AD, 0xFFFF))


@dataclass(frozen=True)
class Style:
    """How a passage is set: face, size and line height in points, colour as red, green and blue from 0 to 1."""

    face: str = REGULAR
    size: float = 9.2
    leading: float = 14.0
    colour: tuple[float, float, float] = (0.13, 0.14, 0.16)


class Face(TTFont):
    """A style of Be Vietnam Pro that says exactly which character each drawn code stands for."""

    def __init__(self, style: str) -> None:
        path = RESOURCES / "fonts" / f"BeVietnamPro-{style}.ttf"
        super().__init__(f"BeVietnamPro-{style}", str(path), asciiReadable=False, shapable=False)
        codes = frozenset(self.face.charToGlyph) - _UNSEEN
        self.widths = {chr(code): self.face.getCharWidth(code) / 1000 for code in codes}
        self.drawable = frozenset(self.widths)

    def addObjects(self, doc: PDF) -> None:
        """Embed the subsets. reportlab maps unused codes to U+0000, which archives (PDF/A, 6.2.11.7) refuse."""
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
            doc.idToObject[f"toUnicodeCMap:{name}"] = Stream(_unicode_map(name, subset))
            file = f"fontFile:{self.face.filename}({name})"
            data = doc.idToObject[file].content
            doc.idToObject[file] = Stream(data, f"/Length1 {len(data)}")


def _unicode_map(name: str, subset: list[int]) -> str:
    """The ToUnicode table of a subset: only codes in use, at most 100 to a block (PDF 32000, 9.10.3)."""
    pairs = [f"<{i:02X}> <{c:04X}>" for i, c in enumerate(subset) if c and (c != 32 or i == 32)]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


@cache
def face(style: str) -> Face:
    """The style's font file, read once for the whole process."""
    return Face(style)
