"""Every clock on a case can be traced on screen to the standard it keeps and to its source."""

from __future__ import annotations

from desk.cases.clocks import TITLES
from desk.cases.standards import CLOCK, RULES
from desk.ui.case_menus import WHY_CLOCKS
from desk.ui.why_clocks import WhyClocks

from .shell import unnamed


def asked(page) -> WhyClocks:
    """As Ctrl+K and the menu do it."""
    (why,) = [do for words, _, do in page.offers() if words == WHY_CLOCKS]
    why()
    return page.findChildren(WhyClocks)[-1]


def test_each_clock_of_a_case_says_how_it_stands_and_why_it_runs(page, walk, desk, clock, sign_in):
    case_id = walk("sign")
    sign_in("lan")
    clock.advance(days=9)
    page.show_case(case_id)
    told = [label.text() for label in asked(page).told]
    assert len(told) == 2 * len({rule.partition(".")[0] for rule in page.moment.case.clocks} | {"keep-agreement"})
    assert told[0].startswith("Record the complaint: in time, 02/03/2026")
    assert told[1].endswith("Source: the standard “Recorded within 24 hours”, document 000, 2.")
    promise = told.index(next(text for text in told if text.startswith("Keep the promise: ")))
    assert told[promise].endswith("late")
    assert "Source: the standard “Do exactly what was agreed”, document 000, 2." in told[promise + 1]


def test_a_clock_that_was_met_late_stays_late(page, walk, desk, clock, sign_in):
    case_id = walk("receive")
    clock.advance(hours=5)
    sign_in("lan")
    late = {"permission": True, "summary": "Burnt", "confirmed": True, "effects": ["money"], "wish": "A new one"}
    desk.record("understand", late, case_id)
    page.show_case(case_id)
    assert any("Ask manager and head office: " in label.text() and "late" in label.text() for label in asked(page).told)


def test_it_can_be_reached_from_the_menu_and_names_everything(page, walk, sign_in):
    case_id = walk("propose")
    sign_in("lan")
    page.show_case(case_id)
    page.more.menu().aboutToShow.emit()
    assert WHY_CLOCKS in [action.text() for action in page.more.menu().actions()]
    assert unnamed(asked(page)) == []


def test_every_clock_of_the_standards_has_its_words():
    assert {name for name, rule in RULES.items() if CLOCK in rule.kinds} <= set(TITLES)
