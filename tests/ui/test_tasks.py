"""Work on another thread: whoever asked for it may be gone when it is done."""

from __future__ import annotations

from functools import partial

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
