"""The case file: everything about a case with its whole story, for the archive, the customer or a court."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desk.cases import choices, clocks
from desk.cases.branch import Branch
from desk.cases.case import Case, Commitment, Entry
from desk.cases.clock import Clock
from desk.cases.consult import standing
from desk.cases.people import HEAD_OFFICE, MANAGER
from desk.cases.steps import STEPS
from desk.i18n import N_, Words

from .blocks import Block, Column, Heading, Points, Prose, Quote, Table, Title
from .code import verification_code
from .masking import Mask
from .page import A4, typeset
from .stationery import Mark, about, branch_of, facts, furniture, letterhead, marked, named, numbered
from .story import Story
from .strips import Said
from .voices import Voices

_MASKED = N_("Names and contact details of other people are hidden in this copy.")
_STATES = {"met": N_("In time"), "late": N_("Late"), "running": N_("Running"), "none": N_("No longer needed")}


@dataclass(frozen=True)
class _File:
    """Everything a section may look at."""

    case: Case
    entries: Sequence[Entry]
    say: Voices
    mask: Mask

    def own(self, text: str, language: str = "") -> Said:
        """Free text of customers and staff; nothing where there is none."""
        return self.say.given(self.mask.text(text), language) if text else ()

    def who(self, name: str) -> Said:
        """Somebody of the store by name; nothing where nobody is known."""
        person = self.mask.named(name)
        return self.say.say(person.text, **person.values) if isinstance(person, Words) else self.own(person)


def case_file(
    case: Case, entries: Sequence[Entry], languages: tuple[str, ...], *, branch: Branch | None = None,
    people: Mapping[str, str] | None = None, mask: bool = False, mark: Mark | None = None, logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """The file as PDF bytes, from the case and its entries in order, dated by the last of them.

    `mask` hides the personal data of others: colleagues who signed and approved nothing, and telephone numbers
    and e-mail addresses that are not the customer's. Given names inside free texts cannot be known and stay.
    `people`: the store's people by id, for those whom no entry names.
    """
    if not entries:
        raise ValueError("a case without entries has no file")
    say = Voices(languages, case.zone, case.currency)
    where = branch or (branch_of(case.agreement.branch) if case.agreement else Branch(code=case.branch))
    title = say.say(N_("Case file"))
    told = _File(case, entries, say, Mask(case, entries, (where.telephone,), people, on=mask))
    blocks = [letterhead(where, logo), Title(title), *marked(say, mark), *_head(told, where, mask),
              *numbered(block for section in _SECTIONS for block in section(told))]  # fmt: skip
    info = about(say, where, title, case.number, entries[-1].at)
    return typeset(blocks, A4, info, furniture(say, where, title, case.number, mark))


def _head(told: _File, where: Branch, masked: bool) -> Iterator[Block]:
    case, say = told.case, told.say
    yield facts(say, [
        (N_("Complaint"), say.given(case.number)),
        (N_("Branch"), say.given(named(where) if where.code == case.branch else case.branch)),
        (N_("Raised on"), say.moment(case.raised_at) if case.raised_at else ()),
        (N_("Recorded on"), say.moment(case.recorded_at) if case.recorded_at else ()),
        (N_("State"), say.say(choices.STATES[case.state])),
        (N_("Closed on"), say.moment(case.closed_at) if case.closed_at else ()),
        (N_("How it ended"), say.say(choices.OUTCOMES[case.outcome]) if case.outcome else ()),
        (N_("Looked after by"), told.who(case.owner_name)),
        (N_("Entries"), say.given(str(len(told.entries)))),
        (N_("Opened again"), say.given(str(case.reopened)) if case.reopened else ()),
    ], columns=2, label_width=84)  # fmt: skip
    if masked:
        yield Prose(say.say(_MASKED))
    if case.erased:
        yield Prose(say.say(N_("The personal text was erased, as the law asks.")))


def _customer(told: _File) -> Iterator[Block]:
    case, say = told.case, told.say
    yield Heading(say.say(N_("Customer")))
    yield facts(say, [
        (N_("Customer's name"), say.given(case.customer_name or "–")),
        (N_("Telephone"), say.given(case.telephone) if case.telephone else ()),
        (N_("E-mail"), say.given(case.email) if case.email else ()),
        (N_("Address"), say.given(case.address) if case.address else ()),
        (N_("The customer's language"), say.choice(choices.LANGUAGE_CHOICES, case.language) if case.language else ()),
        (N_("How to reach the customer"),
         say.choice(choices.REPLY_CHANNELS, case.preferred_channel) if case.preferred_channel else ()),
    ])  # fmt: skip


def _complaint(told: _File) -> Iterator[Block]:
    case, say = told.case, told.say
    yield Heading(say.say(N_("The complaint")))
    yield Prose(say.say(N_("In the customer's own words:")), keep=True)
    yield Quote(told.own(case.own_words or "–", case.language)[0])
    if case.wish:
        yield Prose(say.say(N_("What the customer asked for:")), keep=True)
        yield Quote(told.own(case.wish, case.language)[0])
    yield facts(say, [
        (N_("Product or service"), told.own(case.product)),
        (N_("Serial or lot number"), say.given(case.serial) if case.serial else ()),
        (N_("Date of purchase"), say.day(case.purchased_on) if case.purchased_on else ()),
        (N_("Price paid"), say.amount(case.price, case.price_tax) if case.price else ()),
        (N_("Receipt or other proof"), told.own(case.proof)),
        (N_("How it reached us"), say.choice(choices.CHANNELS, case.channel) if case.channel else ()),
        (N_("Category"), say.choice(choices.CATEGORIES, case.category) if case.category else ()),
        (N_("Danger"), say.choice(choices.SAFETY, case.safety) if case.safety else ()),
    ])  # fmt: skip


def _found(told: _File) -> Iterator[Block]:
    case, say = told.case, told.say
    if not (case.summary or case.findings or case.effects):
        return
    yield Heading(say.say(N_("What we found")))
    if case.summary:
        yield Prose(say.say(N_("Our summary, which the customer confirmed:")), keep=True)
        yield Points([told.own(point) for point in case.summary])
    yield facts(say, [
        (N_("What it did to the customer"), say.lines(*(say.choice(choices.EFFECTS, e) for e in case.effects))),
        (N_("In their words"), told.own(case.effect_note)),
        (N_("What we found"), told.own(case.findings)),
        (N_("Cause"), say.choice(choices.CAUSES, case.cause) if case.cause else ()),
    ])  # fmt: skip


def _plan(told: _File) -> Iterator[Block]:
    case, say, proposal = told.case, told.say, told.case.proposal
    if proposal is None:
        return
    given = standing(case)
    offered = [
        say.lines(say.choice(choices.REMEDIES, r.kind), told.own(r.what),
                  say.amount(r.amount, r.tax) if r.amount else ())
        for r in proposal.remedies
    ]  # fmt: skip
    yield Heading(say.say(N_("The proposal and its approvals")))
    yield facts(say, [
        (N_("Proposed by"), told.who(proposal.by_name)),
        (N_("When"), say.moment(proposal.at)),
        (N_("Where we stand"), say.choice(choices.STANCES, proposal.stance)),
        (N_("Why"), told.own(proposal.position)),
        (N_("What we would do"), say.lines(*offered) if offered else ()),
        (N_("What we can offer instead"), told.own(proposal.alternative)),
        (N_("Gesture of goodwill"), told.own(proposal.gesture)),
        (N_("Value of the gesture"), say.money(proposal.gesture_amount) if proposal.gesture_amount else ()),
        (N_("Mandate"), told.own(proposal.mandate)),
        *((label, say.say(N_("{name}, {at}"), name=given[role].name, at=given[role].at))
          for role, label in ((MANAGER, N_("Manager")), (HEAD_OFFICE, N_("Our head office"))) if role in given),
    ])  # fmt: skip


def _talk(told: _File) -> Iterator[Block]:
    say, talk = told.say, told.case.talk
    if talk is None:
        return
    yield Heading(say.say(N_("The talk with the customer")))
    yield facts(say, [
        (N_("Who"), told.who(talk.by_name)),
        (N_("When"), say.moment(talk.at)),
        (N_("Our apology, as it was said"), told.own(talk.apology)),
        (N_("Our thanks, as they were said"), told.own(talk.thanks)),
        (N_("Do we take responsibility?"), say.choice(choices.RESPONSIBILITY, talk.responsibility)),
        (N_("In which words"), told.own(talk.responsibility_words)),
        (N_("The plan as it was explained"), told.own(talk.explained)),
        (N_("The customer's answer"), say.choice(choices.ANSWERS, talk.answer)),
        (N_("What the customer wants changed"), told.own(talk.change_wanted)),
    ])  # fmt: skip


def _agreement(told: _File) -> Iterator[Block]:
    case, say, made = told.case, told.say, told.case.agreement
    if made is None:
        return
    yield Heading(say.say(N_("The agreement and its promises")))
    yield facts(say, [
        (N_("Version"), say.given(str(made.version))),
        (N_("Date"), say.moment(made.at)),
        (N_("Place"), told.own(made.place)),
        (N_("Who acts for the store"), told.who(made.by_name)),
        (N_("Verification code"), say.given(verification_code(case)) if case.is_agreed else ()),
        (N_("Signed on"), say.moment(made.signed_at) if made.signed_at else ()),
        (N_("How"), say.choice(choices.SIGNING, made.signed_how) if made.signed_how else ()),
    ], columns=2, label_width=84)  # fmt: skip
    columns = [
        Column(say.say(N_("Item")), 8.4), Column(say.say(N_("What we do, and how")), 26),
        Column(say.say(N_("Amount")), 20.5, right=True), Column(say.say(N_("Who")), 16),
        Column(say.say(N_("By when")), 22.7), Column(say.say(N_("What became of it")), 28),
    ]  # fmt: skip
    yield Table(columns, [
        [say.given(key), told.own("\n".join(text for text in (c.what, c.how) if text)),
         say.amount(c.amount, c.tax), told.who(c.owner_name), say.moment(c.due), _came(told, c)]
        for key, c in sorted(case.commitments.items(), key=lambda item: int(item[0]))])  # fmt: skip


def _came(told: _File, promise: Commitment) -> Said:
    say = told.say
    if promise.delivered_at:
        kept = say.say(N_("Kept on {at}"), at=promise.delivered_at)
        return say.lines(kept, told.own(promise.evidence), told.own(promise.late_reason))
    if promise.replaced_at:
        return say.say(N_("Replaced by a newer version on {at}"), at=promise.replaced_at)
    return say.say(N_("Open"))


def _clocks(told: _File) -> Iterator[Block]:
    case, say, until = told.case, told.say, told.entries[-1].at
    ticking = [t for t in clocks.ticking(case) if t.rule in clocks.TITLES]
    if not ticking:
        return
    yield Heading(say.say(N_("Times: what was due, and when it was done")))
    columns = [Column(say.say(N_("What")), 34), Column(say.say(N_("Began")), 21), Column(say.say(N_("Due")), 21),
               Column(say.say(N_("Done")), 21), Column(say.say(N_("State")), 15)]  # fmt: skip
    yield Table(columns, [
        [say.joined(" ", say.say(clocks.TITLES[t.rule]), say.given(t.key)) if t.key else say.say(clocks.TITLES[t.rule]),
         say.moment(t.clock.started), say.moment(t.clock.due), _done(say, t.clock),
         say.say(_STATES[t.clock.state(until)])]
        for t in ticking])  # fmt: skip


def _done(say: Voices, clock: Clock) -> Said:
    return say.moment(clock.met) if clock.met else say.given("–")


def _end(told: _File) -> Iterator[Block]:
    case, say, decision = told.case, told.say, told.case.decision
    rows = [
        (N_("What we decided"), told.own(decision.position) if decision else ()),
        (N_("Reasons"), told.own(decision.reasons) if decision else ()),
        (N_("Decided by"), told.who(decision.by_name) if decision else ()),
        (N_("What the customer said afterwards"), told.own(case.follow_up_words)),
        (N_("Other wishes and needs"), told.own(case.further_needs)),
        (N_("What we learned"), told.own(case.lesson)),
        (N_("Merged into"), told.own(case.merged_into)),
    ]  # fmt: skip
    if any(value for _, value in rows):
        yield Heading(say.say(N_("How it ended")))
        yield facts(say, rows)


def _story(told: _File) -> Iterator[Block]:
    yield Heading(told.say.say(N_("The whole story")))
    yield from Story(told.say, told.mask).tell(told.entries)


def _fingerprints(told: _File) -> Iterator[Block]:
    """The digests that chain the entries: whoever has the journal can check that nothing was changed."""
    say = told.say
    if not all(entry.digest for entry in told.entries):
        return
    yield Heading(say.say(N_("Fingerprints of the entries")))
    yield Prose(say.say(N_("With these the desk shows that no entry was changed or taken out later.")), keep=True)
    columns = [Column(say.say(N_("Item")), 8), Column(say.say(N_("Entry")), 26), Column(say.say(N_("When")), 22),
               Column(say.say(N_("Fingerprint (SHA-256)")), 56)]  # fmt: skip
    yield Table(columns, [
        [say.given(str(e.order)), say.say(STEPS[e.step].done) if e.step in STEPS else say.given(e.step),
         say.moment(e.at), say.given(e.digest)]
        for e in told.entries])  # fmt: skip


_SECTIONS = (
    _customer, _complaint, _found, _plan, _talk, _agreement, _clocks, _end, _story, _fingerprints,
)  # fmt: skip
