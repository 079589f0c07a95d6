"""Settings of the branch: what papers print, and when the desk locks itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desk.cases.branch import Branch
from desk.cases.text import SHORT, BadText, clean
from desk.i18n import N_, Words
from desk.store import accounts, settings
from desk.store.database import StoreProblem

from . import icons, in_and_out, messages, style
from .desk import Desk
from .draft_line import DraftLine
from .idle import LOCK_MINUTES, LOCK_SETTING
from .kept_typing import KeptPage
from .labels import Label, line
from .problem_line import ProblemLine
from .toasts import toast

FIELDS = (
    ("name", N_("Name of the branch")),
    ("company", N_("Company")),
    ("business_id", N_("Business number")),
    ("address", N_("Address")),
    ("telephone", N_("Telephone")),
)
REQUIRED = frozenset(("name", "company"))
WIDTH = 64 * style.GRID


class BranchSection(QWidget):
    """Fields and one button. Papers made before keep what they printed."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        draft = DraftLine(self)
        self.inputs = {name: QLineEdit(self) for name, _ in FIELDS}
        self.minutes = QSpinBox(self, minimum=1, maximum=60)
        self._labels = {name: Label(parent=self) for name in (*self.inputs, "minutes")}
        self.hint = Label(parent=self, tone="muted", wrap=True)
        self.problem = ProblemLine(self)
        self.save = QPushButton(self)
        style.kind(self.save, "primary")
        self.save.clicked.connect(self._save)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bring = QPushButton(self)
        icons.wear(self.bring, "inbox")
        self.bring.clicked.connect(lambda: in_and_out.bring_in(desk, self))
        self._lay_out()
        draft.setMaximumWidth(WIDTH)
        fields = {**self.inputs, "minutes": self.minutes}
        self.kept = KeptPage(self, desk, "settings:branch", fields, draft, self.refresh)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(style.GRID)
        for name, label in self._labels.items():
            field: QWidget = self.inputs.get(name, self.minutes)
            field.setFixedWidth(WIDTH if name != "minutes" else 12 * style.GRID)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * style.GRID)
        column.addWidget(self.hint)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.save)
        column.addWidget(line())
        column.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.save.setFixedWidth(self.save.sizeHint().width() + 12 * style.GRID)
        self.problem.setMaximumWidth(WIDTH)

    def refresh(self) -> None:
        """What holds now, and over it what was typed and not saved."""
        with self.kept.filling():
            for name, field in self.inputs.items():
                field.setText(getattr(self.desk.branch, name))
                field.setCursorPosition(0)
            self.minutes.setValue(settings.get(self.desk.store, LOCK_SETTING, LOCK_MINUTES))
        self.problem.hide()

    def _save(self) -> None:
        try:
            facts = {name: clean(field.text(), SHORT, lines=False) for name, field in self.inputs.items()}
        except BadText as error:
            self._say(error.words)
            return
        empty = next((label for name, label in FIELDS if name in REQUIRED and not facts[name]), None)
        if empty:
            self._say(Words(N_("Please fill in: {label}."), {"label": Words(empty)}))
            return
        before = self.desk.branch, settings.get(self.desk.store, LOCK_SETTING, LOCK_MINUTES)
        if self._put(replace(self.desk.branch, **facts), self.minutes.value()):
            self.kept.forget()
            self._show()
            said = self.desk.say(N_("The branch is changed. New papers carry it."))
            toast(self, said, lambda: self._take_back(*before))

    def _take_back(self, branch: Branch, minutes: int) -> None:
        if self._put(branch, minutes):
            self._show()

    def _show(self) -> None:
        """Show everywhere what holds now."""
        self.refresh()
        self.changed.emit()

    def _put(self, branch: Branch, minutes: int) -> bool:
        """Write both or neither; whether they are written."""
        try:
            with self.desk.store.writing():
                accounts.set_branch(self.desk.store, branch, self.desk.person)
                settings.put(self.desk.store, LOCK_SETTING, minutes)
        except StoreProblem as trouble:
            messages.problem(self, trouble)
            return False
        self.desk.branch = accounts.branch(self.desk.store)
        return True

    def _say(self, words: Words) -> None:
        self.problem.tell(self.desk.say(words))

    def retranslate(self) -> None:
        say = self.desk.say
        self.kept.line.speak(self.desk)
        for name, words in (*FIELDS, ("minutes", N_("Lock after so many minutes without a touch"))):
            self._labels[name].setText(say(words))
            (self.inputs.get(name) or self.minutes).setAccessibleName(say(words))
        self.hint.setText(say(N_("Papers for the customer carry these. Papers made before keep what they printed.")))
        self.save.setText(say(N_("S&ave")))
        self.save.setAccessibleName(say(N_("Save")))
        self.bring.setText(say(in_and_out.BRING_IN))
        self.bring.setAccessibleName(say(in_and_out.BRING_IN))
