"""Where reminders are said in a window: in its banner, and in the tray while the window is not in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from . import reminders
from .banner import Banner
from .desk import Desk
from .reminders import Reminder, Reminders


class Reminding(QObject):
    """Looks when it is told to. Says which case is to be opened."""

    case_wanted = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk, self._window = desk, window
        self.banner = Banner(desk, window)
        self._reminders, self._tray = Reminders(desk, window), reminders.tray(desk, window)
        self._reminders.reminded.connect(self._say)
        self.banner.case_wanted.connect(self.case_wanted)
        desk.case_changed.connect(self.follow)
        if self._tray:
            self._tray.wanted.connect(self._come_to)

    def look(self) -> None:
        """Say the clock in the banner anew, and whatever else falls due soon."""
        self.follow()
        self._reminders.look()

    def follow(self) -> None:
        """What was done, or is somebody else's by now, reminds nobody any more."""
        if (said := self.banner.reminder) is None:
            return
        if now := self._reminders.again(said):
            self.banner.reminder = now
            self.banner.retranslate()
        else:
            self.banner.leave()

    def _say(self, reminder: Reminder) -> None:
        self.banner.show_reminder(reminder)
        if self._tray and not self._window.isActiveWindow():
            self._tray.say(reminder)

    def _come_to(self, case_id: str) -> None:
        """Somebody clicked on what the tray said. While the desk is locked only the window comes, and while something
        stands over the page only that: it is about what stands below it, and the banner leads to the case later."""
        window, over = self._window, self._over()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        for one in over or [window]:
            one.raise_()
            one.activateWindow()
        if self.desk.person is not None and not over:
            self.banner.leave()
            self.case_wanted.emit(case_id)

    def _over(self) -> list[QWidget]:
        """The dialogs and the views for the customer that are open, one over the other."""
        return [one for one in self._window.findChildren(QWidget) if one.isWindow() and one.isVisible()]

    def quiet(self) -> None:
        """What one person was reminded of is nobody else's."""
        self.banner.leave()
        if self._tray:
            self._tray.leave()
