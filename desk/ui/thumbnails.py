"""Small pictures of attached files; no widget and no store, so that they may be made on another thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from desk.store import media

from .paper_making import pictures, sizes

SIDE = 160


def thumbnail(data: bytes, kind: str, side: int = SIDE) -> QImage:
    """The picture or the first page, no side longer than `side`; a null picture for text and for what is damaged."""
    if kind == media.PDF:
        return _page(data, side)
    if kind not in media.PICTURES:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.removeprefix("image/").encode())
    reader.setAutoTransform(True)
    size = QSize(*media.picture_size(data))
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    # the way to read it is chosen here, and not in read(), which lets Python go: Qt chooses under a lock, asks Python's
    # buffer meanwhile, and would wait for ever for a window that has Python and wants that lock to load a sign
    return reader.read() if reader.canRead() else QImage()


def _page(data: bytes, side: int) -> QImage:
    try:
        first = sizes(data)[0]
        return pictures(data, 72 * side / max(*first, 1.0), (0,))[0]
    except (ValueError, RuntimeError, IndexError, KeyError):  # a damaged file, or one without pages
        return QImage()
