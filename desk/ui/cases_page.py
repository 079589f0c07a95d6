"""Cases: every case of the branch, by chip, by search, by column, with a look at the marked one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.i18n import N_
from desk.store import lists

from . import icons, style
from .beside import WIDTH, Beside
from .case_cells import CaseTable
from .case_chips import CHIPS, USUAL, Chosen, nothing
from .case_columns import Columns
from .case_model import CLOCK, COLUMNS, CaseModel
from .chip import Chip
from .desk import Desk
from .flow import FlowLayout
from .labels import Label
from .marks import Anchor, Marks
from .tab_order import tell_as_laid
from .table import ROW

if TYPE_CHECKING:
    from .empty import Empty
    from .kept_lists import KeptList
    from .marked_bar import MarkedBar
    from .person_chip import PersonChip

#: Somebody walking through the list with the arrows does not want each case read on the way; somebody who types wants
#: the next letter at once, and the preview when they stop.
PAUSE_MS, TYPING_MS = 120, 400


class CasesPage(QWidget):
    """The list of cases. Says which case is to be opened, and what is to stand in the search field."""

    case_wanted = Signal(str)
    words_wanted = Signal(str)
    letters_typed = Signal(str)  # in the list, where nobody can write

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._chosen = Chosen()
        self.title = style.heading(Label(parent=self))
        self.lists_button = self._menu_button("star", self._fill_lists)
        self.view_button = self._menu_button("list", self._fill_view)
        self._chips = QWidget(self)
        self.chips = {name: self._chip_button(name) for name, _ in CHIPS}
        self.model = CaseModel(desk)
        self.table = CaseTable(self.model, self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.marks = Marks(self.table, self.model)
        self.columns = Columns(desk, self.table)
        self.table.opened.connect(self._open)
        self.table.letters_typed.connect(self.letters_typed)
        self.marked_bar: MarkedBar | None = None
        self.person_chip: PersonChip | None = None
        self._empty: Empty | None = None
        self.found_line: Label | None = None
        self.pane = Beside(desk, self)
        self._look = QTimer(self, singleShot=True)
        self._look.timeout.connect(self.look)
        for key, action in (("F3", self.toggle_preview), ("F8", self.hand_over_marked), ("Ctrl+P", self.print_marked)):
            QShortcut(QKeySequence(key), self, action, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()
        self.table.sortByColumn(CLOCK, Qt.SortOrder.AscendingOrder)
        desk.case_changed.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda: self._look.start(PAUSE_MS))
        self.model.ordered.connect(lambda: self.marks.put_back())
        self.model.grown.connect(self._grown)
        self.model.placed.connect(lambda: self._look.start(PAUSE_MS))
        self.marks.changed.connect(self._offer)
        self._write()

    def _chip_button(self, name: str) -> Chip:
        button = Chip(self)
        button.setChecked(name == self._chosen.chip)
        button.clicked.connect(lambda: self.choose(name))
        return button

    def _menu_button(self, sign: str, fill: Callable[[QMenu], None]) -> QPushButton:
        """A quiet button; its menu is written each time it opens."""
        button, menu = QPushButton(self), QMenu(self)
        style.kind(button, "quiet")
        icons.wear(button, sign)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def _fill_lists(self, menu: QMenu) -> None:
        from .list_menus import fill_lists  # late: the first picture has no menu open

        fill_lists(self, menu)

    def _fill_view(self, menu: QMenu) -> None:
        from .list_menus import fill_view  # late, as above

        fill_view(self, menu)

    def _lay_out(self) -> None:
        self._group = group = QButtonGroup(self)
        self.heads, chips = QHBoxLayout(), self._chips
        self.heads.addWidget(self.title, 1)
        self.heads.addWidget(self.lists_button)
        self.heads.addWidget(self.view_button)
        self._chip_row = row = FlowLayout(chips, spacing=style.GRID)
        for button in self.chips.values():
            group.addButton(button)
            row.addWidget(button)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(2 * style.GRID)
        column.addLayout(self.heads)
        column.addWidget(chips)
        column.addLayout(both, 1)

    def choose(self, chip: str) -> None:
        """Show the cases of a chip, or what waits for who is signed in under one that can be closed."""
        self._chosen.choose(chip)
        self._show_chosen()

    def choose_person(self, person: str) -> None:
        """Show the open cases that are with somebody, under a chip that can be closed."""
        self._chosen.choose("mine", person)
        self._show_chosen()

    def _chip_now(self) -> Chip:
        """The chip of what is shown; the one that can be closed is made when it is first needed."""
        if not self._chosen.whose and self._chosen.chip in self.chips:
            return self.chips[self._chosen.chip]
        if self.person_chip is None:
            from .person_chip import PersonChip  # late: not for the first list

            self.person_chip = PersonChip(self)
            self._group.addButton(self.person_chip)
            self._chip_row.addWidget(self.person_chip)
            QWidget.setTabOrder(list(self.chips.values())[-1], self.person_chip)
        return self.person_chip

    def search(self, words: str) -> None:
        """Show what fits the words, among all cases; with no words, what was shown before."""
        words = words.strip()
        if words == self._chosen.words:
            return
        if order := self._chosen.search(words, (self.model.sort_name, self.model.descending)):
            self._sort(*order)
        self._show_chosen()
        self._look.start(TYPING_MS)

    def _sort(self, name: str, descending: bool = False) -> None:
        """Put the list in order by a column; what was found has an order of its own, which is no column's."""
        if name == lists.FOUND:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.model.sort_name, self.model.descending = name, False
        else:
            column = [known for known, _ in COLUMNS].index(name)
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(column, order)

    def _show_chosen(self) -> None:
        """Another list: its chip, and its cases."""
        self._chip_now().setChecked(True)
        self._show()

    def _show(self) -> None:
        person, chosen = self.desk.person, self._chosen
        if chosen.words and self.model.filter.text and self.model.rowCount():
            self.table.mark(0)  # from one search to the next the marked line stays, and with it what Qt has painted
        self.model.show(lists.Filter(chosen.chip, chosen.whose or (person.id if person else ""), chosen.words))
        if self.model.rowCount():
            self.table.mark(0)
            self.marks.read_again()
        self._count()

    def _grown(self) -> None:
        """More of a search was read than its first page."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.mark(0)
        if self.table.isHidden() == (self.model.rowCount() > 0 or self.model.reads):
            self._say_empty()
        self._look.start(TYPING_MS)

    def refresh(self) -> None:
        """Read the list again; the marked case stays marked wherever it went."""
        if not self.isVisible():
            return  # showEvent reads it
        row, anchor = self.table.currentIndex().row(), self._anchor() or self.marks.awaited
        self.marks.hold()
        self.model.refresh()
        self.marks.put_back(row, anchor)
        self._anchor()  # read now, as the painting will: after the next change it would be another case
        self._look.start(PAUSE_MS)
        self._count()

    def _anchor(self) -> Anchor | None:
        """What stays where it is on screen: the case with the keyboard, or the first one in sight."""
        top, here = self.table.rowAt(0), self.table.currentIndex().row()
        in_sight = top <= here <= top + self.table.viewport().height() // ROW
        still = here if in_sight else top
        row = self.model.row(still) if top >= 0 else None
        return Anchor(row.case_id, self.table.rowViewportPosition(still)) if row else None

    def _offer(self) -> None:
        """What can be done with several cases at once, as soon as several are marked."""
        if self.marked_bar is None:
            if self.marks.count < 2:
                return
            from .marked_bar import MarkedBar  # late: most lists are only read

            self.marked_bar = MarkedBar(self)
            self._column.addWidget(self.marked_bar)
        self.marked_bar.follow()

    def _count(self) -> None:
        person = self.desk.person
        counts = lists.chip_counts(self.desk.store, person.id if person else "", self.desk.now(), self.desk.branch.tz)
        for name, words in CHIPS:
            self.chips[name].count(self.desk.say(words), self.desk.words.number(counts[name]))
        if self.person_chip is not None:
            self.person_chip.follow(self._chosen.chip, self._chosen.whose)
        self._say_empty()

    @property
    def empty(self) -> Empty:
        """What stands in the place of a list without cases, made when there is one."""
        if self._empty is None:
            from .empty import Empty  # late: most lists hold something

            self._empty = Empty("inbox", self)
            self._column.insertWidget(3, self._empty, 1)
            tell_as_laid(self)
        return self._empty

    def _say_empty(self) -> None:
        something = self.model.rowCount() > 0 or self.model.reads
        self.table.setVisible(something)
        self._column.setStretch(2, int(something))  # a layout of hidden widgets would still take its share
        self._place_preview()
        if self._empty or not something:
            self.empty.setVisible(not something)
        if something:
            return
        chosen = self._chosen
        narrowed = bool(chosen.words or chosen.whose) or chosen.chip not in ("open", "all")
        bare = not narrowed and not lists.count(self.desk.store, lists.Filter("all"), self.desk.now())
        words, more = nothing("all" if bare else chosen.chip, chosen.words, chosen.whose)
        self.empty.say(self.desk.say(words), self.desk.say(more))
        from . import in_and_out  # late: most lists hold something

        self.empty.offer(*in_and_out.first_list(self.desk, self, bare))

    # Several at once -------------------------------------------------------------------------------------------

    def print_marked(self) -> None:
        """The papers of the marked cases, in one go."""
        from .marked_bar import print_all  # late: most lists are only read

        print_all(self)

    def hand_over_marked(self) -> None:
        """The marked cases to a colleague."""
        from .marked_bar import hand_over_all  # late, as above

        hand_over_all(self)

    def offers(self) -> list[tuple[str, str, Callable[[], object]]]:
        """What the finder offers while this page is shown."""
        from .list_menus import offers  # late, as the menus

        return offers(self)

    # Lists of one's own ----------------------------------------------------------------------------------------

    def shown_list(self) -> KeptList:
        """What is shown now, as a list that can be kept."""
        from .kept_lists import KeptList  # late, as the menus

        chosen = self._chosen
        return KeptList(chosen.chip, chosen.words, self.model.sort_name, self.model.descending, chosen.whose)

    def take(self, one: KeptList) -> None:
        """Show a kept list as it was."""
        self._chosen.take(one.chip, one.person, one.text, (one.sort, one.descending))
        self.words_wanted.emit(one.text)
        self._chip_now().setChecked(True)
        self._sort(one.sort, one.descending)
        self._show()

    # The preview -------------------------------------------------------------------------------------------------

    def toggle_preview(self) -> None:
        """Show or hide the look at the marked case, now and from now on."""
        self.pane.turn()
        self._place_preview()

    def _place_preview(self) -> None:
        """It has a place beside a list that is wide enough; what it says stands in no column then."""
        there = self.pane.place(self.model.rowCount())
        if there != self.columns.beside_preview:
            self.columns.beside_preview = there
            self.columns.lay_out()
        self.columns.fit(self.width() - 6 * style.GRID - there * WIDTH)
        self._look.start(PAUSE_MS)

    def look(self) -> None:
        """Say what was found, and show the marked case in the preview, if there is room for one."""
        if not self.isVisible():
            return
        if self._chosen.words or self.found_line:
            from .found_line import say_found  # late: the first list searches for nothing

            say_found(self)
        if self.pane.isHidden():
            return
        row = self.model.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        self.pane.show_case(row.case_id if row else "", self.model.found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_preview()

    # What is opened ----------------------------------------------------------------------------------------------

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.case_wanted.emit(row.case_id)

    def enter_list(self) -> None:
        """Put the keyboard into the list, or on the chips when it is empty."""
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self._was_shown and not self.table.currentIndex().isValid():
                self.table.mark(0)
        else:
            self._chip_now().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _was_shown(self) -> bool:
        """Whether the list was read for somebody; before, nothing is asked of the store."""
        return bool(self.model.filter.person)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh() if self._was_shown else self._show()

    def start_again(self) -> None:
        """Somebody else sits here now: their own lists and columns, from the beginning."""
        self.columns.read()
        self.columns.lay_out()
        self._chosen = Chosen()
        self._sort(*USUAL)
        self.choose("open")

    def _write(self) -> None:
        self.title.setText(self.desk.say(N_("Cases")))
        self.table.setAccessibleName(self.desk.say(N_("Cases")))
        for button, words in ((self.lists_button, N_("My lists")), (self.view_button, N_("View"))):
            button.setText(self.desk.say(words))
            button.setAccessibleName(self.desk.say(words))
        self.columns.lay_out()
        if self.marked_bar:
            self.marked_bar.follow()
        if self._was_shown:
            self._count()

    def retranslate(self) -> None:
        self._write()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.viewport().update()
