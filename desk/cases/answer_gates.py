"""What must hold of the answers before they are recorded; each gate names its rule and says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desk.i18n import N_

from . import checks, consult, defaults
from .corrections import corrected
from .fields import BadValue, is_empty
from .gates import Gate, keeps, no
from .lanes import BEYOND, lane
from .moment import Moment, Problem
from .people import may
from .values import moment_of


@keeps("record-24h")
def raised_in_the_past(moment: Moment) -> Iterator[Problem]:
    raised = moment.answers.get("raised_at")
    if raised and moment_of(raised) > moment.now:
        yield no(
            "record-24h",
            N_("The customer cannot have raised it in the future. Please check the date and time."),
            "raised_at",
        )


@keeps("order")
def closed_afterwards(moment: Moment) -> Iterator[Problem]:
    """An old complaint was closed after it was raised, and not in the future."""
    closed, raised = moment.answers.get("closed_on"), moment.answers.get("raised_at")
    if not closed or not raised:
        return
    zone = moment.branch.tz
    if closed < moment_of(raised).astimezone(zone).date().isoformat():
        yield no("order", N_("It cannot have been closed before the customer raised it."), "closed_on")
    elif closed > moment.now.astimezone(zone).date().isoformat():
        yield no("order", N_("It cannot have been closed in the future. Please check the date."), "closed_on")


@keeps("bad-value")
def tax_in_the_price(moment: Moment) -> Iterator[Problem]:
    if _tax_too_large(moment.answers, "price", "price_tax"):
        yield no("bad-value", N_("The tax is part of the price, so it must be less than the price."), "price_tax")


def _tax_too_large(row: Mapping[str, Any], whole: str = "amount", tax: str = "tax") -> bool:
    return bool(row.get(tax)) and row[tax] >= (row.get(whole) or 0)


@keeps("see-their-side")
def a_real_effect(moment: Moment) -> Iterator[Problem]:
    effects = moment.answers.get("effects") or []
    if "none" in effects and len(effects) > 1:
        yield no("see-their-side", N_("Either no harm, or what it did to the customer. Not both."), "effects")


@keeps("act", "gesture-if-hurt")
def something_offered(moment: Moment) -> Iterator[Problem]:
    """A remedy, an alternative or a gesture; with an amount where it is money, and the tax a part of that."""
    answers = moment.answers
    if not answers.get("remedies") and not answers.get("alternative") and not answers.get("gesture"):
        yield no("act", N_("Say what we would do. An explanation is a remedy too."), "remedies")
    for number, row in enumerate(answers.get("remedies") or [], 1):
        if row["kind"] in consult.IN_MONEY and not row.get("amount"):
            yield no(
                "act",
                N_("Line {number}: how much? Without an amount it cannot be approved."),
                "remedies",
                number=number,
            )
        if _tax_too_large(row):
            text = N_("Line {number}: the tax is part of the amount, so it must be less than the amount.")
            yield no("act", text, "remedies", number=number)
    if answers.get("gesture_amount") and not answers.get("gesture"):
        yield no("gesture-if-hurt", N_("Say what the gesture is."), "gesture")


@keeps("tell-process")
def reachable(moment: Moment) -> Iterator[Problem]:
    """Who must wait for an answer can be reached: a telephone number, an e-mail address or an address."""
    answers, case = moment.answers, moment.case
    if not defaults.beyond_mandate(moment):
        return
    contact = [answers.get("telephone"), answers.get("email"), case.telephone, case.email, case.address]
    if not any(contact):
        yield no("tell-process", N_("We promise an answer, so we need a way to reach the customer."), "telephone")
    expected = answers.get("expected_answer_at")
    if expected and moment_of(expected) <= moment.now:
        yield no(
            "tell-process", N_("The answer must be promised for a time that is still to come."), "expected_answer_at"
        )


@keeps("act")
def inside_the_mandate(moment: Moment) -> Iterator[Problem]:
    """Where a mandate was hoped for, say why it does not cover this, before the customer is told that others decide."""
    if moment.policy.mandates and not moment.answers.get("told_process"):
        found = lane(moment)
        if found.name == BEYOND:
            yield Problem("act", found.words, "remedies")


@keeps("consult-first")
def the_proposal_that_was_read(moment: Moment) -> Iterator[Problem]:
    """An answer names the digest of the proposal; one that has changed meanwhile must be read first."""
    read = moment.answers.get("proposal")
    if read and moment.case.proposal and read != moment.case.proposal.digest:
        yield no("consult-first", N_("The proposal has changed since you read it. Please read the new one."))


@keeps("consult-first")
def answered_in_the_past(moment: Moment) -> Iterator[Problem]:
    at = moment.answers.get("answered_at")
    if at and moment_of(at) > moment.now:
        yield no("consult-first", N_("Head office cannot have answered in the future."), "answered_at")
    if at and moment.case.proposal and moment_of(at) < moment.case.proposal.at.replace(second=0, microsecond=0):
        yield no("consult-first", N_("Head office cannot have answered before the proposal was made."), "answered_at")


@keeps("talk-well")
def appointment_to_come(moment: Moment) -> Iterator[Problem]:
    at = moment.answers.get("appointment_at")
    if at and moment_of(at) < moment.now.replace(second=0, microsecond=0):
        yield no("talk-well", N_("The appointment must be now or later."), "appointment_at")


@keeps("keep-agreement", "realistic-promise")
def real_promises(moment: Moment) -> Iterator[Problem]:
    """Each promise has an owner, a date when we are open, evidence, and a yes to "can we do it?"."""
    for number, row in enumerate(moment.answers.get("commitments") or [], 1):
        for name, text in (
            ("owner", N_("Promise {number} has no owner. Who does it?")),
            ("due", N_("Promise {number} has no date. By when?")),
            ("evidence", N_("Promise {number} says nothing that will show it is done.")),
        ):
            if is_empty(row.get(name)):
                yield no("keep-agreement", text, "commitments", number=number, column=name)
        yield from _can_be_done(number, row)
        if row["kind"] in consult.IN_MONEY and not row.get("amount"):
            yield no("keep-agreement", N_("Promise {number}: how much?"), "commitments", number=number, column="amount")
        if _tax_too_large(row):
            text = N_("Promise {number}: the tax is part of the amount, so it must be less than the amount.")
            yield no("keep-agreement", text, "commitments", number=number, column="tax")
        if row.get("due"):
            yield from _real_date(moment, number, row["due"])


#: The three parts of "can we do it?". The window asks them one by one; `feasible` answers all of them at once.
_NEEDED = (
    ("capacity", N_("Promise {number}: are staff and time there? Ask the one who does it.")),
    ("stock", N_("Promise {number}: are the goods or the money there? Ask the one who does it.")),
    ("authority", N_("Promise {number}: may we decide this? Ask the one who does it.")),
)


def _can_be_done(number: int, row: Mapping[str, Any]) -> Iterator[Problem]:
    """The promise's owner says yes, and none of capacity, stock and authority is left open."""
    asked = [name for name, _ in _NEEDED if name in row]
    if not asked and not row.get("feasible"):
        text = N_("Promise {number}: can we do it? Ask the owner about staff, stock and authority.")
        yield no("realistic-promise", text, "commitments", number=number)
    for name, text in _NEEDED:
        if asked and not row.get(name):
            yield no("realistic-promise", text, "commitments", number=number, column=name)


def _real_date(moment: Moment, number: int, text: str) -> Iterator[Problem]:
    due, zone = moment_of(text), moment.branch.tz
    if due <= moment.now:
        first = moment.policy.next_open(moment.now, zone)
        past = N_("Promise {number} has a date that has already passed. We are open next at {next}.")
        yield no("realistic-promise", past, "commitments", number=number, column="due", next=first)
    elif not moment.policy.is_open(due, zone):
        first = moment.policy.next_open(due, zone)
        shut = N_("Promise {number} is due when the store is closed ({due}). We are open next at {next}.")
        yield no("realistic-promise", shut, "commitments", number=number, column="due", due=due, next=first)


@keeps("consult-first")
def only_what_was_approved(moment: Moment) -> Iterator[Problem]:
    """Promises may not go beyond the approved proposal: no other kind, no larger amount."""
    allowed = consult.allowed_amounts(moment.case)
    spent: dict[str, int] = {}
    agreement = moment.case.agreement if moment.case.is_agreed else None
    for key in agreement.commitments if agreement else ():
        c = moment.case.commitments[key]
        if c.delivered_at is not None:
            spent[c.kind] = spent.get(c.kind, 0) + c.amount
    for row in moment.answers.get("commitments") or []:
        kind = row["kind"]
        if kind not in allowed:
            yield no(
                "consult-first",
                N_("“{what}” was not in the approved proposal. Propose it first."),
                "commitments",
                what=row["what"],
            )
            continue
        spent[kind] = spent.get(kind, 0) + row.get("amount", 0)
        if spent[kind] > allowed[kind]:
            yield no(
                "consult-first",
                N_("“{what}” is more than the approved {amount}. Propose it first."),
                "commitments",
                what=row["what"],
                amount=moment.money(allowed[kind]),
            )


@keeps("bad-value")
def another_language(moment: Moment) -> Iterator[Problem]:
    if moment.answers.get("second_language") and moment.answers["second_language"] == moment.answers.get("language"):
        yield no("bad-value", N_("The second language is the same as the first."), "second_language")


@keeps("keep-agreement", "order")
def delivered_in_the_past(moment: Moment) -> Iterator[Problem]:
    """An open promise, kept between the agreement and now."""
    promise = moment.case.commitments.get(str(moment.answers.get("commitment")))
    if promise is not None and not promise.is_open:
        yield no("order", N_("This promise is no longer open."), "commitment")
    at = moment.answers.get("delivered_at")
    if at and moment_of(at) > moment.now:
        yield no("keep-agreement", N_("A promise cannot be kept in the future."), "delivered_at")
    if at and moment.case.agreement and moment_of(at) < moment.case.agreement.at.replace(second=0, microsecond=0):
        yield no("keep-agreement", N_("A promise cannot be kept before it was made."), "delivered_at")


@keeps("solve-before-why")
def known_cause(moment: Moment) -> Iterator[Problem]:
    if moment.answers.get("cause") == "unknown":
        yield no(
            "solve-before-why", N_("The remedy is done; now the cause must be known before the case closes."), "cause"
        )


@keeps("own-it")
def somebody_else(moment: Moment) -> Iterator[Problem]:
    """To a colleague who handles cases, has not approved this plan, and does not have the case already."""
    if moment.answers.get("to") == moment.case.owner:
        yield no("own-it", N_("The case is already with this colleague."), "to")
    elif moment.answers.get("to") in consult.approvers(moment.case):
        name = moment.name_of(moment.answers["to"])
        yield no("own-it", N_("{name} approved this proposal and cannot handle it too."), "to", name=name)
    elif moment.answers.get("to") and not may(moment.people[moment.answers["to"]], "understand"):
        yield no(
            "own-it", N_("{name} cannot handle cases at this desk."), "to", name=moment.name_of(moment.answers["to"])
        )


@keeps("bad-value", "record-24h")
def a_right_value(moment: Moment) -> Iterator[Problem]:
    """A correction passes the same border as the answer it corrects."""
    if not moment.answers.get("what") or is_empty(moment.answers.get("value")):
        return
    try:
        value = corrected(moment)
    except BadValue as error:
        yield Problem("bad-value", error.words, "value")
        return
    recorded = moment.case.recorded_at or moment.now
    if moment.answers["what"] == "raised_at" and moment_of(value) > recorded:
        yield no(
            "record-24h",
            N_("The customer raised it before it was recorded. Please check the date and time."),
            "value",
        )


@keeps("apologise-anyway", "talk-well")
def an_apology(moment: Moment) -> Iterator[Problem]:
    """We apologise for the trouble whoever is at fault, and thank for the feedback; a full stop is neither."""
    if _says_nothing(moment.answers.get("apology")):
        yield no("apologise-anyway", N_("Say sorry for the trouble, whoever caused it."), "apology")
    if moment.answers.get("thanks") and _says_nothing(moment.answers["thanks"]):
        yield no("talk-well", N_("Write down in which words we thanked the customer."), "thanks")


def _says_nothing(text: str | None) -> bool:
    return not any(letter.isalpha() for letter in text or "")


@keeps("admit")
def words_of_responsibility(moment: Moment) -> Iterator[Problem]:
    """Who was wrong says so in words, not by a choice in a list."""
    answers = moment.answers
    if answers.get("responsibility") in ("yes", "shared") and is_empty(answers.get("responsibility_words")):
        text = N_("Write down in which words we took responsibility.")
        yield no("admit", text, "responsibility_words")


@keeps("never-again-only-if")
def never_again_only_if(moment: Moment) -> Iterator[Problem]:
    """Said in the talk or written in the agreement, it is a promise: something is changed, by somebody, by a date."""
    if moment.case.improvements:
        return
    for field, found in checks.never_again(moment):
        text = N_("“{phrase}” is a promise for ever. First record what is changed, who does it and by when.")
        yield no("never-again-only-if", text, field, phrase=found.phrase)


@keeps("order")
def another_case(moment: Moment) -> Iterator[Problem]:
    """A duplicate goes into another case of this store that was not merged itself."""
    number = moment.answers.get("into")
    other = moment.find(number) if number else None
    if number and other is None:
        yield no("order", N_("There is no case {number} in this store."), "into", number=number)
    elif other and (other.id == moment.case.id or other.merged_into):
        yield no("order", N_("Choose another case, one that was not merged itself."), "into")


_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@keeps("bad-value")
def a_fingerprint(moment: Moment) -> Iterator[Problem]:
    """A file is kept under its fingerprint, so nothing else may stand in its place."""
    given = moment.answers.get("sha256")
    if given and not _FINGERPRINT.fullmatch(given):
        yield no("bad-value", N_("This is no fingerprint of a file."), "sha256")


@keeps("bad-value")
def pause_to_come(moment: Moment) -> Iterator[Problem]:
    until = moment.answers.get("until")
    if until and moment_of(until) <= moment.now:
        yield no("bad-value", N_("The pause must end later than now."), "until")


AFTER: dict[str, tuple[Gate, ...]] = {
    "receive": (raised_in_the_past, tax_in_the_price),
    "understand": (a_real_effect,),
    "propose": (something_offered, inside_the_mandate, reachable),
    "approve": (the_proposal_that_was_read,),
    "return": (the_proposal_that_was_read,),
    "head_office_answer": (the_proposal_that_was_read, answered_in_the_past),
    "appoint": (appointment_to_come,),
    "agree": (real_promises, only_what_was_approved, another_language, never_again_only_if),
    "amend": (real_promises, only_what_was_approved, never_again_only_if),
    "deliver": (delivered_in_the_past,),
    "talk": (an_apology, words_of_responsibility),
    "close": (known_cause,),
    "correct": (a_right_value,),
    "offer_hand_over": (somebody_else,),
    "merge": (another_case,),
    "pause": (pause_to_come,),
    "attach": (a_fingerprint,),
    "import": (raised_in_the_past, closed_afterwards),
}
