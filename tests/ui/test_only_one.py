"""One desk on one store: a second start brings the first one's window to the front."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desk.ui.only_one import OnlyOne


def test_a_second_start_brings_the_first_to_the_front(qtbot, look, tmp_path):
    first, second = OnlyOne(tmp_path / "desk.store"), OnlyOne(tmp_path / "desk.store")
    assert first.take()
    assert not second.take()
    first.listen()
    code = "import sys, pathlib, desk.ui.only_one as o; print(o.OnlyOne(pathlib.Path(sys.argv[1])).raise_other())"
    command = [sys.executable, "-c", code, str(tmp_path / "desk.store")]
    with qtbot.waitSignal(first.asked_for), subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as asking:
        qtbot.waitUntil(lambda: asking.poll() is not None)
        assert asking.stdout.read().strip() == "True"
    first.release()
    assert second.take()
    second.release()


def test_a_place_that_is_taken_meanwhile_is_taken_once_it_is_asked_for(look, tmp_path):
    first, second, third = (OnlyOne(tmp_path / "desk.store") for _ in range(3))
    first.begin()
    assert first.take()
    second.begin()
    assert not second.take()
    first.release()
    second.begin()
    second.release()
    assert third.take()
    third.release()


@pytest.mark.skipif(sys.platform == "win32", reason="links need leave there")
def test_a_store_under_another_name_is_the_same_store(look, tmp_path):
    (tmp_path / "desk.store").touch()
    (tmp_path / "link.store").symlink_to(tmp_path / "desk.store")
    first = OnlyOne(tmp_path / "desk.store")
    assert first.take()
    assert not OnlyOne(tmp_path / "link.store").take()
    first.release()


def test_a_first_desk_that_does_not_answer_is_said(look, tmp_path):
    first = OnlyOne(tmp_path / "desk.store")
    assert first.take()
    assert not OnlyOne(tmp_path / "desk.store").raise_other()
    first.release()


def test_two_stores_are_two_desks(look, tmp_path):
    one, other = OnlyOne(tmp_path / "a.store"), OnlyOne(tmp_path / "b.store")
    assert one.take()
    assert other.take()
    one.release()
    other.release()
