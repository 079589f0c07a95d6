"""Who the customer is, as far as earlier cases tell: shown beside the intake once there is enough to know them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.cases import choices
from desk.cases.alike import HELD
from desk.cases.choices import STATES
from desk.i18n import LANGUAGES, N_, Words
from desk.store import related
from desk.store.database import Store
from desk.store.journal import Journal
from desk.store.related import EMAIL, NAME, PROOF, TELEPHONE, Before, Customer

from . import icons, style
from .coach_pane import WIDTH as COACH_WIDTH
from .desk import Desk
from .labels import Label
from .room import write_anew
from .side_pane import GAP
from .tasks import run_with_store

#: Looked for when somebody pauses that long, never at the keystroke itself.
PAUSE_MS = 350

#: What the customer is known by, in words.
BY = {TELEPHONE: N_("same telephone"), EMAIL: N_("same e-mail"), PROOF: N_("same receipt"), NAME: N_("same name")}

_KNOWN_BY = ("customer_name", "telephone", "email", "proof", "product", "own_words")
_LABELS = {
    "preferred_channel": N_("How to reach them: {value}"), "language": N_("Language: {value}"),
    "addressed": N_("Addressed as: {value}"), "telephone": N_("Telephone: {value}"), "email": N_("E-mail: {value}"),
    "address": N_("Address: {value}"),
}  # fmt: skip
#: In line with the coach below it, and room for a bar to scroll with.
WIDTH, _BAR, _ANY = GAP + COACH_WIDTH, 12, 16_777_215

#: As high as it is above the form, where there is no room beside it; more of it scrolls.
FLAT = 15 * style.GRID


class KnownPane(QScrollArea):
    """Calm: it never takes the keyboard, and it stands empty-handed aside where nobody is known."""

    case_wanted = Signal(str)
    preferences_wanted = Signal(object)  # what is offered again, by the names of the fields
    shown = Signal()  # what is known has come, or has gone

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.known = Customer()
        self.buttons: list[QPushButton] = []
        self._asked: dict[str, str] = {}
        self._filled: dict[str, str] = {}
        self._busy = self._again = False
        self._turn = 0
        self._others: set[str] = set()
        self.flat = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.hide()

    def lie(self, flat: bool) -> None:
        """Beside the form, or flat above it."""
        self.flat = flat
        self.setMinimumWidth(0 if flat else WIDTH)
        self.setMaximumWidth(_ANY if flat else WIDTH)
        self.write()

    # Looking -----------------------------------------------------------------------------------------------------

    def start_again(self) -> None:
        """Another complaint: nobody is known yet."""
        self._pause.stop()
        self._turn += 1
        self._asked, self._others = {}, set()
        self._show(Customer())

    def follow(self, answers: Mapping[str, Any]) -> None:
        """The answers have changed; look when the hand rests."""
        self._filled = {name: str(answers.get(name) or "") for name in _LABELS}
        asked = {name: str(answers.get(name) or "") for name in _KNOWN_BY}
        if asked != self._asked:
            self._asked = asked
            self._pause.start()

    def _look(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy, asked, country = True, self._asked, self.desk.branch.country

        turn = self._turn

        def work(store: Store) -> tuple[int, Customer]:
            return turn, related.customer(Journal(store), country, asked)

        run_with_store(self.desk.store, work, self._found)

    def _found(self, outcome: tuple[int, Customer]) -> None:
        turn, found = outcome
        self._busy = False
        if self._again:
            self._again = False
            self._pause.start()
        if turn == self._turn:  # else another complaint has been begun, and this is not its customer
            self._show(found)

    # Showing -----------------------------------------------------------------------------------------------------

    def _show(self, found: Customer) -> None:
        if found == self.known and self.widget() is not None:
            return
        self.known = found
        self.write()

    def write(self) -> None:
        """What is known, in the language of the window."""
        page, known, say = QWidget(), self.known, self.desk.say
        style.kind(page, "page")
        column, before, self.buttons = QVBoxLayout(page), self.buttons, []
        column.setContentsMargins(0 if self.flat else GAP, 0, style.GRID, 0)
        column.setSpacing(style.GRID // 2)
        if known.twin is not None and known.twin.row.case_id not in self._others:
            self._write_twin(column, known.twin)
        if known.cases:
            text = self.desk.words.ngettext("{count} earlier case", "{count} earlier cases", known.count)
            column.addWidget(style.heading(Label(text.format(count=known.count)), 3))
            for one in known.cases:
                self._write_case(column, one)
        wishes = self._wishes()
        if wishes:
            column.addWidget(style.heading(Label(say(N_("As they like it"))), 3))
            for words in wishes.values():
                column.addWidget(Label(say(words), wrap=True))
            offered = {name: known.preferences[name] for name in wishes}
            self._button(column, N_("Take these over"), "check", lambda: self.preferences_wanted.emit(offered))
        column.addStretch(1)
        write_anew(self, page, before, self.buttons)
        if self.flat:
            self.setMaximumHeight(FLAT)
        else:
            page.setFixedWidth(WIDTH - _BAR)
            wraps = page.hasHeightForWidth()
            self.setMaximumHeight(page.heightForWidth(WIDTH - _BAR) if wraps else page.sizeHint().height())
        self.setVisible(bool(known.cases))
        self.setAccessibleName(say(N_("What is known of this customer")))
        self.shown.emit()

    def _write_twin(self, column: QVBoxLayout, twin: related.Related) -> None:
        """The same matter may be open already."""
        words = Words(N_("This may be case {number}, which is still open: {about}."),
                      {"number": twin.row.number, "about": twin.row.about})  # fmt: skip
        column.addWidget(Label(self.desk.say(words), tone="warn_soft", wrap=True))
        case_id = twin.row.case_id
        self._button(column, N_("Open that case"), "arrow-right", lambda: self.case_wanted.emit(case_id))
        self._button(column, N_("It is another matter"), "x", lambda: self._another(case_id))

    def _another(self, case_id: str) -> None:
        self._others.add(case_id)
        self.write()

    def _write_case(self, column: QVBoxLayout, one: Before) -> None:
        row, say = one.related.row, self.desk.say
        by = ", ".join(say(BY[name]) for name in one.related.by)
        button = self._button(column, f"{row.number} · {say(STATES[row.state])}", "inbox",
                              lambda: self.case_wanted.emit(row.case_id))  # fmt: skip
        button.setAccessibleName(f"{row.number}, {row.about}, {by}")
        said = [Label(row.about, wrap=True)]
        if one.agreed:
            values = {"what": "; ".join(one.agreed), "held": Words(HELD[one.held])}
            said.append(Label(say(Words(N_("Agreed: {what} ({held})"), values)), wrap=True))
        for label in (*said, Label(by, size=9, tone="muted", wrap=True)):
            label.setIndent(style.GRID)  # under the number, which is a button with room around it
            column.addWidget(label)

    def _button(self, column: QLayout, text: str, sign: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(self.desk.say(text).replace("&", "&&"))
        style.kind(button, "link")
        icons.wear(button, sign, "accent")
        button.clicked.connect(lambda: do())
        column.addWidget(button)
        column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        self.buttons.append(button)
        return button

    def _wishes(self) -> dict[str, Words]:
        """What they prefer and the form does not say yet."""
        out = {}
        for name, text in _LABELS.items():
            value, typed = self.known.preferences.get(name, ""), self._filled.get(name, "")
            if value and (not typed or (name == "language" and typed != value)):
                out[name] = Words(text, {"value": _said(name, value)})
        return out


def _said(name: str, value: str) -> object:
    if name == "preferred_channel":
        return Words(dict(choices.REPLY_CHANNELS).get(value, value))
    return LANGUAGES.get(value, value) if name == "language" else value
