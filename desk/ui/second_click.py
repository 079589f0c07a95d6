"""A double click where one was enough: what the first half brought under the pointer is not pressed by the second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


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
