"""What the tests of the main window share: a window on screen, its keys, and more cases than one page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desk.store import accounts
from desk.ui.around import Around
from desk.ui.desk import Desk
from desk.ui.window import MainWindow

from .straight_way import WAY

ALONE = Around()


def opened(qtbot: Any, desk: Desk, person: str = "", around: Around = ALONE) -> MainWindow:
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


def here() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press_here(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys as the hand presses them: each goes to whatever has the keyboard by then."""
    for which in keys:
        key(here(), which, modifier)


def record(desk: Desk, number: int, **answers: Any) -> str:
    """One more complaint; its id."""
    told = {**WAY["receive"], "customer_name": f"Khách {number:03d}", **answers}
    return desk.record("receive", told).case.id


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Everything visible that can be pressed or reached; in a group of choices Tab stops at one of them only."""
    for child in widget.findChildren(QWidget):
        reached = child.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(child, QAbstractButton)
        if isinstance(child.parent(), QLineEdit):
            continue  # the sign inside a field is part of it
        if child.isVisible() and reached and child.isEnabled():
            yield child


_ROLE = QAccessible.Role
#: What a screen reader stops at and has to name.
SPOKEN = frozenset((
    _ROLE.Button, _ROLE.ButtonMenu, _ROLE.ButtonDropDown, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.EditableText,
    _ROLE.ComboBox, _ROLE.SpinBox, _ROLE.Table, _ROLE.List, _ROLE.ListItem, _ROLE.Cell, _ROLE.Tree, _ROLE.PageTab,
    _ROLE.Link, _ROLE.MenuItem, _ROLE.Slider, _ROLE.ProgressBar, _ROLE.ColumnHeader, _ROLE.Canvas,
))  # fmt: skip


def unnamed(widget: QWidget) -> list[str]:
    """What a screen reader would meet in a widget and could not name, each with the way to it."""
    top = QAccessible.queryAccessibleInterface(widget)
    return [way for thing, way in _met(top, type(widget).__name__) if not thing.text(QAccessible.Text.Name).strip()]


def _met(thing: QAccessibleInterface | None, way: str) -> Iterator[tuple[QAccessibleInterface, str]]:
    if thing is None or not thing.isValid() or thing.state().invisible:
        return
    owner = thing.object()
    focusable = isinstance(owner, QWidget) and owner.focusPolicy() & Qt.FocusPolicy.TabFocus
    if thing.role() in SPOKEN or focusable:
        yield thing, way
    for number in range(min(thing.childCount(), 200)):
        child = thing.child(number)
        name = type(child.object()).__name__ if child is not None and child.object() else str(number)
        yield from _met(child, f"{way} > {name}")
