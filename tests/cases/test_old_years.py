"""Days without a year are read where the list says its year, or the days around do; else somebody is asked."""

from datetime import date

import pytest

from desk.cases.old_list import Columns, guessed
from desk.cases.old_years import of_list, told

TODAY = date(2026, 11, 27)
NAMES = ("Pvm", "Asiakas", "Reklamaatio")


def years(*days, title="", sheet="", names=NAMES, american=False, chosen=0, today=TODAY):
    """What is found of a list with these days, one below the other; its title and headings are rows 1 and 2."""
    rows = [(title,), names, *((day, "Aho", "Rikki") if day != "" else ("", "", "") for day in days)]
    return of_list(rows, 1, Columns(names, guessed(names)), american, sheet, today, chosen)


def read(*days, **more):
    """The year of each day in order; 0 where it is open."""
    found = years(*days, **more)
    return [found.of.get(row, 0) for row in range(3, 3 + len(days))]


# What the list says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Reklamaatiot 2024", ""), ("SỔ KHIẾU NẠI NĂM 2024", ""), ("Complaints 2024", "2024"), ("", "T3.2024"),
        ("Tháng 3/2024", ""), ("Maaliskuu 2024", ""), ("", "2024"), ("Sổ khiếu nại (2024)", ""), ("", "3-2024"),
        ("Sổ khiếu nại năm 2024 chi nhánh Hà Nội", ""), ("Palautteet 1.–6.2024", ""),
        ("2024", ""), ("", "Maaliskuu 2024"), ("Quý 1 năm 2024", ""),
    ],
)  # fmt: skip
def test_the_title_or_the_name_of_the_sheet_says_the_year(title, sheet):
    assert read("5.3.", "7/3", "ti 12.3. klo 9", "12 tháng 3", title=title, sheet=sheet) == [2024] * 4


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("", ""), ("Reklamaatiot", "Taul1"), ("Reklamaatiot 2023", "2024"), ("Mẫu 05, Thông tư 200/2014/TT-BTC", ""),
        ("Hà Nội, ngày 31 tháng 1 năm 2024", ""), ("Printed 2024", ""), ("Công ty Điện máy 2014", ""),
        ("Complaints, 5 January 2025", ""), ("Tulostettu 5.1.2025", ""), ("Complaints since 2009", ""),
        ("Danh sách 2000 khách hàng khiếu nại", ""), ("2024 complaints", ""), ("Số 2024", ""), ("", "Top 2000"),
        ("Complaints 2024/25", ""), ("Reklamaatiot 2023–2024", ""), ("", "2024-03-05"), ("Complaints 2024-12", ""),
    ],
)  # fmt: skip
def test_a_year_that_is_not_that_of_the_list_is_no_answer(title, sheet):
    found = years("5.3.", "7.3.", title=title, sheet=sheet)
    assert (dict(found.of), found.missing, found.first) == ({}, 2, 0)
    assert found.choices == tuple(range(2026, 2016, -1))


def test_the_heading_of_the_days_may_say_it():
    assert read("5.3.", names=("Päivämäärä (2024)", *NAMES[1:])) == [2024]


def test_a_column_of_its_own_may_say_it():
    names, rest = ("Năm", "Ngày", "Khách", "Nội dung"), ("Ánh", "Vỡ")
    rows = [names, (2023.0, "5/3", *rest), ("2024", "6/3", *rest), ("", "7/3", *rest), ("24", "8/3", *rest)]
    found = of_list(rows, 0, Columns(names, guessed(names)), False, "", TODAY, 0)
    assert (dict(found.of), found.short, found.missing) == ({2: 2023, 3: 2024}, 4, 2)
    found = of_list(rows[:3], 0, Columns(names, guessed(names)), False, "", TODAY, 0)
    assert ([str(words) for words in found.words], found.choices) == (
        ["Days without their year: 2.", "The list itself says which it is."], ()
    )  # fmt: skip


def test_a_title_of_two_years_holds_where_the_list_goes_over_one_new_year():
    days = ("20.11.", "28.12.", "2.1.", "5.3.")
    assert read(*days, title="Reklamaatiot 2023-2024") == [2023, 2023, 2024, 2024]
    assert read(*days, title="Complaints 2023/24") == [2023, 2023, 2024, 2024]
    assert read(*reversed(days), title="Reklamaatiot 2023-2024") == [2024, 2024, 2023, 2023]


def test_a_list_of_one_year_that_goes_over_new_year_is_asked_about():
    found = years("20.11.", "28.12.", "2.1.", title="Reklamaatiot 2024")
    assert (dict(found.of), found.choices[:2], found.named(2025)) == ({}, (2025, 2024), "2025–2026")
    assert read("20.11.", "28.12.", "2.1.", title="Reklamaatiot 2024", chosen=2024) == [2024, 2024, 2025]


def test_a_row_between_the_complaints_may_say_the_year_of_those_below_it():
    title = "Reklamaatiot 2023"
    rows = [(title,), NAMES, ("5.3.", "Aho", "Rikki"), ("Vuosi 2024", "", ""), ("7.3.", "Eho", "Rikki")]
    found = of_list(rows, 1, Columns(NAMES, guessed(NAMES)), False, "", TODAY, 0)
    assert dict(found.of) == {3: 2023, 5: 2024}


def test_of_several_sheets_each_may_say_its_year_or_go_on_where_the_last_one_ended():
    rows = [NAMES, ("5.3.", "Aho", "Rikki"), ("6.4.", "Berg", "Rikki"), ("7.5.", "Calle", "Rikki")]
    columns = Columns(NAMES, guessed(NAMES))

    def found(first, **begins):
        titles = {2: [begins.get("second", "")], 3: [begins.get("third", "")]}
        return of_list(rows, 0, columns, False, first, TODAY, begins.get("chosen", 0), titles)

    assert dict(found("3/2023", second="4/2024", third="5/2025").of) == {2: 2023, 3: 2024, 4: 2025}
    assert dict(found("3/2023", second="4").of) == {2: 2023}
    assert (dict(found("3", second="4").of), found("3").choices[0]) == ({}, 2026)
    assert dict(found("3", second="4", chosen=2024).of) == {2: 2024, 3: 2024, 4: 2024}


def test_a_list_in_no_order_is_read_by_its_title_only():
    mixed = ("5.3.", "28.12.", "2.1.", "4.6.", "3.2.", "9.9.", "1.8.")
    assert read(*mixed, title="Reklamaatiot 2024") == [2024] * 7
    assert read(*mixed) == [0] * 7
    assert read(*mixed[:3], "1.6.2024", *mixed[3:]) == [0] * 8


def test_a_title_that_whole_dates_speak_against_is_no_answer():
    assert read("5.3.", "6.3.2023", "7.3.", title="Reklamaatiot 2024") == [0, 0, 0]


# What the days around say ------------------------------------------------------------------------------------------


def test_days_between_two_with_a_year_have_theirs():
    assert read("2.1.2024", "5.1.", "28.12.", "2.1.2025", "9.1.", "10.1.2025") == [0, 2024, 2024, 0, 2025, 0]
    assert read("10.1.2025", "9.1.", "2.1.2025", "28.12.", "5.1.2024") == [0, 2025, 0, 2024, 0]  # the newest first
    assert read(date(2024, 3, 5), "7.3.", date(2024, 3, 9)) == [0, 2024, 0]


def test_days_before_the_first_or_after_the_last_with_a_year_are_asked_about():
    found = years("5.3.", "2.4.2024", "7.4.", "8.4.2024", "28.12.", "2.1.")
    assert (dict(found.of), found.missing, found.choices, found.named(2024)) == ({5: 2024}, 3, (2024,), "2024–2025")
    days = ("5.3.", "2.4.2024", "28.12.", "2.1.")
    assert read(*days, chosen=2024) == [2024, 0, 2024, 2025]
    assert read(*days, chosen=2023) == [0, 0, 0, 0]  # which the whole date speaks against
    assert read("5.3.", "2.4.2024", "7.4.", title="Reklamaatiot 2024") == [2024, 0, 2024]


def test_where_a_year_or_more_is_left_out_between_two_nothing_is_certain():
    assert read("5.3.2022", "7.3.", "9.3.2024") == [0, 0, 0]
    assert years("5.3.2022", "7.3.", "9.3.2024").choices == ()


def test_one_of_last_december_that_was_written_down_late_makes_no_wrong_year():
    assert read("3.1.2024", "28.12.", "5.1.2024", "7.1.", "9.1.2024") == [0, 0, 0, 2024, 0]
    assert read("29.3.2024", "21.5.", "28.12.", "27.7.", "11.8.", "28.11.2024") == [0] * 6
    late = years("3.1.", "28.12.", "5.1.", title="Reklamaatiot 2024")
    assert (dict(late.of), late.choices) == ({}, ())


def test_a_list_that_goes_back_by_months_and_on_from_there_is_asked_about():
    days = (*(f"{day}.3." for day in range(1, 9)), "2.6.", "20.8.", "5.4.", "9.4.")
    found = years(*days, title="Reklamaatiot 2024")
    assert (dict(found.of), found.first, 2024 in found.choices) == ({}, 0, True)
    assert read(*days, title="Reklamaatiot 2024", chosen=2024) == [2024] * 12
    late = (*days[:9], "1.2.", "3.6.", "20.8.")  # one was written down late
    assert read(*late, title="Reklamaatiot 2024") == [2024] * 12


# What cannot be asked ----------------------------------------------------------------------------------------------


def test_a_year_that_would_lie_ahead_is_not_offered():
    assert years("5.3.", "28.11.").choices[0] == 2025
    assert years("5.3.", "27.11.").choices[0] == 2026
    assert years("28.12.", "2.1.").choices[0] == 2025


@pytest.mark.parametrize("days", [("3/5", "3/25"), ("9.30", "10.05", "14.10"), ("3/25", "4/25", "5/4")])
def test_where_the_order_of_day_and_month_is_in_doubt_no_day_is_read(days):
    found = years(*days, title="Complaints 2024")
    assert (dict(found.of), found.choices, found.missing > 0) == ({}, (), True)


def test_in_a_list_with_the_month_first_so_are_its_short_days():
    assert read("03/25/2024", "3/26", "3/27/2024", american=True) == [0, 2024, 0]


def test_a_list_whose_days_have_their_year_is_no_matter():
    found = years("5.3.2024", date(2024, 3, 6), "hôm qua", "", None, 45356, "5.3.24", title="Reklamaatiot 2023")
    assert (found.short, found.missing, found.choices) == (0, 0, ())
    assert of_list([NAMES], 0, Columns(NAMES, ("", "", "")), False, "", TODAY, 0).short == 0


def test_a_title_may_be_told_by_nothing_but_its_years():
    assert set(told(["Asiakkaat", "Valitukset 1/2024", "2024"])) == {2024}
    assert set(told(["Valitukset 2024", "Palautteet 2023"])) == set()
