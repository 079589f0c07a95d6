"""A window of 800 × 600: everything has its place, nothing lies over anything, and all of it is still named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from desk.i18n import LANGUAGES

from .shell import key, opened, record, unnamed

PAGES = ("today", "cases", "promises", "settings", "intake", "case")


@pytest.fixture
def window(qtbot, desk, walk):
    """A manager's window, with something to show on every page."""
    walk("sign")
    record(desk, 1, customer_name="Công Tằng Tôn Nữ Thị Bích Phương Thảo Nguyên", mood="angry")
    desk.sign_out()
    window = opened(qtbot, desk, "minh")
    window.resize(800, 600)
    return window


def show(window, page: str) -> None:
    if page == "case":
        window.go("cases")
        window.open_case(window.page("cases").model.row(0).case_id)
    elif page == "intake":
        window.new_complaint()
    else:
        window.go(page)
    QCoreApplication.processEvents()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_asks_for_no_more_room_than_there_is(window, desk, page, language):
    desk.set_language(language)
    show(window, page)
    needed = window.centralWidget().minimumSizeHint()
    assert (window.width(), window.height()) == (800, 600)
    assert needed.width() <= 800, needed
    assert needed.height() <= 600, needed
    assert unnamed(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_read_to_its_last_line(window, desk, walk, sign_in, language):
    case = walk("talk")
    sign_in("lan")
    desk.set_language(language)
    window.resize(1366, 768)
    window.open_case(case, "agree")
    page = window.page("case")
    page.form.record()
    window.resize(800, 600)
    for _ in range(3):
        QCoreApplication.processEvents()
    missing = page.form.problems
    last = missing.controls()[-1]
    missing._scroll.ensureWidgetVisible(last)
    assert missing._scroll.height() < missing._scroll.widget().height()  # or it says nothing
    assert last.visibleRegion().boundingRect() == last.rect()


def test_rail_and_bar_find_their_words_again_when_there_is_room(window):
    assert window.rail.buttons["cases"].text() == ""
    assert window.rail.buttons["cases"].accessibleName() == "Cases"
    assert window.bar.new.text() == "F2"
    window.resize(1366, 768)
    assert window.rail.buttons["cases"].text() == "&Cases"
    assert window.bar.new.text() == "&New complaint (F2)"
    assert window.bar.branch.isVisible()


def test_the_coach_takes_the_place_of_the_way_when_it_is_asked_for(window):
    show(window, "case")
    page = window.page("case")
    assert (page.way.isVisible(), page.coach.isVisible()) == (True, False)
    key(page, Qt.Key.Key_F4)
    assert (page.way.isVisible(), page.coach.isVisible()) == (False, True)
    QCoreApplication.processEvents()
    assert window.centralWidget().minimumSizeHint().width() <= 800
    key(page, Qt.Key.Key_F4)
    assert (page.way.isVisible(), page.coach.isVisible()) == (True, False)
    window.resize(1366, 768)
    assert (page.way.isVisible(), page.coach.isVisible()) == (True, True)


def test_what_is_known_of_the_customer_lies_above_a_narrow_form_and_beside_a_wide_one(window):
    show(window, "intake")
    page = window.page("intake")
    page.known.show()
    QCoreApplication.processEvents()
    assert page.known.geometry().bottom() <= page.form.geometry().top()
    assert page.form.width() > 600
    window.resize(1366, 768)
    page.known.show()  # nobody is known: it was hidden again when it was written anew
    QCoreApplication.processEvents()
    assert page.known.geometry().left() >= page.form.geometry().right()
