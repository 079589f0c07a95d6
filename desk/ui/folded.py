"""A list of choices, folded: one that is too long for its room ends in dots, and a screen reader says what it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from . import style
from .labels import hint


class Folded(QComboBox):
    """Qt cuts the chosen words in the middle of a letter, and on Linux calls the list by what is chosen in it."""

    dots = Qt.TextElideMode.ElideRight  # where they stand for what there is no room for, folded and open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._called = QLabel(parent)  # seen by nobody: a screen reader on Linux asks for the label beside the list
        self._called.setTextFormat(Qt.TextFormat.PlainText)
        self._called.setBuddy(self)
        self._called.hide()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._called.setText(name.replace("&", "&&"))

    def showPopup(self) -> None:
        """The list that opens has the keyboard, and is called as what it belongs to."""
        self.view().setAccessibleName(self.accessibleName())
        self.view().setTextElideMode(self.dots)
        super().showPopup()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ParentChange:
            self._called.setParent(self.parentWidget())
            self._called.hide()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        whole, shown = self.currentText(), self.shown(option)
        if (tip := hint(whole) if shown != whole else "") != self.toolTip():
            self.setToolTip(tip)
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown(self, option: QStyleOptionComboBox) -> str:
        """The chosen words as far as there is room for them."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - style.GRID
        return self.fontMetrics().elidedText(self.currentText(), self.dots, room)
