"""The foot of the list while several cases are marked: how many, and what can be done with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk.cases.people import may
from desk.i18n import N_, Words

from . import icons, style
from .labels import Label
from .marks import MOST

if TYPE_CHECKING:
    from .cases_page import CasesPage

TOO_MANY = N_("At most {most} cases at once. Please mark fewer.")


class MarkedBar(QFrame):
    """Hidden while fewer than two are marked."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page)
        self._page = page
        style.kind(self, "card")
        self.label = Label(parent=self, bold=True)
        self.papers, self.hand_over, self.leave = (QPushButton(self) for _ in range(3))
        icons.wear(self.papers, "printer")
        icons.wear(self.hand_over, "users")
        icons.wear(self.leave, "x")
        style.kind(self.leave, "quiet")
        self.papers.clicked.connect(page.print_marked)
        self.hand_over.clicked.connect(page.hand_over_marked)
        self.leave.clicked.connect(self._unmark)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * style.GRID, style.GRID // 2, style.GRID, style.GRID // 2)
        row.setSpacing(style.GRID)
        row.addWidget(self.label, 1)
        for button in (self.papers, self.hand_over, self.leave):
            row.addWidget(button)
        self.follow()

    def _unmark(self) -> None:
        self._page.table.mark_one()
        self._page.enter_list()

    def follow(self) -> None:
        """Say how many are marked; too many at once is said instead of done."""
        desk, marks = self._page.desk, self._page.marks
        say, person = desk.say, desk.person
        text = desk.words.ngettext("{count} case marked", "{count} cases marked", marks.count)
        said = text.format(count=desk.words.number(marks.count))
        self.label.setText(say(Words(TOO_MANY, {"most": MOST})) if marks.too_many else said)
        named = {self.papers: N_("Papers… (Ctrl+P)"), self.hand_over: N_("Hand over… (F8)")}
        named[self.leave] = N_("Unmark (Esc)")
        for button, words in named.items():
            button.setText(say(words))
            button.setAccessibleName(say(words))
        self.papers.setEnabled(not marks.too_many)
        self.hand_over.setEnabled(not marks.too_many)
        self.hand_over.setVisible(person is not None and may(person, "offer_hand_over"))
        self.setVisible(marks.count > 1)


def print_all(page: CasesPage) -> None:
    """The papers of the marked cases, in one go."""
    if page.marks.ids and not page.marks.too_many:
        from .batch import BatchDialog  # late: the bar only counts

        BatchDialog(page.desk, page, page.marks.ids).open()


def hand_over_all(page: CasesPage) -> None:
    """The marked cases to a colleague, by whoever may."""
    person = page.desk.person
    if page.marks.ids and not page.marks.too_many and person and may(person, "offer_hand_over"):
        from .hand_over_many import HandOverMany  # late, as above

        HandOverMany(page.desk, page.marks.ids, page).open()
