"""Bringing in old complaints from the window: matched, checked, cancelled or brought in, and shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desk.cases.moment import Problem
from desk.cases.old_names import TOO
from desk.i18n import LANGUAGES, Words
from desk.store import bringing_in
from desk.store.bringing_in import Looked
from desk.ui import in_and_out
from desk.ui.finder import Finder
from desk.ui.import_dialog import COLUMNS, DONE, FILE, FOUND, ImportDialog
from desk.ui.import_panes import FoundPane, Said

from .importing import begun, cases, go_on, read, register, short_days
from .shell import key, opened, record, unnamed
from .walking import dotted


@pytest.fixture
def window(qtbot, desk):
    return opened(qtbot, desk, "minh")


@pytest.fixture
def dialog(qtbot, desk, window):
    return begun(desk, window)


@pytest.fixture
def path(tmp_path):
    return register(tmp_path)


def test_a_list_comes_in_from_the_file_to_the_list_of_cases(qtbot, desk, window, dialog, path):
    read(qtbot, dialog, path)
    assert (dialog.panes.currentIndex(), dialog.title.text()) == (COLUMNS, "2. What the columns hold")
    assert [box.currentData() for box in dialog.columns.targets] == [
        "raised_at", "customer_name", "telephone", "own_words", "",
    ]  # fmt: skip
    assert dialog.columns.table.item(1, 1).text() == "Nguyễn Thị Ánh"
    go_on(qtbot, dialog)
    assert dialog.found.new.text() == "2 new complaints can come in."
    assert [dialog.found.model.data(dialog.found.model.index(n)) for n in range(2)] == [
        "Row 4: The same complaint as in row 3.", "Row 5: Please fill in “Customer's name”.",
    ]  # fmt: skip
    assert dialog.found.trouble.text().startswith("Rows that stay out: 2. With trouble: 1; there already: 1.")
    assert dialog.go.text() == "Bring in 2 complaints"
    assert cases(desk) == []
    go_on(qtbot, dialog)
    assert dialog.end.words.text() == "2 complaints were brought in."
    dialog.go.click()
    assert window.here() == "cases"
    model = window.page("cases").model
    assert [model.row(n).customer for n in range(model.rowCount())] == ["Trần Văn Bình", "Nguyễn Thị Ánh"]
    assert desk.journal.check() == []


def test_a_list_written_for_an_old_font_says_so_and_comes_in_in_today_s_letters(qtbot, desk, dialog, path, tmp_path):
    read(qtbot, dialog, path)
    assert dialog.columns.letters.isHidden()
    old = ("Ngaøy;Khaùch haøng;Noäi dung", "2.3.2004;Nguyeãn Vaên An;Tuû laïnh hoûng", "3.3.2004;Traàn Bình;Giao chaäm")
    (tmp_path / "cu.csv").write_text("\n".join(old), encoding="utf-8")
    read(qtbot, dialog, tmp_path / "cu.csv")
    assert dialog.columns.letters.text().startswith("This list was written for an old font (VNI).")
    assert not dialog.columns.letters.isHidden()
    assert dialog.columns.table.item(1, 1).text() == "Nguyễn Văn An"
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert {(row.customer, row.about) for row in cases(desk)} == {
        ("Nguyễn Văn An", "Tủ lạnh hỏng"), ("Trần Bình", "Giao chậm"),
    }  # fmt: skip


def test_its_lists_scroll_before_it_outgrows_the_screen_of_a_shop(qtbot, dialog, path):
    """On a screen 768 points high a bar of Windows and the frame leave less than 700."""
    for step in (read, lambda qtbot, dialog, _: go_on(qtbot, dialog)):
        step(qtbot, dialog, path)
        dialog._fit()
        assert dialog.height() < 640
        assert dialog.go.visibleRegion().boundingRect() == dialog.go.rect()


def test_with_all_that_may_be_asked_of_a_list_it_still_fits(qtbot, dialog, tmp_path):
    days = ("2/12", "2/12", "", *["5 Tết"] * 20)
    path = short_days(tmp_path / "a.csv", "Sổ khiếu nại năm 2024", *days)
    path.write_text(path.read_text(encoding="utf-8").replace("Khách 1;", "Khách 0;"), encoding="utf-8")
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    found = dialog.found
    asked = (found.years.choice, found.above, found.first, found.twins, found.rows)
    assert all(widget.isVisible() for widget in asked)
    qtbot.waitUntil(dialog.isActiveWindow)
    asked[0].setFocus()
    for widget in asked:  # in the order in which one reads it
        assert QApplication.focusWidget() is widget
        key(widget, Qt.Key.Key_Tab)
    dialog._fit()
    assert dialog.height() < 640
    assert dialog.go.visibleRegion().boundingRect() == dialog.go.rect()


def test_a_list_with_the_month_first_says_so_before_it_comes_in(qtbot, dialog, path):
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    assert dialog.found.dates.isHidden()
    dialog.back.click()
    path.write_text("Date,Customer,Complaint\n3/25/2024,Ann,Late\n3/5/2024,Bob,Late\n", encoding="utf-8")
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    assert dialog.found.dates.text().startswith("This list writes the month first")
    assert not dialog.found.dates.isHidden()


def test_the_first_complaints_are_shown_as_they_were_understood(qtbot, desk, dialog, tmp_path):
    path = tmp_path / "a.csv"
    rows = "ngày 2 tháng 3 năm 2024;Ánh;912345678;Hỏng;chưa\n3/3/2024;Bình;;Chậm;xong\n"
    path.write_text(f"Ngày;Khách hàng;SĐT;Nội dung;Trạng thái\n{rows}", encoding="utf-8")
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    first = dialog.found.first
    shown = [[first.item(row, n).text() for n in range(first.columnCount())] for row in range(first.rowCount())]
    assert shown == [
        ["02/03/2024 08:00", "Ánh", "0912345678", "Hỏng", "Still open"],
        ["03/03/2024 08:00", "Bình", "", "Chậm", "Already closed"],
    ]
    assert unnamed(dialog) == []
    assert cases(desk) == []


def test_tab_leads_from_column_to_column_and_out_again_each_in_sight(qtbot, dialog, tmp_path):
    path = tmp_path / "a.csv"
    names = ("Ngày", "Khách hàng", "SĐT", "Nội dung", "Ghi chú", "Địa chỉ", "Email", "Giá")
    path.write_text(";".join(names) + "\n2.3.2024;Ánh\n", encoding="utf-8")
    read(qtbot, dialog, path)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.columns.encoding.setFocus()
    view = dialog.columns.table.viewport()
    for box in dialog.columns.targets:
        key(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is box
        assert view.rect().contains(box.mapTo(view, box.rect().center()))
    key(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.columns.closed


def test_rows_with_trouble_that_come_back_bring_no_note_about_it(qtbot, desk, dialog, path, tmp_path):
    for language in LANGUAGES:
        desk.set_language(language)
        read(qtbot, dialog, path)
        go_on(qtbot, dialog)
        dialog.save_to(tmp_path / "wrong.csv")
        saved = (tmp_path / "wrong.csv").read_text(encoding="utf-8-sig").replace("4.3.2024;;", "4.3.2024;Dung;")
        (tmp_path / "wrong.csv").write_text(saved, encoding="utf-8")
        dialog.back.click()
        read(qtbot, dialog, tmp_path / "wrong.csv")
        go_on(qtbot, dialog)
        assert [case.answers.get("note") for case in dialog.found.looked.cases] == [None, None]
        dialog.back.click()


ROW_4, ROW_5 = "4;The same complaint as in row 3.", "5;Please fill in “Customer's name”."


@pytest.mark.parametrize(
    ("rows", "twins", "said", "listed"),
    [
        ("3.3.2024;Bình;;Vỡ\n3.3.2024;Bình;;Vỡ\n4.3.2024;;;Vỡ\n", False, "Rows that stay out: 2.", [ROW_4, ROW_5]),
        ("3.3.2024;Bình;;Vỡ\n3.3.2024;Bình;;Vỡ\n4.3.2024;;;Vỡ\n", True, "1 row has trouble and stays out.", [ROW_5]),
        ("3.3.2024;Bình;;Vỡ\n3.3.2024;Bình;;Vỡ\n", False, "1 row stays out, because it is there already.", [ROW_4]),
        ("3.3.2024;Bình;;Vỡ\n3.3.2024;Bình;;Vỡ\n", True, "", []),
    ],
)
def test_as_many_rows_are_listed_and_saved_as_are_said_to_stay_out(
    qtbot, dialog, tmp_path, rows, twins, said, listed
):  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text(f"Ngày;Khách hàng;SĐT;Nội dung\n2.3.2024;Ánh;;Hỏng\n{rows}", encoding="utf-8")
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    dialog.found.twins.setChecked(twins)
    found = dialog.found
    shown = [found.model.data(found.model.index(n)) for n in range(found.model.rowCount())]
    assert shown == [f"Row {one.replace(';', ': ')}" for one in listed]
    assert (found.trouble.isVisible(), found.rows.isVisible(), dialog.save.isVisible()) == (bool(listed),) * 3
    assert not listed or found.trouble.text().startswith(said)
    dialog.save_to(tmp_path / "fix.csv")
    saved = (tmp_path / "fix.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [";".join(line.split(";")[:2]) for line in saved] == listed


def test_twins_come_in_only_when_they_are_wanted(qtbot, desk, dialog, path):
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    dialog.found.twins.setChecked(True)
    assert dialog.go.text() == "Bring in 3 complaints"
    go_on(qtbot, dialog)
    assert len(cases(desk)) == 3


def test_columns_are_matched_by_hand_and_remembered(qtbot, desk, window, dialog, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wann;Wer;Was\n2.3.2024;Aino;Keitin paloi\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert not dialog.go.isEnabled()
    assert dialog.columns.missing.text() == (
        "Please choose the column for “Customer's name”, “What happened”, “When the customer raised it”."
    )
    for box, target in zip(dialog.columns.targets, ("raised_at", "customer_name", "own_words"), strict=True):
        box.setCurrentIndex(box.findData(target))
    dialog.columns.targets[0].setCurrentIndex(dialog.columns.targets[0].findData("customer_name"))
    assert dialog.columns.targets[1].currentData() == ""  # a thing stands in one column only
    dialog.columns.targets[0].setCurrentIndex(dialog.columns.targets[0].findData("raised_at"))
    dialog.columns.targets[1].setCurrentIndex(dialog.columns.targets[1].findData("customer_name"))
    dialog.columns.still_open.setChecked(True)
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert [(row.state, row.step, row.owner) for row in cases(desk)] == [("open", "understand", "minh")]
    assert bringing_in.remembered(desk.store) == {"wann": "raised_at", "wer": "customer_name", "was": "own_words"}
    other = ImportDialog(desk, window)
    read(qtbot, other, path)
    assert [box.currentData() for box in other.columns.targets] == ["raised_at", "customer_name", "own_words"]


def test_of_several_sheets_it_says_which_one_came_in(qtbot, desk, window, dialog, path, tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for number, name in enumerate(("Tháng 1 năm 2024", "T2"), 1):
        sheet = out.add_worksheet(name)
        sheet.write_row(0, 0, ("Ngày", "Khách hàng", "Nội dung"))
        sheet.write_row(1, 0, (f"2.{number}.2024", "Ánh", "Hỏng"))
    out.close()
    read(qtbot, dialog, tmp_path / "a.xlsx")
    dialog.columns.sheet.grab()
    assert (dialog.columns.sheet.currentText(), dialog.columns.sheet.toolTip()) == ("Tháng 1 năm 2024", "")  # whole
    with qtbot.waitSignal(dialog.columns.changed):
        dialog.columns.other_wanted.emit("", "T2")
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert "Only the sheet “T2” was brought in." in dialog.end.more.text()
    other = ImportDialog(desk, window)
    read(qtbot, other, path)
    go_on(qtbot, other)
    go_on(qtbot, other)
    assert "Only the sheet" not in other.end.more.text()


def test_sheets_with_the_same_headings_come_in_together(qtbot, desk, dialog, tmp_path):
    out = xlsxwriter.Workbook(str(tmp_path / "2024.xlsx"))
    for number in (1, 2, 3):
        sheet = out.add_worksheet(f"T{number}")
        sheet.write_row(0, 0, ("Ngày", "Khách hàng", "Nội dung"))
        sheet.write_row(1, 0, (f"2.{number}.2024", "Ánh", "Hỏng"))
        sheet.write_row(2, 0, (f"3.{number}.2024", "", "Hỏng"))
    out.close()
    read(qtbot, dialog, tmp_path / "2024.xlsx")
    columns = dialog.columns
    assert columns.about.text() == "2024.xlsx: 2 rows – 3 sheets have these headings. All of them can be chosen here."
    assert [columns.sheet.itemText(n) for n in range(4)] == ["All 3 with these headings", "T1", "T2", "T3"]
    columns.sheet.setCurrentIndex(0)
    columns.sheet.activated.emit(0)
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    assert (columns.about.text(), columns.sheet.currentIndex()) == ("2024.xlsx: 6 rows", 0)
    go_on(qtbot, dialog)
    shown = [dialog.found.model.data(dialog.found.model.index(n)) for n in range(3)]
    assert shown == [f"Row 3 (T{n}): Please fill in “Customer's name”." for n in (1, 2, 3)]
    dialog.save_to(tmp_path / "fix.csv")
    assert (tmp_path / "fix.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("3 (T1);Please fill in")
    go_on(qtbot, dialog)
    assert len(cases(desk)) == 3
    assert "Only the sheet" not in dialog.end.more.text()


def test_a_list_without_headings_loses_no_row(qtbot, desk, dialog, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("2.3.2024;Aino;Keitin paloi\n3.3.2024;Eino;Vuotaa\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert dialog.columns.about.text() == "a.csv: 2 rows"
    assert [dialog.columns.table.horizontalHeaderItem(n).text() for n in range(3)] == ["A", "B", "C"]
    for box, target in zip(dialog.columns.targets, ("raised_at", "customer_name", "own_words"), strict=True):
        box.setCurrentIndex(box.findData(target))
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert {row.customer for row in cases(desk)} == {"Aino", "Eino"}


def test_a_name_in_two_columns_is_matched_by_hand_shown_whole_and_remembered(qtbot, desk, window, dialog, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Pvm;Wer;Und;Reklamaatio\n2.3.2024;Aino;Aalto;Keitin paloi\n", encoding="utf-8")
    read(qtbot, dialog, path)
    for box, target in zip(dialog.columns.targets[1:3], ("customer_name", TOO), strict=True):
        box.setCurrentIndex(box.findData(target))
    go_on(qtbot, dialog)
    assert dialog.found.first.item(0, 1).text() == "Aino Aalto"
    go_on(qtbot, dialog)
    assert [row.customer for row in cases(desk)] == ["Aino Aalto"]
    other = ImportDialog(desk, window)
    read(qtbot, other, path)
    assert [box.currentData() for box in other.columns.targets] == ["raised_at", "customer_name", TOO, "own_words"]


def test_rows_with_trouble_are_saved_to_be_put_right(qtbot, dialog, path, tmp_path):
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    assert dialog.save.isVisible()
    dialog.save_to(tmp_path / "fix.csv")
    assert (tmp_path / "fix.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Row;What is wrong;Ngày;Khách hàng;Điện thoại;Nội dung;Ghi chú",
        "4;The same complaint as in row 3.;3.3.2024;tran van binh;;giao chậm;",
        "5;Please fill in “Customer's name”.;4.3.2024;;;Không tên;",
    ]


def test_a_cancel_while_it_comes_in_changes_nothing(qtbot, desk, dialog, path, monkeypatch):
    monkeypatch.setattr(bringing_in, "PORTION", 1)
    read(qtbot, dialog, path)
    go_on(qtbot, dialog)
    write = bringing_in.write

    def write_and_cancel(connection, made, count, progress):
        def heard(done, of):
            dialog.job.stop()  # somebody presses Cancel after the first row
            progress(done, of)

        write(connection, made, count, heard)

    monkeypatch.setattr(bringing_in, "write", write_and_cancel)
    go_on(qtbot, dialog)
    assert (dialog.panes.currentIndex(), dialog.wrong.text()) == (FOUND, "Cancelled. Nothing was changed.")
    assert cases(desk) == []
    assert desk.journal.check() == []


def test_closing_it_stops_what_runs(qtbot, desk, dialog, path):
    read(qtbot, dialog, path)
    dialog.look()
    job = dialog.job
    dialog.reject()
    assert job.stopped()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.xlsx", b"PK\x03\x04 nothing", "a.xlsx is damaged and cannot be read. Nothing was changed."),
     ("b.csv", b"", "b.csv is empty."),
     ("<b>.docx", b"x", "This is no spreadsheet: <b>.docx. Please choose an xlsx, xls, ods or CSV file.")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_a_sentence(qtbot, dialog, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    read(qtbot, dialog, tmp_path / name)
    assert (dialog.panes.currentIndex(), dialog.wrong.text(), dialog.go.isEnabled()) == (FILE, said, True)


def test_a_file_that_has_gone_is_said(qtbot, dialog, tmp_path):
    read(qtbot, dialog, tmp_path / "gone.csv")
    assert dialog.wrong.text() == "The file cannot be opened: it is not there"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe lies in a folder there")
def test_a_pipe_is_not_waited_for(qtbot, dialog, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    read(qtbot, dialog, tmp_path / "pipe.csv")
    assert dialog.wrong.text() == "The file cannot be opened: it is no file"


def test_a_list_whose_name_holds_an_invisible_mark_comes_in(qtbot, desk, dialog, path):
    read(qtbot, dialog, path.rename(path.with_name("\u202aold.csv")))
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert dialog.end.words.text() == "2 complaints were brought in."


def test_a_file_can_be_dropped(qtbot, dialog, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *no))
    qtbot.waitUntil(lambda: dialog.panes.currentIndex() == COLUMNS, timeout=20_000)


def test_a_second_file_is_not_taken_while_one_is_read(dialog, path):
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/list.csv"), QUrl.fromLocalFile(str(path))])
    no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

    def asked() -> bool:
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *no)
        dialog.dragEnterEvent(event)
        return event.isAccepted()

    assert asked()
    dialog.open_file(path)
    assert not asked()


def test_of_two_columns_with_one_name_the_used_one_is_remembered(qtbot, desk, window, dialog, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("Wann;Wer;Text;Text\n2.3.2024;Trần Bình;Nồi cháy;x\n", encoding="utf-8")
    for _ in range(2):
        read(qtbot, dialog, path)
        if dialog.columns.columns().missing:
            for box, target in zip(dialog.columns.targets, ("raised_at", "customer_name", "own_words"), strict=False):
                box.setCurrentIndex(box.findData(target))
            go_on(qtbot, dialog)
            go_on(qtbot, dialog)
            dialog = ImportDialog(desk, window)
    assert [box.currentData() for box in dialog.columns.targets] == ["raised_at", "customer_name", "own_words", ""]


def test_letters_read_wrongly_are_read_again_in_another_encoding(qtbot, dialog, tmp_path):
    (tmp_path / "a.csv").write_bytes("Pvm;Asiakas;Asia\n2.3.2024;Mäkelä;Höyry\n".encode("cp1252"))
    read(qtbot, dialog, tmp_path / "a.csv")
    assert dialog.columns.encoding.currentData() == "cp1252"
    dialog.columns.encoding.setCurrentIndex(dialog.columns.encoding.findData("cp1258"))
    dialog.columns.encoding.activated.emit(0)
    qtbot.waitUntil(lambda: not dialog.waiting.text(), timeout=20_000)
    assert dialog.columns.encoding.currentData() == "cp1258"


@pytest.mark.parametrize(("person", "allowed"), [("minh", True), ("lan", False), ("ho", False)])
def test_who_may_not_bring_in_a_list_is_not_offered_it(qtbot, desk, person, allowed):
    window = opened(qtbot, desk, person)
    window.go("cases")
    page = window.page("cases")
    assert page.empty.button.isVisible() is allowed
    page.view_button.menu().aboutToShow.emit()
    assert (in_and_out.BRING_IN in [a.text() for a in page.view_button.menu().actions()]) is allowed
    window.find_anything()
    finder = window.findChild(Finder)
    assert (in_and_out.BRING_IN in [found.words for found in finder._items]) is allowed
    finder.close()
    if allowed:
        window.go("settings")
        window.page("settings").choose("branch")
        assert window.page("settings").sections["branch"].bring.isVisible()


def test_an_empty_list_offers_it_only_while_there_is_no_case_at_all(desk, window):
    window.go("cases")
    page = window.page("cases")
    page.choose("all")
    assert page.empty.button.text() == "Bring in old complaints…"
    record(desk, 1)
    page.choose("late")
    assert page.empty.isVisible()
    assert not page.empty.button.isVisible()


def test_every_control_has_a_name(qtbot, dialog, path):
    assert unnamed(dialog) == []
    read(qtbot, dialog, path)
    assert unnamed(dialog) == []
    go_on(qtbot, dialog)
    assert unnamed(dialog) == []
    go_on(qtbot, dialog)
    assert dialog.panes.currentIndex() == DONE
    assert unnamed(dialog) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_the_first_complaints_is_in_sight(qtbot, desk, dialog, tmp_path, language):
    path, name = tmp_path / "a.csv", "Công Tằng Tôn Nữ Thị Bích Phương Thảo Nguyên"
    path.write_text(f"Ngày;Khách hàng;SĐT;Nội dung\n3/3/2024;{name};0912 345 678;Hỏng\n", encoding="utf-8")
    dialog.reject()
    desk.set_language(language)
    shown = ImportDialog(desk, dialog.parentWidget())
    qtbot.addWidget(shown)
    shown.show()
    read(qtbot, shown, path)
    go_on(qtbot, shown)
    first = shown.found.first
    head = first.horizontalHeader()
    assert head.length() <= first.viewport().width()
    assert all(head.sectionSize(n) >= head.sectionSizeHint(n) for n in range(head.count()))  # and no heading is cut


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_each_column_holds_is_read_whole(qtbot, desk, dialog, path, language):
    dialog.reject()
    desk.set_language(language)
    shown = ImportDialog(desk, dialog.parentWidget())
    qtbot.addWidget(shown)
    shown.show()
    read(qtbot, shown, path)
    for number in range(shown.columns.targets[0].count()):
        shown.columns.targets[0].setCurrentIndex(number)
        shown.columns.targets[0].grab()
        assert shown.columns.targets[0].toolTip() == ""  # a list that is cut says the whole there


def troubled(said: Iterable[str]) -> Looked:
    return Looked(troubles=[(row, Problem("", Words(words))) for row, words in enumerate(said)])


def test_a_row_with_trouble_is_read_whole_without_scrolling_sideways(look, qtbot, desk):
    pane = FoundPane(desk)
    qtbot.addWidget(pane)
    pane.show()
    words = "Where it stood: “maybe” does not say whether it is closed. Write open or closed, or leave the cell empty."
    pane.show_found(troubled(words[: 30 + 9 * row] for row in range(9)))
    for wide in range(500, 700, 9):
        pane.resize(wide, 500)
        QApplication.processEvents()
        assert (wide, dotted(pane.rows), pane.rows.horizontalScrollBar().maximum()) == (wide, False, 0)


def test_of_very_many_rows_with_trouble_each_has_one_line(look, qtbot, desk):
    pane = FoundPane(desk)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_found(troubled(["A sentence that is longer than there is room. " * 9] * 5000))
    QApplication.processEvents()
    tall = {pane.rows.visualRect(pane.model.index(number)).height() for number in (0, 1, 4999)}
    assert len(tall) == 1
    assert pane.rows.horizontalScrollBar().maximum() > 0


def test_a_letter_pressed_among_the_rows_puts_none_of_them_into_words(qtbot, desk, monkeypatch):
    pane = FoundPane(desk)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_found(troubled(["No day stands here."] * 500))
    pane.rows.setCurrentIndex(pane.model.index(0))
    QApplication.processEvents()
    asked = []
    monkeypatch.setattr(Said, "data", lambda model, index, role=0: asked.append(index.row()))
    pane.rows.keyboardSearch("x")
    assert asked == []
