"""Fifty files at once, and files that want to be more than they are."""

from __future__ import annotations

import os
import struct
import sys
import zlib

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desk.store import attachments
from desk.ui import case_menus
from desk.ui.attach_many import MOST
from desk.ui.thumbnails import thumbnail
from desk.ui.toasts import Toast

from .test_attaching import picture
from .walking import dotted


@pytest.fixture
def case_id(page, walk):
    case_id = walk("understand")
    page.show_case(case_id)
    return case_id


def drop(page, paths) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, mime, button, none))


def photos(folder, count: int) -> list:
    paths = [folder / f"Ảnh {number:02}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(picture(60 + number, 40))
    return paths


def png(wide: int, high: int) -> bytes:
    """A black picture of one bit a dot: a few bytes that say they are large."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(bytes((wide + 7) // 8 + 1) * min(high, 9000), 9)
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def test_a_photo_that_is_marked_is_shown_in_its_own_colours(qtbot, page, case_id, tmp_path):
    drop(page, photos(tmp_path, 2))
    dialog = page.files.many
    qtbot.waitUntil(lambda: len(dialog.looked) == 2, timeout=30_000)
    icon = dialog.list.item(0).icon()
    as_it_is, marked = (icon.pixmap(48, 48, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert marked == as_it_is


def test_fifty_photos_are_attached_shown_and_offered(qtbot, desk, page, case_id, tmp_path):
    drop(page, photos(tmp_path, 50))
    dialog = page.files.many
    qtbot.waitUntil(lambda: len(dialog.looked) == 50, timeout=30_000)
    dialog.kind.setCurrentIndex(dialog.kind.findData("photo"))
    assert dialog.start.text() == "Attach 50 files"
    with qtbot.waitSignal(dialog.attached, timeout=30_000):
        dialog.start.click()
    files = attachments.of_case(desk.journal, case_id)
    assert len({file.sha256 for file in files}) == 50
    assert all(attachments.place(desk.store, file.sha256).is_file() for file in files)
    assert len({entry.operation for entry in desk.journal.entries(case_id) if entry.step == "attach"}) == 50
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.story._pictures) == 50, timeout=30_000)
    case_menus.fill_papers(page)
    offered = [action.text() for action in page.papers_button.menu().actions()]
    assert sum(text.startswith("Open “Ảnh") for text in offered) == 50
    assert attachments.of_case(desk.journal, case_id)[0].kind == "photo"


def test_a_file_that_was_left_out_can_be_brought_back(qtbot, page, case_id, tmp_path):
    drop(page, photos(tmp_path, 3))
    dialog = page.files.many
    qtbot.waitUntil(lambda: len(dialog.looked) == 3)
    dialog.list.setCurrentRow(1)
    dialog.leave_out()
    assert [path.name for path, _ in dialog.wanted()] == ["Ảnh 00.jpg", "Ảnh 02.jpg"]
    dialog.findChild(Toast, "toast").findChild(QPushButton).click()
    assert [path.name for path, _ in dialog.wanted()] == ["Ảnh 00.jpg", "Ảnh 01.jpg", "Ảnh 02.jpg"]


def test_what_cannot_be_taken_says_why_and_the_others_are_attached(qtbot, desk, page, case_id, tmp_path):
    good, bad = photos(tmp_path, 1)[0], tmp_path / "bill.exe"
    bad.write_bytes(b"MZ" + bytes(60))
    drop(page, [bad, good, tmp_path / "gone.jpg"])
    dialog = page.files.many
    qtbot.waitUntil(lambda: len(dialog.looked) == 3)
    shown = [dialog.list.item(row).text() for row in range(3)]
    assert "Only PNG" in shown[0]
    assert "cannot be read" in shown[2]
    for wide in range(380, 600, 23):
        dialog.resize(wide, 500)
        QApplication.processEvents()
        assert (wide, dotted(dialog.list)) == (wide, False)  # why is read whole
    with qtbot.waitSignal(dialog.attached):
        dialog.start.click()
    assert [file.file_name for file in attachments.of_case(desk.journal, case_id)] == ["Ảnh 00.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe lies in a folder there")
def test_a_pipe_is_not_waited_for(page, tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    drop(page, [tmp_path / "pipe.jpg"])
    assert page.findChild(QMessageBox).text() == "This file cannot be read: it is no file"


def test_more_than_a_dialog_can_show_is_said(page, case_id, tmp_path):
    drop(page, [tmp_path / f"{number}.jpg" for number in range(MOST + 1)])
    assert page.files.many.said.text() == "At most 50 files at once; the others are left out."
    assert page.files.many.list.count() == MOST


def test_a_picture_that_says_it_is_huge_is_refused_unopened(page, case_id):
    page.files.take(case_id, "bomb.png", png(60_000, 60_000))
    assert page.files.dialog is None
    assert "more than 80 million dots" in page.findChild(QMessageBox).text()


@pytest.mark.qt_log_ignore("allocation limit")  # that is how Qt says no
@pytest.mark.parametrize("data", [png(8_000, 8_000), png(100, 100)[:60], png(9_000, 8_800) + bytes(100)])
def test_a_picture_that_unpacks_to_much_or_to_nothing_is_small_or_none(data):
    assert max(thumbnail(data, "image/png").size().toTuple()) <= 160
