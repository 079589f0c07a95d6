"""Which paper a scan or a photograph shows: our QR code found in it, and what that code belongs to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from desk.i18n import N_, Words

from .strange import Unreadable, pictures

#: The largest picture looked at: bytes of the file, and pixels before it is unpacked.
LARGEST, PIXELS = 40 * 2**20, 80_000_000

#: Longer sides are made smaller first: a code that fills a tenth of it is still read well.
_SIDE = 4000

#: Scanners write PDF too: so many of its pages are looked at, this sharp.
_PAGES, _DPI = 10, 200

#: How the pictures begin that are looked at: PNG and JPEG.
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

NO_CODE = N_("No code can be read here. Please scan it again, or photograph the first page straight and in good light.")

#: What a scan turned out to be.
THIS, OLDER, OTHER_CASE, NOT_OURS, UNREADABLE = "this", "older", "other_case", "not_ours", "unreadable"


@dataclass(frozen=True)
class Code:
    """What a QR code of ours holds."""

    number: str
    version: int
    code: str


@dataclass(frozen=True)
class Finding:
    """What was found in a scan, in a sentence."""

    kind: str
    words: Words
    number: str = ""
    version: int = 0


def parsed(payload: str) -> Code | None:
    """Our own code from what a QR code holds; None for anything else."""
    mark, *parts = payload.split("|")
    if mark != "desk1" or len(parts) != 3 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 6:
        return None
    return Code(parts[0], int(parts[1]), parts[2])


def codes(data: bytes) -> tuple[str, ...]:
    """What the QR codes in a PNG or JPEG picture, or in a PDF of scans, hold. Unreadable when it cannot be opened."""
    if b"%PDF-" in data[:1024]:
        found = [text for picture in pictures(data, _DPI, _PAGES) for text in seen(picture)]
    else:
        found = list(seen(_picture(data)))
    return tuple(dict.fromkeys(found))


def _picture(data: bytes) -> Any:
    """The picture in grey, no larger than needed; bounds are checked before anything is unpacked."""
    from PIL import Image, UnidentifiedImageError  # late: most days nobody shows a picture of a paper

    if len(data) > LARGEST:
        raise Unreadable(N_("This picture is larger than {most} MB. Please make a smaller one."), most=LARGEST // 2**20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > PIXELS:
            raise _too_large()
        image.draft("L", (_SIDE, _SIDE))
        grey = image.convert("L")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise Unreadable(N_("This is no picture. Please choose a PNG, JPEG or PDF file.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable(N_("This picture is damaged and cannot be opened.")) from error
    grey.thumbnail((_SIDE, _SIDE))
    return grey


def _too_large() -> Unreadable:
    return Unreadable(N_("This picture has more than {most} million dots. Please make a smaller one."),
                      most=PIXELS // 1_000_000)  # fmt: skip


def seen(picture: Any) -> tuple[str, ...]:
    """What the QR codes in a grey picture hold, tried ever harder; empty when there is none that can be read."""
    import zxingcpp  # late, as above

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for attempt in _attempts(picture):
        found = zxingcpp.read_barcodes(attempt, formats=kinds, try_invert=False)
        if texts := [each.text for each in found if each.text]:
            return tuple(texts)
    return ()


def _attempts(picture: Any) -> Iterator[Any]:
    """The picture as it is; then with even light; then larger and smoother, for a small or coarse one."""
    from PIL import ImageFilter, ImageOps  # late, as above

    yield picture
    even = ImageOps.autocontrast(picture, cutoff=2)
    yield even
    yield even.filter(ImageFilter.UnsharpMask(3, 200, 2))
    if max(picture.size) < 1600:
        large = even.resize((picture.width * 3, picture.height * 3))
        yield large
        yield large.filter(ImageFilter.UnsharpMask(4, 250, 2))
    else:
        yield even.filter(ImageFilter.GaussianBlur(2))
        yield even.reduce(2)


def finding(data: bytes, number: str, known: Mapping[int, str]) -> Finding:
    """Whether a scan shows the newest agreement of the case `number`; `known`: verification codes by version."""
    try:
        payloads = codes(data)
    except Unreadable as error:
        return Finding(UNREADABLE, error.words)
    ours = [code for payload in payloads if (code := parsed(payload))]
    if not payloads:
        return Finding(UNREADABLE, Words(NO_CODE))
    if not ours:
        return Finding(NOT_OURS, Words(N_("The code on this paper is none of this desk's.")))
    judged = [judge(code, number, known) for code in ours]
    order = (THIS, OLDER, NOT_OURS, OTHER_CASE)
    return min(judged, key=lambda found: order.index(found.kind))


def judge(code: Code, number: str, known: Mapping[int, str]) -> Finding:
    """What a code belongs to, seen from one case. A right number with a wrong code is nobody's paper."""
    newest = max(known, default=0)
    values = {"number": code.number[:60], "version": code.version, "newest": newest}
    if code.number != number:
        return Finding(OTHER_CASE, Words(N_("This paper belongs to another case: {number}."), values), **_named(code))
    if known.get(code.version) != code.code:
        text = N_("This paper carries the number {number}, but it was not made from this case.")
        return Finding(NOT_OURS, Words(text, values), **_named(code))
    if code.version < newest:
        text = N_("This is version {version}. It was replaced by version {newest}.")
        return Finding(OLDER, Words(text, values), **_named(code))
    text = N_("This paper belongs to this case: {number}, version {version}.")
    return Finding(THIS, Words(text, values), **_named(code))


def _named(code: Code) -> Any:
    return {"number": code.number, "version": code.version}
