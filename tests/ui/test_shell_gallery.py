"""Every screen of the gallery can be pictured; all it holds is named, told and walked in order, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from desk.i18n import LANGUAGES
from desk.store import accounts
from desk.ui import language, style
from desk.ui.first_run import FirstRun
from desk.ui.room import Dialog
from desk.ui.step_form import StepForm
from desk.ui.tab_order import tell_as_laid
from desk.ui.window import MainWindow
from tests.gallery import data, list_screens
from tests.gallery.__main__ import LARGE_SIZE, SMALL_SIZE, _index
from tests.gallery.screens import LARGE, SCREENS, SMALL
from tests.gallery.stage import Screen, Stage

from .conftest import press
from .shell import unnamed
from .walking import astray, cut, footloose, jumbled, valueless

by_name = {screen.__name__: screen for screen in SCREENS}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    before, accounts.COST = accounts.COST, accounts.Cost(memory=8, passes=1, lanes=1)
    data.full(folder / "full.store")
    data.bare(folder / "bare.store")
    accounts.COST = before
    return folder


@pytest.fixture
def stage(look: QApplication, stores, monkeypatch):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    stage = Stage(look, stores, "vi", "dark")
    yield stage
    stage.clear()
    style.apply(look, "light")
    language.install("en")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_is_pictured_and_everything_on_it_is_named_told_and_in_order_in_three_languages(
    stage, tmp_path, screen
):
    shown = screen(stage)
    stage.picture(shown, tmp_path / "screen.png")
    assert [*unnamed(shown), *valueless(shown), *jumbled(shown), *cut(shown)] == []
    for words in ("en", "fi"):
        shown = in_words(stage, screen, shown, words)
        stage.settle()
        assert (words, *unnamed(shown), *valueless(shown), *cut(shown)) == (words,)
    assert [*astray(shown), *footloose(shown)] == []
    if isinstance(shown, Dialog) and not isinstance(shown, FirstRun):
        stage.settle()
        press(shown, Qt.Key.Key_Escape)
        assert not (isValid(shown) and shown.isVisible())
    picture = QImage(str(tmp_path / "screen.png"))
    assert picture.width() > 80
    colors = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 5)}
    assert len(colors) > 3


@pytest.mark.parametrize("size", [SMALL_SIZE, LARGE_SIZE])
@pytest.mark.parametrize("name", SMALL)
def test_no_word_is_cut_in_the_smallest_windows_in_three_languages(look, stores, name, size):
    stage, screen = Stage(look, stores, "vi", "light", size), by_name[name]
    shown = screen(stage)
    for words in LANGUAGES:
        shown = in_words(stage, screen, shown, words)
        stage.settle()
        assert (words, *cut(shown)) == (words,)
    stage.clear()
    language.install("en")


#: Signs beside words and in lists, marked fields, what is scrolled, and what is written in the colours of the palette.
DYED = (
    "cases", "promises", "today", "case_closed", "case_story", "step_escalate", "step_withdraw",
    "every_step_note_refused", "lane_beyond", "learning", "practice_score", "attached_in_story", "attach_several",
    "clock_wrong", "finder", "reminder", "settings_people",
)  # fmt: skip


@pytest.mark.parametrize("name", DYED)
def test_a_screen_that_is_there_when_the_colours_change_looks_as_one_made_in_them(look, stores, tmp_path, name):
    flash = look.cursorFlashTime()
    look.setCursorFlashTime(0)
    pictures = []
    for before in ("light", "dark"):
        stage = Stage(look, stores, "vi", before)
        shown = by_name[name](stage)
        stage.settle()
        if before != "dark":
            style.apply(look, "dark")
        stage.picture(shown, tmp_path / f"{before}.png")
        stage.clear()
        pictures.append(QImage(str(tmp_path / f"{before}.png")))
    style.apply(look, "light")
    language.install("en")
    look.setCursorFlashTime(flash)
    assert pictures[0] == pictures[1]


def in_words(stage: Stage, screen: Screen, shown: QWidget, words: str) -> QWidget:
    """The same screen in another language: windows and forms change it as they stand, a dialog is opened anew."""
    if isinstance(shown, MainWindow):
        stage.speak(words)
        return shown
    if isinstance(shown, StepForm):
        stage.speak(words)
        shown.speak()
        return shown
    stage.clear()
    stage.words = words
    language.install(words)
    return screen(stage)


def test_what_is_painted_is_also_told(stage):
    window = list_screens.cases(stage)
    stage.speak("en")
    table = QAccessible.queryAccessibleInterface(window.page("cases").table)
    cells = {table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())}
    assert {"HN3-00004", "Vũ Thị Lan Phương", "Consult, 3 of 8", "3 h 43 min late"} <= cells
    late = window.page("cases").chips["late"]
    assert QAccessible.queryAccessibleInterface(late).text(QAccessible.Text.Name) == "Late, 3"


def test_the_walk_finds_what_is_nameless_untold_or_out_of_order(look, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    below, above, chosen = QPushButton("Below", page), QPushButton("Above", page), QComboBox(page)
    chosen.addItem("Chosen")
    secret = QLineEdit("123456", page)
    for control, top in ((above, 0), (below, 100), (secret, 200), (chosen, 300)):
        control.setGeometry(0, top, 200, 40)
    QWidget.setTabOrder(secret, chosen)
    page.show()
    assert unnamed(page) == ["QWidget > QLineEdit"]
    assert [line.split(": ")[1] for line in valueless(page)] == [
        "on Linux a list is called by its label, and there is none"
    ]
    assert astray(page) == ["QPushButton 'Below' → QPushButton 'Above'", "QComboBox '' → QPushButton 'Below'"]


def test_the_walk_finds_what_a_screen_reader_tells_out_of_order(look, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    grid = QGridLayout(page)
    names = ("Above", "beside", "Below", "beside it")
    places = dict(zip(names, ((0, 0), (0, 1), (1, 0), (1, 1)), strict=True))
    for name in ("Above", "Below", "beside", "beside it"):  # column by column, as no table is read
        grid.addWidget(QPushButton(name, page), *places[name])
    page.show()
    assert jumbled(page) == ["QWidget: told is QPushButton 'Below', read is QPushButton 'beside'"]
    loose = QPushButton("Over all of it", page)
    loose.show()
    tell_as_laid(page)
    assert jumbled(page) == []
    top = QAccessible.queryAccessibleInterface(page)
    assert [top.child(n).object().text() for n in range(top.childCount())] == [*names, "Over all of it"]


def test_every_screen_has_a_name_of_its_own():
    names = [screen.__name__ for screen in SCREENS]
    assert len(names) == len(set(names))
    assert set(LARGE) | set(SMALL) <= set(names)


def test_the_index_shows_every_picture(tmp_path):
    (tmp_path / "vi-dark").mkdir()
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(tmp_path / "vi-dark" / "today.png"))
    assert "vi-dark/today.png" in _index(tmp_path)
