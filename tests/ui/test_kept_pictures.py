"""The key screens look exactly as kept: sign-in, today, cases, a case, the intake, promises, an agreement."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from desk.i18n import LANGUAGES
from tests.gallery import kept

WITH = (kept.KEPT / kept.MADE_WITH).read_text(encoding="utf-8").strip()

pytestmark = pytest.mark.skipif(kept.made_with() != WITH, reason=f"the kept pictures were drawn with {WITH}")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pictures")
    kept.draw(out)
    return out


@pytest.mark.timeout(300)
def test_every_kept_screen_is_the_same_to_the_pixel(drawn: Path) -> None:
    """Meant to look otherwise? Then look at it, and `python -m tests.gallery.kept` keeps it anew."""
    changed = []
    for name, words in product(kept.NAMES, LANGUAGES):
        before = Image.open(kept.KEPT / f"{name}-{words}.png").convert("RGB")
        now = Image.open(drawn / f"{name}-{words}.png").convert("RGB")
        box = ImageChops.difference(before, now).getbbox() if before.size == now.size else (0, 0, *now.size)
        if box:
            changed.append(f"{name}-{words}: differs within {box}, drawn in {drawn}")
    assert changed == []


def test_the_kept_pictures_are_small_and_none_is_left_over() -> None:
    files = {file.name: file.stat().st_size for file in kept.KEPT.glob("*.png")}
    assert set(files) == {f"{name}-{words}.png" for name, words in product(kept.NAMES, LANGUAGES)}
    assert sum(files.values()) < 4_000_000
