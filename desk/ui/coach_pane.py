"""The coach on the right: what one could say and ask now, in the customer's language, and what falls short."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.cases.coach import ASK, AVOID, FIRST, KNOW, SAY, SPOKEN, Tip
from desk.cases.standards import RULES
from desk.i18n import LANGUAGES, N_, Catalogue, Words, catalogue

from . import icons, style
from .labels import Label
from .tab_order import held

HEADINGS = {
    FIRST: (N_("First of all"), "hand-heart"),
    SAY: (N_("You could say"), "message-square"),
    ASK: (N_("You could ask"), "circle-question-mark"),
    KNOW: (N_("Good to know"), "lightbulb"),
    AVOID: (N_("Falls short"), "triangle-alert"),
}

#: As wide as one likes to read a tip, and as narrow as one still can.
WIDTH, NARROWEST = 272, 232


class CoachPane(QWidget):
    """Shown beside the step; one key hides it and the same key brings it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.tips: tuple[Tip, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._written: tuple[object, ...] = ()  # what stands there: another step's tips were perhaps never looked at
        self.title, self.hide_button = Label(), QPushButton()
        style.heading(self.title, 2)
        style.kind(self.hide_button, "quiet")
        icons.wear(self.hide_button, "x", "muted")
        self.hide_button.setFixedWidth(36)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.hide_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
        self._ways_out = QVBoxLayout()
        layout.addLayout(self._ways_out)

    def show_tips(self, tips: tuple[Tip, ...], words: Catalogue, language: str) -> None:
        """Show the tips; those to be spoken in the customer's `language`, below it what they mean in the window's."""
        shown = (tips, words.language, language)
        if shown == self._shown:
            return
        self.tips, self._shown = tips, shown
        self._words, self._spoken = words, catalogue(language if language in LANGUAGES else words.language)
        if not self.isHidden():  # where the paper stands in its place it is written when it comes back
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        self._follow()
        super().showEvent(event)

    def _follow(self) -> None:
        if self._shown != self._written:
            self._again()

    def offer(self, ways_out: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Buttons for hard moments below the tips: a pause, the manager, a colleague."""
        while item := self._ways_out.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for text, action in ways_out:
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, act=action: act())
            self._ways_out.addWidget(button)

    def ways_out(self) -> list[QPushButton]:
        """The buttons offered below the tips."""
        return [one for one in held(self._ways_out) if isinstance(one, QPushButton)]

    def walk(self) -> list[QWidget]:
        """Where Tab stops."""
        return [self.hide_button, self.area, *self.ways_out()]

    def _again(self) -> None:
        if not self._shown:
            return
        self._written = self._shown
        self.title.setText(self._words.gettext(N_("Coach")))
        self.hide_button.setToolTip(self._words.gettext(N_("Hide the coach (F4)")))
        self.hide_button.setAccessibleName(self._words.gettext(N_("Hide the coach (F4)")))
        page = QWidget()
        style.kind(page, "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, style.GRID, style.GRID)
        layout.setSpacing(6)
        for kind in HEADINGS:
            self._section(layout, kind)
        if not self.tips:
            layout.addWidget(Label(self._words.gettext(N_("No hints are needed here.")), wrap=True, tone="muted"))
        layout.addStretch(1)
        self.area.setWidget(page)
        self.area.setAccessibleName(self._words.gettext(N_("Coach")))

    def _section(self, layout: QVBoxLayout, kind: str) -> None:
        tips = [tip for tip in self.tips if tip.kind == kind]
        if not tips:
            return
        text, sign = HEADINGS[kind]
        layout.addSpacing(4)
        layout.addLayout(_heading(self._words.gettext(text), sign))
        for tip in tips:
            layout.addWidget(self._tip(tip))

    def _tip(self, tip: Tip) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(26, 0, 0, 0)
        layout.setSpacing(0)
        spoken = tip.kind in SPOKEN
        words = self._spoken if spoken else self._words
        layout.addWidget(Label(words.gettext(tip.text), wrap=True, size=10 if spoken else 9.5))
        meaning = self._words.gettext(tip.text)
        if meaning != words.gettext(tip.text):
            layout.addWidget(Label(meaning, wrap=True, size=8.5, tone="muted"))
        standard = Words(N_("Standard: {title}"), {"title": Words(RULES[tip.rule].title)})
        box.setToolTip(self._words.say(standard))
        return box


def _heading(text: str, sign: str) -> QHBoxLayout:
    picture = Label()
    icons.show(picture, sign, "muted", 16)
    row = QHBoxLayout()
    row.setSpacing(style.GRID)
    row.addWidget(picture)
    row.addWidget(Label(text, bold=True, size=9, tone="muted"), 1)
    return row
