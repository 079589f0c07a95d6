"""Cases: every case of the branch, by chip, by search, by column."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.cases.way import WAY
from desk.i18n import N_, Words
from desk.store import lists

from . import style
from .case_model import CLOCK, STEP, CaseModel
from .desk import Desk
from .empty import Empty
from .labels import Label
from .table import Cells, Index, Table, signed_text, text

CHIPS = (
    ("open", N_("Open")),
    ("mine", N_("Mine")),
    ("waiting", N_("Waiting for a manager")),
    ("due_today", N_("Due today")),
    ("late", N_("Late")),
    ("follow_up", N_("Follow-up")),
    ("closed", N_("Closed")),
    ("all", N_("All")),
)

#: What an empty list means, in a sentence.
NOTHING = {
    "open": N_("No open case. Well done."),
    "mine": N_("No case is with you now."),
    "waiting": N_("Nothing waits for manager or head office."),
    "due_today": N_("Nothing is due today."),
    "late": N_("Nothing is late. Well done."),
    "follow_up": N_("No follow-up call is open."),
    "closed": N_("No case was closed yet."),
    "all": N_("No case yet. F2 opens the first one."),
}

WIDTHS = (112, 176, 0, 216, 184, 152, 96)


class CaseCells(Cells):
    """The step as a small track of eight, the clock with its sign, the rest as words."""

    def __init__(self, model: CaseModel, table: Table) -> None:
        super().__init__(table)
        self._model = model

    def draw(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row = self._model.row(index.row())
        if row is None:
            return
        if index.column() == STEP:
            draw_track(painter, rect, row)
            rect = rect.adjusted(TRACK + style.GRID, 0, 0, 0)
        elif index.column() == CLOCK:
            shown = self._model.face(row)
            if shown:
                words = self._model.desk.say(shown.words)
                signed_text(painter, rect, shown.sign, shown.tone, words, shown.strong)
            return
        elif index.column() == 0:
            painter.setPen(style.color("muted"))
        text(painter, rect, self._model.text(row, index.column()))


DOT = 7
TRACK = len(WAY) * (DOT + 3)


def draw_track(painter: QPainter, rect: QRect, row: lists.Row) -> None:
    """Eight dots: full where the case has been, a ring where it is, pale where it has still to go."""
    here = len(WAY) if row.state == "closed" else WAY.index(row.step)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = rect.top() + rect.height() / 2
    for number in range(len(WAY)):
        center = QPointF(rect.left() + number * (DOT + 3) + DOT / 2, middle)
        color = style.color("warn" if number == here and row.waiting else "accent" if number <= here else "edge")
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(color if number < here else Qt.BrushStyle.NoBrush)
        size = DOT if number <= here else DOT - 4
        painter.drawEllipse(QRectF(center.x() - size / 2, center.y() - size / 2, size, size))
    painter.restore()


class CasesPage(QWidget):
    """The list of cases. Says which case is to be opened."""

    case_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._chip, self._chip_before_search = "open", ""
        self._search = ""
        self.title = style.heading(Label(parent=self))
        self.chips = {name: self._chip_button(name) for name, _ in CHIPS}
        self.model = CaseModel(desk)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CaseCells(self.model, self.table))
        self.table.set_widths(WIDTHS)
        self.table.setSortingEnabled(True)
        self.table.opened.connect(self._open)
        self.empty = Empty("inbox", self)
        self._lay_out()
        self.table.sortByColumn(CLOCK, Qt.SortOrder.AscendingOrder)
        desk.case_changed.connect(self.refresh)
        self._write()

    def _chip_button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        button.setChecked(name == self._chip)
        style.kind(button, "chip")
        button.clicked.connect(lambda: self.choose(name))
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(style.GRID)
        for button in self.chips.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def choose(self, chip: str) -> None:
        """Show the cases of a chip."""
        self._chip, self._chip_before_search = chip, ""
        self.chips[chip].setChecked(True)
        self._show()

    def search(self, words: str) -> None:
        """Show what fits the words, among all cases; with no words, what was shown before."""
        words = words.strip()
        if words == self._search:
            return
        if words and not self._search and self._chip != "all":
            self._chip_before_search, self._chip = self._chip, "all"
        elif not words and self._chip_before_search:
            self._chip, self._chip_before_search = self._chip_before_search, ""
        self._search = words
        self.chips[self._chip].setChecked(True)
        self._show()

    def _show(self) -> None:
        person = self.desk.person
        self.model.show(lists.Filter(self._chip, person.id if person else "", self._search))
        if self.model.rowCount():
            self.table.selectRow(0)
        self._count()

    def refresh(self) -> None:
        """Read the list again; the marked case stays marked wherever it went."""
        if not self.isVisible():
            return  # showEvent reads it
        marked = self.model.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        self.model.refresh()
        place = self.model.place(marked.case_id) if marked else -1
        if place >= 0:
            self.table.selectRow(place)
        self._count()

    def _count(self) -> None:
        person = self.desk.person
        counts = lists.chip_counts(
            self.desk.store, person.id if person else "", self.desk.now(), self.desk.branch.tz
        )
        for name, words in CHIPS:
            count, shown = counts.get(name), self.desk.say(words)
            self.chips[name].setText(f"{shown}  {count}" if count is not None else shown)
            self.chips[name].setAccessibleName(f"{shown}, {count}" if count is not None else shown)
        self._say_empty()

    def _say_empty(self) -> None:
        something = self.model.rowCount() > 0
        self.table.setVisible(something)
        self.empty.setVisible(not something)
        if self._search:
            words = Words(N_("No case fits “{words}”."), {"words": self._search})
            more = N_("Try fewer letters, a number or a telephone number. Marks may be left out.")
            self.empty.say(self.desk.say(words), self.desk.say(more))
        else:
            self.empty.say(self.desk.say(NOTHING[self._chip]))

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.case_wanted.emit(row.case_id)

    def enter_list(self) -> None:
        """Put the keyboard into the list, or on the chips when it is empty."""
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        else:
            self.chips[self._chip].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh() if self.model.filter.person else self._show()

    def start_again(self) -> None:
        """Somebody else sits here now: their own lists, from the beginning."""
        self._search = ""
        self.choose("open")

    def _write(self) -> None:
        self.title.setText(self.desk.say(N_("Cases")))
        self.table.setAccessibleName(self.desk.say(N_("Cases")))
        self._count()

    def retranslate(self) -> None:
        self._write()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.viewport().update()
