"""Dates, times and amounts as people type them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from desk.i18n import catalogue
from desk.ui.typed import local, raw_moment, read_day, read_moment, show_amount, show_moment, step_moment

TODAY = date(2026, 3, 2)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize("typed", ["2.3.2026", "02/03/2026", "2-3-2026", "2026-03-02", "2/3/26", "2/3", " 2.3. "])
def test_a_date_is_read_in_every_usual_way(typed):
    assert read_day(typed, TODAY) == date(2026, 3, 2)


@pytest.mark.parametrize("typed", ["", "31.2.2026", "tomorrow", "2.13.2026", "2", "2026"])
def test_what_is_no_date_is_none(typed):
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    ["2.3.2026 9.05", "02/03/2026 09:05", "2/3 9h05", "2.3. klo 9.05", "9:05", "9h05", "klo 9.05", "2026-03-02T09:05"],
)
def test_a_moment_is_read_in_every_usual_way(typed):
    assert read_moment(typed, TODAY) == datetime(2026, 3, 2, 9, 5)


def test_a_date_alone_stays_a_date():
    assert read_moment("2.3.2026", TODAY) == TODAY


@pytest.mark.parametrize("typed", ["25:00", "2.3.2026 9:75", "2.3.2026 soon", "9", ""])
def test_what_is_no_moment_is_none(typed):
    assert read_moment(typed, TODAY) is None


@pytest.mark.parametrize("language", ["vi", "en", "fi"])
def test_what_a_language_shows_can_be_typed_back(language):
    words = catalogue(language)
    for value in (datetime(2026, 3, 2, 9, 5), datetime(2026, 12, 24, 23, 59), date(2026, 3, 2)):
        assert read_moment(show_moment(value, words, ZONE), TODAY) == value
        assert local(raw_moment(value), ZONE) == value


def test_a_moment_with_a_zone_is_shown_in_branch_time():
    assert local("2026-03-02T03:00:00Z", ZONE) == datetime(2026, 3, 2, 10, 0)


@pytest.mark.parametrize(
    ("typed", "currency", "language", "shown"),
    [
        ("350000", "VND", "vi", "350.000"),
        ("350.000", "VND", "en", "350,000"),
        ("12.5", "EUR", "fi", "12,50"),
        ("1250,50", "EUR", "fi", "1\xa0250,50"),
        ("about ten", "EUR", "en", "about ten"),
    ],
)
def test_an_amount_is_grouped_as_the_language_does(typed, currency, language, shown):
    assert show_amount(typed, currency, catalogue(language)) == shown


def test_arrows_move_a_day_or_five_minutes():
    at = datetime(2026, 2, 28, 23, 58)
    assert step_moment(at, False, 1) == datetime(2026, 3, 1, 23, 58)
    assert step_moment(at, True, 1) == datetime(2026, 3, 1, 0, 3)
    assert step_moment(date(2026, 3, 1), True, -1) == date(2026, 2, 28)
