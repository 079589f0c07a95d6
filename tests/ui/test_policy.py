"""Settings of policy and mandates: what is typed holds from now on, says who changed it, and nobody signs alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desk.cases.mandate import Mandate
from desk.cases.people import Person
from desk.store import accounts, country, house
from desk.store.database import StoreProblem
from desk.ui.desk import Desk
from desk.ui.labels import Label
from desk.ui.mandate_dialog import MandateDialog
from desk.ui.pin_again import PinAgain
from desk.ui.settings_mandates import MandatesSection
from desk.ui.settings_page import SettingsPage
from desk.ui.settings_policy import PolicySection, read_span
from desk.ui.settings_window import WindowSection
from tests.ui.conftest import PIN, START

SignIn = Callable[[str], Person]


@pytest.fixture
def policy(qtbot: Any, desk: Desk, sign_in: SignIn) -> PolicySection:
    sign_in("minh")
    section = PolicySection(desk)
    qtbot.addWidget(section)
    section.retranslate()
    return section


def test_a_changed_time_holds_from_now_on_and_running_deadlines_stay(
    policy: PolicySection, desk: Desk, walk: Any
) -> None:
    case_id = walk("propose")
    due = desk.journal.case(case_id).clocks["tell-process"].due
    desk.sign_in(accounts.people(desk.store)["minh"])
    policy.times["answer_within"].setValue(8)
    policy.save.click()
    assert accounts.policy(desk.store).answer_within == timedelta(hours=8)
    assert desk.journal.case(case_id).clocks["tell-process"].due == due


def test_the_history_says_who_changed_what_and_when(policy: PolicySection, desk: Desk) -> None:
    policy.times["consult_within"].setValue(30)
    policy.save.click()
    assert policy.history.text().split("\n") == [
        "02/03/2026 10:00, Trần Minh: Ask manager and head office within: 1 h → 30 min",
        "02/03/2026 10:00, The desk itself: The policy that comes with the desk",
    ]


def test_another_country_pack_holds_for_new_cases_and_says_who_chose_it(
    policy: PolicySection, desk: Desk, walk: Any, sign_in: SignIn
) -> None:
    before = walk("receive")
    sign_in("minh")
    policy.country.setCurrentIndex(policy.country.findData("fi"))
    policy.save.click()
    said = policy.history.text().split("\n")
    pack = "Country pack: law on the papers, public holidays: Vietnam → Finland"
    assert f"02/03/2026 10:00, Trần Minh: {pack}" in said
    closed = accounts.policy(desk.store).holidays
    assert (date(2026, 12, 6) in closed, date(2026, 9, 2) in closed) == (True, False)
    assert [desk.journal.case(case_id).country for case_id in (before, walk("receive"))] == ["vn", "fi"]
    assert desk.journal.check() == []


def test_a_country_pack_is_for_the_manager_to_choose(desk: Desk) -> None:
    for person in ("lan", "ho"):
        with pytest.raises(StoreProblem):
            country.change(desk.store, "fi", accounts.people(desk.store)[person], START)
    assert accounts.branch(desk.store).country == "vn"


def test_an_unchanged_policy_is_no_entry(policy: PolicySection, desk: Desk) -> None:
    policy.save.click()
    assert len(house.entries(desk.store, house.POLICY)) == 1


@pytest.mark.parametrize(
    ("typed", "span"),
    [("8:00-21:00", ("08:00", "21:00")), ("08.30–17.00", ("08:30", "17:00")), ("", None), ("  ", None)],
)
def test_opening_hours_are_read_as_people_type_them(typed: str, span: object) -> None:
    assert read_span(typed) == span


def test_times_of_day_are_shown_as_the_language_writes_them(desk: Desk, qtbot: Any, sign_in: SignIn) -> None:
    sign_in("minh")
    desk.set_language("fi")
    section, window = PolicySection(desk), WindowSection(desk)
    for widget in (section, window):
        qtbot.addWidget(widget)
        widget.retranslate()
        widget.refresh()
    assert section.days[0].text() == "8.00–21.00"
    assert window.start.text() == "12.00"
    section.save.click()
    assert len(house.entries(desk.store, house.POLICY)) == 1
    section.days[0].setText("9.30–21.00")
    section.save.click()
    assert "8.00–21.00 8.00–21.00" in section.history.text()
    assert "9.30–21.00" in section.history.text()


@pytest.mark.parametrize("typed", ["9", "21:00-08:00", "08:00-25:00", "08:61-09:00", "always"])
def test_what_are_no_opening_hours_changes_nothing_and_is_said(policy: PolicySection, desk: Desk, typed: str) -> None:
    before = accounts.policy(desk.store)
    policy.days[2].setText(typed)
    policy.save.click()
    assert policy.problem.text() == (
        "Wednesday: please write the hours like 08:00–21:00, or leave it empty for a closed day."
    )
    assert accounts.policy(desk.store) == before
    assert policy.days[2].text() == typed


def test_the_sentence_stands_below_what_it_is_about_until_that_is_changed(policy: PolicySection) -> None:
    policy.resize(1100, 900)
    policy.show()
    policy.days[5].setText("08:00")
    policy.save.click()
    QApplication.processEvents()
    assert policy.days[5].property("wrong") is True
    assert policy.days[5].geometry().bottom() < policy.problem.y() < policy.days[6].y()
    policy.days[5].setText("08:00-1")
    assert policy.problem.isHidden()
    assert not policy.days[5].property("wrong")


def test_a_closed_day_can_be_added_and_taken_out_and_last_years_stay(policy: PolicySection, desk: Desk) -> None:
    old = date(2025, 9, 2)
    accounts.set_policy(desk.store, replace(accounts.policy(desk.store), holidays=frozenset((old,))), "", START)
    policy.refresh()
    policy.closed.setPlainText("24/12/2026\n2026-12-31")
    policy.save.click()
    assert accounts.policy(desk.store).holidays == {old, date(2026, 12, 24), date(2026, 12, 31)}
    policy.closed.setPlainText("tomorrow")
    policy.save.click()
    assert policy.problem.text() == "“tomorrow” is no date. Please write one date on each line."


def test_a_store_that_never_opens_is_refused(policy: PolicySection, desk: Desk) -> None:
    for field in policy.days:
        field.clear()
    policy.save.click()
    assert policy.problem.text().startswith("The store must be open on some day")


# Mandates --------------------------------------------------------------------------------------------------------


@pytest.fixture
def mandates(qtbot: Any, desk: Desk) -> MandatesSection:
    section = MandatesSection(desk)
    qtbot.addWidget(section)
    section.retranslate()
    section.show()
    return section


def give_pin(qtbot: Any, section: MandatesSection) -> None:
    """The PIN once more, in the dialog that is open."""
    dialog = next(d for d in section.window().findChildren(PinAgain) if d.isVisible())
    dialog.field.setText(PIN)
    with qtbot.waitSignal(dialog.right):
        dialog.check()


def written(qtbot: Any, section: MandatesSection, **answers: Any) -> MandateDialog:
    dialog = section.write()
    given = {"name": "M-1", "remedies": ["refund"], "limit": "200.000", **answers}
    for name, value in given.items():
        dialog.blocks[name].input.fill(value)
    dialog.go.click()
    return dialog


def test_the_manager_writes_a_mandate_and_head_office_signs_it(
    qtbot: Any, mandates: MandatesSection, desk: Desk, sign_in: SignIn
) -> None:
    sign_in("minh")
    written(qtbot, mandates)
    give_pin(qtbot, mandates)
    draft = accounts.policy(desk.store).mandates[0]
    assert (draft.manager, draft.head_office, draft.limit) == ("Trần Minh", "", 200_000)
    assert mandates.buttons["M-1"].text() == "Throw away"  # the writer has nothing to sign
    sign_in("ho")
    mandates.refresh()
    mandates.buttons["M-1"].click()
    give_pin(qtbot, mandates)
    signed = accounts.policy(desk.store).mandates[0]
    assert signed.is_in_force(date(2026, 3, 2))
    assert [e.by for e in house.entries(desk.store, house.POLICY)] == ["", "minh", "ho"]


def test_either_of_them_takes_a_mandate_back_and_it_stays_to_be_read(
    qtbot: Any, mandates: MandatesSection, desk: Desk, sign_in: SignIn
) -> None:
    whole = Mandate("M-1", frozenset(("refund",)), 200_000, "VND", "Trần Minh", "Phạm Thu Hà")
    accounts.set_policy(desk.store, replace(accounts.policy(desk.store), mandates=(whole,)), "", START)
    sign_in("ho")
    mandates.refresh()
    mandates.buttons["M-1"].click()
    give_pin(qtbot, mandates)
    assert [m.revoked_by for m in accounts.policy(desk.store).mandates] == ["Phạm Thu Hà"]
    assert "M-1" not in mandates.buttons


@pytest.mark.parametrize(
    ("head_office", "offered", "said"),
    [
        ("Phạm Thu Hà", {"minh": "", "ho": ""}, "It has ended. Signed by Trần Minh and Phạm Thu Hà."),
        ("", {"minh": "Throw away", "ho": ""}, "It ended before both had signed it."),
    ],
)
def test_a_mandate_that_has_ended_is_neither_taken_back_nor_signed(
    mandates: MandatesSection, desk: Desk, sign_in: SignIn, head_office: str, offered: dict[str, str], said: str
) -> None:
    last = START.date() - timedelta(days=1)
    old = Mandate("M-1", frozenset(("refund",)), 200_000, "VND", "Trần Minh", head_office, valid_to=last)
    accounts.set_policy(desk.store, replace(accounts.policy(desk.store), mandates=(old,)), "", START)
    for person, text in offered.items():
        sign_in(person)
        mandates.refresh()
        assert {name: button.text() for name, button in mandates.buttons.items()} == ({"M-1": text} if text else {})
    assert said in [label.text() for label in mandates.findChildren(Label)]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"name": ""}, "Please fill in “Number and name of the mandate”."),
        ({"remedies": []}, "Please choose an answer to “What may be offered”."),
        ({"limit": "many"}, "Up to, for one customer and matter: "),
        ({"valid_from": "2026-04-01", "valid_to": "2026-03-31"}, "The mandate ends before it begins."),
    ],
)
def test_a_mandate_with_something_missing_is_not_written(
    qtbot: Any, mandates: MandatesSection, desk: Desk, sign_in: SignIn, answers: dict[str, Any], said: str
) -> None:
    sign_in("minh")
    dialog = written(qtbot, mandates, **answers)
    assert dialog.problem.text().startswith(said)
    assert dialog.isVisible()
    dialog.reject()
    assert accounts.policy(desk.store).mandates == ()


@pytest.mark.parametrize(
    ("person", "parts"),
    [("lan", set()), ("minh", {"policy", "mandates"}), ("ho", {"mandates"})],
)
def test_who_may_not_change_policy_or_mandates_does_not_see_them(
    qtbot: Any, desk: Desk, sign_in: SignIn, person: str, parts: set[str]
) -> None:
    sign_in(person)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    assert {n for n in ("policy", "mandates") if not page.chips[n].isHidden()} == parts
