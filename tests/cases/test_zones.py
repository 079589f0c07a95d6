"""Deadlines in Helsinki and Ho Chi Minh City: no night with 23 or 25 hours gives or takes a minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.cases.branch import Policy
from desk.cases.fields import Field, take
from desk.cases.values import moment_of, stamp
from tests.makers import Walk

ZONES = st.sampled_from((("fi", "Europe/Helsinki"), ("vn", "Asia/Ho_Chi_Minh")))

#: The hours around both changes of the clocks in Helsinki in 2026, and any other time of that year.
NEAR = st.sampled_from((datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)))
MOMENTS = st.one_of(
    st.builds(lambda change, minutes: change + timedelta(minutes=minutes), NEAR, st.integers(-2880, 2880)),
    st.builds(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), st.integers(0, 525_600)),
)


def walk_at(place: tuple[str, str], now: datetime, policy: Policy | None = None) -> Walk:
    walk = Walk(policy=policy, country=place[0], zone=place[1])
    walk.now = now.astimezone(walk.branch.tz)
    return walk


@settings(deadline=None)
@given(place=ZONES, raised=MOMENTS)
def test_24_hours_to_record_are_24_hours_on_every_night_of_the_year(place, raised):
    walk = walk_at(place, raised + timedelta(hours=2))
    case = walk.take("clerk", "receive", {
        "customer_name": "A", "own_words": "B", "heard_out": True, "raised_at": stamp(raised),
    }).case  # fmt: skip
    clock = case.clocks["record-24h"]
    assert (clock.started, clock.due) == (raised, raised + timedelta(hours=24))
    assert case.clocks["consult-first"].due - case.recorded_at == timedelta(minutes=60)


@settings(deadline=None)
@given(place=ZONES, now=MOMENTS, hours=st.integers(1, 72))
def test_a_deadline_is_late_one_moment_after_it_and_not_before_in_any_zone(place, now, hours):
    walk = walk_at(place, now, replace(Policy(), consult_within=timedelta(hours=hours)))
    clock = walk.clerk("receive").case.clocks["consult-first"]
    recorded = walk.now.astimezone(UTC)
    on_time = (recorded + timedelta(hours=hours)).astimezone(walk.branch.tz)
    assert clock.state(on_time) == "running"
    assert clock.state((on_time.astimezone(UTC) + timedelta(seconds=1)).astimezone(walk.branch.tz)) == "late"
    assert clock.share(on_time) == 1


@settings(deadline=None)
@given(place=ZONES, now=MOMENTS)
def test_the_closing_of_a_day_is_on_that_day_and_the_store_is_open_then(place, now):
    walk = walk_at(place, now)
    zone, policy = walk.branch.tz, Policy()
    day = now.astimezone(zone).date()
    closing = policy.closing(day, zone)
    assert closing.date() == day
    assert policy.is_open(closing.astimezone(UTC), zone)
    assert not policy.is_open(closing.astimezone(UTC) + timedelta(minutes=1), zone)


@settings(deadline=None)
@given(place=ZONES, at=MOMENTS)
def test_a_time_typed_as_the_wall_shows_it_is_a_moment_that_the_wall_showed(place, at):
    """In the hour that comes twice the first one is meant; both lie an hour apart, and none is invented."""
    walk = walk_at(place, at)
    wall = at.astimezone(walk.branch.tz).replace(second=0, microsecond=0)
    taken = moment_of(take(Field("at", "When", "moment"), f"{wall:%Y-%m-%d %H:%M}", walk.moment("clerk")))
    assert f"{taken.astimezone(walk.branch.tz):%Y-%m-%d %H:%M}" == f"{wall:%Y-%m-%d %H:%M}"
    assert at.replace(second=0, microsecond=0) - taken in (timedelta(0), timedelta(hours=1))


@pytest.mark.parametrize("typed", ["2026-03-29 03:00", "2026-03-29 03:30", "2026-03-29 03:59"])
def test_a_time_in_the_hour_that_helsinki_leaves_out_is_still_one_moment(typed):
    walk = walk_at(("fi", "Europe/Helsinki"), datetime(2026, 3, 28, 12, tzinfo=UTC))
    taken = moment_of(take(Field("at", "When", "moment"), typed, walk.moment("clerk")))
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) <= taken < datetime(2026, 3, 29, 2, tzinfo=UTC)
