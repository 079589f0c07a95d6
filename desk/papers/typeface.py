"""A TrueType file, read once: its characters, their widths, and a cut of it that holds only the letters in use."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from struct import calcsize, pack, unpack, unpack_from

#: What a reader of PDF needs of a font file (ISO 32000-1, 9.9); the rest is left out of a cut.
_NEEDED = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")

#: Flags of a glyph that is put together from others (OpenType, glyf).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


class Typeface:
    """One font file. Lengths are in thousandths of the letter size, as a PDF gives them."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        count = unpack_from(">H", data, 4)[0]
        rows = (unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(count))
        self._tables = {name.decode("ascii"): data[at : at + size] for name, at, size in rows}
        head, hhea = self._tables["head"], self._tables["hhea"]
        self._thousand = 1000 / unpack_from(">H", head, 18)[0]
        self.box = tuple(self._scaled(n) for n in unpack_from(">4h", head, 36))
        self.ascent, self.descent = (self._scaled(n) for n in unpack_from(">2h", hhea, 4))
        self.slant = unpack_from(">i", self._tables["post"], 4)[0] / 65536
        self._long = unpack_from(">h", head, 50)[0] == 1
        self._offsets = self._places()
        self._advances = array("H", self._tables["hmtx"][: 4 * unpack_from(">H", hhea, 34)[0]])
        self._advances.byteswap()
        self.glyphs: Mapping[int, int] = dict(_characters(self._tables["cmap"]))

    def _scaled(self, units: int) -> int:
        return round(units * self._thousand)

    def width(self, code: int) -> float:
        """How far the character moves on."""
        glyph = min(self.glyphs[code], len(self._advances) // 2 - 1)
        return self._advances[2 * glyph] * self._thousand

    def cut(self, codes: Iterable[int]) -> bytes:
        """A font file with the glyphs of these characters; the others keep their numbers and are empty."""
        glyphs = sorted(self._whole({0, *(self.glyphs[code] for code in codes)}))
        places, outlines = self._kept(glyphs)
        tables = {name: self._tables[name] for name in _NEEDED if name in self._tables}
        head = bytearray(tables["head"])
        head[8:12], head[50:52] = bytes(4), b"\0\1"
        tables |= {"head": bytes(head), "glyf": outlines, "loca": places, "hmtx": self._kept_advances(glyphs)}
        return _file(tables)

    def _kept(self, glyphs: list[int]) -> tuple[bytes, bytes]:
        """The table of places and the outlines themselves."""
        glyf, parts, at, last = self._tables["glyf"], [], 0, 0
        places = array("I", bytes(4 * len(self._offsets)))
        for glyph in glyphs:
            for empty in range(last, glyph + 1):
                places[empty] = at
            outline = glyf[self._offsets[glyph] : self._offsets[glyph + 1]]
            parts.append(outline + bytes(-len(outline) % 4))
            at, last = at + len(parts[-1]), glyph + 1
        places[last:] = array("I", [at]) * (len(places) - last)
        places.byteswap()
        return places.tobytes(), b"".join(parts)

    def _kept_advances(self, glyphs: list[int]) -> bytes:
        full = self._tables["hmtx"]
        out = bytearray(len(full))
        for glyph in glyphs:
            out[4 * glyph : 4 * glyph + 4] = full[4 * glyph : 4 * glyph + 4]
        return bytes(out)

    def _places(self) -> array[int]:
        """Where each outline begins; ends where the next one begins."""
        places = array("I" if self._long else "H", self._tables["loca"])
        places.byteswap()
        return places if self._long else array("I", (2 * n for n in places))

    def _whole(self, glyphs: set[int]) -> set[int]:
        """The glyphs with all the parts that they are put together from."""
        todo, known = set(glyphs), set(glyphs)
        while todo:
            todo = {part for glyph in todo for part in self._parts(glyph)} - known
            known |= todo
        return known

    def _parts(self, glyph: int) -> Iterator[int]:
        glyf, at = self._tables["glyf"], self._offsets[glyph]
        if self._offsets[glyph + 1] == at or unpack_from(">h", glyf, at)[0] >= 0:
            return
        at, flags = at + 10, _MORE
        while flags & _MORE:
            flags, part = unpack_from(">2H", glyf, at)
            yield part
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _characters(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Character codes and their glyphs, from the table for the basic plane (OpenType, cmap format 4)."""
    count = unpack_from(">H", cmap, 2)[0]
    tables = {unpack_from(">HH", cmap, 4 + 8 * n): unpack_from(">I", cmap, 8 + 8 * n)[0] for n in range(count)}
    at = tables.get((3, 1), tables.get((0, 3), -1))
    if at < 0 or unpack_from(">H", cmap, at)[0] != 4:
        raise ValueError("the font has no table of characters that the desk can read")
    segments = unpack_from(">H", cmap, at + 6)[0] // 2
    row = f">{segments}H"
    size = calcsize(row)
    ends, starts = unpack_from(row, cmap, at + 14), unpack_from(row, cmap, at + 16 + size)
    deltas, shifts = unpack_from(row, cmap, at + 16 + 2 * size), unpack_from(row, cmap, at + 16 + 3 * size)
    for n, (first, last, delta, shift) in enumerate(zip(starts, ends, deltas, shifts, strict=True)):
        here = at + 16 + 3 * size + 2 * n + shift
        for code in range(first, last + 1):
            glyph = unpack_from(">H", cmap, here + 2 * (code - first))[0] if shift else code
            if glyph and (found := (glyph + delta) % 65536):
                yield code, found


def _file(tables: Mapping[str, bytes]) -> bytes:
    """A font file from its tables (OpenType, table directory)."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    rows, body, at = [], [], 12 + 16 * count
    for name, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        rows.append(pack(">4sIII", name.encode("ascii"), _sum(padded), at, len(data)))
        body.append(padded)
        at += len(padded)
    return head + b"".join(rows) + b"".join(body)


def _sum(data: bytes) -> int:
    return sum(unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
