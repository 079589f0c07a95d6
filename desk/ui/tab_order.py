"""Keyboard and screen reader walk a page in the order in which one reads it, what was added later included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_order(widgets: Iterable[QWidget]) -> None:
    """Tab goes from each of them to the next, and to what hands the keyboard on to one of them only before that."""
    widgets = list(widgets)
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
    done: set[QWidget] = set()
    for one in widgets:
        over = one.parentWidget()
        if over is None or over in done:
            continue
        done.add(over)
        if (proxy := over.focusProxy()) is not None and over.isAncestorOf(proxy):
            _put_before(over, one)


def _put_before(over: QWidget, one: QWidget) -> None:
    """Qt stops at such a whole too: after its parts, Tab would lead from the end of the page back into its middle."""
    before, proxy = one.previousInFocusChain(), over.focusProxy()
    if before is not over:
        over.setFocusProxy(None)  # type: ignore[arg-type]  # or Qt moves its parts along
        QWidget.setTabOrder(before, over)  # type: ignore[arg-type]  # the chain is a ring
        over.setFocusProxy(proxy)  # type: ignore[arg-type]  # it has one


def _stops(one: QWidget) -> bool:
    """Whether Tab stops at the widget itself."""
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None


class Walk:
    """An order that Qt is told only where it is another than the time before: each pair takes it a while."""

    def __init__(self) -> None:
        self._stops: list[QWidget] = []

    def follow(self, stops: list[QWidget]) -> None:
        """Tab goes from each of these to the next. Nobody else may lead it another way through them."""
        if stops != self._stops:
            in_order(stops)
            self._stops = stops


def inside(*widgets: QWidget) -> list[QWidget]:
    """What takes the keyboard in these, as it was made."""
    found = (child for widget in widgets for child in (widget, *widget.findChildren(QWidget)))
    return [one for one in found if _stops(one)]


def held(layout: QLayout) -> list[QWidget]:
    """The widgets a layout holds itself, in its order."""
    return [part for part in _parts(layout) if isinstance(part, QWidget)]


def tell_as_laid(whole: QWidget) -> None:
    """Let a screen reader meet what a widget holds in the order of its layout.

    Qt tells the parts of a whole as they lie over one another, and new ones lie on top. What no layout holds stays
    above all that one does.
    """
    if (layout := whole.layout()) is None:
        return
    read = list(_laid(layout))
    if [child for child in whole.children() if child in read] != read:
        for widget in reversed(read):
            widget.lower()


def tell_all_as_laid(whole: QWidget) -> None:
    """The same for all that it holds, however deep."""
    for one in (whole, *whole.findChildren(QWidget)):
        tell_as_laid(one)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for part in _parts(layout):
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _laid(part)


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    """Line by line; what stands in one row or column, as it was put there.

    The layout is asked where its parts are, and never for its items: PySide6 keeps what it gave for an item when that
    is long gone, and takes it for whatever comes to lie in the same place, which ends the program.
    """
    whole = layout.parentWidget()
    within = (*(whole.children() if whole else ()), *layout.children())
    parts = [part for part in within if isinstance(part, QWidget | QLayout)]
    placed = [(number, part) for part in parts if (number := layout.indexOf(part)) >= 0]
    return [part for _, part in sorted(placed, key=lambda one: _place(layout, one[0]))]


def _place(layout: QLayout, number: int) -> tuple[int, int]:
    """The line, and the place in it: a grid and a form know them."""
    position = getattr(layout, "getItemPosition", None)
    if position is None:
        return number, 0
    row, there = position(number)[:2]
    return row, getattr(there, "value", there)
