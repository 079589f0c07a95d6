"""The finder (Ctrl+K): any action, any case and any colleague by a few letters, marks left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from desk.cases.text import fold
from desk.i18n import N_
from desk.store import lists

from . import icons, style
from .aloud import announce
from .desk import Desk
from .finder_items import Found, of_page, of_window, people
from .room import Dialog

if TYPE_CHECKING:
    from .window import MainWindow

CASES = 8

#: So long typing may pause before everything is looked through again.
PAUSE_MS = 120


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


class Finder(Dialog):
    """A field and what fits it. Enter does what is marked."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self._window = desk, window
        self.found = QListWidget(self)
        self.field = FinderField(self.found)
        self._items: list[Found] = []
        self._actions = [*of_page(window), *of_window(window)]
        self._people = people(window)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(self._do)
        self.found.itemActivated.connect(lambda _: self._do())
        self.found.currentTextChanged.connect(lambda words: announce(self.field, words))  # the keyboard stays here
        style.news.changed.connect(self.look)
        self._lay_out()
        self.look()

    def _lay_out(self) -> None:
        say = self.desk.say
        self.setWindowTitle(say(N_("Find anything")))
        self.field.setPlaceholderText(say(N_("An action, a number, a name …")))
        self.field.setAccessibleName(say(N_("Find an action, a case or a colleague")))
        self.field.setMaxLength(200)
        self.found.setAccessibleName(say(N_("What fits")))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        column.addWidget(self.field)
        column.addWidget(self.found)
        self.resize(70 * style.GRID, 52 * style.GRID)

    def look(self) -> None:
        """Show what fits what was typed: actions first, then cases and people."""
        self._pause.stop()
        wanted = fold(self.field.text()).split()
        self._items = _fitting(self._actions, wanted)
        if wanted:
            self._items += [*self._cases(), *_fitting(self._people, wanted)]
        self.found.clear()
        nothing = Found(self.desk.say(N_("Nothing fits. Fewer letters may help.")), "search", _nothing)
        for item in self._items or [nothing]:
            shown = QListWidgetItem(icons.icon(item.sign), item.words, self.found)
            shown.setSizeHint(QSize(0, style.CONTROL))
        self.found.setCurrentRow(0)

    def _cases(self) -> list[Found]:
        chosen = lists.Filter("all", "", self.field.text())
        rows = lists.page(self.desk.store, chosen, sort=lists.FOUND, limit=CASES, now=self.desk.now())
        return [
            Found(" · ".join(p for p in (row.number, row.customer, row.about) if p), "inbox",
                  partial(self._window.open_case, row.case_id))
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


def _nothing() -> None:
    """What the line does that says so."""


def _fitting(items: Iterable[Found], wanted: list[str]) -> list[Found]:
    """Those that hold every part of what was typed, those that begin with it first."""
    fit = [item for item in items if all(part in fold(item.words) for part in wanted)]
    return sorted(fit, key=lambda item: not fold(item.words).startswith(" ".join(wanted)))
