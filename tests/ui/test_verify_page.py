"""Checking a paper in the window: the verdict in words and sign, in the window's language, whatever the file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desk.papers import scan, strange, verify
from desk.papers.agreement import agreement
from desk.store import papers
from desk.ui import verify_page
from desk.ui.verify_page import VerifyDialog


@pytest.fixture
def case_id(walk) -> str:
    return walk("agree")


@pytest.fixture
def pdf(desk, case_id) -> bytes:
    """The agreement, printed and recorded."""
    made = agreement(papers.to_print(desk.journal, case_id), ("en",))
    answers = {"paper": "agreement", "language": "en", "sha256": hashlib.sha256(made).hexdigest()}
    papers.issue(desk.journal, answers, made, by=desk.person, now=desk.now(), case_id=case_id, version=1)
    return made


@pytest.fixture
def dialog(qtbot, desk, sign_in):
    sign_in("lan")
    dialog = VerifyDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def checked(qtbot, dialog, folder: Path, data: bytes, name: str = "paper.pdf"):
    path = folder / name
    path.write_bytes(data)
    with qtbot.waitSignal(dialog.judged, timeout=20_000) as got:
        dialog.check(path)
    return got.args[0]


def photo(pdf: bytes, folder: Path) -> bytes:
    path = folder / "made.jpg"
    strange.pictures(pdf, 130, 1)[0].save(path)
    return path.read_bytes()


def test_a_genuine_paper_is_called_so(qtbot, dialog, desk, case_id, pdf, tmp_path) -> None:
    assert checked(qtbot, dialog, tmp_path, pdf).kind == verify.GENUINE
    assert dialog.title.text() == "Genuine"
    assert desk.journal.case(case_id).number in dialog.text.text()
    assert dialog.file.text() == "paper.pdf"


def test_a_changed_byte_is_found_and_its_place_said(qtbot, dialog, pdf, tmp_path) -> None:
    changed = bytearray(pdf)
    changed[pdf.index(b"<dc:format>") + 12] ^= 1
    assert checked(qtbot, dialog, tmp_path, bytes(changed)).kind == verify.ALTERED
    assert dialog.title.text() == "Altered"
    assert "description of the file" in dialog.text.text()


def test_the_next_verdict_replaces_the_one_before(qtbot, dialog, pdf, tmp_path) -> None:
    checked(qtbot, dialog, tmp_path, pdf)
    assert checked(qtbot, dialog, tmp_path, b"no paper").kind == verify.UNREADABLE
    assert dialog.title.text() == "Cannot be checked"


def test_the_file_chosen_last_counts(qtbot, dialog, pdf, tmp_path) -> None:
    for name, data in (("one.pdf", pdf), ("two.pdf", b"no paper")):
        (tmp_path / name).write_bytes(data)
    dialog.check(tmp_path / "one.pdf")
    with qtbot.waitSignal(dialog.judged, timeout=20_000) as got:
        dialog.check(tmp_path / "two.pdf")
    assert got.args[0].kind == verify.UNREADABLE


def test_a_file_that_is_gone_is_said_and_nothing_breaks(qtbot, dialog, tmp_path) -> None:
    dialog.check(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: dialog.text.text() == "This file cannot be read: it is not there")


def test_a_file_that_cannot_be_read_takes_no_verdict_from_the_next_one(qtbot, dialog, tmp_path, monkeypatch) -> None:
    waiting = []
    monkeypatch.setattr(verify_page, "run", lambda work, done, failed: waiting.append((work, done, failed)))
    dialog.check(tmp_path / "gone.pdf")
    (tmp_path / "other.pdf").write_bytes(b"no paper")
    dialog.check(tmp_path / "other.pdf")
    (_, _, failed), (read, done, _) = waiting
    failed(FileNotFoundError(2, "gone"))
    done(read())
    judge, told, _ = waiting[2]
    told(judge())
    assert dialog.title.text() == "Cannot be checked"


def test_a_locked_desk_says_nothing_about_a_paper(qtbot, dialog, desk, pdf, tmp_path) -> None:
    said = verify.claim(pdf)
    desk.sign_out()
    with qtbot.assertNotEmitted(dialog.judged):
        dialog._judge(dialog._asked, pdf, said)


def test_a_dropped_file_is_checked(qtbot, dialog, pdf, tmp_path) -> None:
    path = tmp_path / "dropped.pdf"
    path.write_bytes(pdf)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(dialog.judged, timeout=20_000) as got:
        QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert got.args[0].kind == verify.GENUINE


def test_a_link_from_elsewhere_cannot_be_dropped(dialog) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/paper.pdf")])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("language", ["vi", "fi"])
def test_it_speaks_the_language_of_the_window(qtbot, desk, sign_in, tmp_path, language: str) -> None:
    sign_in("lan")
    desk.set_language(language)
    dialog = VerifyDialog(desk)
    qtbot.addWidget(dialog)
    checked(qtbot, dialog, tmp_path, b"")
    assert dialog.title.text() == desk.say(verify.TITLES[verify.UNREADABLE])


# From a case: scans ---------------------------------------------------------------------------------------------------


def of_case(qtbot, desk, case_id: str) -> VerifyDialog:
    dialog = VerifyDialog(desk, case_id=case_id)
    qtbot.addWidget(dialog)
    return dialog


def test_a_scan_of_this_version_belongs_to_the_case(qtbot, desk, case_id, pdf, tmp_path) -> None:
    dialog = of_case(qtbot, desk, case_id)
    assert checked(qtbot, dialog, tmp_path, photo(pdf, tmp_path), "scan.jpg").kind == scan.THIS
    assert dialog.title.text() == "It belongs to this case"


def test_a_scan_of_another_case_is_told_by_its_number(qtbot, desk, case_id, walk, tmp_path) -> None:
    other = walk("agree")
    data = photo(agreement(papers.to_print(desk.journal, other), ("en",)), tmp_path)
    assert checked(qtbot, of_case(qtbot, desk, case_id), tmp_path, data, "scan.jpg").kind == scan.OTHER_CASE


def test_a_scan_with_our_number_and_other_promises_is_not_ours(qtbot, desk, case_id, tmp_path) -> None:
    forged = replace(desk.journal.as_agreed(case_id), own_words="I was promised ten cookers.")
    data = photo(agreement(forged, ("en",)), tmp_path)
    assert checked(qtbot, of_case(qtbot, desk, case_id), tmp_path, data, "scan.jpg").kind == scan.NOT_OURS


def test_the_papers_menu_of_a_case_leads_here(qtbot, page, case_id) -> None:
    page.show_case(case_id)
    page.papers_button.menu().aboutToShow.emit()
    (action,) = (a for a in page.papers_button.menu().actions() if a.text() == "Check a paper…")
    action.trigger()
    assert isinstance(page.papers.view, VerifyDialog)
    assert page.papers.view.case_id == case_id
    page.papers.view.close()
