"""The first start: a few short questions, then the store is made; to look around, two are enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from desk import __version__
from desk.cases.branch import Branch
from desk.cases.files import reason
from desk.cases.people import MANAGER, Person
from desk.i18n import N_, Words, catalogue
from desk.store import accounts, database
from desk.store.database import StoreProblem

from . import language, style, tasks
from .first_run_pages import (
    BranchQuestion,
    CountryQuestion,
    LanguageQuestion,
    ManagerQuestion,
    Question,
    StartQuestion,
)
from .labels import Label
from .problem_line import ProblemLine
from .room import Dialog, Panes
from .working import Working


@dataclass(frozen=True)
class Beginning:
    """What was answered: the branch and its first person."""

    branch: Branch
    manager: Person
    pin: str


def make(path: Path, beginning: Beginning, now: datetime) -> Path:
    """Make the branch's store with its manager. StoreProblem when it cannot be made; nothing is left then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = database.create(path, beginning.branch, now, f"desk {__version__}")
    try:
        accounts.add_person(store, beginning.manager, beginning.pin, now=now)
    finally:
        store.close()
    return path


class FirstRun(Dialog):
    """Says when the store is made, or that sample data is wanted instead. Esc goes back one question."""

    begun = Signal(bool)

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._path, self._now = path, clock
        self._made = False
        self.words = catalogue(language.system_language())
        self.country, self.branch, self.manager, self.start = (
            CountryQuestion(), BranchQuestion(), ManagerQuestion(), StartQuestion(),
        )  # fmt: skip
        self.language = LanguageQuestion(self.words.language)
        self.questions: list[Question] = [self.language, self.start, self.country, self.branch, self.manager]
        self.stack = Panes(self)
        for question in self.questions:
            question.answered.connect(self.next)
            self.stack.addWidget(question)
        self.progress = Label(parent=self, tone="muted")
        self.problem = ProblemLine(self)
        self.busy = Working(self)
        self.back_button, self.next_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.language.tiles.chosen.connect(self.speak)
        self.start.tiles.chosen.connect(lambda _: self._say_progress())
        self.retranslate()
        self._show(0)

    def _lay_out(self) -> None:
        style.kind(self.next_button, "primary")
        style.kind(self.back_button, "quiet")
        for button in (self.next_button, self.back_button):
            button.setAutoDefault(False)  # Enter is taken below: it walks through the fields first
        self.next_button.clicked.connect(self.next)
        self.back_button.clicked.connect(self.back)
        row = QHBoxLayout()
        row.addWidget(self.progress)
        row.addStretch()
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(6 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addWidget(self.busy)
        column.addLayout(row)
        self.setMinimumWidth(80 * style.GRID)  # a low screen takes the room that is left empty, before anything scrolls
        self.resize(80 * style.GRID, 78 * style.GRID)

    def speak(self, code: str) -> None:
        """Go on in another language."""
        self.words = catalogue(code)
        language.install(code)
        language.write_dates()
        self.retranslate()

    def next(self) -> None:
        """On to the next question; after the last one make the store, or say that sample data is wanted."""
        here = self.stack.currentIndex()
        if wrong := self.questions[here].wrong():
            words, widget = wrong
            self._say(words)
            widget.setFocus()
        elif here + 1 < self._how_many():
            self._show(here + 1)
        elif self._looks_around():
            self._done(sample=True)
        elif self.busy.isHidden():
            self._make()

    def _looks_around(self) -> bool:
        return self.start.tiles.choice() == "sample"

    def _how_many(self) -> int:
        """Who only looks around is asked nothing about a branch."""
        return self.questions.index(self.start) + 1 if self._looks_around() else len(self.questions)

    def back(self) -> None:
        if self.stack.currentIndex():
            self._show(self.stack.currentIndex() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.back_button.hasFocus():
            self.back()
        elif self.next_button.hasFocus() or not self.questions[self.stack.currentIndex()].advance():
            self.next()

    def reject(self) -> None:
        """Esc."""
        if self.busy.isHidden():
            self.back()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.busy.isHidden():
            event.ignore()  # the store is being made
        else:
            super().closeEvent(event)
            self.done(QDialog.DialogCode.Accepted if self._made else QDialog.DialogCode.Rejected)

    def _show(self, number: int) -> None:
        question = self.questions[number]
        if isinstance(question, CountryQuestion):
            question.suggest(self.words.language)
        self.problem.hide()
        self.stack.setCurrentIndex(number)
        self._say_progress()
        question.enter()

    def answers(self) -> Beginning:
        """What was answered, as it will be kept."""
        pack, zone, currency = self.country.facts()
        facts = {name: self.branch.value(name) for name, _ in self.branch.fields}
        return Beginning(
            Branch(**facts, country=pack, zone=zone, currency=currency, language=self.words.language),
            Person("manager", self.manager.value("name"), MANAGER, language=self.words.language),
            self.manager.inputs["pin"].text(),
        )

    def _make(self) -> None:
        self.busy.show()
        self.next_button.setEnabled(False)
        beginning, path, now = self.answers(), self._path, self._now()
        tasks.run(lambda: make(path, beginning, now), lambda _: self._done(), self._failed)

    def _done(self, sample: bool = False) -> None:
        self._made = True
        self.busy.hide()
        self.begun.emit(sample)
        self.done(QDialog.DialogCode.Accepted)

    def _failed(self, error: Exception) -> None:
        self.busy.hide()
        self.next_button.setEnabled(True)
        if isinstance(error, StoreProblem):
            self._say(error.words)
        elif isinstance(error, OSError):
            text = N_("{path} cannot be made: {reason}. Please check the folder and who may write there.")
            self._say(Words(text, {"path": str(self._path), "reason": reason(error)}))
        else:
            raise error

    def _say(self, words: Words | str) -> None:
        self.problem.tell(self.words.say(words))
        self.see(self.problem)

    def _say_progress(self) -> None:
        here, all_of_them = self.stack.currentIndex() + 1, self._how_many()
        self.progress.setText(self.words.say(Words(N_("{n} of {all}"), {"n": here, "all": all_of_them})))
        self.back_button.setVisible(here > 1)
        last = here == all_of_them
        self.next_button.setText(self.words.gettext(N_("&Start") if last else N_("&Next")))
        self.next_button.setAccessibleName(self.next_button.text().replace("&", ""))

    def retranslate(self) -> None:
        self.setWindowTitle(self.words.gettext(N_("Complaint desk")))
        for question in self.questions:
            question.retranslate(self.words)
        self.back_button.setText(self.words.gettext(N_("&Back")))
        self.back_button.setAccessibleName(self.back_button.text().replace("&", ""))
        self.busy.setAccessibleName(self.words.gettext(N_("The desk is being made ready")))
        self.problem.hide()
        self._say_progress()


