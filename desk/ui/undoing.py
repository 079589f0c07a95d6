"""Taking back a step that was just recorded, where the guide has a step that does; the story keeps both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desk.store.journal import Recorded

from . import messages

if TYPE_CHECKING:
    from .case_page import CasePage

#: What takes a step back.
BACK = {"offer_hand_over": "take_back_hand_over"}


def undo_of(page: CasePage, recorded: Recorded) -> Callable[[], None] | None:
    """How to take it back; None for what stays."""
    back = BACK.get(recorded.entry.step)
    return partial(_take_back, page, back, recorded.case.id, recorded.entry.author) if back else None


def _take_back(page: CasePage, step: str, case_id: str, author: str) -> None:
    """Only by whoever recorded it, in whatever language by now; what a colleague has taken up is said and stays."""
    if page.desk.person is not None and page.desk.person.id == author:
        messages.achieved(page, partial(page.desk.record, step, {}, case_id))
