"""The resolution agreement: the paper everything leads to, all fifteen points of it (standards, section 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.cases import choices
from desk.cases.branch import Branch
from desk.cases.case import Agreement, Approval, Case, Commitment, Proposal
from desk.cases.consult import consulted, standing
from desk.cases.people import HEAD_OFFICE, MANAGER
from desk.i18n import N_

from .blocks import Block, Column, Heading, Points, Prose, Quote, Signatures, Table, Title
from .changed import changed
from .code import kept_before, paper_number, payload, verification_code, version
from .country import Country
from .country import country as pack_of
from .letterhead import Code
from .numerals import MOST
from .page import A4, Furniture, Size, typeset
from .press import About
from .stationery import DRAFT, Mark, about, branch_of, facts, furniture, letterhead, marked, named, numbered, steps
from .stationery import personal_data as data_notice
from .strips import Said
from .strokes import signed
from .voices import Voices

#: Which of two languages counts, said in both.
PREVAILS = {
    "vi": N_("If the languages do not say the same, the Vietnamese text counts."),
    "en": N_("If the languages do not say the same, the English text counts."),
    "fi": N_("If the languages do not say the same, the Finnish text counts."),
}
_RESPONSIBILITY = {
    "yes": N_("We were wrong, and we take responsibility."),
    "shared": N_("Part of it was our doing, and we take responsibility for our part."),
    "no": N_("We are sorry for the trouble, even though we do not see the cause with us."),
}
_NONE = N_("None")


@dataclass(frozen=True)
class Matter:
    """Everything a section may look at."""

    case: Case
    say: Voices
    branch: Branch
    country: Country
    final: bool
    before: Case | None = None
    logo: bytes | None = None

    @property
    def agreement(self) -> Agreement | None:
        return self.case.agreement if self.final else None

    @property
    def proposal(self) -> Proposal | None:
        return self.case.proposal

    @property
    def at(self) -> datetime:
        """When the matter stood as printed. ValueError for a case that was never recorded."""
        source = self.agreement or self.proposal
        at = source.at if source else self.case.recorded_at
        if at is None:
            raise ValueError("a complaint that was never recorded has no papers")
        return at

    def words(self, text: str) -> Said:
        """The customer's own words, in the customer's language."""
        return self.say.given(text, self.case.language)

    def ours(self, text: str) -> Said:
        """Words our staff wrote, in the language the agreement was made in."""
        return self.say.given(text, self.agreement.language if self.agreement else self.say.main)


Content = tuple[list[Block], Size, About, Furniture]


def agreement(
    case: Case, languages: tuple[str, ...], *, country: Country | None = None, branch: Branch | None = None,
    before: Case | None = None, mark: Mark | None = None, logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """The agreement as PDF bytes, from the case as it was agreed. Same arguments, same bytes.

    Without an agreement, or without both approvals, it is a draft of the proposal: marked on every sheet, and
    without boxes to sign in. `branch` is used for drafts only; an agreement carries its branch frozen inside.
    `before` is the case as of the version before, for the list of what changes.
    """
    return typeset(*content(case, languages, country, branch, before, mark, logo))


def content(
    case: Case, languages: tuple[str, ...], country: Country | None = None, branch: Branch | None = None,
    before: Case | None = None, mark: Mark | None = None, logo: bytes | None = None,
) -> Content:  # fmt: skip
    """What is on it, before it is set."""
    final = case.is_agreed and consulted(case)
    say = Voices(languages, case.zone, case.currency)
    made = case.agreement if final else None
    where = branch_of(made.branch) if made else branch or Branch(code=case.branch)
    pack = country or pack_of(case.country, made.facts_as_of if made else "")
    matter = Matter(case, say, where, pack, final, before, logo)
    mark = mark if final else DRAFT
    title, number = say.say(N_("Resolution agreement")), paper_number(case)
    info = about(say, where, title, number, matter.at)
    return list(_blocks(matter, title, mark)), A4, info, furniture(say, where, title, number, mark)


def _blocks(matter: Matter, title: Said, mark: Mark | None) -> Iterator[Block]:
    yield letterhead(matter.branch, matter.logo, _code(matter) if matter.final else None)
    yield Title(title)
    yield from marked(matter.say, mark)
    yield from _numbers(matter)
    yield from numbered(block for section in _SECTIONS for block in section(matter))


def _code(matter: Matter) -> Code:
    say, code = matter.say, verification_code(matter.case)
    alt = N_("QR code with the number, the version and the verification code {code} of this agreement")
    return Code(payload(matter.case), say.say(N_("Verification code {code}"), code=code), say.say(alt, code=code))


def _numbers(matter: Matter) -> Iterator[Block]:
    """Point 1: number, version, branch, place, date, the complaint's own number and dates, and the language."""
    case, say, made = matter.case, matter.say, matter.agreement
    yield facts(say, [
        (N_("Agreement"), say.given(paper_number(case))),
        (N_("Complaint"), say.given(case.number)),
        (N_("Version"), say.given(str(version(case)))),
        (N_("Raised on"), say.moment(case.raised_at) if case.raised_at else ()),
        (N_("Date"), say.moment(matter.at)),
        (N_("Recorded on"), say.moment(case.recorded_at) if case.recorded_at else ()),
        (N_("Branch"), say.given(named(matter.branch))),
        (N_("Place"), say.given(made.place) if made else ()),
    ], columns=2)  # fmt: skip
    yield facts(say, [
        (N_("Replaces"), _replaced(matter)),
        (N_("Why it changes"), matter.ours(made.reason) if made and made.reason else ()),
    ])  # fmt: skip
    if made and made.prevails in PREVAILS:
        yield Prose(say.say(PREVAILS[made.prevails]))


def _replaced(matter: Matter) -> Said:
    before = version(matter.case) - 1
    return matter.say.say(N_("Version {version}. It no longer counts."), version=before) if before else ()


def _parties(matter: Matter) -> Iterator[Block]:
    """Point 2: who agrees, and in what capacity they sign."""
    case, say, branch, made = matter.case, matter.say, matter.branch, matter.agreement
    contact = "\n".join(text for text in (case.address, case.telephone, case.email) if text)
    store = "\n".join(text for text in (branch.company, branch.name, branch.business_id) if text)
    acts = N_("{name} acts for the customer.") if made and made.representative else N_("The customer acts in person.")
    signs = N_("{name} signs for the store, with the approvals named below.")
    yield Heading(say.say(N_("Who agrees")))
    yield facts(say, [
        (N_("Customer"), say.given(case.customer_name or "-")),
        (N_("Contact"), say.given(contact) if contact else say.say(N_("No contact details given"))),
        (N_("Who acts for the customer"), say.say(acts, name=made.representative if made else "")),
        (N_("Store"), say.given(store or branch.code)),
        (N_("Who acts for the store"), say.say(signs, name=made.by_name if made else case.owner_name)),
        (N_("Interpreter or witness"), say.given(made.interpreter) if made and made.interpreter else ()),
    ])  # fmt: skip


def _goods(matter: Matter) -> Iterator[Block]:
    """Point 3: what was bought, and what shows it."""
    case, say = matter.case, matter.say
    yield Heading(say.say(N_("What it is about")))
    yield facts(say, [
        (N_("Product or service"), say.given(case.product) if case.product else say.say(N_("Not about one product"))),
        (N_("Serial or lot number"), say.given(case.serial) if case.serial else ()),
        (N_("Date of purchase"), say.day(case.purchased_on) if case.purchased_on else ()),
        (N_("Price paid"), say.amount(case.price, case.price_tax) if case.price else ()),
        (N_("Receipt or other proof"), say.given(case.proof) if case.proof else say.say(_NONE)),
    ])  # fmt: skip


def _complaint(matter: Matter) -> Iterator[Block]:
    """Point 4: the customer's words, the summary they confirmed, and what they asked for."""
    case, say = matter.case, matter.say
    yield Heading(say.say(N_("The complaint")))
    yield Prose(say.say(N_("In the customer's own words:")), keep=True)
    yield Quote(matter.words(case.own_words)[0])
    if case.summary:
        yield Prose(say.say(N_("Our summary, which the customer confirmed:")), keep=True)
        yield Points([matter.ours(point) for point in case.summary])
    if case.wish:
        yield Prose(say.say(N_("What the customer asked for:")), keep=True)
        yield Quote(matter.words(case.wish)[0])


def _findings(matter: Matter) -> Iterator[Block]:
    """Point 5: what we found and where we stand."""
    case, say, proposal = matter.case, matter.say, matter.proposal
    if not (case.findings or proposal):
        return
    yield Heading(say.say(N_("What we found and where we stand")))
    rows = [(N_("What we found"), matter.ours(case.findings) if case.findings else ())]
    if proposal:
        rows += [
            (N_("Where we stand"), say.choice(choices.STANCES, proposal.stance)),
            (N_("Why"), matter.ours(proposal.position)),
            (N_("What we can offer instead"), matter.ours(proposal.alternative) if proposal.alternative else ()),
        ]
    yield facts(say, rows)


def _promises(matter: Matter) -> Iterator[Block]:
    """Points 6 and 7: what is promised, the customer's part, and what happens when it is late."""
    say, made = matter.say, matter.agreement
    if made:
        yield Heading(say.say(N_("What we promise")))
        promises = [matter.case.commitments[key] for key in made.commitments]
        yield _commitments(matter, promises)
        yield from _worth(matter, sum(promise.amount for promise in promises), sum(promise.tax for promise in promises))
        part = matter.ours(made.customer_part) if made.customer_part else say.say(N_("Nothing. All of it is on us."))
        late = matter.ours(made.if_late) if made.if_late else say.say(N_(
            "We call you before the date, say why, and agree a new date with you. You keep every right that you have"
            " when a promise is late, and you can call us at any time."))  # fmt: skip
        yield facts(say, [(N_("What the customer does"), part), (N_("If we are late"), late)])
    elif matter.proposal:
        yield Heading(say.say(N_("What we would like to offer")))
        yield _offer(matter, matter.proposal)


def _worth(matter: Matter, total: int, tax: int) -> Iterator[Block]:
    """What all promises are worth together, in figures and in words, and the tax in it where it was given."""
    say = matter.say
    if total:
        words = say.worded(total) if total <= MOST else ()
        yield facts(say, [
            (N_("All promises together"), say.money(total)), (N_("In words"), words),
            (N_("Tax included in it"), say.money(tax) if tax else ()),
        ])  # fmt: skip


def _commitments(matter: Matter, promises: Sequence[Commitment]) -> Block:
    say = matter.say
    columns = [
        Column(say.say(N_("Item")), 7.2), Column(say.say(N_("What we do, and how")), 26),
        Column(say.say(N_("Amount")), 18.5, right=True), Column(say.say(N_("Who")), 15.5),
        Column(say.say(N_("By when")), 20.2), Column(say.say(N_("What shows it is done")), 19.5),
    ]  # fmt: skip
    rows = [
        [
            say.given(str(number)),
            matter.ours("\n".join(text for text in (c.what, c.how) if text)),
            say.amount(c.amount, c.tax),
            say.given(c.owner_name),
            _due(matter, c),
            matter.ours(c.evidence_wanted),
        ]
        for number, c in enumerate(promises, 1)
    ]
    return Table(columns, rows)


def _due(matter: Matter, commitment: Commitment) -> Said:
    if kept_before(matter.case, commitment):
        return matter.say.say(N_("Kept on {at}"), at=commitment.delivered_at)
    return matter.say.moment(commitment.due)


def _offer(matter: Matter, proposal: Proposal) -> Block:
    say = matter.say
    columns = [Column(say.say(N_("What")), 24), Column(say.say(N_("What exactly")), 50),
               Column(say.say(N_("Amount")), 20, right=True)]  # fmt: skip
    offered = [(r.kind, r.what, say.amount(r.amount, r.tax)) for r in proposal.remedies]
    if proposal.gesture:
        offered.append(("gesture", proposal.gesture, say.amount(proposal.gesture_amount)))
    rows = [[say.choice(choices.COMMITMENT_KINDS, kind), matter.ours(what), amount] for kind, what, amount in offered]
    return Table(columns, rows)


def _approvals(matter: Matter) -> Iterator[Block]:
    """Point 8: who approved it and when, or the mandate it stands on."""
    say, proposal = matter.say, matter.proposal
    yield Heading(say.say(N_("Who approved it")))
    if proposal and proposal.mandate:
        text = N_("Manager and head office agreed to this kind of solution beforehand, in mandate “{name}”.")
        yield facts(say, [(N_("Mandate"), say.say(text, name=proposal.mandate))])
        return
    given = standing(matter.case)
    yield facts(say, [
        (N_("Manager"), _approval(matter, given.get(MANAGER))),
        (N_("Our head office"), _approval(matter, given.get(HEAD_OFFICE))),
    ])  # fmt: skip


def _approval(matter: Matter, given: Approval | None) -> Said:
    if given is None:
        return matter.say.say(N_("Not approved yet"))
    how = N_("{name}, by telephone, {at}") if given.how == "telephone" else N_("{name}, {at}")
    return matter.say.say(how, name=given.name, at=given.at)


def _apology(matter: Matter) -> Iterator[Block]:
    """Point 9: the apology and the thanks as they were said."""
    say, talk = matter.say, matter.case.talk
    if talk is None:
        return
    yield Heading(say.say(N_("Our apology and our thanks")))
    yield Quote(matter.ours("\n".join(text for text in (talk.apology, talk.thanks) if text))[0])
    yield Prose(say.say(_RESPONSIBILITY[talk.responsibility]))
    if talk.responsibility_words:
        yield Quote(matter.ours(talk.responsibility_words)[0])
    yield Prose(say.say(N_("Thank you for telling us. It helps us to put things right for you and for others.")))


def _reach(matter: Matter) -> Iterator[Block]:
    """Points 10 and 11: what the agreement does not touch, and where to turn next."""
    say, country = matter.say, matter.country
    scope = say.say(N_(
        "This agreement is about this matter only. It settles nothing else between us."
        " You may talk and write about it as you like: nothing here asks you to keep silent."))  # fmt: skip
    yield Heading(say.say(N_("What stays yours")))
    yield Prose(scope)
    yield Prose(say.pack(country.rights))
    yield Heading(say.say(N_("Where you can turn next")))
    yield steps(say, country.next_steps)


def _afterwards(matter: Matter) -> Iterator[Block]:
    """Points 12 and 13: the follow-up call, and what happens with personal data."""
    say, made = matter.say, matter.agreement
    if made and made.follow_up_at:
        text = N_("{name} asks you on {day} whether everything is as agreed. If it is not, we begin again.")
        day = made.follow_up_at.astimezone(say.zone).date()
        yield Heading(say.say(N_("We ask you afterwards")))
        yield Prose(say.say(text, name=made.follow_up_by_name or made.by_name, day=day))
    yield from data_notice(say, matter.country, keep=matter.final)  # nobody signs a sheet with nothing else on it


def _signatures(matter: Matter) -> Iterator[Block]:
    """Point 14: freely accepted, copy received, and the boxes to sign in."""
    say, made = matter.say, matter.agreement
    if made is None:
        return
    manager = standing(matter.case).get(MANAGER)
    customer = made.representative or matter.case.customer_name
    role = N_("For the customer") if made.representative else N_("Customer")
    parties = [(say.say(role), customer), (say.say(N_("For the store")), made.by_name),
               (say.say(N_("Manager")), manager.name if manager else "")]  # fmt: skip
    if made.interpreter:
        parties.append((say.say(N_("Interpreter or witness")), made.interpreter))
    yield Heading(say.say(N_("Signatures")))
    yield Prose(say.say(N_(
        "We have read this agreement, or it was read to us. We accept it freely, without pressure."
        " Each of us has received a copy.")), keep=True)  # fmt: skip
    yield signed(Signatures(parties, say.say(N_("Signature and date"))), made, say)


def _changes(matter: Matter) -> Iterator[Block]:
    """What this version changes, where the one before is known."""
    if matter.agreement and matter.before and matter.before.agreement:
        yield from changed(matter.before, matter.case, matter.say)


_SECTIONS = (
    _changes, _parties, _goods, _complaint, _findings, _promises, _approvals, _apology, _reach, _afterwards,
    _signatures,
)  # fmt: skip
