"""Every screen of the gallery can be pictured, in a language and a palette that show most."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desk.store import accounts
from desk.ui import language, style
from tests.gallery import data
from tests.gallery.__main__ import _index
from tests.gallery.screens import LARGE, SCREENS
from tests.gallery.stage import Stage

from .shell import unnamed


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    before, accounts.COST = accounts.COST, accounts.Cost(memory=8, passes=1, lanes=1)
    data.full(folder / "full.store")
    data.bare(folder / "bare.store")
    accounts.COST = before
    return folder


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_is_pictured_and_everything_on_it_has_a_name(
    look: QApplication, stores, tmp_path, monkeypatch, screen
):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    stage = Stage(look, stores, "vi", "dark")
    try:
        shown = screen(stage)
        stage.picture(shown, tmp_path / "screen.png")
        nameless = unnamed(shown)
    finally:
        stage.clear()
        style.apply(look, "light")
        language.install("en")
    assert nameless == []
    picture = QImage(str(tmp_path / "screen.png"))
    assert picture.width() > 80
    colors = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 5)}
    assert len(colors) > 3


def test_every_screen_has_a_name_of_its_own():
    names = [screen.__name__ for screen in SCREENS]
    assert len(names) == len(set(names))
    assert set(LARGE) <= set(names)


def test_the_index_shows_every_picture(tmp_path):
    (tmp_path / "vi-dark").mkdir()
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(tmp_path / "vi-dark" / "today.png"))
    assert "vi-dark/today.png" in _index(tmp_path)
