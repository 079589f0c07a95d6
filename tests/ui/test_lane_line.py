"""The propose step says while one types which way the proposal goes."""

from dataclasses import replace
from datetime import date

from desk.cases.branch import Policy
from desk.cases.lanes import BEYOND, UNREASONABLE, WITHIN
from desk.cases.mandate import Mandate
from desk.store import accounts
from desk.ui.lane_line import LaneLine
from tests.ui.conftest import START, fill
from tests.ui.straight_way import WAY

SMALL = Mandate(
    "M-1", frozenset(("refund",)), 200_000, "VND", "Trần Minh", "Phạm Thu Hà", valid_to=date(2026, 12, 31)
)


def lane_of(page):
    return page.form.page.findChild(LaneLine)


def test_the_lane_follows_what_is_typed_and_says_why(page, desk, walk, sign_in):
    accounts.set_policy(desk.store, replace(Policy(), mandates=(SMALL,)), "", START)
    case_id = walk("understand")
    sign_in("lan")
    page.show_case(case_id)
    fill(page, {"remedies": [{"kind": "refund", "what": "The price", "amount": "200.000"}]})
    assert lane_of(page).lane.name == WITHIN
    assert lane_of(page).words.text() == "Within mandate M-1 (up to ₫200,000): it may be offered at once."
    assert not page.form.blocks["told_process"].isVisibleTo(page)
    fill(page, {"remedies": [{"kind": "refund", "what": "The price", "amount": "200.001"}]})
    assert lane_of(page).lane.name == BEYOND
    assert lane_of(page).words.text().endswith("M-1: ₫200,001 is more than the limit of ₫200,000.")
    assert page.form.blocks["told_process"].isVisibleTo(page)
    fill(page, {"reasonable": "no"})
    assert lane_of(page).lane.name == UNREASONABLE
    assert page.form.blocks["alternative"].isVisibleTo(page)


def test_the_same_customer_under_another_notation_of_the_number_is_seen(page, desk, walk, sign_in):
    accounts.set_policy(desk.store, replace(Policy(), mandates=(SMALL,)), "", START)
    first, second = walk("understand"), ""
    sign_in("lan")
    row = [{"kind": "refund", "what": "The price", "amount": "150000"}]
    desk.record("propose", {"reasonable": "yes", "stance": "accepted", "position": "Faulty.", "remedies": row}, first)
    again = {**WAY["receive"], "customer_name": "Somebody", "telephone": "+84 903 123 456"}
    second = desk.record("receive", again).case.id
    desk.record("understand", WAY["understand"], second)
    page.show_case(second)
    fill(page, {"remedies": row})
    assert lane_of(page).lane.name == BEYOND
    assert "this customer already had ₫150,000 (B1-00001)" in lane_of(page).words.text()
