"""The bar on top: where this is, the one search field, the way to a new complaint, what waits, and who is here."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from desk.cases.people import ROLES, may
from desk.i18n import LANGUAGES, N_

from . import icons, style
from .desk import Desk
from .labels import Label, hint

#: Letters of a name: its last word is what a Vietnamese colleague is called, so most names are read whole.
MOST = 24

#: What the search field needs beside its words: the glass, and the sign that empties it.
AROUND = 88

#: Seconds for an answer that holds up nobody who types.
SLOW = 0.05


class SearchField(QLineEdit):
    """Down and Enter go to what was found; Esc empties it first."""

    wants_list = Signal()

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            event.accept()  # the window's own Esc would leave the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wants_list.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Bar(QFrame):
    """Says what the person wants; the window does it."""

    searched = Signal(str)
    list_wanted = Signal()
    complaint_wanted = Signal()
    waiting_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        style.kind(self, "bar")
        self._waiting, self.narrow = 0, False
        self.branch = Label(parent=self, bold=True)
        self.search = self._search_field()
        self.waiting, self.new = QPushButton(self), QPushButton(self)
        style.kind(self.new, "primary")
        icons.wear(self.new, "plus", "on_accent")
        self.new.clicked.connect(self.complaint_wanted)
        self.waiting.clicked.connect(self.waiting_wanted)
        self.person = QPushButton(self)
        style.kind(self.person, "quiet")
        icons.wear(self.person, "user")
        self._menu()
        self._lay_out()
        self.retranslate()

    def _search_field(self) -> SearchField:
        field = SearchField(self)
        field.setClearButtonEnabled(True)
        field.setMaxLength(200)
        field.setMaximumWidth(56 * style.GRID)
        sign = icons.icon("search", style.color("muted"))
        self._glass = field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._slow = False
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._ask)
        field.textChanged.connect(lambda: self._pause.start() if self._slow else self._ask())
        field.wants_list.connect(self._finish_search)
        self._empty: Any = field.findChild(QAction, "_q_qlineeditclearaction")  # Qt's own name; it gives it no words
        style.news.changed.connect(self._dye)
        return field

    def _dye(self) -> None:
        self._glass.setIcon(icons.icon("search", style.color("muted")))

    def _ask(self) -> None:
        """Ask at once, so that the letter and what it finds are painted together. Where that takes long, keys that are
        pressed meanwhile are all taken in before the list is asked again."""
        self._pause.stop()
        began = perf_counter()
        self.searched.emit(self.search.text())
        self._slow = perf_counter() - began > SLOW

    def _finish_search(self) -> None:
        if self._pause.isActive():
            self._ask()
        self.list_wanted.emit()

    def show_words(self, words: str) -> None:
        """Write what is searched for without asking for it again."""
        self._pause.stop()
        blocked = self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(blocked)

    def _menu(self) -> None:
        self.menu = QMenu(self)
        self.lock, self.switch = QAction(self), QAction(self)
        self.lock.triggered.connect(self.lock_wanted)
        self.switch.triggered.connect(self.switch_wanted)
        self.menu.addActions([self.lock, self.switch])
        self.menu.addSeparator()
        group = QActionGroup(self)
        self.languages = {code: QAction(name, group) for code, name in LANGUAGES.items()}
        for code, action in self.languages.items():
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            self.menu.addAction(action)
        self.person.setMenu(self.menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * style.GRID, style.GRID, 2 * style.GRID, style.GRID)
        row.setSpacing(2 * style.GRID)
        row.addWidget(self.branch)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addWidget(self.waiting)
        row.addWidget(self.new)
        row.addWidget(self.person)

    def set_narrow(self, narrow: bool) -> None:
        """Fewer words where there is less room; what is called what stays."""
        self.narrow = narrow
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_way()

    def _make_way(self) -> None:
        """Rather than that words are cut, the role is left out, and then the branch, which the window's title says."""
        layout = self.layout()
        assert layout is not None  # it was laid out
        for role, branch in ((True, True), (False, True), (False, False)):
            self.branch.setHidden(self.narrow or not branch)
            self._write_person(role and not self.narrow)
            if layout.minimumSize().width() <= self.width():
                return

    def show_waiting(self, count: int) -> None:
        """How many cases wait for this person; nothing is shown when none does."""
        self._waiting = count
        text = self.desk.words.ngettext("{n} waiting for me", "{n} waiting for me", count).format(n=count)
        self.waiting.setText(str(count) if self.narrow else text)
        self.waiting.setToolTip(text if self.narrow else "")
        self.waiting.setAccessibleName(text)
        self.waiting.setVisible(count > 0)
        self._make_way()

    def retranslate(self) -> None:
        say, branch = self.desk.say, self.desk.branch
        self.branch.setText(branch.name or branch.code)
        self.branch.setToolTip(hint(branch.company))
        self.search.setPlaceholderText(say(N_("Find a case (Ctrl+F)")))
        asks = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        self.search.setMinimumWidth(asks + AROUND)
        self.search.setAccessibleName(say(N_("Find a case")))
        self.search.setToolTip(say(N_("Number, name, telephone, product or words. Marks may be left out.")))
        self._glass.setText(say(N_("Find a case")))
        self._empty.setText(say(N_("Empty the search")))
        self.new.setText("F2" if self.narrow else say(N_("&New complaint (F2)")))
        self.new.setToolTip(say(N_("New complaint")) if self.narrow else "")
        self.new.setAccessibleName(say(N_("New complaint")))
        self.lock.setText(say(N_("Lock (Ctrl+L)")))
        self.switch.setText(say(N_("Somebody else signs in")))
        self.languages[self.desk.words.language].setChecked(True)
        icons.wear(self.waiting, "users")
        self.show_waiting(self._waiting)
        self.show_person()

    def show_person(self) -> None:
        """Who is here, and as what."""
        if person := self.desk.person:
            role = self.desk.say(ROLES[person.role])
            self.person.setAccessibleName(f"{person.name}, {role}")
            self.person.setToolTip(hint(f"{person.name} · {role}"))
            self.new.setVisible(may(person, "receive"))
            self._make_way()

    def _write_person(self, with_role: bool) -> None:
        if person := self.desk.person:
            shown = person.name if len(person.name) <= MOST else person.name[: MOST - 1].rstrip() + "…"
            role = self.desk.say(ROLES[person.role])
            self.person.setText((f"{shown} · {role}" if with_role else shown).replace("&", "&&"))
