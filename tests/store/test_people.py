"""People, PINs and what the manager sets: what is kept is what comes back, and guessing does not pay."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cases.branch import Policy
from desk.cases.mandate import Mandate
from desk.cases.people import MANAGER, Person
from desk.store import accounts, policies
from desk.store import settings as store_settings
from desk.store.accounts import Locked, check_pin
from desk.store.connection import Store
from desk.store.database import StoreProblem, open_store
from tests.makers import branch

from .way import STAFF, START

SECOND = timedelta(seconds=1)
EVA = Person("eva", "Eva Đặng", MANAGER, True, START, START + timedelta(days=3), "vi")


def test_people_come_back_as_they_were_added_in_order_of_their_names(store: Store) -> None:
    accounts.add_person(store, EVA, "", now=START)
    assert dict(accounts.people(store)) == {**STAFF, "eva": EVA}
    assert [p.name for p in accounts.people(store).values()] == sorted(p.name for p in (*STAFF.values(), EVA))


def test_somebody_changes_and_keeps_the_pin(store: Store) -> None:
    accounts.add_person(store, EVA, "2468", now=START)
    changed = replace(EVA, name="Eva Trần", role="clerk", stand_in_from=None, stand_in_until=None, language="fi")
    accounts.update_person(store, changed)
    assert accounts.people(store)["eva"] == changed
    assert check_pin(store, "eva", "2468", START)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (Person("clerk", "Somebody else"), "already somebody called clerk"),
        (Person("new", "  "), "needs a name"),
        (Person("", "Somebody"), "needs a name"),
        (Person("new", "a\0b"), "control character"),
        (Person("new", "x" * 301), "too long"),
        (Person("new", "Somebody", "boss"), "no role called boss"),
    ],
)
def test_nobody_is_added_who_cannot_be_told_from_others(store: Store, person: Person, said: str) -> None:
    with pytest.raises(StoreProblem, match=said):
        accounts.add_person(store, person, "2468", now=START)
    assert dict(accounts.people(store)) == STAFF


def test_nobody_unknown_is_changed_or_gets_a_pin(store: Store) -> None:
    with pytest.raises(StoreProblem, match="Nobody called eva"):
        accounts.update_person(store, EVA)
    with pytest.raises(StoreProblem, match="Nobody called eva"):
        accounts.set_pin(store, "eva", "2468", START)


PINS = {
    "2468": True, "123456789012": True, "correct horse": True, "Mật khẩu": True, "12345678a": True,
    "246": False, "1234567890123": False, "short": False, "1234567": True, "١٢٣٤": False, "x" * 301: False,
}  # fmt: skip


@pytest.mark.parametrize("pin", PINS, ids=lambda p: p[:14])
def test_a_pin_has_four_digits_or_is_a_password(store: Store, pin: str) -> None:
    if PINS[pin]:
        accounts.set_pin(store, "clerk", pin, START)
        assert check_pin(store, "clerk", pin, START)
    else:
        with pytest.raises(StoreProblem, match="4 to 12 digits"):
            accounts.set_pin(store, "clerk", pin, START)


def test_a_password_is_the_same_however_its_letters_are_typed(store: Store) -> None:
    accounts.set_pin(store, "clerk", "Mật khẩu dài", START)
    assert check_pin(store, "clerk", "Ma\u0323\u0302t kha\u0302\u0309u da\u0300i", START)


def test_the_pin_is_kept_as_argon2id_only(store: Store) -> None:
    accounts.set_pin(store, "clerk", "24681357", START)
    (kept,) = store.row("select pin_hash from person where id='clerk'")
    assert kept.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert "24681357" not in kept


def test_a_guess_costs_what_the_module_says_and_at_the_counter_that_is_a_lot() -> None:
    script = "from desk.store import accounts; print(accounts.COST.memory, accounts.COST.passes, accounts.COST.lanes)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == "65536 3 2\n"


def wrong(store: Store, times: int, now: datetime) -> datetime:
    """So many wrong tries, each as soon as it is allowed; the time of the last one."""
    done = 0
    while done < times:
        try:
            assert not check_pin(store, "clerk", "0000", now)
            done += 1
        except Locked as locked:
            now = locked.until or now
    return now


@pytest.fixture
def guarded(store: Store) -> Store:
    accounts.set_pin(store, "clerk", "2468", START)
    return store


def test_a_few_wrong_tries_are_free_and_the_right_one_forgets_them(guarded: Store) -> None:
    for _ in range(3):
        assert wrong(guarded, 4, START) == START
        assert check_pin(guarded, "clerk", "2468", START)


def test_waiting_grows_with_each_wrong_try_after_five(guarded: Store) -> None:
    now, waits = wrong(guarded, 5, START), []
    for _ in range(4):
        with pytest.raises(Locked) as caught:
            check_pin(guarded, "clerk", "2468", now)
        assert caught.value.until is not None
        waits.append(caught.value.until - now)
        with pytest.raises(Locked):
            check_pin(guarded, "clerk", "2468", caught.value.until - SECOND)
        now = wrong(guarded, 1, caught.value.until)
    assert [w.total_seconds() for w in waits] == [30, 60, 120, 240]


def test_after_ten_wrong_tries_only_a_new_pin_helps(guarded: Store) -> None:
    now = wrong(guarded, 10, START) + timedelta(days=400)
    with pytest.raises(Locked) as caught:
        check_pin(guarded, "clerk", "2468", now)
    assert (caught.value.until, str(caught.value.words)) == (None, "Please ask a manager for a new PIN.")
    accounts.set_pin(guarded, "clerk", "1357", now)
    assert check_pin(guarded, "clerk", "1357", now)


def test_the_right_pin_at_the_tenth_try_still_counts(guarded: Store) -> None:
    now = wrong(guarded, 9, START) + timedelta(days=1)
    assert check_pin(guarded, "clerk", "2468", now)
    assert wrong(guarded, 4, now) == now


def test_a_clock_that_is_set_back_wins_nothing(guarded: Store) -> None:
    now = wrong(guarded, 6, START)
    back = now - timedelta(days=2)
    with pytest.raises(Locked) as caught:
        check_pin(guarded, "clerk", "2468", back)
    assert caught.value.until == back + timedelta(minutes=1)  # the whole wait again
    with pytest.raises(Locked):
        check_pin(guarded, "clerk", "2468", back + timedelta(seconds=59))
    assert check_pin(guarded, "clerk", "2468", back + timedelta(minutes=1))


def test_a_clock_that_was_years_ahead_locks_nobody_out_for_years(guarded: Store) -> None:
    wrong(guarded, 5, START + timedelta(days=4000))
    with pytest.raises(Locked) as caught:
        check_pin(guarded, "clerk", "2468", START)
    assert caught.value.until == START + timedelta(seconds=30)


def test_a_wrong_try_is_on_disk_before_it_is_compared(guarded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(kept: str, pin: str) -> bool:
        other = open_store(guarded.path)
        assert other.row("select failures from person where id='clerk'") == (1,)
        other.close()
        raise SystemExit

    monkeypatch.setattr(accounts, "_matches", power_cut)
    with pytest.raises(SystemExit):
        check_pin(guarded, "clerk", "2468", START)
    monkeypatch.undo()
    assert guarded.row("select failures from person where id='clerk'") == (1,)


def test_killing_the_desk_after_each_guess_does_not_pay(guarded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def guess(kept: str, pin: str) -> bool:
        nonlocal compared
        compared += 1
        raise SystemExit

    monkeypatch.setattr(accounts, "_matches", guess)
    for number in range(60):
        try:
            check_pin(guarded, "clerk", "0000", START + timedelta(days=number * (-1) ** number))
        except (SystemExit, Locked):
            continue
    assert compared <= 10


def test_nobody_without_a_pin_and_nobody_who_left_signs_in(guarded: Store) -> None:
    with pytest.raises(Locked):
        check_pin(guarded, "manager", "", START)
    accounts.update_person(guarded, replace(STAFF["clerk"], active=False))
    assert not check_pin(guarded, "clerk", "2468", START)
    assert not check_pin(guarded, "nobody", "2468", START)
    assert not check_pin(guarded, "\ud800", "2468", START)


def test_any_typed_pin_is_just_wrong(guarded: Store) -> None:
    assert [check_pin(guarded, "clerk", pin, START) for pin in ("", "\0", "\ud800", "x" * 100_000)] == [False] * 4


# Branch and policy -----------------------------------------------------------------------------------------------


def test_the_branch_comes_back_as_it_was_set(store: Store) -> None:
    assert accounts.branch(store) == branch()
    moved = branch(name="Hakaniemi", code="HEL2", address="Hämeentie 10 “B”")
    accounts.set_branch(store, moved)
    assert accounts.branch(store) == moved


def test_a_policy_is_valid_from_now_on_and_the_older_ones_stay(store: Store) -> None:
    first = accounts.policy(store)
    fresh = replace(first, consult_within=timedelta(minutes=30), opening=(("10:00", "18:00"),) * 6 + (None,))
    accounts.set_policy(store, fresh, "manager", START)
    assert accounts.policy(store) == fresh
    versions = store_settings.get(store, "policy")
    assert [(v["from"], v["by"]) for v in versions] == [
        ("2026-03-02T07:00:00Z", ""), ("2026-03-02T07:00:00Z", "manager"),
    ]  # fmt: skip
    assert policies.policy_of(versions[0]["policy"]) == first


SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=30)).map(lambda t: timedelta(seconds=int(t.total_seconds())))
HOURS = st.none() | st.just(("08:00", "21:00")) | st.just(("00:00", "23:59"))
SETS = st.frozensets(st.sampled_from(["refund", "repair", "clerk", "food_safety"]))
MANDATES = st.builds(
    Mandate, name=st.text(max_size=20), remedies=SETS, limit=st.integers(0, 10**15), currency=st.just("VND"),
    manager=st.text(max_size=9), head_office=st.text(max_size=9), categories=SETS, roles=SETS,
    valid_from=st.dates(), valid_to=st.dates(),
)  # fmt: skip
POLICIES = st.builds(
    Policy, record_within=SPANS, consult_within=SPANS, answer_within=SPANS, appointment_grace=SPANS,
    follow_up_after=SPANS, follow_up_after_hurt=SPANS, follow_up_later=st.lists(SPANS, max_size=2).map(tuple),
    follow_up_later_hurt=st.lists(SPANS, max_size=3).map(tuple), opening=st.tuples(*[HOURS] * 7),
    holidays=st.frozensets(st.dates(), max_size=5), mandates=st.lists(MANDATES, max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(policy=POLICIES)
def test_every_policy_comes_back_as_it_was_set(store: Store, policy: Policy) -> None:
    accounts.set_policy(store, policy, "", START)
    assert accounts.policy(store) == policy


def test_a_policy_of_another_version_is_read_as_far_as_it_is_known() -> None:
    data = policies.kept(Policy(mandates=(Mandate("m", frozenset({"refund"}), 1, "EUR", "a", "b"),)))
    del data["answer_within"]
    data["new_rule"] = 1
    data["mandates"][0]["new_limit"] = 1
    assert policies.policy_of(data) == Policy(mandates=(Mandate("m", frozenset({"refund"}), 1, "EUR", "a", "b"),))
    assert policies.kept(Policy(holidays=frozenset({date(2026, 9, 2)})))["holidays"] == ["2026-09-02"]


def test_settings_come_back_as_they_were_put(store: Store) -> None:
    assert store_settings.get(store, "anything") is None
    assert store_settings.get(store, "anything", 5) == 5
    store_settings.put(store, "anything", {"ä": [1, None]})
    assert store_settings.get(store, "anything") == {"ä": [1, None]}


def test_a_moment_of_the_store_is_exact() -> None:
    from desk.store.instants import at, instant, micros

    for moment in (datetime(1900, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), START):
        assert at(micros(moment)) == instant(micros(moment)) == moment
    assert (micros(None), instant(0), instant(None)) == (0, None, None)
    with pytest.raises(TypeError):
        micros(datetime(2026, 1, 1))
