"""The one table of the desk: calm rows of one line, opened with Enter, painted straight from what the model keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from . import icons, style

ROW = 44
PADDING = style.GRID
SIGN = 16

Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Rows chosen whole, opened with Enter or a double click. Tab leaves the table, arrows walk in it."""

    opened = Signal(int)
    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = self._own_viewport()
        self.marked: Collection[int] = ()  # rows; asked of Qt once a change, and never while painting
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)  # it follows the fingers on a pad
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setFixedHeight(40)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def _own_viewport(self) -> QWidget:
        """As Qt's own, but known to PySide6, which looks through every kind of widget when asked for that one."""
        canvas = QWidget()
        canvas.setObjectName("qt_scrollarea_viewport")
        canvas.setBackgroundRole(QPalette.ColorRole.Base)
        canvas.setAutoFillBackground(True)
        self.setViewport(canvas)
        return canvas

    def set_widths(self, widths: Sequence[int]) -> None:
        """The width of each column in pixels; a column of width 0 takes the room that is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.canvas.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape and len(self.marked) > 1:  # type: ignore[attr-defined]
            event.accept()  # the window's own Esc would leave the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape and len(self.marked) > 1:
            self.mark_one()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: a row is chosen whole, so they have nothing to do in it."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def mark(self, row: int) -> None:
        """Mark this row alone and go there, whatever keys are held down."""
        flag, chooser = QItemSelectionModel.SelectionFlag, self.selectionModel()
        chooser.setCurrentIndex(self.model().index(row, 0), flag.ClearAndSelect | flag.Rows)

    def mark_one(self) -> None:
        """Of several marked rows only the one with the keyboard stays marked."""
        self.mark(self.currentIndex().row())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.clearSelection)
            self.selectionModel().selectionChanged.connect(self._read_marks)
            # a choice of its own, which stays empty: Qt asks every marked line before it paints the head of a column
            self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))

    def _parts(self) -> Iterable[QItemSelectionRange]:
        return self.selectionModel().selection()  # type: ignore[return-value]  # Qt's list says not that it is one

    def _read_marks(self) -> None:
        stretches = [range(part.top(), part.bottom() + 1) for part in self._parts()]
        self.marked = stretches[0] if len(stretches) == 1 else frozenset(row for part in stretches for row in part)
        self.canvas.update()
        self.marks_changed.emit()


class Cells(QStyledItemDelegate):
    """Paints a cell: what is behind it, then its words. Pages paint their own columns in `draw`.

    The marked row is asked of the table, not of the option's state: that one drags all of QStyle's lists in.
    """

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        self._behind(painter, rect, index)
        painter.setPen(style.color("ink"))  # pen and font are set for each cell: nothing has to be put back
        painter.setFont(option.font)
        self.draw(painter, rect.adjusted(PADDING, 0, -PADDING, 0), index)

    def draw(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text(painter, rect, index.data(Qt.ItemDataRole.DisplayRole) or "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def _behind(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row = index.row()
        here, marked = row == self._table.currentIndex().row(), self._table.marked
        if row in marked or (here and len(marked) < 2):
            painter.fillRect(rect, style.color("accent_soft"))
        elif row == self._table.hovered:
            painter.fillRect(rect, style.color("hover"))
        if here and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), style.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))


def room(words: Iterable[str], strong: bool = False) -> int:
    """The width of a cell, in pixels, in which the longest of these can be read whole, whatever its figures are."""
    metrics = QFontMetrics(style.font(10, strong))
    widest = max("0123456789", key=metrics.horizontalAdvance)
    figures = str.maketrans("0123456789", widest * 10)
    return max(metrics.horizontalAdvance(text.translate(figures)) for text in words) + 2 * PADDING + 4


#: As a number: Qt's flags, put together for every cell, take longer than a short word takes to be drawn.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_AT_THE_LEFT = _ONE_LINE | Qt.AlignmentFlag.AlignLeft.value


def text(painter: QPainter, rect: QRect, words: str, align: Qt.AlignmentFlag | None = None) -> None:
    """One line of words, at the left if nothing else is said, cut with dots where the room ends."""
    if words:
        font = painter.font()
        shown = _cut(words, rect.width(), font.pointSizeF(), font.bold())
        painter.drawText(rect, _ONE_LINE | align.value if align else _AT_THE_LEFT, shown)


def line_of_words(painter: QPainter, rect: QRect) -> Callable[[int, str], None]:
    """Writes one line of words after another into the same room, at the left, moved down by so many pixels."""
    font, metrics = painter.font(), painter.fontMetrics()
    left, width, size, bold = rect.left(), rect.width(), font.pointSizeF(), font.bold()
    base = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent()
    draw = painter.drawText  # at a point: in a rectangle Qt lays the text out anew, which takes longer than to draw it

    def write(down: int, words: str) -> None:
        if words:
            draw(left, base + down, _cut(words, width, size, bold))

    return write


def as_cut(font: QFont, words: str, width: int) -> tuple[Callable[[str], int], int, str]:
    """What tells how wide words are in that font, how high they are, and the words as they are cut for so much room."""
    size, bold = font.pointSizeF(), font.bold()
    return partial(_wide, size, bold), _metrics(size, bold).height(), _cut(words, width, size, bold)


@lru_cache(maxsize=4096)
def _wide(size: float, bold: bool, words: str) -> int:
    """Names begin alike in many lines."""
    return _metrics(size, bold).horizontalAdvance(words)


@lru_cache(maxsize=4096)
def _cut(words: str, width: int, size: float, bold: bool) -> str:
    """The words as far as there is room. Names, steps and days come again and again in a list."""
    return _metrics(size, bold).elidedText(words, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=16)
def _metrics(size: float, bold: bool) -> QFontMetrics:
    return QFontMetrics(style.font(size, bold))


def signed_text(
    painter: QPainter, rect: QRect, sign: str, tone: str, words: str, strong: bool = False, right: bool = False
) -> None:
    """A sign and words in one colour, at the left or the right of the room: the colour is never alone."""
    color = style.color(tone)
    size = SIGN
    top = rect.top() + (rect.height() - size) // 2
    font = painter.font()
    font.setBold(strong)
    painter.setFont(font)
    if right:
        needed = size + 6 + QFontMetrics(font).horizontalAdvance(words) + 2
        rect = rect.adjusted(max(0, rect.width() - needed), 0, 0, 0)
    painter.drawPixmap(rect.left(), top, icons.pixmap(sign, size, color))
    painter.setPen(color)
    text(painter, rect.adjusted(size + 6, 0, 0, 0), words)
