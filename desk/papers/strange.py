"""Files from outside, opened within bounds: what a PDF says, page by page, and what it hides."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from desk.i18n import N_, Words

#: The largest file looked at, all its streams unpacked, its pages, and the pixels of one picture of a page.
LARGEST, UNPACKED, PAGES, PIXELS = 32 * 2**20, 128 * 2**20, 300, 4_000_000

#: No paper holds more packed parts than this.
STREAMS = 50_000

#: Dots per inch of the pictures that pages are compared by.
DPI = 60

#: PDFium may be used by one thread at a time only.
ONE_AT_A_TIME = threading.Lock()


class Unreadable(Exception):
    """Why a file cannot be looked at, in one sentence."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.words = Words(text, values)


@dataclass(frozen=True)
class Contents:
    """What a PDF says about itself, its pages as text and as grey pictures, and what no paper of ours has.

    `sealed`: it carries a signature, whatever that is worth. `scanned`: every page is one picture. `creator`: what
    it says it was laid out by.
    """

    subject: str
    texts: tuple[str, ...]
    pictures: tuple[Any, ...]
    hidden: tuple[str, ...]
    sealed: bool
    scanned: bool
    creator: str = ""


HIDDEN = {
    "notes": N_("notes or form fields laid over its pages"),
    "files": N_("other files inside it"),
    "scripts": N_("programs that run when it is opened"),
}


def check(pdf: bytes) -> None:
    """Refuse what is no PDF, is too large, or unpacks to too much, before any program that reads PDF sees it."""
    if len(pdf) > LARGEST:
        raise Unreadable(N_("This file is larger than {most} MB. No paper of this desk is."), most=LARGEST // 2**20)
    if b"%PDF-" not in pdf[:1024]:
        raise Unreadable(N_("This is not a PDF file."))
    left, whole = UNPACKED, memoryview(pdf)
    for number, start in enumerate(re.finditer(rb"(?<!end)stream\r?\n", pdf)):
        left -= _unpacked(whole[start.end() :], left)
        if left < 0 or number > STREAMS:
            raise Unreadable(N_("This file would unpack to far more than a paper holds. It was not opened."))


def _unpacked(data: memoryview | bytes, most: int, depth: int = 3) -> int:
    """How many bytes come out of a packed stream, and out of what was packed in it; counting stops above `most`."""
    packed, out, at, step = zlib.decompressobj(), b"", 0, 1024
    try:
        # in growing pieces: what lies behind the end of a stream is copied each time
        while at < len(data) and not packed.eof and len(out) <= most:
            out += packed.decompress(data[at : at + step], most + 1 - len(out))
            at, step = at + step, step * 2
    except zlib.error:
        pass  # what came out before the fault counts
    inside = _unpacked(out, most, depth - 1) if depth and out[:1] == b"\x78" else 0
    return len(out) + inside


def contents(pdf: bytes, dpi: int = DPI) -> Contents:
    """Everything that a verdict needs. Unreadable for what cannot or should not be opened."""
    check(pdf)
    about, hidden, sealed = _about(pdf)
    with _opened(pdf) as document:
        said = tuple(page.get_textpage().get_text_range() for page in document)
        seen = tuple(_picture(page, dpi) for page in document)
        scanned = all(_is_scan(page) for page in document)
    return Contents(about["/Subject"], said, seen, hidden, sealed, scanned, about["/Creator"])


def texts(pdf: bytes) -> tuple[str, ...]:
    """What each page says. Unreadable as contents()."""
    check(pdf)
    with _opened(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def pictures(pdf: bytes, dpi: int, most: int) -> tuple[Any, ...]:
    """The first pages as grey pictures (Pillow). Unreadable as contents()."""
    check(pdf)
    with _opened(pdf) as document:
        return tuple(_picture(document[n], dpi) for n in range(min(len(document), most)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]  # late: it is needed for few commands

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise _why(pdf) from error
        try:
            if not 0 < len(document) <= PAGES:
                raise Unreadable(N_("This file has {count} pages. No paper of this desk has."), count=len(document))
            yield document
        except pypdfium2.PdfiumError as error:
            raise Unreadable(_BROKEN) from error
        finally:
            document.close()


_BROKEN = N_("This PDF file is damaged and cannot be opened.")


def _why(pdf: bytes) -> Unreadable:
    if b"/Encrypt" in pdf:
        return Unreadable(N_("This PDF file is locked with a password. Papers of this desk never are."))
    return Unreadable(_BROKEN)


def _picture(page: Any, dpi: int) -> Any:
    wide, high = page.get_size()
    scale = min(dpi / 72, (PIXELS / max(wide * high, 1)) ** 0.5)
    return page.render(scale=scale, grayscale=True, may_draw_forms=True).to_pil().convert("L")


def _is_scan(page: Any) -> bool:
    """Whether a picture covers nearly the whole page, with or without words that a program recognised in it."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # type: ignore[import-untyped]  # late, as above

    whole = page.get_width() * page.get_height()
    boxes = (image.get_bounds() for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return any((right - left) * (top - bottom) > 0.7 * whole for left, bottom, right, top in boxes)


def _about(pdf: bytes) -> tuple[dict[str, str], tuple[str, ...], bool]:
    """What the file's description says, what is hidden in it, and whether it is signed."""
    import pikepdf  # late: it is needed for few commands

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            if document.is_encrypted:
                raise _why(b"/Encrypt")
            form: Any = document.Root.get("/AcroForm", {})
            fields = form.get("/Fields", [])
            sealed = any(str(field.get("/FT", "")) == "/Sig" and "/V" in field for field in fields)
            about = {name: str(document.docinfo.get(name, ""))[:200] for name in ("/Subject", "/Creator")}
            return about, tuple(_hidden(document)), sealed
    except pikepdf.PasswordError as error:
        raise _why(b"/Encrypt") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable(_BROKEN) from error


def _hidden(document: Any) -> Iterator[str]:
    root = document.Root
    names = root.get("/Names", {})
    notes = [note for page in document.pages for note in page.get("/Annots", [])]
    if any(str(note.get("/FT", "")) != "/Sig" for note in notes):
        yield "notes"
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "files"
    if "/JavaScript" in names or "/OpenAction" in root or "/AA" in root or any("/AA" in p for p in document.pages):
        yield "scripts"
