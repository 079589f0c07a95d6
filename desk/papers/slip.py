"""The acknowledgement slip: what we understood, what happens next, by when, and whom to ask. For receipt printers."""

from __future__ import annotations

from collections.abc import Iterator

from desk.cases import clocks
from desk.cases.branch import Branch
from desk.cases.case import Case
from desk.i18n import N_

from .blocks import Block, Divider, Facts, Heading, Points, Prose, Quote, Title
from .page import SLIP, typeset
from .stationery import Mark, about, furniture, letterhead, marked
from .strips import Passage, Said
from .voices import Voices

_TITLE = N_("We have received your complaint")

#: Characters of the customer's words on a slip: about twenty lines.
_WORDS = 600


def slip(
    case: Case, languages: tuple[str, ...], *, branch: Branch | None = None, mark: Mark | None = None,
    logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """The slip as PDF bytes, 80 mm wide and as long as its text, from the case as it was recorded."""
    if case.recorded_at is None:
        raise ValueError("a complaint that was never recorded has no papers")
    say, where = Voices(languages, case.zone, case.currency), branch or Branch(code=case.branch)
    title = say.say(_TITLE)
    spoken = [Voices((language,), case.zone, case.currency) for language in dict.fromkeys(languages)]
    blocks: list[Block] = [letterhead(where, logo)]
    for number, voice in enumerate(spoken):  # one after the other: too narrow for columns
        blocks += [Divider()] if number else []
        blocks += _blocks(case, voice, where, mark)
    named = about(say, where, title, case.number, case.recorded_at)
    return typeset(blocks, SLIP, named, furniture(say, where, title, case.number, mark))


def _blocks(case: Case, say: Voices, branch: Branch, mark: Mark | None) -> Iterator[Block]:
    yield Title(say.say(_TITLE))
    yield from marked(say, mark)
    yield Facts([
        (say.say(N_("Number")), say.given(case.number)),
        (say.say(N_("Recorded on")), say.moment(case.recorded_at) if case.recorded_at else ()),
        (say.say(N_("Customer")), say.given(case.customer_name or "-")),
    ], label_width=74)  # fmt: skip
    yield Heading(say.say(N_("What you told us")))
    yield Quote(Passage(_shortened(case.own_words), case.language))
    if case.wish:
        yield Prose(say.say(N_("What you would find right:")), keep=True)
        yield Quote(Passage(_shortened(case.wish), case.language))
    yield Heading(say.say(N_("What happens next")))
    yield Points(list(_next(case, say)), numbered=True)
    yield Heading(say.say(N_("Whom to ask")))
    yield Prose(say.given("\n".join(text for text in (case.owner_name, branch.telephone) if text)))
    yield Prose(say.say(N_("Please give this number: {number}."), number=case.number))
    yield Prose(say.say(N_("Thank you for telling us. We will do our best to put it right.")))


def _shortened(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


def _next(case: Case, say: Voices) -> Iterator[Said]:
    """What happens next, in order, with the times that the case's own clocks give."""
    running = clocks.current(case)
    asked = running.get("consult-first")
    if asked and asked.met is None:
        text = N_("We look into it and ask our manager and head office for one solution, by {at}.")
        yield say.say(text, at=asked.due)
    else:
        yield say.say(N_("Our manager and head office are deciding on one solution."))
    answer = case.proposal.expected_answer_at if case.proposal else None
    if answer:
        yield say.say(N_("You get our answer by {at}."), at=answer)
    else:
        yield say.say(N_("Then we call you or write to you and agree a time to talk."))
    yield say.say(N_("What we agree, we write down. You get a copy, and we keep to it."))
