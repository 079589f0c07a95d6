"""F1 explains the page or dialog one is at, Ctrl+/ shows every key: in each language, and in the smallest window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desk.i18n import LANGUAGES
from desk.ui import in_and_out
from desk.ui.help import KEYS, MORE_KEYS, AllKeys, Help, keys_of, written
from desk.ui.import_dialog import ImportDialog

from .shell import key, opened

HELPED = ("today", "cases", "promises", "settings", "case", "intake", "quick", "learning", "import", "sign_in")


@pytest.mark.parametrize("page", HELPED)
def test_f1_explains_each_page_in_every_language_and_names_every_key(qtbot, window, desk, page):
    said = set()
    for language in LANGUAGES:
        desk.set_language(language)
        help_ = Help(desk, page, window)
        qtbot.addWidget(help_)
        said.add(help_.text.toPlainText())
        assert "**" not in help_.text.toPlainText()
        texts = {label.text() for label in help_.findChildren(QLabel)}
        assert {name for name, _ in keys_of(page)} <= texts
    assert len(said) == len(LANGUAGES)


def test_f1_explains_how_to_sign_in_while_the_desk_is_locked(qtbot, desk):
    window = opened(qtbot, desk)
    page = window.rooms.currentWidget()
    key(page.field, Qt.Key.Key_F1)
    help_ = window.findChild(Help)
    assert help_.text.toPlainText().startswith("Signing in")
    assert "F2" not in {label.text() for label in help_.findChildren(QLabel)}


def test_f1_explains_what_a_dialog_is_for_and_then_the_dialog_is_there_again(qtbot, desk, sign_in):
    window = opened(qtbot, desk, "minh")
    in_and_out.bring_in(desk, window)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    key(dialog.go, Qt.Key.Key_F1)
    help_ = dialog.findChild(Help)
    assert help_.text.toPlainText().startswith("Bring in old complaints")
    key(help_, Qt.Key.Key_F1)  # again is no second one
    assert [shown.isVisible() for shown in window.findChildren(Help)] == [True]
    key(help_, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_the_help_says_the_same_in_every_language():
    for page in (*HELPED, "desk"):
        points = {written(page, language).count("\n- ") for language in LANGUAGES}
        assert len(points) == 1, page


def test_a_page_without_a_help_of_its_own_is_explained_by_the_desk_s(window, desk):
    assert written("a page to come", "en") == written("desk", "en")


def test_the_help_fits_the_smallest_window(qtbot, window, desk):
    help_ = Help(desk, "case", window)
    qtbot.addWidget(help_)
    help_.resize(760, 520)
    help_.show()
    assert (help_.width(), help_.height()) == (760, 520)


def test_ctrl_and_the_slash_shows_every_key(qtbot, window):
    key(window.pages.currentWidget(), Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(AllKeys)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for keys in (KEYS, *MORE_KEYS.values()):
        assert {name for name, _ in keys} <= texts
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    with qtbot.waitSignal(sheet.finished):
        key(sheet, Qt.Key.Key_Escape)
