"""A small table to fill in, one card a line: remedies of a proposal, promises of an agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.cases.defaults import never
from desk.cases.fields import Field, is_empty
from desk.cases.moment import Moment
from desk.i18n import N_, Catalogue, Words

from . import icons, style
from .input import Input, Make
from .labels import Label
from .tab_order import in_order, tell_as_laid
from .toasts import Toast, toast

#: How much of a line of twelve parts each kind of column takes, so that words and amounts stay readable where the form
#: is narrow: in a table of many columns, which begins with a line for its first words, and in one of few.
MANY = {"text": 6, "choice": 7, "money": 5, "person": 6, "moment": 6, "tick": 4}
FEW = {"choice": 12, "text": 8, "money": 4}

MOST = 60

#: So many lines taken away are kept to be filled again.
SPARE = 6


class Row(QFrame):
    """One line of the table: its columns laid out in as few lines as they fit."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(
        self, number: int, columns: tuple[Field, ...], moment: Moment, words: Catalogue, make: Make, parent: QWidget
    ) -> None:
        super().__init__(parent)
        style.kind(self, "card")
        self.words = words
        asked = [column for column in columns if column.when is not never]
        self.inputs = {column.name: make(column, moment, words) for column in asked}
        self._labels: dict[str, Label] = {}
        self.number = Label(bold=True, tone="muted")
        self.remove = QPushButton()
        icons.wear(self.remove, "x", "muted")
        style.kind(self.remove, "quiet")
        self.remove.setFixedWidth(36)
        self.remove.clicked.connect(self.removed)
        self._lay_out()
        for input_ in self.inputs.values():
            input_.changed.connect(self.changed)
            input_.left.connect(self.left)
        self.count_as(number)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 12, 12)
        grid.setHorizontalSpacing(style.GRID)
        grid.setVerticalSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self.number, 1)
        grid.addLayout(head, 0, 0, 1, 12)
        line, used, many = 1, 0, len(self.inputs) > 4
        for number, (name, input_) in enumerate(self.inputs.items()):
            parts = 12 if many and not number else (MANY if many else FEW).get(input_.field.kind, 12)
            if used + parts > 12:
                line, used = line + 2, 0
            self._place(grid, name, input_, line, used, parts)
            used += parts
        for column in range(12):
            grid.setColumnStretch(column, 1)
        head.addWidget(self.remove)  # the last one for Tab, first in sight
        tell_as_laid(self)

    def _place(self, grid: QGridLayout, name: str, input_: Input, line: int, column: int, parts: int) -> None:
        if not input_.labelled:
            label = self._labels[name] = Label(tone="muted", size=9)
            label.setContentsMargins(0, 4, 0, 0)
            label.setBuddy(input_)
            grid.addWidget(label, line, column, 1, parts)
        grid.addWidget(input_, line + 1, column, 1, parts, Qt.AlignmentFlag.AlignTop)

    def count_as(self, number: int) -> None:
        """Say which line this is, in the language of the window."""
        text = self.words.say(Words(N_("Line {number}"), {"number": number}))
        self.number.setText(text)
        for name, label in self._labels.items():
            label.setText(self.words.gettext(self.inputs[name].field.label))
        for input_ in self.inputs.values():
            for control in input_.controls():
                control.setAccessibleName(f"{text}, {self.words.gettext(input_.field.label)}")
        self.remove.setAccessibleName(self.words.say(Words(N_("Remove line {number}"), {"number": number})))
        self.remove.setToolTip(self.remove.accessibleName())

    def speak(self, words: Catalogue, number: int) -> None:
        self.words = words
        for input_ in self.inputs.values():
            input_.speak(words)
        self.count_as(number)

    def begin(self, moment: Moment, raw: Mapping[str, Any]) -> None:
        """For another case, or for another line of the same."""
        for name, input_ in self.inputs.items():
            input_.begin(moment, raw.get(name))

    def controls(self) -> list[QWidget]:
        return [control for input_ in self.inputs.values() for control in input_.controls()]

    def read(self) -> dict[str, Any]:
        return {name: raw for name, input_ in self.inputs.items() if not is_empty(raw := input_.read())}

    def fill(self, raw: Mapping[str, Any]) -> None:
        for name, input_ in self.inputs.items():
            input_.fill(raw.get(name))


class RowsInput(Input):
    """Lines that can be added and taken away; a line taken away can be brought back."""

    short = False

    def __init__(self, field: Field, moment: Moment, words: Catalogue, make: Make) -> None:
        super().__init__(field, moment, words)
        self._make, self.rows, self._spare = make, list[Row](), list[Row]()
        self._news: Toast | None = None
        self._about = ""
        self.add = QPushButton()
        icons.wear(self.add, "plus", "accent")
        style.kind(self.add, "link")
        self.add.clicked.connect(self._added)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(style.GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addLayout(self._lines)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.adopt(self.add)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # see setFocus
        self._speak()
        self._show(None)

    def read(self) -> Any:
        return [raw for row in self.rows if (raw := row.read())]

    def controls(self) -> list[QWidget]:
        return [control for row in self.rows for control in row.controls()]

    def walk(self) -> list[QWidget]:
        return [control for row in self.rows for control in (*row.controls(), row.remove)] + [self.add]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first line; Qt's own way of handing on would make Tab stop at the table too, after its last line."""
        self.walk()[0].setFocus(reason)

    def seek(self, words: Words) -> None:
        """To the line, and the column, that the words name."""
        number, column = _named(words)
        row = self.rows[number - 1] if 1 <= number <= len(self.rows) else self.rows[0]
        meant = (i for i in row.inputs.values() if column in (i.field.name, i.field.label))
        next(meant, next(iter(row.inputs.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        """The sentence below the table names the line and the column; nothing else turns red."""

    def describe(self, text: str) -> None:
        self._about = text  # said of the lines to come as well
        super().describe(text)

    def name_it(self) -> None:
        self.setAccessibleName(self.words.gettext(self.field.label))
        for number, row in enumerate(self.rows, 1):
            row.count_as(number)

    def _show(self, raw: Any) -> None:
        self._lay(raw, Row.fill)

    def _begin(self, raw: Any) -> None:
        if self._news is not None and isValid(self._news):
            self._news.leave()  # what it would bring back belongs to the case before
        self._news = None
        self._lay(raw, lambda row, line: row.begin(self.at, line))

    def _lay(self, raw: Any, put: Callable[[Row, Mapping[str, Any]], None]) -> None:
        """As many lines as there are in a raw answer, and at least one."""
        lines = ([row for row in raw or [] if isinstance(row, Mapping)] or [{}])[:MOST]
        for row in self.rows[len(lines):]:
            self._drop(row)
        for row, line in zip(self.rows, lines, strict=False):
            put(row, line)
        for line in lines[len(self.rows):]:
            self._append(line)

    def _speak(self) -> None:
        self.add.setText(self.words.gettext(N_("Add a line")))
        for number, row in enumerate(self.rows, 1):
            row.speak(self.words, number)

    def _append(self, raw: Mapping[str, Any], at: int = -1) -> Row:
        at = len(self.rows) if at < 0 else at
        row = self._again() if self._spare else self._made()
        row.fill(raw)
        for control in row.controls():
            control.setAccessibleDescription(self._about)
        self.rows.insert(at, row)
        self._lines.insertWidget(at, row)
        tell_as_laid(self)
        self._renumber()
        return row

    def _made(self) -> Row:
        row = Row(len(self.rows) + 1, self.field.columns, self.at, self.words, self._make, self)
        row.changed.connect(self.changed)
        row.left.connect(self.left)
        row.removed.connect(lambda: self._remove(row))
        return row

    def _again(self) -> Row:
        """A line that was taken away before: making one takes longer than the rest of the page."""
        row = self._spare.pop()
        row.begin(self.at, {})
        if row.words is not self.words:
            row.speak(self.words, len(self.rows) + 1)
        row.show()
        return row

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        if len(self._spare) < SPARE:
            with QSignalBlocker(row):
                row.begin(self.at, {})
            self._spare.append(row)
        else:
            row.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        """Number the lines, and let the keyboard walk them in the order they stand in."""
        in_order(self.walk())
        self.add.setEnabled(len(self.rows) < MOST)
        self.name_it()

    def _added(self) -> None:
        next(iter(self._append({}).inputs.values())).setFocus()
        self.changed.emit()

    def _remove(self, row: Row) -> None:
        at, raw = self.rows.index(row), row.read()
        self._drop(row)
        if not self.rows:
            self._append({})
        self.changed.emit()
        if raw:
            said = self.words.gettext(N_("The line was removed."))
            self._news = toast(self, said, lambda: self._restore(at, raw))

    def _restore(self, at: int, raw: Mapping[str, Any]) -> None:
        if len(self.rows) == 1 and not self.rows[0].read():
            self.rows[0].fill(raw)
        else:
            self._append(raw, min(at, len(self.rows)))
        self.changed.emit()


def _named(words: Words) -> tuple[int, str]:
    """The line number and the column, by its label or name, in the words of a problem, however deep; 0 and nothing
    where none is."""
    values = words.values
    if isinstance(number := values.get("number"), int):
        column = values.get("column")
        return number, column.text if isinstance(column, Words) else str(column or "")
    return next((found for v in values.values() if isinstance(v, Words) and (found := _named(v))[0]), (0, ""))
