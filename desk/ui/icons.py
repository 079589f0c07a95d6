"""One family of drawn signs (lucide), painted in the palette's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desk import RESOURCES

from . import style

SIZE = 18

_FOLDER = str(RESOURCES / "icons")


def icon(name: str, color: QColor | None = None, size: int = SIZE) -> QIcon:
    """The sign as an icon. FileNotFoundError when the family has no such sign."""
    return QIcon(pixmap(name, size, color))


def pixmap(name: str, size: int, color: QColor | None = None) -> QPixmap:
    """The sign at a size in logical pixels, sharp on the screen it is shown on."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, size, (color or style.color("ink")).name(), ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, color: str, ratio: float) -> QPixmap:
    ready = _ready(style.scheme()).get(f"{name} {size} {color}") if ratio == 1 else None
    if ready is None:
        return _from_svg(name, size, color, ratio)
    image = QImage(ready, size, size, 4 * size, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image.copy())  # what Python has read may go


@lru_cache(maxsize=4)
def _ready(scheme: str) -> dict[str, bytes]:
    """The signs of the first pictures as they come out, drawn by tests/gallery/signs.py: loading what reads SVG, and
    drawing them, takes a start 4 ms. First which there are, then the pixels of each."""
    try:
        with open(f"{_FOLDER}/ready/{scheme}", "rb") as file:
            names, pixels = file.readline().decode().rstrip("\n").split(", "), file.read()
    except OSError:
        return {}
    out, place = {}, 0
    for name in names:
        long = 4 * int(name.split()[1]) ** 2
        out[name], place = pixels[place : place + long], place + long
    return out


@lru_cache(maxsize=512)
def _from_svg(name: str, size: int, color: str, ratio: float) -> QPixmap:
    source = QByteArray(_source(name).replace(b"currentColor", color.encode()))
    buffer = QBuffer(source)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
    out = QPixmap.fromImageReader(reader)
    out.setDevicePixelRatio(ratio)
    return out


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    with open(f"{_FOLDER}/{name}.svg", "rb") as file:  # a path put together by pathlib takes longer than the reading
        return file.read()


def wear(button: QAbstractButton, name: str, color: str = "ink", size: int = SIZE, gap: int = 4) -> None:
    """Give a button a sign that follows the palette when it changes; `gap` is more room before its words."""
    button.setProperty("sign", (name, color, size, gap))
    _paint(button)


def _paint(button: QAbstractButton) -> None:
    name, color, size, gap = button.property("sign")
    sign = pixmap(name, size, style.color(color))
    ratio = sign.devicePixelRatio()
    wide = QPixmap(sign.width() + round(gap * ratio), sign.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, sign)
    painter.end()
    button.setIcon(QIcon(wide))
    button.setIconSize(QSize(size + gap, size))


def show(label: QLabel, name: str, color: str = "muted", size: int = 16) -> None:
    """Let a label show a sign that follows the palette when it changes."""
    label.setProperty("sign", (name, color, size))
    label.setPixmap(pixmap(name, size, style.color(color)))


def _repaint_all() -> None:
    for widget in QApplication.allWidgets():
        sign = widget.property("sign")
        if sign and isinstance(widget, QAbstractButton):
            _paint(widget)
        elif sign and isinstance(widget, QLabel):
            show(widget, *sign)


style.news.changed.connect(_repaint_all, Qt.ConnectionType.DirectConnection)
