"""The days that a list writes without their year: how many, how they are read, and which year they are of."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.cases.old_years import UNKNOWN, Years
from desk.i18n import N_

from . import style
from .desk import Desk
from .folded import Folded
from .labels import Label
from .table import room

CHOOSE = N_("Please choose their year, or their rows stay out.")


class YearsLine(QWidget):
    """A sentence and, where the year can be chosen, the choice; nothing where every day has its year."""

    chosen = Signal(int)  # the year in which they begin, or UNKNOWN

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.said, self.choice = Label(wrap=True), Folded()
        self.choice.setAccessibleName(desk.say(N_("The year of days without one")))
        self.choice.activated.connect(lambda: self.chosen.emit(self.choice.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * style.GRID)
        row.addWidget(self.said, 1)
        row.addWidget(self.choice)

    def show_years(self, years: Years) -> None:
        """What looking through the list has found of them."""
        say = self.desk.say
        words = [say(words) for words in years.words]
        if years.choices and not years.first:
            words.append(say(CHOOSE))
        self.said.setText(" ".join(words))
        self.choice.clear()
        self.choice.addItem(say(N_("not known")), UNKNOWN)
        for first in years.choices:
            self.choice.addItem(years.named(first), first)
        self.choice.setCurrentIndex(max(0, self.choice.findData(years.first)))
        texts = [self.choice.itemText(number) for number in range(self.choice.count())]
        self.choice.setFixedWidth(room(texts) + 9 * style.GRID)  # and the room around it, and the arrow
        self.choice.setVisible(bool(years.choices))
        self.setVisible(bool(years.short))
