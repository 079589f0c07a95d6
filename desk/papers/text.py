"""The border that every text crosses on its way to paper: made drawable, capped, and cut into lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from .fonts import REGULAR, Style, face

#: Characters of one passage; what is longer is cut, and the cut is shown.
LIMIT = 40_000
CUT = " […]"

#: What stands for characters the font lacks, where a plain spelling is known. Blanks of odd width become blanks.
_SPELLED = {
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "№": "No.", "′": "'",
    "″": '"', "‐": "-", "‑": "-", "‒": "–", "―": "—", "✓": "[x]", "✔": "[x]", "☑": "[x]", "☐": "[ ]", "✗": "[-]",
    "✘": "[-]", "\t": " ", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u3000": " ",
    **{chr(code): " " for code in range(0x2000, 0x2007)}, **{chr(code): " " for code in range(0x2008, 0x200B)},
}  # fmt: skip


def drawable(text: str) -> str:
    """The text in NFC with nothing that the paper cannot show.

    There is no markup on the way: what looks like a tag is drawn as it stands. Control characters, direction
    marks and joiners vanish; a symbol the font lacks is replaced by its name in brackets, a letter by its number.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    strange = set(text) - face(REGULAR).drawable - {"\n"}
    if strange:
        text = text.translate({ord(c): _instead(c) for c in strange})
    text = text.strip()
    return text if len(text) <= LIMIT else text[: LIMIT - len(CUT)].rstrip() + CUT


def _instead(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    if unicodedata.category(char) in ("Cc", "Cf", "Cs") or "\ufe00" <= char <= "\ufe0f":
        return "\n" if char in "\x0b\x0c\x85" else ""
    if char in "\u2028\u2029":
        return "\n"
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and set(plain) <= face(REGULAR).drawable:
        return plain
    name = unicodedata.name(char, "")
    if unicodedata.category(char).startswith("S") and name:
        return f"[{name.lower()}]"
    return f"[U+{ord(char):04X}]"


def width(text: str, style: Style) -> float:
    """How wide a drawable text is, in points."""
    return face(style.face).measure(text) * style.size


def lines(text: str, style: Style, room: float) -> list[str]:
    """A drawable text in lines no wider than `room` points; a word that is wider is broken."""
    return [line for part in text.split("\n") for line in _wrapped(part, style, room)]


def _wrapped(text: str, style: Style, room: float) -> Iterator[str]:
    blank, line, used = width(" ", style), "", 0.0
    for word in text.split(" "):
        long = width(word, style)
        if line and used + blank + long <= room:
            line, used = f"{line} {word}", used + blank + long
            continue
        if line:
            yield line
        if long > room and "\u00a0" in word:  # rather between figures and their unit than inside of either
            *full, word = _wrapped(word.replace("\u00a0", " "), style, room)
            yield from full
            long = width(word, style)
        if long > room:
            *full, word = _broken(word, style, room)
            yield from full
            long = width(word, style)
        line, used = word, long
    yield line


def _broken(word: str, style: Style, room: float) -> Iterator[str]:
    """A word too wide for a line, in pieces that fit; a mark stays with its letter."""
    widths, piece, used = face(style.face).widths, "", 0.0
    for char in word:
        more = widths[char] * style.size
        if piece and used + more > room and not unicodedata.combining(char):
            yield piece
            piece, used = "", 0.0
        piece, used = piece + char, used + more
    yield piece
