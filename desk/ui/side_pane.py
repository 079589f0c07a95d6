"""The right column of a page: the coach or, at the steps that write one, the paper. What is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.i18n import N_

from . import style
from .coach_pane import NARROWEST, WIDTH, CoachPane
from .desk import Desk
from .labels import line
from .live_preview import LivePreview
from .memory import keep, recall
from .toasts import toast

#: A page at least so wide shows the paper by itself; on a narrower one F9 brings it.
WIDE = 1120

#: A narrower page has no room for the coach beside the step; F4 brings it.
NARROW = 1000

#: The line on its left, and the room between that and what it divides from the form.
_LINE, _ROOM = 1, 2 * style.GRID
GAP = _LINE + _ROOM

#: What the form keeps beside the coach: the questions about a promise in pairs, with what is around them.
FORM = 511

#: What the way and the form keep beside the paper, and how wide the paper may be.
BESIDES, LEAST, MOST = 744, 320, 640


class SidePane(QWidget):
    """F4 is the coach, F9 the paper. One of them is seen, or neither."""

    turned = Signal()  # something else is seen

    def __init__(self, desk: Desk, page: QWidget, papers: bool = False) -> None:
        """`page` is where the keys work; without `papers` there is only the coach."""
        super().__init__()
        self.desk, self.page = desk, page
        self.coach, self.paper = CoachPane(), LivePreview(desk, page) if papers else None
        self.offers_paper = False
        self._coach_hidden = self._paper_hidden = self._paper_asked = self._coach_asked = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_ROOM)
        layout.addWidget(line(upright=True))
        layout.addWidget(self.coach)
        self.coach.hide_button.clicked.connect(self.toggle_coach)
        _key("F4", page, self.toggle_coach)
        if self.paper is not None:
            self.paper.hide()
            layout.addWidget(self.paper)
            self.paper.hidden_wanted.connect(self.toggle_paper)
            _key("F9", page, self.toggle_paper)
        self._remember()

    @property
    def shows_paper(self) -> bool:
        """Whether the paper is what is seen now."""
        wanted = self._paper_asked or (self.page.width() >= WIDE and not self._paper_hidden)
        return self.paper is not None and self.offers_paper and wanted

    @property
    def narrow(self) -> bool:
        return self.page.width() < NARROW

    @property
    def shows_coach(self) -> bool:
        """Whether the coach is what is seen now."""
        return not self.shows_paper and (self._coach_asked if self.narrow else not self._coach_hidden)

    def offer_paper(self, offered: bool) -> None:
        """Whether the step that is open makes a paper."""
        self.offers_paper = offered
        self.turn()

    def turn(self) -> None:
        """See what is to be seen, after something changed: the step, a key, the width of the page."""
        paper = self.shows_paper
        before = self.isHidden(), self.coach.isHidden()
        self.coach.setFixedWidth(max(NARROWEST, min(WIDTH, self.page.width() - FORM)))
        self.coach.setVisible(self.shows_coach)
        if self.paper is not None:
            self.paper.setVisible(paper)
            self.paper.zooms.wake(paper)
            self.paper.setFixedWidth(self._room())
        self.setVisible(paper or self.shows_coach)
        if before != (self.isHidden(), self.coach.isHidden()):
            self.turned.emit()

    def walk(self) -> list[QWidget]:
        """Where Tab stops in either of them."""
        return self.coach.walk() + (self.paper.walk() if self.paper is not None else [])

    def _room(self) -> int:
        """How wide the paper is: as much as the form leaves, never more than one likes to read."""
        return max(LEAST, min(MOST, self.page.width() - BESIDES))

    def toggle_coach(self) -> None:
        """Hide the coach, or bring it back; where the paper stands, the coach takes its place."""
        shown = self.shows_paper or not self.shows_coach
        if self.shows_paper:
            self._put_paper_away()
        self._coach_asked = shown
        if not self.narrow:
            self._coach_hidden = not shown
            keep(self.page, "coach_hidden", self._coach_hidden)
        self.turn()
        if not shown:
            toast(self.page, self.desk.say(N_("The coach is hidden. F4 brings it back.")))

    def toggle_paper(self) -> None:
        """Hide the paper, or bring it back, also where there is little room."""
        if not self.offers_paper:
            return
        if self.shows_paper:
            self._put_paper_away()
            toast(self.page, self.desk.say(N_("The paper is hidden. F9 brings it back.")))
        else:
            self._paper_asked, self._paper_hidden = True, False
        keep(self.page, "paper_hidden", self._paper_hidden)
        self.turn()

    def _put_paper_away(self) -> None:
        self._paper_asked, self._paper_hidden = False, True

    def speak(self) -> None:
        """The paper's own words in the language of the window; the coach is told its words with its tips."""
        if self.paper is not None:
            self.paper.speak()

    def _remember(self) -> None:
        """Take up what was hidden the last time."""
        self._coach_hidden = recall(self.page, "coach_hidden", False)
        self._paper_hidden = recall(self.page, "paper_hidden", False)
        self.turn()


def _key(keys: str, page: QWidget, action: Callable[[], None]) -> None:
    QShortcut(QKeySequence(keys), page, action, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
