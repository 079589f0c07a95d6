"""A look at the marked case beside the list: who, what, what comes next. Read only; Enter opens the case itself."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desk.cases.case import Case
from desk.cases.guide import next_step, waiting_for
from desk.cases.listing import about
from desk.cases.people import ROLES
from desk.cases.steps import STEPS
from desk.i18n import N_, Words

from . import icons, style
from .case_head import signs
from .desk import Desk
from .labels import Label, line

#: A long story is cut here; the case itself shows it whole.
LETTERS = 420


class Preview(QScrollArea):
    """Shows a case by its id; nothing in it can be changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case_id = ""
        self.parts: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        style.kind(inside, "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * style.GRID, 0, style.GRID, 0)
        self._column.setSpacing(style.GRID // 2)
        self._column.addStretch()
        self.setWidget(inside)

    def show_case(self, case_id: str) -> None:
        """Read the case and write it anew; empty when it is not there any more."""
        case = self.desk.journal.case(case_id) if case_id else None
        self.case_id = case.id if case else ""
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []
        self._inside.setVisible(case is not None)
        if case is None:
            return
        self._add(style.heading(Label(case.customer_name, wrap=True), 2))
        self._add(Label(f"{case.number} · {about(case)}", tone="muted", wrap=True))
        self._add(self._signs(case))
        self._add(line())
        for title, text in self._told(case):
            self._add(Label(title, size=9, tone="muted"), above=style.GRID)
            self._add(Label(text, wrap=True))
        self.verticalScrollBar().setValue(0)

    def _add(self, part: QWidget, above: int = 0) -> None:
        if above:
            part.setContentsMargins(0, above, 0, 0)
        self.parts.append(part)
        self._column.insertWidget(self._column.count() - 1, part)

    def _signs(self, case: Case) -> QWidget:
        """What the case's own head shows, one under the other."""
        out = QWidget()
        grid = QGridLayout(out)
        grid.setContentsMargins(0, style.GRID // 2, 0, style.GRID // 2)
        grid.setSpacing(style.GRID // 2)
        grid.setColumnStretch(1, 1)
        for number, sign in enumerate(signs(case, self.desk.now())):
            picture = Label()
            picture.setPixmap(icons.pixmap(sign.icon, 16, style.color(sign.tone)))
            tone = "" if sign.tone == "muted" else sign.tone
            grid.addWidget(picture, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self.desk.say(sign.words), tone=tone, wrap=True), number, 1)
        return out

    def _told(self, case: Case) -> Iterator[tuple[str, str]]:
        say = self.desk.say
        if case.state != "closed":
            yield say(N_("Next")), self._next(case)
        if case.own_words:
            yield say(N_("In their own words")), short(case.own_words)
        if case.wish:
            yield say(N_("What they would find right")), short(case.wish)
        promised = [
            say(Words(N_("{what}, by {due}"), {"what": c.what, "due": c.due}))
            for c in case.commitments.values() if c.is_open
        ]  # fmt: skip
        if promised:
            yield say(N_("Promised")), "\n".join(promised)

    def _next(self, case: Case) -> str:
        step = next_step(case)
        text = self.desk.say(STEPS[step].title) if step else ""
        if not (who := waiting_for(case)):
            return text
        name = Words(ROLES[who]) if who in ROLES else case.hand_over.to_name if case.hand_over else who
        return f"{text}\n{self.desk.say(Words(N_('Waiting for {who}'), {'who': name}))}"


def short(text: str) -> str:
    """The beginning of a long text, cut between two words."""
    return text if len(text) <= LETTERS else text[:LETTERS].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
