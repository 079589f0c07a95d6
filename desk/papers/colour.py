"""The colour space papers are printed in: sRGB as an ICC profile, built from its published numbers."""

from __future__ import annotations

from functools import lru_cache
from struct import pack


def _fixed(*values: float) -> bytes:
    """Signed numbers with 16 bits behind the point, as ICC.1:2010 writes them."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    return pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", 2 * len(words), 28) + words.encode("utf-16-be")


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """An ICC version 4 profile of sRGB (IEC 61966-2-1), white adapted to D50 by the Bradford matrix.

    Built here because a profile that a library makes carries the time of its making, and the same paper
    must have the same bytes.
    """
    curve = b"para\0\0\0\0" + pack(">HH", 3, 0) + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    adapt = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
    tags = {
        b"desc": _text("sRGB"), b"cprt": _text("No copyright, use freely"), b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"chad": b"sf32\0\0\0\0" + _fixed(*adapt), b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708), b"bXYZ": _xyz(0.14307, 0.06061, 0.7141),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = pack(">I4x4s4s4s4s12s4s28x", start + len(body), b"\x04\x20\0\0", b"mntr", b"RGB ", b"XYZ ",
                pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp") + _fixed(0.9642, 1.0, 0.8249)  # fmt: skip
    return head + bytes(128 - len(head)) + pack(">I", len(tags)) + table + body
