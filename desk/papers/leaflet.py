"""The leaflet for customers: how to complain here, what to expect, your rights. Folds to A5."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from desk.cases.branch import Branch
from desk.i18n import N_

from .blocks import Block, Facts, Heading, NewPage, Points, Prose, Title
from .country import Country
from .country import country as pack_of
from .page import A5_FOLDED, typeset
from .stationery import Mark, about, furniture, letterhead, marked, steps
from .voices import Voices

_TITLE = N_("Something wrong? Please tell us.")

_WELCOME = N_("Who complains helps us. Tell us when something went wrong, and we will do our best to put it right.")

_NOTES = (N_("Number of my complaint"), N_("Who looks after it"), N_("I hear from them by"))

#: Ways to complain, and what happens then, in order.
_WAYS = (
    N_("Come to the counter and tell anybody of us. You need no form and no receipt."),
    N_("Call us, or write to us. Our number and address are on the back."),
    N_("Somebody else may speak for you. If you need another language, please say so."),
    N_("Complaining is free, and nobody will treat you worse for it."),
)
_THEN = (
    N_("We hear you out. We write down what you say in your own words, within 24 hours."),
    N_("You get a slip with a number and the name of the person who looks after it."),
    N_("Our manager and head office agree on one solution before we offer it. We tell you by when you hear from us."),
    N_("We agree a time with you and talk. We say sorry for the trouble, whoever caused it."),
    N_("When you agree, we write down who does what and by when. You sign only if you want to, and you get a copy."),
    N_("We keep our promises, each by its date. If one is late, we call you before and say why."),
    N_("Some days later we ask you whether all is well. If it is not, we begin again."),
    N_("If we find no solution, our manager writes to you, says why, and tells you where you can turn next."),
)
_HELPS = (
    N_("What happened, and when."),
    N_("What you bought, and where and when you bought it."),
    N_("What it did to you."),
    N_("What you would find right."),
)


def leaflet(
    branch: Branch, languages: tuple[str, ...], *, country: Country | None = None, mark: Mark | None = None,
    logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """The leaflet as PDF bytes: A4 across, printed on both sides, folded once; a second sheet for a second language."""
    pack, say = country or pack_of(branch.country), Voices(languages, branch.zone, branch.currency)
    title, at = say.say(_TITLE), datetime.combine(pack.facts_as_of, time(), UTC)
    blocks: list[Block] = []
    for language in dict.fromkeys(languages):
        blocks += _pages(Voices((language,), branch.zone, branch.currency), branch, pack, mark, logo)
    named = about(say, branch, title, "", at)
    return typeset(blocks, A5_FOLDED, named, furniture(say, branch, title, "", mark))


def _pages(say: Voices, branch: Branch, pack: Country, mark: Mark | None, logo: bytes | None) -> Iterator[Block]:
    """Front, two pages inside, back."""
    yield NewPage()
    yield letterhead(branch, logo)
    yield Title(say.say(_TITLE))
    yield from marked(say, mark)
    yield Prose(say.say(_WELCOME))
    yield Heading(say.say(N_("How to complain here")))
    yield Points([say.say(text) for text in _WAYS])
    yield Heading(say.say(N_("It helps us to know")))
    yield Points([say.say(text) for text in _HELPS])
    yield NewPage()
    yield Heading(say.say(N_("What you can expect")))
    yield Points([say.say(text) for text in _THEN], numbered=True)
    yield NewPage()
    yield Heading(say.say(N_("Your rights")))
    yield steps(say, pack.your_rights, ordered=False)
    yield Heading(say.say(N_("Where you can turn next")))
    yield steps(say, pack.next_steps)
    yield NewPage()
    yield from _back(say, branch, pack)


def _back(say: Voices, branch: Branch, pack: Country) -> Iterator[Block]:
    yield Heading(say.say(N_("Whom to ask")))
    known = [(N_("Store"), branch.name or branch.code), (N_("Company"), branch.company),
             (N_("Address"), branch.address), (N_("Telephone"), branch.telephone)]  # fmt: skip
    yield Facts([(say.say(label), say.given(text)) for label, text in known if text], label_width=82)
    yield Heading(say.say(N_("Your personal data")))
    yield Prose(say.pack(pack.personal_data))
    yield Prose(say.say(N_("Facts about the law as of {day}."), day=pack.facts_as_of))
    yield Heading(say.say(N_("Your notes")))
    yield Facts([(say.say(label), say.given("")) for label in _NOTES])
