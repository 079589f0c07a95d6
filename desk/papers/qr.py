"""A QR code as one filled path."""

from __future__ import annotations

#: Error correction M (15 % may be lost): reportlab's number for it.
_LEVEL = 0


def modules(payload: str) -> list[list[bool]]:
    """The code's squares row by row, dark ones true, without the quiet zone."""
    # late: the encoder's package pulls in all of reportlab's graphics, which papers without a code do not need
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, _LEVEL)
    code.addData(qrencoder.QR8bitByte(payload))
    code.make()
    return [[bool(square) for square in row] for row in code.modules]


def path(payload: str, x: float, y: float, size: float) -> str:
    """Operators that fill the code into the square with its lower left corner at x, y.

    Neighbours in a row are one rectangle, and all of them one path: no hairlines between squares, and a
    fraction of the time that a drawing object for each square takes.
    """
    rows = modules(payload)
    side = size / len(rows)
    out = []
    for number, row in enumerate(rows):
        top = y + size - (number + 1) * side
        out += [f"{x + a * side:.3f} {top:.3f} {(b - a) * side:.3f} {side:.3f} re" for a, b in _runs(row)]
    return "\n".join([*out, "f"])


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares begin and end."""
    edges = [i for i in range(len(row) + 1) if (i > 0 and row[i - 1]) != (i < len(row) and row[i])]
    return list(zip(edges[::2], edges[1::2], strict=True))
