"""Every page of every paper as a picture: each kind in three languages and in pairs, and those of the sample branch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

from desk.commands import demo
from desk.store.database import open_store
from desk.store.journal import Journal
from tests.papers import samples

SCALE = 96 / 72


def pictures(store: Path, out: Path) -> Iterator[Path]:
    """Write each page; the files in the order of the papers."""
    out.mkdir(parents=True, exist_ok=True)
    for name, pdf in every(store):
        document = pypdfium2.PdfDocument(pdf)
        for number in range(len(document)):
            file = out / f"{name}-{number + 1:02}.png"
            image(document[number]).save(str(file))
            yield file
        document.close()


def every(store: Path) -> Iterator[tuple[str, bytes]]:
    """Each paper with its name: drafts, finals, versions and marks first, then the sample branch's own."""
    for name, make in samples.papers().items():
        for languages in samples.LANGUAGES:
            yield f"{name.replace(', ', '-').replace(' ', '-')}-{'-'.join(languages)}", make(languages)
    opened = open_store(store)
    try:
        yield from ((name.removesuffix(".pdf"), pdf) for name, pdf in demo.papers(opened, Journal(opened)))
    finally:
        opened.close()


def image(page: pypdfium2.PdfPage) -> QImage:
    """One page, on white."""
    bitmap = page.render(scale=SCALE)
    shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
    return shown.copy()  # the buffer goes with the page
