"""Files of a case in the window: looked at, held against the agreement, attached, shown, opened as a copy."""

from __future__ import annotations

import os
import stat
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from desk.papers import PAPERS, scan
from desk.papers.strange import ONE_AT_A_TIME
from desk.store import attachments
from desk.ui import case_menus

from .straight_way import WAY


def picture(wide: int = 300, high: int = 200) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, high), (30, 120, 200)).save(out, "JPEG")
    return out.getvalue()


def scanned(desk, case_id: str) -> bytes:
    """The first page of the case's agreement, as from a scanner."""
    pdf = PAPERS["agreement"].make(desk.journal.as_agreed(case_id), ("en",), branch=desk.branch)
    out = BytesIO()
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        document[0].render(scale=200 / 72).to_pil().convert("L").save(out, "PNG")
        document.close()
    return out.getvalue()


def looked_at(qtbot, page, case_id, data, name="scan.png"):
    page.files.take(case_id, name, data)
    dialog = page.files.dialog
    qtbot.waitUntil(lambda: dialog.finding is not None, timeout=20_000)
    return dialog


def last(desk, case_id):
    return desk.journal.entries(case_id)[-1]


@pytest.fixture
def case_id(page, walk):
    case_id = walk("agree")
    page.show_case(case_id)
    return case_id


def test_a_photo_is_attached_as_what_it_is(qtbot, desk, page, case_id):
    data = picture()
    dialog = looked_at(qtbot, page, case_id, data, "Nồi cơm.jpg")
    dialog.kind.setCurrentIndex(dialog.kind.findData("photo"))
    assert dialog.attach.text() == "Attach"
    dialog.attach.click()
    entry = last(desk, case_id)
    assert (entry.step, entry.answers["file_name"], entry.answers["kind"]) == ("attach", "Nồi cơm.jpg", "photo")
    assert attachments.read(desk.store, entry.answers["sha256"]) == data


def test_a_scan_of_this_agreement_is_known_by_its_code(qtbot, desk, page, case_id):
    dialog = looked_at(qtbot, page, case_id, scanned(desk, case_id))
    assert dialog.finding.kind == scan.THIS
    assert (dialog.kind.currentData(), dialog.attach.text()) == ("signed_paper", "Attach")
    assert "belongs to this case" in dialog.said.text()


def test_a_scan_of_another_case_is_said_and_the_person_decides(qtbot, desk, page, walk, case_id):
    other = walk("agree")
    page.show_case(case_id)
    dialog = looked_at(qtbot, page, case_id, scanned(desk, other))
    dialog.kind.setCurrentIndex(dialog.kind.findData("signed_paper"))
    assert dialog.finding.kind == scan.OTHER_CASE
    assert desk.journal.case(other).number in dialog.said.text()
    assert dialog.attach.text() == "Attach it all the same"
    dialog.attach.click()
    assert last(desk, case_id).step == "attach"


def test_a_scan_of_a_replaced_version_is_said(qtbot, desk, page, case_id):
    old = scanned(desk, case_id)
    change = {"reason": "Later", "consent": True, "commitments": WAY["agree"]["commitments"]}
    desk.record("amend", change, case_id)
    dialog = looked_at(qtbot, page, case_id, old)
    assert (dialog.finding.kind, dialog.finding.version) == (scan.OLDER, 1)
    assert dialog.attach.text() == "Attach it all the same"


def test_a_photo_without_a_code_cannot_pass_for_a_checked_paper(qtbot, desk, page, case_id):
    dialog = looked_at(qtbot, page, case_id, picture())
    dialog.kind.setCurrentIndex(dialog.kind.findData("signed_paper"))
    assert dialog.finding.kind == scan.UNREADABLE
    assert dialog.attach.text() == "Attach it all the same"


def test_what_is_not_allowed_is_said_and_opens_nothing(qtbot, desk, page, case_id):
    page.files.take(case_id, "bill.exe", b"MZ" + bytes(60))
    assert page.files.dialog is None
    assert "Only PNG" in page.findChild(QMessageBox).text()


def test_a_file_too_large_is_never_read_whole(qtbot, page, case_id, tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(attachments.MOST_BYTES * 40)
    page.files.take_file(case_id, path)
    assert "larger than 15 MB" in page.findChild(QMessageBox).text()


def test_a_dropped_file_and_a_pasted_picture_are_looked_at(qtbot, page, case_id, tmp_path):
    path = tmp_path / "receipt.jpg"
    path.write_bytes(picture())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, mime, button, none))
    assert page.files.dialog.name.text() == "receipt.jpg"
    page.files.dialog.reject()
    QGuiApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    page.files.paste(case_id)
    assert page.files.dialog.name.text() == "Picture.png"


def test_from_the_middle_of_a_line_a_picture_is_attached_and_a_file_is_no_answer(qtbot, page, walk, tmp_path):
    page.show_case(walk("understand"))
    line = page.form.blocks["telephone"].input.edit
    line.setFocus()
    before = line.text()
    QGuiApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.files.dialog.name.text() == "Picture.png"
    QGuiApplication.clipboard().setText(" 7")
    line.setCursorPosition(len(before))
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == before + " 7"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "receipt.jpg"))])
    mime.setText(str(tmp_path / "receipt.jpg"))  # as file managers here give both
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(line, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, button, none))
    QApplication.sendEvent(line, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, button, none))
    assert line.text() == before + " 7"


def test_words_on_the_clipboard_are_left_to_the_form(page, case_id):
    QGuiApplication.clipboard().setText("Hello")
    page.files.paste(case_id)
    assert page.files.dialog is None


def test_an_empty_clipboard_attaches_nothing_and_ends_nothing(qtbot, page, walk):
    page.show_case(walk("understand"))
    line = page.form.blocks["telephone"].input.edit
    line.setFocus()
    before = line.text()
    QGuiApplication.clipboard().clear()
    page.files.paste(page.case_id)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.files.dialog is None
    assert line.text() == before


def test_the_story_shows_a_small_picture_that_opens_a_copy(qtbot, desk, page, case_id, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    data = picture()
    page.files.attach(case_id, data, "op", "a.jpg", "photo")
    with qtbot.waitSignal(page.files.pictured, timeout=20_000):
        page.tabs.setCurrentIndex(1)
    sha256 = last(desk, case_id).answers["sha256"]
    small = page.story._pictures[sha256]
    assert max(small.width(), small.height()) == 160
    assert "\ufffc" in page.story.toPlainText()  # where a picture stands in a text
    page.story.file_wanted.emit(sha256)
    copy = Path(opened[0])
    assert copy.read_bytes() == data
    assert copy.suffix == ".jpg"
    assert stat.S_IMODE(os.stat(copy).st_mode) & 0o222 == 0
    desk.sign_out()
    assert not copy.exists()


def test_the_menu_offers_each_file_and_a_changed_one_is_not_opened(qtbot, desk, page, case_id, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail("it was opened"))
    page.files.attach(case_id, picture(), "op", "R&D.jpg", "photo")
    sha256 = last(desk, case_id).answers["sha256"]
    attachments.place(desk.store, sha256).write_bytes(b"changed")
    case_menus.fill_papers(page)
    (entry,) = [a for a in page.papers_button.menu().actions() if a.text() == "Open “R&&D.jpg”"]
    entry.trigger()
    assert "not as it was attached" in page.findChild(QMessageBox).text()


def test_a_locked_desk_attaches_nothing(qtbot, desk, page, case_id):
    before = len(desk.journal.entries(case_id))
    desk.sign_out()
    assert page.files.attach(case_id, picture(), "op", "a.jpg", "photo") is False
    assert len(desk.journal.entries(case_id)) == before
