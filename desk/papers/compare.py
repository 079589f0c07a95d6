"""Two PDF files beside each other: which pages differ, how alike they read, and which bytes were changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from desk.i18n import N_, Words

from .strange import Contents

#: How far a block of dots may differ (of 255): another program's edges are softer, but no figure is as pale.
_TOLERANCE = 22

#: Blocks of so many dots by so many are compared: about 1.7 mm at the resolution of the pictures.
_BLOCK = 4

#: Files of one length that differ in no more bytes than this were not saved anew: somebody changed them.
_FEW = 2_000


def differing(theirs: Contents, ours: Contents) -> tuple[int, ...]:
    """The pages, from 1, that do not read or do not look the same."""
    both = zip_longest(theirs.texts, ours.texts, theirs.pictures, ours.pictures)
    return tuple(n for n, (a, b, seen, own) in enumerate(both, 1) if _squeezed(a) != _squeezed(b) or _unlike(seen, own))


def _squeezed(text: str | None) -> str | None:
    """The text without blanks and hyphens at line ends, which programs set as they like."""
    return None if text is None else "".join(text.replace("\ufffe", "").replace("\u0002", "").split())


def _unlike(one: Any, other: Any) -> bool:
    """Whether two pictures of a page differ in more than the softness of their edges."""
    from PIL import ImageChops  # late: few papers are compared

    if one is None or other is None or one.size != other.size:
        return True
    apart: Any = ImageChops.difference(one.reduce(_BLOCK), other.reduce(_BLOCK)).getextrema()
    return bool(apart[1] > _TOLERANCE)


def resembles(theirs: Sequence[str], ours: Sequence[str]) -> float:
    """How much of two texts is the same, line by line: 0 for nothing, 1 for everything."""
    one, other = (Counter(line.strip() for text in texts for line in text.splitlines()) for texts in (theirs, ours))
    whole = max(one.total(), other.total())
    return (one & other).total() / whole if whole else 0.0


def where_bytes_differ(theirs: bytes, ours: bytes) -> tuple[Words, ...]:
    """What a change of single bytes, something added or something cut off touched; nothing for a file saved anew."""
    if len(theirs) == len(ours):
        return tuple(_changed(theirs, ours))
    if theirs.startswith(ours):
        return (Words(N_("{count} bytes were added behind the end of our file."), {"count": len(theirs) - len(ours)}),)
    if ours.startswith(theirs):
        return (Words(N_("The last {count} bytes of our file are missing."), {"count": len(ours) - len(theirs)}),)
    return ()


def _changed(theirs: bytes, ours: bytes) -> Iterator[Words]:
    places = [n for n, (a, b) in enumerate(zip(theirs, ours, strict=True)) if a != b]
    if 0 < len(places) <= _FEW:
        parts = {str(part): part for part in (_part(ours, place) for place in places[:50])}
        text = N_("Single bytes were changed: {count}, in {parts}.")
        yield Words(text, {"count": len(places), "parts": tuple(parts.values())})


def _part(pdf: bytes, place: int) -> Words:
    """What the byte at that place belongs to."""
    starts = [match for match in re.finditer(rb"^(\d+) 0 obj\b", pdf, re.MULTILINE) if match.start() <= place]
    if not starts or place >= pdf.rfind(b"\nxref\n"):
        return Words(N_("the frame of the file"))
    number, body = int(starts[-1][1]), pdf[starts[-1].end() : starts[-1].end() + 200]
    if page := _page(pdf, number):
        return Words(N_("page {page}"), {"page": page})
    if b"/Type/Metadata" in body or b"/Producer" in body:
        return Words(N_("the description of the file"))
    if b"/StructElem" in body or b"/StructTreeRoot" in body:
        return Words(N_("the structure of the file"))
    return Words(N_("object {number}"), {"number": number})


def _page(pdf: bytes, number: int) -> int:
    """Which page the object is, or is drawn by; 0 for none."""
    pages = re.search(rb"/Kids\[((?:\d+ 0 R ?)+)\]", pdf)
    for count, kid in enumerate(re.findall(rb"(\d+) 0 R", pages[1]) if pages else (), 1):
        found = re.search(rb"^%b 0 obj\n(.*)$" % kid, pdf, re.MULTILINE)
        drawn = re.search(rb"/Contents (\d+) 0 R", found[1]) if found else None
        if number in (int(kid), int(drawn[1]) if drawn else -1):
            return count
    return 0
