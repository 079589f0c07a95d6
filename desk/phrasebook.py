"""The sentences of a language in gettext's compiled file, each read when it is asked for: a start needs 50 of 1,900."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

_MAGIC = 0x950412DE

#: How most languages choose among their forms; any other way is worked out by Python's own gettext.
_USUAL: dict[str, Callable[[int], int]] = {"0": lambda n: 0, "(n != 1)": lambda n: int(n != 1)}


class Phrasebook:
    """Says what it finds in the file; what is not there, and all of it without a file, is said as it is written."""

    def __init__(self, file: Path | None = None) -> None:
        """ValueError when it is no file of compiled sentences."""
        self._bytes = file.read_bytes() if file else b""
        self._places: dict[bytes, tuple[int, int]] = _places(self._bytes) if file else {}
        self._said: dict[str, tuple[str, ...]] = {}
        self._which: Callable[[int], int] | None = None

    def gettext(self, text: str) -> str:
        """The text in this language."""
        forms = self._forms(text)
        return forms[0] if forms else text

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form of the text that fits the count."""
        forms = self._forms(one)
        if not forms:
            return one if count == 1 else many
        if self._which is None:
            self._which = self._rule()
        return forms[self._which(count)]

    def _forms(self, text: str) -> tuple[str, ...]:
        """The text in this language, in all its forms; nothing where it is not in the file."""
        forms = self._said.get(text)
        if forms is None:
            length, place = self._places.get(text.encode("utf-8", "surrogatepass"), (0, 0))
            forms = tuple(self._bytes[place : place + length].decode().split("\0")) if length else ()
            self._said[text] = forms
        return forms

    def _rule(self) -> Callable[[int], int]:
        """Which form fits how many, as the head of the file says it: plural=(n != 1);"""
        rule = self._forms("")[0].partition("plural=")[2].partition(";")[0].strip()
        if rule in _USUAL:
            return _USUAL[rule]
        from gettext import c2py  # late: none of our languages needs it

        found: Callable[[int], int] = c2py(rule)
        return found


def _places(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Where the words of each text stand, as length and beginning. Of a text with forms its first one is the name."""
    if len(data) < 20 or struct.unpack_from("<I", data)[0] != _MAGIC:
        raise ValueError("no compiled sentences")
    count, texts, words = struct.unpack_from("<3I", data, 8)
    table = struct.Struct(f"<{2 * count}I")
    texts, words = table.unpack_from(data, texts), table.unpack_from(data, words)
    ends = zip(texts[::2], texts[1::2], strict=True)
    names = [data[start : start + long].partition(b"\0")[0] for long, start in ends]
    return dict(zip(names, zip(words[::2], words[1::2], strict=True), strict=True))
