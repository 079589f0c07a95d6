"""The head of a case: the customer, the number, how they feel, danger, who has it, and the clock in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.cases.case import Case
from desk.cases.choices import MOODS, OUTCOMES, SAFETY
from desk.cases.clocks import TITLES, next_due
from desk.cases.guide import waiting_for
from desk.cases.listing import about
from desk.i18n import N_, Words

from . import icons, style
from .clock_face import face
from .flow import FlowLayout
from .labels import Label
from .problem_list import Say


class Sign(NamedTuple):
    """One thing to know at a glance: words, a drawn sign, and a colour that never stands alone."""

    words: Words
    icon: str
    tone: str


_MOOD_TONES = {"calm": "muted", "upset": "info", "angry": "warn", "abusive": "late"}


def signs(case: Case, now: datetime) -> Iterator[Sign]:
    """What the head shows besides the name, the most urgent first."""
    if case.safety:
        yield Sign(Words(dict(SAFETY).get(case.safety, case.safety)), "flag", "late")
    yield from _clock(case, now)
    yield Sign(Words(dict(MOODS).get(case.mood, case.mood)), "message-square", _MOOD_TONES.get(case.mood, "muted"))
    if case.hurt:
        yield Sign(Words(N_("Hurt by what happened")), "hand-heart", "info")
    if case.public_post:
        yield Sign(Words(N_("Already written about in public")), "globe", "warn")
    if case.escalation is not None and waiting_for(case) == case.escalation.role:
        yield Sign(Words(N_("Passed up to {name}"), {"name": case.escalation.to_name}), "users", "warn")
    if case.open_improvements:
        yield Sign(Words(N_("Being changed: {count}"), {"count": len(case.open_improvements)}), "pen", "info")
    if case.duplicates:
        yield Sign(Words(N_("Also under {numbers}"), {"numbers": ", ".join(case.duplicates)}), "file-text", "muted")
    if case.merged_into:
        yield Sign(Words(N_("Goes on as {number}"), {"number": case.merged_into}), "file-text", "info")
    yield Sign(Words(N_("With {name}"), {"name": case.owner_name}), "user", "muted")
    if case.clock_off:
        yield Sign(Words(N_("Recorded while the computer's clock was wrong")), "clock", "warn")
    if case.state == "closed":
        yield Sign(Words(OUTCOMES.get(case.outcome, case.outcome)), "circle-check", "ok")


def _clock(case: Case, now: datetime) -> Iterator[Sign]:
    due = next_due(case)
    if due is not None:
        shown = face(due.clock.started, due.clock.due, now)
        words = Words(N_("{what}: {left}"), {"what": Words(TITLES[due.rule]), "left": shown.words})
        yield Sign(words, shown.sign, shown.tone)


class _Chip(QWidget):
    """A sign as it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._picture, self._words = Label(), Label(size=9.5)
        self._shown: tuple[object, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(self._picture)
        layout.addWidget(self._words)

    def show_sign(self, sign: Sign, text: str) -> None:
        """Another sign in its place."""
        shown = (sign.icon, sign.tone, text)
        if shown == self._shown:
            return
        self._shown = shown
        icons.show(self._picture, sign.icon, sign.tone, 16)
        self._words.setFont(style.font(9.5, bold=sign.tone in ("late", "warn")))
        style.tone(self._words, "" if sign.tone == "muted" else sign.tone)
        self._words.setText(text)
        self.setAccessibleName(text)


class CaseHead(QWidget):
    """The name and number in one line, what matters about them below; room for buttons on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.number = Label(wrap=True), Label(tone="muted", wrap=True)
        style.heading(self.name, 1)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._signs, self._chips = QWidget(), list[_Chip]()
        self._flow = FlowLayout(self._signs, spacing=style.GRID)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(style.GRID)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self.name)
        left.addWidget(self.number)
        top = QHBoxLayout()
        top.setSpacing(2 * style.GRID)
        top.addLayout(left, 1)
        top.addLayout(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addLayout(top)
        layout.addWidget(self._signs)

    def show_case(self, case: Case, now: datetime, say: Say) -> None:
        """Write the head anew."""
        self.name.setText(case.customer_name)
        self.name.setToolTip("")
        self.number.setText(f"{case.number}  ·  {about(case)}")
        shown = list(signs(case, now))
        while len(self._chips) > len(shown):
            chip = self._chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < len(shown):
            self._chips.append(_Chip())
            self._flow.addWidget(self._chips[-1])
        for chip, sign in zip(self._chips, shown, strict=True):
            chip.show_sign(sign, say(sign.words))
        self._signs.updateGeometry()
