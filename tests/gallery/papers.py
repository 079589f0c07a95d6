"""Every page of every paper of the sample branch as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

from desk.commands import demo
from desk.store.database import open_store
from desk.store.journal import Journal

SCALE = 96 / 72


def pictures(store: Path, out: Path) -> Iterator[Path]:
    """Write each page; the files in the order of the papers."""
    out.mkdir(parents=True, exist_ok=True)
    opened = open_store(store)
    try:
        for name, pdf in demo.papers(opened, Journal(opened)):
            document = pypdfium2.PdfDocument(pdf)
            for number in range(len(document)):
                file = out / f"{name.removesuffix('.pdf')}-{number + 1}.png"
                image(document[number]).save(str(file))
                yield file
            document.close()
    finally:
        opened.close()


def image(page: pypdfium2.PdfPage) -> QImage:
    """One page, on white."""
    bitmap = page.render(scale=SCALE)
    shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
    return shown.copy()  # the buffer goes with the page
