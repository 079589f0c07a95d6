"""The panes of bringing in a list: its columns over the first rows, and what was found in it, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListView,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.cases import old_letters, old_list
from desk.cases.old_list import Columns
from desk.i18n import N_, Words
from desk.store.bringing_in import Looked
from desk.store.sheets import ALL, Part, named
from desk.store.spreadsheet import ENCODINGS

from . import style
from .desk import Desk
from .folded import Folded
from .import_preview import FirstCases
from .import_work import Opened, told
from .import_years import YearsLine
from .labels import Label, hint
from .tab_order import in_order
from .table import room

#: A cell of the example shows so much of a long text.
_SHOWN = 80

#: What a choice in a column needs beside its words: the room around it, and the arrow.
_AROUND = 9 * style.GRID

#: Which sheet it is can be read up to this width.
_WIDEST = 40 * style.GRID

#: So many sentences are given as many lines as each needs; of more, each has one line, or the list would take seconds.
_WRAPPED = 1000


#: Said where a file has a sheet for each month, and one of them was opened.
ALIKE = N_("{count} sheets have these headings. All of them can be chosen here.")

#: Said where rows stay out for two reasons.
STAY_OUT = N_(
    "Rows that stay out: {rows}. With trouble: {troubles}; there already: {twins}. Put the rows with trouble right in "
    "the list and start again, or go on without them."
)


class ColumnsPane(QWidget):
    """What each column holds: guessed, to be put right, with the first rows below."""

    changed = Signal()
    other_wanted = Signal(str, str)  # encoding, sheet: read the file once more

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.opened: Opened | None = None
        self.about, self.missing = Label(wrap=True), Label(wrap=True, tone="late_soft")
        self.letters = Label(wrap=True)
        self.sheet, self.encoding, self.table = Folded(), Folded(), QTableWidget()
        self.targets: list[QComboBox] = []
        self.closed = QRadioButton(desk.say(N_("Already closed")))
        self.still_open = QRadioButton(desk.say(N_("Still open")))
        self.rest = QCheckBox(desk.say(N_("Keep the other columns as a note on each case")))
        self.closed.setChecked(True)
        self.rest.setChecked(True)
        for box in (self.sheet, self.encoding):
            box.activated.connect(self._read_again)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.desk.say
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setTabKeyNavigation(False)  # Tab goes from choice to choice; the cells would keep it
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setAccessibleName(say(N_("The first rows of the list")))
        self.sheet.setAccessibleName(say(N_("Sheet")))
        self.encoding.setAccessibleName(say(N_("How letters are written in the file")))
        self.sheet.setToolTip(self.sheet.accessibleName())
        self.encoding.setToolTip(self.encoding.accessibleName())
        top, where, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.about, 1)
        top.addWidget(self.sheet)
        top.addWidget(self.encoding)
        where.addWidget(Label(say(N_("Where the list does not say it, a complaint is"))))
        where.addWidget(self.closed)
        where.addWidget(self.still_open)
        where.addStretch(1)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addLayout(top)
        layout.addWidget(self.letters)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.missing)
        layout.addLayout(where)
        layout.addWidget(self.rest)

    def show_list(self, opened: Opened) -> None:
        """The columns of a list that was just read."""
        self.opened = opened
        say, sheet = self.desk.say, opened.sheet
        count = self.desk.words.ngettext("{name}: {count} row", "{name}: {count} rows", opened.count)
        about = count.format(name=sheet.name, count=opened.count)
        if sheet.alike and not sheet.parts:
            about += " – " + say(Words(ALIKE, {"count": len(sheet.alike)}))
        self.about.setText(about)
        self.letters.setText(say(Words(old_letters.SAID, {"font": sheet.font})))
        self.letters.setVisible(bool(sheet.font))
        every = say(Words(N_("All {count} with these headings"), {"count": len(sheet.alike)}))
        names = {**({ALL: every} if sheet.alike else {}), **{name: name for name in sheet.sheets}}
        _choices(self.sheet, names, sheet.sheet, len(sheet.sheets) > 1)
        _choices(self.encoding, ENCODINGS, sheet.encoding, bool(sheet.encoding))
        headings = opened.headings
        self.table.clear()
        self.table.setColumnCount(len(headings))
        self.table.setRowCount(1 + len(opened.examples))
        self.table.setHorizontalHeaderLabels(headings)
        self.targets = [self._target(heading, opened.targets[n]) for n, heading in enumerate(headings)]
        wide = room(self.targets[0].itemText(number) for number in range(self.targets[0].count())) + _AROUND
        for column, box in enumerate(self.targets):
            self.table.setItem(0, column, _cell("", box.accessibleName()))
            self.table.setCellWidget(0, column, _held(box))
            box.installEventFilter(self)
            self.table.setColumnWidth(column, wide)
            for row, cells in enumerate(opened.examples, 1):
                text = old_list.shown(cells[column]) if column < len(cells) else ""
                self.table.setItem(row, column, _cell(text[:_SHOWN].replace("\n", " "), headings[column]))
        in_order([self.sheet, self.encoding, *self.targets, self.closed])
        self.table.setRowHeight(0, style.CONTROL + 2 * style.GRID)
        beside = (self.table.horizontalHeader(), self.table.horizontalScrollBar())
        around = sum(part.sizeHint().height() for part in beside)
        self.table.setMinimumHeight(around + self.table.rowHeight(0) + 2 * self.table.rowHeight(1))
        self.still_open.setAccessibleName(say(N_("Where the list does not say it, a complaint is still open")))
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The choice that has the keyboard is in sight, with its column."""
        if event.type() == QEvent.Type.FocusIn and watched in self.targets:
            self.table.scrollTo(self.table.model().index(0, self.targets.index(watched)))
        return super().eventFilter(watched, event)

    def _target(self, heading: str, target: str) -> QComboBox:
        box, say = Folded(), self.desk.say
        box.addItem("–", "")
        for name in old_list.TARGETS:
            needed = " *" if name in old_list.NEEDED else ""
            box.addItem(say(old_list.label(name)) + needed, name)
        box.setCurrentIndex(max(0, box.findData(target)))
        box.setAccessibleName(say(Words(N_("What the column “{heading}” holds"), {"heading": heading})))
        box.currentIndexChanged.connect(lambda: self._taken(box))
        return box

    def _taken(self, chosen: QComboBox) -> None:
        """A thing stands in one column only: the one chosen last."""
        for box in self.targets:
            if box is not chosen and box.currentData() and box.currentData() == chosen.currentData():
                box.setCurrentIndex(0)
        self._follow()

    def columns(self) -> Columns:
        """What was chosen."""
        assert self.opened is not None  # shown first
        targets = [str(box.currentData()) for box in self.targets]
        was = "open" if self.still_open.isChecked() else "closed"
        return Columns(self.opened.headings, targets, was, self.rest.isChecked())

    def _follow(self) -> None:
        missing = self.columns().missing
        names = ", ".join(f"“{self.desk.say(old_list.label(name))}”" for name in missing)
        self.missing.setText(self.desk.say(Words(N_("Please choose the column for {names}."), {"names": names})))
        self.missing.setVisible(bool(missing))
        self.changed.emit()

    def _read_again(self) -> None:
        self.other_wanted.emit(self.encoding.currentData() or "", self.sheet.currentData() or "")


def _held(box: QComboBox) -> QWidget:
    """A choice in a cell, with room around it."""
    held = QWidget()
    layout = QHBoxLayout(held)
    layout.setContentsMargins(4, 4, 4, 4)
    layout.addWidget(box)
    held.setFocusProxy(box)
    return held


def _cell(text: str, heading: str) -> QTableWidgetItem:
    """A cell, and how it is read out."""
    item = QTableWidgetItem(text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading}: {text}" if text else heading)
    return item


def _choices(box: QComboBox, names: dict[str, str], now: str, shown: bool) -> None:
    box.clear()
    for name, words in names.items():
        box.addItem(words, name)
    box.setCurrentIndex(box.findData(now))
    box.setFixedWidth(min(room(names.values()) + _AROUND, _WIDEST) if names else 0)
    box.setVisible(shown)


class Said(QAbstractListModel):
    """Rows of the list with a sentence each; a hundred thousand of them are no more than one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[tuple[int, Words]] = []
        self.parts: Sequence[Part] = ()

    def show(self, rows: list[tuple[int, Words]], parts: Sequence[Part] = ()) -> None:
        """`parts`: the sheets, where the list is of several."""
        self.beginResetModel()
        self.rows, self.parts = rows, parts
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        row, words = self.rows[index.row()]
        said = self._desk.say(Words(N_("Row {row}: {problem}"), {"row": named(row, self.parts), "problem": words}))
        return hint(said) if role == Qt.ItemDataRole.ToolTipRole else said


class Lines(QListView):
    """The rows and their sentences. A letter looks for none of them: each begins with the same word."""

    def keyboardSearch(self, search: str) -> None:
        """Qt would put sentence after sentence into words until one begins so: all of a hundred thousand."""


class FoundPane(QWidget):
    """How many complaints can come in, which are there already, and which rows have trouble and why."""

    changed = Signal()
    asked_again = Signal(int, bool)  # in which year days begin; complaints without a day are of the day above

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.looked = Looked()
        self.asking: QWidget | None = None  # what wants an answer, or has just got one
        self.new, self.trouble = style.heading(Label(wrap=True), 2), Label(wrap=True)
        self.twins = QCheckBox()
        self.twins.toggled.connect(self._list)
        self.model, self.rows = Said(desk, self), Lines()
        self.rows.setModel(self.model)
        self.rows.setResizeMode(QListView.ResizeMode.Adjust)
        style.kind(self.rows, "said")
        self.rows.setAccessibleName(desk.say(N_("Rows that need a look")))
        stays = N_("What is brought in stays. Please look at the first rows once more.")
        self.stays = Label(desk.say(stays), tone="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        self.dates = Label(desk.say(old_list.MONTH_FIRST), wrap=True)
        self.first, self.years = FirstCases(desk), YearsLine(desk)
        self.above = QCheckBox()
        self.years.chosen.connect(lambda: self._ask_again(self.years.choice))
        self.above.clicked.connect(lambda: self._ask_again(self.above))
        for widget in (self.new, self.dates, self.years, self.above, self.first, self.twins, self.trouble):
            layout.addWidget(widget)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.stays)
        layout.addStretch(0)

    def show_found(self, looked: Looked) -> None:
        """What looking through the list has found."""
        self.looked, words = looked, self.desk.words
        new, twins = len(looked.cases), len(looked.twins)
        self.new.setText(words.ngettext(
            "{count} new complaint can come in.", "{count} new complaints can come in.", new
        ).format(count=new))  # fmt: skip
        self.dates.setVisible(looked.month_first)
        self.show_days(looked)
        self.first.show_first(looked.cases)
        self.twins.blockSignals(True)  # of a list before
        self.twins.setChecked(False)
        self.twins.blockSignals(False)
        self.twins.setText(words.ngettext(
            "{count} is there already: bring it in all the same",
            "{count} are there already: bring them in all the same", twins,
        ).format(count=twins))  # fmt: skip
        self.twins.setVisible(bool(twins))
        self._list()

    def show_days(self, looked: Looked) -> None:
        """What is asked about days: their year, and of which day a complaint is that has none."""
        count, years = looked.undated, looked.years
        self.years.show_years(years)
        self.above.setText(self.desk.words.ngettext(
            "{count} complaint has no day: it is of the day above it",
            "{count} complaints have no day: they are of the day above them", count,
        ).format(count=count))  # fmt: skip
        self.above.setChecked(looked.day_above)
        self.above.setVisible(bool(count))
        if self.asking is None and ((years.choices and not years.first) or (count and not looked.cases)):
            self.asking = self.years.choice if years.choices else self.above

    def _ask_again(self, asking: QWidget) -> None:
        self.asking = asking
        self.asked_again.emit(self.years.choice.currentData() or 0, self.above.isChecked())

    def _list(self) -> None:
        """The rows that stay out as it is chosen now, as many as the sentence above them says."""
        said = told(self.looked, self.twins.isChecked())
        self.trouble.setText(self._stay_out(len(self.looked.troubles), len(said)))
        self.trouble.setVisible(bool(said))
        wraps, off = len(said) <= _WRAPPED, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.rows.setUniformItemSizes(not wraps)
        self.rows.setWordWrap(wraps)
        self.rows.setHorizontalScrollBarPolicy(off if wraps else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.model.show(said, self.looked.parts)
        self.rows.setVisible(bool(said))
        self.changed.emit()

    def _stay_out(self, troubles: int, rows: int) -> str:
        """How many rows stay out and why; some may be there already."""
        words = self.desk.words
        if not troubles:
            return words.ngettext(
                "{count} row stays out, because it is there already.",
                "{count} rows stay out, because they are there already.", rows,
            ).format(count=rows)  # fmt: skip
        if troubles < rows:
            values = {"rows": rows, "troubles": troubles, "twins": rows - troubles}
            return self.desk.say(Words(STAY_OUT, values))
        return words.ngettext(
            "{count} row has trouble and stays out. Put it right in the list and start again, or go on without it.",
            "{count} rows have trouble and stay out. Put them right in the list and start again, or go on without"
            " them.",
            troubles,
        ).format(count=troubles)  # fmt: skip

    @property
    def count(self) -> int:
        """How many would come in now."""
        return len(self.looked.cases) + (len(self.looked.twins) if self.twins.isChecked() else 0)
