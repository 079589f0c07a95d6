"""How many cases a search has found, beside the heading of the list, once somebody stops typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n import N_, Words
from desk.store.found import MOST

from .aloud import announce
from .desk import Desk
from .labels import Label
from .tab_order import tell_as_laid

if TYPE_CHECKING:
    from .cases_page import CasesPage


def say_found(page: CasesPage) -> None:
    """Say it now, and let a screen reader say it where that is news; nothing where nothing is searched for."""
    if page.found_line is None:
        page.found_line = Label(parent=page, tone="muted")
        page.heads.insertWidget(1, page.found_line)
        tell_as_laid(page)
    model, line = page.model, page.found_line
    known = model.filter.text and not model.reads
    words = how_many(page.desk, model.rowCount()) if known else ""
    if words != line.text():
        line.setText(words)
        announce(line, words)
    line.setVisible(bool(words))


def how_many(desk: Desk, count: int) -> str:
    """So many cases were found; of more than can be read through, that these are the newest."""
    number = desk.words.number(count)
    if count < MOST:
        return desk.words.ngettext("{count} case found", "{count} cases found", count).format(count=number)
    return desk.say(Words(N_("The newest {count} are shown. One more word finds fewer."), {"count": number}))
