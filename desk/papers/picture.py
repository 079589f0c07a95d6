"""The store's logo: taken apart to bare pixels and put together anew; nothing of the file itself is passed on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from .press import picture_body

#: Bytes and pixels of a logo file; what is larger is no logo.
MOST_BYTES, MOST_PIXELS = 4_000_000, 25_000_000

#: Pixels that are kept, sharp enough for 42 mm × 15 mm at 300 dpi.
_FINE = (500, 180)


@dataclass(frozen=True)
class Picture:
    """A picture ready for paper, and its size in pixels."""

    body: bytes
    wide: int
    high: int


@lru_cache(maxsize=4)
def logo(data: bytes) -> Picture | None:
    """The picture of a PNG or JPEG file; None for anything that is none or is too large: a paper prints without."""
    from PIL import Image  # late: most papers have no logo

    if not 0 < len(data) <= MOST_BYTES:
        return None
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > MOST_PIXELS:
                return None
            found.draft("RGB", _FINE)
            clear = found.convert("RGBA")
            clear.thumbnail(_FINE)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    plain = Image.new("RGB", clear.size, (255, 255, 255))
    plain.paste(clear, mask=clear.getchannel("A"))
    return Picture(picture_body(plain.tobytes(), *plain.size), *plain.size)


def kept(data: bytes) -> bytes:
    """A logo as the store keeps it: a PNG of its pixels, no larger than papers show; empty for what is no picture."""
    from PIL import Image  # late, as above

    found = logo(data)
    if found is None:
        return b""
    out = BytesIO()
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        picture.draft("RGB", _FINE)
        clear = picture.convert("RGBA")
    clear.thumbnail(_FINE)
    clear.save(out, "PNG")
    return out.getvalue()
