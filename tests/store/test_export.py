"""Lists and figures as files: no text is ever a formula, and no half file stands under the name."""

import csv
import datetime
import errno
import os
import re
import zipfile

import pytest

from desk.i18n import Money
from desk.store import export, spreadsheet
from desk.store.export import Page, Unwritten, write

RISKY = ["=1+1", "+84 912 345 678", "-5", "@SUM(A1)", "＝1+1", "\tx", "Nguyễn Thị Ánh", "https://a.fi", "a\nb", ""]
DAY, MOMENT = datetime.date(2024, 3, 2), datetime.datetime(2024, 3, 2, 9, 5)


def page(*lines):
    return Page("Sổ: [1]", ("Tên", "=Giá"), lines)


def nothing(done: int) -> None:
    pass


def test_a_spreadsheet_holds_every_text_as_it_is_and_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write(path, [page(*([text, 1] for text in RISKY))], "vi", nothing) == len(RISKY)
    rows = spreadsheet.read(path).rows
    assert [row[0] for row in rows] == ["Tên", *RISKY]
    assert rows[0][1] == "=Giá"
    assert spreadsheet.read(path).sheets == ("Sổ- -1-",)


def test_dates_numbers_and_money_stay_what_they_are(tmp_path):
    path = tmp_path / "a.xlsx"
    line = [DAY, MOMENT, 7, 0.25, Money(1250, "EUR"), Money(350_000, "VND"), None, "x"]
    write(path, [Page("a", [str(n) for n in range(8)], [line])], "fi", nothing)
    assert spreadsheet.read(path).rows[1] == [DAY, MOMENT, 7.0, 0.25, 12.5, 350_000.0, "", "x"]


def formats(path) -> list[str]:
    """How the cells of the second row are shown."""
    with zipfile.ZipFile(path) as book:
        kinds, sheet = book.read("xl/styles.xml").decode(), book.read("xl/worksheets/sheet1.xml").decode()
    styles = [int(number) for number in re.findall(r'<c r="[A-Z]2" s="(\d+)"', sheet)]
    named = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]+)"', kinds))
    used = re.findall(r'<xf numFmtId="(\d+)"', kinds.partition("<cellXfs")[2])
    return [named[used[style]] for style in styles]


def test_dong_stand_without_decimals_and_euros_with_two(tmp_path):
    line = [Money(1250, "EUR"), Money(350_000, "VND")]
    write(tmp_path / "a.xlsx", [Page("a", ("x", "y"), [line])], "fi", nothing)
    assert formats(tmp_path / "a.xlsx") == ["#,##0.00", "#,##0"]  # "#,##0.##" ends in a bare comma


def test_a_moment_is_shown_as_the_language_writes_it_and_is_a_moment_all_the_same(tmp_path):
    for language, shown in (("vi", "dd/mm/yyyy hh:mm"), ("en", "dd/mm/yyyy hh:mm"), ("fi", r"d.m.yyyy h\.mm")):
        path = tmp_path / f"{language}.xlsx"
        write(path, [Page("a", ("x",), [[MOMENT]])], language, nothing)
        assert formats(path) == [shown]
        assert spreadsheet.read(path).rows[1] == [MOMENT]


def test_a_csv_file_leads_what_might_be_a_formula_with_an_apostrophe(tmp_path):
    path = tmp_path / "a.csv"
    write(path, [page(*([text, 1] for text in RISKY))], "vi", nothing)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["Tên", "'=Giá"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+84 912 345 678", "'-5", "'@SUM(A1)", "'＝1+1", "'\tx", "Nguyễn Thị Ánh", "https://a.fi", "a b", "",
    ]  # fmt: skip
    assert [row[0] for row in spreadsheet.read(path).rows[1:6]] == RISKY[:5]  # and it comes back as it was


def test_several_pages_follow_each_other_in_a_csv_file(tmp_path):
    write(tmp_path / "a.csv", [Page("Eins", ("a",), [[DAY]]), Page("Zwei", ("b",), [[MOMENT]])], "en", nothing)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Eins", "a", "2024-03-02", "", "Zwei", "b", "2024-03-02 09:05",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_cancel_leaves_the_file_that_was_there_and_nothing_else(tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"before")

    class Enough(Exception):
        pass

    def step(done):
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        write(path, [page(["a", 1], ["b", 2], ["c", 3])], "en", step)
    assert os.listdir(tmp_path) == [path.name]
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "another folder")])
def test_a_drive_that_takes_nothing_is_said_and_nothing_is_left(tmp_path, monkeypatch, kind, number, said):
    def fail(handle):
        raise OSError(number, "no")

    monkeypatch.setattr(export.os, "fsync", fail)
    with pytest.raises(Unwritten) as trouble:
        write(tmp_path / f"a.{kind}", [page(["a", 1])], "en", nothing)
    assert said in str(trouble.value.words)
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Unwritten):
        write(tmp_path / "none" / "a.csv", [page()], "en", nothing)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ệ" * 32_767, "ệ" * 32_767), ("ệ" * 40_000, "ệ" * 32_766 + "…"), ("a" + "🙂" * 16_383, "a" + "🙂" * 16_383),
        ("🙂" * 16_384, "🙂" * 16_383 + "…"), ("a" + "🙂" * 20_000, "a" + "🙂" * 16_382 + "…"),
    ],
)  # fmt: skip
def test_what_no_cell_can_hold_ends_in_dots_and_leaves_a_file_that_opens(tmp_path, text, kept):
    write(tmp_path / "a.xlsx", [page([text, 1])], "vi", nothing)
    found = spreadsheet.read(tmp_path / "a.xlsx").rows[1][0]
    assert found == kept
    assert len(found.encode("utf-16-le")) <= 2 * 32_767


def test_a_list_longer_than_a_sheet_is_refused_before_anything_is_written(tmp_path):
    export.refuse_too_many(tmp_path / "a.xlsx", 1_048_575)
    export.refuse_too_many(tmp_path / "a.csv", 5_000_000)
    with pytest.raises(Unwritten) as trouble:
        export.refuse_too_many(tmp_path / "a.xlsx", 1_048_576)
    assert "no more than 1048575 lines" in str(trouble.value.words)


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("x" * 30 + "'s list", "x" * 30), ("🙂" * 31, "🙂" * 15), ("'a'", "a"), ("''", "1"), ("a/b", "a-b")],
)
def test_any_list_has_a_name_that_a_sheet_can_have(tmp_path, name, sheet):
    write(tmp_path / "a.xlsx", [Page(name, ("x",), [["y"]])], "fi", nothing)
    assert spreadsheet.read(tmp_path / "a.xlsx").sheets == (sheet,)
