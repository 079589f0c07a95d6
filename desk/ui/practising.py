"""Comes and goes with a practice: the real desk waits behind it and is back with one key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desk.cases.scenario import Scenario

from .desk import Desk
from .practice_room import PracticeRoom
from .second_click import let_go
from .tab_order import tell_all_as_laid


class Practising(QObject):
    """At most one practice at a time, in a room beside the real desk's."""

    customer_came = Signal()  # somebody real stands there

    def __init__(self, desk: Desk, rooms: QStackedWidget) -> None:
        super().__init__(rooms)
        self.desk, self.rooms = desk, rooms
        self.room: PracticeRoom | None = None
        self._behind = rooms.currentWidget()
        self._keyboard: QWidget | None = None

    def begin(self, scenario: Scenario) -> None:
        """Play a scenario from its first word."""
        self.leave()
        self._behind, self._keyboard = self.rooms.currentWidget(), self.rooms.focusWidget()
        if self._behind is not None:
            let_go(self._behind)
        self.room = room = PracticeRoom(scenario, self.desk.words, self.rooms)
        room.left.connect(self.leave)
        room.customer_came.connect(self._customer_came)
        self.rooms.addWidget(room)
        tell_all_as_laid(room)
        self.rooms.setCurrentWidget(room)
        room.begin()

    def leave(self) -> None:
        """Back to the real desk; nothing of the practice is kept."""
        if self.room is None:
            return
        room, self.room = self.room, None
        room.close_practice()
        self.rooms.removeWidget(room)
        room.deleteLater()
        if self._behind is not None:
            self.rooms.setCurrentWidget(self._behind)
        if self._keyboard is not None and isValid(self._keyboard):  # Qt leaves it in the room, and no key does anything
            self._keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _customer_came(self) -> None:
        self.leave()
        self.customer_came.emit()

    def retranslate(self) -> None:
        if self.room is not None:
            self.room.retranslate(self.desk.words)
