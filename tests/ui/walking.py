"""What Tab and a screen reader meet in a window: every control with its name and its value, in the order one reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedLayout,
    QTextEdit,
    QWidget,
)

from desk.i18n import LANGUAGES, catalogue
from desk.ui.first_run import FirstRun
from desk.ui.room import Dialog
from desk.ui.rows_input import Row

from .shell import _met

#: Qt's own sign for a new line, and a space that keeps figures together, are read as what they are.
_SAME = {0x2028: "\n", 0x2029: "\n", 0xA0: " "}

_TEXT = QAccessible.Text
_CELLS = (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree)


def valueless(widget: QWidget) -> list[str]:
    """Controls whose value a screen reader would not say, or would say otherwise than it is shown."""
    top = QAccessible.queryAccessibleInterface(widget)
    return [f"{way}: {told}" for thing, way in _met(top, type(widget).__name__) for told in _untold(thing)]


def _untold(thing: QAccessibleInterface) -> Iterator[str]:
    control, said = thing.object(), thing.text(_TEXT.Value)
    if isinstance(control, QComboBox):
        yield from _unfolded(thing, control, said)
    elif isinstance(control, QSpinBox):
        if thing.valueInterface() is None or thing.valueInterface().currentValue() != control.value():
            yield f"a number {control.value()} that is not said"
    elif isinstance(control, QAbstractSpinBox):
        if said != control.text():
            yield f"shown is {control.text()!r}, said is {said!r}"
    elif isinstance(control, QAbstractButton):
        if control.isCheckable() and thing.state().checked != control.isChecked():
            yield "ticked is not what is said"
    elif isinstance(control, (QLineEdit, QPlainTextEdit, QTextEdit)):
        yield from _unread(thing, control)


def _unfolded(thing: QAccessibleInterface, box: QComboBox, said: str) -> Iterator[str]:
    if said != box.currentText():
        yield f"chosen is {box.currentText()!r}, said is {said!r}"
    if not any(name.strip() for name in _labels(thing)):
        yield "on Linux a list is called by its label, and there is none"


def _labels(thing: QAccessibleInterface) -> list[str]:
    kind = QAccessible.RelationFlag.Label
    return [other.text(_TEXT.Name) for other, how in thing.relations(QAccessible.RelationFlag.AllRelations)
            if how & kind]  # fmt: skip


def _unread(thing: QAccessibleInterface, edit: QLineEdit | QPlainTextEdit | QTextEdit) -> Iterator[str]:
    words = thing.textInterface()
    if words is None:
        yield "what is written cannot be read"
        return
    written = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
    read = words.text(0, words.characterCount())
    inside = edit.placeholderText()
    if inside and inside == thing.text(_TEXT.Name) and not any(_labels(thing)):
        yield f"{inside!r} goes as soon as one types, and there is no label"
    if isinstance(edit, QLineEdit) and edit.echoMode() != QLineEdit.EchoMode.Normal:
        if written and written in (read, thing.text(_TEXT.Value)):
            yield "a secret that is read out"
    elif read.translate(_SAME) != written.translate(_SAME):
        yield f"written is {written[:40]!r}, read is {read[:40]!r}"


def astray(widget: QWidget) -> list[str]:
    """Where Tab goes up the page, or back to the left: once round is the way from the last control to the first.

    Ask it last: for PySide each control then belongs to the one before it, and goes when that goes.
    """
    window, found = widget.window(), []
    chain = _chain(window)
    for here, there in pairwise([*chain, *chain[:1]]):
        if not _onwards(here, there, window):
            found.append(f"{_called(here)} → {_called(there)}")
    return found if len(found) > 1 else []


def _chain(window: QWidget) -> list[QWidget]:
    out, here = list[QWidget](), window.nextInFocusChain()
    while here is not None and here is not window:
        if _is_a_stop(here, window):
            out.append(here)
        here = here.nextInFocusChain()
    return out


def _is_a_stop(control: QWidget, window: QWidget) -> bool:
    reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.focusProxy() is None
    part = isinstance(control.parentWidget(), (QLineEdit, QAbstractSpinBox))
    return bool(reached and not part and control.window() is window and control.isVisible() and control.isEnabled())


def _onwards(here: QWidget, there: QWidget, window: QWidget) -> bool:
    """Compared are the two parts of the page, side by side in one whole, that hold them."""
    if isinstance(there.parentWidget(), Row) and there is there.parentWidget().remove:
        return True  # in sight at the top of its line, but nobody wants to take a line away before reading it
    over = [here]
    while over[-1] is not window:
        over.append(over[-1].parentWidget())
    held = there
    while held.parentWidget() not in over and held is not window:
        held = held.parentWidget()
    whole = held.parentWidget() if held is not window else window
    if whole in (here, there):
        return True  # one holds the other
    one, other = _place(over[over.index(whole) - 1], window), _place(held, window)
    wide = min(one.right(), other.right()) - max(one.left(), other.left())
    high = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    above = other.bottom() <= one.top() and wide > 0
    before = other.right() <= one.left() and high > min(one.height(), other.height()) / 2
    return not above and not before


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def jumbled(widget: QWidget) -> list[str]:
    """Where a screen reader that goes from one thing to the next in the tree leaves the order in which one reads."""
    top = QAccessible.queryAccessibleInterface(widget)
    return [f"{way}: {told}" for thing, way in _wholes(top, type(widget).__name__) for told in _jumps(thing)]


def _wholes(thing: QAccessibleInterface | None, way: str) -> Iterator[tuple[QAccessibleInterface, str]]:
    """Everything in sight, from the outside in."""
    if thing is None or not thing.isValid() or thing.state().invisible or not isinstance(thing.object(), QWidget):
        return
    yield thing, way
    for child in _parts(thing):
        yield from _wholes(child, f"{way} > {type(child.object()).__name__}")


def _parts(thing: QAccessibleInterface) -> list[QAccessibleInterface]:
    """The widgets in it that are in sight; neither a cell of a table is one, nor a sign inside a field."""
    if thing.role() in _CELLS or isinstance(thing.object(), (QLineEdit, QAbstractSpinBox)):
        return []
    found = (thing.child(number) for number in range(thing.childCount()))
    return [one for one in found if one is not None and one.isValid() and isinstance(one.object(), QWidget)
            and one.object().isVisible()]  # fmt: skip


def _jumps(thing: QAccessibleInterface) -> Iterator[str]:
    whole, told = thing.object(), [part.object() for part in _parts(thing)]
    laid = list(_read(whole.layout())) if whole.layout() is not None else _by_lines(told)
    for said, read in zip((one for one in told if one in laid), (one for one in laid if one in told), strict=True):
        if said is not read:
            yield f"told is {_called(said)}, read is {_called(read)}"
            return


def _read(layout: QLayout) -> Iterator[QWidget]:
    """What a layout holds, line by line as it stands on the page; what is laid out within it stays together."""
    items = (layout.itemAt(number) for number in range(layout.count()))
    for item in _by_lines([item for item in items if not item.isEmpty()]):
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _read(item.layout())


def _by_lines(things: list[Any]) -> list[Any]:
    """In one line is what stands beside one another with more than half of its height."""
    out, rest = list[Any](), sorted(things, key=lambda thing: _area(thing).top())
    while rest:
        line = [thing for thing in rest if _beside(_area(rest[0]), _area(thing))]
        out += sorted(line, key=lambda thing: _area(thing).left())
        rest = [thing for thing in rest if thing not in line]
    return out


def _area(thing: QWidget | QLayoutItem) -> QRect:
    """Where it stands; of what stands in one place by turns, that which is seen."""
    turns = thing.layout() if isinstance(thing, QLayoutItem) else None
    return turns.currentWidget().geometry() if isinstance(turns, QStackedLayout) else thing.geometry()


def footloose(widget: QWidget) -> list[str]:
    """What is otherwise than at the foot of every dialog: the way out on the left, what is done right, and by Enter."""
    if not isinstance(widget, Dialog) or isinstance(widget, FirstRun):
        return []  # the first start goes on by Enter from field to field, and has no way out
    inside = [area.widget() for area in widget.findChildren(QScrollArea)]
    shown = [button for button in widget.findChildren(QPushButton)
             if button.isVisible() and not any(page and page.isAncestorOf(button) for page in inside)]  # fmt: skip
    lowest = max((_place(button, widget).bottom() for button in shown), default=0)
    last = _by_lines([button for button in shown if _place(button, widget).bottom() == lowest])
    rest, found = last[1:], list[str]()
    if last and last[0].text() not in {words.gettext(way) for words in map(catalogue, LANGUAGES) for way in _OUT}:
        found.append(f"{last[0].text()!r} stands where one leaves")
    if [button for button in shown if button.property("kind") == "primary"] not in ([], rest[-1:]):
        found.append("what is done is not the last, or there are two of it")
    if last and not (last[-1].isDefault() or any(button.hasFocus() for button in shown)):
        found.append(f"Enter does not {last[-1].text()!r}")
    return found


_OUT = ("Close", "Cancel")


def cut(widget: QWidget) -> list[str]:
    """Words in sight that have less room than they need."""
    seen = [(child, _needed(child)) for child in widget.findChildren(QWidget) if child.isVisible()]
    return [f"{_called(one)} needs {need.width()} × {need.height()}, has {one.width()} × {one.height()}"
            for one, need in seen if need.width() > one.width() + 1 or need.height() > one.height() + 1]  # fmt: skip


def dotted(view: QListView) -> bool:
    """Whether dots stand for the end of a sentence anywhere in a list."""
    seen = view.viewport().grab().toImage()
    view.setTextElideMode(Qt.TextElideMode.ElideNone)
    without_dots = view.viewport().grab().toImage()
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    return seen != without_dots


def _needed(one: QWidget) -> QSize:
    if isinstance(one, QLabel) and one.text():
        return QSize(0, one.heightForWidth(one.width())) if one.wordWrap() else one.sizeHint()
    return QSize(one.sizeHint().width(), 0) if isinstance(one, QAbstractButton) and one.text() else QSize()


def _beside(one: QRect, other: QRect) -> bool:
    high = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    return one == other or high > min(one.height(), other.height()) / 2
