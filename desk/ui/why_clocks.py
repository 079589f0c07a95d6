"""Why the clocks of a case run: each with how it stands, the standard it keeps, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases import clocks
from desk.cases.case import Case
from desk.i18n import N_, Words

from . import style
from .clock_face import face
from .desk import Desk
from .labels import Label
from .problem_list import because
from .room import Dialog, foot


def running(case: Case, now: datetime) -> Iterator[tuple[str, Words | str]]:
    """The newest clock of each standard: its rule, and how it stands."""
    for rule, clock in sorted(clocks.current(case).items(), key=lambda one: one[1].started):
        what = {"what": Words(clocks.TITLES[rule])}
        if clock.runs:
            yield rule, Words(N_("{what}: {left}"), {**what, "left": face(clock.started, clock.due, now).words})
        elif clock.met is None:
            yield rule, Words(N_("{what}: no longer needed"), what)
        else:
            kept = N_("{what}: in time, {when}") if clock.met <= clock.due else N_("{what}: late, {when}")
            yield rule, Words(kept, {**what, "when": clock.met})


class WhyClocks(Dialog):
    """Read only; Esc leaves."""

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(desk.say(N_("Why these clocks?")))
        self.told: list[Label] = []
        page, area, layout = QWidget(), QScrollArea(), QVBoxLayout(self)
        style.kind(page, "page")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, style.GRID, 0)
        column.setSpacing(style.GRID // 2)
        for rule, stands in running(case, desk.now()):
            for text, bold in ((desk.say(stands), True), (because(rule, desk.say), False)):
                label = Label(text, wrap=True, bold=bold, tone="" if bold else "muted")
                self.told.append(label)
                column.addWidget(label)
            column.addSpacing(2 * style.GRID)
        column.addStretch(1)
        leave = QPushButton(desk.say(N_("Close")))
        leave.clicked.connect(self.reject)
        layout.setContentsMargins(*(3 * style.GRID,) * 4)
        layout.setSpacing(2 * style.GRID)
        layout.addWidget(area, 1)
        layout.addLayout(foot(leave))
        self.resize(72 * style.GRID, 60 * style.GRID)
