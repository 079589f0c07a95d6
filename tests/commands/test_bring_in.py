"""desk import: a list comes in after a manager's PIN, and each refusal says what to do."""

import pytest
import xlsxwriter

from desk.__main__ import main
from desk.commands import demo
from desk.store import accounts, database
from tests.store.way import START

LIST = "Ngày;Khách hàng;Nội dung;Ghi chú\n2.3.2024;Nguyễn Thị Ánh;Tủ lạnh hỏng;Gọi lại\n2.3.2024;;Không tên;\n"


@pytest.fixture
def typed(monkeypatch):
    """What somebody types when a PIN is asked."""
    answers = ["2468"]
    monkeypatch.setattr("getpass.getpass", lambda prompt: answers[-1])
    return answers


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    store = database.create(tmp_path / "a.store", demo.BRANCH, START)
    for group in demo.PEOPLE.values():
        for person in group:
            accounts.add_person(store, person, demo.PIN, now=START)
    store.close()
    (tmp_path / "cu.csv").write_text(LIST, encoding="utf-8")
    return tmp_path / "a.store"


def run(store, *more, name="cu.csv") -> int:
    return main(["--in", "en", "import", str(store.parent / name), "--store", str(store), *more])


def test_a_list_comes_in_and_the_store_is_whole(store, typed, capsys):
    assert run(store, "--by", "binh", "--leave-out") == 0
    said = capsys.readouterr().out
    assert "Khách hàng: Customer's name" in said
    assert "Ghi chú: kept as a note" in said
    assert "New complaints: 1. Already there: 0. Rows with trouble: 1." in said
    assert "1 complaint was brought in. HN3-00001" in said
    assert main(["check", "--store", str(store)]) == 0
    assert main(["--in", "en", "show", "HN3-00001", "--store", str(store)]) == 0
    assert "Brought in from an earlier list" in capsys.readouterr().out


@pytest.fixture
def months(store):
    """A file with a sheet for each month, and a cover."""
    out = xlsxwriter.Workbook(str(store.parent / "2024.xlsx"))
    out.add_worksheet("Bìa").write(0, 0, "Sổ khiếu nại")
    for number, name in enumerate(("Tháng 1", "Tháng 2", "tháng  2"), 1):
        sheet = out.add_worksheet(name)
        sheet.write_row(0, 0, ("Ngày", "Khách hàng", "Nội dung"))
        sheet.write_row(1, 0, (f"5.{number}.2024", "Ánh", "Vỡ"))
    out.close()
    return store


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "Sheet “Tháng 1”, one of 4. Another one is chosen with --sheet."),
        ((), "Sheets with the same headings: 3. They are read together with --sheet \"*\"."),
        (("--sheet", "*"), "All 3 sheets with the same headings, of 4."), (("--sheet", "*"), "New complaints: 3."),
        (("--sheet", "Tháng 2"), "Sheet “Tháng 2”, one of 4."),
        (("--sheet", "thang 1"), "Sheet “Tháng 1”, one of 4."),  # as it is typed in a hurry
    ],
)
def test_the_sheet_of_a_file_is_chosen_by_its_name(months, typed, capsys, more, said):
    assert run(months, "--by", "binh", "--check", *more, name="2024.xlsx") == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "sheet", "said"),
    [
        ("2024.xlsx", "Tháng 3", "2024.xlsx has no sheet “Tháng 3”. Its sheets are: “Bìa”, “Tháng 1”, “Tháng 2”"),
        ("2024.xlsx", "THANG 2", "2024.xlsx has no sheet “THANG 2”."),  # two are called so
        ("cu.csv", "Sổ", "cu.csv is a text file and has no sheets."),
    ],
)
def test_a_sheet_that_is_not_there_is_refused_and_those_that_are_are_named(months, typed, capsys, name, sheet, said):
    assert run(months, "--by", "binh", "--leave-out", "--sheet", sheet, name=name) == 1
    assert said in capsys.readouterr().err
    assert main(["--in", "en", "list", "--store", str(months)]) == 0
    assert "HN3-00001" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("title", "more", "said", "new"),
    [
        ("Sổ", (), "Please say with --year in which year they begin, or their rows stay out. Possible: 2", 0),
        ("Sổ", ("--year", "2024"), "Days without their year: 2. They are read as days of 2024.", 2),
        ("Sổ khiếu nại 2023", (), "Days without their year: 2. They are read as days of 2023.", 2),
        ("Sổ khiếu nại 2023", ("--year", "2024"), "They are read as days of 2024.", 2),
        ("Sổ", ("--year", "1824"), "Please say with --year", 0),
        ("Sổ khiếu nại 2023", ("--year", "1824"), "Please say with --year", 0),
    ],
)
def test_the_year_of_days_without_one_is_said_by_the_list_or_asked_for(store, typed, capsys, title, more, said, new):
    days = f"{title};;\nNgày;Khách hàng;Nội dung\n5/1;Ánh;Vỡ\n6/1;Bình;Vỡ\n"
    (store.parent / "ngan.csv").write_text(days, encoding="utf-8")
    assert run(store, "--by", "binh", "--check", *more, name="ngan.csv") == (0 if new else 1)
    out = capsys.readouterr().out
    assert said in out
    assert f"New complaints: {new}." in out


@pytest.mark.parametrize(
    ("more", "said"),
    [((), "New complaints: 1. Already there: 0. Rows with trouble: 1."),
     (("--day-above",), "New complaints: 2. Already there: 0. Rows with trouble: 0.")],
)  # fmt: skip
def test_complaints_without_a_day_are_of_the_day_above_when_it_is_said(store, typed, capsys, more, said):
    rows = "Ngày;Khách hàng;Nội dung\n5/1/2024;Ánh;Vỡ\n;Bình;Vỡ\n"
    (store.parent / "mot ngay.csv").write_text(rows, encoding="utf-8")
    run(store, "--by", "binh", "--check", *more, name="mot ngay.csv")
    out = capsys.readouterr().out
    assert said in out
    assert "Complaints without a day: 1. With --day-above they are of the day above them." in out


def test_a_list_whose_name_holds_an_invisible_mark_comes_in(store, typed, capsys):
    (store.parent / "\u202acu.csv").write_text(LIST, encoding="utf-8")
    assert run(store, "--by", "binh", "--leave-out", name="\u202acu.csv") == 0
    assert "1 complaint was brought in." in capsys.readouterr().out


def test_a_list_written_for_an_old_font_says_so(store, typed, capsys):
    old = "Ngµy;Kh¸ch hµng;Néi dung\n2.3.2004;NguyÔn V¨n An;Tñ l¹nh háng"
    (store.parent / "tcvn.csv").write_text(old, encoding="cp1252")
    assert run(store, "--by", "binh", "--check", name="tcvn.csv") == 0
    said = capsys.readouterr().out
    assert "This list was written for an old font (TCVN3)." in said
    assert "Khách hàng: Customer's name" in said


def test_rows_with_trouble_keep_everything_out_unless_they_are_left_out(store, typed, capsys):
    assert run(store, "--by", "binh") == 1
    said = capsys.readouterr().out
    assert "Row 3: Please fill in “Customer's name”." in said
    assert "Nothing was brought in." in said


def test_checking_writes_nothing(store, typed, capsys):
    assert run(store, "--by", "binh", "--check") == 1
    assert run(store, "--by", "binh", "--leave-out") == 0
    assert "Already there: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--leave-out",), "Please name one with --by: Lê Văn Bình, Đỗ Phương Thảo"),
        (("--leave-out", "--by", "lan"), "Please name one"),
    ],
)
def test_somebody_who_may_is_named(store, typed, capsys, more, said):
    assert run(store, *more) == 1
    assert said in capsys.readouterr().err


def test_a_wrong_pin_keeps_it_out(store, typed, capsys):
    typed.append("1111")
    assert run(store, "--by", "binh", "--leave-out") == 1
    assert "not the right PIN" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("x.csv", "a;b\n1;2\n", "No column of the list says “Customer's name”"), ("x.docx", "", "no spreadsheet")],
)
def test_a_file_that_is_no_list_is_refused(store, typed, capsys, name, text, said):
    (store.parent / name).write_text(text, encoding="utf-8")
    assert run(store, "--by", "binh", name=name) == 1
    assert said in capsys.readouterr().err
