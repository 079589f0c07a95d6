"""Papers leave the desk: as a file, by a printer, in a language; and are recorded only when they have left."""

from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QMessageBox

from desk.store import papers, settings
from desk.ui import paper_orders, printing
from desk.ui.job import Job, Stopped
from desk.ui.toasts import Toast
from tests.papers.reading import pages

from .straight_way import WAY


@pytest.fixture
def view(qtbot, page, walk):
    """The agreement on screen, about to be signed."""
    return shown(qtbot, page, "agreement", walk("agree"))


def shown(qtbot, page, paper, case_id):
    if page.case_id != case_id:
        page.show_case(case_id)
    page.papers.show(paper, case_id)
    view = page.papers.view
    qtbot.waitUntil(lambda: view.made is not None, timeout=20_000)
    return view


def to_file(path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def last(desk, case_id):
    return desk.journal.entries(case_id)[-1]


def test_a_paper_is_recorded_only_after_it_was_written(qtbot, desk, page, view, tmp_path):
    view.save_to(tmp_path / "no such folder" / "a.pdf")
    assert last(desk, page.case_id).step == "agree"
    view.save_to(tmp_path / "a.pdf")
    entry = last(desk, page.case_id)
    assert entry.step == "issue_paper"
    assert (tmp_path / "a.pdf").read_bytes() == view.made.pdf
    (kept,) = papers.of_case(desk.store, page.case_id)
    assert kept.pdf == view.made.pdf
    assert page.form.step.name == "sign"


def test_a_full_drive_leaves_the_old_file_and_says_so(desk, page, view, tmp_path, monkeypatch):
    path = tmp_path / "papers" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(b"old")
    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    view.save_to(path)
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]
    assert "disk is full" in page.findChild(QMessageBox).text()
    assert last(desk, page.case_id).step == "agree"


def test_printing_sends_every_page_and_is_recorded(qtbot, desk, page, view, tmp_path):
    printer = to_file(tmp_path / "printed.pdf")
    with qtbot.waitSignal(desk.case_changed, timeout=20_000):
        view.print_to(printer)
    assert printer.resolution() == 300
    assert len(pages((tmp_path / "printed.pdf").read_bytes())) == len(view.sheets.sizes)
    assert last(desk, page.case_id).step == "issue_paper"


def test_copies_are_sent_one_after_the_other_where_the_printer_cannot_count(qtbot, desk, view, tmp_path):
    printer = to_file(tmp_path / "printed.pdf")
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()
    with qtbot.waitSignal(desk.case_changed, timeout=20_000):
        view.print_to(printer)
    assert len(pages((tmp_path / "printed.pdf").read_bytes())) == 2 * len(view.sheets.sizes)


def test_a_cancelled_print_is_not_recorded(qtbot, desk, page, view, tmp_path):
    view.print_to(to_file(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(view._job.failed) as failed:
        view.progress.cancel.click()
    assert isinstance(failed.args[0], Stopped)
    assert last(desk, page.case_id).step == "agree"
    assert view.print_.isEnabled()
    assert "cancelled" in view.findChild(Toast, "toast").label.text()


def test_a_printer_that_has_vanished_is_said_and_not_recorded(qtbot, desk, page, view, monkeypatch):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    monkeypatch.setattr(QPrinter, "outputFormat", lambda self: QPrinter.OutputFormat.NativeFormat)
    monkeypatch.setattr(QPrinter, "printerName", lambda self: "Office")
    view.print_to(printer)
    with qtbot.waitSignal(view._job.failed):
        pass
    assert "does not answer" in view.findChild(Toast, "toast").label.text()
    assert view.isVisible()
    assert last(desk, page.case_id).step == "agree"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_begin_is_no_printer(view, tmp_path):
    with pytest.raises(printing.NoPrinter, match="does not answer"):
        printing.send(view.made.pdf, 1, to_file(tmp_path / "none" / "x.pdf"), "a", Job())


def test_the_usual_printer_is_remembered_by_kind_of_sheet(desk, monkeypatch):
    monkeypatch.setattr(QPrinter, "outputFormat", lambda self: QPrinter.OutputFormat.NativeFormat)
    for paper, name in (("slip", "Receipts"), ("agreement", "Office")):
        monkeypatch.setattr(QPrinter, "printerName", lambda self, name=name: name)
        printing.remember(desk.store, paper, QPrinter())
    assert settings.get(desk.store, "printers") == {"slip": "Receipts", "sheet": "Office"}
    chosen = []
    monkeypatch.setattr(QPrinter, "setPrinterName", lambda self, name: chosen.append(name))
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Receipts", "Other"]))
    printing.usual(desk.store, "slip")
    printing.usual(desk.store, "agreement")
    assert chosen == ["Receipts"], "one that is no longer there is not offered"


def test_without_a_printer_the_file_is_offered(qtbot, view):
    view.ask_printer()
    assert "no printer" in view.findChild(Toast, "toast").label.text()
    dialog = next(d for d in view.findChildren(QDialog) if d is not view)
    assert dialog.defaultSuffix() == "pdf"
    dialog.close()


def test_another_language_is_made_anew_and_recorded_as_such(qtbot, desk, page, view, tmp_path):
    with qtbot.waitSignal(view.sheets.drawn):
        view.languages.setCurrentIndex(view.languages.findText("English + Suomi"))
    assert "Sopimus" in words(view.made.pdf)
    view.save_to(tmp_path / "a.pdf")
    answers = last(desk, page.case_id).answers
    assert (answers["language"], answers["second_language"]) == ("en", "fi")


def test_a_paper_printed_again_is_marked_as_a_copy(qtbot, desk, page, view, tmp_path):
    case_id = page.case_id
    assert "COPY" not in words(view.made.pdf)
    view.save_to(tmp_path / "a.pdf")
    again = shown(qtbot, page, "agreement", case_id)
    assert "COPY" in words(again.made.pdf)
    again.reject()


def test_a_signed_agreement_comes_out_of_the_store_as_it_was(qtbot, desk, page, view, tmp_path):
    case_id = page.case_id
    view.save_to(tmp_path / "a.pdf")
    desk.record("sign", WAY["sign"], case_id)
    again = shown(qtbot, page, "agreement", case_id)
    assert again.made.pdf == (tmp_path / "a.pdf").read_bytes()
    again.reject()


@pytest.mark.parametrize("paper", ["slip", "agreement", "file", paper_orders.MASKED])
def test_every_paper_of_a_case_is_shown_and_can_be_recorded(qtbot, desk, page, walk, tmp_path, paper):
    case_id = walk("agree")
    assert paper in paper_orders.offered(desk.journal.case(case_id))
    view = shown(qtbot, page, paper, case_id)
    view.save_to(tmp_path / "a.pdf")
    assert last(desk, case_id).answers["paper"] == paper.removesuffix("_masked")


def test_a_paper_that_cannot_be_made_closes_with_a_sentence(qtbot, desk, page, walk, monkeypatch):
    case_id = walk("agree")
    page.show_case(case_id)

    def broken(order):
        raise ValueError("no ink")

    monkeypatch.setattr("desk.ui.paper_view.make", broken)
    page.papers.show("agreement", case_id)
    with qtbot.waitSignal(page.papers.view.rejected):
        pass
    assert "could not be made" in page.findChild(QMessageBox).text()


def test_leaving_while_it_prints_cancels_the_print(qtbot, desk, page, view, tmp_path):
    view.print_to(to_file(tmp_path / "printed.pdf"))
    job = view._job
    with qtbot.waitSignal(job.failed) as failed:
        view.reject()
    assert isinstance(failed.args[0], Stopped)
    assert last(desk, page.case_id).step == "agree"


def test_orders_of_unknown_cases_are_none(desk, sign_in):
    sign_in("lan")
    for paper in ("slip", "agreement", "file"):
        assert paper_orders.order(desk.journal, desk.branch, paper, "00" * 16) is None
