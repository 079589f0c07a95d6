"""Garbage is looked for on the window's thread alone."""

import gc
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from desk.ui.garbage import Collecting, collect

#: A widget with a part of its own, each known to the other; found by another thread, the part was ended twice.
LEFT_LYING = """
import gc, sys, threading
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from desk.ui.folded import Folded
from desk.ui.garbage import Collecting
def left_lying():
    over = QWidget()
    over.part, over.itself = Folded(over), over
    over.part.over = over
def busy():
    if gc.isenabled():
        gc.collect()  # as Python would by itself, sooner or later
app = QApplication([])
gc.set_threshold(100_000)  # not before the other thread does
keeper = QObject()
collecting = Collecting(keeper)
for _ in range(100):
    for _ in range(20): left_lying()
    other = threading.Thread(target=busy)
    other.start()
    other.join()
    [QComboBox() for _ in range(10)]
print("ended well")
"""


class Link:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collecting(qtbot) -> Collecting:
    keeper = QObject()
    collecting = Collecting(keeper)
    collecting._keeper = keeper
    return collecting


def test_another_thread_looks_for_nothing_however_much_there_is(collecting) -> None:
    lost = weakref.ref(Link())
    other = threading.Thread(target=lambda: [Link() for _ in range(20_000)])
    other.start()
    other.join()
    assert lost() is not None
    collect()
    assert lost() is None


def test_it_is_looked_for_while_the_window_stands(qtbot, collecting) -> None:
    lost = weakref.ref(Link())
    more = [Link() for _ in range(2 * gc.get_threshold()[0])]
    del more
    qtbot.waitUntil(lambda: lost() is None, timeout=5000)


def test_what_has_grown_old_is_looked_through_too(collecting) -> None:
    gc.collect()
    lost = Link()
    gc.collect(0)
    gc.collect(1)  # it is among the oldest now
    known = weakref.ref(lost)
    del lost
    more: list[list[int]] = []
    for _ in range(300):
        more += [[] for _ in range(gc.get_threshold()[0] + 50)]
        collect()
    assert known() is None


def test_widgets_left_lying_end_once_whatever_other_threads_do() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_LYING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ended well\n"), done.stderr
