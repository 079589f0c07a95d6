"""Nothing is cut where there is little room: what does not fit a small or much enlarged screen scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from . import style
from .tab_order import tell_all_as_laid


class Least(QWidget):
    """Is given at least so much room, as much height as what it holds needs, and all there is above it."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._least = QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self._least.expandedTo(QSize(0, super().minimumSizeHint().height()))

    def heightForWidth(self, width: int) -> int:
        return -1  # what its pages would like to have is no reason to scroll: they scroll themselves


class Panes(QStackedWidget):
    """One above the other: as high as the one that is seen needs to be, whatever the others need or it would like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # sentences take more lines

    def minimumSizeHint(self) -> QSize:
        least, seen = super().minimumSizeHint(), self.currentWidget()
        if seen is None:
            return least
        held, lines = seen.layout(), 0
        if held is not None and held.hasHeightForWidth() and self.isVisible():  # before, no width is known
            lines = held.totalMinimumHeightForWidth(self.width())
        return QSize(least.width(), max(lines, seen.minimumSizeHint().height()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in an area that scrolls only where the widget cannot be made any smaller."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def write_anew(area: QScrollArea, page: QWidget, before: Sequence[QWidget], now: Sequence[QWidget]) -> None:
    """Put what was written anew in the place of what an area held. The keyboard goes on in what is called as what it
    was in, or was just going into, else near there: `before` and `now` it stops at these. Qt would leave it nowhere."""
    here, old = QApplication.focusWidget(), area.takeWidget()
    place = before.index(here) if here in before else -1
    if old is not None:
        old.setParent(area)
        old.hide()
        old.deleteLater()  # not at once: Qt may be on its way into it, out of the field whose answer wrote this anew
    area.setWidget(page)
    if here is not None and place >= 0 and now:
        alike = [number for number, one in enumerate(now) if one.accessibleName() == here.accessibleName()]
        number = min(alike or range(len(now)), key=lambda number: abs(number - place))
        now[number].setFocus(Qt.FocusReason.OtherFocusReason)


def into_sight(widget: QWidget | None, whole: bool = False) -> None:
    """What has the keyboard now and is scrolled away comes into sight: Qt sees to that only within one area.
    `whole`: also when a part of it can be seen."""
    if widget is None:
        return
    seen = widget.visibleRegion()
    hidden = seen.boundingRect() != widget.rect() if whole else seen.isEmpty()
    over = widget.parentWidget() if hidden else None
    while over is not None:
        if isinstance(over, QScrollArea):
            over.ensureWidgetVisible(widget)
        over = over.parentWidget()


class Sight(QObject):
    """Keeps the block that the keyboard was put into in sight while what stands above it takes its place."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._block: QWidget | None = None
        area.verticalScrollBar().rangeChanged.connect(self._soon)

    def keep(self, block: QWidget) -> None:
        """From now on, until somebody types or goes elsewhere."""
        self._block = block
        self._soon()

    def leave(self) -> None:
        self._block = None

    def _soon(self) -> None:
        """Only after the layout has moved what it moves."""
        if self._block is not None:
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        here, page = QApplication.focusWidget(), self._area.widget()
        if self._block is not None and page is not None and here is not None and self._block.isAncestorOf(here):
            at = here.mapTo(page, here.rect().center())  # of a text, Qt by itself shows but the caret
            self._area.ensureVisible(at.x(), at.y(), 0, here.height() // 2 + 2 * style.GRID)


def foot(leave: QPushButton, *deeds: QPushButton) -> QHBoxLayout:
    """The last line of a dialog, alike in each: the way out on the left, what is done on the right, and by Enter."""
    row = QHBoxLayout()
    row.addWidget(leave)
    row.addStretch(1)
    for deed in deeds:
        row.addWidget(deed)
    if deeds:
        style.kind(deeds[-1], "primary")
    (deeds or (leave,))[-1].setDefault(True)
    return row


class Dialog(QDialog):
    """A dialog that is never larger than its screen: there it scrolls as a whole, buttons included. F1 explains it."""

    explained = ""  # the page of the help; that of the page behind it where there is none of its own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and not event.modifiers():
            self._explain()
        else:
            super().keyPressEvent(event)

    def _explain(self) -> None:
        over = self.parentWidget()
        if (explain := getattr(over.window() if over else None, "explain", None)) is not None:
            explain(self, self.explained)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        tell_all_as_laid(self)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()  # it has more to say than when it was opened
        return done

    def see(self, said: QWidget) -> None:
        """Where the dialog scrolls: what it has just said in sight, beside what has the keyboard then."""
        area = self.findChild(QScrollArea, "room")
        if area is None:
            return

        def both() -> None:
            for one in (said, self.focusWidget()):
                if one is not None:
                    area.ensureWidgetVisible(one)

        QTimer.singleShot(0, area, both)  # once the layout has given it room

    def begin_with(self, first: QWidget, otherwise: QWidget) -> None:
        """The keyboard in `first`, and the dialog from its beginning, where it scrolls; else in `otherwise`."""
        if self.isVisible():
            self._fit()  # what is seen now may be the first thing that needs to scroll
        area = self.findChild(QScrollArea, "room")
        (first if area else otherwise).setFocus(Qt.FocusReason.OtherFocusReason)
        if area:
            area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        room, wanted = self.screen().availableSize(), self.minimumSizeHint().expandedTo(self.minimumSize())
        if (layout := self.layout()) is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(min(self.width(), room.width()))  # sentences take more lines than hoped
            wanted = wanted.expandedTo(QSize(0, needed))
        if wanted.width() > room.width() or wanted.height() > room.height():
            self._scroll(wanted)
        fitting = self.size().expandedTo(QSize(0, wanted.height())).boundedTo(room)
        if fitting != self.size():
            self.resize(fitting)

    def _scroll(self, wanted: QSize) -> None:
        held = self.layout()
        if held is None or self.findChild(QScrollArea, "room") is not None:
            return
        here, inside = self.focusWidget(), QWidget()
        inside.setLayout(held)
        inside.setMinimumHeight(wanted.height())
        area = scrolled(inside)
        area.setObjectName("room")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setMinimumSize(0, 0)
        self.setMaximumSize(self.screen().availableSize())
        inside.show()
        inside.installEventFilter(self)
        self.resize(self.size().expandedTo(wanted).boundedTo(self.screen().availableSize()))
        if here is not None:
            here.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands inside and has more to say than when it was opened needs more room there, and less for less."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            held = watched.layout()
            if held is not None:
                wrapped = held.totalHeightForWidth(watched.width()) if held.hasHeightForWidth() else 0
                watched.setMinimumHeight(max(held.minimumSize().height(), wrapped))
        return super().eventFilter(watched, event)
