"""Papers of the day: found, made, written whole, and recorded in the story of each case."""

from __future__ import annotations

import errno
import os
from datetime import date
from functools import partial

import pytest

from desk.papers import batch as many
from desk.store import daily, papers
from desk.ui import batch_work, paper_orders
from desk.ui.batch import BatchDialog
from desk.ui.batch_work import Wanted
from desk.ui.job import Job
from tests.papers.reading import pages

from .conftest import START
from .straight_way import WAY


@pytest.fixture
def cases(desk, clock, walk, sign_in):
    """Three cases with an agreement of today, and one that was only received."""
    made = [walk("agree") for _ in range(3)]
    sign_in("lan")
    desk.record("receive", WAY["receive"])
    return made


@pytest.fixture
def dialog(qtbot, desk, page, cases):
    dialog = BatchDialog(desk, page)
    dialog.open()
    return dialog


def make(qtbot, dialog, place) -> None:
    dialog.make(place)
    with qtbot.waitSignal(dialog.job.done, timeout=20_000):
        pass


def steps(desk, case_id) -> list[str]:
    return [entry.step for entry in desk.journal.entries(case_id)]


def test_every_agreement_of_the_day_becomes_a_file_and_an_entry(qtbot, desk, dialog, cases, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    make(qtbot, dialog, folder)
    assert dialog.told.text() == f"3 papers were written: {folder}"
    numbers = {desk.journal.case(case_id).number for case_id in cases}
    assert {path.name for path in folder.iterdir()} == {f"{number} agreement en.pdf" for number in numbers}
    for case_id in cases:
        (kept,) = papers.of_case(desk.store, case_id)
        assert kept.pdf == (folder / f"{kept.number} agreement en.pdf").read_bytes()
        assert steps(desk, case_id)[-1] == "issue_paper"


def test_one_file_for_printing_holds_the_pages_of_all(qtbot, desk, dialog, cases, tmp_path):
    dialog.one.setChecked(True)
    make(qtbot, dialog, tmp_path / "all.pdf")
    single = [len(pages(papers.of_case(desk.store, case_id)[0].pdf)) for case_id in cases]
    assert len(pages((tmp_path / "all.pdf").read_bytes())) == sum(single)
    assert b"/StructTreeRoot" in (tmp_path / "all.pdf").read_bytes()


def test_a_day_without_papers_says_so(qtbot, dialog, tmp_path):
    dialog.day.setDate(dialog.day.date().addDays(-1))
    make(qtbot, dialog, tmp_path)
    assert dialog.told.text() == "No case has such a paper."


def test_slips_of_a_list_in_one_language(qtbot, desk, dialog, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    dialog.papers["agreement"].setChecked(False)
    dialog.papers["slip"].setChecked(True)
    dialog.of_list.setChecked(True)
    dialog.chip.setCurrentIndex(dialog.chip.findData("all"))
    dialog.language.setCurrentIndex(dialog.language.findText("Suomi"))
    make(qtbot, dialog, folder)
    assert len(list(folder.glob("* slip fi.pdf"))) == 4


def test_cancelling_leaves_whole_files_and_records_only_those(qtbot, desk, dialog, cases, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    save = many.save

    def save_and_cancel(path, pdf):
        save(path, pdf)
        dialog.job.stop()

    monkeypatch.setattr(many, "save", save_and_cancel)
    make(qtbot, dialog, folder)
    (path,) = folder.iterdir()
    assert pages(path.read_bytes())
    assert dialog.told.text() == "Cancelled. 1 paper was written and is whole."
    assert [steps(desk, case_id)[-1] for case_id in cases].count("issue_paper") == 1


def test_cancelling_one_common_file_writes_and_records_nothing(qtbot, desk, dialog, cases, tmp_path, monkeypatch):
    dialog.one.setChecked(True)
    monkeypatch.setattr(batch_work.batch, "save", lambda path, pdf: (path.write_bytes(pdf), dialog.job.stop()))
    make(qtbot, dialog, tmp_path / "all.pdf")
    assert not (tmp_path / "all.pdf").exists()
    assert dialog.told.text() == "Cancelled. 0 papers were written and are whole."
    assert [steps(desk, case_id)[-1] for case_id in cases] == ["agree"] * 3


def test_cancelling_while_the_papers_are_put_together_writes_no_file(qtbot, desk, dialog, cases, tmp_path, monkeypatch):
    dialog.one.setChecked(True)
    read = batch_work._read

    def read_and_cancel(job, whole):
        for pdf in read(job, whole):
            yield pdf
            job.stop()

    monkeypatch.setattr(batch_work, "_read", read_and_cancel)
    make(qtbot, dialog, tmp_path / "all.pdf")
    assert list(tmp_path.glob("*all*")) == []
    assert dialog.told.text() == "Cancelled. 0 papers were written and are whole."
    assert [steps(desk, case_id)[-1] for case_id in cases] == ["agree"] * 3


def test_papers_that_cannot_be_put_together_are_told_and_nothing_is_recorded(
    qtbot, desk, dialog, cases, tmp_path, monkeypatch
):
    dialog.one.setChecked(True)
    monkeypatch.setattr(batch_work, "_read", lambda job, whole: [b"%PDF-1.4 from elsewhere"])
    make(qtbot, dialog, tmp_path / "all.pdf")
    assert list(tmp_path.glob("*all*")) == []
    assert "choose one file for each paper" in dialog.told.text()
    assert [steps(desk, case_id)[-1] for case_id in cases] == ["agree"] * 3


def test_closing_the_dialog_cancels(dialog, tmp_path, qtbot):
    dialog.make(tmp_path)
    job = dialog.job
    with qtbot.waitSignal(job.done) as done:
        dialog.reject()
    assert done.args[0].stopped


def test_a_full_drive_is_said_and_nothing_is_recorded(qtbot, desk, dialog, cases, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()

    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    make(qtbot, dialog, folder)
    assert "disk is full" in dialog.told.text()
    assert list(folder.iterdir()) == []
    assert [steps(desk, case_id)[-1] for case_id in cases] == ["agree"] * 3


def test_a_second_batch_is_marked_as_copies_and_signed_ones_stay_as_they_were(desk, cases, tmp_path):
    wanted = Wanted(("agreement",), tmp_path, desk.person, desk.now(), desk.branch, day=START.date())
    run = partial(batch_work.work, wanted, Job(), desk.store)
    assert run().written == 3
    desk.record("sign", WAY["sign"], cases[0])
    before = papers.of_case(desk.store, cases[0])[0].pdf
    orders = [paper_orders.order(desk.journal, desk.branch, "agreement", case_id) for case_id in cases]
    assert [(order.again, order.kept == before) for order in orders] == [(True, True), (True, False), (True, False)]
    assert run().written == 3
    assert papers.of_case(desk.store, cases[0])[-1].pdf == before


def test_a_day_begins_and_ends_in_branch_time(desk, clock, sign_in):
    sign_in("lan")
    zone = desk.branch.tz
    clock.advance(hours=13, minutes=59)  # 23:59 in the branch
    late = desk.record("receive", WAY["receive"]).case.id
    clock.advance(minutes=1)
    desk.record("receive", WAY["receive"])
    assert daily.recorded_on(desk.store, date(2026, 3, 2), ("receive",), zone) == [late]


def test_without_a_kind_of_paper_nothing_can_be_made(dialog):
    dialog.papers["agreement"].setChecked(False)
    assert not dialog.start.isEnabled()
