"""How a practised case went, standard by standard, what could be better first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases.score import Mark, Score
from desk.cases.standards import RULES
from desk.i18n import N_, Words

from . import icons, style
from .desk import Desk
from .labels import Label


class ScorePage(QWidget):
    """The end of a practice. Nobody else sees it and nothing of it is kept."""

    again = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.score: Score | None = None
        self._scenario = ""
        self.title, self.about = style.heading(Label(wrap=True)), Label(tone="muted", wrap=True)
        self.area, self.button = QScrollArea(self), QPushButton(self)
        self.area.setWidgetResizable(True)
        style.kind(self.button, "primary")
        self.button.clicked.connect(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(style.GRID)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self.area, 1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def show_score(self, score: Score, scenario: str) -> None:
        self.score, self._scenario = score, scenario
        self.retranslate()

    def focus_first(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        say = self.desk.say
        self.button.setText(say(N_("Back to the scenarios")))
        self.area.setAccessibleName(say(N_("How it went")))
        if self.score is None:
            return
        values = {"kept": self.score.kept, "count": len(self.score.marks)}
        text = N_("{kept} of {count} standards kept") if self.score.marks else N_("No standard came up yet")
        self.title.setText(say(Words(text, values)))
        self.about.setText(say(Words(N_("{scenario}. Only you see this; nothing of it is kept."),
                                     {"scenario": self._scenario.rstrip(".")})))  # fmt: skip
        page = QWidget()
        style.kind(page, "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, style.GRID, 0, style.GRID)
        rows.setSpacing(2 * style.GRID)
        for mark in self.score.marks:
            rows.addLayout(self._row(mark))
        rows.addStretch(1)
        self.area.setWidget(page)

    def _row(self, mark: Mark) -> QHBoxLayout:
        rule, say = RULES[mark.rule], self.desk.say
        sign, words = Label(), QVBoxLayout()
        tone = "ok" if mark.is_kept else "warn"
        icons.show(sign, "circle-check" if mark.is_kept else "triangle-alert", tone, 20)
        sign.setFixedWidth(4 * style.GRID)
        words.setSpacing(style.GRID // 4)
        words.addWidget(Label(say(rule.title), bold=True, wrap=True))
        remarks = [say(remark) for remark in said(mark)]
        words.addWidget(Label(" ".join(remarks) if remarks else say(N_("Kept.")), tone=tone, wrap=True))
        if not mark.is_kept:
            words.addWidget(Label(say(rule.sentence), tone="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(style.GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


def said(mark: Mark) -> Iterator[Words]:
    """What fell short, sentence by sentence; nothing for a standard that was kept."""
    if mark.refused == 1:
        yield Words(N_("The desk had to stop you once."))
    if mark.refused > 1:
        yield Words(N_("The desk had to stop you {count} times."), {"count": mark.refused})
    if mark.doubted:
        yield Words(N_("A doubt was shown, and it was recorded all the same."))
    if mark.late:
        yield Words(N_("It came too late."))
