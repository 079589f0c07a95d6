"""Photos that come while the complaint is still being told: kept with the draft, attached when it is recorded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_ident

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desk.store import attachments, drafts, early
from desk.ui import style
from desk.ui.early_files import EarlyFiles
from desk.ui.intake import Intake
from desk.ui.toasts import Toast

from .conftest import write
from .shell import key
from .straight_way import WAY

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def nothing_copied():
    yield
    QApplication.clipboard().clear()


def picture(shade: int = 0x7A5C3E) -> QImage:
    out = QImage(60, 40, QImage.Format.Format_RGB32)
    out.fill(shade)
    return out


def photo(tmp_path: Path, name: str, shade: int = 0x7A5C3E) -> Path:
    picture(shade).save(str(tmp_path / name))
    return tmp_path / name


def drop(page: Intake, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))  # fmt: skip
    settle()


def names(page: Intake) -> list[str]:
    QApplication.processEvents()  # what was added to a layout is shown by the next event
    return [button.text() for button in page.early.findChildren(QPushButton) if not button.isHidden()]


def settle() -> None:
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()


def tell(page: Intake) -> None:
    write(page.form.blocks["customer_name"].input.edit, "Hạnh")
    write(page.form.blocks["own_words"].input.edit, "Nồi cháy.")
    page.form.blocks["heard_out"].input.box.setChecked(True)


def test_a_picture_pasted_in_a_field_is_attached_to_the_case_that_is_recorded(qtbot, desk, intake):
    QApplication.clipboard().setImage(picture())
    field = intake.form.blocks["customer_name"].input.edit
    key(field, Qt.Key.Key_V, CTRL)
    settle()
    assert names(intake) == ["Picture.png"]
    assert field.text() == ""
    tell(intake)
    with qtbot.waitSignal(intake.recorded) as recorded:
        intake.form.record()
    settle()
    (file,) = attachments.of_case(desk.journal, recorded.args[0])
    assert (file.file_name, file.kind, file.media) == ("Picture.png", "photo", "image/png")
    assert not any(Path(desk.store.path + early.FOLDER).iterdir())


def test_words_that_were_copied_stay_words(intake):
    mime = QMimeData()
    mime.setText("Hạnh")
    mime.setImageData(picture())
    QApplication.clipboard().setMimeData(mime)
    field = intake.form.blocks["customer_name"].input.edit
    key(field, Qt.Key.Key_V, CTRL)
    settle()
    assert (field.text(), names(intake)) == ("Hạnh", [])


def test_photos_alone_are_kept_until_the_complaint_is_gone_on_with(qtbot, desk, intake, tmp_path):
    drop(intake, photo(tmp_path, "Nồi.png"), photo(tmp_path, "Hóa đơn.png", 0x101010))
    assert names(intake) == ["Nồi.png", "Hóa đơn.png"]
    intake.leave()
    again = Intake(desk)
    qtbot.addWidget(again)
    again.start()
    assert names(again) == ["Nồi.png", "Hóa đơn.png"]


def test_a_file_is_left_out_and_brought_back(intake, tmp_path):
    drop(intake, photo(tmp_path, "Nồi.png"))
    intake.early.findChild(QPushButton).click()
    assert names(intake) == []
    assert not intake.early.isVisible()
    toast = intake.findChild(Toast, "toast")
    toast.findChild(QPushButton).click()
    assert names(intake) == ["Nồi.png"]


def test_what_cannot_be_attached_says_why_at_once(intake, tmp_path):
    (tmp_path / "hoa-don.exe").write_bytes(b"MZ" + bytes(60))
    drop(intake, tmp_path / "hoa-don.exe")
    (box,) = intake.findChildren(QMessageBox)
    assert box.text().startswith("hoa-don.exe: Only PNG, JPEG and WebP pictures")
    box.close()
    assert names(intake) == []


def test_a_name_with_an_invisible_mark_is_refused_before_it_is_shown(intake, tmp_path):
    drop(intake, photo(tmp_path, "anh\u202egnp.png"))
    (box,) = intake.findChildren(QMessageBox)
    assert "invisible mark" in box.text()
    box.close()
    assert names(intake) == []


def test_a_file_that_is_gone_from_the_drive_is_told_when_it_is_left_out(desk, intake, tmp_path):
    drop(intake, photo(tmp_path, "Nồi.png"))
    for place in Path(desk.store.path + early.FOLDER).glob("*/*"):
        if place.name == intake.early.files[0].sha256:
            place.unlink()
    intake.early.findChild(QPushButton).click()
    (box,) = intake.findChildren(QMessageBox)
    assert box.text() == "This file cannot be read: it is not there"
    box.close()


@pytest.mark.parametrize("step", ["", ":receive"])  # a small matter names each of its steps
def test_a_power_cut_between_the_complaint_and_its_photos_loses_none(desk, intake, tmp_path, step):
    drop(intake, photo(tmp_path, "Nồi.png"))
    draft = intake.form.draft.key
    case_id = desk.record("receive", WAY["receive"], operation=draft.removeprefix(drafts.NEW) + step).case.id
    intake.start()
    settle()
    assert [file.file_name for file in attachments.of_case(desk.journal, case_id)] == ["Nồi.png"]
    assert names(intake) == []


def test_a_file_dropped_on_a_field_leaves_no_path_in_the_customer_s_words(intake, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path, "Nồi.png")))])
    assert not intake.form.blocks["own_words"].input.edit.canInsertFromMimeData(mime)
    assert isinstance(intake.early, EarlyFiles)
    assert intake.early.takes(mime)


def test_many_files_are_kept_elsewhere_told_once_and_leave_the_form_its_room(intake, tmp_path, monkeypatch):
    kept, threads = early.keep, set()

    def keep(*args):
        threads.add(get_ident())
        return kept(*args)

    monkeypatch.setattr(early, "keep", keep)
    room = intake.form.height()
    drop(intake, *(photo(tmp_path, f"Ảnh {number}.png", 0x010101 * number) for number in range(1, 41)))
    assert len(names(intake)) == 40
    assert get_ident() not in threads
    (said,) = {toast.label.text() for toast in intake.findChildren(Toast, "toast") if toast.isVisible()}
    assert said == "40 files are kept with the draft. They are attached when you record."
    assert style.CONTROL < room - intake.form.height() < 4 * style.CONTROL
    last = intake.early.findChildren(QPushButton)[-1]
    intake.early._area.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()


def test_what_comes_after_a_bad_file_is_left_alone_and_what_came_before_is_kept(intake, tmp_path):
    (tmp_path / "b.exe").write_bytes(b"MZ" + bytes(60))
    drop(intake, photo(tmp_path, "a.png"), tmp_path / "b.exe", photo(tmp_path, "c.png", 0x202020))
    (box,) = intake.findChildren(QMessageBox)
    assert box.text().startswith("b.exe: Only PNG")
    box.close()
    assert names(intake) == ["a.png"]


def test_a_photo_that_is_still_being_kept_when_the_complaint_is_recorded_is_attached(qtbot, desk, intake, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path, "Nồi.png")))])
    tell(intake)
    intake.early.take_mime(mime)  # nobody waits for it
    with qtbot.waitSignal(intake.recorded) as recorded:
        intake.form.record()
    for _ in range(3):
        settle()
    assert [file.file_name for file in attachments.of_case(desk.journal, recorded.args[0])] == ["Nồi.png"]


def test_files_kept_and_left_out_on_several_threads_at_once_are_all_on_the_list(desk):
    key_, one = f"{drafts.NEW}7", b"%PDF-1.7\n%%EOF\n"
    gone = early.keep(desk.store, "lan", key_, "first.pdf", one)[0]
    with ThreadPoolExecutor(8) as pool:
        for number in range(24):
            pool.submit(early.keep, desk.store, "lan", key_, f"{number}.pdf", one + bytes([65 + number]))
        pool.submit(early.leave_out, desk.store, key_, gone)
    kept = {file.name: early.data(desk.store, key_, file) for file in early.of_draft(desk.store, key_)}
    assert kept == {f"{number}.pdf": one + bytes([65 + number]) for number in range(24)}
