"""Scans and photographs: the code is found in bad pictures, and what it belongs to is said."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from desk.papers import scan, strange
from desk.papers.agreement import agreement
from desk.papers.code import payload, verification_code
from desk.papers.qr import modules

from .conftest import HELSINKI, planned, settled


def png(image: Image.Image, kind: str = "PNG", **more) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """The first page as a scanner sees it at 150 dpi."""
    return strange.pictures(agreement(settled(), ("vi", "en")), 150, 1)[0]


def on_a_table(sheet: Image.Image) -> Image.Image:
    table = Image.new("L", (sheet.width + 500, sheet.height + 400), 96)
    table.paste(sheet, (260, 190))
    return table


def tilted(sheet: Image.Image) -> Image.Image:
    """Photographed from the side: the far edge is a fifth shorter."""
    table = on_a_table(sheet)
    wide, high = table.size
    corners = (-0.08 * wide, 0, 0, high, wide, high, 1.08 * wide, 0)
    return table.transform(table.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


def noisy(sheet: Image.Image) -> Image.Image:
    chance = random.Random(7)
    noise = Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height))
    return Image.blend(sheet, noise, 0.3)


def shaded(sheet: Image.Image) -> Image.Image:
    """A lamp on one side."""
    ramp = Image.linear_gradient("L").rotate(90).resize(sheet.size)
    return Image.composite(sheet, Image.new("L", sheet.size, 20), ramp.point(lambda n: 60 + n // 2))


def stained(sheet: Image.Image) -> Image.Image:
    """A pen across the code."""
    out = sheet.copy()
    draw = ImageDraw.Draw(out)
    draw.line((out.width * 0.8, out.height * 0.09, out.width * 0.95, out.height * 0.10), fill=20, width=3)
    return out


PICTURES = {
    "straight, 150 dpi": lambda s: s,
    "straight, 100 dpi": lambda s: s.resize((s.width * 2 // 3, s.height * 2 // 3), Image.Resampling.LANCZOS),
    "upside down": lambda s: s.rotate(180),
    "on its side": lambda s: s.rotate(90, expand=True),
    "turned by 7 degrees": lambda s: s.rotate(7, expand=True, fillcolor=128, resample=Image.Resampling.BICUBIC),
    "turned by 33 degrees": lambda s: s.rotate(33, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC),
    "on a dark table": on_a_table,
    "photographed from the side": tilted,
    "out of focus": lambda s: s.filter(ImageFilter.GaussianBlur(1.6)),
    "dark": lambda s: ImageEnhance.Brightness(s).enhance(0.35),
    "pale": lambda s: Image.eval(s, lambda n: 190 + n // 4),
    "lit from one side": shaded,
    "noisy": noisy,
    "a pen across the code": stained,
    "mirrored by a copier's glass": lambda s: s.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "12 million dots": lambda s: s.resize((3000, 4243)),
}


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_the_code_is_read_in_a_picture(sheet: Image.Image, kind: str, form: str) -> None:
    quality = {"quality": 45} if form == "JPEG" else {}
    assert scan.codes(png(PICTURES[kind](sheet), form, **quality)) == (payload(settled()),)


def test_a_colour_photograph_and_a_scanned_pdf_are_read_too(sheet: Image.Image) -> None:
    warm = Image.merge("RGB", (sheet, sheet.point(lambda n: n * 9 // 10), sheet.point(lambda n: n * 7 // 10)))
    for kind in ("JPEG", "PDF"):
        assert scan.codes(png(warm, kind)) == (payload(settled()),)


# What it belongs to ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def versions():
    walk = planned().approved().talked().agreed()
    one = walk.case
    return {1: one, 2: walk.amended().case}


def photo(case) -> bytes:
    return png(strange.pictures(agreement(case, ("vi",)), 120, 1)[0])


def found(versions, data: bytes) -> scan.Finding:
    codes = {version: verification_code(case) for version, case in versions.items()}
    return scan.finding(data, versions[1].number, codes)


ROWS = {
    "this version": (lambda v: photo(v[2]), "this", "belongs to this case: HN-2026-0042, version 2"),
    "older version": (lambda v: photo(v[1]), "older", "version 1. It was replaced by version 2"),
    "another case": (lambda v: photo(settled(HELSINKI)), "other_case", "another case: HKI-2026-0042"),
    "our number, not our code": (lambda v: photo(settled(own_words="Khác.")), "not_ours", "not made from this case"),
    "no paper of ours": (lambda v: code("https://example.org/menu"), "not_ours", "none of this desk's"),
    "nearly ours": (lambda v: code("desk1|HN-2026-0042|2"), "not_ours", "none of this desk's"),
    "no code at all": (lambda v: png(Image.new("L", (800, 1100), 255)), "unreadable", "No code can be read"),
    "no picture": (lambda v: b"GIF89a" + bytes(500), "unreadable", "no picture"),
    "cut in half": (lambda v: photo(v[2])[:9000], "unreadable", "damaged"),
    "nothing": (lambda v: b"", "unreadable", "no picture"),
    "200 MB": (lambda v: bytes(200 * 2**20), "unreadable", "larger than"),
    "a bomb": (lambda v: bomb(30_000, 30_000), "unreadable", "million dots"),
    "a smaller bomb": (lambda v: bomb(9_400, 9_400), "unreadable", "million dots"),
}  # fmt: skip


def code(text: str) -> bytes:
    """Any text as a QR code with its quiet zone."""
    rows = modules(text)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows, 4):
        for x, dark in enumerate(row, 4):
            image.putpixel((x, y), 0 if dark else 255)
    return png(image.resize((image.width * 9, image.height * 9), Image.Resampling.NEAREST))


def bomb(wide: int, high: int) -> bytes:
    """A PNG of a few kilobytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ROWS)
def test_a_scan_is_told_apart(versions, kind: str) -> None:
    make, wanted, said = ROWS[kind]
    finding = found(versions, make(versions))
    print(f"\n{kind:<30} {finding.kind:<10} {finding.words}")
    assert finding.kind == wanted
    assert said in str(finding.words)


def test_two_sheets_in_one_picture_count_as_the_better_one(versions) -> None:
    sheets = [strange.pictures(agreement(versions[n], ("vi",)), 120, 1)[0] for n in (1, 2)]
    both = Image.new("L", (sheets[0].width * 2, sheets[0].height), 255)
    for number, sheet in enumerate(sheets):
        both.paste(sheet, (number * sheet.width, 0))
    assert found(versions, png(both)).kind == scan.THIS


@pytest.mark.parametrize("text", ["desk1|A|x|B", "desk1|A|1", "desk1|A|1234567|B", "desk2|A|1|B", "", "desk1|A|²|B"])
def test_what_is_not_exactly_our_code_is_none(text: str) -> None:
    assert scan.parsed(text) is None
