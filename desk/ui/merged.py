"""A case that was merged leads to the one under which it goes on, and says so: both numbers keep working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.cases.choices import WAS_MERGED
from desk.i18n import Words

from .toasts import toast

if TYPE_CHECKING:
    from .case_page import CasePage


def lead_on(page: CasePage) -> None:
    """Show the case under which the one on this page goes on; nothing where it was not merged."""
    assert page.moment is not None  # a case is shown
    case = page.moment.case
    other = page.desk.journal.goes_on(case)
    if other.id != case.id:
        page.show_case(other.id)
        toast(page, page.desk.say(Words(WAS_MERGED, {"number": case.number, "other": other.number})))
