"""The signs of the first pictures, drawn ahead in every palette: python -m tests.gallery.signs draws them anew."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from desk import RESOURCES

READY = RESOURCES / "icons" / "ready"

#: What somebody may see first, of tests/gallery/screens.py.
FIRST = ("sign_in", "today", "cases")


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desk.app.program import application
    from desk.store import accounts
    from desk.ui import icons, style
    from tests.gallery import data
    from tests.gallery.screens import SCREENS
    from tests.gallery.stage import Stage

    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)  # nobody guesses PINs here
    app = application("light")
    wanted = [screen for screen in SCREENS if screen.__name__ in FIRST]
    asked: set[tuple[str, int, str]] = set()
    usual = icons.pixmap
    icons.pixmap = lambda name, size, color=None: (  # type: ignore[assignment]
        asked.add((name, size, (color or style.color("ink")).name())), usual(name, size, color)
    )[1]
    READY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data.full(Path(folder, "full.store"))
        data.bare(Path(folder, "bare.store"))
        for scheme in style.PALETTES:
            asked.clear()
            style.apply(app, scheme)
            stage = Stage(app, Path(folder), "en", scheme)
            for screen in wanted:
                stage.picture(screen(stage), Path(folder, "thrown-away.png"))
                stage.clear()
            keep(scheme, sorted(asked))
    return 0


def keep(scheme: str, signs: list[tuple[str, int, str]]) -> None:
    """Write the signs of a palette as desk/ui/icons.py reads them."""
    head = ", ".join(f"{name} {size} {color}" for name, size, color in signs)
    (READY / scheme).write_bytes(f"{head}\n".encode() + b"".join(pixels(*sign) for sign in signs))


def pixels(name: str, size: int, color: str) -> bytes:
    """A sign as it comes out of its SVG."""
    from PySide6.QtGui import QImage

    from desk.ui import icons

    image = icons._from_svg(name, size, color, 1.0).toImage()
    return bytes(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied).constBits())


if __name__ == "__main__":
    sys.exit(main())
