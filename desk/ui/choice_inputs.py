"""Inputs for choosing: a box to tick, one of several, several of several, a colleague, a promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desk.cases.case import Commitment
from desk.cases.fields import Choice, Field
from desk.cases.moment import Moment
from desk.cases.records import Improvement
from desk.i18n import N_, Catalogue, Words

from . import style
from .by_name import by_name
from .flow import FlowLayout
from .folded import Folded
from .input import Input
from .labels import Label

#: Up to this many choices stand open as buttons; more of them fold into a list.
OPEN_CHOICES = 4

#: The words of a box begin so far to its right, with this much between them and the frame of the keyboard's place.
WORDS, _GAP = 34, 4


class _Caption(Label):
    """The words beside a box; a click on them is a click on the box. Long ones wrap, which a check box cannot."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class TickInput(Input):
    """A box to tick, its label beside it."""

    short = False
    labelled = True

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.box = QCheckBox()
        style.kind(self.box, "tick")
        self.box.setFixedWidth(WORDS - _GAP)
        self.caption = _Caption(words.gettext(field.label), wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.box)
        layout.addWidget(self.caption, 1)
        self.adopt(self.box)
        self.caption.pressed.connect(self.box.click)
        self.box.toggled.connect(self.changed)
        self.name_it()

    def read(self) -> Any:
        return self.box.isChecked()

    def _show(self, raw: Any) -> None:
        self.box.setChecked(raw is True)

    def _speak(self) -> None:
        self.caption.setText(self.words.gettext(self.field.label))


class RadioInput(Input):
    """A few choices, all in sight: arrow keys or their digit choose."""

    short = False

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.group = QButtonGroup(self)
        self.buttons = {value: QRadioButton() for value, _ in field.choices}
        layout = FlowLayout(self, spacing=8, choices=True)
        for button in self.buttons.values():
            self.group.addButton(button)
            layout.addWidget(button)
        self.adopt(*self.buttons.values())
        self._speak()
        self.group.buttonToggled.connect(lambda button, on: self.changed.emit() if on else None)
        self.name_it()

    def read(self) -> Any:
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def controls(self) -> list[QWidget]:
        return list(self.buttons.values())

    def name_it(self) -> None:
        label = self.words.gettext(self.field.label)
        self.setAccessibleName(label)
        for value, text in self.field.choices:
            self.buttons[value].setAccessibleName(f"{label}: {self.words.gettext(text)}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.text()
            if digit.isdigit() and 1 <= int(digit) <= len(self.buttons):
                button = list(self.buttons.values())[int(digit) - 1]
                button.setChecked(True)
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _show(self, raw: Any) -> None:
        self.group.setExclusive(False)
        for value, button in self.buttons.items():
            button.setChecked(value == raw)
        self.group.setExclusive(True)
        for value, button in self.buttons.items():  # Tab stops at the one chosen, or at each while there is none
            stops = value == raw or raw not in self.buttons
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.buttons.get(raw) or next(iter(self.buttons.values())))

    def _speak(self) -> None:
        for value, text in self.field.choices:
            self.buttons[value].setText(self.words.gettext(text))


class _Steady(Folded):
    """Who scrolls the page with the pointer over it changes no answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ListInput(Input):
    """One of many choices, folded into a list; the first line is no choice."""

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.box = _Steady()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMaxVisibleItems(14)
        self._offered, self._places = list[Choice](), dict[str, int]()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.adopt(self.box)
        self._offer()
        self.box.currentIndexChanged.connect(self.changed)
        self.name_it()

    def options(self) -> Sequence[Choice]:
        """Each value with its words in the language of the window."""
        return [(value, self.words.gettext(text)) for value, text in self.field.choices]

    def read(self) -> Any:
        return self.box.currentData() or ""

    def _show(self, raw: Any) -> None:
        self.box.setCurrentIndex(self._places.get(raw, 0) if isinstance(raw, str) else 0)

    def _speak(self) -> None:
        self._offer()

    def _offer(self) -> None:
        none = self.words.gettext(N_("Please choose")) if self.field.required else "—"
        options = [("", none), *self.options()]
        if options == self._offered:
            return
        self._offered = options
        # of two alike, the first
        self._places = {value: number for number, (value, _) in reversed([*enumerate(options)])}
        with QSignalBlocker(self.box):
            self.box.clear()
            for value, text in options:
                self.box.addItem(text, value)


class _OfCase(ListInput):
    """What can be chosen is another for each case."""

    def _begin(self, raw: Any) -> None:
        self._offer()
        super()._begin(raw)


class PersonInput(_OfCase):
    """A colleague at this desk."""

    def options(self) -> Sequence[Choice]:
        return [(p.id, p.name) for p in by_name(self.at.people.values()) if p.active]


class _Dated(_OfCase):
    """What is too long for its line loses its middle: at its end stand who does it and by when."""

    short = False

    def _begin(self, raw: Any) -> None:
        self.box.dots = Qt.TextElideMode.ElideMiddle
        super()._begin(raw)


class CommitmentInput(_Dated):
    """One of the promises still open, by number, words and date."""

    def options(self) -> Sequence[Choice]:
        return [(key, self.words.say(_promise(key, c), self.at.branch.tz)) for key, c in self._open()]

    def _open(self) -> Sequence[tuple[str, Commitment]]:
        return sorted(self.at.case.open_commitments.items(), key=lambda item: item[1].due)


class ImprovementInput(_Dated):
    """One of the changes still open, by number, words and date."""

    def options(self) -> Sequence[Choice]:
        actions = sorted(self.at.case.open_improvements.items(), key=lambda item: item[1].due)
        return [(key, self.words.say(_action(key, action), self.at.branch.tz)) for key, action in actions]


def _action(key: str, action: Improvement) -> Words:
    values = {"key": key, "what": action.change, "owner": action.owner_name, "due": action.due}
    return Words(N_("{key}. {what} ({owner}, {due})"), values)


def _promise(key: str, c: Commitment) -> Words:
    values = {"key": key, "what": c.what, "owner": c.owner_name, "due": c.due}
    return Words(N_("{key}. {what} ({owner}, {due})"), values)


class ChoicesInput(Input):
    """Several of several."""

    short = False

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__(field, moment, words)
        self.boxes: dict[str, QAbstractButton] = {value: QCheckBox() for value, _ in field.choices}
        layout = FlowLayout(self, spacing=8, choices=True)
        for box in self.boxes.values():
            layout.addWidget(box)
            box.toggled.connect(self.changed)
        self.adopt(*self.boxes.values())
        self._speak()
        self.name_it()

    def read(self) -> Any:
        return [value for value, box in self.boxes.items() if box.isChecked()]

    def controls(self) -> list[QWidget]:
        return list(self.boxes.values())

    def name_it(self) -> None:
        label = self.words.gettext(self.field.label)
        self.setAccessibleName(label)
        for value, text in self.field.choices:
            self.boxes[value].setAccessibleName(f"{label}: {self.words.gettext(text)}")

    def _show(self, raw: Any) -> None:
        chosen = raw if isinstance(raw, (list, tuple)) else ()
        for value, box in self.boxes.items():
            box.setChecked(value in chosen)

    def _speak(self) -> None:
        for value, text in self.field.choices:
            self.boxes[value].setText(self.words.gettext(text))


def choice_input(field: Field, moment: Moment, words: Catalogue) -> Input:
    """Buttons where few choices must be answered, since one key picks one; a list otherwise."""
    few = len(field.choices) <= OPEN_CHOICES and (field.required or field.default is not None)
    return RadioInput(field, moment, words) if few else ListInput(field, moment, words)
