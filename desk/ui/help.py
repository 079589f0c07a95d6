"""F1: what this page is for, and the keys. Ctrl+/: every key of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desk import RESOURCES
from desk.i18n import N_

from . import style
from .desk import Desk
from .labels import Label
from .room import Dialog, foot

#: One file a page and language; a page without one is explained by the desk's own, a language without any in English.
HELP, WHOLE = RESOURCES / "help", "desk"

#: Beside the keys there is room for the bar that scrolls them.
SCROLLS = 2 * style.GRID

Keys = Sequence[tuple[str, str]]

KEYS = (
    ("F2", N_("New complaint")),
    ("Ctrl+F", N_("Find a case")),
    ("Ctrl+K", N_("Find an action, a case or a colleague")),
    ("Ctrl+1 … 5", N_("Today, cases, promises, learning, settings")),
    ("Ctrl+L", N_("Lock the desk")),
    ("Enter", N_("Open the marked line")),
    ("Esc", N_("Back")),
    ("Ctrl+Z", N_("Undo what was just done, while that is offered")),
    ("F1", N_("This help")),
    ("Ctrl+/", N_("All keys")),
)

_FORM_KEYS = (
    ("Ctrl+Enter", N_("Record the step")),
    ("F4", N_("Hide the coach, or bring it back")),
    ("Alt+↓", N_("Open the calendar of a date")),
    ("1 … 9", N_("Choose the first, second … answer of a question")),
)

_TICK = ("Enter", N_("Tick the box and go on"))
_SMALL_KEYS = (("F5", N_("Small matter on one page")),)

#: What only some pages know besides.
MORE_KEYS = {
    "cases": (
        ("↑ ↓, Page ↑ ↓", N_("Mark another line, a page further")),
        ("Shift+↑ ↓, Ctrl+A", N_("Mark several cases, all of them")),
        ("Ctrl+P", N_("Papers of the marked cases")),
        ("F8", N_("Hand the marked cases over")),
        ("F3", N_("Show or hide the preview")),
    ),
    "intake": (*_FORM_KEYS, *_SMALL_KEYS),
    "quick": (*_FORM_KEYS, _TICK),
    "case": (
        *_FORM_KEYS,
        ("F6", N_("Take a pause")),
        ("F7", N_("Call the manager")),
        ("F8", N_("Hand over to a colleague")),
        ("F9", N_("Show or hide the paper")),
        ("Ctrl+V", N_("Attach a file or a picture that was copied")),
        ("Ctrl++, Ctrl+−, Ctrl+0", N_("The paper larger, smaller, as wide as there is room")),
    ),
}


#: Where the desk is locked, or a dialog stands over it, there are no others.
ONLY_KEYS = {
    "import": (
        ("Enter", N_("Go on, from the file to what comes in")),
        ("Esc", N_("Close; nothing is changed before the last step")),
        ("F1", N_("This help")),
    ),
    "sign_in": (
        ("↑ ↓", N_("Choose a name")),
        ("A … Z", N_("Go to the next name with that letter")),
        ("Enter", N_("Go to the PIN, then sign in")),
        ("F1", N_("This help")),
    ),
}


def keys_of(page: str) -> Keys:
    """What can be pressed on a page, its own keys first."""
    return ONLY_KEYS.get(page) or (*MORE_KEYS.get(page, ()), *KEYS)


def written(page: str, language: str) -> str:
    """What the help says about a page, as Markdown of our own."""
    files = (HELP / spoken / f"{name}.md" for spoken in (language, "en") for name in (page, WHOLE))
    return next(file for file in files if file.is_file()).read_text(encoding="utf-8")


class Help(Dialog):
    """What the page is for, and its keys beside it; Esc closes it."""

    def __init__(self, desk: Desk, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.setWindowTitle(desk.say(N_("Help")))
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(desk.say(N_("Help")))
        self.text.document().setIndentWidth(2 * style.GRID)
        self.text.setMarkdown(written(page, desk.words.language))
        both = QHBoxLayout()
        both.setSpacing(3 * style.GRID)
        both.addWidget(self.text, 5)
        both.addWidget(self._keys(page), 4)
        leave = QPushButton(desk.say(N_("Close")))
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addLayout(both, 1)
        column.addLayout(foot(leave))
        room = self.screen().availableSize()
        self.resize(min(116 * style.GRID, room.width() - 32), min(66 * style.GRID, room.height() - 64))

    def _explain(self) -> None:
        """F1 leads here; there is nothing behind it."""

    def _keys(self, page: str) -> QScrollArea:
        inside, area = QWidget(), QScrollArea(self)
        style.kind(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, style.GRID, 0)
        column.setSpacing(style.GRID)
        column.addWidget(style.heading(Label(self.desk.say(N_("Keys"))), 2))
        column.addLayout(key_grid(self.desk, keys_of(page)))
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.desk.say(N_("Keys")))
        area.setWidget(inside)
        area.setMinimumWidth(inside.minimumSizeHint().width() + SCROLLS)
        return area


class AllKeys(Dialog):
    """The cheat sheet: every key of the desk on one page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.setWindowTitle(desk.say(N_("All keys")))
        columns = QHBoxLayout()
        columns.setSpacing(6 * style.GRID)
        columns.addLayout(self._column(((N_("Everywhere"), KEYS), (N_("In the list of cases"), MORE_KEYS["cases"]))))
        small = (N_("New complaint"), (*_SMALL_KEYS, _TICK))
        columns.addLayout(self._column(((N_("In a case"), MORE_KEYS["case"]), small)))
        leave = QPushButton(desk.say(N_("Close")))
        leave.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(3 * style.GRID,) * 4)
        whole.setSpacing(2 * style.GRID)
        whole.addLayout(columns)
        whole.addLayout(foot(leave))
        self.setFixedWidth(112 * style.GRID)
        self.setMinimumHeight(whole.heightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (area := self.findChild(QScrollArea, "room")) is not None:  # nothing else leads down the page
            area.setAccessibleName(self.windowTitle())
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.begin_with(area, area)

    def _column(self, groups: Sequence[tuple[str, Keys]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(style.GRID)
        for title, keys in groups:
            column.addWidget(style.heading(Label(self.desk.say(title), self), 2))
            column.addLayout(key_grid(self.desk, keys))
            column.addSpacing(2 * style.GRID)
        column.addStretch()
        return column


def key_grid(desk: Desk, keys: Keys) -> QGridLayout:
    """Each key beside what it does."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * style.GRID)
    grid.setColumnStretch(1, 1)
    for number, (key, words) in enumerate(keys):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Label(key, bold=True), number, 0, top)
        grid.addWidget(Label(desk.say(words), wrap=True), number, 1, top)
    return grid
