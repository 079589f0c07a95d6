"""Saving the list of cases as it is shown, and a month's figures beside the printed report."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from desk.cases import reports
from desk.cases.headings import SAVED, SAVED_TOO
from desk.cases.old_list import Columns
from desk.i18n import LANGUAGES, catalogue
from desk.store import bringing_in, lists, spreadsheet
from desk.ui import export_work, import_work, in_and_out
from desk.ui.branch_papers import BranchPapers
from desk.ui.export_dialog import ExportDialog
from desk.ui.finder import Finder
from desk.ui.job import Job
from desk.ui.saving import with_ending

from .shell import opened, record, unnamed


@pytest.fixture
def window(qtbot, desk, sign_in, walk):
    walk("sign")
    sign_in("lan")
    record(desk, 1, customer_name="=HYPERLINK(1)", product="Quạt")
    desk.sign_out()
    return opened(qtbot, desk, "minh")


@pytest.fixture
def dialog(desk, window):
    window.go("cases")
    in_and_out.take_out(desk, window)
    return window.findChild(ExportDialog)


def saved(qtbot, dialog, path):
    dialog.save_to(path)
    with qtbot.waitSignal(dialog.job.done, timeout=20_000):
        pass
    return spreadsheet.read(path).rows


def listed(desk):
    return lists.page(desk.store, lists.Filter("all"), sort="number", limit=50, now=desk.now())


def test_the_list_is_saved_with_what_each_case_holds(qtbot, dialog, tmp_path):
    head, first, second = saved(qtbot, dialog, tmp_path / "a.xlsx")
    told = [dict(zip(head, row, strict=True)) for row in (first, second)]
    by = {line["Customer"]: line for line in told}
    assert by["=HYPERLINK(1)"]["About"] == "Quạt"
    assert by["=HYPERLINK(1)"]["Step"] == "Understand"
    assert by["Đặng Thị Mỹ Hạnh"]["What was agreed"] == "A new cooker of the same kind"
    assert by["Đặng Thị Mỹ Hạnh"]["Telephone"] == "0903 123 456"
    assert dialog.told.text() == f"2 cases were saved: {tmp_path / 'a.xlsx'}"


def test_only_the_lines_of_the_list_as_csv(qtbot, dialog, tmp_path):
    dialog.kinds["csv"].setChecked(True)
    dialog.whole.setChecked(False)
    rows = saved(qtbot, dialog, tmp_path / "a.csv")
    assert rows[0] == [catalogue("en").gettext(text) for text, _ in export_work.LINES]
    assert {row[1] for row in rows[1:]} == {"=HYPERLINK(1)", "Đặng Thị Mỹ Hạnh"}


def test_the_list_is_saved_as_it_is_filtered_and_searched(qtbot, desk, window, tmp_path):
    window.go("cases")
    page = window.page("cases")
    page.search("quat")
    in_and_out.take_out(desk, window)
    dialog = window.findChild(ExportDialog)
    assert dialog.about.text() == "All, “quat”: 1 case"
    assert [row[1] for row in saved(qtbot, dialog, tmp_path / "a.xlsx")[1:]] == ["=HYPERLINK(1)"]


def test_what_is_found_is_saved_in_the_order_in_which_it_is_shown(qtbot, desk, window, tmp_path):
    for number in range(2, 5):
        record(desk, number)
    window.go("cases")
    page = window.page("cases")
    page.search("khach")
    shown = [page.model.row(number).number for number in range(page.model.rowCount())]
    in_and_out.take_out(desk, window)
    rows = saved(qtbot, window.findChild(ExportDialog), tmp_path / "a.csv.xlsx")
    assert [row[0] for row in rows[1:]] == shown
    assert shown == ["B1-00005", "B1-00004", "B1-00003"]


def test_a_list_of_somebody_s_cases_is_called_by_their_name_and_a_day_in_a_file_s_name_stays(
    qtbot, desk, window, tmp_path
):
    window.show_list_of("lan")
    in_and_out.take_out(desk, window)
    dialog = window.findChild(ExportDialog)
    assert dialog.about.text() == "With Nguyễn Thị Lan: 2 cases"
    dialog.save_to(tmp_path / "Lan 2.3.2026")
    with qtbot.waitSignal(dialog.job.done, timeout=20_000):
        pass
    assert [path.name for path in tmp_path.glob("Lan*")] == ["Lan 2.3.2026.xlsx"]


def test_a_list_with_nothing_is_not_saved(desk, window):
    window.go("cases")
    window.page("cases").choose("late")
    in_and_out.take_out(desk, window)
    assert not window.findChild(ExportDialog).save.isEnabled()


def test_closing_cancels_and_leaves_no_file(qtbot, dialog, tmp_path, monkeypatch):
    step = export_work._step

    def cancelled(job, done, total):
        job.stop()
        step(job, done, done)

    monkeypatch.setattr(export_work, "_step", cancelled)
    dialog.save_to(tmp_path / "a.xlsx")
    with qtbot.waitSignal(dialog.job.failed, timeout=20_000):
        pass
    assert dialog.told.text() == "Cancelled. No file was written."
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_folder_that_cannot_be_written_is_said(qtbot, dialog, tmp_path):
    dialog.save_to(tmp_path / "none" / "a.xlsx")
    with qtbot.waitSignal(dialog.job.failed, timeout=20_000):
        pass
    assert dialog.told.text().startswith(f"{tmp_path / 'none' / 'a.xlsx'} could not be written.")


def test_a_list_that_no_sheet_can_hold_is_offered_as_csv(qtbot, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(export_work.export, "MOST_LINES", 2)
    dialog.save_to(tmp_path / "a.xlsx")
    with qtbot.waitSignal(dialog.job.failed, timeout=20_000):
        pass
    assert dialog.told.text().startswith("A spreadsheet holds no more than 1 lines, and this list has 2.")
    assert list(tmp_path.glob("*.xlsx")) == []
    dialog.kinds["csv"].setChecked(True)
    assert len(saved(qtbot, dialog, tmp_path / "a.csv")) == 3


def test_every_control_has_a_name(dialog):
    assert unnamed(dialog) == []


@pytest.mark.parametrize(("person", "allowed"), [("minh", True), ("lan", False), ("ho", True)])
def test_who_may_take_nothing_out_is_not_offered_it(qtbot, desk, person, allowed):
    window = opened(qtbot, desk, person)
    window.go("cases")
    menu = window.page("cases").view_button.menu()
    menu.aboutToShow.emit()
    assert (in_and_out.TAKE_OUT in [action.text() for action in menu.actions()]) is allowed
    window.find_anything()
    finder = window.findChild(Finder)
    assert (in_and_out.TAKE_OUT in [found.words for found in finder._items]) is allowed
    finder.close()
    papers = BranchPapers(desk, window)
    papers.paper.setCurrentIndex(papers.paper.findData("report"))
    assert papers.figures.isVisibleTo(papers) is allowed
    papers.paper.setCurrentIndex(papers.paper.findData("leaflet"))
    assert not papers.figures.isVisibleTo(papers)
    papers.reject()


def test_a_month_s_figures_are_saved_beside_the_report(qtbot, desk, window, tmp_path):
    papers = BranchPapers(desk, window)
    papers.paper.setCurrentIndex(papers.paper.findData("report"))
    papers.languages.setCurrentIndex(papers.languages.findText("English"))
    papers.save_to(tmp_path / "a.xlsx")
    with qtbot.waitSignal(papers.finished, timeout=20_000):
        pass
    first = spreadsheet.read(tmp_path / "a.xlsx")
    assert dict(map(tuple, first.rows))["Complaints recorded"] == 2.0
    assert len(first.sheets) == 5
    kept = spreadsheet.read(tmp_path / "a.xlsx", sheet="Kept in time").rows
    assert kept[1][:5] == ["Record the complaint", 2.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize(("paper", "button", "saved"), [
    ("leaflet", "save", "By 2.3.2026.pdf"), ("report", "save", "By 2.3.2026.pdf"),
    ("report", "figures", "By 2.3.2026.xlsx"),
])  # fmt: skip
def test_a_day_in_the_name_of_a_paper_makes_no_other_kind_of_file_of_it(
    qtbot, desk, window, tmp_path, paper, button, saved
):
    papers = BranchPapers(desk, window)
    papers.paper.setCurrentIndex(papers.paper.findData(paper))
    getattr(papers, button).click()
    asked = papers.findChild(QFileDialog)
    with qtbot.waitSignal(papers.finished, timeout=20_000):
        asked.fileSelected.emit(str(tmp_path / "By 2.3.2026"))
    asked.reject()
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("By")] == [saved]
    assert (tmp_path / saved).read_bytes().startswith(b"%PDF" if saved.endswith("pdf") else b"PK")


def test_a_name_that_gets_an_ending_writes_over_no_file(tmp_path):
    (tmp_path / "By 2.3.pdf").touch()
    assert with_ending(tmp_path / "By 2.3", "pdf") == tmp_path / "By 2.3 (2).pdf"
    assert with_ending(tmp_path / "By 2.3.PDF", "pdf") == tmp_path / "By 2.3.PDF"


def test_the_figures_are_those_that_are_counted(desk, walk):
    walk("sign")
    case = desk.journal.case(desk.journal.find("B1-1"))
    month = reports.count([case], 2026, 3, desk.branch.tz, desk.now())
    pages = export_work.figures(month, catalogue("fi"))
    assert [page.name for page in pages] == [
        catalogue("fi").gettext(text) for text in (
            "Standards report", "Kept in time", "What the causes were", "How cases ended", "How complaints came in",
        )
    ]  # fmt: skip
    assert dict(pages[4].lines) == {catalogue("fi").gettext("At the counter"): 1}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("whole", [True, False])
def test_the_desk_matches_every_column_of_its_own_list_whatever_was_remembered(
    qtbot, desk, window, tmp_path, language, kind, whole
):
    """Saved in each language, brought in by a window in another; elsewhere "Phản ánh" is what happened."""
    remembered = {"phan anh": "own_words", "noi dung": "", "number": "serial"}
    bringing_in.remember(desk.store, remembered)
    desk.set_language(language)
    window.go("cases")
    in_and_out.take_out(desk, window)
    dialog = window.findChild(ExportDialog)
    dialog.kinds[kind].setChecked(True)
    dialog.whole.setChecked(whole)
    saved(qtbot, dialog, tmp_path / f"a.{kind}")
    desk.set_language("en")
    opened = import_work.open_file(tmp_path / f"a.{kind}", "", "", Job(), desk.store)
    about = "" if whole else "own_words"
    told = ["old_number", "customer_name", about, "was", "", "", "raised_at", "", "", "closed_on"]
    more = ["telephone", "email", "product", "price", "own_words", "wish", "old_result", "", ""]
    assert list(opened.targets) == told + (more if whole else [])
    asked = import_work.Asked(opened, Columns(opened.headings, opened.targets), desk.person, desk.now())
    looked = import_work.look(asked, Job(), desk.store)
    assert looked.troubles == []
    assert {twin.number for twin in looked.twins} == {row.number for row in listed(desk)}
    import_work.bring_in(asked, looked, True, Job(), desk.store)
    assert bringing_in.remembered(desk.store).items() >= remembered.items()


def test_the_desk_knows_every_heading_it_saves():
    assert tuple(SAVED) == tuple(text for text, _ in export_work.LINES)
    assert tuple(SAVED_TOO) == tuple(text for text, _ in export_work.CASES)
