"""Lists: what stands behind each chip, in which order, and what Today asks somebody to look at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.store import accounts, lists, today
from desk.store.journal import Journal
from desk.store.lists import Filter

from .way import STAFF, START, take, until

ZONE = ZoneInfo("Europe/Helsinki")
NOW = START + timedelta(minutes=30)


@pytest.fixture
def desk(journal: Journal) -> dict[str, str]:
    """One case at each place of the way; their numbers by name."""
    cases = {
        "new": until(journal, "receive", customer_name="Åkerlund Åke"),
        "proposed": until(journal, "propose", customer_name="Đỗ Thị Hạnh"),
        "agreed": until(journal, "agree", customer_name="Zacharias Topelius"),
        "delivered": until(journal, "deliver"),
        "closed": until(journal, "close"),
        "danger": until(journal, "sign", safety="fire", customer_name="Ängström Eva"),
    }
    found = {name: journal.case(case_id) for name, case_id in cases.items()}
    return {name: case.number for name, case in found.items() if case}


def names(desk: dict[str, str], rows: list[lists.Row]) -> list[str]:
    by_number = {number: name for name, number in desk.items()}
    return [by_number[row.number] for row in rows]


def shown(journal: Journal, desk: dict[str, str], now: datetime = NOW, sort: str = "number", **asked: str) -> list[str]:
    return names(desk, lists.page(journal.store, Filter(**asked), sort=sort, now=now))


def test_each_chip_shows_its_cases(journal: Journal, desk: dict[str, str]) -> None:
    assert shown(journal, desk, chip="open") == ["new", "proposed", "agreed", "delivered", "danger"]
    assert shown(journal, desk, chip="mine", person="clerk") == shown(journal, desk, chip="open")
    assert shown(journal, desk, chip="mine", person="colleague") == []
    assert shown(journal, desk, chip="waiting") == ["proposed"]
    assert shown(journal, desk, chip="follow_up") == ["delivered"]
    assert shown(journal, desk, chip="closed") == ["closed"]
    assert shown(journal, desk, chip="all") == list(desk)


def test_the_chips_of_time_follow_the_clock(journal: Journal, desk: dict[str, str]) -> None:
    assert shown(journal, desk, chip="due_today") == ["new"]  # ask within an hour
    assert shown(journal, desk, chip="late") == []
    assert shown(journal, desk, chip="late", now=START + timedelta(minutes=61)) == ["new"]
    day = datetime(2026, 3, 5, 9, 0, tzinfo=ZONE)
    assert shown(journal, desk, chip="due_today", now=day) == ["agreed", "delivered", "danger"]
    assert shown(journal, desk, chip="late", now=day) == ["new", "proposed"]


def test_today_ends_at_midnight_of_the_store(journal: Journal) -> None:
    take(journal, "receive", minutes=60 * 14 + 20)  # 23:20 in Helsinki; due at 00:20
    now = START + timedelta(minutes=60 * 14 + 25)
    assert lists.count(journal.store, Filter("due_today"), now) == 0
    assert lists.chip_counts(journal.store, "clerk", now, ZONE)["due_today"] == 0
    assert lists.chip_counts(journal.store, "clerk", now, ZoneInfo("UTC"))["due_today"] == 1


def test_counts_are_those_of_the_lists(journal: Journal, desk: dict[str, str]) -> None:
    for now in (NOW, NOW + timedelta(days=3), NOW + timedelta(days=30)):
        counts = lists.chip_counts(journal.store, "clerk", now, ZONE)
        for chip in lists.CHIPS:
            asked = Filter(chip, person="clerk")
            rows = lists.page(journal.store, asked, now=now)
            assert counts[chip] == lists.count(journal.store, asked, now) == len(rows), chip


def test_what_is_due_first_comes_first_and_what_is_never_due_last(journal: Journal, desk: dict[str, str]) -> None:
    rows = lists.page(journal.store, Filter("all"), now=NOW)
    due = [row.due_at for row in rows if row.due_at]
    assert due == sorted(due)
    assert rows[-1].number == desk["closed"]
    down = lists.page(journal.store, Filter("all"), descending=True, now=NOW)
    assert [row.due_at for row in down] == [*sorted(due, reverse=True), None]


@pytest.mark.parametrize("sort", lists.SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_goes_through_all_cases_page_by_page(
    journal: Journal, desk: dict[str, str], sort: str, descending: bool
) -> None:
    pages = [
        lists.page(journal.store, Filter("all"), sort=sort, descending=descending, offset=n, limit=2, now=NOW)
        for n in (0, 2, 4, 6)
    ]
    assert [len(page) for page in pages] == [2, 2, 2, 0]
    assert sorted(row.number for page in pages for row in page) == sorted(desk.values())


def test_names_are_sorted_as_vietnamese_and_finns_do(journal: Journal, desk: dict[str, str]) -> None:
    rows = lists.page(journal.store, Filter("all"), sort="customer", now=NOW)
    assert [row.customer for row in rows] == [
        "Đỗ Thị Hạnh", "Tuula Heikkinen", "Tuula Heikkinen", "Zacharias Topelius", "Åkerlund Åke", "Ängström Eva",
    ]  # fmt: skip


def test_a_filter_takes_words_too(journal: Journal, desk: dict[str, str]) -> None:
    assert shown(journal, desk, chip="all", text="do thi") == ["proposed"]
    assert shown(journal, desk, chip="closed", text="do thi") == []
    assert shown(journal, desk, chip="open", text="lattia") == ["new", "proposed", "agreed", "delivered", "danger"]
    assert shown(journal, desk, chip="all", text="?!") == []
    assert lists.count(journal.store, Filter("all", text="topelius"), NOW) == 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40), person=st.sampled_from(["clerk", "", "nobody'--"]))
def test_any_filter_is_safe(journal: Journal, text: str, person: str) -> None:
    for chip in lists.CHIPS:
        rows = lists.page(journal.store, Filter(chip, person, text), now=NOW)
        assert len(rows) == lists.count(journal.store, Filter(chip, person, text), NOW)


@pytest.mark.parametrize("asked", [Filter("nothing"), Filter("open")])
def test_an_unknown_chip_or_sort_is_a_bug(journal: Journal, asked: Filter) -> None:
    with pytest.raises(KeyError):
        lists.page(journal.store, asked, sort="nothing" if asked.chip == "open" else "due", now=NOW)


def test_a_row_says_everything_a_list_shows(journal: Journal) -> None:
    case_id = until(journal, "propose")
    row = lists.page(journal.store, Filter(), now=NOW)[0]
    assert row == lists.Row(
        rowid=1, case_id=case_id, number="B1-00001", customer="Tuula Heikkinen", about="Kone vuotaa lattialle.",
        state="open", step="consult", next_step="approve", waiting="manager", owner="clerk",
        owner_name="Aino Lehtonen", due=row.due, due_rule="tell-process", since=row.since, safety="", mood="calm",
        raised=row.raised, recorded=row.recorded, closed=0,
    )  # fmt: skip
    assert (row.due_at, row.due_since) == (datetime(2026, 3, 3, 19, 0, tzinfo=UTC), START + timedelta(minutes=20))
    assert (row.raised_at, row.recorded_at, row.closed_at) == (START, START, None)


# Today -----------------------------------------------------------------------------------------------------------


def told(journal: Journal, desk: dict[str, str], person: str, now: datetime) -> list[tuple[str, str, str]]:
    lines = lists.today(journal.store, STAFF[person], now, ZONE)
    return [(line.kind, names(desk, [line.row])[0], line.key) for line in lines]


def test_today_begins_with_what_hurts_most(journal: Journal, desk: dict[str, str]) -> None:
    assert told(journal, desk, "clerk", NOW) == [("due_hour", "new", ""), ("safety", "danger", "")]
    assert told(journal, desk, "manager", NOW) == [
        ("due_hour", "new", ""), ("safety", "danger", ""), ("waiting", "proposed", ""),
    ]  # fmt: skip
    assert told(journal, desk, "clerk", datetime(2026, 3, 5, 7, 0, tzinfo=ZONE)) == [
        ("answer", "proposed", ""), ("late", "new", ""), ("safety", "danger", ""), ("follow_up", "delivered", ""),
        ("promise", "agreed", "1"),
    ]  # fmt: skip


def test_a_plan_that_is_fixed_is_for_its_owner_to_go_on_with(journal: Journal, desk: dict[str, str]) -> None:
    desk["approved"] = journal.case(until(journal, "approve")).number
    assert ("yours", "approved", "") in told(journal, desk, "clerk", NOW)
    desk["later"] = journal.case(until(journal, "appoint")).number
    due = journal.case(journal.find(desk["later"])).appointment_at
    assert ("yours", "later", "") in told(journal, desk, "clerk", due - timedelta(hours=2))
    assert ("due_hour", "later", "") in told(journal, desk, "clerk", due - timedelta(minutes=30))
    assert "approved" not in [name for _, name, _ in told(journal, desk, "colleague", NOW)]


def test_a_yes_to_an_older_plan_keeps_nobody_from_the_newest(journal: Journal) -> None:
    case_id = until(journal, "propose")
    take(journal, "approve", case_id, by="manager", minutes=30)
    rows = lists.page(journal.store, Filter(), now=NOW)
    said_yes = [lists.approved(journal.store, STAFF[who], rows) for who in ("clerk", "manager", "ho")]
    assert said_yes == [set(), {1}, set()]
    take(journal, "propose", case_id, minutes=40, position="Vaihdamme koneen.")
    assert lists.approved(journal.store, STAFF["manager"], rows) == set()


def test_today_tells_a_promise_once(journal: Journal, desk: dict[str, str]) -> None:
    evening = datetime(2026, 3, 5, 20, 30, tzinfo=ZONE)  # the promises are due at 21:00
    found = told(journal, desk, "clerk", evening)
    assert ("due_hour", "agreed", "") in found
    assert ("promise", "agreed", "1") not in found


def test_today_says_so_much_and_no_more(journal: Journal, desk: dict[str, str]) -> None:
    assert len(lists.today(journal.store, STAFF["manager"], NOW, ZONE, limit=2)) == 2


def test_who_is_waited_for_sees_how_often(journal: Journal, desk: dict[str, str]) -> None:
    waiting = {name: lists.waiting_count(journal.store, person, NOW) for name, person in STAFF.items()}
    assert waiting == {"clerk": 0, "colleague": 0, "manager": 1, "ho": 0}
    case_id = journal.find(desk["new"])
    take(journal, "offer_hand_over", case_id, minutes=20, to="colleague", briefing="Vuotaa.")
    assert lists.waiting_count(journal.store, STAFF["colleague"], NOW) == 1
    assert told(journal, desk, "colleague", NOW)[0] == ("due_hour", "new", "")


def test_a_hand_over_nobody_accepts_comes_back_to_who_offered_it_and_to_the_manager(
    journal: Journal, desk: dict[str, str]
) -> None:
    case_id = journal.find(desk["agreed"])
    take(journal, "offer_hand_over", case_id, minutes=20, to="colleague", briefing="Vuotaa.")
    soon, later = START + timedelta(minutes=45), START + timedelta(minutes=55)
    assert ("offer", "agreed", "") not in told(journal, desk, "clerk", soon)
    assert ("offer", "agreed", "") in told(journal, desk, "clerk", later)
    assert ("offer", "agreed", "") in told(journal, desk, "manager", later)
    assert ("waiting", "agreed", "") in told(journal, desk, "colleague", later)


def test_cases_of_somebody_who_left_are_shown_to_the_manager(journal: Journal, desk: dict[str, str]) -> None:
    accounts.update_person(journal.store, replace(STAFF["clerk"], active=False))
    left = {line for line in told(journal, desk, "manager", NOW) if line[0] == "left"}
    cases, promises = {("agreed", ""), ("delivered", "")}, {("agreed", "1"), ("danger", "1")}
    assert {(case, key) for _, case, key in left} == cases | promises
    assert not [line for line in told(journal, desk, "colleague", NOW) if line[0] == "left"]


def test_many_late_cases_leave_room_for_the_other_kinds(
    journal: Journal, desk: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "EACH", 1)
    found = told(journal, desk, "clerk", datetime(2026, 3, 5, 7, 0, tzinfo=ZONE))
    assert [kind for kind, _, _ in found] == ["answer", "late", "safety", "follow_up", "promise"]


def test_only_what_concerns_somebody_is_due_soon_however_much_else_is(
    journal: Journal, desk: dict[str, str]
) -> None:
    later = datetime(2026, 3, 5, 7, 0, tzinfo=ZONE)
    mine = lists.due_soon(journal.store, STAFF["clerk"], later, timedelta(minutes=15), 1)
    assert names(desk, mine) == ["new"]
    assert lists.due_soon(journal.store, STAFF["colleague"], later, timedelta(minutes=15), 20) == []
    manager = lists.due_soon(journal.store, STAFF["manager"], later, timedelta(minutes=15), 20)
    assert names(desk, manager) == ["proposed"]


# Promises --------------------------------------------------------------------------------------------------------


def test_promises_come_by_date_and_kept_ones_when_asked(journal: Journal, desk: dict[str, str]) -> None:
    open_ones = lists.promises(journal.store)
    assert [p.number for p in open_ones] == [desk["agreed"], desk["danger"]]
    assert open_ones[0] == lists.PromiseLine(
        journal.find(desk["agreed"]), desk["agreed"], "Zacharias Topelius", "1", "Koneen hinta", "clerk",
        "Aino Lehtonen", datetime(2026, 3, 5, 19, 0, tzinfo=UTC), None,
    )  # fmt: skip
    everything = lists.promises(journal.store, open_only=False)
    assert [p.number for p in everything if p.delivered_at] == [desk["delivered"], desk["closed"]]
    assert lists.promises(journal.store, open_only=False, offset=1, limit=2) == everything[1:3]
