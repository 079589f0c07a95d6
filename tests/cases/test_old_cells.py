"""Dates, amounts and telephones of old lists as shops write them: day or month first, by name, short, and cut."""

from datetime import date, datetime

import pytest

from desk.cases import old_dates
from desk.cases.old_list import Columns, Reader, RowTrouble, guessed, header_row, headings
from desk.cases.old_money import spelt_out
from tests.makers import Walk

FIFTH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "5.3.2024", "05/03/24", "5-3-2024", "2024-03-05", "2024/3/5", "20240305", "ti 5.3.2024", "Thứ 3, 5/3/2024",
        "5. maaliskuuta 2024", "5. maalisk. 2024", "5 March 2024", "Tuesday, March 5th, 2024", "5-Mar-2024",
        "ngày 5 tháng 3 năm 2024", "5 thg 3, 2024", 45356, 45356.0, "45356",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert old_dates.read(written) == FIFTH


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("5.3.2024 14.30", (14, 30)), ("5.3.24 klo 9", (9, 0)), ("5/3/2024 14h30", (14, 30)),
        ("05/03/2024 lúc 2 giờ 15 phút chiều", (14, 15)), ("5/3/2024 2:30 PM", (14, 30)),
        ("5/3/2024 12:05 am", (0, 5)), ("2024-03-05 14:30:00", (14, 30)), (45356.75, (18, 0)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_with_it(written, hour):
    assert old_dates.read(written) == datetime(2024, 3, 5, *hour)


@pytest.mark.parametrize("written", ["jouluna", "31.2.2024", "16/3", "5.3.2024 25:00", "1 foo 2024", "12", 12, ""])
def test_what_is_no_date_is_none(written):
    assert old_dates.read(written) is None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1e300, -1, 0])
def test_a_number_that_counts_no_days_is_no_date(number):
    assert old_dates.read(number) is None


@pytest.mark.parametrize(
    ("typed", "american"),
    [
        (("03/05/2024", "03/25/2024", ""), True), (("03/05/2024", "25/03/2024"), False), (("03/05/2024",), False),
        (("25/03/2024", "03/25/2024"), False), (("Monday, 3/25/2024 2:30 PM",), True), ((), False),
    ],
)  # fmt: skip
def test_one_order_of_day_and_month_holds_for_the_whole_list(typed, american):
    assert old_dates.month_first(typed) is american


def test_an_american_list_is_read_month_first_save_for_dates_with_dots():
    assert old_dates.read("03/05/2024", american=True) == FIFTH
    assert old_dates.read("5.3.2024", american=True) == FIFTH
    assert old_dates.read("25/03/2024", american=True) is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("350k", "350000"), ("1,5tr", "1500000"), ("1tr250", "1250000"), ("2 triệu đồng", "2000000"),
        ("350 nghìn", "350000"), ("1.250k", "1.250k"), ("1.250.000đ", "1.250.000đ"), ("59,90 €", "59,90 €"),
    ],
)  # fmt: skip
def test_dong_written_short_are_spelt_out(typed, amount):
    assert spelt_out(typed, "VND") == amount
    assert spelt_out(typed, "EUR") == typed


def read(row, country="vn", names=("Ngày", "Tên khách", "SĐT", "Nội dung", "Ngày xong")):
    moment = Walk(country=country).moment("manager")
    return Reader(Columns(names, guessed(names)), "so.csv", moment).read(2, row).answers


@pytest.mark.parametrize(
    ("country", "digits", "number"),
    [
        ("vn", "912345678", "0912345678"), ("vn", "84912345678", "+84912345678"), ("vn", "0912345678", "0912345678"),
        ("vn", "38221111", "38221111"), ("fi", "401234567", "0401234567"), ("fi", "912345", "912345"),
        ("fi", "358401234567", "+358401234567"),
    ],
)  # fmt: skip
def test_a_list_of_texts_gets_the_beginnings_of_its_telephones_back(country, digits, number):
    assert read(("5/3/2024", "Ánh", digits, "Nồi cháy"), country)["telephone"] == number


def test_cells_that_hold_only_blanks_are_empty():
    assert "closed_on" not in read(("5/3/2024", "Ánh", " ", "Nồi cháy", "\u00a0 "))


def test_a_day_without_its_year_is_asked_for():
    with pytest.raises(RowTrouble) as trouble:
        read(("16/3", "Ánh", "", "Nồi cháy"))
    assert "a date, for example 31/03/2026" in str(trouble.value.problem.words)


def test_headings_in_two_rows_are_read_together():
    rows = [
        ("SỔ KHIẾU NẠI 2024",),
        ("STT", "Ngày", "Khách hàng", "", "Nội dung", "Xử lý", ""),
        ("", "", "Họ tên", "Điện thoại", "", "Cách xử lý", "Ngày xong"),
        (1, "5/3/2024", "Ánh", "", "Nồi cháy", "", ""),
    ]
    assert header_row(rows) == 2
    assert headings(rows, 2) == ["STT", "Ngày", "Họ tên", "Điện thoại", "Nội dung", "Cách xử lý", "Ngày xong"]
    assert headings(rows, 1) == ["STT", "Ngày", "Khách hàng", "", "Nội dung", "Xử lý", ""]  # a title is no heading
