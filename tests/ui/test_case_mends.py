"""What the page of a case must hold beside the way: what was read, who is next, and that lines stand straight."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from desk.cases.case import Case
from desk.cases.coach import WRONG_TIP, coach
from desk.store import accounts
from desk.store.database import open_store
from desk.ui.briefing import facts
from desk.ui.desk import Desk
from desk.ui.help import MORE_KEYS
from desk.ui.labels import JOINER, Label
from desk.ui.toasts import Toast

from .conftest import PIN, fill, press, write
from .shell import here
from .straight_way import WAY


@pytest.fixture
def other(desk, clock):
    """Another desk on the same store, with the clerk at it."""
    other = Desk(open_store(desk.store.path), "en", clock)
    other.sign_in(accounts.people(other.store)["lan"])
    yield other
    other.store.close()


def give_word(qtbot, page) -> None:
    """Record, with the PIN where it is asked for again."""
    form = page.form
    form.record()
    if form.step.name in ("approve", "head_office_answer"):
        write(form.pin.field, PIN)
        press(form.pin.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.form is not form or bool(form.problems.lines))
        page.activateWindow()  # a platform without a screen forgets who is in front when a dialog goes
        qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))  # and no longer in the dialog


@pytest.mark.parametrize("step", ["approve", "return"])
def test_a_proposal_changed_meanwhile_is_not_answered_unread(qtbot, desk, other, page, walk, sign_in, clock, step):
    case_id = walk("propose")
    sign_in("minh")
    page.show_case(case_id)
    page.open(step)
    clock.advance(minutes=5)
    changed = {**WAY["propose"], "position": "It was the cable."}
    other.record("propose", changed, case_id)
    fill(page, {"reason": "Too little"} if step == "return" else {"note": "Fine"})
    give_word(qtbot, page)
    assert "has changed since you read it" in page.form.problems.lines[0].words
    assert desk.journal.case(case_id).approvals == {}
    assert here() is page.form.problems.lines[0]
    press(here(), Qt.Key.Key_Space)
    assert "It was the cable." in [label.text() for label in page.form.page.findChildren(QLabel)]
    page.open(step)
    give_word(qtbot, page)
    assert desk.journal.entries(case_id)[-1].step == step


def test_head_offices_yes_is_to_the_proposal_that_was_read_out(qtbot, desk, other, page, walk, sign_in, clock):
    case_id = walk("propose")
    sign_in("minh")
    page.show_case(case_id)
    give_word(qtbot, page)
    assert page.form.step.name == "head_office_answer"
    other.record("propose", {**WAY["propose"], "position": "It was the cable."}, case_id)
    fill(page, {"name": "Phạm Thu Hà", "agreed": True})
    give_word(qtbot, page)
    assert "has changed" in page.form.problems.lines[0].words


def test_the_story_does_not_tell_digests(desk, page, walk, sign_in):
    case_id = walk("approve")
    page.show_case(case_id)
    digest = desk.journal.case(case_id).proposal.digest
    sign_in("minh")
    page.tabs.setCurrentIndex(1)
    assert page.story.toPlainText()
    assert digest not in page.story.toPlainText()


def test_once_the_manager_has_approved_head_offices_answer_is_their_next_step(desk, page, walk, sign_in):
    case_id = walk("propose")
    sign_in("minh")
    desk.record("approve", {}, case_id)
    page.show_case(case_id)
    assert page.form.step.name == "head_office_answer"
    sign_in("lan")
    page.show_case(case_id)
    assert page.form is None


def test_a_closed_case_waits_for_nobody(desk, page, walk):
    case_id = walk("understand")
    desk.record("withdraw", {"words": "It is all right", "freely": True}, case_id)
    page.show_case(case_id)
    said = [label.text() for label in page.panel.findChildren(QLabel)]
    assert "You can also" in said
    assert "Meanwhile you can" not in said


def test_many_offers_scroll_and_never_lie_over_each_other(page, walk):
    page.resize(1100, 420)
    page.show_case(walk("propose"))
    QApplication.processEvents()
    buttons = page.panel.buttons
    assert len(buttons) > 2
    for above, below in pairwise(buttons):
        assert above.geometry().bottom() < below.geometry().top()
    assert all(button.height() >= 36 for button in buttons)


def test_two_fields_side_by_side_stand_on_one_line_whatever_their_labels(qtbot, page, walk):
    page.resize(1024, 700)
    page.show_case(walk("understand"))
    QApplication.processEvents()
    blocks = page.form.blocks
    left, right = blocks["gesture"], blocks["gesture_amount"]
    right.label.setText("A label so long that it takes more than one line in the narrow column it stands in here")
    right._level()

    def straight():
        tops = [block.input.mapTo(page, block.input.rect().topLeft()).y() for block in (left, right)]
        return right.label.height() > 2 * right.label.fontMetrics().height() and tops[0] == tops[1]

    qtbot.waitUntil(straight)


@pytest.mark.parametrize(
    ("stance", "cause", "answers", "said"),
    [
        ("accepted", "", {}, True), ("partly", "", {}, True), ("goodwill", "", {}, False), ("rejected", "", {}, False),
        ("rejected", "process", {}, True), ("goodwill", "own_use", {}, False), ("goodwill", "supplier", {}, False),
        ("accepted", "", {"responsibility": "no"}, False), ("rejected", "", {"responsibility": "shared"}, True),
    ],
)  # fmt: skip
def test_we_were_wrong_is_said_only_where_it_is_true(desk, walk, stance, cause, answers, said):
    case = desk.journal.case(walk("appoint"))
    case = replace(case, proposal=replace(case.proposal, stance=stance), cause=cause)
    assert (WRONG_TIP in coach(case, "talk", answers)) is said


def test_what_was_said_at_the_follow_up_is_called_that(desk, sign_in):
    sign_in("lan")
    case = Case("00", reopened=1, follow_up_words="It smells again", further_needs="A cable")
    told = {label: str(words) for label, words in facts("understand", replace(desk.moment(""), case=case))}
    assert told["What the customer said"] == "It smells again"
    assert told["Other wishes and needs"] == "A cable"


def test_one_missing_thing_is_counted_like_many(page, walk):
    case_id = walk("receive")
    page.show_case(case_id)
    fill(page, {**WAY["understand"], "permission": False})
    page.form.record()
    said = [label.text() for label in page.form.problems.findChildren(QLabel)]
    assert "Not recorded yet: 1 thing is missing." in said


def test_an_address_with_a_stroke_is_not_torn_apart(qtbot):
    label = Label("Mời anh/chị ngồi. Anh/chị dùng trà? a/b", wrap=True)
    qtbot.addWidget(label)
    assert label.text() == "Mời anh/chị ngồi. Anh/chị dùng trà? a/b"
    shown = super(Label, label).text()
    assert f"anh/{JOINER}chị" in shown
    assert f"Anh/{JOINER}chị" in shown
    assert shown.count(JOINER) == 2


def test_every_key_of_the_page_stands_in_its_help(page):
    told = " ".join(name for name, _ in MORE_KEYS["case"]).replace("−", "-").replace("Enter", "Return")
    here_only = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
    assert {name for name in here_only if name not in ("Ctrl+=",)} <= {*told.replace(",", "").split()}


def test_a_very_long_story_is_folded_above_the_questions_and_can_be_read_whole(qtbot, desk, page, sign_in):
    words = "Máy giặt hỏng. " * 400
    case_id = desk.record("receive", {**WAY["receive"], "own_words": words}).case.id
    page.show_case(case_id)
    (more,) = [b for b in page.form.page.findChildren(QPushButton) if b.text() == "Read all of it"]
    shown = [label.text() for label in page.form.page.findChildren(QLabel)]
    assert words.strip() not in shown
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert words.strip() in [label.text() for label in page.form.page.findChildren(QLabel)]


def test_the_buttons_of_a_step_are_offered_once(qtbot, page, walk):
    case_id = walk("sign")
    page.resize(1300, 700)
    page.show_case(case_id)
    page.open("amend")
    texts = [page.form.extras.itemAt(i).widget().text() for i in range(page.form.extras.count())]
    assert texts == ["What we change", "Cancel"]


def test_a_hand_over_that_was_just_offered_can_be_taken_back(page, desk, walk):
    case_id = walk("understand")
    page.show_case(case_id, "offer_hand_over")
    fill(page, {"to": "eeva", "briefing": "Khách đang đợi."})
    page.form.record()
    assert desk.journal.case(case_id).hand_over.to == "eeva"
    page.window().findChild(Toast, "toast").findChild(QPushButton).click()
    assert desk.journal.case(case_id).hand_over is None
    assert [entry.step for entry in desk.journal.entries(case_id)][-2:] == ["offer_hand_over", "take_back_hand_over"]


def test_a_hand_over_can_be_taken_back_after_the_language_was_changed(page, desk, walk):
    case_id = walk("understand")
    page.show_case(case_id, "offer_hand_over")
    fill(page, {"to": "eeva", "briefing": "Khách đang đợi."})
    page.form.record()
    accounts.set_language(desk.store, "lan", "fi")
    desk.know_again()
    page.window().findChild(Toast, "toast").findChild(QPushButton).click()
    assert desk.journal.case(case_id).hand_over is None


def test_a_hand_over_that_was_accepted_meanwhile_stays_and_that_is_said(page, desk, walk, sign_in):
    case_id = walk("understand")
    page.show_case(case_id, "offer_hand_over")
    fill(page, {"to": "eeva", "briefing": "Khách đang đợi."})
    page.form.record()
    undo = page.window().findChild(Toast, "toast").findChild(QPushButton)
    eeva = accounts.people(desk.store)["eeva"]
    desk.journal.record("accept_hand_over", {"read": True}, by=eeva, now=desk.now(), case_id=case_id)
    undo.click()
    assert desk.journal.case(case_id).owner == "eeva"
    said = f"{eeva.name} has this case now: there is no hand-over to take back. {eeva.name} can hand it over again."
    assert page.findChild(QMessageBox).text() == said
