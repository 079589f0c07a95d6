"""Today: what hurts most comes first, and Enter does what the line says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from desk.cases import gates
from desk.i18n import LANGUAGES
from desk.store import accounts, drafts
from desk.ui import style
from desk.ui.person_dialog import PersonDialog
from desk.ui.table import SIGN
from desk.ui.today_model import KINDS, NOT_BY_APPROVER

from .shell import key, opened, record


@pytest.fixture
def page(window):
    return window.page("today")


def kinds(page) -> list[str]:
    return [item.kind for item in page.model.items]


def test_an_empty_day_is_kind(page):
    assert page.empty.isVisible()
    assert page.empty.words.text() == "Nothing is waiting. Have a good day."


def test_whoever_takes_no_complaints_in_is_not_told_to(page, desk, sign_in):
    said = {}
    for person in ("lan", "ho"):
        sign_in(person)
        page.refresh()
        said[person] = page.empty.more.text()
    assert said == {
        "lan": "F2 opens a new complaint when somebody comes.", "ho": "What needs your answer will stand here.",
    }  # fmt: skip


def test_a_new_branch_is_told_whom_it_still_needs_and_led_there(window, page, desk, sign_in):
    assert page.empty.button.isHidden()  # a clerk adds nobody
    sign_in("minh")
    assert page.empty.button.isHidden()  # and every role has somebody
    accounts.update_person(desk.store, replace(accounts.people(desk.store)["ho"], active=False))
    page.refresh()
    assert "Nobody has this role yet: Head office." in page.empty.more.text()
    page.empty.button.click()
    assert window.here() == "settings"
    assert window.findChild(PersonDialog).isVisible()


def test_the_lines_stand_in_the_order_of_what_hurts_most(page, desk, clock):
    record(desk, 1)
    clock.advance(hours=23, minutes=30)
    record(desk, 2, safety="injury")
    drafts.save(desk.store, "lan", "new:1", "receive", {"customer_name": "Hạnh"}, desk.now())
    page.refresh()
    order = [list(KINDS).index(kind) for kind in kinds(page)]
    assert order == sorted(order)
    assert kinds(page)[:2] == ["draft", "late"]


def test_only_the_first_line_of_a_kind_carries_its_heading(page, desk, clock):
    for number in range(3):
        record(desk, number)
    clock.advance(hours=30)
    page.refresh()
    assert [(item.kind, item.first) for item in page.model.items] == [("late", True), ("late", False), ("late", False)]


def test_a_line_says_the_next_action_and_enter_does_it(page, window, desk, clock):
    case_id = record(desk, 1)
    clock.advance(hours=30)
    page.refresh()
    assert page.model.items[0].action == "Understand the complaint"
    key(page.view, Qt.Key.Key_Return)
    assert (window.here(), window.page("case").case_id) == ("case", case_id)


def test_a_begun_complaint_is_gone_on_with(page, window, desk):
    drafts.save(desk.store, "lan", "new:7", "receive", {"customer_name": "<b>Hạnh</b>"}, desk.now())
    drafts.save(desk.store, "eeva", "new:8", "receive", {"customer_name": "Not mine"}, desk.now())
    page.refresh()
    assert [item.about for item in page.model.items] == ["<b>Hạnh</b>"]
    key(page.view, Qt.Key.Key_Return)
    assert window.here() == "intake"
    assert window.page("intake").form.draft.key == "new:7"


def test_the_marked_line_stays_marked_when_others_come(page, desk, clock):
    record(desk, 1)
    second = record(desk, 2)
    clock.advance(hours=30)
    page.refresh()
    place = next(n for n, item in enumerate(page.model.items) if item.case_id == second)
    page.view.setCurrentIndex(page.model.index(place))
    record(desk, 3)
    assert page._marked().case_id == second


def test_a_line_is_read_out_whole(page, desk, clock):
    record(desk, 1, customer_name="Hạnh")
    clock.advance(hours=30)
    page.refresh()
    said = page.model.data(page.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Late. Understand the complaint. Hạnh")
    assert said.endswith("late")


def test_every_kind_of_line_is_painted_with_and_without_the_keyboard(page, desk, clock):
    record(desk, 1)
    clock.advance(hours=30)
    page.refresh()
    page.enter_list()
    with_keyboard = page.view.grab().toImage()
    page.view.clearFocus()
    assert page.view.grab().toImage() != with_keyboard


def test_a_manager_sees_what_waits_for_them(qtbot, desk, walk):
    walk("propose")
    desk.sign_out()
    window = opened(qtbot, desk, "minh")
    item = window.page("today").model.items[0]
    assert item.action == "Approve the proposal"


def test_what_somebody_s_role_may_not_do_is_only_looked_at(qtbot, desk, walk, sign_in, clock):
    case_id = walk("receive")
    clock.advance(hours=30)
    window = opened(qtbot, desk, "ho")
    line, = window.page("today").model.items
    assert line.action == "See how it stands: Understand the complaint"
    assert line.about == "With Nguyễn Thị Lan · Đặng Thị Mỹ Hạnh · B1-00001 · Rice cooker X1"
    key(window.page("today").view, Qt.Key.Key_Return)
    assert (window.here(), window.page("case").case_id) == ("case", case_id)
    sign_in("minh")
    assert window.page("today").model.items[0].action == "Understand the complaint"


def test_who_approved_a_plan_is_offered_no_talk_that_the_guide_keeps_for_a_colleague(qtbot, desk, walk, sign_in, clock):
    walk("appoint")
    clock.advance(hours=30)
    said = {}
    for person in ("lan", "eeva", "minh"):
        sign_in(person)
        line, = opened(qtbot, desk, person).page("today").model.items
        said[person] = line.action
    talk = "Talk with the customer"
    assert said == {"lan": talk, "eeva": talk, "minh": f"See how it stands: {talk}"}
    assert line.about.startswith("With Nguyễn Thị Lan · ")


def test_who_approved_may_still_take_what_comes_after_the_agreement(qtbot, desk, walk, sign_in, clock):
    walk("sign")
    clock.advance(hours=30)
    sign_in("minh")
    assert not opened(qtbot, desk, "minh").page("today").model.items[0].action.startswith("See how it stands")


def test_the_steps_that_today_keeps_from_an_approver_are_those_of_the_guide():
    kept = {gates.is_consulted, gates.is_no_approver}
    assert {step for step, asked in gates.BEFORE.items() if kept & set(asked)} == NOT_BY_APPROVER


def test_head_office_finds_the_telephone_answers_that_wait_for_its_own_word(qtbot, desk, walk, sign_in):
    case_id = walk("propose")
    sign_in("minh")
    desk.record("approve", {}, case_id)
    answer = {"name": "Phạm Thu Hà", "answered_at": desk.now().isoformat(), "agreed": True}
    desk.record("head_office_answer", answer, case_id)
    desk.sign_out()
    window = opened(qtbot, desk, "ho")
    page = window.page("today")
    (item,) = [item for item in page.model.items if item.kind == "countersign"]
    assert item.action == "Countersign the telephone answer"
    page.view.setCurrentIndex(page.model.index(page.model.items.index(item)))
    key(page.view, Qt.Key.Key_Return)
    assert window.page("case").form.step.name == "countersign"
    desk.record("countersign", {"confirmed": True}, case_id)
    window.go("today")
    assert "countersign" not in kinds(page)


def late_answer(qtbot, desk, person):
    """That person's Today, and its line about the answer that is late."""
    desk.sign_out()
    window = opened(qtbot, desk, person)
    page = window.page("today")
    place, item = next((n, item) for n, item in enumerate(page.model.items) if item.kind == "answer")
    page.view.setCurrentIndex(page.model.index(place))
    return window, item


@pytest.mark.parametrize(
    ("person", "said", "action", "step"),
    [
        ("lan", [], "Pass the late answer up", "escalate"),
        ("minh", [], "Approve the proposal", "approve"),
        ("ho", [], "Approve the proposal", "approve"),
        ("minh", ["minh"], "Head office answered by telephone", "head_office_answer"),
    ],
)
def test_a_late_answer_has_a_line_of_its_own_and_enter_does_what_this_person_can(
    qtbot, desk, walk, sign_in, clock, person, said, action, step
):
    case_id = walk("propose")
    for one in said:
        sign_in(one)
        desk.record("approve", {}, case_id)
    clock.advance(hours=30)
    window, item = late_answer(qtbot, desk, person)
    who = "Phạm Thu Hà" if said else "Phạm Thu Hà, Trần Minh"
    assert (item.action, item.about.split(" · ")[-1]) == (action, f"It can come from {who}")
    assert item.case_id not in [other.case_id for other in window.page("today").model.items if other.kind == "late"]
    key(window.page("today").view, Qt.Key.Key_Return)
    case = window.page("case")
    assert (window.here(), case.case_id, case.form.step.name) == ("case", case_id, step)


def test_a_late_answer_that_nobody_here_can_give_says_so(qtbot, desk, walk, clock):
    walk("propose")
    clock.advance(hours=30)
    for gone in ("minh", "ho"):
        accounts.update_person(desk.store, replace(accounts.people(desk.store)[gone], active=False))
    _, item = late_answer(qtbot, desk, "lan")
    assert item.about.endswith("Nobody here can give it now")


def test_an_answer_that_was_passed_up_is_late_no_longer(qtbot, desk, walk, clock):
    case_id = walk("propose")
    clock.advance(hours=30)
    later = (desk.now() + timedelta(hours=2)).isoformat()
    told = {"to": "ho", "how": "telephone", "customer_told": True, "expected_answer_at": later}
    desk.record("escalate", told, case_id)
    desk.sign_out()
    window = opened(qtbot, desk, "lan")
    assert "answer" not in kinds(window.page("today"))


def test_a_case_of_somebody_who_left_is_handed_over_from_here(qtbot, desk, walk):
    case_id = walk("agree")
    desk.sign_out()
    gone = accounts.people(desk.store)["lan"]
    accounts.update_person(desk.store, replace(gone, active=False))
    window = opened(qtbot, desk, "minh")
    page = window.page("today")
    item = next(item for item in page.model.items if item.kind == "left")
    assert (item.action, item.about.split(" · ")[0]) == ("Give the case to a colleague", "Nguyễn Thị Lan")
    page.view.setCurrentIndex(page.model.index(page.model.items.index(item)))
    key(page.view, Qt.Key.Key_Return)
    case = window.page("case")
    assert (window.here(), case.case_id, case.form.step.name) == ("case", case_id, "reassign")


@pytest.mark.parametrize("person", ["minh", "eeva"])
def test_a_promise_of_somebody_who_left_waits_for_another_to_keep_it(qtbot, desk, walk, sign_in, person):
    """The promise is the customer's: it moves only with their consent, by a change of the agreement. A manager who
    approved the plan may not make that change, so they are only shown how it stands."""
    case_id = walk("sign")
    gone = accounts.people(desk.store)["lan"]
    accounts.update_person(desk.store, replace(gone, active=False))
    sign_in("minh")
    desk.record("reassign", {"to": "eeva", "briefing": "Lan đã nghỉ."}, case_id)
    desk.sign_out()
    window = opened(qtbot, desk, person)
    page = window.page("today")
    place, item = next((n, item) for n, item in enumerate(page.model.items) if item.kind == "left")
    only_seen = "See how it stands: " if person == "minh" else ""
    assert item.action == f"{only_seen}Find somebody else to keep the promise"
    assert item.about.startswith("Nguyễn Thị Lan · ")
    page.view.setCurrentIndex(page.model.index(place))
    key(page.view, Qt.Key.Key_Return)
    case = window.page("case")
    assert (window.here(), case.case_id) == ("case", case_id)
    assert (case.form.step.name == "amend") == (person == "eeva")
    if person == "eeva":
        (row,) = case.form.blocks["commitments"].input.read()
        assert not row.get("owner"), "the one who left stands in the form"


def test_who_approved_the_plan_of_a_case_that_was_offered_to_them_sends_it_back(qtbot, desk, walk, sign_in):
    """The guide does not let them take it over, so accepting is not what Today offers."""
    case_id = walk("propose")
    desk.record("offer_hand_over", {"to": "minh", "briefing": "Khách đang đợi."}, case_id)
    for person in ("minh", "ho"):
        sign_in(person)
        desk.record("approve", {}, case_id)
    desk.sign_out()
    window = opened(qtbot, desk, "minh")
    item = window.page("today").model.items[0]
    assert (item.action, item.case_id) == ("Send the hand-over back", case_id)
    key(window.page("today").view, Qt.Key.Key_Return)
    assert window.page("case").form.step.name == "decline_hand_over"


def test_a_hand_over_is_accepted_by_one_and_taken_back_by_the_other(qtbot, desk, walk, clock):
    case_id = walk("agree")
    desk.record("offer_hand_over", {"to": "eeva", "briefing": "Khách đang đợi."}, case_id)
    clock.advance(minutes=31)
    desk.sign_out()
    theirs = opened(qtbot, desk, "eeva")
    assert theirs.page("today").model.items[0].action == "Accept the hand-over"
    desk.sign_out()
    mine = opened(qtbot, desk, "lan")
    item = mine.page("today").model.items[0]
    assert (item.action, item.about.split(" · ")[0]) == ("Take the hand-over back", "Eeva Mäkinen")
    key(mine.page("today").view, Qt.Key.Key_Return)
    form = mine.page("case").form
    assert (form.step.name, form.button.text()) == ("take_back_hand_over", "Take the case back")
    told = [label.text() for label in form.page.findChildren(QLabel)]
    assert {"Eeva Mäkinen", "Khách đang đợi."} <= set(told)


def test_what_there_is_no_room_for_is_one_press_away(page, window, desk, clock, monkeypatch):
    monkeypatch.setattr("desk.store.today.EACH", 2)
    monkeypatch.setattr("desk.ui.today_model.EACH", 2)
    for number in range(4):
        record(desk, number)
    clock.advance(hours=30)
    page.refresh()
    assert [item.action for item in page.model.items][2] == "Show all 4"
    page.view.setCurrentIndex(page.model.index(2))
    key(page.view, Qt.Key.Key_Return)
    assert (window.here(), window.page("cases").shown_list().chip) == ("cases", "late")


def test_a_promise_due_today_opens_where_it_is_recorded_as_kept(qtbot, desk, walk):
    case_id = walk("sign")
    desk.sign_out()
    window = opened(qtbot, desk, "lan")
    page = window.page("today")
    place = next(n for n, item in enumerate(page.model.items) if item.step == "deliver" or "promise" in item.kind)
    page.view.setCurrentIndex(page.model.index(place))
    key(page.view, Qt.Key.Key_Return)
    form = window.page("case").form
    assert (window.page("case").case_id, form.step.name) == (case_id, "deliver")
    assert form.blocks["commitment"].input.read() == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_late_a_line_is_can_be_read_whole(qtbot, page, window, desk, clock, language, monkeypatch):
    record(desk, 1)
    clock.advance(days=22, hours=22)
    desk.set_language(language)
    page.refresh()
    rooms = {}
    monkeypatch.setattr("desk.ui.today.signed_text", lambda *drawn, **_: rooms.update({drawn[4]: drawn[1].width()}))
    page.view.grab()
    words = desk.say(page.model.items[0].clock.words)
    assert rooms[words] >= SIGN + 6 + QFontMetrics(style.font(10, bold=True)).horizontalAdvance(words)
