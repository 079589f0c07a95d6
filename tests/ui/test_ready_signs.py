"""The signs of the first pictures lie ready, and are what their drawings give."""

from __future__ import annotations

import pytest

from desk.ui import icons, style
from tests.gallery import kept
from tests.gallery.signs import pixels


@pytest.mark.parametrize("scheme", style.PALETTES)
def test_every_ready_sign_is_as_its_drawing_gives_it(look, scheme):
    made_with = (kept.KEPT / kept.MADE_WITH).read_text(encoding="utf-8").strip()
    if made_with != kept.made_with():
        pytest.skip(f"drawn with {made_with}, here is {kept.made_with()}")
    ready = icons._ready(scheme)
    assert len(ready) > 10
    fresh = {sign: pixels(name, int(size), color) for sign in ready for name, size, color in [sign.split()]}
    assert [sign for sign in ready if ready[sign] != fresh[sign]] == [], "python -m tests.gallery.signs, and look"


@pytest.mark.parametrize("scheme", style.PALETTES)
def test_every_ready_sign_is_in_a_colour_of_its_palette(scheme):
    colors = {sign.split()[2] for sign in icons._ready(scheme)}
    assert colors <= set(style.PALETTES[scheme].values()), "python -m tests.gallery.signs draws them anew"


def test_a_ready_sign_is_painted_as_the_drawing_would_be(look):
    color = style.color("ink")
    ready, drawn = icons.pixmap("house", 18), icons._from_svg("house", 18, color.name(), 1.0)
    assert "house 18 " + color.name() in icons._ready(style.scheme())
    assert ready.toImage() == drawn.toImage()


def test_without_ready_signs_and_on_a_fine_screen_they_are_drawn(look, monkeypatch, tmp_path):
    monkeypatch.setattr(icons, "_FOLDER", str(tmp_path))
    icons._ready.cache_clear()
    assert icons._ready("light") == {}
    icons._ready.cache_clear()
    monkeypatch.undo()
    assert icons._drawn("house", 18, "#1b2430", 2.0).size().width() == 36
