"""A QR code as one filled path: byte mode, 15 % may be lost (ISO/IEC 18004, level M)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

#: For each size: check bytes of a block, and the data bytes of its blocks (ISO/IEC 18004, table 9, level M).
_BLOCKS = {
    1: (10, (16,)), 2: (16, (28,)), 3: (26, (44,)), 4: (18, (32,) * 2), 5: (24, (43,) * 2), 6: (16, (27,) * 4),
    7: (18, (31,) * 4), 8: (22, (38, 38, 39, 39)), 9: (22, (36, 36, 36, 37, 37)), 10: (26, (43, 43, 43, 43, 44)),
}  # fmt: skip

#: Where the small squares stand that keep a scanner straight (annex E).
_STEADY = {1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42),
           9: (6, 26, 46), 10: (6, 28, 50)}  # fmt: skip

#: Always the same mask (7.8): every reader undoes any of the eight, and weighing them takes longer than all the rest.
_MASK = 2

Grid = list[list[bool]]


def modules(payload: str) -> Grid:
    """The code's squares row by row, dark ones true, without the quiet zone. ValueError above 213 bytes."""
    data = payload.encode()
    version = next((v for v, (_, sizes) in _BLOCKS.items() if sum(sizes) * 8 >= 4 + _counter(v) + 8 * len(data)), 0)
    if not version:
        raise ValueError("too long for a code that prints well")
    fixed, path = _plan(version)
    rows = [row[:] for row in fixed]
    bits = _bits(_woven(_padded(data, version), version))
    for i, j in path:
        rows[i][j] = next(bits, False) != (j % 3 == 0)
    return rows


def _counter(version: int) -> int:
    """How many bits say how long the text is."""
    return 8 if version < 10 else 16


def _padded(data: bytes, version: int) -> bytes:
    """Mode, length, text and filling: all data bytes of the code (7.4)."""
    room = sum(_BLOCKS[version][1])
    head = 0b0100 << _counter(version) | len(data)
    whole = (head << 8 * len(data) | int.from_bytes(data, "big")) << 4
    used = whole.to_bytes((4 + _counter(version) + 8 * len(data) + 4) // 8, "big")
    return (used + b"\xec\x11" * room)[:room]


def _woven(data: bytes, version: int) -> Iterator[int]:
    """The bytes of all blocks in turn, then their check bytes in turn (7.6)."""
    checks, sizes = _BLOCKS[version]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(data[at : at + size])
        at += size
    for n in range(max(sizes)):
        yield from (block[n] for block in blocks if n < len(block))
    proofs = [_check(block, checks) for block in blocks]
    for n in range(checks):
        yield from (proof[n] for proof in proofs)


def _bits(codewords: Iterator[int]) -> Iterator[bool]:
    return (bool(byte >> n & 1) for byte in codewords for n in range(7, -1, -1))


# Check bytes: Reed and Solomon's code over the field of 256 elements (7.5) ------------------------------------------


@cache
def _powers() -> tuple[list[int], list[int]]:
    """The powers of 2 in the field, twice over, and their logarithms."""
    powers, logs, value = [0] * 510, [0] * 256, 1
    for n in range(255):
        powers[n] = powers[n + 255] = value
        logs[value] = n
        value = value << 1 ^ (0x11D if value & 128 else 0)
    return powers, logs


@cache
def _generator(count: int) -> list[int]:
    """The logarithms of the polynomial that the check bytes are divided by."""
    powers, logs = _powers()
    out = [1]
    for n in range(count):
        times = [powers[logs[c] + n] if c else 0 for c in out]
        out = [a ^ b for a, b in zip([*out, 0], [0, *times], strict=True)]
    return [logs[c] for c in out[1:]]


def _check(block: bytes, count: int) -> list[int]:
    powers, logs = _powers()
    generator, rest = _generator(count), [0] * count
    for byte in block:
        factor = byte ^ rest[0]
        rest = [*rest[1:], 0]
        if factor:
            log = logs[factor]
            rest = [r ^ powers[log + g] for r, g in zip(rest, generator, strict=True)]
    return rest


# The squares that are the same in every code of a size (6.3, 7.9, 7.10) ---------------------------------------------


@cache
def _plan(version: int) -> tuple[Grid, list[tuple[int, int]]]:
    """The fixed squares, and where the bits go one after the other."""
    size = 17 + 4 * version
    known = {**_timing(size), **_corners(size), **_steady(version), **_format(size), **_version(version, size)}
    rows = [[known.get((i, j), False) for j in range(size)] for i in range(size)]
    columns = [*range(size - 1, 6, -2), 5, 3, 1]
    path = []
    for turn, right in enumerate(columns):
        order = range(size) if turn % 2 else range(size - 1, -1, -1)
        path += [(i, j) for i in order for j in (right, right - 1) if (i, j) not in known]
    return rows, path


def _timing(size: int) -> dict[tuple[int, int], bool]:
    return {place: n % 2 == 0 for n in range(size) for place in ((6, n), (n, 6))}


def _corners(size: int) -> dict[tuple[int, int], bool]:
    out = {}
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for i in range(max(top - 1, 0), min(top + 8, size)):
            for j in range(max(left - 1, 0), min(left + 8, size)):
                away = max(abs(i - top - 3), abs(j - left - 3))
                out[i, j] = away in (0, 1, 3)
    return out


def _steady(version: int) -> dict[tuple[int, int], bool]:
    places = _STEADY[version]
    first, last = (places[0], places[-1]) if places else (0, 0)
    out: dict[tuple[int, int], bool] = {}
    for a in places:
        for b in places:
            if (a, b) not in ((first, first), (first, last), (last, first)):
                out |= {(a + i, b + j): max(abs(i), abs(j)) != 1 for i in range(-2, 3) for j in range(-2, 3)}
    return out


def _format(size: int) -> dict[tuple[int, int], bool]:
    """Level M and the mask, twice, with their own check bits; and the one square that is always dark."""
    bits = (_MASK << 10 | _remainder(_MASK << 10, 0b10100110111)) ^ 0b101010000010010
    first = [(8, n) for n in (0, 1, 2, 3, 4, 5, 7, 8)] + [(n, 8) for n in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - n, 8) for n in range(7)] + [(8, size - 8 + n) for n in range(8)]
    out = {place: bool(bits >> (14 - n) & 1) for places in (first, second) for n, place in enumerate(places)}
    return {**out, (size - 8, 8): True}


def _version(version: int, size: int) -> dict[tuple[int, int], bool]:
    """The size in numbers, on codes large enough to be miscounted."""
    if version < 7:
        return {}
    bits = version << 12 | _remainder(version << 12, 0b1111100100101)
    places = (((n // 3, size - 11 + n % 3), (size - 11 + n % 3, n // 3), bool(bits >> n & 1)) for n in range(18))
    return {place: dark for a, b, dark in places for place in (a, b)}


def _remainder(value: int, divisor: int) -> int:
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << (value.bit_length() - divisor.bit_length())
    return value


# Drawing ------------------------------------------------------------------------------------------------------------


def path(payload: str, x: float, y: float, size: float) -> str:
    """Operators that fill the code into the square with its lower left corner at x, y.

    Neighbours in a row are one rectangle, and all of them one path: no hairlines between squares, and a
    fraction of the time that a drawing object for each square takes.
    """
    rows = modules(payload)
    side, last = size / len(rows), len(rows) - 1
    out = [f"q {side:.5f} 0 0 {side:.5f} {x:.2f} {y:.2f} cm"]
    for number, row in enumerate(rows):
        out += [f"{a} {last - number} {b - a} 1 re" for a, b in _runs(row)]
    return "\n".join([*out, "f Q"])


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares begin and end."""
    edges = [i for i in range(len(row) + 1) if (i > 0 and row[i - 1]) != (i < len(row) and row[i])]
    return list(zip(edges[::2], edges[1::2], strict=True))
