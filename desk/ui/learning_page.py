"""Learning: the scenarios that can be practised, those in the window's language first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk import RESOURCES
from desk.cases.scenario import Scenario, ScenarioProblem, load
from desk.i18n import LANGUAGES, N_, Words
from desk.store.practice import playable

from . import icons, messages, style, tasks
from .desk import Desk
from .labels import Label


def shipped() -> list[Scenario]:
    """Every scenario of the desk that somebody can play; slow enough to be read on another thread."""
    found = [load(path) for path in sorted((RESOURCES / "scenarios").glob("*.toml"))]
    return [scenario for scenario in found if playable(scenario)]


class LearningPage(QWidget):
    """Says which scenario somebody wants to practise."""

    practice_wanted = Signal(object)  # Scenario

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._scenarios: Sequence[Scenario] = ()
        self._shown: list[Scenario] = []
        self._asked = False
        self.title, self.how = style.heading(Label(parent=self)), Label(parent=self, tone="muted", wrap=True)
        self.list, self.other, self.start = QListWidget(self), QPushButton(self), QPushButton(self)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        style.kind(self.start, "primary")
        icons.wear(self.other, "file-text")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # or nothing is ever elided
        self.list.itemActivated.connect(lambda _: self._start())
        self.start.clicked.connect(self._start)
        self.other.clicked.connect(self._choose_file)
        style.news.changed.connect(self._fill)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * style.GRID, 2 * style.GRID, 3 * style.GRID, 2 * style.GRID)
        column.setSpacing(style.GRID)
        column.addWidget(self.title)
        column.addWidget(self.how)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            tasks.run(shipped, self._take)

    def _take(self, scenarios: list[Scenario]) -> None:
        self._scenarios = scenarios
        self._fill()

    def _fill(self) -> None:
        """The list anew; what was marked stays marked."""
        marked = self._marked()
        mine, say = self.desk.words.language, self.desk.say
        self._shown = sorted(self._scenarios, key=lambda s: (s.language != mine, s.language))
        self.list.clear()
        for scenario in self._shown:
            text = scenario.called(mine)
            if scenario.language != mine:
                text = say(Words(N_("{title} ({language})"), {"title": text, "language": LANGUAGES[scenario.language]}))
            item = QListWidgetItem(icons.icon("play"), text, self.list)
            item.setToolTip(text)  # a long name ends in dots where the window is narrow
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setSizeHint(QSize(0, style.CONTROL + style.GRID))
        self.list.setCurrentRow(self._shown.index(marked) if marked in self._shown else 0)
        self.start.setEnabled(bool(self._shown))

    def _marked(self) -> Scenario | None:
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _start(self) -> None:
        if scenario := self._marked():
            self.practice_wanted.emit(scenario)

    def _choose_file(self) -> None:
        say = self.desk.say
        name, _ = QFileDialog.getOpenFileName(self, say(N_("Open a scenario")), "", say(N_("Scenarios (*.toml)")))
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Practise a scenario from a file, or say why it cannot be played."""
        try:
            scenario = load(path)
        except ScenarioProblem as problem:
            messages.tell(self, problem.words)
            return
        if not playable(scenario):
            messages.tell(self, Words(N_("In {file} nobody receives a complaint, so there is nothing to play."),
                                      {"file": path.name}))  # fmt: skip
            return
        self.practice_wanted.emit(scenario)

    def enter_list(self) -> None:
        """The keyboard goes into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        say = self.desk.say
        self.title.setText(say(N_("Learning")))
        self.how.setText(say(N_(
            "Play a case on made-up data: the customer speaks, the clock moves, the desk asks what it always asks. "
            "Nothing you do here touches the real store."
        )))  # fmt: skip
        self.list.setAccessibleName(say(N_("Scenarios to practise")))
        self.start.setText(say(N_("Practise")))
        self.other.setText(say(N_("Open a scenario from a file…")))
        self._fill()
