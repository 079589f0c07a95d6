"""Nothing moves by itself for those who want it so, and nobody waits for what does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QScrollBar, QStyle, QWidget

import desk as package
from desk.ui import style
from desk.ui.around import Around
from desk.ui.window import MainWindow
from desk.ui.working import Working

from .shell import let_go, opened

DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


@pytest.fixture(autouse=True)
def moving(look):
    yield
    style.keep_still(False)


@pytest.fixture
def sign(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    sign = Working(around)
    sign.setAccessibleName("Checking the PIN")
    around.show()
    sign.around = around
    return sign


def moves(control: QWidget) -> int:
    control.ensurePolished()
    return control.style().styleHint(DURATION, None, control)


def test_who_waits_sees_a_bar_that_moves(sign):
    assert not sign.isVisible()
    sign.show()
    assert (sign.bar.isVisible(), sign.bar.maximum(), sign.words.isVisible()) == (True, 0, False)


def test_or_words_that_stand_still(sign):
    style.keep_still(True)
    sign.show()
    assert (sign.bar.isVisible(), sign.words.isVisible()) == (False, True)
    assert sign.bar.maximum() > 0
    assert sign.words.text() == "Checking the PIN…"


@pytest.mark.parametrize("make", [QScrollBar, QProgressBar, QLineEdit])
def test_what_qt_moves_is_over_at_once_or_never_begins(look, qtbot, make):
    control = make()
    qtbot.addWidget(control)
    assert 0 < moves(control) < 150
    style.keep_still(True)
    assert moves(control) == 0


def test_stillness_is_chosen_in_the_settings_and_kept_for_the_next_time(qtbot, desk, tmp_path):
    around = Around(geometry=tmp_path / "window.ini")
    window = opened(qtbot, desk, "lan", around)
    window.go("settings")
    box = window.page("settings").sections["window"].still
    assert box.text() == "Nothing on the screen moves by itself"
    box.click()
    assert style.is_still()
    style.keep_still(False)
    again = MainWindow(desk, around)
    qtbot.addWidget(again, before_close_func=let_go)
    assert style.is_still()


def test_nothing_else_in_the_window_moves_by_itself():
    endless = r"maximum=0|setRange\(0, 0\)|setMaximum\(0\)"
    moved = re.compile(rf"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|{endless}")
    files = sorted((Path(package.__file__).parent / "ui").glob("*.py"))
    assert len(files) > 100
    assert [file.name for file in files if moved.search(file.read_text(encoding="utf-8"))] == []
