"""Old lists, and the way of its window from the file to what was found in it."""

from __future__ import annotations

from desk.store import lists
from desk.ui import in_and_out
from desk.ui.import_dialog import ImportDialog

LIST = (
    "Ngày;Khách hàng;Điện thoại;Nội dung;Ghi chú\n"
    "2.3.2024;Nguyễn Thị Ánh;0912 345 678;Tủ lạnh hỏng;Gọi lại\n"
    "3.3.2024;Trần Văn Bình;;Giao chậm;\n"
    "3.3.2024;tran van binh;;giao chậm;\n"
    "4.3.2024;;;Không tên;\n"
)


def begun(desk, window) -> ImportDialog:
    in_and_out.bring_in(desk, window)
    return window.findChild(ImportDialog)


def register(folder):
    path = folder / "so cu.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def read(qtbot, dialog, path) -> None:
    dialog.open_file(path)
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)


def go_on(qtbot, dialog) -> None:
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)


def cases(desk):
    return lists.page(desk.store, lists.Filter("all"), sort="number", limit=50, now=desk.now())


def short_days(path, title, *days):
    rows = "".join(f"{day};Khách {n};Vỡ\n" for n, day in enumerate(days))
    path.write_text(f"{title};;\nNgày;Khách hàng;Nội dung\n{rows}", encoding="utf-8")
    return path
