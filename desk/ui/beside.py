"""The look at the marked case, beside a list that is wide enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from . import style
from .desk import Desk
from .memory import keep, recall

if TYPE_CHECKING:
    from desk.store.matches import Matches

    from .preview import Preview

#: Room for it, and how wide the page must be to have it.
WIDTH, WIDE = 40 * style.GRID, 1080


class Beside(QFrame):
    """Shows a case as it is found; whether somebody wants that is remembered."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.preview: Preview | None = None
        self.wanted: bool = recall(page, "preview", True)
        self.setFixedWidth(WIDTH)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    def turn(self) -> None:
        """Wanted or no longer, now and from now on."""
        self.wanted = not self.wanted
        keep(self._page, "preview", self.wanted)

    def place(self, cases: int) -> bool:
        """Whether there is a place for it beside so many cases; it is shown then."""
        there = self.wanted and self._page.width() >= WIDE and cases > 0
        self.setVisible(there)
        return there

    def show_case(self, case_id: str, found: Matches | None) -> None:
        """Show a case, and in it what was looked for; "" for none."""
        if self.preview is None:
            from .preview import Preview  # late: the first list needs no guide

            self.preview = Preview(self._desk, self)
            self._inside.addWidget(self.preview)
        self.preview.show_case(case_id, found)
