"""What every input of the guided form can do: be read, filled, begun anew, told its language and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from desk.cases.fields import Field
from desk.cases.moment import Moment
from desk.i18n import Catalogue, Words

from . import style


def are_files(source: QMimeData) -> bool:
    """Whether files of this machine are dropped or pasted."""
    return any(url.isLocalFile() for url in source.urls())


def for_the_page(source: QMimeData) -> bool:
    """Whether it is for the page to attach: files, or a picture and no words. A path is no answer."""
    return are_files(source) or (source.hasImage() and not source.hasText())


def on_clipboard() -> QMimeData:
    """What was copied; Qt has nothing at all for a clipboard that was emptied or that nobody has written to yet."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()  # though PySide6 promises one
    return QMimeData() if found is None else found


Make = Callable[[Field, Moment, Catalogue], "Input"]


class _Ear:
    """Lets an input hear what happens to its control while the keyboard is there.

    A page has some hundred controls, and each is told a few things whenever it is shown or painted: an input that
    listened all the time would be asked about every one of them.
    """

    def __init__(self) -> None:
        self._heard: tuple[QWidget, Input] | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self) -> None:
        """Asks where the keyboard is now: who had it before may be half gone."""
        if self._heard is not None and all(map(isValid, self._heard)):
            control, heard_by = self._heard
            control.removeEventFilter(heard_by)
        here = QApplication.focusWidget()
        owner = here
        while owner is not None and not isinstance(owner, Input):
            owner = owner.parentWidget()
        self._heard = None
        if here is not None and owner is not None and here in owner.adopted:
            here.installEventFilter(owner)
            self._heard = here, owner


@cache
def _ear() -> _Ear:
    return _Ear()


class Input(QWidget):
    """One answer being typed. `read()` gives it raw, as the guide takes it; `fill()` is not editing."""

    changed = Signal()
    left = Signal()
    refused = Signal(object)  # Words: a paste or keystroke that was not taken; what stood there stays

    #: Whether two of these may stand side by side on a line, and whether the input shows its label itself.
    short = True
    labelled = False

    def __init__(self, field: Field, moment: Moment, words: Catalogue) -> None:
        super().__init__()
        self.field, self.at, self.words = field, moment, words
        self.adopted: tuple[QWidget, ...] = ()
        self.setObjectName(field.name)
        _ear()

    def read(self) -> Any:
        raise NotImplementedError

    def fill(self, raw: Any) -> None:
        """Show a raw answer; None empties the input."""
        with QSignalBlocker(self):
            self._show(raw)

    def begin(self, moment: Moment, raw: Any = None) -> None:
        """As newly made for another case and filled: what was typed before cannot come back, not even by undo."""
        with QSignalBlocker(self):
            self.at = moment
            self._begin(raw)

    def speak(self, words: Catalogue) -> None:
        """Go on in another language; what was typed stays."""
        with QSignalBlocker(self):
            raw = self.read()
            self.words = words
            self._speak()
            self._show(raw)
        self.name_it()

    def name_it(self) -> None:
        """Tell a screen reader what this is called."""
        name = self.words.gettext(self.field.label)
        for widget in self.controls():
            widget.setAccessibleName(name)

    def controls(self) -> list[QWidget]:
        """The widgets that take the keyboard, in reading order."""
        proxy = self.focusProxy()
        return [proxy] if proxy else []

    def walk(self) -> list[QWidget]:
        """Where Tab stops, in reading order: the controls, and what else can be pressed here."""
        return self.controls()

    def seek(self, words: Words) -> None:
        """Take the keyboard to where these words, about what is wrong here, can be answered."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        """Show, by more than colour of words alone, that the answer cannot stay."""
        for widget in self.controls():
            style.wrong(widget, wrong)

    def point(self, phrase: str) -> None:
        """Mark a doubtful phrase where it stands in the answer, where words are typed; empty marks nothing."""

    def describe(self, text: str) -> None:
        """What a screen reader says after the name: help, or what is wrong."""
        for widget in self.controls():
            widget.setAccessibleDescription(text)

    def adopt(self, *controls: QWidget) -> None:
        """Listen for the keyboard leaving these; the first takes the focus given to the input."""
        self.setFocusProxy(controls[0])
        self.adopted = controls
        for control in controls:
            if isinstance(control, QLineEdit):
                control.setAcceptDrops(False)  # what is dropped here reaches the page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of a control that has the keyboard."""
        if isinstance(event, QFocusEvent):
            others = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
            if event.lostFocus() and event.reason() not in others:
                self._tidy()
                self.left.emit()
        elif event.type() == QEvent.Type.ShortcutOverride and self._is_for_the_page(event):
            event.ignore()
            return True
        return False

    def _is_for_the_page(self, event: QEvent) -> bool:
        """Whether Ctrl+V in a field is the page's: it has a picture or a file, and a field takes only words."""
        pasted = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        return pasted and for_the_page(on_clipboard())

    def _show(self, raw: Any) -> None:
        raise NotImplementedError

    def _begin(self, raw: Any) -> None:
        """Show a raw answer, and let go of everything that came from the case before."""
        self._show(raw)

    def _speak(self) -> None:
        """Change the texts the input shows by itself."""

    def _tidy(self) -> None:
        """Write what was typed the way the language does, once the keyboard has left."""
