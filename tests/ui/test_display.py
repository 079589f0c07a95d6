"""Whether a window can be shown: displays that are not there or do not answer, and libraries that are missing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from desk import app
from desk.app import display
from desk.i18n import Words


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return monkeypatch


def test_no_display_is_said_before_qt_is_asked(bare):
    assert "no display" in str(app.display_trouble())


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_does_not_answer_is_said(bare, name, tmp_path):
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bare.setenv(name, ":4711")
    assert ":4711 does not answer" in str(app.display_trouble())


def test_a_display_that_answers_is_no_trouble_unless_a_library_is_missing(bare, tmp_path):
    bare.setattr(display, "_x_answers", lambda name: name == ":7")
    bare.setattr(display, "_xcb_trouble", lambda: None)
    bare.setenv("DISPLAY", ":7")
    assert app.display_trouble() is None
    missing = Words(display.NO_LIBRARY, {"library": "libxcb-cursor.so.0"})
    bare.setattr(display, "_xcb_trouble", lambda: missing)
    assert "libxcb-cursor.so.0" in str(app.display_trouble())


def test_an_x_server_is_found_by_its_socket(bare):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        for number in range(40, 60):
            try:
                server.bind(("127.0.0.1", 6000 + number))
                break
            except OSError:
                continue
        server.listen()
        assert display._x_answers(f"127.0.0.1:{number}.0")
    assert not display._x_answers("nonsense")


def test_a_wayland_display_is_a_socket_in_its_folder(bare, tmp_path):
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bare.setenv("WAYLAND_DISPLAY", "w-0")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "w-0"))
        assert app.display_trouble() is None


def test_the_name_of_a_missing_library_is_what_stands_before_the_colon():
    said = "libGL.so.1: cannot open shared object file: No such file or directory"
    assert display._library(said) == "libGL.so.1"


@pytest.mark.skipif(sys.platform != "linux", reason="an X display belongs to Linux")
def test_without_a_display_the_command_says_one_sentence_and_qt_never_starts(tmp_path):
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    ended = subprocess.run([sys.executable, "-m", "desk"], env=kept, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert "Traceback" not in ended.stderr
