"""The menus of a case's page, the quiet buttons at the foot of a step, and the ways out of a hard moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from desk.cases import guide
from desk.cases.people import may
from desk.cases.steps import STEPS
from desk.i18n import N_, Words
from desk.store import attachments

from . import icons, paper_orders, sealing, style
from .drafted import WRITES
from .tab_order import tell_as_laid
from .wait_panel import title_now

if TYPE_CHECKING:
    from .case_forms import CaseForm
    from .case_page import CasePage

#: One key each, for the moments in which there is no time to look for a menu.
KEYS = {"F6": "pause", "F7": "call_manager", "F8": "offer_hand_over"}

SHOW_PAPER = N_("Show the paper (F9)")
WHY_CLOCKS = N_("Why these clocks?")

#: The words of a button, its sign, and what it does.
Offer = tuple[str, str, Callable[[], object]]

#: How the other ends of a case are told from everyday steps in the menu.
_ENDS = ("withdraw", "unreachable", "not_complaint", "decide", "merge")


def name_buttons(page: CasePage) -> None:
    """Only the signs where there is no room for words."""
    for button, words in (
        (page.customer, N_("Customer view")), (page.papers_button, N_("Papers")), (page.more, N_("More")),
    ):  # fmt: skip
        text = page.desk.say(words)
        button.setText("" if page.side.narrow else text)
        button.setToolTip(text if page.side.narrow else "")
        button.setAccessibleName(text)


def fill_more(page: CasePage) -> None:
    """Everything that can be recorded now besides the open step, and what is hidden."""
    assert page.moment is not None
    menu, case, say = page.more.menu(), page.moment.case, page.desk.say
    menu.clear()
    keys = {step: key for key, step in KEYS.items()}
    for ends in (False, True):
        steps = [step for step in page.steps_besides() if (step.name in _ENDS) is ends]
        if ends and steps:
            menu.addSeparator()
        for step in steps:
            title, key = say(title_now(step, case)), keys.get(step.name, "")
            menu.addAction(f"{title}\t{key}", partial(page.open, step.name))  # a menu shows keys after a tab
    menu.addSeparator()
    if case.clocks:
        menu.addAction(say(WHY_CLOCKS), partial(why_clocks, page))
    if page.coach.isHidden():
        menu.addAction(say(N_("Show the coach (F4)")), page.side.toggle_coach)
    if page.side.offers_paper and not page.side.shows_paper:
        menu.addAction(say(SHOW_PAPER), page.side.toggle_paper)


def fill_papers(page: CasePage) -> None:
    """The papers of this case, and those of many."""
    assert page.moment is not None
    menu, case = page.papers_button.menu(), page.moment.case
    menu.clear()
    for name in paper_orders.offered(case):
        menu.addAction(page.desk.say(paper_orders.title(name)), partial(page.papers.show, name, page.case_id))
    menu.addSeparator()
    say, files = page.desk.say, page.files
    menu.addAction(icons.icon("paperclip"), say(N_("Attach a scan or photo…")), partial(files.ask_which, page.case_id))
    for file in attachments.of_case(page.desk.journal, page.case_id):
        words = Words(N_("Open “{name}”"), {"name": file.file_name.replace("&", "&&")})
        menu.addAction(say(words), partial(files.open, file))
    menu.addSeparator()
    menu.addAction(say(N_("Papers of the day…")), page.papers.show_batch)
    menu.addAction(say(N_("Leaflet and report…")), page.papers.show_of_branch)
    menu.addAction(say(N_("Check a paper…")), page.papers.show_check)
    _fill_settings(page, menu)


def why_clocks(page: CasePage) -> None:
    """Which standard each clock of the case keeps, and where it comes from."""
    from .why_clocks import WhyClocks  # late: seldom asked for

    assert page.moment is not None
    WhyClocks(page.desk, page.moment.case, page).open()


def _fill_settings(page: CasePage, menu: QMenu) -> None:
    """What papers carry is for those who may change it; a locked seal is unlocked by whoever knows its passphrase."""
    person, say = page.desk.person, page.desk.say
    if person is None:
        return
    menu.addSeparator()
    if may(person, "logo"):
        menu.addAction(say(N_("Logo on the papers…")), page.papers.show_logo)
    if may(person, "seal") or sealing.locked(page.desk):
        menu.addAction(say(N_("Seal of the store…")), page.papers.show_seal)


def offer_extras(page: CasePage, form: CaseForm) -> None:
    """Buttons at the foot of a form for what belongs to the step besides recording it; those that fit stay."""
    wanted = [(page.desk.say(text), sign, action) for text, sign, action in _extras(page, form.step.name)]
    if form.offered == (offered := tuple((text, sign) for text, sign, _ in wanted)):
        return
    form.offered = offered
    while item := form.extras.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
    for text, sign, action in wanted:
        form.extras.addWidget(_button(text, sign, action))
    tell_as_laid(form)


def offer_ways_out(page: CasePage, hard: bool) -> None:
    """In a hard moment the pause, the manager and a colleague are one press away, beside the coach's words."""
    assert page.moment is not None
    names = [name for name in KEYS.values() if hard and not guide.before(STEPS[name], page.moment)]
    shown = (tuple(names), page.desk.words.language)
    if shown != page.ways_out:
        page.ways_out = shown
        keys = {step: key for key, step in KEYS.items()}
        titles = [f"{page.desk.say(STEPS[name].title)} ({keys[name]})" for name in names]
        page.coach.offer([(title, partial(page.open, name)) for title, name in zip(titles, names, strict=True)])


def _extras(page: CasePage, name: str) -> list[Offer]:
    papers = page.papers
    offers: dict[str, Offer] = {
        "approve": (N_("Return the proposal"), "undo-2", lambda: page.open("return")),
        "understand": (N_("Slip for the customer"), "printer", lambda: papers.show("slip", page.case_id)),
        "sign": (N_("Print the agreement"), "printer", lambda: papers.show("agreement", page.case_id)),
        **{step: (SHOW_PAPER, "file-text", page.side.toggle_paper) for step in WRITES if not page.side.shows_paper},
    }
    out = [offers[name]] if name in offers else []
    out += [(text, sign, partial(page.open, step)) for step, text, sign in _beside(page, name)]
    if name != page.main:
        out.append((N_("Cancel"), "arrow-left", lambda: page.open(page.main)))
    return out


def leave_aside(page: CasePage) -> bool:
    """Back to what is next, from what was opened on the page itself; whether there was anything to leave."""
    if page.open_step in (page.main, page.came_for):
        return False
    page.open(page.main)
    return True


#: Steps that belong beside others: head office's answer to the manager's, and the change behind a promise for ever.
_BESIDE = {
    "approve": (("head_office_answer", N_("Head office's answer"), "phone"),),
    **{step: (("improve", N_("What we change"), "pen"),) for step in ("talk", *WRITES)},
}


def _beside(page: CasePage, name: str) -> list[tuple[str, str, str]]:
    assert page.moment is not None
    return [one for one in _BESIDE.get(name, ()) if not guide.before(STEPS[one[0]], page.moment)]


def _button(text: str, sign: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    icons.wear(button, sign)
    style.kind(button, "quiet")
    button.clicked.connect(lambda: action())
    return button


def offers(page: CasePage) -> list[tuple[str, str, Callable[[], object]]]:
    """What the finder offers over a case: every step that can be taken now, its papers, its files."""
    assert page.moment is not None
    say, case = page.desk.say, page.moment.case
    steps = [*([STEPS[page.main]] if page.main and page.main != page.open_step else []), *page.steps_besides()]
    return [
        *((say(title_now(s, case)), "pen", partial(page.open, s.name)) for s in dict.fromkeys(steps)),
        *((say(paper_orders.title(paper)), "file-text", partial(page.papers.show, paper, page.case_id))
          for paper in paper_orders.offered(case)),
        (say(N_("Attach a scan or photo…")), "paperclip", partial(page.files.ask_which, page.case_id)),
        (say(N_("Customer view")), "user", page.show_customer),
        *([(say(WHY_CLOCKS), "clock", partial(why_clocks, page))] if case.clocks else []),
    ]  # fmt: skip
