"""The plainest objects of a PDF file, written the way archives want them."""

from __future__ import annotations

import hashlib
import zlib

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class PDF:
    """A file in the making: objects get their numbers as they come, and may be filled in later."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def later(self) -> str:
        """The reference of an object whose content is not known yet; fill() must follow."""
        self._bodies.append(b"")
        return f"{len(self._bodies)} 0 R"

    def fill(self, reference: str, body: str | bytes) -> None:
        self._bodies[int(reference.split()[0]) - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> str:
        """A new object; returns its reference: 12 0 R."""
        self._bodies.append(body.encode("latin-1") if isinstance(body, str) else body)
        return f"{len(self._bodies)} 0 R"

    def stream(self, content: str | bytes, entries: str = "", packed: bool = True) -> str:
        """A new stream, packed unless it must be readable as it stands."""
        data = content.encode() if isinstance(content, str) else content
        if packed:
            data, entries = zlib.compress(data), f"{entries}/Filter/FlateDecode"
        return self.add(stream(data, entries))

    def written(self, root: str, info: str) -> bytes:
        """The whole file. Its identity is its own digest: the same objects give the same bytes."""
        out, at, places = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], 15, []
        for number, body in enumerate(self._bodies, 1):
            piece = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(b"%010d 00000 n \n" % at)
            at += len(piece)
            out.append(piece)
        identity = hashlib.sha256(b"".join(out)).hexdigest()[:32]
        count = len(places) + 1
        out.append(b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(places))
        trailer = f"<</Size {count}/Root {root}/Info {info}/ID[<{identity}><{identity}>]>>"
        out.append(f"trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n".encode())
        return b"".join(out)


def stream(data: bytes, entries: str) -> bytes:
    """The body of a stream, with an end of line before `endstream` (ISO 19005-2, 6.1.7.1).

    CR and LF both: data that happens to end in CR would be read as one byte shorter before a bare LF.
    """
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\r\nendstream"


def string(text: str) -> str:
    """The text as a string of the file, UTF-16 where it must be."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
