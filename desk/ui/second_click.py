"""Hasty hands: the second half of a double click, and a button that is out of sight before its key lets go of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

#: A key such as Alt+S holds its button down for 100 ms before it is pressed.
HELD_MS = 250


class _Second(QObject):
    """Takes the second half, if it comes. Listens at the window, where few events pass, and only for so long."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._taken = False
        window.installEventFilter(self)
        QTimer.singleShot(QGuiApplication.styleHints().mouseDoubleClickInterval(), self, self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonDblClick:
            self._taken = True
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._taken:
            self._taken = False
            return True
        return False


def leave_out_second(widget: QWidget) -> None:
    """Call it when a click has put something else where it was pressed."""
    window = widget.window().windowHandle()
    if window is not None:  # else nothing of it was ever on screen
        _Second(window)


def let_go(whole: QWidget) -> None:
    """Call it when something else takes the place of what is seen: buttons in it that a key still holds down do
    nothing. Behind a locked desk they would open a dialog for nobody."""
    for button in whole.findChildren(QAbstractButton):
        if button.isDown():
            button.blockSignals(True)
            QTimer.singleShot(HELD_MS, button, partial(button.blockSignals, False))
