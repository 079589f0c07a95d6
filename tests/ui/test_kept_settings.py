"""What is typed on a page of the settings and not saved comes back: after a lock, a closed desk, another language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desk.store import accounts, drafts
from desk.ui.idle import LOCK_MINUTES
from desk.ui.window import MainWindow

from .conftest import write
from .shell import key, opened

#: As somebody types: what is saved has no space too many, and its days in order.
ADDRESS = "12 Lê Lợi, Quận 1,  tầng 3, cạnh thang máy "
DAYS = "31/12/2026\n24/12/2026"


@pytest.fixture
def window(qtbot, desk):
    return opened(qtbot, desk, "minh")


def shown(window: MainWindow, part: str):
    window.go("settings")
    window.page("settings").choose(part)
    return window.page("settings").sections[part]


def branch(window):
    section = shown(window, "branch")
    return section, section.inputs["address"], section.inputs["address"].text, ADDRESS


def policy(window):
    section = shown(window, "policy")
    return section, section.closed, section.closed.toPlainText, DAYS


BOTH = pytest.mark.parametrize("page", [branch, policy])


def typed(window, page):
    """The page with words in a field, and how the field began."""
    section, field, read, words = page(window)
    before = read()
    if isinstance(field, QLineEdit):
        field.clear()
    else:
        field.selectAll()
    write(field, words)
    return section, before, words


def first(section):
    return section.inputs["name"] if hasattr(section, "inputs") else section.times["consult_within"]


def kept(desk):
    return [(draft.step, draft.answers) for draft in drafts.all_of(desk.store, "minh")]


def lock(desk, window, qtbot):
    window.lock()
    assert kept(desk) != []
    desk.sign_in(accounts.people(desk.store)["minh"])


def another_part(desk, window, qtbot):
    window.page("settings").choose("about")


def another_language(desk, window, qtbot):
    desk.set_language("vi")
    window.retranslate()


def lock_and_another_language(desk, window, qtbot):
    window.lock()
    desk.set_language("fi")
    window.retranslate()
    desk.sign_in(accounts.people(desk.store)["minh"])


@BOTH
@pytest.mark.parametrize("end", [lock, another_part, another_language, lock_and_another_language])
def test_what_was_typed_is_there_when_the_page_is_opened_again(qtbot, desk, window, page, end):
    _, _, words = typed(window, page)
    end(desk, window, qtbot)
    section, _, read, _ = page(window)
    assert read() == words
    assert section.kept.line.isVisible()
    assert desk.words.moment(desk.now(), desk.branch.tz).rpartition(" ")[2] in section.kept.line.text.text()


@BOTH
def test_it_is_in_the_store_while_one_still_writes(qtbot, desk, window, page):
    section, _, words = typed(window, page)
    assert section.kept.line.isHidden()
    qtbot.waitUntil(lambda: [list(answers.values()) for _, answers in kept(desk)] == [[words]])


@BOTH
def test_closing_the_desk_keeps_it_and_the_next_start_shows_it(qtbot, desk, window, page):
    _, _, words = typed(window, page)
    assert not window._asks_first()
    assert len(kept(desk)) == 1
    again = opened(qtbot, desk, "minh")
    section, _, read, _ = page(again)
    assert read() == words
    assert section.kept.line.isVisible()


@BOTH
def test_nobody_else_sees_it(desk, window, page):
    _, _, words = typed(window, page)
    window.lock()
    desk.sign_in(accounts.people(desk.store)["ho"])
    settings = window.page("settings")
    there = settings.sections["branch"].inputs["address"].text(), settings.sections["policy"].closed.toPlainText()
    assert words not in there
    assert drafts.all_of(desk.store, "ho") == []
    window.lock()
    desk.sign_in(accounts.people(desk.store)["minh"])
    assert page(window)[2]() == words


@BOTH
def test_saved_it_is_no_draft_any_more_and_taken_back_it_is_as_before(desk, window, page):
    section, before, _ = typed(window, page)
    section.save.click()
    assert kept(desk) == []
    section, _, read, _ = page(window)
    after = read()
    assert (after != before, section.kept.line.isHidden()) == (True, True)
    window.findChild(QWidget, "toast").findChild(QPushButton).click()
    assert (page(window)[2](), kept(desk)) == (before, [])


@BOTH
def test_one_press_starts_afresh_and_one_brings_it_back(desk, window, page):
    _, before, words = typed(window, page)
    another_part(desk, window, None)
    section, _, read, _ = page(window)
    section.kept.line.button.click()
    assert (read(), kept(desk), section.kept.line.isHidden()) == (before, [], True)
    window.findChild(QWidget, "toast").findChild(QPushButton).click()
    assert read() == words
    another_part(desk, window, None)
    assert page(window)[2]() == words


@BOTH
def test_tab_comes_to_it_before_the_first_field(desk, window, page):
    typed(window, page)
    another_part(desk, window, None)
    section, *_ = page(window)
    window.page("settings").enter_list()
    key(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is section.kept.line.button
    key(section.kept.line.button, Qt.Key.Key_Tab)
    assert window.focusWidget() is first(section)


def test_what_is_refused_stays_a_draft(desk, window):
    section = shown(window, "policy")
    section.days[5].setText("08:00")
    section.save.click()
    lock(desk, window, None)
    assert kept(desk) == [("settings:policy", {"day5": "08:00"})]
    assert shown(window, "policy").days[5].text() == "08:00"


def test_an_emptied_field_is_kept_too(desk, window):
    shown(window, "branch").inputs["telephone"].clear()
    lock(desk, window, None)
    assert kept(desk) == [("settings:branch", {"telephone": ""})]
    assert shown(window, "branch").inputs["telephone"].text() == ""


def test_a_number_and_a_choice_are_kept_too(desk, window):
    shown(window, "branch").minutes.setValue(LOCK_MINUTES + 4)
    section = shown(window, "policy")
    section.country.setCurrentIndex(section.country.findData("fi"))
    lock(desk, window, None)
    assert dict(kept(desk)) == {"settings:branch": {"minutes": LOCK_MINUTES + 4}, "settings:policy": {"country": "fi"}}
    assert shown(window, "branch").minutes.value() == LOCK_MINUTES + 4
    assert shown(window, "policy").country.currentData() == "fi"


def test_what_somebody_else_saved_meanwhile_is_no_draft_and_stands_in_the_other_fields(desk, window):
    section = shown(window, "branch")
    section.inputs["address"].setText("12 Lê Lai")
    window.lock()
    accounts.set_branch(desk.store, replace(desk.branch, address="12 Lê Lai", telephone="028 99"), None)
    desk.branch = accounts.branch(desk.store)
    desk.sign_in(accounts.people(desk.store)["minh"])
    section = shown(window, "branch")
    assert section.kept.line.isHidden()
    assert kept(desk) == []
    assert (section.inputs["address"].text(), section.inputs["telephone"].text()) == ("12 Lê Lai", "028 99")


def test_undoing_a_change_keeps_what_was_typed_after_it(desk, window):
    section = shown(window, "branch")
    section.inputs["name"].setText("Chợ Lớn")
    section.save.click()
    section.inputs["address"].setText(ADDRESS)
    window.findChild(QWidget, "toast").findChild(QPushButton).click()
    assert (section.inputs["name"].text(), section.inputs["address"].text()) == ("Chợ Bến Thành", ADDRESS)
    assert kept(desk) == [("settings:branch", {"address": ADDRESS})]


def test_looking_at_the_settings_keeps_nothing(desk, window):
    for part in ("branch", "policy", "mandates", "people", "about"):
        shown(window, part)
    another_language(desk, window, None)
    window.lock()
    assert kept(desk) == []
