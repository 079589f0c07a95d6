"""The columns of the list of cases: which are shown and how wide, remembered for each person."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView

from desk.cases.way import WAY_TITLES
from desk.store import settings
from desk.store.database import StoreProblem

from .case_cells import CaseTable
from .case_model import CLOSED, COLUMNS, TRACK
from .clock_face import face
from .desk import Desk
from .style import GRID
from .table import room

NAMES = tuple(name for name, _ in COLUMNS)

#: Without these nobody knows which case a line is.
ALWAYS = frozenset(("number", "customer"))

#: Not beside the preview, which says the same.
NOT_WITH_PREVIEW = frozenset(("owner", "raised"))

STRETCHED = "about"

#: Names are longer than any room for them: enough for most, and in a narrow table for what they begin with.
_PEOPLE = {"customer": 168, "owner": 152}
_NARROW_NAME = 136

#: So much of what a case is about is to be read, before other columns give room.
_ABOUT = 100

SIGN = 24  # a clock's sign with its gap, and the arrow of the sorted column
_LONGEST = (timedelta(days=-88, hours=-22), timedelta(hours=22, minutes=58))
_NOW = datetime(2026, 12, 28)
PAUSE_MS = 400


class Columns(QObject):
    """Lays the columns out, and keeps what somebody chose."""

    def __init__(self, desk: Desk, table: CaseTable) -> None:
        super().__init__(table)
        self.desk, self._table = desk, table
        self.beside_preview = self.narrow = self._scrolls = False
        self._own: dict[str, Any] = {"hidden": [], "widths": {}}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self._laying = False
        self._fitting: dict[str, dict[str, int]] = {}
        table.horizontalHeader().sectionResized.connect(self._resized)
        self.read()

    def read(self) -> None:
        """What the signed-in person chose before."""
        if self._pause.isActive():
            self._pause.stop()  # widths of the person before
        kept = settings.get(self.desk.store, self._place(), {}) if self.desk.person else {}
        self._own = {"hidden": list(kept.get("hidden", [])), "widths": dict(kept.get("widths", {}))}

    def _place(self) -> str:
        return f"columns:{self.desk.person.id if self.desk.person else ''}"

    def shown(self, name: str) -> bool:
        """Whether somebody wants to see the column."""
        return name in ALWAYS or name not in self._own["hidden"]

    def show(self, name: str, wanted: bool) -> None:
        """Show or hide a column from now on."""
        self._own["hidden"] = [n for n in NAMES if n not in ALWAYS and not (wanted if n == name else self.shown(n))]
        self._keep()
        self.lay_out()

    def fit(self, room_there: int) -> None:
        """In a narrow table names are cut and steps lose their dots, so that the time left is in sight."""
        shown = [name for name in NAMES if not self._hidden(name) and name != STRETCHED]
        narrow = _ABOUT + sum(map(self._width, shown)) > room_there
        scrolls = narrow and _ABOUT + sum(map(self._narrow, shown)) > room_there
        if (narrow, scrolls) != (self.narrow, self._scrolls):
            self.narrow, self._scrolls = narrow, scrolls
            self.lay_out()

    def _hidden(self, name: str) -> bool:
        return not self.shown(name) or (self.beside_preview and name in NOT_WITH_PREVIEW)

    def _width(self, name: str) -> int:
        """A column's own width, or the person's."""
        language = self.desk.words.language
        if language not in self._fitting:
            self._fitting[language] = self._natural()
        return int(self._own["widths"].get(name, self._fitting[language][name]))

    def _narrow(self, name: str) -> int:
        wide = self._width(name)
        less = {"customer": _NARROW_NAME, "owner": _NARROW_NAME, "step": wide - TRACK - GRID}
        return wide if name in self._own["widths"] else less.get(name, wide)

    def lay_out(self) -> None:
        """Widths that fit the language, or the person's own; what is hidden leaves its room to the others."""
        self._laying = True
        header = self._table.horizontalHeader()
        self._table.dots = not self.narrow
        for column, name in enumerate(NAMES):
            self._table.setColumnHidden(column, self._hidden(name))
            stretched = name == (STRETCHED if self.shown(STRETCHED) else "customer")
            stays = stretched and not self._scrolls
            mode = QHeaderView.ResizeMode.Stretch if stays else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if stretched and self._scrolls:  # Qt would leave it as wide as it was while there was room
                header.resizeSection(column, _ABOUT)
            elif not stretched:
                whole = not self.narrow or (self._scrolls and name == "owner")  # beyond the time left there is room
                header.resizeSection(column, self._width(name) if whole else self._narrow(name))
        self._laying = False

    def _natural(self) -> dict[str, int]:
        say = self.desk.say
        clocks = [say(face(None, _NOW + span, _NOW).words) for span in _LONGEST]
        heads = {name: room([say(words)]) + SIGN for name, words in COLUMNS}
        cells = {
            "number": room([f"{self.desk.branch.code}-00000"]),
            "step": TRACK + GRID + room([say(words) for words in (*WAY_TITLES.values(), CLOSED)]),
            "due": SIGN + room(clocks, strong=True),
            "raised": room([self.desk.words.day(_NOW)]),
            **_PEOPLE,
        }
        return {name: max(heads[name], cells.get(name, 0)) for name in NAMES}

    def _resized(self, column: int, _: int, width: int) -> None:
        header = self._table.horizontalHeader()
        if not self._laying and width and header.sectionResizeMode(column) == QHeaderView.ResizeMode.Interactive:
            self._own["widths"][NAMES[column]] = width
            self._pause.start()

    def _keep(self) -> None:
        """A width that cannot be kept harms nobody."""
        if self.desk.person:
            with suppress(StoreProblem):
                settings.put(self.desk.store, self._place(), self._own)
