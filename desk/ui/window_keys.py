"""The keys that work everywhere in the window, whatever page is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from .rail import PLACES

if TYPE_CHECKING:
    from .window import MainWindow


def lay(window: MainWindow, shell: QWidget) -> QShortcut:
    """Let the keys work in all that stands in the shell; the one that leads back, which a page may take over."""
    keys: list[tuple[str, Callable[[], object]]] = [
        ("F2", window.new_complaint),
        ("Ctrl+F", window.find_case),
        ("Ctrl+K", window.find_anything),
        ("Ctrl+L", window.lock),
        ("F1", window.explain),
        ("Ctrl+/", window.show_keys),
    ]
    keys += [(f"Ctrl+{n}", partial(window.go, place)) for n, (place, _, _) in enumerate(PLACES, 1)]
    for key, action in keys:
        _key(shell, key, action)
    return _key(shell, "Esc", partial(_out, window))


def _out(window: MainWindow) -> None:
    """Out of what was opened besides on a case, as its Cancel; else to where one was before."""
    if window.here() == "case":
        from .case_menus import leave_aside  # late: the page of a case is not in the first picture

        if leave_aside(window.page("case")):
            return
    window.back()


def _key(shell: QWidget, key: str, action: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), shell, action)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return shortcut
