"""Files that wait for their complaint: in a backup and out of it again, seen by the check, gone with what is erased."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk.commands import demo
from desk.store import attachments, drafts, early
from desk.store.backup import back_up
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.journal import Journal
from desk.store.problems import StoreProblem
from desk.store.removing import remove
from tests.makers import STRAIGHT

from .test_attachments import GOOD, LATER
from .way import STAFF, START, until

KEY = f"{drafts.NEW}5e1f"
PNG, JPEG = GOOD["image/png"], GOOD["image/jpeg"]


@pytest.fixture
def target(store: Store) -> Path:
    folder = Path(store.path).with_name("other drive")
    folder.mkdir()
    return folder / "backup.desk"


def waits(store: Store, key: str = KEY) -> dict[str, bytes]:
    return {file.name: early.data(store, key, file) for file in early.of_draft(store, key)}


def beside(target: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in target.parent.rglob("*") if path.is_file()}


def lying(store: Store) -> list[Path]:
    return [path for path in Path(store.path + early.FOLDER).rglob("*") if path.is_file()]


def test_a_backup_brings_draft_and_files_back_where_the_store_is_lost(store: Store, path: Path, target: Path) -> None:
    drafts.save(store, "clerk", KEY, "receive", {"own_words": "Nồi cháy."}, START)
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    early.keep(store, "clerk", KEY, "Hóa đơn.jpg", JPEG)
    back_up(store, target)
    store.close()
    for lost in path.parent.glob("branch.desk*"):
        shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    for kept in target.parent.iterdir():  # the file and its folders, under the old name
        kept.rename(path.with_name(kept.name.replace("backup.desk", path.name)))
    again = open_store(path)
    try:
        assert drafts.load(again, "clerk", KEY, "receive").answers == {"own_words": "Nồi cháy."}
        assert waits(again) == {"Nồi.png": PNG, "Hóa đơn.jpg": JPEG}
        assert Journal(again).check() == []
    finally:
        again.close()


def test_what_waits_no_longer_leaves_the_next_backup_and_what_stays_is_not_written_again(
    store: Store, journal: Journal, target: Path
) -> None:
    first, other = f"{drafts.NEW}1", f"{drafts.NEW}2"
    for key in (first, other):
        early.keep(store, "clerk", key, "a.png", PNG)
        early.keep(store, "clerk", key, "b.jpg", JPEG)
    back_up(store, target)
    copy = open_store(target)
    stays = {p: p.stat().st_ino for p in lying(copy) if p.name == early.of_draft(copy, first)[1].sha256}
    early.leave_out(store, first, early.of_draft(store, first)[0])
    for file in early.of_draft(store, other):
        early.leave_out(store, other, file)
    back_up(store, target)
    assert waits(copy, first) == {"b.jpg": JPEG}
    assert len(lying(copy)) == 2  # the file and the list
    assert {p: p.stat().st_ino for p in stays if p.exists()}.items() <= stays.items()
    copy.close()


def test_a_file_attached_while_the_backup_is_written_is_in_it_once(
    store: Store, journal: Journal, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waited when the files were copied, and its complaint was recorded before the store was."""
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    copied, clerk = early.copied, STAFF["clerk"]

    @contextmanager
    def slowly(store: Store, path: str) -> Iterator[None]:
        with copied(store, path):
            told = STRAIGHT["receive"]
            case = journal.record("receive", told, by=clerk, now=START, operation=KEY.removeprefix(drafts.NEW)).case
            assert early.attach(journal, KEY, case.id, clerk, LATER) == []
            yield

    monkeypatch.setattr(early, "copied", slowly)
    back_up(store, target)
    copy = open_store(target)
    try:
        ((key, case_id),) = early.left_over(copy)
        assert early.attach(Journal(copy), key, case_id, clerk, LATER) == []
        (file,) = attachments.of_case(Journal(copy), case_id)
        assert (file.file_name, attachments.read(copy, file.sha256)) == ("Nồi.png", PNG)
        assert lying(copy) == []
    finally:
        copy.close()


def test_what_somebody_else_attaches_at_the_same_moment_is_there_once_and_refused_to_nobody(
    store: Store, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = until(journal, "receive")
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    early.keep(store, "clerk", KEY, "Hóa đơn.jpg", JPEG)
    read = early.data

    def meanwhile(store: Store, key: str, file: early.Early) -> bytes:
        monkeypatch.setattr(early, "data", read)
        assert early.attach(journal, KEY, case_id, STAFF["clerk"], LATER) == []
        return read(store, key, file)

    monkeypatch.setattr(early, "data", meanwhile)
    assert early.attach(journal, KEY, case_id, STAFF["clerk"], LATER) == []
    assert [file.file_name for file in attachments.of_case(journal, case_id)] == ["Nồi.png", "Hóa đơn.jpg"]


def test_a_full_drive_leaves_the_older_backup_as_it_was(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early.keep(store, "clerk", KEY, "a.png", PNG)
    back_up(store, target)
    before = beside(target)
    early.keep(store, "clerk", KEY, "b.jpg", JPEG)
    write = early.write_whole

    def full(path: Path, data: bytes) -> None:
        if path.name == early._NEW_LIST:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(early, "write_whole", full)
    with pytest.raises(StoreProblem, match="could not be copied"):
        back_up(store, target)
    assert beside(target) == before


def test_files_whose_list_is_lost_are_backed_up_all_the_same(store: Store, journal: Journal, target: Path) -> None:
    early.keep(store, "clerk", KEY, "a.png", PNG)
    (list_,) = (path for path in lying(store) if path.name == "list.json")
    list_.write_bytes(b"{torn")
    assert [words.text for words in journal.check()] == [
        "The list of the files that wait for a complaint in {folder} is missing or damaged."
    ]
    back_up(store, target)
    assert PNG in beside(target).values()


def test_check_names_what_waits_and_is_missing_changed_or_on_no_list(store: Store, journal: Journal) -> None:
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    assert journal.check() == []
    (path,) = (path for path in lying(store) if path.name != "list.json")
    path.write_bytes(b"something else")
    (said,) = journal.check()
    assert (said.values, "not as it was attached" in said.text) == ({"file": "Nồi.png"}, True)
    with pytest.raises(StoreProblem, match="not as it was attached"):
        waits(store)
    path.unlink()
    assert ["is missing" in words.text for words in journal.check()] == [True]
    early.leave_out(store, KEY, early.of_draft(store, KEY)[0])
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    (path.parent / ("0" * 64)).write_bytes(b"stray")
    assert [words.values for words in journal.check()] == [{"count": 1}]


def test_what_still_waits_for_a_case_goes_when_it_is_erased(store: Store, journal: Journal) -> None:
    case_id = until(journal)
    operation = store.row("select operation from entry where case_id=? order by id", (bytes.fromhex(case_id),))[0]
    for key in (f"{drafts.NEW}{operation}", KEY):
        early.keep(store, "clerk", key, "Tuula.png", PNG)
    journal.erase(case_id, by=STAFF["manager"], now=LATER, reason="Asked by the customer")
    assert (waits(store, f"{drafts.NEW}{operation}"), waits(store)) == ({}, {"Tuula.png": PNG})


def test_of_a_made_up_store_that_is_made_anew_nothing_is_left(store: Store, path: Path, journal: Journal) -> None:
    early.keep(store, "clerk", KEY, "Nồi.png", PNG)
    attachments.attach(journal, "a.jpg", "photo", JPEG, by=STAFF["clerk"], now=LATER, case_id=until(journal, "receive"))
    other = path.with_name(f"{path.name}.other")
    other.write_text("another's")
    remove(path)
    assert list(path.parent.iterdir()) == [other]
    remove(path)  # nothing there is nothing wrong


def test_the_demonstration_is_made_where_an_older_one_kept_files(tmp_path: Path) -> None:
    for folder in (attachments.FOLDER, early.FOLDER):
        (tmp_path / f"demo.store{folder}").mkdir()
    (tmp_path / "demo.store").write_text("an older one")
    demo.fresh(tmp_path)
    assert list(tmp_path.iterdir()) == []
