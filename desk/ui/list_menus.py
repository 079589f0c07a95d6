"""The two menus over the list of cases: lists of one's own, and what is shown of a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desk.cases.people import may
from desk.i18n import N_, Words
from desk.store.database import StoreProblem

from . import icons, in_and_out, kept_lists
from .case_columns import ALWAYS
from .case_model import COLUMNS
from .kept_lists import KeptList

if TYPE_CHECKING:
    from .cases_page import CasesPage


def fill_view(page: CasesPage, menu: QMenu) -> None:
    """The preview, and each column that can be left out."""
    menu.clear()
    say = page.desk.say
    _tick(menu, say(N_("Preview (F3)")), page.pane.wanted, page.toggle_preview)
    menu.addSeparator()
    for name, words in COLUMNS:
        if name not in ALWAYS:
            shown = page.columns.shown(name)
            _tick(menu, say(words), shown, partial(page.columns.show, name, not shown))
    if in_and_out.may_take_out(page.desk):
        menu.addSeparator()
        menu.addAction(icons.icon("file-text"), say(in_and_out.TAKE_OUT), partial(in_and_out.take_out, page.desk, page))
    if in_and_out.may_bring_in(page.desk):
        menu.addAction(icons.icon("inbox"), say(in_and_out.BRING_IN), partial(in_and_out.bring_in, page.desk, page))


def fill_lists(page: CasesPage, menu: QMenu) -> None:
    """The lists that were kept, and what is shown now as one more."""
    menu.clear()
    say, mine = page.desk.say, kept_lists.kept(page.desk)
    for one in mine:
        menu.addAction(icons.icon("star"), _called(page, one).replace("&", "&&"), partial(page.take, one))
    if mine:
        menu.addSeparator()
    now = page.shown_list()
    if now in mine:
        menu.addAction(say(N_("Forget this list")), partial(_forget, page, now))
    else:
        menu.addAction(say(N_("Keep this list")), partial(_keep, page, now))


def _keep(page: CasesPage, wanted: KeptList) -> None:
    words = Words(N_("“{list}” is kept among your lists."), {"list": _called(page, wanted)})
    _change(page, partial(kept_lists.keep, page.desk, wanted), partial(kept_lists.forget, page.desk, wanted), words)


def _forget(page: CasesPage, unwanted: KeptList) -> None:
    words = Words(N_("“{list}” is no longer among your lists."), {"list": _called(page, unwanted)})
    _change(page, partial(kept_lists.forget, page.desk, unwanted), partial(kept_lists.keep, page.desk, unwanted), words)


def _change(page: CasesPage, do: Callable[[], None], undo: Callable[[], None], words: Words | None = None) -> None:
    """Change the lists, and say so with a way back; or say why it cannot be."""
    from . import messages  # late: 15 ms for the enumerations of a screen reader's events
    from .toasts import toast  # late, as above

    try:
        do()
    except StoreProblem as trouble:
        messages.problem(page, trouble)
    else:
        if words is not None:
            toast(page, page.desk.say(words), lambda: _change(page, undo, do))


def _tick(menu: QMenu, text: str, on: bool, action: Callable[[], object]) -> None:
    entry = QAction(text, menu, checkable=True, checked=on)
    entry.triggered.connect(lambda: action())
    menu.addAction(entry)


def _called(page: CasesPage, one: KeptList) -> str:
    return kept_lists.words_of(page.desk, one)


def offers(page: CasesPage) -> list[tuple[str, str, Callable[[], object]]]:
    """What the finder offers over the list: what can be done with the marked cases, and the lists of one's own."""
    say, person = page.desk.say, page.desk.person
    out: list[tuple[str, str, Callable[[], object]]] = []
    if page.marks.ids and not page.marks.too_many:
        out.append((say(N_("Papers of the marked cases")), "printer", page.print_marked))
        if person is not None and may(person, "offer_hand_over"):
            out.append((say(N_("Hand the marked cases over")), "users", page.hand_over_marked))
    out.append((say(N_("Show or hide the preview")), "list", page.toggle_preview))
    return out + [(_called(page, one), "star", partial(page.take, one)) for one in kept_lists.kept(page.desk)]
