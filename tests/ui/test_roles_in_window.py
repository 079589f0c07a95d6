"""Nothing is visible that may not be done: what the window offers each role, cell by cell of the role table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk.cases import guide
from desk.cases.people import may
from desk.cases.steps import STEPS
from desk.ui import case_menus
from desk.ui.case_page import STAGE_STEPS
from desk.ui.finder import Finder
from desk.ui.toasts import Toast
from desk.ui.wait_panel import title_now

from .shell import key, opened

#: Offered elsewhere than among the steps of a case: F2, printing, choosing a file, merging.
ELSEWHERE = {"receive", "issue_paper", "attach", "take_in"}


@pytest.mark.parametrize("until", ["receive", "understand", "propose", "approve", "appoint", "talk", "agree", "sign"])
def test_a_case_offers_each_person_what_they_may_do_now_and_nothing_else(page, walk, sign_in, until):
    case_id = walk(until)
    for person in ("lan", "eeva", "minh", "ho"):
        me = sign_in(person)
        page.show_case(case_id)
        allowed = {n for n, s in STEPS.items() if may(me, n) and not guide.before(s, page.moment)} - ELSEWHERE
        assert offered(page) == {page.desk.say(title_now(STEPS[name], page.moment.case)) for name in allowed}
        if page.panel is not None:
            assert {button.text().replace("&", "") for button in page.panel.buttons} <= offered(page)


def offered(page) -> set[str]:
    """The step in the middle, and everything under *More*; the keys behind a tab are no part of the words."""
    case_menus.fill_more(page)
    words = {a.text().split("\t")[0] for a in page.more.menu().actions() if not a.isSeparator()}
    words -= {page.desk.say(text) for text in ("Show the coach (F4)", case_menus.SHOW_PAPER, case_menus.WHY_CLOCKS)}
    return words | ({page.desk.say(title_now(page.form.step, page.moment.case))} if page.form else set())


def test_the_way_opens_no_form_of_another_role(page, walk, sign_in):
    case_id = walk("understand")
    me = sign_in("ho")
    page.show_case(case_id)
    for row, stage in enumerate(STAGE_STEPS, 1):
        page.way.setCurrentRow(row)
        page.way.chosen.emit(stage)
        assert page.form is None or may(me, page.form.step.name)
    assert "cannot take this step in the role Head office" in page.window().findChild(Toast, "toast").label.text()


@pytest.mark.parametrize(
    ("person", "parts", "papers", "complaint"),
    [("lan", ["window", "about"], set(), True),
     ("minh", ["window", "branch", "people", "about"], {"Logo on the papers…", "Seal of the store…"}, True),
     ("ho", ["window", "about"], set(), False)],
)  # fmt: skip
def test_settings_menus_and_the_new_complaint_follow_the_role(qtbot, desk, walk, person, parts, papers, complaint):
    case_id = walk("understand")
    desk.sign_out()
    window = opened(qtbot, desk, person)
    window.go("settings")
    chips = window.page("settings").chips
    assert [name for name, chip in chips.items() if chip.isVisible() and name in KNOWN] == parts
    window.open_case(case_id)
    case_menus.fill_papers(window.page("case"))
    shown = {action.text() for action in window.page("case").papers_button.menu().actions()}
    assert shown & {"Logo on the papers…", "Seal of the store…"} == papers
    assert window.bar.new.isVisible() is complaint
    key(window, Qt.Key.Key_F2)
    assert (window.here() == "intake") is complaint
    window.find_anything()
    finder = window.findChild(Finder)
    assert ("New complaint" in [found.words for found in finder._items]) is complaint
    finder.close()


#: The parts of the settings that this file knows.
KNOWN = ("window", "branch", "people", "about")
