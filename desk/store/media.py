"""What kind of file some bytes are, told by how they begin, and how large a picture says it is: nothing is decoded."""

from __future__ import annotations

import struct
import unicodedata

PNG, JPEG, WEBP, PDF, TEXT = "image/png", "image/jpeg", "image/webp", "application/pdf", "text/plain"

#: How each kind of file ends on the disk.
ENDINGS = {PNG: ".png", JPEG: ".jpg", WEBP: ".webp", PDF: ".pdf", TEXT: ".txt"}

PICTURES = (PNG, JPEG, WEBP)

Size = tuple[int, int]

#: JPEG markers of a frame, which hold the size; the others between C0 and CF are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

#: Markers that stand alone, without a length.
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def kind(data: bytes) -> str:
    """The media type of an allowed kind of file; empty for any other."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"%PDF-"):
        return PDF
    return TEXT if _is_text(data) else ""


def _is_text(data: bytes) -> bool:
    """UTF-8 without control characters other than those of lines and tabs; markup is shown, never run."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    plain = text.translate({9: None, 10: None, 12: None, 13: None})
    controls = any(unicodedata.category(letter) == "Cc" for letter in set(plain))
    return bool(text.strip()) and not controls and not text.lstrip().startswith(("<", "#!"))


def picture_size(data: bytes) -> Size:
    """Width and height in dots that a PNG, JPEG or WebP file says it has. ValueError when it says none."""
    try:
        size = _SIZE[kind(data)](data)
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError("the head of the picture is damaged") from error
    if min(size) < 1:
        raise ValueError("the picture is empty")
    return size


def _png(data: bytes) -> Size:
    if data[12:16] != b"IHDR":
        raise ValueError("the head of the picture is damaged")
    return struct.unpack_from(">II", data, 16)


def _jpeg(data: bytes) -> Size:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("the head of the picture is damaged")
        marker = data[at + 1]
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return wide, high
        elif marker in (0xD9, 0xDA):  # the picture itself begins or ends, and no frame was said
            raise ValueError("the picture says no size")
        else:
            at += 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])


def _webp(data: bytes) -> Size:
    part = data[12:16]
    if part == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if part == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if part == b"VP8 ":
        wide, high = struct.unpack_from("<HH", data, 26)
        return wide & 0x3FFF, high & 0x3FFF
    raise ValueError("the head of the picture is damaged")


_SIZE = {PNG: _png, JPEG: _jpeg, WEBP: _webp}
