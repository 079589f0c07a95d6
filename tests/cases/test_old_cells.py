"""Dates, amounts and telephones of old lists as shops write them: day or month first, by name, short, and cut."""

from datetime import date, datetime

import pytest

from desk.cases import old_dates
from desk.cases.old_list import Columns, guessed, header_row, headings
from desk.cases.old_money import spelt_out
from desk.cases.old_rows import Reader, RowTrouble
from tests.makers import Walk

FIFTH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "5.3.2024", "05/03/24", "5-3-2024", "2024-03-05", "2024/3/5", "20240305", "ti 5.3.2024", "Thứ 3, 5/3/2024",
        "5. maaliskuuta 2024", "5. maalisk. 2024", "5 March 2024", "Tuesday, March 5th, 2024", "5-Mar-2024",
        "ngày 5 tháng 3 năm 2024", "5 thg 3, 2024", "5-Mar-24", "05-Thg3-24", "05-thg 3-2024",
        "\u200e5/3/2024", "5\u200e/\u200e3\u200e/\u200e2024", "5 /3/ 2024", "5. 3. 2024",
        "5th of March 2024", 45356, 45356.0, "45356",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert old_dates.read(written) == FIFTH


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("5.3.2024 14.30", (14, 30)), ("5.3.24 klo 9", (9, 0)), ("5/3/2024 14h30", (14, 30)),
        ("05/03/2024 lúc 2 giờ 15 phút chiều", (14, 15)), ("5/3/2024 2:30 PM", (14, 30)),
        ("5/3/2024 12:05 am", (0, 5)), ("2024-03-05 14:30:00", (14, 30)), ("05/03/2024 2:30:15 CH", (14, 30)),
        ("5/3/2024 12:05 SA", (0, 5)), ("14:30 05/03/2024", (14, 30)), ("14h30 ngày 5/3/2024", (14, 30)),
        ("2 giờ chiều, 5/3/2024", (14, 0)), ("5/3/2024 2pm", (14, 0)), ("5/3/2024 9g30", (9, 30)),
        ("14g30 ngày 5/3/2024", (14, 30)), (45356.75, (18, 0)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_with_it(written, hour):
    assert old_dates.read(written) == datetime(2024, 3, 5, *hour)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024/03/05 2:30:15 PM GMT+7", "2024-03-05 14:30:00+07:00"),
        ("2024/03/05 2:30:15 CH GMT+7", "2024-03-05 14:30:00+07:00"),
        ("5.3.2024 14.30 UTC+02:00", "2024-03-05 14:30:00+02:00"), ("5/3/2024 9:05 GMT-3", "2024-03-05 09:05:00-03:00"),
    ],
)  # fmt: skip
def test_a_moment_of_a_form_on_the_web_has_its_zone(written, moment):
    assert str(old_dates.read(written)) == moment
    assert old_dates.read(written.replace("+", "+9").replace("-3", "-93")) is None


@pytest.mark.parametrize(
    "written",
    [
        "jouluna", "31.2.2024", "16/3", "5.3.2024 25:00", "1 foo 2024", "5-foo-24", "25:00 5/3/2024",
        "14:30 5/3/2024 15:00", "05-thg 13-24", "5 mar 14", "12", 12, "",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(written):
    assert old_dates.read(written) is None


FINNISH = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
ENGLISH = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_by_its_name(month):
    name, english = FINNISH[month - 1], ENGLISH[month - 1]
    for written in (f"5. {name}kuuta 2024", f"5 {name}kuu 2024", f"5 {english} 2024", f"{english[:3]} 5, 2024"):
        assert old_dates.read(written) == date(2024, month, 5)
        assert old_dates.in_year(written.removesuffix("2024").rstrip(" ,"), 2024) == date(2024, month, 5)


@pytest.mark.parametrize("word", ["noin", "khoảng", "trước", "hẹn", "Printed", "due", "ennen"])
def test_a_day_behind_a_word_that_says_something_else_is_no_date(word):
    assert old_dates.read(f"{word} 5/3/2024") is None
    assert old_dates.in_year(f"{word} 5/3", 2024) is None


@pytest.mark.parametrize("word", ["Thứ Hai, ngày", "CN", "T3", "ke", "tiistaina", "tors", "Tues.", "sáng", "Date:"])
def test_a_day_behind_a_day_of_the_week_is_one(word):
    assert (old_dates.read(f"{word} 5/3/2024"), old_dates.in_year(f"{word} 5/3", 2024)) == (FIFTH, FIFTH)


@pytest.mark.parametrize(
    "written",
    ["5/3", "5.3.", "5-3", "5. 3.", "5 /3", "ngày 5/3", "ti 5.3.", "5 tháng 3", "ngày 5 thg 3", "5. maaliskuuta",
     "5 March", "5th of March", "March 5", "5-Mar", "05-Thg3", "5/3/"],
)  # fmt: skip
def test_a_day_without_its_year_is_read_in_the_year_that_is_known(written):
    assert (old_dates.read(written), old_dates.in_year(written, 2024)) == (None, FIFTH)


def test_a_time_of_day_is_read_with_a_day_without_its_year():
    for written in ("5.3. klo 9", "5/3 9:00", "9h 5/3", "9h ngày 5/3", "Mar 5, 9:00 AM"):
        assert old_dates.in_year(written, 2024) == datetime(2024, 3, 5, 9, 0)


@pytest.mark.parametrize(
    "written",
    ["5", "5.3.9", "3/25", "12.30", "31/4", "29/2", "5/3?", "5/3 - 6/3", "1-2 tuần", "12/2024", "0/3", "5/3/24"],
)
def test_what_is_no_day_of_that_year_is_none(written):
    assert old_dates.in_year(written, 2023) is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [(["12/3", "25/3", "x"], True), (["3/5", "3/25"], False), (["9.30", "10.05", "14.10"], False), ([], True),
     ([*["25/3"] * 6, "5/13"], True)],
)  # fmt: skip
def test_the_order_of_day_and_month_may_be_in_doubt(cells, told):
    assert old_dates.told_order(cells) is told
    assert old_dates.told_order(["3/5", "3/25"], american=True)


def test_a_year_of_two_digits_is_one_of_ours_or_of_the_last_century():
    assert [old_dates.read(f"5.3.{year}") for year in ("99", "70", "69", "05", "0005")] == [
        date(1999, 3, 5), date(1970, 3, 5), date(2069, 3, 5), date(2005, 3, 5), date(5, 3, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1e300, -1, 0])
def test_a_number_that_counts_no_days_is_no_date(number):
    assert old_dates.read(number) is None


@pytest.mark.parametrize(
    ("typed", "american"),
    [
        (("03/05/2024", "03/25/2024", ""), True), (("03/05/2024", "25/03/2024"), False), (("03/05/2024",), False),
        (("\u200e03/25/2024",), True), (("25/03/2024", "03/25/2024"), False),
        (("Monday, 3/25/2024 2:30 PM",), True), ((), False),
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


@pytest.mark.parametrize(
    ("typed", "amount"), [("59,-", "59"), ("1 250:-", "1 250"), ("59,90 e", "59,90"), ("59e", "59"), ("n. 60", "n. 60")]
)
def test_euros_are_read_as_finnish_shops_write_them(typed, amount):
    assert spelt_out(typed, "EUR") == amount


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


SCIENTIFIC = ("Ngày", "Tên khách", "SĐT", "Nội dung", "IMEI")


@pytest.mark.parametrize(
    ("telephone", "serial", "kept"),
    [
        ("8.4912345678E+10", "3,56938035643809E+14", ("+84912345678", "356938035643809")),
        ("0912345678", "2024E12", ("0912345678", "2024E12")), ("0912345678", "1.234E+2", ("0912345678", "1.234E+2")),
        ("'0912345678", "\u2019350123", ("0912345678", "350123")), ("'x", "'SN-1", ("'x", "'SN-1")),
        ("\u202d0912 345 678\u202c", "SN\u200b-1", ("0912 345 678", "SN-1")),
        ("0912345678", 4111111111111110.0, ("0912345678", "4111111111111110")),
    ],
)  # fmt: skip
def test_a_number_written_short_by_a_spreadsheet_is_written_out(telephone, serial, kept):
    found = read(("5/3/2024", "Ánh", telephone, "Nồi cháy", serial), names=SCIENTIFIC)
    assert (found["telephone"], found["serial"]) == kept


@pytest.mark.parametrize("telephone", ["8.49E+10", "3,58406e+11"])
def test_a_number_that_has_lost_digits_is_never_taken_for_a_telephone(telephone):
    with pytest.raises(RowTrouble) as trouble:
        read(("5/3/2024", "Ánh", telephone, "Nồi cháy"))
    assert f"has cut this number short: {telephone}." in str(trouble.value.problem.words)


@pytest.mark.parametrize("nothing", ["-", " – ", " -   ", "#N/A", "#PUUTTUU!"])
def test_a_dash_or_the_error_of_a_formula_says_nothing(nothing):
    names = ("Ngày", "Tên khách", "Nội dung", "Giá", "Trạng thái", "Ngày xong", "Ngày mua", "Loại")
    found = read(("5/3/2024", "Ánh", "Nồi cháy", *[nothing] * 5), names=names)
    assert set(found) == {"file_name", "row", "raised_at", "customer_name", "own_words", "was"}


def test_nobody_is_called_like_the_error_of_a_formula():
    with pytest.raises(RowTrouble) as trouble:
        read(("5/3/2024", "#REF!", "", "Nồi cháy"))
    assert trouble.value.problem.field == "customer_name"
    assert read(("5/3/2024", "-", "", "#5 cháy"))["customer_name"] == "-"


def test_an_amount_that_was_worked_out_is_the_one_that_stood_in_the_list():
    names = ("Pvm", "Asiakas", "Valitus", "Hinta", "Muuta")
    moment = Walk().moment("manager")
    row = ("5.3.2024", "Aho", "Rikki", 59.9 * 3, 0.1 + 0.2)
    answers = Reader(Columns(names, guessed(names)), "a.xlsx", moment).read(2, row).answers
    assert (answers["price"], answers["note"]) == (17970, "Muuta: 0.3")


@pytest.mark.parametrize(("euros", "cents"), [("12", "50"), ("150", "000"), (" 5", "00 ")])
def test_an_amount_that_was_parted_at_its_comma_moves_no_word_into_the_wrong_cell(euros, cents):
    names = ("Pvm", "Asiakas", "Hinta", "Reklamaatio")
    with pytest.raises(RowTrouble) as trouble:
        read(("5.3.2024", "Aho", euros, cents, "Vuotaa"), "fi", names)
    assert f"“{euros.strip()}” and “{cents.strip()}” stand in two cells" in str(trouble.value.problem.words)
    assert read(("5.3.2024", "Aho", "12", "50 kpl rikki"), "fi", names)["price"] == 1200
    names = ("Pvm", "Asiakas", "Hinta", "Kuitti", "Reklamaatio")
    assert read(("5.3.2024", "Aho", "12", "50", "Vuotaa"), "fi", names)["proof"] == "50"


def test_cells_that_hold_only_blanks_are_empty():
    assert "closed_on" not in read(("5/3/2024", "Ánh", " ", "Nồi cháy", "\u00a0 "))


@pytest.mark.parametrize(("rest", "note"), [(True, "vỡ nát\ngọi lại"), (False, None)])
def test_what_stands_behind_the_last_heading_of_a_row_is_kept_with_the_other_columns(rest, note):
    names, moment = ("Ngày", "Tên khách", "Nội dung"), Walk().moment("manager")
    reader = Reader(Columns(names, guessed(names), rest=rest), "so.csv", moment)
    found = reader.read(2, ("5/3/2024", "Ánh", "Nồi cháy", " vỡ nát", "", "gọi lại")).answers
    assert (found["own_words"], found.get("note")) == ("Nồi cháy", note)


def test_a_day_without_its_year_is_asked_for():
    with pytest.raises(RowTrouble) as trouble:
        read(("16/3", "Ánh", "", "Nồi cháy"))
    assert "“16/3” does not say its year. Please write it, for example 31/03/2026." in str(trouble.value.problem.words)


@pytest.mark.parametrize(
    ("raised", "closed", "kept"),
    [
        ("2.3.2024", "16/3", "2024-03-16"), ("28.12.2024", "4/1", "2025-01-04"), ("2.3.2024", "2.3.", "2024-03-02"),
        ("2.3.2024", "20 tháng 12", "2024-12-20"), ("5.1.2023", "29/2", None), ("20.3.2024", "16/3", None),
    ],
)  # fmt: skip
def test_a_closing_without_its_year_is_the_next_such_day_or_asked_for(raised, closed, kept):
    for first, last in (("Ngày", "Ngày xong"), ("Ngày xong", "Ngày")):  # whichever stands first
        names = (first, "Tên khách", "SĐT", "Nội dung", last)
        days = {"Ngày": raised, "Ngày xong": closed}
        row = (days[first], "Ánh", "", "Nồi cháy", days[last])
        if kept:
            assert read(row, names=names)["closed_on"] == kept
            continue
        with pytest.raises(RowTrouble) as trouble:
            read(row, names=names)
        assert trouble.value.problem.field == "closed_on"


def test_a_purchase_without_its_year_is_kept_as_a_note():
    names = ("Ngày", "Tên khách", "SĐT", "Nội dung", "Ngày mua")
    found = read(("5/3/2024", "Ánh", "", "Nồi cháy", "20/2"), names=names)
    assert (found.get("purchased_on"), found["note"]) == (None, "Ngày mua: 20/2")


def test_a_list_without_headings_begins_with_its_first_complaint():
    rows = [(), ("5/3/2024", "Ánh", "Nồi cháy"), ("6/3/2024", "Bình", "Chậm")]
    assert (header_row(rows), headings(rows, -1)) == (-1, [])
    assert header_row([(date(2024, 3, 5), "Ánh"), (date(2024, 3, 6), "Bình")]) == -1
    assert header_row([("5/3/2024", ""), ("Wann", "Wer", "Was")]) == 0  # a day alone is a title


@pytest.mark.parametrize(
    ("said", "was"),
    [("Xong 5/3", "closed"), ("hoidettu 5.3.", "closed"), ("Đang xử lý 5/3/2024", "open"), ("kuitattu", "closed"),
     ("loppuun käsitelty", "closed")],
)  # fmt: skip
def test_a_state_may_have_its_day_behind_it_which_is_kept(said, was):
    names = ("Ngày", "Tên khách", "Nội dung", "Trạng thái")
    found = read(("5/3/2024", "Ánh", "Nồi cháy", said), names=names)
    assert (found["was"], found.get("note")) == (was, f"Trạng thái: {said}" if "5" in said else None)
    with pytest.raises(RowTrouble):
        read(("5/3/2024", "Ánh", "Nồi cháy", f"x {said}"), names=names)


STATES = {
    "✓": ("closed", None), "☑": ("closed", None), "☐": ("open", None), "N/A": ("closed", None), "- ": ("closed", None),
    "Chưa liên hệ được": ("open", "Chưa liên hệ được"), "Chờ hàng về": ("open", "Chờ hàng về"),
    "odottaa varaosaa": ("open", "odottaa varaosaa"), "Waiting for parts": ("open", "Waiting for parts"),
    "Đã hoàn tiền": ("closed", None), "vaihdettu": ("closed", None), "Không": None, "1": None,
    "chữa xong": None, "cho khách đổi": None, "Chờ hàng, đã xong": None, "x": None, "5/3/2024": None, "50%": None,
}  # fmt: skip


@pytest.mark.parametrize("said", STATES)
def test_a_state_is_known_by_a_mark_or_by_how_it_begins_and_else_asked_for(said):
    row, names = ("5/3/2024", "Ánh", "Nồi cháy", said), ("Ngày", "Tên khách", "Nội dung", "Trạng thái")
    if STATES[said] is None:
        with pytest.raises(RowTrouble):
            read(row, names=names)
        return
    was, kept = STATES[said]
    found = read(row, names=names)
    assert (found["was"], found.get("note")) == (was, kept and f"Trạng thái: {kept}")


@pytest.mark.parametrize(
    ("said", "was", "note"),
    [
        ("kyllä", "closed", None), ("ei", "open", None), ("x", "closed", None), ("✓", "closed", None),
        ("Có", "closed", None), ("không", "open", None), (1.0, "closed", None), ("0", "open", None),
        ("8.3.2024", "closed", "Hoidettu: 8.3.2024"), ("8.3.", "closed", "Hoidettu: 8.3."), ("", "closed", None),
    ],
)  # fmt: skip
def test_a_heading_that_says_done_stands_over_a_yes_a_mark_or_a_day(said, was, note):
    found = read(("5.3.2024", "Aho", "Rikki", said), names=("Pvm", "Asiakas", "Asia", "Hoidettu"))
    assert (found["was"], found.get("note")) == (was, note)


@pytest.mark.parametrize(("said", "was"), [("Y", "closed"), ("no", "open"), ("6.3.2024", "closed")])
def test_a_column_of_closing_days_may_say_yes_or_no(said, was):
    found = read(("5.3.2024", "Ann", "Late", said), names=("Date", "Customer", "Complaint", "Closed"))
    assert (found["was"], "closed_on" in found, found.get("note")) == (was, said == "6.3.2024", None)
    with pytest.raises(RowTrouble):
        read(("5.3.2024", "Ann", "Late", "maybe"), names=("Date", "Customer", "Complaint", "Closed"))


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (("Ngày", "Tên khách", "SĐT", "Nội dung"), ("5/3/2024", "Ánh", "#######", "Nồi cháy")),
        (("Ngày", "Tên khách", "Giá", "Nội dung"), ("5/3/2024", "Ánh", "####", "Nồi cháy")),
        (("Ngày", "Tên khách", "Ngày xong", "Nội dung"), ("5/3/2024", "Ánh", " ########", "Nồi cháy")),
    ],
)
def test_a_cell_of_a_column_too_narrow_is_no_number_no_amount_and_no_day(names, row):
    with pytest.raises(RowTrouble) as trouble:
        read(row, names=names)
    assert "The column was too narrow for this cell, and only ####" in str(trouble.value.problem.words)


def test_a_number_that_a_formula_keeps_as_a_text_is_that_number():
    assert read(("5/3/2024", "Ánh", '="0912345678"', "Nồi cháy"))["telephone"] == "0912345678"
    assert read(("5/3/2024", "Ánh", "", '="0912345678"'))["own_words"] == '="0912345678"'


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
