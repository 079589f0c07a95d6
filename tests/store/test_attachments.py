"""Attached files: only what is allowed, whole or not at all, the same bytes again, gone with the customer's data."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image

from desk.cases.moment import Refused
from desk.i18n import Words, catalogue
from desk.store import attachments, durable, media
from desk.store.backup import back_up
from desk.store.connection import MEMORY, Store
from desk.store.database import create, open_store
from desk.store.journal import Journal
from desk.store.problems import StoreProblem
from tests.makers import branch

from .way import STAFF, START, until

LATER = START + timedelta(days=9)


def picture(kind: str = "PNG", wide: int = 31, high: int = 17) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, high), (200, 40, 40)).save(out, kind)
    return out.getvalue()


def bomb(wide: int = 60_000, high: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is 3,600 million dots large."""
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


GOOD = {
    "image/png": picture("PNG"), "image/jpeg": picture("JPEG"), "image/webp": picture("WEBP"),
    "application/pdf": b"%PDF-1.7\n%%EOF\n", "text/plain": "Hoá đơn số 17\n".encode(),
}  # fmt: skip


def attach(journal: Journal, case_id: str, data: bytes = GOOD["image/png"], name: str = "Kuitti Tuula.png"):
    return attachments.attach(journal, name, "receipt", data, by=STAFF["clerk"], now=LATER, case_id=case_id)


def files(store: Store) -> list[Path]:
    return [path for path in Path(store.path + attachments.FOLDER).rglob("*") if path.is_file()]


@pytest.mark.parametrize("media_type", GOOD)
def test_what_is_allowed_comes_back_byte_for_byte(journal: Journal, media_type: str) -> None:
    case_id = until(journal, "understand")
    data = GOOD[media_type]
    attach(journal, case_id, data)
    (kept,) = attachments.of_case(journal, case_id)
    assert (kept.media, kept.file_name) == (media_type, "Kuitti Tuula.png")
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert attachments.read(journal.store, kept.sha256) == data
    assert journal.check() == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_size_is_read_from_the_head(kind: str) -> None:
    assert media.picture_size(picture(kind, 123, 45)) == (123, 45)


def test_the_size_of_lossless_and_extended_webp_is_read() -> None:
    for options in ({"lossless": True}, {"exif": b"Exif\0\0"}):
        out = BytesIO()
        Image.new("RGB", (123, 45)).save(out, "WEBP", **options)
        assert media.picture_size(out.getvalue()) == (123, 45)


def test_an_empty_file_is_told_as_one_that_may_still_be_on_its_way(journal: Journal) -> None:
    with pytest.raises(StoreProblem) as told:
        attach(journal, until(journal, "receive"), b"")
    assert str(told.value.words).startswith("This file is empty; perhaps it is still on its way from the telephone.")


REFUSED = {
    "program": b"MZ\x90\0" + bytes(60), "script": b"#!/bin/sh\nrm -rf /\n", "web page": b"<html><script>1</script>",
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "archive": b"PK\x03\x04" + bytes(60), "nothing": b"",
    "gif": b"GIF89a" + bytes(30), "control characters": b"text\x1b[2J", "too many dots": bomb(),
    "cut off": GOOD["image/png"][:14], "jpeg without a frame": b"\xff\xd8\xff\xd9" + bytes(40),
    "too large": b"%PDF-1.7\n" + bytes(attachments.MOST_BYTES),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_is_refused_and_leaves_nothing(journal: Journal, what: str) -> None:
    case_id = until(journal, "understand")
    before = len(journal.entries(case_id))
    with pytest.raises(StoreProblem):
        attach(journal, case_id, REFUSED[what])
    assert (files(journal.store), len(journal.entries(case_id))) == ([], before)


def test_nothing_is_decoded_to_tell_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the picture was opened")

    monkeypatch.setattr(Image, "open", opened)
    with pytest.raises(StoreProblem, match="million dots"):
        attachments.examined(bomb())


def test_a_refused_entry_leaves_no_file(journal: Journal) -> None:
    case_id = until(journal, "understand")
    with pytest.raises(Refused):
        attachments.attach(
            journal, "a", "no such kind", GOOD["image/png"], by=STAFF["clerk"], now=LATER, case_id=case_id
        )
    assert files(journal.store) == []


def test_a_full_disk_leaves_neither_file_nor_entry(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = until(journal, "understand")
    before = len(journal.entries(case_id))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(StoreProblem, match=f"no room left on the drive of {journal.store.path}"):
        attach(journal, case_id)
    assert (files(journal.store), len(journal.entries(case_id))) == ([], before)


def test_why_a_file_is_not_kept_is_said_in_the_language_of_the_window(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = until(journal, "understand")
    monkeypatch.setattr(durable.os, "fsync", Mock(side_effect=OSError(30, "Read-only file system")))
    with pytest.raises(StoreProblem) as refused:
        attach(journal, case_id)
    assert "Read-only" not in catalogue("fi").say(refused.value.words)
    assert catalogue("en").say(refused.value.words) == (
        "The file could not be kept: the drive cannot be written to. Nothing was recorded."
    )


def test_file_and_folder_are_on_the_disk_before_the_entry(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, order = until(journal, "understand"), []
    real, record = durable.os.fsync, journal.record
    monkeypatch.setattr(durable.os, "fsync", lambda handle: (order.append("disk"), real(handle)))
    monkeypatch.setattr(journal, "record", lambda *a, **k: (order.append("entry"), record(*a, **k))[1])
    attach(journal, case_id)
    assert order[0] == "disk"
    assert order.index("entry") >= 4  # the file, its folder, the folder of all files, and the store's


def test_check_names_what_is_missing_changed_or_left_over(journal: Journal) -> None:
    case_id = until(journal, "understand")
    attach(journal, case_id)
    (path,) = files(journal.store)
    path.write_bytes(b"something else")
    assert ["attached" in words.text for words in journal.check()] == [True]
    path.unlink()
    assert ["missing" in words.text for words in journal.check()] == [True]
    attach(journal, case_id)
    assert journal.check() == []
    (path.parent / ("0" * 64)).write_bytes(b"stray")
    assert ["belong to no case" in words.text for words in journal.check()] == [True]


def test_a_changed_file_is_never_shown(journal: Journal) -> None:
    case_id = until(journal, "understand")
    attach(journal, case_id)
    (path,) = files(journal.store)
    path.write_bytes(GOOD["image/jpeg"])
    with pytest.raises(StoreProblem, match="not as it was attached"):
        attachments.read(journal.store, path.name)


def test_erasing_takes_the_file_and_its_name(journal: Journal) -> None:
    case_id = until(journal)
    attach(journal, case_id)
    journal.erase(case_id, by=STAFF["manager"], now=LATER, reason="Asked by the customer")
    assert files(journal.store) == []
    assert attachments.of_case(journal, case_id) == []
    assert journal.check() == []
    assert "Tuula" not in Path(journal.store.path).read_bytes().decode("latin-1")


def test_a_file_of_two_cases_stays_until_the_last_is_erased(journal: Journal) -> None:
    first, second = until(journal), until(journal)
    for case_id in (first, second):
        attach(journal, case_id)
    journal.erase(first, by=STAFF["manager"], now=LATER, reason="Asked")
    assert len(files(journal.store)) == 1
    journal.erase(second, by=STAFF["manager"], now=LATER, reason="Asked")
    assert files(journal.store) == []


def test_what_is_attached_after_an_erasure_is_kept(journal: Journal) -> None:
    case_id = until(journal)
    attach(journal, case_id)
    journal.erase(case_id, by=STAFF["manager"], now=LATER, reason="Asked")
    attach(journal, case_id, GOOD["application/pdf"])
    attachments.forget(journal.store)
    (kept,) = attachments.of_case(journal, case_id)
    assert attachments.read(journal.store, kept.sha256) == GOOD["application/pdf"]
    assert journal.check() == []


def test_the_files_are_found_again_in_an_opened_store(journal: Journal, path: Path) -> None:
    case_id = until(journal, "understand")
    attach(journal, case_id)
    other = open_store(path)
    try:
        (kept,) = attachments.of_case(Journal(other), case_id)
        assert attachments.read(other, kept.sha256) == GOOD["image/png"]
    finally:
        other.close()


def test_a_store_in_memory_says_that_it_keeps_no_files() -> None:
    store = create(MEMORY, branch(), START)
    try:
        with pytest.raises(StoreProblem, match="not on a drive"):
            attachments.place(store, "0" * 64)
    finally:
        store.close()


# In a backup ----------------------------------------------------------------------------------------------------------


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def beside(target: Path) -> dict[Path, bytes]:
    """The backup and the files that belong to it."""
    return {path: path.read_bytes() for path in target.parent.rglob("*") if "backup" in str(path) and path.is_file()}


@pytest.fixture
def target(store: Store) -> Path:
    return Path(store.path).with_name("backup.desk")


def test_a_backup_holds_the_attached_files_and_opens_as_a_store_of_its_own(
    store: Store, journal: Journal, target: Path
) -> None:
    case_id = until(journal, "understand")
    for data in GOOD.values():
        attach(journal, case_id, data)
    copy = open_store(back_up(store, target))
    try:
        held = attachments.of_case(Journal(copy), case_id)
        assert [attachments.read(copy, file.sha256) for file in held] == list(GOOD.values())
        assert Journal(copy).check() == []
    finally:
        copy.close()


def test_a_second_backup_writes_only_what_is_new_and_drops_what_was_erased(
    store: Store, journal: Journal, target: Path
) -> None:
    first, second = until(journal), until(journal)
    attach(journal, first, b"to be erased")
    attach(journal, second, b"to be kept")
    back_up(store, target)
    kept = Path(f"{target}{attachments.FOLDER}") / attachments.place(store, sha(b"to be kept")).parent.name
    before = [path.stat().st_ino for path in kept.iterdir()]
    journal.erase(first, by=STAFF["manager"], now=LATER, reason="Asked")
    back_up(store, target)
    files = [path for path in Path(f"{target}{attachments.FOLDER}").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [b"to be kept"]
    assert [path.stat().st_ino for path in kept.iterdir()] == before


def test_a_backup_of_a_store_that_lost_a_file_saves_the_others(store: Store, journal: Journal, target: Path) -> None:
    case_id = until(journal, "understand")
    attach(journal, case_id, b"lost")
    attach(journal, case_id, b"still here")
    attachments.place(store, sha(b"lost")).unlink()
    copy = open_store(back_up(store, target))
    try:
        assert attachments.read(copy, sha(b"still here")) == b"still here"
        assert len(Journal(copy).check()) == 1
    finally:
        copy.close()


def test_a_full_drive_leaves_the_older_backup_as_it_was(
    store: Store, journal: Journal, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = until(journal, "understand")
    attach(journal, case_id, b"first")
    back_up(store, target)
    before = beside(target)
    attach(journal, case_id, b"second")
    attach(journal, case_id, b"third")
    write, room = attachments._write, [sha(b"second"), sha(b"third")]
    fits = min(room)

    def full(path: Path, data: bytes) -> bool:
        if path.name in room and path.name != fits:
            raise StoreProblem(Words("No space left on device."))
        return write(path, data)

    monkeypatch.setattr(attachments, "_write", full)
    with pytest.raises(StoreProblem, match="could not be copied"):
        back_up(store, target)
    assert beside(target) == before
