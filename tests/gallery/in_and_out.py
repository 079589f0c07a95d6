"""Lists that come in and go out: each pane of bringing in old complaints, and saving the list of cases."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from PySide6.QtWidgets import QWidget

from desk.ui import in_and_out
from desk.ui.export_dialog import ExportDialog
from desk.ui.import_dialog import ImportDialog
from tests.gallery import data
from tests.gallery.stage import Screen, Stage

LIST = (
    "SỔ KHIẾU NẠI 2024\n"
    "STT;Ngày;Họ và tên;SĐT;Sản phẩm;Nội dung khiếu nại;Hướng xử lý;Tình trạng;Nhân viên tiếp nhận\n"
    f"1;2.3.2024;{data.LONG_NAME};0912 345 678;Tủ lạnh Bắc Hà 512 lít;Tủ kêu rất to mỗi đêm, đã gọi ba lần;"
    "Đổi tủ;Xong;Lan\n"
    "2;3.3.2024;Trần Văn Bình;0903 111 222;;Giao hàng chậm hai ngày;Giảm giá;Xong;Minh\n"
    "2;3.3.2024;Trần Văn Bình;;;Giao hàng chậm hai ngày;;Xong;Minh\n"
    "3;4.3.2024;;;;Không nhớ tên khách;;Xong;Lan\n"
    "4;mùng 5 tết;Lê Thị Hoa;;;Nồi cơm cháy;;Đang xử lý;Lan\n"
    "5;6.3.2024;Đỗ Thị Mai;;;Nhân viên nói to;;chắc rồi;Lan\n"
)


#: Days without their year, and complaints without their day.
DAYS = "Sổ khiếu nại;;\nNgày;Họ và tên;Nội dung\n28/12;Trần Văn Bình;Giao chậm\n;Lê Thị Hoa;Nồi cháy\n2/1;Đỗ Mai;Vỡ\n"


def _dialog(stage: Stage, steps: int, written: str = LIST) -> ImportDialog:
    window = stage.window("cases", store="bare")
    in_and_out.bring_in(window.desk, window)
    dialog: ImportDialog = window.findChild(ImportDialog)
    if steps:
        path = Path(window.desk.store.path).with_name("so cu 2024.csv")
        path.write_text(written, encoding="utf-8")
        dialog.open_file(path)
        stage.settle()
    for _ in range(steps - 1):
        dialog.go_on()
        stage.settle()
    return dialog


def import_file(stage: Stage) -> QWidget:
    return _dialog(stage, 0)


def import_columns(stage: Stage) -> QWidget:
    return _dialog(stage, 1)


def import_found(stage: Stage) -> QWidget:
    return _dialog(stage, 2)


def import_days(stage: Stage) -> QWidget:
    """What is asked of days that a list does not write whole."""
    return _dialog(stage, 2, DAYS)


def import_sheets(stage: Stage) -> QWidget:
    """A sheet for each month, and all of them can be chosen."""
    dialog = _dialog(stage, 0)
    path = Path(dialog.desk.store.path).with_name("so cu 2024.xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        for month in ("Tháng 1", "Tháng 2", "Tháng 3"):
            sheet = book.add_worksheet(month)
            for row, line in enumerate(LIST.splitlines()[1:4]):
                sheet.write_row(row, 0, line.split(";"))
    dialog.open_file(path)
    stage.settle()
    return dialog


def import_done(stage: Stage) -> QWidget:
    return _dialog(stage, 3)


def cases_none_yet(stage: Stage) -> QWidget:
    window = stage.window("cases", store="bare")
    window.page("cases").choose("all")
    return window


def export_list(stage: Stage) -> QWidget:
    window = stage.window("cases")
    in_and_out.take_out(window.desk, window)
    dialog: ExportDialog = window.findChild(ExportDialog)
    return dialog


SCREENS: list[Screen] = [
    import_file, import_columns, import_sheets, import_found, import_days, import_done, cases_none_yet, export_list,
]
