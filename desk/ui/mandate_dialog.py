"""The dialog in which a manager or head office writes a standing mandate; the other one signs it afterwards."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases import guide
from desk.cases.mandate_form import FORM, draft
from desk.cases.moment import Refused
from desk.i18n import N_

from . import style
from .desk import Desk
from .draft_line import DraftLine
from .field_block import FieldBlock
from .kept_typing import keep_typing
from .problem_line import ProblemLine
from .room import Dialog, foot

#: What its draft is kept under.
NAME = "mandate"


class MandateDialog(Dialog):
    """Asks what the mandate form asks; `written` carries the draft with the writer's signature."""

    written = Signal(object)  # Mandate

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.moment = desk.moment("")
        self.setWindowTitle(desk.say(FORM.title))
        draft = DraftLine(self)  # before what is typed in, so that Tab comes to it first
        self.blocks = {field.name: FieldBlock(field, self.moment, desk.words, self) for field in FORM.fields}
        self.problem = ProblemLine(self)
        self.leave, self.go = QPushButton(desk.say(N_("Cancel"))), QPushButton(desk.say(N_("Write it and sign")))
        self._lay_out()
        for name, value in guide.defaults(FORM, self.moment).items():
            self.blocks[name].input.fill(value)
        inputs = {name: block.input for name, block in self.blocks.items()}
        keep_typing(self, desk, NAME, inputs, self.leave, draft, until_told=True)  # it is nothing before it is signed
        self.go.clicked.connect(self._write)
        self.leave.clicked.connect(self.reject)
        self.blocks["name"].input.setFocus()

    def _lay_out(self) -> None:
        page, area = QWidget(), QScrollArea(self)
        style.kind(page, "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, style.GRID, 0)
        inner.setSpacing(2 * style.GRID)
        for block in self.blocks.values():
            inner.addWidget(block)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * style.GRID,) * 4)
        column.setSpacing(2 * style.GRID)
        column.addWidget(area, 1)
        column.addWidget(self.problem)
        column.addLayout(foot(self.leave, self.go))
        self.resize(72 * style.GRID, 76 * style.GRID)

    def _write(self) -> None:
        raw = {name: block.input.read() for name, block in self.blocks.items()}
        try:
            made = draft(raw, replace(self.moment, now=self.desk.now()))
        except Refused as refused:
            self._say(refused)
            return
        self.accept()
        self.written.emit(made)

    def _say(self, refused: Refused) -> None:
        wrong = {p.field: p.words for p in reversed(refused.problems)}
        for name, block in self.blocks.items():
            block.say(wrong.get(name), None)
        first = refused.problems[0]
        self.problem.tell(self.desk.say(first.words))
        if first.field in self.blocks:
            self.blocks[first.field].input.seek(first.words)
