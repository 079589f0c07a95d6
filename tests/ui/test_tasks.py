"""Work on another thread: whoever asked for it may be gone when it is done."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from desk.ui import tasks


class Asking(QLabel):
    def method(self):
        return self.setText

    def function(self):
        return lambda text: self.setText(text)

    def inner(self):
        def done(text):
            self.setText(text)

        return done

    def some(self):
        return partial(lambda label, text: label.setText(text), self)


@pytest.mark.parametrize("how", ["method", "function", "inner", "some"])
def test_nothing_is_told_to_a_widget_that_was_closed_meanwhile(look, qtbot, how):
    there, gone = Asking(), Asking()
    qtbot.addWidget(there)
    for label in (there, gone):
        tasks.run(lambda: "Read.", getattr(label, how)())
    delete(gone)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert there.text() == "Read."


#: Ends while another thread is still at work.
CHILD = """
import time
from PySide6.QtWidgets import QApplication
from desk.ui import tasks

app = QApplication([])
tasks.run(lambda: time.sleep(0.5), print)
"""


def test_work_that_is_not_done_at_the_end_of_the_program_ends_quietly():
    ended = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, cwd=Path.cwd(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False, timeout=60,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
