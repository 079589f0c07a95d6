"""The field of a signature in the form: whether it is there; it is given in the customer view only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.cases.strokes import BadStrokes, Signature, read
from desk.i18n import N_, Catalogue, Words

from . import icons, style
from .input import Input
from .labels import Label
from .pad import drawn


class _Small(QWidget):
    """A signature, small."""

    def __init__(self) -> None:
        super().__init__()
        self.signature = Signature()
        self.setFixedSize(108, 36)
        style.news.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(108, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("ink"), 1.2))
        for stroke in self.signature.strokes:
            painter.drawPath(drawn(stroke, QRectF(self.rect())))


class StrokesInput(Input):
    """Says whether somebody has signed; the button turns the screen to them."""

    short = False
    asked = Signal()

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self._text = ""
        self.small, self.state, self.button = _Small(), Label(tone="muted"), QPushButton()
        icons.wear(self.button, "signature")
        self.button.clicked.connect(self.asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.GRID)
        layout.addWidget(self.button)
        layout.addWidget(self.small)
        layout.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        self.adopt(self.button)
        self._speak()
        self._show(None)
        self.name_it()

    def read(self) -> Any:
        return self._text or None

    @property
    def signature(self) -> Signature:
        return self.small.signature

    def take(self, signature: Signature) -> None:
        """A signature was given, or taken back: that is editing."""
        if signature != self.signature:
            self._show(signature.written())
            self.changed.emit()

    def _show(self, raw: Any) -> None:
        try:
            self.small.signature = read(raw if isinstance(raw, str) else "")
        except BadStrokes:
            self.small.signature = Signature()  # from a draft of another version
        self._text = self.small.signature.written()
        self.small.setVisible(bool(self.signature.strokes))
        self.small.update()
        self._say()

    def _speak(self) -> None:
        self.button.setText(self.words.gettext(N_("Sign on the screen…")))
        self._say()

    def _say(self) -> None:
        """Whether it is signed, also for who cannot see the small picture."""
        if self.signature.name:
            text = self.words.say(Words(N_("Signed with the typed name {name}"), {"name": self.signature.name}))
        else:
            text = self.words.gettext(N_("Signed") if self.signature else N_("Not signed yet"))
        self.state.setText(text)
        self.name_it()

    def name_it(self) -> None:
        label = self.words.gettext(self.field.label)
        self.button.setAccessibleName(f"{label}: {self.state.text()}")
