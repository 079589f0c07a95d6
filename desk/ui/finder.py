"""The finder (Ctrl+K): any action and any case by a few letters, marks left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.cases.people import may
from desk.cases.text import fold
from desk.i18n import LANGUAGES, N_
from desk.store import lists

from . import icons, style
from .bar import PAUSE_MS
from .desk import Desk
from .rail import PLACES

CASES = 8


class Found(NamedTuple):
    """One thing that can be done: its words, its sign, and how."""

    words: str
    sign: str
    do: Callable[[], object]


class FinderField(QLineEdit):
    """Up and Down walk in the list while the keyboard stays here."""

    def __init__(self, found: QListWidget) -> None:
        super().__init__()
        self._found = found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._found.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class Finder(QDialog):
    """A field and what fits it. Enter says what is wanted; the window does it."""

    place_wanted = Signal(str)
    case_wanted = Signal(str)
    complaint_wanted = Signal()
    lock_wanted = Signal()
    language_wanted = Signal(str)
    scheme_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.found = QListWidget(self)
        self.field = FinderField(self.found)
        self._items: list[Found] = []
        self._actions = self._all_actions()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(self._do)
        self.found.itemActivated.connect(lambda _: self._do())
        self._lay_out()
        self.look()

    def _lay_out(self) -> None:
        say = self.desk.say
        self.setWindowTitle(say(N_("Find anything")))
        self.field.setPlaceholderText(say(N_("An action, a number, a name …")))
        self.field.setAccessibleName(say(N_("Find an action or a case")))
        self.field.setMaxLength(200)
        self.found.setAccessibleName(say(N_("What fits")))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        column.addWidget(self.field)
        column.addWidget(self.found)
        self.resize(70 * style.GRID, 52 * style.GRID)

    def _all_actions(self) -> list[Found]:
        say = self.desk.say
        allowed = self.desk.person is not None and may(self.desk.person, "receive")
        actions = [Found(say(N_("New complaint")), "plus", self.complaint_wanted.emit)] if allowed else []
        for place, words, sign in PLACES:
            actions.append(Found(say(words).replace("&", ""), sign, partial(self.place_wanted.emit, place)))
        actions.append(Found(say(N_("Lock")), "lock", self.lock_wanted.emit))
        actions += [
            Found(name, "globe", partial(self.language_wanted.emit, code)) for code, name in LANGUAGES.items()
        ]
        actions.append(Found(say(N_("Light")), "sun", partial(self.scheme_wanted.emit, "light")))
        actions.append(Found(say(N_("Dark")), "moon", partial(self.scheme_wanted.emit, "dark")))
        actions.append(Found(say(N_("High contrast")), "circle-dot", partial(self.scheme_wanted.emit, "contrast")))
        return actions

    def look(self) -> None:
        """Show what fits what was typed: actions first, then cases."""
        self._pause.stop()
        wanted = fold(self.field.text()).split()
        self._items = [a for a in self._actions if all(part in fold(a.words) for part in wanted)]
        if wanted:
            self._items += self._cases()
        self.found.clear()
        for item in self._items:
            shown = QListWidgetItem(icons.icon(item.sign), item.words, self.found)
            shown.setSizeHint(QSize(0, style.CONTROL))
        self.found.setCurrentRow(0)

    def _cases(self) -> list[Found]:
        chosen = lists.Filter("all", "", self.field.text())
        rows = lists.page(self.desk.store, chosen, limit=CASES, now=self.desk.now())
        return [
            Found(" · ".join(p for p in (row.number, row.customer, row.about) if p), "inbox",
                  partial(self.case_wanted.emit, row.case_id))
            for row in rows
        ]  # fmt: skip

    def _do(self) -> None:
        if self._pause.isActive():
            self.look()
        number = self.found.currentRow()
        if 0 <= number < len(self._items):
            action = self._items[number].do
            self.accept()
            action()
