"""What a screen reader says by itself: news in a pause, a refusal at once, and who it is said by."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desk.i18n import LANGUAGES
from desk.ui import aloud
from desk.ui.hand_over_many import HandOverMany
from desk.ui.import_dialog import ImportDialog
from desk.ui.logo_dialog import LogoDialog
from desk.ui.pin_again import PinAgain
from desk.ui.toasts import toast

from .shell import opened, unnamed

POLITE, AT_ONCE = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def heard(monkeypatch):
    """Everything that is handed to the screen reader, with how urgent it is."""
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []
    hearing = SimpleNamespace(
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness,
        updateAccessibility=lambda event: said.append((event.message(), event.politeness())),
    )
    monkeypatch.setattr(aloud, "QAccessible", hearing)
    return said


def test_news_is_said_in_a_pause(look, qtbot, heard):
    window = QWidget()
    qtbot.addWidget(window)
    toast(window, "The branch is changed.")
    assert heard == [("The branch is changed.", POLITE)]


@pytest.mark.parametrize("size", [(1366, 768), (1366, 700), (1280, 720), (1024, 700)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_news_lies_over_nothing_that_can_be_pressed(qtbot, desk, walk, language, size):
    window = opened(qtbot, desk, "minh")
    window.resize(*size)
    desk.set_language(language)
    window.open_case(walk("receive"))
    news = toast(window, "Đã đính kèm tệp và ghi vào diễn biến.")
    qtbot.waitUntil(lambda: not news._there.isActive())
    lies = QRect(news.pos(), news.size())
    page = window.page("case")
    pressed = {b: b.visibleRegion().boundingRect() for b in page.findChildren(QAbstractButton) if b.isVisible()}
    assert not pressed[page.form.button].isEmpty()
    assert not [b.text() for b, seen in pressed.items() if lies.intersects(seen.translated(b.mapTo(window, QPoint())))]


def test_news_makes_way_for_what_is_being_typed_in_a_small_window(qtbot, desk, walk):
    window = opened(qtbot, desk, "minh")
    window.resize(800, 600)
    window.open_case(walk("receive"))
    form = window.page("case").form
    news = toast(window, "Vừa ghi: Đã trao đổi với khách hàng. Hãy hẹn rõ ngày và giờ, và ghi lại cho đồng nghiệp.")
    qtbot.waitUntil(lambda: not news._there.isActive())
    words = form.blocks["wish"].input
    foot = words.mapTo(form.page, words.rect().bottomLeft()).y()
    form.area.verticalScrollBar().setValue(foot - form.area.viewport().height())
    words.setFocus()
    here = QApplication.focusWidget()
    typed = here.visibleRegion().boundingRect().translated(here.mapTo(window, QPoint()))
    assert typed.height() > 40
    qtbot.waitUntil(lambda: not typed.intersects(news.geometry()), timeout=2000)


def test_a_list_of_choices_that_is_open_is_called_as_what_it_belongs_to(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    window.new_complaint()
    box = window.page("intake").form.blocks["channel"].input.box
    box.showPopup()
    assert box.view().isVisible()
    assert unnamed(box.view()) == []
    box.hidePopup()


def test_a_refusal_is_said_at_once_and_whole(page, walk, heard):
    page.show_case(walk("receive"))
    heard.clear()
    page.form.record()
    ((text, how),) = heard
    assert text.startswith("Not recorded yet: ")
    assert all(line.accessibleName() in text for line in page.form.problems.lines)
    assert len(page.form.problems.lines) > 1
    assert how == AT_ONCE


def test_a_wrong_sign_in_is_said_at_once(qtbot, desk, heard):
    page = opened(qtbot, desk).rooms.currentWidget()
    page.tiles.choose("lan")
    page._check()
    assert heard == [("Please type your PIN.", AT_ONCE)]


def test_a_missing_pin_before_an_approval_is_said_at_once(qtbot, desk, sign_in, heard):
    sign_in("minh")
    around = QWidget()
    qtbot.addWidget(around)
    dialog = PinAgain(desk, "Approve", "Approve", around)
    dialog.open()
    dialog.check()
    assert heard == [("Please type your PIN.", AT_ONCE)]


def test_nothing_is_not_said(look, qtbot, heard):
    widget = QWidget()
    qtbot.addWidget(widget)
    aloud.announce(widget, "")
    assert heard == []


def test_what_a_dialog_cannot_do_is_said_at_once(qtbot, desk, walk, sign_in, tmp_path, heard):
    case_id = walk("receive")
    sign_in("minh")
    around = QWidget()
    qtbot.addWidget(around)
    HandOverMany(desk, (case_id,), around).offer()
    assert not LogoDialog(desk, around).take(tmp_path)
    ImportDialog(desk, around).open_file(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert [text.partition(":")[0] for text, _ in heard] == [
        "Please choose a colleague.",
        "This is no PNG or JPEG picture of at most 4 MB. The logo stays as it is.",
        "The file cannot be opened",
    ]
    assert {how for _, how in heard} == {AT_ONCE}


def test_too_long_a_briefing_is_refused_as_everywhere_and_said(qtbot, desk, walk, sign_in, heard):
    case_id = walk("receive")
    sign_in("minh")
    around = QWidget()
    qtbot.addWidget(around)
    dialog = HandOverMany(desk, (case_id,), around)
    dialog.briefing.setPlainText("On leave from tomorrow.")
    QApplication.clipboard().setText("x" * 50_000)
    dialog.briefing.paste()
    QApplication.clipboard().clear()
    assert dialog.briefing.toPlainText() == "On leave from tomorrow."
    assert heard == [(dialog.problem.text(), AT_ONCE)]
    assert dialog.problem.text().startswith("This text is too long")
