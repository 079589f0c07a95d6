"""The table of gates on the way: one row for each way of meeting or breaking a gate, and what the desk answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.cases import guide
from desk.cases.branch import Policy
from desk.cases.case import Case
from desk.cases.mandate import Mandate
from desk.cases.moment import Moment, Problem
from desk.cases.people import MANAGER, Person
from desk.cases.steps import STEPS
from tests.makers import BESIDE, STRAIGHT, Walk

PROMISE = STRAIGHT["agree"]["commitments"][0]
MANDATE = Mandate("M1", frozenset({"refund"}), 20_000, "EUR", "Mikko", "Hanna")
SECOND = Person("second", "Sari Mäkelä", MANAGER)


@dataclass(frozen=True, eq=False)
class Row:
    """Somebody takes a step with these answers put into the usual ones; `rule` refuses it, none when accepted."""

    says: str
    walk: Callable[[], Walk]
    by: str
    step: str
    answers: dict[str, Any] = field(default_factory=dict)
    rule: str = ""

    def asked(self) -> tuple[Moment, dict[str, Any]]:
        """The moment before the desk, and everything that was typed."""
        walk = self.walk().wait(minutes=10)
        given = {**STRAIGHT.get(self.step, {}), **BESIDE.get(self.step, {})}
        if self.step in ("deliver", "head_office_answer"):
            given["delivered_at" if self.step == "deliver" else "answered_at"] = walk.now.isoformat()
        given |= self.answers
        return walk.moment(self.by), {name: value for name, value in given.items() if value is not None}

    def met(self) -> tuple[Problem, ...]:
        moment, raw = self.asked()
        return guide.problems(STEPS[self.step], raw, moment)


def new() -> Walk:
    return Walk()


def at(step: str) -> Callable[[], Walk]:
    """Just before that step of the straight way."""
    return lambda: Walk().until(step)


def closed() -> Walk:
    return at("close")().clerk("close")


def two_managers(step: str) -> Callable[[], Walk]:
    return lambda: Walk().hire(SECOND).until(step)


def kept_unsigned() -> Walk:
    """Every promise is kept before anybody signed."""
    walk = at("sign")()
    return walk.clerk("deliver", delivered_at=walk.now.isoformat())


def offered() -> Walk:
    return at("propose")().clerk("offer_hand_over")


def by_phone() -> Walk:
    return new().clerk("receive", channel="telephone")


def approved_by_phone() -> Walk:
    return at("approve")().manager("approve").manager("head_office_answer")


def approver_offered() -> Walk:
    """The case was offered to the manager, who approves before accepting."""
    return at("approve")().clerk("offer_hand_over", to="manager").manager("approve")


def declined() -> Walk:
    return at("talk")().clerk("talk", answer="declines", change_wanted="Rahat ja korvaus.")


def tried(*days: int) -> Callable[[], Walk]:
    """Understood, then attempts after so many days each."""

    def walk() -> Walk:
        tries = at("propose")()
        for wait in days:
            tries.wait(days=wait).clerk("attempt")
        return tries

    return walk


def duplicate(**merged: str) -> Callable[[], Walk]:
    """A second case of this store is known as B1-2."""

    def walk() -> Walk:
        twin = at("understand")()
        twin.others["B1-2"] = Case("other", number="B1-2", state="open", **merged)
        return twin

    return walk


def stood_in() -> Walk:
    """The colleague stands in for the manager until six o'clock."""
    until = datetime(2026, 3, 2, 16, tzinfo=UTC)
    deputy = Person("colleague", "Nguyễn Thùy Linh", stand_in_from=until - timedelta(days=1), stand_in_until=until)
    return at("approve")().hire(deputy)


def stood_in_too_late() -> Walk:
    walk = stood_in()
    return walk.wait(hours=9)


def mandated() -> Walk:
    return Walk(policy=Policy(mandates=(MANDATE,))).until("propose")


INSIDE = {"told_process": None, "expected_answer_at": None, "telephone": None, "preferred_channel": None}
PAST, FUTURE = "2026-03-01 12:00", "2026-03-09 12:00"


def promise(**values: Any) -> dict[str, Any]:
    """The usual promise with these values put in; None leaves one out."""
    row = {**PROMISE, **values}
    return {"commitments": [{name: value for name, value in row.items() if value is not None}]}


ON_THE_WAY = (
    # receive
    Row("a clerk records a complaint", new, "clerk", "receive"),
    Row("head office records no complaint", new, "ho", "receive", {}, "role"),
    Row("a complaint is recorded once", at("understand"), "clerk", "receive", {}, "order"),
    Row("without own words it is no complaint", new, "clerk", "receive", {"own_words": None}, "hear-out"),
    Row("the customer must be heard out", new, "clerk", "receive", {"heard_out": False}, "hear-out"),
    Row("tax is a part of the price", new, "clerk", "receive", {"price": "100", "price_tax": "100"}, "bad-value"),
    Row("tax in the price may be said", new, "clerk", "receive", {"price": "100", "price_tax": "20,32"}),
    Row("nobody complains tomorrow", new, "clerk", "receive", {"raised_at": FUTURE}, "record-24h"),
    Row("a late record asks why", new, "clerk", "receive", {"raised_at": PAST[:-5] + "08:00"}, "record-24h"),
    Row(
        "a late record with a reason is taken", new, "clerk", "receive",
        {"raised_at": PAST[:-5] + "08:00", "late_reason": "Posti oli lukematta."},
    ),
    # understand
    Row("the summary is confirmed", at("understand"), "clerk", "understand"),
    Row("nobody understands what is not recorded", new, "clerk", "understand", {}, "hear-out"),
    Row("nobody understands a closed case anew", closed, "clerk", "understand", {}, "order"),
    Row("after consulting the summary stands", at("talk"), "clerk", "understand", {}, "order"),
    Row("permission is asked", at("understand"), "clerk", "understand", {"permission": False}, "restate"),
    Row("the effect is asked", at("understand"), "clerk", "understand", {"effects": []}, "see-their-side"),
    Row(
        "no harm and harm exclude each other", at("understand"), "clerk", "understand",
        {"effects": ["none", "time"]}, "see-their-side",
    ),
    Row("the wish is asked", at("understand"), "clerk", "understand", {"wish": None}, "ask-wish"),
    # propose
    Row("a solution is proposed", at("propose"), "clerk", "propose"),
    Row("nothing is proposed for nobody", new, "clerk", "propose", {}, "hear-out"),
    Row("nothing is proposed in a closed case", closed, "clerk", "propose", {}, "order"),
    Row("nothing is proposed before it is understood", at("understand"), "clerk", "propose", {}, "restate"),
    Row("nothing is proposed beside an agreement", at("sign"), "clerk", "propose", {}, "order"),
    Row("a proposal offers something", at("propose"), "clerk", "propose", {"remedies": None}, "act"),
    Row(
        "a refund has an amount", at("propose"), "clerk", "propose",
        {"remedies": [{"kind": "refund", "what": "Hinta"}]}, "act",
    ),
    Row("a gesture is named", at("propose"), "clerk", "propose", {"gesture_amount": "5,00"}, "gesture-if-hurt"),
    Row("an unreasonable wish gets another offer", at("propose"), "clerk", "propose", {"reasonable": "no"},
        "offer-alternative"),
    Row("an alternative is an offer too", at("propose"), "clerk", "propose",
        {"reasonable": "no", "alternative": "Korjaamme koneen.", "remedies": None}),
    Row("the process is told", at("propose"), "clerk", "propose", {"told_process": False}, "tell-process"),
    Row("who waits can be reached", at("propose"), "clerk", "propose", {"telephone": None}, "tell-process"),
    Row("an e-mail address reaches too", at("propose"), "clerk", "propose",
        {"telephone": None, "email": "t@example.fi"}),
    Row("an answer is promised for later", at("propose"), "clerk", "propose", {"expected_answer_at": PAST},
        "tell-process"),
    Row("inside a mandate nothing more is asked", mandated, "clerk", "propose", INSIDE),
    Row("beyond a mandate it is", mandated, "clerk", "propose",
        {**INSIDE, "remedies": [{"kind": "refund", "what": "x", "amount": "200,01"}]}, "tell-process"),
    Row("a late proposal asks why", lambda: at("propose")().wait(hours=2), "clerk", "propose", {}, "consult-first"),
    # approve and return
    Row("the manager approves", at("approve"), "manager", "approve"),
    Row("nobody approves what is not recorded", new, "manager", "approve", {}, "hear-out"),
    Row("nobody approves in a closed case", closed, "manager", "approve", {}, "order"),
    Row("nobody approves without a proposal", at("propose"), "manager", "approve", {}, "consult-first"),
    Row("a clerk approves nothing", at("approve"), "colleague", "approve", {}, "consult-first"),
    Row("a stand-in approves in these days", stood_in, "colleague", "approve"),
    Row("a stand-in approves no longer afterwards", stood_in_too_late, "colleague", "approve", {}, "consult-first"),
    Row("who handled it approves nothing", lambda: at("understand")().manager("understand").clerk("propose"),
        "manager", "approve", {}, "consult-first"),
    Row("an approval is given once", lambda: two_managers("approve")().manager("approve"), "second", "approve", {},
        "order"),
    Row("an approval names what was read", at("approve"), "manager", "approve", {"proposal": "0" * 64},
        "consult-first"),
    Row("the manager returns it", at("approve"), "manager", "return"),
    Row("a return says why", at("approve"), "ho", "return", {"reason": None}, "consult-first"),
    Row("a clerk returns nothing", at("approve"), "colleague", "return", {}, "consult-first"),
    Row("nobody returns what is not recorded", new, "manager", "return", {}, "hear-out"),
    Row("nobody returns in a closed case", closed, "manager", "return", {}, "order"),
    Row("a return names what was read", at("approve"), "manager", "return", {"proposal": "0" * 64}, "consult-first"),
    # head office by telephone
    Row("the manager notes head office's yes", at("approve"), "manager", "head_office_answer"),
    Row("nobody notes an answer about nothing", new, "manager", "head_office_answer", {}, "hear-out"),
    Row("nobody notes an answer in a closed case", closed, "manager", "head_office_answer", {}, "order"),
    Row("a clerk notes no answer of head office", at("approve"), "clerk", "head_office_answer", {}, "consult-first"),
    Row("who handled it notes no answer", lambda: at("understand")().manager("understand").clerk("propose"),
        "manager", "head_office_answer", {}, "consult-first"),
    Row("head office answers once", lambda: at("approve")().ho("approve"), "manager", "head_office_answer", {},
        "order"),
    Row("head office answered in the past", at("approve"), "manager", "head_office_answer",
        {"answered_at": FUTURE}, "consult-first"),
    Row("head office answers after the proposal", at("approve"), "manager", "head_office_answer",
        {"answered_at": PAST}, "consult-first"),
    Row("a half yes is no yes", at("approve"), "manager", "head_office_answer", {"agreed": False}, "consult-first"),
    Row("the noted answer names what was read", at("approve"), "manager", "head_office_answer",
        {"proposal": "0" * 64}, "consult-first"),
    # appoint and talk
    Row("an appointment is made", at("appoint"), "clerk", "appoint"),
    Row("no appointment without a complaint", new, "clerk", "appoint", {}, "hear-out"),
    Row("no appointment in a closed case", closed, "clerk", "appoint", {}, "order"),
    Row("no appointment before both said yes", at("approve"), "clerk", "appoint", {}, "consult-first"),
    Row("no appointment before anything is proposed", at("propose"), "clerk", "appoint", {}, "consult-first"),
    Row("one yes is not enough", lambda: at("approve")().manager("approve"), "clerk", "appoint", {}, "consult-first"),
    Row("who approved does not talk with the customer", at("talk"), "manager", "talk", {}, "consult-first"),
    Row("an appointment lies ahead", at("appoint"), "clerk", "appoint", {"appointment_at": PAST}, "talk-well"),
    Row("an agreed plan needs no appointment", at("sign"), "clerk", "appoint", {}, "order"),
    Row("the talk is recorded", at("talk"), "clerk", "talk"),
    Row("the talk has an appointment", at("appoint"), "clerk", "talk", {}, "talk-well"),
    Row("inside a mandate the talk is now", lambda: mandated().clerk("propose", **INSIDE), "clerk", "talk"),
    Row("the talk apologises", at("talk"), "clerk", "talk", {"apology": None}, "apologise-anyway"),
    Row("the talk thanks", at("talk"), "clerk", "talk", {"thanks": None}, "talk-well"),
    Row("a full stop is no thanks", at("talk"), "clerk", "talk", {"thanks": "."}, "talk-well"),
    Row("the talk says whether we were wrong", at("talk"), "clerk", "talk", {"responsibility": None}, "admit"),
    Row("who declines is asked what they want", at("talk"), "clerk", "talk", {"answer": "declines"}, "ask-wish"),
    Row("a missed appointment asks why", lambda: at("talk")().wait(days=1), "clerk", "talk", {}, "talk-well"),
    # agree and sign
    Row("the agreement is written", at("agree"), "clerk", "agree"),
    Row("no agreement before the customer said yes", at("talk"), "clerk", "agree", {}, "keep-agreement"),
    Row("no second agreement beside the first", at("sign"), "clerk", "agree", {}, "order"),
    Row("a promise has an owner", at("agree"), "clerk", "agree", promise(owner=None), "keep-agreement"),
    Row("a promise has a date", at("agree"), "clerk", "agree", promise(due=None), "keep-agreement"),
    Row("a promise has evidence", at("agree"), "clerk", "agree", promise(evidence=None), "keep-agreement"),
    Row("a promised refund has an amount", at("agree"), "clerk", "agree", promise(amount=None), "keep-agreement"),
    Row("a promise can be kept", at("agree"), "clerk", "agree", promise(feasible=False), "realistic-promise"),
    Row("a promise lies ahead", at("agree"), "clerk", "agree", promise(due=PAST), "realistic-promise"),
    Row("a promise falls into opening hours", at("agree"), "clerk", "agree", promise(due="2026-03-05 23:00"),
        "realistic-promise"),
    Row("a promise is of an approved kind", at("agree"), "clerk", "agree", promise(kind="repair"), "consult-first"),
    Row("a promise is not above what was approved", at("agree"), "clerk", "agree", promise(amount="100,01"),
        "consult-first"),
    Row("the customer consents", at("agree"), "clerk", "agree", {"consent": False}, "keep-agreement"),
    Row("two languages are two", at("agree"), "clerk", "agree", {"second_language": "fi"}, "bad-value"),
    Row("the agreement is signed", at("sign"), "clerk", "sign"),
    Row("nothing is signed that is not recorded", new, "clerk", "sign", {}, "hear-out"),
    Row("nothing is signed in a closed case", closed, "clerk", "sign", {}, "order"),
    Row("nothing is signed that is not agreed", at("agree"), "clerk", "sign", {}, "keep-agreement"),
    Row("a version is signed once", at("deliver"), "clerk", "sign", {}, "order"),
    Row("the customer gets a copy", at("sign"), "clerk", "sign", {"copy_given": False}, "keep-agreement"),
    # deliver, follow up, close
    Row("a promise is kept", at("deliver"), "clerk", "deliver"),
    Row("nothing is delivered that is not recorded", new, "clerk", "deliver", {"commitment": None}, "hear-out"),
    Row("nothing is delivered without an agreement", at("agree"), "clerk", "deliver", {}, "keep-agreement"),
    Row("nothing is delivered twice", at("follow_up"), "clerk", "deliver", {}, "order"),
    Row("nothing is delivered in the future", at("deliver"), "clerk", "deliver", {"delivered_at": FUTURE},
        "keep-agreement"),
    Row("nothing is delivered before it was promised", at("deliver"), "clerk", "deliver", {"delivered_at": PAST},
        "keep-agreement"),
    Row("delivery leaves evidence", at("deliver"), "clerk", "deliver", {"evidence": None}, "keep-agreement"),
    Row("a late delivery asks why", lambda: at("deliver")().wait(days=7), "clerk", "deliver", {}, "keep-agreement"),
    Row("a replaced promise is no longer open",
        lambda: at("deliver")().clerk("amend", commitments=[{**PROMISE, "due": "2026-03-06"}]),
        "clerk", "deliver", {}, "order"),
    Row("the customer is asked afterwards", at("follow_up"), "clerk", "follow_up"),
    Row("nobody is asked about nothing", new, "clerk", "follow_up", {}, "hear-out"),
    Row("nobody is asked in a closed case", closed, "clerk", "follow_up", {}, "order"),
    Row("nobody is asked before there is an agreement", at("agree"), "clerk", "follow_up", {}, "keep-agreement"),
    Row("nobody is asked before delivery", at("deliver"), "clerk", "follow_up", {}, "keep-agreement"),
    Row("nobody is asked before signing", kept_unsigned, "clerk", "follow_up", {}, "keep-agreement"),
    Row("a satisfied customer is asked once", at("close"), "clerk", "follow_up", {}, "order"),
    Row("a late call asks why", lambda: at("follow_up")().wait(days=7), "clerk", "follow_up", {}, "follow-up"),
    Row("the case closes", at("close"), "clerk", "close"),
    Row("nothing closes with an open promise", at("deliver"), "clerk", "close", {}, "keep-agreement"),
    Row("nothing closes before the customer was asked", at("follow_up"), "clerk", "close", {}, "follow-up"),
    Row("nothing closes without a cause", at("close"), "clerk", "close", {"cause": "unknown"}, "solve-before-why"),
)  # fmt: skip
