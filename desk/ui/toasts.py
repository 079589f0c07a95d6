"""Short news at the foot of the window: it covers no button and nothing that is being typed, and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from desk.i18n import N_

from . import style
from .aloud import announce
from .labels import Label
from .language import say

#: Long enough to read two lines in a second language.
SHOWN_MS = 8000

#: Tab would take longer to come to the button than it is shown.
UNDO_KEY = "Ctrl+Z"


class Toast(QFrame):
    """One piece of news. A new one takes the place of the old."""

    def __init__(self, window: QWidget, text: str, undo: Callable[[], object] | None) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        style.kind(self, "toast")
        self.label = Label(text, self, wrap=len(text) > 60)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * style.GRID, style.GRID, 2 * style.GRID, style.GRID)
        row.setSpacing(2 * style.GRID)
        row.addWidget(self.label)
        if undo:
            row.addWidget(self._undo(undo))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.leave)
        self._there = QTimer(self, singleShot=True, interval=0)
        self._there.timeout.connect(self._place)
        QApplication.instance().focusChanged.connect(self._make_way)  # type: ignore[union-attr]

    def _undo(self, undo: Callable[[], object]) -> QPushButton:
        button = QPushButton(say(self.parent(), N_("Undo")), self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.leave)
        button.clicked.connect(lambda: undo())
        button.setToolTip(UNDO_KEY)
        # in a field the key is the field's own: there it takes back what was typed
        QShortcut(QKeySequence(UNDO_KEY), self, button.click)
        return button

    def appear(self) -> None:
        """Show it, and let a screen reader say it."""
        self._place()
        self._window.installEventFilter(self)
        self.show()
        self.raise_()
        self._timer.start()
        self._there.start()  # news often comes just before the page it leads to
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        announce(self, self.label.text())

    def leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.setObjectName("")
        self.deleteLater()

    def _place(self) -> None:
        window = self._window
        self.setMaximumWidth(min(640, window.width() - 4 * style.GRID))
        self.adjustSize()
        edge = 3 * style.GRID
        middle, right = (window.width() - self.width()) // 2, window.width() - self.width() - edge
        foot = window.height() - self.height() - edge
        ups = (0, 5, 7, 9, 12, 18, 24, 30)
        places = [QPoint(x, y) for up in ups for x in (middle, right) for y in (foot - up * style.GRID,)]
        pressed, typed, size = self._pressed(), self._typed(), self.size()

        def free(at: QPoint, taken: list[QRect]) -> bool:
            return not any(QRect(at, size).intersects(one) for one in taken)

        lone = next((at for at in places if free(at, pressed)), places[0])
        self.move(next((at for at in places if free(at, [*pressed, *typed])), lone))

    def _pressed(self) -> list[QRect]:
        """Where the window has something to press: what was just recorded is often printed next."""
        buttons = (b for b in self._window.findChildren(QAbstractButton) if b.isVisible() and not self.isAncestorOf(b))
        seen = ((button, button.visibleRegion().boundingRect()) for button in buttons)  # what is scrolled away is not
        return [part.translated(button.mapTo(self._window, QPoint())) for button, part in seen if not part.isEmpty()]

    def _typed(self) -> list[QRect]:
        """Where the keyboard is: nobody types below the news of what was recorded before."""
        here = QApplication.focusWidget()
        if here is None or not self._window.isAncestorOf(here) or self.isAncestorOf(here):
            return []
        return [here.visibleRegion().boundingRect().translated(here.mapTo(self._window, QPoint()))]

    def _make_way(self) -> None:
        """The keyboard went to where the news stands."""
        if self.isVisible() and any(self.geometry().intersects(one) for one in self._typed()):
            self._there.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def toast(widget: QWidget, text: str, undo: Callable[[], object] | None = None) -> Toast:
    """Say something at the foot of the widget's window; `undo` adds a button that calls it."""
    window = widget.window()
    for old in window.findChildren(Toast, "toast", Qt.FindChildOption.FindDirectChildrenOnly):
        old.leave()
    news = Toast(window, text, undo)
    news.appear()
    return news
