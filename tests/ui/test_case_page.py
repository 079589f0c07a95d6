"""The page of a case, walked by the people who would sit before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyleOptionComboBox, QVBoxLayout, QWidget

from desk.cases.moment import Problem
from desk.i18n import Words
from desk.store import drafts
from desk.ui import customer_view
from desk.ui.problem_list import ProblemList
from desk.ui.toasts import Toast

from .conftest import PIN, fill, press, write
from .shell import here
from .straight_way import WAY, WHO


def undo(qtbot, page) -> None:
    """Press *Undo* on the news at the foot of the window."""
    (button,) = page.window().findChild(Toast, "toast").findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(page) -> list[str]:
    """Every label on the page of the step."""
    return [label.text() for label in page.form.page.findChildren(QLabel)]


def labels(page) -> str:
    return "\n".join(label.text() for label in page.panel.sentences)


def test_the_whole_way_to_a_signed_agreement_with_three_people(qtbot, desk, sign_in, page):
    case_id = desk.record("receive", WAY["receive"]).case.id
    for person, step in WHO[1:]:
        if desk.person.id != person:
            sign_in(person)
        page.show_case(case_id)
        assert page.form is not None, f"{person} cannot {step}"
        assert page.form.step.name == step
        fill(page, WAY[step])
        with qtbot.waitSignal(desk.case_changed):
            qtbot.mouseClick(page.form.button, Qt.MouseButton.LeftButton)
            if step == "approve":
                write(page.form.pin.field, PIN)
                press(page.form.pin.field, Qt.Key.Key_Return)
    case = desk.journal.case(case_id)
    assert case.agreement.signed_at is not None
    states = [page.way.item(i).data(Qt.ItemDataRole.UserRole + 1) for i in range(8)]
    assert states == ["done"] * 5 + ["now"] + ["ahead"] * 2
    assert page.form.step.name == "deliver"


def test_of_a_long_promise_to_choose_one_reads_who_keeps_it_and_by_when(page, walk):
    page.show_case(walk("sign"))
    box, option = page.form.blocks["commitment"].input.box, QStyleOptionComboBox()
    whole = box.currentText()
    box.resize(box.fontMetrics().horizontalAdvance(whole) - 40, box.height())
    box.initStyleOption(option)
    assert "…" in box.shown(option)
    assert box.shown(option).endswith(whole[-17:])  # 04/03/2026 07:14)
    box.showPopup()
    assert box.view().textElideMode() == Qt.TextElideMode.ElideMiddle
    box.hidePopup()


def test_talking_before_consulting_names_the_standard_and_leads_there(qtbot, desk, page, walk, sign_in):
    case_id = walk("understand")
    page.show_case(case_id)
    page.way.setCurrentRow(3)
    qtbot.keyClick(page.way, Qt.Key.Key_Return)
    assert page.form.step.name == "talk"
    assert [p.rule for p in page.form.problems.problems] == ["consult-first"]
    with qtbot.assertNotEmitted(desk.case_changed):
        qtbot.mouseClick(page.form.button, Qt.MouseButton.LeftButton)
    assert here() is page.form.problems.lines[0]
    press(here(), Qt.Key.Key_Space)
    assert page.form.step.name == "propose"


def test_who_goes_into_the_list_of_what_is_missing_right_behind_an_answer_is_in_it(page, walk, sign_in):
    case_id = walk("receive")
    sign_in("lan")
    page.show_case(case_id)
    page.form.record()
    before = page.form.problems.lines
    write(page.form.blocks["summary"].input.controls()[0], "Bought on Saturday")
    before[-1].setFocus()  # the answer has not settled: leaving it writes the list anew
    assert len(page.form.problems.lines) == len(before) - 1
    assert here() is page.form.problems.lines[-1]


def test_the_keyboard_stays_in_the_list_of_what_is_missing_when_the_language_changes(desk, page, walk, sign_in):
    case_id = walk("receive")
    sign_in("lan")
    page.show_case(case_id)
    page.form.record()
    page.form.problems.lines[1].setFocus()
    desk.set_language("fi")
    assert here() is page.form.problems.lines[1]


def test_who_is_waited_for_is_said_kindly(page, walk, sign_in):
    case_id = walk("propose")
    page.show_case(case_id)
    assert page.form is None
    assert "Trần Minh" in labels(page)
    assert "Phạm Thu Hà" in labels(page)
    assert "03/03/2026 10:00" in labels(page)
    assert page.way.item(2).data(Qt.ItemDataRole.UserRole + 1) == "waiting"


def test_who_handled_the_case_is_told_why_they_cannot_approve(page, desk, sign_in, walk):
    sign_in("minh")
    case_id = desk.record("receive", WAY["receive"]).case.id
    desk.record("understand", WAY["understand"], case_id)
    desk.record("propose", WAY["propose"], case_id)
    page.show_case(case_id)
    assert page.form is None
    page.open("approve")
    assert "has handled this case" in page.form.problems.lines[0].words


def test_the_manager_sees_the_wish_and_the_proposal_above_the_answer(page, walk, sign_in):
    case_id = walk("propose")
    sign_in("minh")
    page.show_case(case_id)
    for text in ("A new cooker", "The heating plate was faulty.", "None: both must approve."):
        assert text in words(page)
    page.form.extras.itemAt(0).widget().click()
    assert page.form.step.name == "return"


def test_a_returned_proposal_says_why_it_came_back(page, desk, walk, sign_in):
    case_id = walk("propose")
    sign_in("minh")
    desk.record("return", {"reason": "Offer a repair first"}, case_id)
    sign_in("lan")
    page.show_case(case_id)
    assert page.form.step.name == "propose"
    assert "Offer a repair first" in words(page)


def test_questions_come_and_go_with_the_answers(page, walk):
    case_id = walk("understand")
    page.show_case(case_id)
    blocks = page.form.blocks
    assert not blocks["alternative"].isVisible()
    fill(page, {"reasonable": "no", "alternative": "A repair"})
    assert blocks["alternative"].isVisible()
    fill(page, {"reasonable": "yes"})
    assert not blocks["alternative"].isVisible()
    assert "alternative" not in page.form.answers()
    assert page.form.typed()["alternative"] == "A repair"


def test_a_draft_of_a_step_comes_back_and_shows_on_the_way(qtbot, desk, page, walk):
    case_id = walk("propose")
    page.show_case(case_id)
    page.open("note")
    write(here(), "Gọi lại")
    page.form.draft.flush()
    page.show_case(case_id)
    page.open("note")
    assert page.form.blocks["note"].input.edit.toPlainText() == "Gọi lại"
    assert "10:00" in page.form.draft_line.text.text()
    qtbot.mouseClick(page.form.draft_line.button, Qt.MouseButton.LeftButton)
    assert page.form.blocks["note"].input.edit.toPlainText() == ""
    assert drafts.load(desk.store, "lan", case_id, "note") is None
    undo(qtbot, page)
    assert page.form.blocks["note"].input.edit.toPlainText() == "Gọi lại"


def test_the_keys_that_record_a_step_do_so_once_however_long_they_are_held(page, walk):
    page.show_case(walk("receive"))
    held = {keys.key().toString(): keys.autoRepeat() for keys in page.form.findChildren(QShortcut)}
    assert (held["Ctrl+Return"], held["Ctrl+Enter"]) == (False, False)


def test_trying_again_after_a_crash_records_once(desk, page, walk):
    case_id = walk("receive")
    page.show_case(case_id)
    fill(page, WAY["understand"])
    page.form.draft.flush()
    kept = drafts.load(desk.store, "lan", case_id, "understand")
    # the record was written, and the desk fell before the draft was dropped
    desk.journal.record(
        "understand", WAY["understand"], by=desk.person, now=desk.now(), case_id=case_id, operation=kept.operation
    )
    page.form.record()
    assert [entry.step for entry in desk.journal.entries(case_id)] == ["receive", "understand"]


def test_another_language_in_the_middle_keeps_the_lines_of_a_table(desk, page, walk):
    case_id = walk("talk")
    page.show_case(case_id)
    fill(page, WAY["agree"])
    before = page.form.typed()
    desk.set_language("vi")
    assert page.form.typed() == before
    assert page.form.blocks["commitments"].input.rows[0].inputs["due"].edit.text() == "02/03/2026 17:00"


def test_a_line_taken_out_of_a_table_can_be_brought_back(qtbot, page, walk):
    case_id = walk("talk")
    page.show_case(case_id)
    fill(page, WAY["agree"])
    rows = page.form.blocks["commitments"].input
    qtbot.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert rows.read() == []
    undo(qtbot, page)
    assert rows.read() == WAY["agree"]["commitments"]


def test_the_story_tells_both_sides_of_a_correction(desk, page, walk):
    case_id = walk("receive")
    desk.record("correct", {"what": "telephone", "value": "0909 999 999", "reason": "Misheard"}, case_id)
    page.show_case(case_id)
    told = page.story.told[-1]
    assert dict(told.parts)["Telephone"] == "was: 0903 123 456\nis: 0909 999 999"
    assert "Misheard" in page.story.toPlainText()
    assert page.tabs.tabText(1) == "Story (2)"


def test_what_a_customer_wrote_is_never_read_as_markup(qtbot, desk, page):
    hostile = {"customer_name": "<b>Lan</b> & Co", "own_words": "<img src=x> {n}"}
    case_id = desk.record("receive", {**WAY["receive"], **hostile}).case.id
    page.show_case(case_id)
    assert page.head.name.text() == "<b>Lan</b> & Co"
    assert page.head.name.textFormat() == Qt.TextFormat.PlainText
    page.tabs.setCurrentIndex(1)
    assert "<img src=x> {n}" in page.story.toPlainText()


def test_the_story_is_told_when_it_is_opened_and_goes_on_while_it_is_read(desk, page, walk):
    case_id = walk("receive")
    page.show_case(case_id)
    assert page.tabs.tabText(1) == "Story (1)"
    assert page.story.toPlainText() == ""
    page.tabs.setCurrentIndex(1)
    assert "Complaint recorded" in page.story.toPlainText()
    desk.record("note", {"note": "He called again"}, case_id)
    assert page.tabs.tabText(1) == "Story (2)"
    assert "He called again" in page.story.toPlainText()


def test_another_case_shows_nothing_of_the_story_before_it(desk, page, walk):
    first, second = walk("receive"), walk("receive")
    desk.record("note", {"note": "Only in the first"}, first)
    page.show_case(first)
    page.tabs.setCurrentIndex(1)
    page.show_case(second)
    page.tabs.setCurrentIndex(1)
    assert "Only in the first" not in page.story.toPlainText()


def test_a_stage_that_is_done_opens_its_place_in_the_story(qtbot, page, walk):
    case_id = walk("propose")
    page.show_case(case_id)
    page.way.setCurrentRow(1)
    qtbot.keyClick(page.way, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.story
    assert page.story.textCursor().block().text() == "Complaint understood"


def test_the_customer_sees_how_much_of_a_promise_is_tax_where_that_was_said(desk, walk):
    case = desk.journal.case(walk("agree"))
    taxed = replace(case, commitments={"1": replace(case.commitments["1"], amount=1_250_000, tax=92_593)})
    (_, (said,)) = next(part for part in customer_view.parts(taxed) if part[0] == "What we promise")
    assert ", ₫1,250,000, of it tax ₫92,593 (" in desk.words.say(said, desk.branch.tz)


def test_the_customer_view_holds_no_internal_remark(qtbot, desk, page, walk):
    case_id = walk("agree")
    desk.record("note", {"note": "Careful, he shouts"}, case_id)
    page.show_case(case_id)
    page.show_customer()
    shown = "\n".join(page.customer_view.texts)
    assert "Nồi cơm điện bị cháy" in shown
    assert "A new cooker of the same kind" in shown
    assert "Careful" not in shown
    assert "faulty" not in shown
    with qtbot.waitSignal(page.customer_view.destroyed):
        qtbot.keyClick(page.customer_view, Qt.Key.Key_Escape)


def test_a_note_recorded_elsewhere_leaves_the_form_as_it_is(desk, page, walk):
    case_id = walk("receive")
    page.show_case(case_id)
    form = page.form
    desk.record("note", {"note": "Called"}, case_id)
    assert page.form is form
    assert len(page.story.told) == 2


def test_the_way_is_read_out_with_its_states(page, walk):
    page.show_case(walk("propose"))
    spoken = page.way.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Consult: Waiting for Manager"


def test_tab_walks_from_the_step_into_the_coach(page, walk):
    page.show_case(walk("receive"))
    page.form.button.setFocus()
    press(here(), Qt.Key.Key_Tab)
    assert here() is page.coach.hide_button


def test_with_the_coach_open_nothing_scrolls_sideways(page, walk):
    for step in ("receive", "understand", "propose", "appoint", "talk", "agree"):
        page.show_case(walk(step))
        QApplication.processEvents()
        if page.form is not None:
            inner, outer = page.form.area.widget(), page.form.area.viewport()
            assert inner.minimumSizeHint().width() <= outer.width(), step


def test_a_doubt_stands_beside_its_field_before_and_is_said_again_after(qtbot, desk, page, walk):
    case_id = walk("understand")
    page.show_case(case_id)
    assert "small gesture" in page.form.blocks["gesture"].note.text()
    fill(page, WAY["propose"])
    page.form.record()
    assert "small gesture" in page.window().findChild(Toast, "toast").label.text()


def test_a_doubtful_phrase_is_underlined_where_it_stands(page, walk):
    page.show_case(walk("appoint"))
    apology = page.form.blocks["apology"].input.edit
    fill(page, {"apology": "Dear Ms Lan, we are sorry if you were upset."})
    (marked,) = apology.extraSelections()
    assert marked.cursor.selectedText() in "we are sorry if you were upset"
    assert marked.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    fill(page, {"apology": "We are sorry that the kettle leaked on the second day."})
    assert apology.extraSelections() == []


def test_in_a_hard_moment_the_ways_out_are_one_key_away(qtbot, desk, page):
    case_id = desk.record("receive", {**WAY["receive"], "mood": "abusive"}).case.id
    page.show_case(case_id)
    assert [b.text() for b in page.coach.ways_out()] == [
        "Take a pause (F6)", "Call the manager (F7)", "Hand over to a colleague (F8)"
    ]  # fmt: skip
    write(here(), "x")
    qtbot.keyClick(here(), Qt.Key.Key_F7)
    assert page.form.step.name == "call_manager"


def test_a_case_that_ended_otherwise_says_which_stages_were_left_out(desk, page, walk):
    case_id = walk("understand")
    desk.record("withdraw", {"words": "It is all right", "freely": True}, case_id)
    page.show_case(case_id)
    states = [page.way.item(i).data(Qt.ItemDataRole.UserRole + 1) for i in range(8)]
    assert states == ["done"] * 2 + ["left_out"] * 6
    assert labels(page) == "Withdrawn by the customer"


def test_a_problem_in_a_table_leads_to_its_line_and_column(page, walk):
    case_id = walk("talk")
    page.show_case(case_id)
    good = WAY["agree"]["commitments"][0]
    fill(page, {**WAY["agree"], "commitments": [good, {**good, "amount": "ten"}]})
    page.form.record()
    assert "Line 2, Amount" in page.form.problems.lines[0].words
    assert page.form.blocks["commitments"].input.rows[1].inputs["amount"].isAncestorOf(here())


@pytest.mark.parametrize("column", ["owner", "due", "evidence", "capacity", "stock"])
def test_what_a_promise_lacks_leads_to_the_place_where_it_is_answered(page, walk, column):
    case_id = walk("talk")
    page.show_case(case_id)
    good = WAY["agree"]["commitments"][0]
    fill(page, {**WAY["agree"], "commitments": [good, {**good, column: None}]})
    page.form.record()
    assert [problem.words.values["column"] for problem in page.form.problems.problems] == [column]
    assert page.form.blocks["commitments"].input.rows[1].inputs[column].isAncestorOf(here())


def test_a_sentence_in_the_list_that_needs_two_lines_is_read_to_its_end(qtbot, desk):
    form = QWidget()
    qtbot.addWidget(form)
    problems = ProblemList(form)
    QVBoxLayout(form).addWidget(problems)
    form.resize(320, 400)
    form.show()
    words = Words("Promise 1: are the goods or the money there? Ask the one who does it.")
    problems.show_problems([Problem("realistic-promise", words, "commitments")], "One thing is missing.", desk.say)
    (line,) = problems.lines
    qtbot.waitUntil(lambda: line.width() < 320)
    assert line.heightForWidth(line.width()) > line.heightForWidth(10_000)
    qtbot.waitUntil(lambda: line.height() == line.heightForWidth(line.width()))


def test_problems_stand_in_the_order_of_the_page(page, walk):
    case_id = walk("talk")
    page.show_case(case_id)
    page.form.record()
    fields = [p.field for p in page.form.problems.problems]
    assert fields[0] == "commitments"
    assert fields[-1] == "consent"


def seen(widget) -> bool:
    """Whether it can be read from its first line to its last."""
    return bool(widget.visibleRegion().boundingRect() == widget.rect())


def test_the_question_that_has_the_keyboard_is_in_sight_when_a_step_is_opened(qtbot, page, walk):
    case_id = walk("understand")
    page.resize(1100, 560)
    page.show_case(case_id)
    assert page.form.blocks["position"].isAncestorOf(here())
    qtbot.waitUntil(lambda: page.form.area.verticalScrollBar().maximum() > 0 and seen(here()))


def test_a_remark_that_need_not_be_made_hides_nothing_of_the_proposal_until_it_is_typed(qtbot, page, walk, sign_in):
    case_id = walk("propose")
    sign_in("minh")
    page.resize(1100, 480)
    page.show_case(case_id)
    bar = page.form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.form.blocks["note"].isAncestorOf(here())
    assert bar.value() == 0
    assert not seen(here())
    write(here(), "Ok")
    assert seen(here())
