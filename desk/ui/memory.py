"""What the window remembers from one run to the next: small choices by name, beside its size."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

#: Whether nothing on screen may move by itself.
STILL = "still"


def recall(widget: QWidget, name: str, default: bool) -> bool:
    """A choice made before in the window a widget stands in; the default where none was."""
    kept = _memory(widget)
    return default if kept is None else bool(kept.value(name, default, type=bool))


def keep(widget: QWidget, name: str, value: bool) -> None:
    """Remember a choice for the next time; a window that has no place for it forgets it when it closes."""
    kept = _memory(widget)
    if kept is not None:
        kept.setValue(name, value)


def _memory(widget: QWidget) -> QSettings | None:
    found = getattr(widget.window(), "memory", None)
    return found if isinstance(found, QSettings) else None
