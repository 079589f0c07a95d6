"""A time of day in a column of its own joins its day where it is certain; else it is kept as a note."""

from datetime import date, datetime, time, timedelta

import pytest

from desk.cases import old_hours
from desk.cases.old_list import Columns, guessed, label
from desk.cases.old_rows import Reader
from tests.makers import Walk

NAMES = ("Ngày", "Giờ", "Khách hàng", "Nội dung")


def read(day, hour, names=NAMES, **more):
    """When the row was raised, in the shop's own time, and what is kept as a note. The store is open 8:00 to 21:00."""
    moment = Walk(country="vn").moment("manager")
    row = Reader(Columns(names, guessed(names), **more), "so.csv", moment).read(2, (day, hour, "Ánh", "Vỡ")).answers
    raised = datetime.fromisoformat(row["raised_at"].replace("Z", "+00:00")).astimezone(moment.branch.tz)
    return raised.strftime("%d.%m. %H:%M"), row.get("note")


@pytest.mark.parametrize(
    ("hour", "at"),
    [
        ("9h30", "09:30"), ("9.30", "09:30"), ("9:30:15", "09:30"), ("klo 9", "09:00"), ("9", "09:00"),
        ("0930", "09:30"),
        ("9 giờ 15 phút", "09:15"), ("lúc 9h", "09:00"), ("14h", "14:00"), ("2h chiều", "14:00"), ("2h chieu", "14:00"),
        ("2:30 PM", "14:30"), ("2.15 ip.", "14:15"), ("7h sáng", "07:00"), ("7h sang", "07:00"), (time(9, 30), "09:30"),
        (timedelta(hours=9, minutes=5), "09:05"), (0.395833333, "09:30"), (9.0, "09:00"), (14, "14:00"),
        (datetime(1899, 12, 31, 9, 5), "09:05"), (time(23, 59), "23:59"),
    ],
)  # fmt: skip
def test_an_hour_beside_its_day_joins_it(hour, at):
    for day in ("5/3/2024", date(2024, 3, 5), datetime(2024, 3, 5), "2024-03-05 00:00:00"):
        assert read(day, hour) == (f"05.03. {at}", None)


@pytest.mark.parametrize(
    "hour",
    ["sáng", "9h-10h", "25", "9.3", 9.3, "9h3", "trước 9h", "2:30", "3h", time(2, 30), timedelta(hours=30), 0, True],
)
def test_an_hour_that_is_not_certain_is_kept_as_a_note_and_the_day_is_read_alone(hour):
    assert read("5/3/2024", hour) == ("05.03. 08:00", f"Giờ: {hour}")
    assert read("5/3/2024", hour, rest=False) == ("05.03. 08:00", f"Giờ: {hour}")


def test_a_day_that_has_its_own_time_keeps_it():
    assert read("5/3/2024 9:15", "9h15") == ("05.03. 09:15", None)
    assert read(datetime(2024, 3, 5, 9, 15), "10h") == ("05.03. 09:15", "Giờ: 10h")


def test_on_a_day_on_which_the_store_is_closed_no_hour_of_the_night_is_guessed():
    certain = {hour: found.within(None) for hour in ("2h", "9h", "2h sáng", "14h") if (found := old_hours.read(hour))}
    assert certain == {"2h": False, "9h": True, "2h sáng": True, "14h": True}


@pytest.mark.parametrize("nothing", ["", None, "  ", "#N/A"])
def test_without_an_hour_it_was_when_the_store_opened(nothing):
    assert read("5/3/2024", nothing) == ("05.03. 08:00", None)


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (("Ngày", "Thời gian"), ("raised_at", "raised_time")), (("Thời gian", "Ngày"), ("raised_time", "raised_at")),
        (("Thời gian", "Khách"), ("raised_at", "customer_name")), (("Pvm", "Aika"), ("raised_at", "raised_time")),
        (("Pvm", "Klo"), ("raised_at", "raised_time")), (("Date", "Time"), ("raised_at", "raised_time")),
        (("Date", "Response time"), ("raised_at", "")), (("Ngày", "Thời gian xử lý"), ("raised_at", "")),
    ],
)  # fmt: skip
def test_the_column_of_hours_is_known_beside_that_of_days(names, meant):
    assert guessed(names) == meant


def test_what_was_matched_before_counts_more():
    assert guessed(("Ngày", "Thời gian"), {"thoi gian": ""}) == ("raised_at", "")
    assert guessed(("Ngày", "Thời gian"), {"thoi gian": "raised_at", "ngay": ""}) == ("", "raised_at")


def test_it_is_offered_below_the_day():
    assert label(old_hours.TARGET) == "Time of day when the customer raised it"
