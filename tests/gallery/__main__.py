"""Write the gallery: python -m tests.gallery OUT [--only TEXT]."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from html import escape
from itertools import product
from pathlib import Path

#: The screen of a shop's PC, of which a dialog is never larger.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}")

from PySide6.QtWidgets import QApplication

from desk.app.program import application
from desk.i18n import LANGUAGES
from desk.store import accounts
from tests.gallery import data, every, papers, words
from tests.gallery.screens import LARGE, SCREENS, SMALL
from tests.gallery.stage import HEIGHT, WIDTH, Stage

SCHEMES = ("light", "dark", "contrast")
SMALL_SIZE = (800, 600)

#: 1920 × 1080 at 200 per cent, without the frame of the window and the system's own bar.
LARGE_FACTOR, LARGE_SIZE = "2", (960, 480)
LARGE_SCREEN = f"offscreen:configfile={Path(__file__).with_name('large-screen.json')}"


def main() -> int:
    """Every screen in each language and palette, the main ones at 200 per cent, every paper, and a page to browse."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=main.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", metavar="TEXT", help="screens whose name holds this")
    parser.add_argument("--large", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    accounts.COST = accounts.Cost(memory=8, passes=1, lanes=1)  # nobody guesses PINs here
    with tempfile.TemporaryDirectory() as folder:
        _draw(args, Path(folder))
    if not args.large:
        _large(args)
        words.write(args.out)
        (args.out / "index.html").write_text(_index(args.out), encoding="utf-8")
        print(args.out / "index.html")
    return 0


def _draw(args: argparse.Namespace, folder: Path) -> None:
    app = application("light")
    data.full(folder / "full.store")
    data.bare(folder / "bare.store")
    if not args.large:
        _small(app, args, folder)
    for language, scheme in product(LANGUAGES, SCHEMES):
        out = args.out / f"{language}-{scheme}{'-200' if args.large else ''}"
        out.mkdir(exist_ok=True)
        stage = Stage(app, folder, language, scheme, LARGE_SIZE if args.large else (WIDTH, HEIGHT))
        for screen in SCREENS:
            if not args.large and scheme != "light" and screen in every.SCREENS:
                continue
            if args.only in screen.__name__ and (not args.large or screen.__name__ in LARGE):
                stage.picture(screen(stage), out / f"{screen.__name__}.png")
                stage.clear()
    if not args.large and not args.only:
        list(papers.pictures(folder / "full.store", args.out / "papers"))


def _small(app: QApplication, args: argparse.Namespace, folder: Path) -> None:
    """The main pages in the smallest window they are laid out for."""
    for language in LANGUAGES:
        out = args.out / f"{language}-light-800x600"
        out.mkdir(exist_ok=True)
        stage = Stage(app, folder, language, "light", SMALL_SIZE)
        for screen in SCREENS:
            if args.only in screen.__name__ and screen.__name__ in SMALL:
                stage.picture(screen(stage), out / f"{screen.__name__}.png")
                stage.clear()


def _large(args: argparse.Namespace) -> None:
    """The scale is read once, when Qt starts: this needs a process of its own."""
    command = [sys.executable, "-m", "tests.gallery", str(args.out), "--only", args.only, "--large"]
    enlarged = {"QT_SCALE_FACTOR": LARGE_FACTOR, "QT_QPA_PLATFORM": LARGE_SCREEN}
    subprocess.run(command, env=os.environ | enlarged, check=True)


def _index(out: Path) -> str:
    """A page to browse: the pictures by folder, each under its name."""
    parts = []
    for folder in sorted(path for path in out.iterdir() if path.is_dir()):
        parts.append(f"<h2 id='{folder.name}'>{escape(folder.name)}</h2>")
        for file in sorted(folder.glob("*.png")):
            source = f"{folder.name}/{file.name}"
            parts.append(f"<figure><a href='{source}'><img src='{source}' loading='lazy' alt='{escape(file.stem)}'></a>"
                         f"<figcaption>{escape(file.stem)}</figcaption></figure>")  # fmt: skip
    folders = sorted(path for path in out.iterdir() if path.is_dir())
    links = " · ".join(["<a href='words.html'>every word</a>", *(f"<a href='#{p.name}'>{p.name}</a>" for p in folders)])
    style = ("body{font:15px sans-serif;margin:24px;background:#eceff3}figure{display:inline-block;margin:8px;"
             "vertical-align:top}img{max-width:640px;max-height:480px;border:1px solid #ccc}"
             "nav{position:sticky;top:0;background:#eceff3;padding:8px}")  # fmt: skip
    return (
        f"<!doctype html><meta charset='utf-8'><title>Gallery</title><style>{style}</style>"
        f"<nav>{links}</nav>{''.join(parts)}"
    )


if __name__ == "__main__":
    sys.exit(main())
