"""A customer who comes back is known at once, quietly; what similar cases got stands above a proposal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.ui.alike_card import AlikeCard
from desk.ui.labels import Label

from .conftest import fill, write
from .shell import here, key, opened, unnamed
from .straight_way import WAY

BEFORE = {
    **WAY["receive"], "customer_name": "Nguyễn Thị Ánh", "telephone": "0912 345 678", "own_words": "Tủ lạnh kêu to.",
    "product": "Tủ lạnh Bắc Hà", "preferred_channel": "email", "addressed": "chị Ánh", "email": "anh@example.vn",
}  # fmt: skip


@pytest.fixture
def window(qtbot, desk, sign_in):
    sign_in("lan")
    desk.record("receive", BEFORE)
    desk.sign_out()
    return opened(qtbot, desk, "lan")


@pytest.fixture
def intake(window):
    window.new_complaint()
    return window.page("intake")


def type_in(qtbot, intake, name: str, text: str) -> None:
    """As somebody types; then the hand rests, and what is known has come."""
    control = intake.form.blocks[name].input.controls()[0]
    control.setFocus()
    write(control, text)
    looked = intake.known._asked
    intake.form.settle()
    if intake.known._asked != looked:
        qtbot.waitUntil(lambda: not intake.known._pause.isActive() and not intake.known._busy, timeout=10_000)


def words(intake) -> str:

    return "\n".join(label.text() for label in intake.known.widget().findChildren(Label))


@pytest.mark.parametrize(
    ("name", "typed", "by"),
    [("telephone", "+84 912 345 678", "same telephone"), ("email", "ANH@example.vn", "same e-mail"),
     ("customer_name", "nguyen thi anh", "same name")],
)  # fmt: skip
def test_a_customer_who_comes_back_is_known(qtbot, intake, name, typed, by):
    assert not intake.known.isVisible()
    type_in(qtbot, intake, name, typed)
    assert intake.known.isVisible()
    assert "1 earlier case" in words(intake)
    assert by in words(intake)


def test_what_is_known_stands_in_line_with_the_coach_below_it(qtbot, window, intake):
    window.resize(1366, 768)
    type_in(qtbot, intake, "telephone", "0912345678")
    heading = next(label for label in intake.known.findChildren(Label) if label.text() == "1 earlier case")
    places = [label.mapTo(intake, label.rect().topLeft()).x() for label in (heading, intake.coach.title)]
    assert intake.coach.title.isVisible()
    assert places[0] == places[1]


def test_the_keyboard_stays_where_it_is_and_nobody_is_known_by_too_little(qtbot, intake):
    type_in(qtbot, intake, "telephone", "0912 34")
    assert not intake.known.isVisible()
    here = QApplication.focusWidget()
    type_in(qtbot, intake, "telephone", "5 678")
    assert intake.known.isVisible()
    assert QApplication.focusWidget() is here


def test_who_says_by_key_that_it_is_another_matter_goes_on_from_there(qtbot, window, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    type_in(qtbot, intake, "own_words", "Cái tủ lạnh vẫn kêu")
    other = next(b for b in intake.known.buttons if b.text() == "It is another matter")
    other.setFocus()
    key(other, Qt.Key.Key_Space)
    assert here() in intake.known.buttons
    intake.known.start_again()
    assert intake.isAncestorOf(here())


def test_what_they_like_is_taken_over_and_what_was_typed_stays(qtbot, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    assert "Addressed as: chị Ánh" in words(intake)
    intake.form.blocks["addressed"].input.fill("bạn Ánh")
    intake.form.blocks["addressed"].input.changed.emit()
    button = next(b for b in intake.known.buttons if b.text() == "Take these over")
    button.click()
    answers = intake.form.answers()
    assert (answers["addressed"], answers["email"], answers["preferred_channel"]) == (
        "bạn Ánh", "anh@example.vn", "email",
    )  # fmt: skip


def test_the_same_matter_may_be_open_already(qtbot, window, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    assert "This may be case" not in words(intake)
    type_in(qtbot, intake, "own_words", "Cái tủ lạnh vẫn kêu")
    assert "This may be case B1-00001, which is still open: Tủ lạnh Bắc Hà." in words(intake)
    next(b for b in intake.known.buttons if b.text() == "It is another matter").click()
    assert "This may be case" not in words(intake)
    assert "1 earlier case" in words(intake)


def test_the_other_case_opens_and_what_was_typed_comes_back(qtbot, window, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    type_in(qtbot, intake, "own_words", "Cái tủ lạnh vẫn kêu")
    next(b for b in intake.known.buttons if b.text() == "Open that case").click()
    assert window.here() == "case"
    assert window.page("case").moment.case.number == "B1-00001"
    window.back()
    assert window.here() == "intake"
    assert intake.form.answers()["own_words"] == "Cái tủ lạnh vẫn kêu"


def test_another_complaint_begins_with_nobody_known(qtbot, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    intake._begin_another()
    assert not intake.known.isVisible()


def test_it_speaks_the_language_of_the_window_and_has_a_name_for_everything(qtbot, desk, intake):
    type_in(qtbot, intake, "telephone", "0912345678")
    assert unnamed(intake.known) == []
    desk.set_language("vi")
    assert "1 earlier case" not in words(intake)


def test_customers_words_are_shown_as_they_are(qtbot, desk, window):
    desk.record("receive", {**BEFORE, "telephone": "0903 999 888", "product": "<b>Quạt & đèn</b>"})
    window.new_complaint()
    intake = window.page("intake")
    type_in(qtbot, intake, "telephone", "0903999888")
    assert "<b>Quạt & đèn</b>" in words(intake)


# Like is treated alike -------------------------------------------------------------------------------------------


def cards(page) -> list[AlikeCard]:
    return page.findChildren(AlikeCard)


def found(qtbot, page) -> AlikeCard:
    (card,) = [card for card in cards(page) if card.parent() is not None and card._form is page.form]
    qtbot.waitUntil(lambda: bool(card.found), timeout=10_000)
    return card


def test_what_similar_cases_got_stands_above_a_proposal_and_its_approval(qtbot, page, walk, sign_in):
    walk("sign")
    case_id = walk("understand")
    sign_in("lan")
    page.show_case(case_id)
    card = found(qtbot, page)
    assert card.isVisibleTo(page)
    assert [str(one.held) for one in card.found] == ["running"]
    sign_in("lan")
    page.desk.record("propose", WAY["propose"], case_id)
    sign_in("minh")
    page.show_case(case_id)
    assert page.form.step.name == "approve"
    assert found(qtbot, page).found[0].remedies == ("A new cooker of the same kind",)


def test_without_similar_cases_there_is_no_card(qtbot, page, walk, sign_in):
    case_id = walk("understand")
    sign_in("lan")
    page.show_case(case_id)
    (card,) = cards(page)
    assert not card.isVisibleTo(page)


def test_more_than_the_price_asks_the_two_questions_in_the_form(desk, page, sign_in):
    sign_in("lan")
    case_id = desk.record("receive", {**WAY["receive"], "price": "500 000"}).case.id
    desk.record("understand", WAY["understand"], case_id)
    page.show_case(case_id)
    assert not page.form.blocks["middle"].isVisibleTo(page)
    fill(page, {"remedies": [{"kind": "refund", "what": "Tiền", "amount": "700 000"}]})
    assert page.form.blocks["middle"].isVisibleTo(page)
    assert page.form.blocks["interests"].isVisibleTo(page)
    assert "more than usual" in page.form.blocks["remedies"].note.text()
