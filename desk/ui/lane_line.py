"""The line above a proposal that says which way it goes: within a mandate at once, or first to those who decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.cases.lanes import BEYOND, UNREASONABLE, WITHIN, Lane, lane
from desk.cases.moment import Moment

from . import icons, style
from .labels import Label
from .step_form import StepForm

#: A drawn sign and a colour for each lane; the words say it too.
_SIGNS = {WITHIN: ("circle-check", "ok"), BEYOND: ("users", "info"), UNREASONABLE: ("message-square", "warn")}


class LaneLine(QWidget):
    """Follows what is typed. The desk works the lane out; the clerk only reads it."""

    def __init__(self, form: StepForm, find: Callable[[Moment], Lane] = lane) -> None:
        """`find` works the lane out of the form's answers."""
        super().__init__(form.page)
        self.form, self._find = form, find
        self.lane: Lane | None = None
        self._sign, self.words = Label(), Label(wrap=True, bold=True)
        self._sign.setFixedWidth(3 * style.GRID)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, style.GRID, 0, style.GRID)
        layout.setSpacing(style.GRID)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        form.answered.connect(self.follow)
        self.follow()

    def speak(self) -> None:
        """The same in the language of the window."""
        self.follow()

    def follow(self) -> None:
        """Say the lane of what is typed now."""
        form = self.form
        if form.standing is None or form.desk.person is None:
            return
        self.lane = self._find(replace(form.moment, now=form.desk.now(), answers=form.standing.answers))
        icon, tone = _SIGNS[self.lane.name]
        text = form.desk.say(self.lane.words)
        if text != self.words.text():
            self.words.setText(text)
            self.setAccessibleName(text)
            style.tone(self.words, tone)
            icons.show(self._sign, icon, tone, 18)


def offer(form: StepForm) -> LaneLine | None:
    """Put the line above the questions of a proposal; other steps have no lane."""
    if form.step.name != "propose":
        return None
    line = LaneLine(form)
    form.above.addWidget(line)
    return line
