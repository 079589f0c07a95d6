"""The intake, as somebody at the counter uses it: by keyboard, in one go, and never losing a word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from desk.store import drafts
from desk.ui.intake import FIRST, Intake

from .conftest import press, write
from .shell import here


def edit(page, name):
    return page.form.blocks[name].input.edit


def test_a_complaint_is_recorded_by_keyboard_alone(qtbot, desk, intake):
    write(here(), "Đặng Thị Mỹ Hạnh")
    press(here(), Qt.Key.Key_Tab)
    write(here(), "Nồi cơm điện bị cháy.\nMùi khét.")
    press(here(), Qt.Key.Key_Tab)
    press(here(), Qt.Key.Key_Space)
    with qtbot.waitSignal(intake.recorded) as recorded:
        qtbot.keyClick(here(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case = desk.journal.case(recorded.args[0])
    assert (case.customer_name, case.own_words) == ("Đặng Thị Mỹ Hạnh", "Nồi cơm điện bị cháy.\nMùi khét.")
    assert case.step == "understand"
    assert drafts.all_of(desk.store, "lan") == []


def test_the_five_first_questions_come_first_by_tab(intake):
    names = []
    for _ in FIRST:
        names.append(next(n for n, b in intake.form.blocks.items() if b.isAncestorOf(here())))
        press(here(), Qt.Key.Key_Tab)
    assert tuple(names) == FIRST


def test_pressed_early_record_lists_what_is_missing_and_goes_to_the_first(qtbot, desk, intake):
    with qtbot.assertNotEmitted(desk.case_changed):
        qtbot.mouseClick(intake.form.button, Qt.MouseButton.LeftButton)
    problems = intake.form.problems
    assert [p.field for p in problems.problems] == ["customer_name", "own_words", "heard_out"]
    assert intake.form.blocks["customer_name"].isAncestorOf(here())
    qtbot.mouseClick(problems.lines[1], Qt.MouseButton.LeftButton)
    assert intake.form.blocks["own_words"].isAncestorOf(here())


def test_every_standard_in_the_list_says_why_it_asks(qtbot, intake):
    intake.form.record()
    (why,) = intake.form.problems.whys
    assert why.answer.isHidden()
    qtbot.mouseClick(why.button, Qt.MouseButton.LeftButton)
    assert "own words" in why.answer.text()
    assert "“Hear them out”" in why.answer.text()


def test_a_problem_goes_away_as_soon_as_it_is_solved(intake):
    intake.form.record()
    write(edit(intake, "customer_name"), "Lan")
    intake.form.settle()
    assert [p.field for p in intake.form.problems.problems] == ["own_words", "heard_out"]
    assert intake.form.blocks["customer_name"].note.text() == ""


def test_nothing_is_said_about_a_field_before_it_was_left(intake):
    write(edit(intake, "raised_at"), "x")
    intake.form.settle()
    assert intake.form.blocks["raised_at"].note.text() == ""
    edit(intake, "raised_at").setFocus()
    edit(intake, "product").setFocus()
    assert intake.form.blocks["raised_at"].note.text() != ""


def test_a_late_record_asks_why_right_under_the_time(intake, clock):
    assert not intake.form.blocks["late_reason"].isVisible()
    edit(intake, "raised_at").setText("28/02/2026 09:00")
    intake.form.settle()
    assert intake.form.blocks["late_reason"].isVisible()
    order = intake.form.order()
    assert order[order.index("raised_at") + 1] == "late_reason"


def test_what_was_typed_is_back_after_leaving(desk, intake):
    write(edit(intake, "own_words"), "Mất điện giữa chừng")
    intake.leave()
    again = Intake(desk)
    again.start()
    assert edit(again, "own_words").toPlainText() == "Mất điện giữa chừng"
    assert "10:00" in again.form.draft_line.text.text()
    write(edit(again, "own_words"), ", rồi nổ")  # one goes on where one stopped
    assert edit(again, "own_words").toPlainText() == "Mất điện giữa chừng, rồi nổ"


def test_a_long_story_that_is_back_stands_at_its_beginning(intake):
    words = edit(intake, "own_words")
    intake.form.restore({"own_words": "\n".join(f"Dòng {number}" for number in range(60))})
    QApplication.processEvents()
    assert words.verticalScrollBar().maximum() > 0
    assert words.verticalScrollBar().value() == 0
    assert words.textCursor().atEnd()


def test_typing_on_and_on_is_kept_all_the_same(qtbot, desk, intake):
    with qtbot.waitSignal(intake.form.draft.saved, timeout=1000):
        write(edit(intake, "own_words"), "a")
        for _ in range(40):
            write(edit(intake, "own_words"), "b")
            QApplication.processEvents()
    (kept,) = drafts.all_of(desk.store, "lan")
    assert kept.answers["own_words"].startswith("ab")


def test_starting_afresh_can_be_undone(desk, intake):
    write(edit(intake, "customer_name"), "Lan")
    intake.form.draft.flush()
    key = intake.form.draft.key
    intake.form.draft_line.afresh.emit()
    assert edit(intake, "customer_name").text() == ""
    assert intake.form.draft.key != key
    intake.start(key)
    assert edit(intake, "customer_name").text() == "Lan"


def test_signing_out_in_the_middle_keeps_the_draft(desk, intake):
    write(edit(intake, "customer_name"), "Lan")
    desk.sign_out()
    (kept,) = drafts.all_of(desk.store, "lan")
    assert kept.answers["customer_name"] == "Lan"


def test_another_language_in_the_middle_keeps_everything_typed(desk, intake):
    write(edit(intake, "customer_name"), "Đỗ Ý Nhi")
    edit(intake, "raised_at").setText("01/03/2026 09:05")
    edit(intake, "price").setText("350000")
    edit(intake, "price").setFocus()
    edit(intake, "customer_name").setFocus()
    before = intake.form.typed()
    desk.set_language("fi")
    assert edit(intake, "raised_at").text() == "1.3.2026 9.05"
    assert edit(intake, "price").text() == "350\xa0000"
    after = intake.form.typed()
    assert after.pop("price").replace("\xa0", "") == before.pop("price").replace(",", "") == "350000"
    assert after == before
    assert edit(intake, "customer_name").hasFocus()


def test_a_huge_paste_is_refused_and_the_old_text_stays(qtbot, intake):
    words = edit(intake, "own_words")
    write(words, "Before")
    QApplication.clipboard().setText("x" * 1_000_000)
    words.paste()
    assert words.toPlainText() == "Before"
    assert "too long" in intake.form.blocks["own_words"].note.text()
    name = edit(intake, "customer_name")
    write(name, "Lan")
    name.paste()
    assert name.text() == "Lan"
    assert "too long" in intake.form.blocks["customer_name"].note.text()


def test_markup_in_a_paste_stays_letters(intake):
    edit(intake, "own_words").insertPlainText("<b>bold</b> & {name}")
    assert intake.form.answers()["own_words"] == "<b>bold</b> & {name}"


def test_decomposed_letters_become_composed(intake):
    write(edit(intake, "customer_name"), "Ha\u0323nh")
    assert intake.form.answers()["customer_name"] == "Hạnh"


def test_every_control_has_a_name(intake):
    for name, block in intake.form.blocks.items():
        for control in block.input.controls():
            assert control.accessibleName(), name


def test_the_coach_stands_beside_the_intake_where_there_is_room(intake):
    assert intake.coach.isVisible()
    assert "think-positive" in {tip.rule for tip in intake.coach.tips}
    intake.resize(800, 600)
    assert not intake.coach.isVisible()


def test_the_coach_is_hidden_and_brought_back_by_one_key(qtbot, intake):
    assert intake.coach.isVisible()
    qtbot.keyClick(here(), Qt.Key.Key_F4)
    assert intake.coach.isHidden()
    qtbot.keyClick(here(), Qt.Key.Key_F4)
    assert not intake.coach.isHidden()


@pytest.mark.parametrize("edge", ["none", "foot", "right"])
def test_the_calendar_is_on_the_screen_wherever_the_window_is(intake, edge):
    when, window = intake.form.blocks["raised_at"].input, intake.window()
    screen = window.screen().availableGeometry()
    room = screen.bottomRight() - when.mapToGlobal(QPoint(when.width(), when.height()))
    window.move(window.pos() + QPoint(room.x() * (edge == "right"), room.y() * (edge == "foot")))
    when.open_calendar()
    calendar = QApplication.activePopupWidget()
    assert screen.contains(calendar.geometry())
    field = QRect(when.mapToGlobal(QPoint(0, 0)), when.size())
    assert not calendar.geometry().intersects(field)
    calendar.close()
