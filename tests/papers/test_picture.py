"""A logo is put together anew from its pixels; what is none is left out, and the paper prints all the same."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from desk.papers.agreement import agreement
from desk.papers.picture import MOST_BYTES, logo

from .samples import png


def jpeg(mode="RGB"):
    out = BytesIO()
    Image.new(mode, (900, 300)).save(out, "JPEG")
    return out.getvalue()


def bomb():
    """A few bytes that claim to be 60,000 × 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("data", [png(), png(mode="RGB"), jpeg(), jpeg("L"), jpeg("CMYK"), png(4000, 40)],
                         ids=["clear", "plain", "jpeg", "grey", "cmyk", "wide"])  # fmt: skip
def test_png_and_jpeg_are_taken_and_made_small(data):
    found = logo(data)
    assert found.wide <= 500
    assert found.high <= 180


@pytest.mark.parametrize("data", [
    b"", b"<svg/>", png()[:60], b"GIF89a" + bytes(50), b"%PDF-1.7", bomb(), png() + bytes(MOST_BYTES),
], ids=["empty", "svg", "cut", "gif", "pdf", "bomb", "too long"])  # fmt: skip
def test_anything_else_is_no_logo_and_the_paper_prints(hanoi, data):
    assert logo(data) is None
    assert agreement(hanoi, ("en",), logo=data) == agreement(hanoi, ("en",))


def test_nothing_of_the_file_itself_is_passed_on(hanoi, tmp_path):
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "written by somebody"
    Image.new("RGB", (90, 30), (250, 0, 0)).save(out, "JPEG", exif=exif)
    pdf = agreement(hanoi, ("en",), logo=out.getvalue())
    assert b"written by somebody" not in pdf
    (tmp_path / "paper.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "paper.pdf") as file:
        [picture] = file.pages[0].Resources.XObject.values()
        assert picture.ColorSpace == "/DeviceRGB"
        assert len(picture.read_bytes()) == picture.Width * picture.Height * 3
