"""What comes into the desk from a list, and what goes out of it as one: opened from menus, pages and the finder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.cases.people import may
from desk.i18n import N_

from .desk import Desk
from .kept_lists import KeptList

BRING_IN, TAKE_OUT = N_("Bring in old complaints…"), N_("Save the list…")

#: All cases, the newest number first: what was brought in just now.
NEWEST = KeptList("all", "", "number", True)


def may_bring_in(desk: Desk) -> bool:
    """Whether the person here may bring in a list."""
    return desk.person is not None and may(desk.person, "import")


def may_take_out(desk: Desk) -> bool:
    """Whether the person here may take lists and figures out."""
    return desk.person is not None and may(desk.person, "export")


def bring_in(desk: Desk, parent: QWidget) -> None:
    """Ask for a list of old complaints; afterwards the way leads to them."""
    from .import_dialog import ImportDialog  # late: once in the life of a branch

    window: Any = parent.window()
    dialog = ImportDialog(desk, parent)
    dialog.cases_wanted.connect(lambda: _show_newest(window))
    dialog.open()


def first_list(desk: Desk, parent: QWidget, bare: bool) -> tuple[str, Callable[[], object]]:
    """Where there is no case at all, an old list may be waiting to come in."""
    return desk.say(BRING_IN) if bare and may_bring_in(desk) else "", lambda: bring_in(desk, parent)


def _show_newest(window: Any) -> None:
    window.go("cases")
    window.page("cases").take(NEWEST)


def take_out(desk: Desk, parent: QWidget) -> None:
    """Ask how the list of cases is to be saved, as it is shown on its page."""
    from .export_dialog import ExportDialog  # late: few lists leave the desk

    window: Any = parent.window()
    window.go("cases")
    ExportDialog(desk, window.page("cases").model, window).open()
