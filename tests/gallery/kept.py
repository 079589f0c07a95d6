"""Key screens as kept pictures, the same to the pixel on every run: python -m tests.gallery.kept [OUT] draws them."""

from __future__ import annotations

import os
import platform
import random
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

#: Where the pictures are kept, and beside them with what they were drawn.
KEPT = Path(__file__).parents[1] / "data" / "pictures"
MADE_WITH = "made-with.txt"

#: What is kept, of tests/gallery/screens.py, in each language.
NAMES = ("sign_in", "today", "cases", "case_talk_anh", "intake", "promises", "case_writing")

#: The desk's own letters and nothing of the machine's: no hints, no sub-pixels, no other font.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="rgba" mode="assign"><const>none</const></edit></match></fontconfig>
"""


def made_with() -> str:
    """What may change a pixel: another Qt, or another kind of machine."""
    from PySide6.QtCore import qVersion

    return f"Qt {qVersion()}, {platform.system()} {platform.machine()}"


def draw(out: Path) -> None:
    """Every kept screen into a folder, in a process of its own: fonts and scale are read once, when Qt starts."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        text = FONTS.format(fonts=Path(__file__).parents[2] / "resources" / "fonts", cache=folder)
        fonts.write_text(text, encoding="utf-8")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "LC_", "LANG"))}
        fixed = {"QT_QPA_PLATFORM": "offscreen", "QT_FONT_DPI": "96", "FONTCONFIG_FILE": str(fonts), "TZ": "UTC",
                 "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "tests.gallery.kept", "--draw", str(out)],
            env=plain | fixed, check=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip


def _draw(out: Path) -> None:
    from desk.app.program import application
    from desk.i18n import LANGUAGES
    from desk.store import accounts
    from tests.gallery import data
    from tests.gallery.screens import SCREENS
    from tests.gallery.stage import Stage

    named = random.Random(2025)  # each migration takes one
    uuid.uuid4 = lambda: uuid.UUID(int=named.getrandbits(128), version=4)  # type: ignore[assignment]
    os.urandom = random.Random(2026).randbytes  # salts, and through them the code on a paper
    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)  # nobody guesses PINs here
    app = application("light")
    app.setCursorFlashTime(0)
    wanted = {screen.__name__: screen for screen in SCREENS}
    with tempfile.TemporaryDirectory() as folder:
        data.full(Path(folder, "full.store"))
        data.bare(Path(folder, "bare.store"))
        for words in LANGUAGES:
            stage = Stage(app, Path(folder), words, "light")
            for name in NAMES:
                stage.picture(wanted[name](stage), out / f"{name}-{words}.png")
                stage.clear()


def main() -> int:
    if sys.argv[1:2] == ["--draw"]:
        _draw(Path(sys.argv[2]))
        return 0
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    draw(out)
    from PIL import Image

    for file in sorted(out.glob("*.png")):
        Image.open(file).convert("RGB").save(file, optimize=True)
    (out / MADE_WITH).write_text(made_with() + "\n", encoding="utf-8")
    print(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
