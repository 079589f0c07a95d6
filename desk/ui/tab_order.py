"""The keyboard walks a page in the order in which one reads it, what was added later included."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_order(widgets: Iterable[QWidget]) -> None:
    """Tab goes from each of them to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def inside(*widgets: QWidget) -> list[QWidget]:
    """What takes the keyboard in these, as it was made."""
    found = (child for widget in widgets for child in (widget, *widget.findChildren(QWidget)))
    return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def held(layout: QLayout) -> list[QWidget]:
    """The widgets a layout holds, in its order."""
    items = (layout.itemAt(number) for number in range(layout.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]
