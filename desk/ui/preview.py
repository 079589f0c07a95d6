"""A look at the marked case beside the list: who, what, what comes next. Read only; Enter opens the case itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

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
from .marked_label import MarkedLabel, Part, passage

if TYPE_CHECKING:
    from desk.store.matches import Matches

#: What a case is found by and is shown only then: names of a case, and what they are called.
FOUND_BY = (
    ("email", N_("E-mail")), ("serial", N_("Serial or lot number")), ("proof", N_("Receipt or other proof")),
    ("old_number", N_("Number in the old list")),
)  # fmt: skip

#: Finds what is marked in a text; and a title, the text below it, and what marks it.
Parts = Callable[[str], list[Part]]
Told = tuple[str, str, Parts]


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

    def show_case(self, case_id: str, found: Matches | None = None) -> None:
        """Read the case and write it anew, with what was searched for marked; empty when it is not there any more."""
        case = self.desk.journal.case(case_id) if case_id else None
        self.case_id = case.id if case else ""
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []
        self._inside.setVisible(case is not None)
        if case is None:
            return
        parts = found.parts if found else _none
        self._add(style.heading(_marked(case.customer_name, parts), 2))
        self._add(_marked(f"{case.number} · {about(case)}", partial(_numbered, parts, case.number), "muted"))
        self._add(self._signs(case))
        self._add(line())
        for title, text, marked in self._told(case, found):
            self._add(Label(title, size=9, tone="muted"), above=style.GRID)
            self._add(_marked(text, marked))
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
            icons.show(picture, sign.icon, sign.tone, 16)
            tone = "" if sign.tone == "muted" else sign.tone
            grid.addWidget(picture, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self.desk.say(sign.words), tone=tone, wrap=True), number, 1)
        return out

    def _told(self, case: Case, found: Matches | None) -> Iterator[Told]:
        """What stands below one another: our own words are never marked."""
        say, parts = self.desk.say, found.parts if found else _none
        if case.state != "closed":
            yield say(N_("Next")), self._next(case), _none
        if found:
            yield from self._found_by(case, found)
        if case.own_words:
            yield say(N_("In their own words")), case.own_words, parts
        if case.wish:
            yield say(N_("What they would find right")), case.wish, parts
        promised = [
            say(Words(N_("{what}, by {due}"), {"what": c.what, "due": c.due}))
            for c in case.commitments.values() if c.is_open
        ]  # fmt: skip
        if promised:
            yield say(N_("Promised")), "\n".join(promised), parts

    def _found_by(self, case: Case, found: Matches) -> Iterator[Told]:
        """What is shown only because it was searched for."""
        kept = (c.what for c in case.commitments.values() if not c.is_open)
        said = [("\n".join(case.summary), N_("The confirmed summary")), ("\n".join(kept), N_("Promised before"))]
        if found.telephone(case.telephone):
            yield self.desk.say(N_("Telephone")), case.telephone, found.telephone
        for text, title in (*((getattr(case, name), title) for name, title in FOUND_BY), *said):
            if found.parts(text):
                yield self.desk.say(title), text, found.parts

    def _next(self, case: Case) -> str:
        step = next_step(case)
        text = self.desk.say(STEPS[step].title) if step else ""
        if not (who := waiting_for(case)):
            return text
        name = Words(ROLES[who]) if who in ROLES else case.hand_over.to_name if case.hand_over else who
        return f"{text}\n{self.desk.say(Words(N_('Waiting for {who}'), {'who': name}))}"


def _none(text: str) -> list[Part]:
    return []


def _numbered(parts: Parts, number: str, text: str) -> list[Part]:
    """What is marked in a text that begins with a case's number."""
    behind = len(number)
    return [*parts(number), *((behind + start, behind + end) for start, end in parts(text[behind:]))]


def _marked(text: str, parts: Parts, tone: str = "") -> Label:
    """A text of the case: a long one is cut to what was searched for."""
    shown = passage(text, parts(text))
    return MarkedLabel(shown, parts(shown), tone=tone)
