"""What the tests of the main window share: a window on screen, its keys, and more cases than one page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.store import accounts
from desk.ui.desk import Desk
from desk.ui.window import Around, MainWindow

from .conftest import WAY


def opened(qtbot: Any, desk: Desk, person: str = "", around: Around = Around()) -> MainWindow:
    """The main window, on screen and active, with somebody signed in or at the sign-in."""
    window = MainWindow(desk, around)
    qtbot.addWidget(window, before_close_func=let_go)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    if person:
        desk.sign_in(accounts.people(desk.store)[person])
    else:
        window.show_sign_in()
    return window


def let_go(window: MainWindow) -> None:
    """Nothing of the window reaches the store once the test is over."""
    window.desk.person = None
    window.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def key(widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key as the keyboard sends it: shortcuts first."""
    QTest.keyClick(widget, which, modifier)


def record(desk: Desk, number: int, **answers: Any) -> str:
    """One more complaint; its id."""
    told = {**WAY["receive"], "customer_name": f"Khách {number:03d}", **answers}
    return desk.record("receive", told).case.id


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Everything visible that the keyboard can reach."""
    for child in widget.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled():
            yield child
