"""Settings of standing mandates: written by manager or head office, signed by the other, taken back by either."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.cases.choices import CATEGORIES, REMEDIES
from desk.cases.mandate import Mandate, signed
from desk.cases.people import ROLES
from desk.i18n import N_, Words
from desk.store import accounts
from desk.store.database import StoreProblem

from . import icons, messages, style
from .desk import Desk
from .kept_typing import forget
from .labels import Label
from .mandate_dialog import NAME, MandateDialog
from .pin_again import PinAgain
from .toasts import toast

WIDTH = 104 * style.GRID


class MandatesSection(QWidget):
    """Each mandate as a card, those in force first; whoever signs or takes back gives their PIN again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.hint = Label(parent=self, tone="muted", wrap=True)
        self.write_button = QPushButton(self)
        icons.wear(self.write_button, "plus")
        self.write_button.clicked.connect(self.write)
        self.buttons: dict[str, QPushButton] = {}  # by the mandate's name
        self.cards = QVBoxLayout()
        self.cards.setSpacing(2 * style.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * style.GRID)
        self.hint.setMaximumWidth(WIDTH)
        column.addWidget(self.hint)
        column.addWidget(self.write_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self.cards)
        column.addStretch()

    # Showing -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """The mandates as they stand now."""
        while item := self.cards.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        today = self._today()
        kept = accounts.policy(self.desk.store).mandates
        for mandate in sorted(kept, key=lambda m: (not m.is_in_force(today), bool(m.revoked_by))):
            self.cards.addWidget(self._card(mandate))
        if not kept:
            said = N_("There is no mandate: every solution is decided by manager and head office first.")
            self.cards.addWidget(Label(self.desk.say(said), wrap=True))

    def _card(self, mandate: Mandate) -> QFrame:
        card = QFrame()
        style.kind(card, "card")
        card.setMaximumWidth(WIDTH)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(mandate.name, bold=True, wrap=True))
        column.addWidget(Label(self.desk.say(self._limits(mandate)), wrap=True))
        tone, words = self._state(mandate)
        column.addWidget(Label(self.desk.say(words), tone=tone, wrap=True, size=9.5))
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.addLayout(column, 1)
        for text, act in self._acts(mandate):
            button = self.buttons[mandate.name] = QPushButton(self.desk.say(text))
            button.setAccessibleName(f"{self.desk.say(text)}, {mandate.name}")
            button.clicked.connect(act)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _limits(self, mandate: Mandate) -> Words:
        text = N_("{what} up to {limit}; {for_what}; {who}; {start} to {end}.")
        every, anybody = self.desk.say(N_("every complaint")), self.desk.say(N_("every role"))
        return Words(text, {
            "what": self._listed(mandate.remedies, dict(REMEDIES)), "limit": mandate.money(mandate.limit),
            "for_what": self._listed(mandate.categories, dict(CATEGORIES)) or every,
            "who": self._listed(mandate.roles, ROLES) or anybody,
            "start": mandate.valid_from, "end": mandate.valid_to,
        })  # fmt: skip

    def _listed(self, chosen: frozenset[str], names: Mapping[str, str]) -> str:
        return self.desk.words.join(self.desk.say(words) for name, words in names.items() if name in chosen)

    def _today(self) -> date:
        return self.desk.now().astimezone(self.desk.branch.tz).date()

    def _state(self, mandate: Mandate) -> tuple[str, Words]:
        today = self._today()
        both = {"manager": mandate.manager, "head_office": mandate.head_office}
        if mandate.revoked_by:
            return "muted", Words(N_("Taken back by {name}."), {"name": mandate.revoked_by})
        if not mandate.is_signed and today > mandate.valid_to:
            return "muted", Words(N_("It ended before both had signed it."))
        if not mandate.is_signed:
            writer = mandate.manager or mandate.head_office
            who = ROLES["head_office" if mandate.manager else "manager"]
            return "warn", Words(N_("Written by {name}; waits for: {who}."), {"name": writer, "who": Words(who)})
        if today > mandate.valid_to:
            return "muted", Words(N_("It has ended. Signed by {manager} and {head_office}."), both)
        if today < mandate.valid_from:
            return "info", Words(N_("It has not begun yet. Signed by {manager} and {head_office}."), both)
        return "ok", Words(N_("In force. Signed by {manager} and {head_office}."), both)

    # What can be done --------------------------------------------------------------------------------------------

    def _acts(self, mandate: Mandate) -> Iterator[tuple[str, Callable[[], object]]]:
        """One that has ended needs no taking back any more, and no signature helps it."""
        person, ended = self.desk.person, self._today() > mandate.valid_to
        if person is None or mandate.revoked_by or (ended and mandate.is_signed):
            return
        if mandate.is_signed:
            back = N_("Take the mandate back")
            yield back, lambda: self._ask(back, lambda: self._take_back(mandate))
        elif signed(mandate, person) == mandate:
            yield N_("Throw away"), lambda: self._throw_away(mandate)
        elif not ended:
            yield N_("Sign"), lambda: self._ask(N_("Sign"), lambda: self._sign(mandate))

    def _ask(self, verb: str, done: Callable[[], object]) -> None:
        dialog = PinAgain(self.desk, N_("Standing mandates"), verb, self.window())
        dialog.right.connect(done)
        dialog.open()

    def write(self) -> MandateDialog:
        """A new mandate, in force when the other one has signed it."""
        dialog = MandateDialog(self.desk, self.window())
        dialog.written.connect(lambda made: self._ask(N_("Sign"), lambda: self._add(made)))
        dialog.open()
        return dialog

    def _add(self, made: Mandate) -> None:
        forget(self.desk, NAME)
        self._put((*self._now(), made), N_("The mandate is written. It holds as soon as the other one has signed."))

    def _sign(self, mandate: Mandate) -> None:
        assert self.desk.person is not None
        after = signed(mandate, self.desk.person)
        self._put(tuple(after if m == mandate else m for m in self._now()), N_("The mandate is signed and holds now."))

    def _take_back(self, mandate: Mandate) -> None:
        assert self.desk.person is not None
        after = replace(mandate, revoked_by=self.desk.person.name)
        self._put(tuple(after if m == mandate else m for m in self._now()), N_("The mandate is taken back."))

    def _throw_away(self, mandate: Mandate) -> None:
        before = self._now()
        left = tuple(m for m in before if m != mandate)
        self._put(left, N_("The draft is thrown away."), lambda: self._put(before, N_("The draft is back.")))

    def _now(self) -> tuple[Mandate, ...]:
        return accounts.policy(self.desk.store).mandates

    def _put(self, mandates: tuple[Mandate, ...], said: str, undo: Callable[[], object] | None = None) -> None:
        assert self.desk.person is not None
        policy = replace(accounts.policy(self.desk.store), mandates=mandates)
        try:
            accounts.set_policy(self.desk.store, policy, self.desk.person.id, self.desk.now())
        except StoreProblem as trouble:
            messages.problem(self, trouble)
        else:
            toast(self, self.desk.say(said), undo)
        self.refresh()

    def retranslate(self) -> None:
        say = self.desk.say
        text = N_(
            "A mandate lets the front desk offer a small remedy at once. Manager and head office agree on it before,"
            " in writing: one writes it, the other signs it here with their own PIN."
        )
        self.hint.setText(say(text))
        self.write_button.setText(say(N_("&Write a mandate")))
        self.write_button.setAccessibleName(say(N_("Write a mandate")))
        self.refresh()
