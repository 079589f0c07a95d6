"""Policy and mandates: each change is an entry, chained; the policy of any moment comes back; nobody signs alone."""

from dataclasses import replace
from datetime import date, timedelta

import apsw
import pytest

from desk.cases.mandate import Mandate, signed
from desk.store import accounts, house, settings
from desk.store.connection import Store
from desk.store.journal import Journal
from desk.store.problems import StoreProblem

from .way import STAFF, START

HOUR = timedelta(hours=1)
MANAGER, HO = STAFF["manager"], STAFF["ho"]
DRAFT = Mandate("M-1", frozenset(("refund",)), 5000, "EUR", "", "", valid_to=date(2026, 12, 31))


def put(store: Store, by: str, now=START, **values: object) -> None:
    accounts.set_policy(store, replace(accounts.policy(store), **values), by, now)


def test_each_change_is_an_entry_that_says_who_when_and_what(store: Store) -> None:
    put(store, MANAGER.id, START + HOUR, answer_within=timedelta(hours=8))
    last = house.entries(store, house.POLICY)[-1]
    assert (last.by, last.at, last.values) == (MANAGER.id, START + HOUR, {"answer_within": 28800.0})


def test_the_policy_of_any_moment_is_replayed_from_the_entries(store: Store) -> None:
    first = accounts.policy(store)
    put(store, MANAGER.id, START + HOUR, answer_within=timedelta(hours=8))
    put(store, MANAGER.id, START + 2 * HOUR, consult_within=timedelta(0))
    assert house.policy_at(store, START + HOUR - timedelta(seconds=1)) == first
    assert house.policy_at(store, START + HOUR) == replace(first, answer_within=timedelta(hours=8))
    assert house.policy_at(store, START + 3 * HOUR) == accounts.policy(store)


@pytest.mark.parametrize(
    "statement",
    [
        "update house_entry set author='somebody' where seq=2", "update house_entry set at=1 where seq=2",
        "update house_entry set body='{}' where seq=2", "delete from house_entry where seq=2",
        "delete from house_entry where seq=1",
        "update setting set value=replace(value, '28800', '99999') where name='policy'",
    ],
)  # fmt: skip
def test_the_check_notices_an_edit_of_the_policy_entries(store: Store, statement: str) -> None:
    put(store, MANAGER.id, answer_within=timedelta(hours=8))
    journal = Journal(store)
    assert journal.check() == []
    tool = apsw.Connection(store.path)
    for trigger in ("house_entry_stays", "house_entry_remains"):
        tool.execute(f"drop trigger {trigger}")
    tool.execute(statement)
    tool.close()
    assert journal.check()


def test_an_entry_about_the_policy_cannot_be_changed_or_deleted(store: Store) -> None:
    for statement in ("update house_entry set author='x'", "delete from house_entry"):
        with pytest.raises(apsw.ConstraintError, match="never"):
            store.connection.execute(statement)


def test_a_mandate_is_written_by_one_and_signed_by_the_other(store: Store) -> None:
    put(store, MANAGER.id, mandates=(signed(DRAFT, MANAGER),))
    assert not accounts.policy(store).mandates[0].is_signed
    put(store, HO.id, mandates=(signed(signed(DRAFT, MANAGER), HO),))
    assert accounts.policy(store).mandates[0].is_in_force(date(2026, 3, 2))
    put(store, MANAGER.id, mandates=(replace(accounts.policy(store).mandates[0], revoked_by=MANAGER.name),))
    assert not accounts.policy(store).mandates[0].is_in_force(date(2026, 3, 2))


WHOLE = replace(DRAFT, manager=MANAGER.name, head_office=HO.name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), (WHOLE,)),
        ((), (replace(DRAFT, head_office=HO.name),)),
        ((signed(DRAFT, MANAGER),), (WHOLE,)),
        ((signed(DRAFT, HO),), (replace(WHOLE, limit=9_999_999),)),
        ((WHOLE,), (replace(WHOLE, limit=9_999_999),)),
        ((WHOLE,), (replace(WHOLE, valid_to=date(2030, 1, 1)),)),
        ((WHOLE,), ()),
        ((replace(WHOLE, revoked_by="x"),), (WHOLE,)),
        ((WHOLE,), (WHOLE, WHOLE)),
    ],
)  # fmt: skip
def test_no_manager_alone_makes_or_widens_a_mandate(store: Store, before, after) -> None:
    put(store, "", mandates=before)
    with pytest.raises(StoreProblem):
        put(store, MANAGER.id, mandates=after)
    assert accounts.policy(store).mandates == before


def test_head_office_may_sign_a_mandate_and_change_nothing_else(store: Store) -> None:
    with pytest.raises(StoreProblem, match="Change the policy"):
        put(store, HO.id, mandates=(signed(DRAFT, HO),), answer_within=timedelta(hours=1))
    put(store, HO.id, mandates=(signed(DRAFT, HO),))


def test_a_year_of_new_holidays_is_an_entry_of_the_desk_itself(store: Store) -> None:
    from desk.store import calendars

    calendars.keep_current(store, START.replace(year=2028))
    last = house.entries(store, house.POLICY)[-1]
    assert (last.by, list(last.values)) == ("", ["holidays"])
    assert Journal(store).check() == []


def test_a_store_from_before_gets_its_policies_as_entries(store: Store) -> None:
    put(store, MANAGER.id, START + HOUR, answer_within=timedelta(hours=8))
    told = house.entries(store)
    connection = store.connection
    connection.execute("drop table house_entry")
    connection.execute("delete from setting where name='house'")
    connection.execute("delete from migration where name='0004_house'")
    from desk.store.migrate import upgrade

    upgrade(connection)
    assert house.entries(store) == told
    assert settings.get(store, "house")["seq"] == len(told)
    assert Journal(store).check() == []
