"""The first complaints of a list as the desk has understood them: days, telephones and whether they are closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desk.cases import old_list, values
from desk.cases.listing import in_short
from desk.cases.old_rows import OldCase
from desk.i18n import N_

from . import style
from .desk import Desk

#: So many are shown: enough to see whether days and columns were understood.
FIRST = 3

_LINE = 4 * style.GRID
_COLUMNS = ("raised_at", "customer_name", "telephone", "own_words", "was")
_LONGEST = 200

#: They share the room that the others leave, and end in dots.
_SHARED = ("customer_name", "own_words")


class FirstCases(QTableWidget):
    """Reads like the list of cases; nothing in it can be changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(0, len(_COLUMNS))
        self._desk = desk
        say = desk.say
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = [say(old_list.label(name)) for name in _COLUMNS]
        self.setHorizontalHeaderLabels(self._names)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        for name in _SHARED:
            self.horizontalHeader().setSectionResizeMode(_COLUMNS.index(name), QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(say(N_("The first complaints as they come in")))

    def show_first(self, cases: Sequence[OldCase]) -> None:
        """The first of them, or nothing at all."""
        first = cases[:FIRST]
        self.setRowCount(len(first))
        for row, case in enumerate(first):
            for column, name in enumerate(_COLUMNS):
                text = self._said(name, case.answers)
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._names[column]}: {text or '–'}")
                self.setItem(row, column, item)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + _LINE * len(first) + 2)
        self.setVisible(bool(first))

    def _said(self, name: str, answers: Any) -> str:
        if name == "raised_at":
            return self._desk.words.moment(values.moment_of(answers[name]), self._desk.branch.tz)
        if name == "own_words":
            return in_short(answers.get("product", ""), answers[name])[:_LONGEST]
        if name == "was":
            field = old_list.IMPORT.field(name)
            assert field is not None  # it is one of the columns
            return self._desk.say(dict(field.choices)[answers[name]])
        return str(answers.get(name, ""))[:_LONGEST]
