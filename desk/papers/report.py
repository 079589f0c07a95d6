"""The standards report of a month: what was kept, what was late, and what the causes were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from desk.cases import choices
from desk.cases.branch import Branch
from desk.cases.clocks import TITLES
from desk.cases.reports import OWN_USE_USUALLY, Kept, Month
from desk.i18n import N_

from .blocks import Bars, Block, Column, Heading, Prose, Table, Title
from .page import A4, typeset
from .stationery import Mark, about, facts, furniture, letterhead, marked, numbered
from .strips import Said
from .voices import Voices


def report(
    month: Month, branch: Branch, languages: tuple[str, ...], *, mark: Mark | None = None, logo: bytes | None = None
) -> bytes:
    """The report as PDF bytes, from figures that cases.reports has counted."""
    say = Voices(languages, branch.zone, branch.currency)
    title, number = say.say(N_("Standards report")), f"{branch.code} {month.first:%Y-%m}"
    blocks = [letterhead(branch, logo), Title(title), *marked(say, mark), *_head(month, say),
              *numbered(block for section in SECTIONS for block in section(month, say))]  # fmt: skip
    named = about(say, branch, title, number, month.until)
    return typeset(blocks, A4, named, furniture(say, branch, title, number, mark))


def _head(month: Month, say: Voices) -> Iterator[Block]:
    yield facts(say, [
        (N_("From"), say.day(month.first.date())),
        (N_("To"), say.day((month.end - timedelta(days=1)).date())),
        (N_("Complaints recorded"), say.given(str(month.recorded))),
        (N_("Agreements made"), say.given(str(month.agreed))),
        (N_("Cases closed"), say.given(str(month.closed))),
        (N_("Still open at the end"), say.given(str(month.still_open))),
        (N_("Opened again before closing"), say.given(str(month.reopened))),
        (N_("Usual time to close"), say.span(month.usual) if month.usual is not None else ()),
    ], columns=2, label_width=130)  # fmt: skip
    if month.until < month.end:
        yield Prose(say.say(N_("The month is not over: counted until {at}."), at=month.until))


def standards(month: Month, say: Voices) -> Iterator[Block]:
    """The clocks that were due in the month, rule by rule."""
    yield Heading(say.say(N_("Kept in time")))
    due = [kept for kept in month.rules if kept.share is not None]
    yield Bars([(say.say(TITLES[kept.rule]), kept.share or 0.0, _of(say, kept)) for kept in due], 1.0)
    columns = [
        Column(say.say(N_("What was due")), 36), Column(say.say(N_("In time")), 14, right=True),
        Column(say.say(N_("Late")), 14, right=True), Column(say.say(N_("Not yet due")), 16, right=True),
        Column(say.say(N_("Usual time")), 20, right=True),
    ]  # fmt: skip
    yield Table(columns, [
        [say.say(TITLES[kept.rule]), *(say.given(str(n)) for n in (kept.met, kept.late, kept.running)),
         say.span(kept.usual) if kept.usual is not None else say.given("–")] for kept in month.rules])  # fmt: skip
    yield Prose(say.say(N_("Late is for ever: a clock that was missed stays missed, whatever was done later.")))


def _of(say: Voices, kept: Kept) -> Said:
    return say.say(N_("{share}% of {count}"), share=_percent(kept.share or 0.0), count=kept.met + kept.late)


def _percent(share: float) -> int:
    return int(share * 100 + 0.5)


def promises(month: Month, say: Voices) -> Iterator[Block]:
    """Promises due in the month, and gestures in its agreements."""
    given, kept = month.gestures, month.promises
    yield Heading(say.say(N_("Promises and gestures")))
    worth = say.lines(*(say.money(minor, currency) for currency, minor in given.worth.items()))
    yield facts(say, [
        (N_("Promises kept in time"), say.given(str(kept.met))),
        (N_("Promises late"), say.given(str(kept.late))),
        (N_("Gestures of goodwill"), say.given(str(given.count))),
        (N_("Worth of the gestures"), worth if given.worth else ()),
        (N_("Customers hurt, with a gesture"), say.given(str(given.hurt_with))),
        (N_("Customers hurt, without one"), say.given(str(given.hurt_without))),
        (N_("Gestures where nobody was hurt"), say.given(str(given.not_hurt))),
        (N_("Remedies above the price or similar cases"), say.given(str(month.above))),
        (N_("Weighed with both questions"), say.given(str(month.weighed))),
    ], label_width=210)  # fmt: skip


def causes(month: Month, say: Voices) -> Iterator[Block]:
    """What the causes were; the customers' own use stands beside the usual third."""
    if not month.causes:
        return
    yield Heading(say.say(N_("What the causes were")))
    yield _bars(month.causes, choices.CAUSES, say)
    if month.own_use is not None:
        text = N_(
            "The customers' own use: {share}% of the known causes. Usually it is about {usual}%. It changes nothing"
            " in the care that is given.")  # fmt: skip
        yield Prose(say.say(text, share=_percent(month.own_use), usual=_percent(OWN_USE_USUALLY)))


def ends(month: Month, say: Voices) -> Iterator[Block]:
    """How cases ended, and how complaints came in."""
    if month.ends:
        yield Heading(say.say(N_("How cases ended")))
        yield _bars(month.ends, tuple(choices.OUTCOMES.items()), say)
    if month.channels:
        yield Heading(say.say(N_("How complaints came in")))
        yield _bars(month.channels, choices.CHANNELS, say)
    if month.public_posts:
        yield facts(say, [(N_("Already written about in public"), say.given(str(month.public_posts)))])


def _bars(counts: Mapping[str, int], names: Sequence[tuple[str, str]], say: Voices) -> Bars:
    rows = [(say.choice(names, name), float(count), say.given(str(count))) for name, count in counts.items()]
    return Bars(rows, max(counts.values()))


#: The sections in order; a page on screen may take them one by one.
SECTIONS = (standards, promises, causes, ends)
