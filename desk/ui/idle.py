"""Notices when nobody has touched the window for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QProgressBar, QWidget

#: Minutes without a touch until the desk locks itself, and the name the manager's own number is kept under.
LOCK_MINUTES = 5
LOCK_SETTING = "lock_minutes"

MINUTE_MS = 60_000

_KINDS = QEvent.Type
_AWAKE = frozenset((_KINDS.KeyPress, _KINDS.MouseButtonPress, _KINDS.MouseMove, _KINDS.Wheel, _KINDS.TouchBegin))


class Idle(QObject):
    """Counts from the last key or pointer that reached one of the windows itself: their widgets cost nothing."""

    passed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._timer = QTimer(self, singleShot=True)
        self._window = window
        self._timer.timeout.connect(self._pass)
        QGuiApplication.instance().focusWindowChanged.connect(self._also)  # type: ignore[union-attr]

    def _also(self, window: QWindow | None) -> None:
        """Who writes in a dialog is not idle: it is a window of its own."""
        if window is not None:
            window.installEventFilter(self)

    def watch(self, window: QWidget) -> None:
        """Listen to a window that is on screen."""
        window.windowHandle().installEventFilter(self)

    def start(self, minutes: float) -> None:
        """Count from now on, so many minutes."""
        self._timer.start(round(minutes * MINUTE_MS))

    def stop(self) -> None:
        self._timer.stop()

    def _pass(self) -> None:
        """Who waits for a long work, or went for coffee meanwhile, gets to read what became of it: locking the desk
        would close its dialog, and end it."""
        if any(bar.isVisible() for bar in self._window.findChildren(QProgressBar)):
            self._timer.start()
        else:
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._timer.isActive() and event.type() in _AWAKE:
            self._timer.start()
        return super().eventFilter(watched, event)
