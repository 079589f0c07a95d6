"""The paper beside the form: what it shows, how it follows, where it stands."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desk.cases.steps import STEPS
from desk.ui import live_preview
from desk.ui import sheets as sheets_room
from desk.ui.around import Around
from desk.ui.drafted import drafted
from desk.ui.live_preview import LivePreview
from desk.ui.sheets import STEP, Sheets
from tests.papers.reading import pages

from .conftest import fill, press
from .shell import here, key, let_go, opened

WIDE, NARROW = 1240, 1000


@pytest.fixture
def writing(qtbot, page, walk):
    """Somebody about to write the agreement, in a window wide enough for the paper."""
    case_id = walk("talk")
    page.resize(WIDE, 700)
    with qtbot.waitSignal(page.side.paper.sheets.drawn):
        page.show_case(case_id)
    return page


def text(sheets: Sheets) -> str:
    """Everything the paper says."""
    return " ".join(" ".join(pages(sheets.pdf)).split())


def test_the_paper_stands_in_the_place_of_the_coach_where_there_is_room(writing):
    assert writing.side.paper.isVisible()
    assert writing.coach.isHidden()
    writing.open("note")
    assert writing.side.paper.isHidden()
    assert writing.coach.isVisible()


def test_f9_and_f4_turn_between_paper_and_coach(qtbot, writing):
    side = writing.side
    qtbot.keyClick(here(), Qt.Key.Key_F4)
    assert (side.paper.isHidden(), side.coach.isHidden()) == (True, False)
    qtbot.keyClick(here(), Qt.Key.Key_F9)
    assert (side.paper.isHidden(), side.coach.isHidden()) == (False, True)
    qtbot.keyClick(here(), Qt.Key.Key_F9)
    assert (side.paper.isHidden(), side.coach.isHidden()) == (True, False)


def test_in_a_narrow_window_the_paper_comes_only_when_it_is_asked_for(qtbot, page, walk):
    page.resize(NARROW, 700)
    page.show_case(walk("talk"))
    assert page.side.paper.isHidden()
    with qtbot.waitSignal(page.side.paper.sheets.drawn):
        page.form.extras.itemAt(0).widget().click()
    assert page.side.paper.isVisible()


def test_the_paper_follows_what_is_typed(qtbot, writing):
    sheets = writing.side.paper.sheets
    with qtbot.waitSignal(sheets.drawn):
        fill(writing, {"customer_part": "Brings the old cooker <back> & {n}"})
    assert "Brings the old cooker <back> & {n}" in text(sheets)
    assert "DRAFT" not in text(sheets)
    fill(writing, {"language": "fi"})  # another page of the former paper may still come
    qtbot.waitUntil(lambda: "Sopimus" in text(sheets))


def test_nothing_on_the_paper_beside_can_be_saved_or_printed(writing):
    names = {button.accessibleName() for button in writing.side.paper.findChildren(QPushButton)}
    assert names == {"Smaller (Ctrl+−)", "Larger (Ctrl+plus)", "Fit the width (Ctrl+0)", "Hide the paper (F9)"}
    assert "Not recorded yet" in writing.side.paper.note.text()


def test_the_paper_before_signing_is_the_one_that_was_recorded(qtbot, desk, page, walk):
    case_id = walk("agree")
    page.resize(WIDE, 700)
    with qtbot.waitSignal(page.side.paper.sheets.drawn):
        page.show_case(case_id)
    assert page.form.step.name == "sign"
    assert "as recorded" in page.side.paper.note.text()
    assert "A new cooker of the same kind" in text(page.side.paper.sheets)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"commitments": [{}]},
        {"commitments": [{"due": "soon", "amount": "lots", "owner": "nobody", "what": "\u202e<b>&"}]},
        {"commitments": [{"what": "A new cooker"}, {"what": "A visit", "due": "2026-03-09 10:00", "owner": "lan"}]},
        {"commitments": [{"what": "x" * 900}] * 60, "customer_part": "y" * 9_000, "if_late": "\x00\n" * 40},
        {"language": "", "second_language": "fi", "place": None, "follow_up_by": "nobody"},
        {"language": "vi", "second_language": "vi", "representative": "<para>", "interpreter": "{0}"},
    ],
)
def test_however_little_is_answered_there_is_a_paper(desk, sign_in, walk, typed):
    from desk.ui.paper_making import Order, make

    moment = desk.moment(walk("talk"))
    case = drafted(STEPS["agree"], typed, moment)
    for languages in (("vi",), ("fi", "en")):
        assert make(Order("agreement", case, languages, desk.branch)).pdf.startswith(b"%PDF")


def test_a_promise_without_a_date_leaves_its_place_open(desk, sign_in, walk):
    moment = desk.moment(walk("talk"))
    case = drafted(STEPS["agree"], {"commitments": [{"what": "A visit"}]}, moment)
    (key,) = case.agreement.commitments
    assert case.commitments[key].due is None
    assert case.agreement.follow_up_at is None


def test_only_the_newest_of_what_was_typed_is_drawn(qtbot, writing):
    """On sheets of their own: those of the page may still be drawing what the form asked for."""
    made = []
    pdf, sheets = writing.side.paper.sheets.pdf, Sheets()
    qtbot.addWidget(sheets)

    def work(number):
        return lambda: made.append(number) or pdf

    with qtbot.waitSignal(sheets.drawn):
        for number in range(20):
            sheets.show_paper(work(number))
    assert list(dict.fromkeys(made)) == [0, 19]  # a page that comes into sight may draw the newest once more


def test_the_paper_is_made_and_drawn_on_another_thread_than_the_windows(qtbot, writing, monkeypatch):
    where: dict[str, set[int]] = {}
    for room, name in ((live_preview, "make"), (sheets_room, "sizes"), (sheets_room, "pictures")):
        inside = getattr(room, name)

        def told(*args, name=name, work=inside):
            where.setdefault(name, set()).add(threading.get_ident())
            return work(*args)

        monkeypatch.setattr(room, name, told)
    with qtbot.waitSignal(writing.side.paper.sheets.drawn):
        fill(writing, {"customer_part": "Brings the old cooker back"})
    assert set(where) == {"make", "sizes", "pictures"}
    assert threading.get_ident() not in set.union(*where.values())


def test_the_paper_is_larger_and_smaller_by_keys_while_one_types(qtbot, writing):
    sheets = writing.side.paper.sheets
    fits = sheets.scale()
    press_in = here()
    with qtbot.waitSignal(sheets.drawn):
        qtbot.keyClick(press_in, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheets.scale() == pytest.approx(fits * STEP)
    with qtbot.waitSignal(sheets.drawn):
        qtbot.keyClick(press_in, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert sheets.scale() == pytest.approx(fits)
    with qtbot.waitSignal(sheets.drawn):
        qtbot.keyClick(press_in, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheets.zoom == 0
    assert here() is press_in


def test_pages_are_drawn_when_they_come_into_sight(qtbot, writing):
    sheets = writing.side.paper.sheets
    with qtbot.waitSignal(sheets.drawn):
        sheets.magnify(6)
    last = len(sheets.sizes) - 1
    assert last not in sheets.pictures
    with qtbot.waitSignal(sheets.drawn):
        sheets.verticalScrollBar().setValue(sheets.verticalScrollBar().maximum())
    assert last in sheets.pictures


def test_a_fault_in_the_paper_is_reported_once_and_the_form_stays(qtbot, desk, page):
    preview = LivePreview(desk, page)
    qtbot.addWidget(preview)

    def broken():
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        for _ in range(2):
            with qtbot.waitSignal(preview.sheets.failed):
                preview.follow(broken, recorded=False)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert "Nothing is lost" in preview.note.text()


def test_what_was_hidden_stays_hidden_the_next_time(qtbot, desk, walk, tmp_path):
    case_id, around = walk("talk"), Around(tmp_path / "window.ini")
    window = opened(qtbot, desk, "lan", around)
    window.open_case(case_id)
    key(here(), Qt.Key.Key_F9)
    key(here(), Qt.Key.Key_F4)
    side = window.page("case").side
    assert (side.paper.isHidden(), side.coach.isHidden(), side.isHidden()) == (True, True, True)
    let_go(window)
    again = opened(qtbot, desk, "lan", around)
    again.open_case(case_id)
    side = again.page("case").side
    assert (side.paper.isHidden(), side.coach.isHidden()) == (True, True)


def test_tab_walks_from_the_step_into_the_paper(writing):
    writing.form.button.setFocus()
    press(here(), Qt.Key.Key_Tab)
    assert here() is writing.side.paper.zooms.buttons[0]
