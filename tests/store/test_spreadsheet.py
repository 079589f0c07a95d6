"""Lists from outside: every encoding and separator is understood, and what could do harm is refused in a sentence."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from desk.cases.old_list import guessed, header_row, headings
from desk.cases.old_names import TOO
from desk.store import sheets, spreadsheet
from desk.store.spreadsheet import BadFile, read

TEXT = "Ngày;Khách hàng;Nội dung\n02/03/2024;Nguyễn Thị Ánh;Tủ lạnh hỏng, đã gọi ba lần\n"
FINNISH = "Pvm;Asiakas;Kuvaus\n2.3.2024;Mäkelä;Höyrystin lyö\n"


def book(path, rows, **options):
    out = xlsxwriter.Workbook(str(path), options)
    sheet = out.add_worksheet("Sổ")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    out.close()
    return path


def refused(path) -> str:
    with pytest.raises(BadFile) as trouble:
        read(path)
    return str(trouble.value.words)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"), (TEXT.encode("utf-8-sig"), "utf-8"), (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"), (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode() * 20 + b"\xe1\xbb;x;y\n", "utf-8"),
    ],
)  # fmt: skip
def test_unicode_is_read_with_or_without_its_mark(tmp_path, data, encoding):
    (tmp_path / "a.csv").write_bytes(data)
    found = read(tmp_path / "a.csv")
    assert (found.encoding, found.rows[1][1]) == (encoding, "Nguyễn Thị Ánh")


def test_old_vietnamese_and_finnish_windows_files_are_told_apart(tmp_path):
    vietnamese = "Nguyê\u0303n Thi\u0323 A\u0301nh;Tu\u0309 la\u0323nh ho\u0309ng\n" * 3
    (tmp_path / "vi.csv").write_bytes(vietnamese.encode("cp1258"))
    (tmp_path / "fi.csv").write_bytes(FINNISH.encode("cp1252"))
    assert (read(tmp_path / "vi.csv").encoding, read(tmp_path / "vi.csv").rows[0][0]) == ("cp1258", "Nguyễn Thị Ánh")
    assert (read(tmp_path / "fi.csv").encoding, read(tmp_path / "fi.csv").rows[1][2]) == ("cp1252", "Höyrystin lyö")
    assert {read(tmp_path / name).font for name in ("vi.csv", "fi.csv")} == {""}
    assert read(tmp_path / "fi.csv", "utf-8").rows[1][1] == "M\ufffdkel\ufffd"


#: As .VnTime has it: sổ, ngày, khách hàng, nội dung.
OLD = ["Sæ", "Ngµy;Kh¸ch hµng;Néi dung", "02/03/2004;NguyÔn V¨n An;Tñ l¹nh háng, ®· gäi ba lÇn",
       "03/03/2004;TrÇn ThÞ B×nh;Giao chËm"]  # fmt: skip
TODAYS = ["Ngày", "Khách hàng", "Nội dung"], ["02/03/2004", "Nguyễn Văn An", "Tủ lạnh hỏng, đã gọi ba lần"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_text_written_for_an_old_font_is_in_today_s_letters(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes("\n".join(OLD[1:]).encode(encoding))
    found = read(tmp_path / "a.csv")
    assert (found.font, found.encoding, *found.rows[:2]) == ("TCVN3", encoding, *TODAYS)
    (tmp_path / "a.csv").write_bytes("C«ng v¨n;tiÒn c«ng\nchiÒu n¨m;®iÒn phiÒn".encode(encoding))  # tones of cp1258
    assert read(tmp_path / "a.csv").rows == [["Công văn", "tiền công"], ["chiều năm", "điền phiền"]]


def test_of_several_sheets_the_old_list_is_opened_in_today_s_letters(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    out.add_worksheet("Bìa").write(0, 0, "Cửa hàng Hà Nội")
    sheet = out.add_worksheet("Sổ")
    for number, line in enumerate(OLD):
        sheet.write_row(number, 0, line.split(";"))
    out.close()
    found = read(tmp_path / "a.xlsx")
    assert (found.sheet, found.font, header_row(found.rows), *found.rows[1:3]) == ("Sổ", "TCVN3", 1, *TODAYS)


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path, mark):
    lines = [["Ngày", "Khách", "Nội dung"], ["1.2.2024", "Ánh", f"Hỏng{mark} to"], ["2.2.2024", "Bình", 'Nói "lỗi"']]
    text = "\n".join(mark.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert [list(row) for row in read(tmp_path / "a.csv").rows] == lines


def test_a_formula_in_a_csv_file_is_text(tmp_path):
    (tmp_path / "a.csv").write_text("a;b\n=1+1;@SUM(A1)\n", encoding="utf-8")
    assert list(read(tmp_path / "a.csv").rows[1]) == ["=1+1", "@SUM(A1)"]


def test_cells_of_a_spreadsheet_keep_their_kind(tmp_path):
    rows = [("Ngày", "SĐT", "Giá"), ("2.3.2024", 903123456, 12.5)]
    found = read(book(tmp_path / "a.xlsx", rows))
    assert (found.rows[1], found.sheets) == (["2.3.2024", 903123456.0, 12.5], ("Sổ",))
    dated = book(tmp_path / "b.xlsx", [(datetime.date(2024, 3, 2), "x")], default_date_format="dd/mm/yyyy")
    assert read(dated).rows[0][0] == datetime.date(2024, 3, 2)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"PK\x03\x04", "no spreadsheet"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b" \n,,\n", "is empty"),
        ("a.csv", b"a;b\nx\0y;z\n", "Row 2 holds a character"),
        ("a.csv", b'a;b\n"' + b"x" * 200_000, "Row 2 has no end"),
        ("a.csv", b'a;b\nx;"y\nz;w\nq;r\n', "Row 2 has no end"),
        ("a.csv", b'a;b\nx;"', "Row 2 has no end"),
        ("a.csv", b";".join([b"a"] * 101), "more than 100 columns"),
        ("a.xls", b"\n<html><table><tr><td>Ng\xc3\xa0y</td></tr></table>", "no spreadsheet but a file of another kind"),
        ("a.csv", b"%PDF-1.7\n" * 9, "no spreadsheet but a file of another kind"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" * 9, "no spreadsheet but a file of another kind"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    assert said in refused(tmp_path / name)


def test_a_file_that_is_too_large_or_too_long_is_refused(tmp_path, monkeypatch):
    path = book(tmp_path / "a.xlsx", [("a", "b")] * 30)
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 20)
    assert "more than 20 rows" in refused(path)
    (tmp_path / "a.csv").write_text("a;b\n" * 30, encoding="utf-8")
    assert "more than 20 rows" in refused(tmp_path / "a.csv")
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 10)
    assert "larger than" in refused(path)


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED", 1 << 20)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (4 << 20))
    assert "unpacks to more than 1 MB" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize("cell", ["XFD1", "A1048576", "CW3"])
def test_one_cell_far_away_does_not_become_gigabytes(tmp_path, cell):
    path = tmp_path / "a.xlsx"
    out = xlsxwriter.Workbook(str(path))
    sheet = out.add_worksheet()
    sheet.write("A1", "Ngày")
    sheet.write(cell, "x")
    out.close()
    assert "beyond column CV" in refused(path)


@pytest.mark.parametrize(
    ("inner", "far"),
    [
        ('<table:table-cell table:number-columns-repeated="16384"/>', False),
        ('<table:table-cell office:value-type="string" table:number-columns-repeated="16384"/>', True),
        ('<table:table-cell office:value-type="string"/>', True),
    ],
)
def test_only_empty_cells_of_an_ods_sheet_are_repeated_to_its_end(inner, far):
    row = f'<table:table-row table:number-rows-repeated="1048576">{inner}</table:table-row>'
    assert spreadsheet._repeats_far(row.encode()) is far


def test_a_locked_file_says_so(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
    raw = bytearray(data.getvalue())
    for head in (b"PK\x03\x04", b"PK\x01\x02"):
        at = raw.index(head) + (6 if head == b"PK\x03\x04" else 8)
        raw[at] |= 1
    (tmp_path / "a.xlsx").write_bytes(bytes(raw))
    assert "password" in refused(tmp_path / "a.xlsx")


def test_a_locked_spreadsheet_of_a_newer_office_says_so():
    # made with a password by an office program's own way of encrypting
    assert "password" in refused(Path(__file__).parents[1] / "data" / "lists" / "locked.xlsx")


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.ods"])
def test_a_spreadsheet_under_another_ending_is_read_as_what_it_is(tmp_path, name):
    made = book(tmp_path / "a.xlsx", [("Ngày", "Khách"), ("2.3.2024", "Ánh")])
    made.rename(tmp_path / name)
    assert read(tmp_path / name).rows[1] == ["2.3.2024", "Ánh"]


def test_a_cell_beside_several_rows_is_meant_for_each_and_a_title_for_none(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = out.add_worksheet()
    sheet.merge_range("A1:B1", "Sổ khiếu nại")
    sheet.write_row("A2", ("Khách", "Nội dung"))
    sheet.merge_range("A3:A4", "Ánh")
    sheet.write_column("B3", ("Hỏng", "Vỡ"))
    out.close()
    assert read(tmp_path / "a.xlsx").rows == [
        ["Sổ khiếu nại", ""], ["Khách", "Nội dung"], ["Ánh", "Hỏng"], ["Ánh", "Vỡ"],
    ]  # fmt: skip


def test_the_heading_of_a_name_stands_above_both_columns_that_hold_it(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = out.add_worksheet()
    sheet.merge_range("A1:B1", "Họ và tên")
    sheet.write("C1", "Ngày")
    sheet.write_row("A2", ("Nguyễn Thị", "Ánh", "2.3.2024"))
    sheet.merge_range("A3:B3", "Bình")
    out.close()
    rows = read(tmp_path / "a.xlsx").rows
    assert rows == [["Họ và tên", "Họ và tên", "Ngày"], ["Nguyễn Thị", "Ánh", "2.3.2024"], ["Bình", "", ""]]
    assert guessed(headings(rows, 0)) == ("customer_name", TOO, "raised_at")


def test_days_are_right_whether_they_count_from_1900_or_1904(tmp_path):
    for first in (False, True):
        path = tmp_path / f"{first}.xlsx"
        book(path, [(datetime.date(2024, 2, 29), "x")], default_date_format="dd/mm/yyyy", date_1904=first)
        assert read(path).rows[0][0] == datetime.date(2024, 2, 29)


def test_what_a_formula_shows_is_read_and_the_formula_is_not(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = out.add_worksheet()
    sheet.write_formula("A1", '="An"&"h"', None, "Anh")
    sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
    sheet.write_string("C1", '=HYPERLINK("http://x")')
    out.close()
    found = read(tmp_path / "a.xlsx").rows[0]
    assert (found[0], found[2]) == ("Anh", '=HYPERLINK("http://x")')
    assert found[1] in ("", "#DIV/0!")


def test_of_several_sheets_the_one_with_the_list_is_read_first(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    lists = {"Bìa": [["Sổ này do chị Hoa giữ"]], "Sổ": [["Ngày", "Khách", "Nội dung"], ["1.2.2024", "Ánh"]]}
    for name, rows in lists.items():
        sheet = out.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    out.close()
    assert read(tmp_path / "so.xlsx").sheet == "Sổ"
    assert read(tmp_path / "so.xlsx", sheet="Bìa").rows == [["Sổ này do chị Hoa giữ"]]


def test_a_list_is_found_below_a_letterhead_and_a_stamp(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    out.add_worksheet("Bìa").write_row(0, 0, ["Ngày", "Người lập"])
    sheet, heading = out.add_worksheet("Sổ"), ["Ngày", "Khách", "Nội dung"]
    for row in (0, 1, 4, 6, 8):
        sheet.write(row, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.write_row(13, 0, heading)
    sheet.write_row(14, 0, ["1.2.2024", "Ánh", "Vỡ"])
    out.close()
    found = read(tmp_path / "so.xlsx")
    assert (found.sheet, header_row(found.rows[: sheets.FIRST])) == ("Sổ", 13)


@pytest.mark.parametrize("number", [8_934_567_890_123, 1e18])  # the number on a box, in a column of hours
def test_a_cell_that_cannot_be_read_is_a_damaged_file_and_no_silence(tmp_path, capfd, number):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    sheet, hours = out.add_worksheet(), out.add_format({"num_format": "[h]:mm"})
    sheet.write_row(0, 0, ["Ngày", "Khách"])
    sheet.write_number(1, 1, number, hours)
    out.close()
    assert refused(tmp_path / "so.xlsx") == "so.xlsx is damaged and cannot be read. Nothing was changed."


@pytest.mark.parametrize("empty", ["H2:H3", "A50:A60", "H1:J9"])
def test_empty_cells_merged_beside_or_below_a_list_do_not_keep_it_from_being_read(tmp_path, empty):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    sheet, rows = out.add_worksheet(), [["Ngày", "Khách"], ["1.2.2024", "Ánh"], ["2.2.2024", "Bình"]]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.merge_range(empty, "")
    out.close()
    assert read(tmp_path / "so.xlsx").rows == rows


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_the_last_row_of_a_csv_file_is_read_as_it_is(tmp_path, end):
    (tmp_path / "a.csv").write_bytes(f'a;b{end or chr(10)}5" x;"y "" z"{end}'.encode())
    assert read(tmp_path / "a.csv").rows == [["a", "b"], ['5" x', 'y " z']]


def test_of_several_sheets_an_empty_one_is_not_the_list(tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    for name, rows in (("T1", 0), ("T2", 0), ("T3", 1), ("T4", 1)):
        sheet = out.add_worksheet(name)
        sheet.write_row(0, 0, ["Ngày", "Khách", "Nội dung"])
        for row in range(rows):
            sheet.write_row(1 + row, 0, ["1.3.2024", "Ánh", "Vỡ"])
    out.close()
    assert read(tmp_path / "so.xlsx").sheet == "T3"


def months(path, **more):
    """A file with a cover, three sheets that are alike, one hidden and one of another kind."""
    out = xlsxwriter.Workbook(str(path))
    out.add_worksheet("Bìa").write(0, 0, "Sổ của chị Hoa")
    for name, title in (("T1", "Sổ"), ("T2", ""), ("T3", "Sổ"), ("Cũ", "Sổ"), ("Kho", "")):
        sheet = out.add_worksheet(name)
        top = 1 if title else 0
        sheet.write(0, 0, title)
        sheet.write_row(top, 0, ["Ngày", "KHÁCH", "Nội dung", *(["Kho"] if name == "Kho" else [])])
        sheet.write_row(top + 1, 0, [f"5.{name[-1]}.2024", f"Khách {name}", "Vỡ"])
        if name == "Cũ":
            sheet.hide()
    out.close()
    return path


def test_sheets_with_the_same_headings_are_read_as_one_list(tmp_path):
    path = months(tmp_path / "2024.xlsx")
    one, every = read(path), read(path, sheet="*")
    assert (one.sheet, one.alike, one.parts) == ("T1", ("T1", "T2", "T3"), ())
    assert (every.sheet, every.alike, every.first) == ("*", one.alike, "T1")
    assert [list(row) for row in every.rows] == [
        ["Sổ", "", ""], ["Ngày", "KHÁCH", "Nội dung"], ["5.1.2024", "Khách T1", "Vỡ"],
        [], ["5.2.2024", "Khách T2", "Vỡ"],
        [], [], ["5.3.2024", "Khách T3", "Vỡ"],
    ]  # fmt: skip
    called = [sheets.named(row, every.parts) for row in (1, 3, 4, 5, 8)]
    assert called == ["1 (T1)", "3 (T1)", "1 (T2)", "2 (T2)", "3 (T3)"]
    assert sheets.named(8, one.parts) == "8"


def test_a_sheet_called_by_invisible_marks_leaves_none_of_them_in_a_case():
    rows = [["Ngày", "Khách", "Nội dung"]]
    assert sheets.together([("T\u202e1", rows), ("T2" * 99, rows)])[1][0].name == "T_1"
    assert len(sheets.together([("T2" * 99, rows)])[1][0].name) == 60


def test_a_sheet_that_is_alone_is_no_several(tmp_path):
    path = book(tmp_path / "a.xlsx", [["Ngày", "Khách", "Nội dung"], ["1.2.2024", "Ánh", "Vỡ"]])
    assert (read(path).alike, read(path, sheet="*").sheet, read(path, sheet="*").parts) == ((), "Sổ", ())


def test_several_sheets_together_have_no_more_rows_than_one_may(tmp_path, monkeypatch):
    path = months(tmp_path / "2024.xlsx")
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 6)
    assert read(path).sheet == "T1"
    with pytest.raises(BadFile, match="has more than 6 rows"):
        read(path, sheet="*")


def test_letters_that_a_program_took_apart_are_whole_again(tmp_path):
    (tmp_path / "a.csv").write_text(TEXT.encode().decode("latin-1"), encoding="utf-8")
    assert read(tmp_path / "a.csv").rows[1] == ["02/03/2024", "Nguyễn Thị Ánh", "Tủ lạnh hỏng, đã gọi ba lần"]


@pytest.mark.parametrize("cover", [True, False])
def test_a_hidden_sheet_is_read_only_where_none_in_sight_is_the_list(tmp_path, cover):
    out = xlsxwriter.Workbook(str(tmp_path / "so.xlsx"))
    old, new = out.add_worksheet("2019"), out.add_worksheet("2024")
    old.write_row(0, 0, ["Ngày", "Khách", "Nội dung", "Điện thoại"])
    new.write_row(0, 0, ["Sổ này do chị Hoa giữ"] if cover else ["Ngày", "Khách", "Nội dung"])
    new.activate()
    old.hide()
    out.close()
    assert read(tmp_path / "so.xlsx").sheet == ("2019" if cover else "2024")
