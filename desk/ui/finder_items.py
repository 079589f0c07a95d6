"""What the finder offers: what can be done on this page and anywhere, and who works here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from desk.cases.people import ROLES, may
from desk.i18n import LANGUAGES, N_, Words
from desk.store import accounts

from . import in_and_out
from .by_name import by_name
from .case_chips import CHIPS
from .paper_actions import PaperActions
from .rail import PLACES
from .settings_parts import add_somebody, parts_for, show

if TYPE_CHECKING:
    from .window import MainWindow


class Found(NamedTuple):
    """One thing that can be done: its words, its sign, and how."""

    words: str
    sign: str
    do: Callable[[], object]


def of_page(window: MainWindow) -> list[Found]:
    """What the page that is shown offers by itself: these come first."""
    page = window.page(window.here())
    offered = page.offers() if hasattr(page, "offers") else []
    return [Found(*each) for each in offered]


def of_window(window: MainWindow) -> list[Found]:
    """What can be done anywhere, as far as the person may."""
    say, person = window.desk.say, window.desk.person
    allowed = person is not None and may(person, "receive")
    return [
        *([Found(say(N_("New complaint")), "plus", window.new_complaint)] if allowed else []),
        *(Found(say(words).replace("&", ""), sign, partial(window.go, place)) for place, words, sign in PLACES),
        Found(say(N_("Find a case")), "search", window.find_case),
        *_lists(window), *_papers(window), *_in_and_out(window), *_settings(window),
        Found(say(N_("Help")), "circle-question-mark", window.explain),
        Found(say(N_("All keys")), "info", window.show_keys),
        Found(say(N_("Lock")), "lock", window.lock),
        Found(say(N_("Somebody else signs in")), "users", window.lock),
        *_looks(window),
    ]  # fmt: skip


def _lists(window: MainWindow) -> Iterator[Found]:
    for chip, words in CHIPS:
        named = Words(N_("Cases: {list}"), {"list": Words(words)})
        yield Found(window.desk.say(named), "list", partial(window.show_list, chip))


def _papers(window: MainWindow) -> Iterator[Found]:
    say = window.desk.say
    before = window.findChild(PaperActions, "", Qt.FindChildOption.FindDirectChildrenOnly)
    papers = before or PaperActions(window.desk, window)
    yield Found(say(N_("Papers of the day…")), "printer", papers.show_batch)
    yield Found(say(N_("Leaflet and report…")), "file-text", papers.show_of_branch)
    yield Found(say(N_("Check a paper…")), "shield", papers.show_check)


def _in_and_out(window: MainWindow) -> Iterator[Found]:
    """Lists that come in and go out, as far as the person may."""
    desk = window.desk
    if in_and_out.may_bring_in(desk):
        yield Found(desk.say(in_and_out.BRING_IN), "inbox", partial(in_and_out.bring_in, desk, window))
    if in_and_out.may_take_out(desk):
        yield Found(desk.say(in_and_out.TAKE_OUT), "file-text", partial(in_and_out.take_out, desk, window))


def _settings(window: MainWindow) -> Iterator[Found]:
    """Each part of the settings, and what is done there most, as far as the person may."""
    say, person = window.desk.say, window.desk.person
    for part, words in parts_for(person):
        named = Words(N_("Settings: {part}"), {"part": Words(words)})
        yield Found(say(named), "settings", partial(show, window, part))
    if person is not None and may(person, "people"):
        yield Found(say(N_("A&dd somebody")).replace("&", ""), "plus", partial(add_somebody, window))
        yield Found(say(N_("New P&IN")).replace("&", ""), "lock", partial(show, window, "people"))
    if person is not None and may(person, "backup"):
        yield Found(say(N_("Back up now…")), "shield", lambda: show(window, "about").ask_where())


def _looks(window: MainWindow) -> Iterator[Found]:
    say = window.desk.say
    for code, name in LANGUAGES.items():
        yield Found(name, "globe", partial(window.language_wanted.emit, code))
    for scheme, words, sign in (
        ("light", N_("Light"), "sun"), ("dark", N_("Dark"), "moon"), ("contrast", N_("High contrast"), "circle-dot"),
    ):  # fmt: skip
        yield Found(say(words), sign, partial(window.scheme_wanted.emit, scheme))


def people(window: MainWindow) -> list[Found]:
    """Everybody who works here: Enter shows the open cases that are with them."""
    known = by_name(accounts.people(window.desk.store).values())
    return [
        Found(f"{one.name} · {window.desk.say(ROLES[one.role])}", "user", partial(window.show_list_of, one.id))
        for one in known if one.active
    ]  # fmt: skip
