"""Letters that were taken apart, "Nguyá»…n" for Nguyễn: a program read UTF-8 as letters of Windows and saved those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: What the letters of Windows-1252 are in the file; its five empty places stand for themselves.
_BYTES = {ord(bytes([n]).decode("cp1252")): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}

#: So many cells at least must have been taken apart, and not one be whole.
_LEAST = 3


def whole(text: str) -> str | None:
    """The text as it was written; None where it was not taken apart: no other text is UTF-8 in all of its letters."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def put_together(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """The list with its letters whole; as it is where one cell shows that they are."""
    found: dict[str, str] = {}
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and not cell.isascii() and cell not in found:
                text = whole(cell)
                if text is None:
                    return rows
                found[cell] = text
    if len(found) < _LEAST:
        return rows
    return [[found.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
