"""The decision letter: no agreement was found; what we decided and why, what we offered, and where to turn next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.cases import choices
from desk.cases.branch import Branch
from desk.cases.case import Case, Decision
from desk.i18n import N_

from .blocks import Block, Column, Heading, Prose, Quote, Signatures, Table, Title
from .country import Country
from .country import country as pack_of
from .page import A4, typeset
from .stationery import Mark, about, branch_of, facts, furniture, letterhead, marked, personal_data, steps
from .strips import Said
from .voices import Voices

_TITLE = N_("Our decision on your complaint")


@dataclass(frozen=True)
class _Letter:
    case: Case
    decision: Decision
    say: Voices
    branch: Branch
    country: Country

    def ours(self, text: str) -> Said:
        """Words the manager wrote, in the language of the decision."""
        return self.say.given(text, self.decision.language)


def letter(
    case: Case, languages: tuple[str, ...] = (), *, branch: Branch | None = None, country: Country | None = None,
    mark: Mark | None = None, logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """The letter as PDF bytes; without languages in the one that the decision was written in.

    ValueError for a case without a decision. `branch` is used where none is frozen in the decision.
    """
    decision = case.decision
    if decision is None:
        raise ValueError("a case without a decision has no decision letter")
    say = Voices(languages or (decision.language,), case.zone, case.currency)
    where = branch_of(decision.branch) if decision.branch else branch or Branch(code=case.branch)
    told = _Letter(case, decision, say, where, country or pack_of(case.country, decision.facts_as_of))
    title = say.say(_TITLE)
    blocks = [letterhead(where, logo), *_blocks(told, title, mark)]
    named = about(say, where, title, case.number, decision.at)
    return typeset(blocks, A4, named, furniture(say, where, title, case.number, mark))


def _blocks(told: _Letter, title: Said, mark: Mark | None) -> Iterator[Block]:
    case, say = told.case, told.say
    yield Title(title)
    yield from marked(say, mark)
    to = "\n".join(text for text in (case.customer_name, case.address) if text)
    yield facts(say, [
        (N_("Customer"), say.given(to or "-")),
        (N_("Complaint"), say.given(case.number)),
        (N_("Raised on"), say.moment(case.raised_at) if case.raised_at else ()),
        (N_("Date"), say.moment(told.decision.at)),
    ], columns=2)  # fmt: skip
    yield Prose(say.say(N_("Dear {name},"), name=case.customer_name) if case.customer_name else say.say(N_("Hello,")))
    yield Prose(say.say(N_(
        "Thank you for telling us what went wrong. We are sorry for the trouble, and sorry that we did not find a"
        " solution that is right for both of us. This letter says what we decided and why, and where you can"
        " turn next.")))  # fmt: skip
    for section in (_complaint, _decision, _offered, _reach, _data, _signature):
        yield from section(told)


def _complaint(told: _Letter) -> Iterator[Block]:
    case, say = told.case, told.say
    yield Heading(say.say(N_("Your complaint")))
    yield facts(say, [(N_("Product or service"), say.given(case.product) if case.product else ())])
    yield Quote(say.given(case.own_words, case.language)[0])
    if case.wish:
        yield Prose(say.say(N_("You asked for this:")), keep=True)
        yield Quote(say.given(case.wish, case.language)[0])


def _decision(told: _Letter) -> Iterator[Block]:
    say, decision = told.say, told.decision
    yield Heading(say.say(N_("What we decided")))
    yield Prose(told.ours(decision.position))
    yield Heading(say.say(N_("Why")))
    yield Prose(told.ours(decision.reasons))


def _offered(told: _Letter) -> Iterator[Block]:
    """What was on the table, so that a board or a court can see it."""
    say, proposal, talk = told.say, told.case.proposal or told.case.declined_offer, told.case.talk
    if proposal is None:  # the customer declined: what was explained in the talk was the offer
        if talk and talk.explained:
            yield Heading(say.say(N_("What we offered")))
            yield Prose(told.ours(talk.explained))
        return
    offered = [(r.kind, r.what, say.amount(r.amount, r.tax)) for r in proposal.remedies]
    if proposal.gesture:
        offered.append(("gesture", proposal.gesture, say.amount(proposal.gesture_amount)))
    if not (offered or proposal.alternative):
        return
    yield Heading(say.say(N_("What we offered")))
    if offered:
        columns = [Column(say.say(N_("What")), 24), Column(say.say(N_("What exactly")), 54),
                   Column(say.say(N_("Amount")), 22, right=True)]  # fmt: skip
        yield Table(columns, [
            [say.choice(choices.COMMITMENT_KINDS, kind), told.ours(what), amount]
            for kind, what, amount in offered])  # fmt: skip
    if proposal.alternative:
        yield facts(say, [(N_("What we can offer instead"), told.ours(proposal.alternative))])


def _reach(told: _Letter) -> Iterator[Block]:
    say = told.say
    yield Heading(say.say(N_("Where you can turn next")))
    yield Prose(say.say(N_(
        "This letter takes away none of your rights under the law. If you do not agree with us, you can do this:")),
        keep=True)  # fmt: skip
    yield steps(say, told.country.next_steps)
    yield Heading(say.say(N_("Good to know")))
    yield steps(say, told.country.your_rights, ordered=False)


def _data(told: _Letter) -> Iterator[Block]:
    yield from personal_data(told.say, told.country, keep=True)


def _signature(told: _Letter) -> Iterator[Block]:
    say, decision = told.say, told.decision
    yield Prose(say.say(N_("With kind regards")), keep=True)
    yield Signatures([(say.say(N_("Manager")), decision.by_name)], say.say(N_("Signature and date")))
