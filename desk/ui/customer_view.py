"""What the customer may see when the screen is turned: their words, the summary, the promises. No internal remark."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases.case import Case, Commitment
from desk.cases.consult import consulted
from desk.i18n import N_, Money, Words, catalogue

from . import icons, style
from .desk import Desk
from .labels import Label

#: A heading and its lines.
Part = tuple[str, tuple[Words, ...]]


def parts(case: Case) -> Iterator[Part]:
    """What is shown, in order. Drawn only from what the customer said or was promised."""
    yield N_("What we understood"), tuple(_point(point) for point in case.summary)
    yield N_("What you would find right"), _text(case.wish)
    if case.is_agreed and case.agreement is not None:
        kept = [(key, case.commitments[key]) for key in case.agreement.commitments if key in case.commitments]
        yield N_("What we promise"), tuple(_promise(case, key, c) for key, c in kept)
        yield N_("What you do"), _text(case.agreement.customer_part)
    elif case.step in ("talk", "agree") and case.proposal is not None and consulted(case):
        yield N_("What we offer"), tuple(_point(r.what) for r in case.proposal.remedies)
        yield N_("What we can offer instead"), _text(case.proposal.alternative)
        yield N_("As a sign of goodwill"), _text(case.proposal.gesture)
    yield N_("What you told us"), _text(case.own_words)


def _text(text: str) -> tuple[Words, ...]:
    return (Words("{text}", {"text": text}),) if text else ()


def _point(text: str) -> Words:
    return Words("• {text}", {"text": text})


def _promise(case: Case, key: str, c: Commitment) -> Words:
    values = {"key": key, "what": c.what, "owner": c.owner_name, "due": c.due, "amount": Money(c.amount, case.currency),
              "tax": Money(c.tax, case.currency)}  # fmt: skip
    if c.amount and c.tax:
        return Words(N_("{key}. {what}, {amount}, of it tax {tax} ({owner}, by {due})"), values)
    if c.amount:
        return Words(N_("{key}. {what}, {amount} ({owner}, by {due})"), values)
    return Words(N_("{key}. {what} ({owner}, by {due})"), values)


class CustomerView(QWidget):
    """Fills the screen, in the customer's own language. Esc leaves."""

    def __init__(self, case: Case, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = catalogue(case.language or desk.branch.language)
        self.texts: list[str] = []
        page = QWidget()
        style.kind(page, "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(style.GRID)
        self._add(inner, case.customer_name, 20, bold=True)
        self._add(inner, f"{desk.branch.name or desk.branch.company}  ·  {case.number}", 11, tone="muted")
        for heading, lines in parts(case):
            if lines:
                inner.addSpacing(2 * style.GRID)
                self._add(inner, words.gettext(heading), 11, tone="muted")
            for text in lines:
                self._add(inner, words.say(text, desk.branch.tz), 14)
        inner.addStretch(1)
        self._frame(page, desk)
        self.setWindowTitle(case.number)

    def _add(self, layout: QVBoxLayout, text: str, size: float, *, bold: bool = False, tone: str = "") -> None:
        self.texts.append(text)
        layout.addWidget(Label(text, size=size, bold=bold, tone=tone, wrap=True))

    def _frame(self, page: QWidget, desk: Desk) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(desk.say(N_("Customer view")))
        scroll.setWidget(page)
        scroll.setMaximumWidth(900)
        self.leave = QPushButton(desk.say(N_("Back (Esc)")))
        icons.wear(self.leave, "arrow-left")
        self.leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(scroll, 20)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 40, 48, 24)
        layout.addLayout(row, 1)
        layout.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
