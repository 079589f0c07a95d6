"""The clock guard: what the machine's clocks say, and the time that counts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.cases.timekeeping import NONE, TOLERANCE, Kept, Reading, believed, reckon

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(hours, running=None, boot="monday"):
    """The wall clock so many hours after nine, the machine running as long unless told otherwise."""
    return Reading(NINE + hours * HOUR, (hours if running is None else running) * HOUR, boot)


KEPT = reckon(None, at(0)).kept


def test_the_first_reading_is_believed():
    assert reckon(None, at(0)).now == NINE


def test_time_that_simply_passes_is_the_wall_clock():
    found = reckon(KEPT, at(3))
    assert (found.now, found.jumped) == (NINE + 3 * HOUR, NONE)


def test_a_clock_set_back_by_a_day_wins_nothing_and_is_told_once():
    found = reckon(KEPT, at(-23, running=1))
    assert (found.now, found.jumped) == (NINE + HOUR, -DAY)
    again = reckon(found.kept, at(-22, running=2))
    assert (again.now, again.jumped) == (NINE + 2 * HOUR, NONE)


def test_a_clock_set_forward_accuses_nobody_and_its_return_is_told_too():
    found = reckon(KEPT, at(401, running=1))
    assert (found.now, found.jumped) == (NINE + HOUR, 400 * HOUR)
    back = reckon(found.kept, at(2))
    assert (back.now, back.jumped) == (NINE + 2 * HOUR, -400 * HOUR)


def test_a_small_correction_is_taken_without_a_word_and_never_backwards():
    earlier = reckon(KEPT, Reading(NINE - timedelta(minutes=2), timedelta(minutes=1), "monday"))
    assert (earlier.now, earlier.jumped) == (NINE, NONE)


def test_a_night_with_the_machine_off_is_a_night():
    found = reckon(KEPT, at(14, running=0, boot="tuesday"))
    assert (found.now, found.jumped) == (NINE + 14 * HOUR, NONE)


def test_a_clock_set_back_while_the_machine_was_off_stands_still_and_is_told():
    found = reckon(KEPT, at(-30, running=0, boot="tuesday"))
    assert (found.now, found.jumped) == (NINE, -30 * HOUR)


def test_a_known_jump_is_still_taken_off_after_another_start():
    jumped = reckon(KEPT, at(401, running=1)).kept
    found = reckon(jumped, at(414, running=0, boot="tuesday"))
    assert (found.now, found.jumped) == (NINE + 14 * HOUR, NONE)


def test_a_clock_put_right_while_the_machine_was_off_is_believed():
    jumped = reckon(KEPT, at(401, running=1)).kept
    found = reckon(jumped, at(14, running=0, boot="tuesday"))
    assert (found.now, found.jumped) == (NINE + 14 * HOUR, -400 * HOUR)


def test_a_manager_can_say_that_the_clock_is_right():
    stuck = reckon(KEPT, at(-30, running=0, boot="tuesday")).kept
    kept = believed(stuck, at(-29, running=1, boot="tuesday"))
    assert reckon(kept, at(-28, running=2, boot="tuesday")).now == NINE - 28 * HOUR


def test_many_small_turns_back_do_not_add_up():
    kept = KEPT
    for turn in range(1, 60):
        reading = Reading(NINE, turn * timedelta(minutes=4), "monday")
        kept = reckon(kept, reading).kept
    assert kept.now >= NINE + 59 * timedelta(minutes=4) - TOLERANCE


TURNS = st.floats(-500, 500) | st.floats(-0.08, 0.08) | st.just(0.0)
EVENTS = st.lists(st.tuples(st.floats(0, 72), TURNS, st.booleans()), min_size=1, max_size=12)


@given(EVENTS)
def test_no_setting_of_the_clock_turns_time_back_or_gains_on_real_time(events):
    """Hours pass, somebody turns the clock, sometimes the machine is started again."""
    real, turned, running, boot, kept = 0.0, 0.0, 0.0, 0, KEPT
    for passed, turn, restart in events:
        real, turned, running = real + passed, turned + turn, running + passed
        if restart:
            boot, running = boot + 1, 0.0
        found = reckon(kept, Reading(NINE + (real + turned) * HOUR, running * HOUR, str(boot) if boot else "monday"))
        assert found.now >= kept.now
        if not boot:
            assert abs(found.now - (NINE + real * HOUR)) <= TOLERANCE
        kept = found.kept


def test_what_is_kept_is_plain():
    assert Kept(NINE, NONE, "monday", NONE) == KEPT
