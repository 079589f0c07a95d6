"""Many papers: the same bytes as one by one, whole files or none, and an end when somebody asks for it."""

from __future__ import annotations

import errno
import os
from dataclasses import replace

import pytest

from desk.papers.agreement import agreement
from desk.papers.batch import Order, Unwritten, make_all, save


def orders(case, folder, count):
    return [Order(case, ("en",), folder / f"{n:03}.pdf") for n in range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_every_paper_is_made_as_it_is_alone(hanoi, tmp_path, processes):
    heard = []
    made = make_all(orders(hanoi, tmp_path, 24), processes=processes, progress=lambda *at: heard.append(at))
    assert sorted(made.written) == sorted(tmp_path.iterdir())
    assert {path.read_bytes() for path in made.written} == {agreement(hanoi, ("en",))}
    assert (len(made.written), made.failed, made.stopped) == (24, (), False)
    assert heard[-1] == (24, 24)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stopped_batch_leaves_whole_files_and_says_which(hanoi, tmp_path, processes):
    asked = []
    made = make_all(orders(hanoi, tmp_path, 200), processes=processes, cancelled=lambda: bool(asked),
                    progress=lambda done, of: asked.append(done))  # fmt: skip
    assert made.stopped
    assert 0 < len(made.written) < 200
    assert sorted(tmp_path.iterdir()) == sorted(made.written)
    assert {path.read_bytes() for path in made.written} == {agreement(hanoi, ("en",))}


def test_a_case_without_such_a_paper_does_not_stop_the_others(hanoi, tmp_path):
    never = replace(hanoi, agreement=None, proposal=None, recorded_at=None)
    made = make_all([Order(case, ("en",), tmp_path / f"{n}.pdf") for n, case in enumerate((never, hanoi))])
    assert made.written == (tmp_path / "1.pdf",)
    assert [number for number, _ in made.failed] == [0]
    assert "never recorded" in str(made.failed[0][1])


class Deadly:
    """Ends the process that takes it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_process_that_ends_by_itself_is_said_and_leaves_no_half_file(hanoi, tmp_path):
    (tmp_path / ".012.pdf.4711.part").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / ".of somebody else.part").write_bytes(b"x")
    papers = [*orders(hanoi, tmp_path, 12), Order(hanoi, ("en",), tmp_path / "012.pdf", more={"logo": Deadly()})]
    made = make_all(papers, processes=2)
    assert [str(words) for _, words in made.failed] == [
        "A part of the work ended by itself. Files written before are whole; please try the others again."
    ]
    assert made.stopped
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == [".of somebody else.part"]
    assert {path.read_bytes() for path in tmp_path.glob("[0-9]*.pdf")} <= {agreement(hanoi, ("en",))}


class FullDisk:
    """The disk takes so many papers, and the next one not."""

    def __init__(self, room):
        self.room, self.sync = room, os.fsync

    def __call__(self, number):
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.sync(number)


def test_a_full_disk_leaves_no_half_file_and_ends_the_batch(hanoi, tmp_path, monkeypatch):
    monkeypatch.setattr("desk.papers.batch.os.fsync", FullDisk(room=2))
    made = make_all(orders(hanoi, tmp_path, 5))
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["000.pdf", "001.pdf"]
    assert [(number, str(words)) for number, words in made.failed] == [
        (2, f"The disk is full. {tmp_path / '002.pdf'} was not written; files written before are whole.")
    ]
    assert made.stopped


def test_a_file_that_was_there_before_survives_a_full_disk(tmp_path, monkeypatch):
    path = tmp_path / "paper.pdf"
    save(path, b"old and whole")
    monkeypatch.setattr("desk.papers.batch.os.fsync", FullDisk(room=0))
    with pytest.raises(Unwritten) as raised:
        save(path, b"new" * 1000)
    assert raised.value.full
    assert path.read_bytes() == b"old and whole"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told_by_its_name(tmp_path):
    with pytest.raises(Unwritten) as raised:
        save(tmp_path / "gone" / "paper.pdf", b"x")
    assert not raised.value.full
    assert "gone" in str(raised.value.words)
