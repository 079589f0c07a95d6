"""Sign-in: who is here and their PIN, done with the keyboard alone; too many wrong tries wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.cases.people import CLERK, Person
from desk.store import accounts

from .conftest import PIN, START, write
from .shell import key, opened


@pytest.fixture
def sign_in_page(qtbot, desk):
    opened_window = opened(qtbot, desk)
    return opened_window.rooms.currentWidget()


def try_pin(qtbot, page, person: str, pin: str) -> None:
    page.tiles.choose(person)
    page.field.setFocus()
    qtbot.keyClicks(page.field, pin)
    key(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._busy)


def test_the_right_pin_opens_the_desk(qtbot, desk, sign_in_page):
    with qtbot.waitSignal(desk.signed_in):
        try_pin(qtbot, sign_in_page, "lan", PIN)
    assert desk.person.id == "lan"
    assert sign_in_page.window().here() == "today"
    assert sign_in_page.field.text() == ""


def test_a_wrong_pin_says_so_and_forgets_what_was_typed(qtbot, desk, sign_in_page):
    try_pin(qtbot, sign_in_page, "lan", "9999")
    assert sign_in_page.message.text() == "This PIN is not right. Please try again."
    assert (desk.person, sign_in_page.field.text()) == (None, "")
    assert sign_in_page.field.hasFocus()


def test_after_too_many_tries_the_page_says_until_when(qtbot, desk, sign_in_page):
    for _ in range(accounts.FREE_TRIES + 1):
        try_pin(qtbot, sign_in_page, "lan", "9999")
    assert sign_in_page.message.text() == "Too many wrong tries. Please wait until 02/03/2026 10:01."  # it is 10:00
    desk.set_language("fi")
    assert sign_in_page.message.text() == "Liian monta väärää yritystä. Yritä uudelleen 2.3.2026 10.01."
    sign_in_page.tiles.choose("eeva")
    desk.set_language("en")
    assert sign_in_page.message.text() == ""


def test_nobody_chosen_or_nothing_typed_is_said(qtbot, desk, sign_in_page):
    sign_in_page._check()
    assert sign_in_page.message.text() == "Please choose your name first."
    sign_in_page.tiles.choose("lan")
    sign_in_page._check()
    assert sign_in_page.message.text() == "Please type your PIN."


def test_the_pad_types_and_takes_back(desk, sign_in_page):
    pad = sign_in_page.pad
    for digit in "129":
        pad.digits[digit].click()
    pad.back.click()
    assert sign_in_page.field.text() == "12"


def test_enter_on_a_name_goes_to_the_pin(sign_in_page):
    tile = sign_in_page.tiles.tiles["eeva"]
    tile.setFocus()
    key(tile, Qt.Key.Key_Return)
    assert sign_in_page.tiles.choice() == "eeva"
    assert sign_in_page.field.hasFocus()


def test_arrows_choose_a_name_without_leaving_it_and_a_click_goes_on(qtbot, sign_in_page):
    tiles = list(sign_in_page.tiles.tiles.values())
    tiles[0].setFocus()
    tiles[0].setChecked(True)
    key(tiles[0], Qt.Key.Key_Down)
    assert tiles[1].isChecked()
    assert not sign_in_page.field.hasFocus()
    qtbot.mouseClick(tiles[2], Qt.MouseButton.LeftButton)
    assert tiles[2].isChecked()
    assert sign_in_page.field.hasFocus()


def test_a_letter_goes_to_the_next_name_that_has_it_without_marks(sign_in_page):
    tiles = sign_in_page.tiles.tiles
    sign_in_page.tiles.enter()
    met = []
    for letter in "mmtEz":
        write(QApplication.focusWidget(), letter)
        met.append(sign_in_page.tiles.choice())
    assert met == ["minh", "eeva", "lan", "eeva", "eeva"]  # Minh, Mäkinen; Thị; Eeva; nobody has a z
    assert tiles["eeva"].hasFocus()


def test_a_long_name_ends_in_dots_and_every_tile_keeps_its_edge(qtbot, desk):
    name = "Công Tằng Tôn Nữ Thị Bích Phương Thảo Nguyên"
    accounts.add_person(desk.store, Person("long", name, CLERK, language="en"), PIN, now=START)
    page = opened(qtbot, desk).rooms.currentWidget()
    seen = page.tiles.parentWidget().parentWidget()  # what of the tiles can be seen
    for tile in page.tiles.tiles.values():
        assert tile.mapTo(seen, tile.rect().topRight()).x() < seen.width()
    first, role = page.tiles.tiles["long"].shown().split("\n")
    assert first.startswith("Công Tằng Tôn Nữ")
    assert first.endswith("…")
    assert role == "Front desk"
    assert page.tiles.tiles["long"].toolTip().startswith(name)
    assert page.tiles.tiles["lan"].shown() == "Nguyễn Thị Lan\nFront desk"


def test_the_last_person_is_marked_after_a_lock(qtbot, desk):
    window = opened(qtbot, desk, "eeva")
    window.lock()
    page = window.rooms.currentWidget()
    assert page.tiles.choice() == "eeva"
    assert page.field.hasFocus()


def test_names_stand_where_one_looks_for_them(qtbot, desk):
    for id_, name in (("d", "Đặng Văn Đức"), ("e", "Esa Äijälä"), ("a", "Ánh Tuyết"), ("z", "Örn"), ("v", "Vũ")):
        accounts.add_person(desk.store, Person(id_, name, CLERK), PIN, now=START)
    tiles = opened(qtbot, desk).rooms.currentWidget().tiles.tiles
    assert [tile.text().split("\n")[0] for tile in tiles.values()] == [
        "Ánh Tuyết", "Đặng Văn Đức", "Eeva Mäkinen", "Esa Äijälä", "Nguyễn Thị Lan", "Phạm Thu Hà", "Trần Minh", "Vũ",
        "Örn",
    ]  # fmt: skip


def test_who_left_is_not_offered(qtbot, desk):
    from dataclasses import replace

    accounts.update_person(desk.store, replace(accounts.people(desk.store)["eeva"], active=False))
    page = opened(qtbot, desk).rooms.currentWidget()
    assert set(page.tiles.tiles) == {"lan", "minh", "ho"}
