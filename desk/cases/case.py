"""A complaint case: the sum of its journal. Replay assigns; it never decides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin

from .clock import Clock
from .records import Escalation, Improvement, Need
from .values import canonical, changed, hints, made, thawer, thawers


@dataclass(frozen=True)
class Entry:
    """One line of a case's journal. Written once, never changed.

    `answers` is what the person filled in; `changes` is what that did to the case under the rules of
    that day, so that later rules never rewrite the past. `order` is the Lamport number inside the
    case (ties go by digest); `at` is a label, never an order. `operation` names the action: the same
    operation is recorded once however often it is tried.
    """

    case_id: str
    order: int
    at: datetime
    author: str
    step: str
    answers: Mapping[str, Any]
    changes: Mapping[str, Any]
    operation: str = ""
    version: int = 1
    stream: str = ""
    seq: int = 0
    digest: str = ""
    erased: bool = False


@dataclass(frozen=True)
class Remedy:
    """One thing the store would do about the complaint. Amount in minor units of the case's currency."""

    kind: str
    what: str
    amount: int = 0
    tax: int = 0  # how much of the amount is tax, where somebody said so


@dataclass(frozen=True)
class Proposal:
    """The one solution put to manager and head office; approvals name its digest."""

    digest: str
    by: str
    by_name: str
    at: datetime
    stance: str
    position: str
    remedies: tuple[Remedy, ...] = ()
    reasonable: str = "yes"
    alternative: str = ""
    gesture: str = ""
    gesture_amount: int = 0
    expected_answer_at: datetime | None = None
    mandate: str = ""
    above: str = ""  # price, others: why it may be too much (`not-too-much`), and what was answered
    middle: str = ""
    interests: str = ""


@dataclass(frozen=True)
class Approval:
    """A yes to one proposal, named by its digest. `by` is who recorded it, `name` who said it."""

    by: str
    name: str
    at: datetime
    digest: str
    how: str = "desk"
    countersigned_by: str = ""
    countersigned_at: datetime | None = None
    disowned: bool = False  # head office says that it never gave this answer by telephone


@dataclass(frozen=True)
class Commitment:
    """A promise with an owner, a date and evidence of delivery. Amount in minor units."""

    what: str
    kind: str
    owner: str
    owner_name: str
    promised_at: datetime
    due: datetime
    how: str = ""
    evidence_wanted: str = ""
    amount: int = 0
    delivered_at: datetime | None = None
    evidence: str = ""
    late_reason: str = ""
    replaced_at: datetime | None = None  # when a later version of the agreement took this promise out
    tax: int = 0  # how much of the amount is tax, where somebody said so

    @property
    def is_open(self) -> bool:
        return self.delivered_at is None and self.replaced_at is None

    @property
    def clock(self) -> Clock:
        parts = {"started": self.promised_at, "due": self.due, "met": self.delivered_at, "stopped": self.replaced_at}
        return made(Clock, parts)


@dataclass(frozen=True)
class Talk:
    """The conversation with the customer about the plan."""

    at: datetime
    by: str
    by_name: str
    apology: str
    thanks: str
    responsibility: str
    responsibility_words: str
    explained: str
    answer: str
    change_wanted: str = ""
    language: str = ""  # the words above are kept in the language they were said in
    how_long: str = ""


@dataclass(frozen=True)
class Agreement:
    """What was agreed, as it stood when this version was made; printed papers are made from it."""

    version: int
    round: int
    at: datetime
    by: str
    by_name: str
    branch: Mapping[str, str]
    place: str
    language: str
    second_language: str = ""
    prevails: str = ""
    commitments: tuple[str, ...] = ()
    customer_part: str = ""
    if_late: str = ""
    follow_up_at: datetime | None = None
    follow_up_by_name: str = ""
    representative: str = ""
    interpreter: str = ""
    reason: str = ""
    facts_as_of: str = ""  # the day of the country's facts that its paper prints
    signed_at: datetime | None = None
    signed_how: str = ""
    customer_strokes: str = ""  # given on the screen (strokes.Signature.written)
    store_strokes: str = ""


@dataclass(frozen=True)
class Decision:
    """The end without agreement: the store's last word, signed by a manager, for the decision letter."""

    at: datetime
    by: str
    by_name: str
    position: str
    reasons: str
    language: str
    branch: Mapping[str, str] = field(default_factory=dict)
    facts_as_of: str = ""  # the day of the country's facts that the letter prints


@dataclass(frozen=True)
class HandOver:
    """A case offered to a colleague; it stays with the giver until it is accepted."""

    by: str
    to: str
    to_name: str
    at: datetime
    briefing: str


@dataclass(frozen=True)
class UnderMandate:
    """What a round of the case offered under a standing mandate. Amount in minor units; 0 once it came to nothing."""

    mandate: str
    amount: int


@dataclass(frozen=True)
class Case:
    """The complaint as its journal tells it so far."""

    id: str
    number: str = ""
    branch: str = ""
    country: str = ""
    zone: str = "UTC"
    currency: str = ""
    state: str = "new"  # new, open, closed
    outcome: str = ""
    step: str = "receive"
    round: int = 1
    reopened: int = 0
    owner: str = ""
    owner_name: str = ""
    handlers: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    # receive
    raised_at: datetime | None = None
    recorded_at: datetime | None = None
    recorded_by_name: str = ""
    channel: str = ""
    customer_name: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    preferred_channel: str = ""
    language: str = ""
    addressed: str = ""
    new_customer: bool = False
    category: str = ""
    safety: str = ""
    public_post: bool = False
    mood: str = "calm"
    own_words: str = ""
    product: str = ""
    serial: str = ""
    purchased_on: date | None = None
    price: int = 0
    price_tax: int = 0  # how much of it is tax, where somebody said so
    proof: str = ""
    # understand
    understood: int = 0  # the round that was understood last
    summary: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    effect_note: str = ""
    hurt: bool = False
    wish: str = ""
    cause: str = ""
    findings: str = ""
    # consult, talk, agree
    proposal: Proposal | None = None
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    telephone_answers: Mapping[str, Approval] = field(default_factory=dict)  # by the proposal's digest
    under_mandate: Mapping[str, UnderMandate] = field(default_factory=dict)  # by round
    returned_reason: str = ""
    escalation: Escalation | None = None
    appointment_at: datetime | None = None
    appointment_how: str = ""
    talk: Talk | None = None
    agreement: Agreement | None = None
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    declined: bool = False
    declined_offer: Proposal | None = None
    attempts: Mapping[str, datetime] = field(default_factory=dict)
    paused_until: datetime | None = None
    manager_called_at: datetime | None = None
    thanked_at: datetime | None = None
    # fulfil, follow up, close
    satisfied: bool = False
    follow_up_words: str = ""
    further_needs: str = ""
    needs: Mapping[str, Need] = field(default_factory=dict)
    improvements: Mapping[str, Improvement] = field(default_factory=dict)
    lesson: str = ""
    closed_at: datetime | None = None
    decision: Decision | None = None
    merged_into: str = ""
    duplicates: tuple[str, ...] = ()  # the numbers of the cases that were merged into this one
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    clock_off: Mapping[str, int] = field(default_factory=dict)  # seconds the machine's clock was off, by moment
    erased: bool = False
    # brought in from an earlier list
    imported_at: datetime | None = None
    old_number: str = ""
    old_result: str = ""

    @property
    def is_agreed(self) -> bool:
        """Whether this round has an agreement; one from before a reopening does not count."""
        return self.agreement is not None and self.agreement.round == self.round

    @property
    def open_commitments(self) -> dict[str, Commitment]:
        """The promises not yet kept and not replaced by a later version, by number."""
        return {key: promise for key, promise in self.commitments.items() if promise.is_open}

    @property
    def open_improvements(self) -> dict[str, Improvement]:
        """The corrective actions not yet done, by number."""
        return {key: action for key, action in self.improvements.items() if action.done_at is None}

    @property
    def open_needs(self) -> dict[str, Need]:
        """The further wishes nobody has answered, by number."""
        return {key: need for key, need in self.needs.items() if need.seen_at is None}


def new_case(case_id: str) -> Case:
    """A case of which nothing is told yet."""
    return changed(_UNTOLD, {"id": case_id})


_UNTOLD = Case("")


def replay(entries: Iterable[Entry]) -> Case | None:
    """The case its journal tells, in the order of the entries' numbers; None for an empty journal."""
    told = sorted(entries, key=lambda e: (e.order, e.digest))
    if not told:
        return None
    raw: dict[str, Any] = {}
    for entry in told:
        _fold(raw, entry.changes)
    known = thawers(Case)
    values: dict[str, Any] = {
        name: None if value is None else known[name](value)
        for name, value in raw.items()
        if name in known and name != "id"
    }
    return Case(told[0].case_id, **values | ({"erased": True} if any(e.erased for e in told) else {}))


def _fold(raw: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Assign the changes among JSON values, which are thawed only once, at the end; nothing given is changed."""
    for path, value in changes.items():
        name, _, rest = path.partition("/")
        key, _, part = rest.partition("/")
        if not rest:
            raw[name] = value
        elif not part:
            raw[name] = {**raw.get(name, {}), key: value}
        elif key in raw.get(name, {}):
            raw[name] = {**raw[name], key: {**raw[name][key], part: value}}


def apply(case: Case, changes: Mapping[str, Any]) -> Case:
    """The case with the changes made; names this version does not know are left out.

    `name` assigns a field, `name/key` assigns one item of a field that holds items by key, and
    `name/key/part` one part of such an item.
    """
    known = thawers(Case)
    new: dict[str, Any] = {}
    for path, value in changes.items():
        name, _, rest = path.partition("/")
        if name not in known or name == "id":
            continue
        if not rest:
            new[name] = None if value is None else known[name](value)
        elif name in _items():  # a newer version may keep items where this one keeps a value
            _assign(new, case, name, rest, value)
    return changed(case, new)


@cache
def _items() -> dict[str, Any]:
    """The fields of a case that hold items by key, with the kind of their items."""
    return {name: get_args(kind)[1] for name, kind in hints(Case).items() if get_origin(kind) is Mapping}


def _assign(new: dict[str, Any], case: Case, name: str, rest: str, value: Any) -> None:
    """Assign one item, or one part of an item, of a field that holds items by key."""
    items = dict(new.get(name, getattr(case, name)))
    key, _, part = rest.partition("/")
    kind = _items()[name]
    if not part:
        items[key] = None if value is None else thawer(kind)(value)
    elif key in items and part in thawers(kind):
        items[key] = changed(items[key], {part: None if value is None else thawers(kind)[part](value)})
    new[name] = items


def proposal_digest(content: Mapping[str, Any]) -> str:
    """What an approval names: SHA-256 over the proposal's content in canonical form."""
    return hashlib.sha256(b"proposal\0" + canonical(content)).hexdigest()
