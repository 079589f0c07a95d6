"""Closing the desk: what was typed and finds no room on its drive is not lost without a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QDialog, QWidget

from desk.i18n import N_
from desk.store import drafts
from desk.store.database import Store

from . import messages
from .drafting import Drafting

LOST = N_("What was typed last could not be kept on the drive. It is lost when the desk closes.")
MORE = N_("Please see to the drive first, for example free some space, and close the desk then.")


def asks(window: QWidget, store: Store, pages: Iterable[QWidget], close: Callable[[], None]) -> bool:
    """Whether something would be lost; then `close` is called by whoever wants to close all the same."""
    for place in (*pages, *window.findChildren(QDialog)):
        for draft in place.findChildren(Drafting):
            draft.flush()
    if not drafts.wait(store):
        return False
    messages.ask(window, LOST, N_("Close all the same"), close, MORE)
    return True
