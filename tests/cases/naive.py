"""The standards read a second time, plainly: every answer is looked up in what happened, and nothing is kept besides.

Written from the standards alone. It knows no gates, no fields and no states of the guide, only a list of what people
did and the mandates that were written beforehand; so where both agree, neither has misread them in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

#: What makes somebody one of those who handled the case: they may not approve it (consult-first).
WORK = ("receive", "understand", "propose", "talk", "agree", "amend", "accept_hand_over", "reopen")

#: The ends of a case (section 7); each may be followed by a reopening, but for a merged one.
ENDS = ("close", "withdraw", "unreachable", "not_complaint", "decide")

#: Who belongs to the branch, and who to head office.
BRANCH, HEAD_OFFICE = ("clerk", "manager"), "head_office"
OF_HEAD_OFFICE = ("approve", "return", "note")


@dataclass(frozen=True)
class Did:
    """Somebody did something, in a role, with these answers."""

    step: str
    who: str
    role: str
    at: datetime
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A standing mandate (section 1): what manager and head office agreed beforehand, in writing, up to a limit."""

    name: str
    kinds: tuple[str, ...]
    limit: int
    manager: str = "manager"
    head_office: str = "ho"
    currency: str = "EUR"
    roles: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    first: date = date.min
    last: date = date.max
    taken_back: bool = False

    def allows(self, made: Did, currency: str, category: str) -> bool:
        """Whether the whole proposal is fully inside, on the day and by the role it was made; empty means all."""
        signed = self.manager and self.head_office and self.manager != self.head_office and not self.taken_back
        rows = made.answers["remedies"]
        return bool(
            signed and self.first <= made.at.date() <= self.last and self.currency == currency
            and made.role in (self.roles or (made.role,)) and category in (self.categories or (category,))
            and made.answers["reasonable"] == "yes" and rows
            and all(row["kind"] in self.kinds and _amount(row) > 0 for row in rows)
        )  # fmt: skip


class Naive:
    """One complaint as a list of what happened.

    `elsewhere`: what the same customer was given in other cases, by the mandate it was given under.
    """

    def __init__(self, mandates: Sequence[Written] = (), elsewhere: Mapping[str, int] | None = None) -> None:
        self.past: list[Did] = []
        self.mandates, self.elsewhere = mandates, elsewhere or {}

    # What happened ----------------------------------------------------------------------------------------------

    def last(self, *steps: str, **answers: Any) -> int:
        """The place of the newest of these deeds with these answers; -1 when there is none."""
        wanted = answers.items()
        for place, did in zip(range(len(self.past) - 1, -1, -1), reversed(self.past), strict=True):
            if did.step in steps and (not wanted or wanted <= did.answers.items()):
                return place
        return -1

    @property
    def is_recorded(self) -> bool:
        return self.last("receive") >= 0

    @property
    def is_closed(self) -> bool:
        return self.last(*ENDS) > self.last("reopen")

    @property
    def dissatisfied(self) -> int:
        """When the customer last came back: everything since must be understood anew."""
        return max(self.last("reopen"), self.last("follow_up", resolved="no"))

    @property
    def sent_back(self) -> int:
        """When the plan last fell: the customer did not agree, or came back."""
        return max(self.dissatisfied, self.last("talk", answer="wants_change"), self.last("talk", answer="declines"))

    @property
    def is_understood(self) -> bool:
        return self.last("understand") > self.dissatisfied

    @property
    def proposal(self) -> int:
        """The proposal that stands, or -1."""
        place = self.last("propose")
        return place if place > max(self.sent_back, self.last("return")) else -1

    def handlers(self, *more: str) -> set[str]:
        return {did.who for did in self.past if did.step in WORK} | set(more)

    def said_yes(self, role: str, *more: str) -> str:
        """Who gave the yes of that role to the proposal that stands; nobody who handles the case counts."""
        if self.proposal < 0:
            return ""
        found = ""
        for did in self.past[self.proposal + 1 :]:
            if did.step == "approve" and did.role == role:
                found = did.who
            if did.step == "head_office_answer" and role == HEAD_OFFICE:
                found = did.who
        return "" if found in self.handlers(*more) else found

    def mandate_of(self, place: int) -> str:
        """The mandate that the proposal at that place is fully inside, with all that was given under it before."""
        made = self.past[place]
        category = self.past[self.last("receive")].answers.get("category", "other")
        for one in self.mandates:
            if one.allows(made, "EUR", category) and self.given_under(one.name, place) + _sum(made) <= one.limit:
                return one.name
        return ""

    def given_under(self, name: str, place: int) -> int:
        """What this customer was given under a mandate before: in other cases, and when this case was agreed earlier.

        An offer to which the customer never agreed gave nothing.
        """
        given = self.elsewhere.get(name, 0)
        for n, did in enumerate(self.past[:place]):
            if did.step == "agree":
                offered = max(p for p in range(n) if self.past[p].step == "propose")
                given += _sum(self.past[offered]) if self.mandate_of(offered) == name else 0
        return given

    @property
    def covered(self) -> bool:
        place = self.proposal if self.mandates else -1
        return place >= 0 and bool(self.mandate_of(place))

    def settled(self, *more: str) -> bool:
        """Whether the proposal that stands counts as consulted: inside a mandate, or with both approvals."""
        return self.covered or self.both_agree(*more)

    def both_agree(self, *more: str) -> bool:
        return bool(self.said_yes("manager", *more)) and bool(self.said_yes(HEAD_OFFICE, *more))

    @property
    def is_agreed(self) -> bool:
        return self.last("agree") > self.sent_back

    @property
    def is_signed(self) -> bool:
        return self.is_agreed and self.last("sign") > self.last("agree", "amend")

    @property
    def open_promises(self) -> set[str]:
        """The numbers of the promises that are neither kept nor replaced."""
        open_ones: set[str] = set()
        count = 0
        for did in self.past:
            if did.step in ("agree", "amend"):
                made = {str(count + n + 1) for n in range(len(did.answers["commitments"]))}
                count += len(made)
                open_ones = made
            if did.step == "deliver":
                open_ones -= {did.answers["commitment"]}
        return open_ones

    @property
    def is_satisfied(self) -> bool:
        return self.last("follow_up", resolved="yes") > self.dissatisfied

    @property
    def hand_over(self) -> Did | None:
        """The hand-over that is offered and not answered."""
        place = self.last("offer_hand_over")
        ended = self.last("accept_hand_over", "decline_hand_over", "take_back_hand_over", *ENDS)
        return self.past[place] if place > ended else None

    @property
    def owner(self) -> str:
        place = self.last("receive", "accept_hand_over", "reopen")
        return self.past[place].who if place >= 0 else ""

    # What may be done -------------------------------------------------------------------------------------------

    def may(self, who: str, role: str, step: str, answers: Mapping[str, Any], now: datetime) -> bool:
        """Whether the standards let somebody do this now. `role`: clerk, manager or head_office, stand-ins included."""
        if role == HEAD_OFFICE and step not in OF_HEAD_OFFICE:
            return False
        if step != "receive" and not self.is_recorded:
            return False
        if step not in ("reopen", "note") and self.is_closed:
            return False
        return bool(getattr(self, f"_{step}")(who, role, answers, now))

    def _receive(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        late = now > answers["raised_at"] + timedelta(hours=24)
        return (not self.is_recorded and bool(answers.get("own_words")) and bool(answers.get("heard_out"))
                and answers["raised_at"] <= now and (bool(answers.get("late_reason")) or not late))  # fmt: skip

    def _understand(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        with_customer = self.settled() or self.is_agreed
        said_back = answers.get("permission") and answers.get("summary") and answers.get("confirmed")
        return not with_customer and bool(said_back and answers.get("effects") and answers.get("wish"))

    def _propose(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        if answers["reasonable"] == "no" and not answers.get("alternative"):
            return False
        told = answers.get("told_process") and answers.get("expected_answer_at") and answers.get("preferred_channel")
        self.past.append(Did("propose", who, role, now, answers))  # looked at as if it had been made
        inside = bool(self.mandates) and bool(self.mandate_of(len(self.past) - 1))
        self.past.pop()
        return self.is_understood and not self.is_agreed and bool(told or inside)

    def _approve(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        if role == "clerk" or self.proposal < 0 or self.settled() or who in self.handlers():
            return False
        return not self.said_yes(role)

    def _return(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return role != "clerk" and self.proposal >= 0 and not self.settled() and bool(answers.get("reason"))

    def _head_office_answer(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        waiting = self.proposal >= 0 and not self.settled() and not self.said_yes(HEAD_OFFICE)
        return role == "manager" and waiting and who not in self.handlers() and bool(answers.get("agreed"))

    def _appoint(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self.settled(who) and not self.is_agreed

    def _talk(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        appointed = self.covered or self.last("appoint") > self.proposal
        kind = answers.get("apology") and answers.get("thanks") and answers.get("explained")
        wanted = answers["answer"] == "agrees" or answers.get("change_wanted")
        return self.settled(who) and not self.is_agreed and appointed and bool(kind and wanted)

    def _agree(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        said = self.last("talk", answer="agrees") > self.proposal
        return self.settled(who) and said and not self.is_agreed and self._sound(answers)

    def _sound(self, answers: Mapping[str, Any]) -> bool:
        """Every promise has an owner, a date, evidence and a yes to "can we do it?", and the customer agrees."""
        rows = answers["commitments"]
        whole = all(r.get("owner") and r.get("due") and r.get("evidence") and r.get("feasible") for r in rows)
        return bool(rows) and whole and bool(answers.get("consent")) and self._within(rows)

    def _within(self, rows: Any) -> bool:
        """Nothing else and no more is promised, with what was already given, than was consulted, kind by kind."""
        approved = _by_kind(self.past[self.proposal].answers["remedies"])
        promised = _by_kind([*rows, *self.given().values()])
        return all(kind in approved and amount <= approved[kind] for kind, amount in promised.items())

    def given(self) -> dict[str, Mapping[str, Any]]:
        """The promises of this agreement that were kept, by number."""
        made: dict[str, Mapping[str, Any]] = {}
        kept: set[str] = set()
        for place, did in enumerate(self.past):
            if did.step in ("agree", "amend"):
                first = len(made) + 1
                made |= {str(first + n): row for n, row in enumerate(did.answers["commitments"])}
            if did.step == "deliver" and place > self.sent_back:
                kept.add(did.answers["commitment"])
        return {key: made[key] for key in kept}

    def _sign(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        signed = answers.get("customer_signed") and answers.get("store_signed") and answers.get("copy_given")
        return self.is_agreed and not self.is_signed and bool(signed)

    def _amend(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        approved = {self.said_yes("manager"), self.said_yes(HEAD_OFFICE)}
        return (self.is_agreed and bool(self.open_promises) and who not in approved and self._sound(answers)
                and bool(answers.get("reason")))  # fmt: skip

    def _deliver(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self.is_agreed and answers["commitment"] in self.open_promises and bool(answers.get("evidence"))

    @property
    def _carried_out(self) -> bool:
        return self.is_signed and not self.open_promises

    def _follow_up(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self._carried_out and not self.is_satisfied and bool(answers.get("words"))

    def _close(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self._carried_out and self.is_satisfied and bool(answers.get("cause"))

    def _withdraw(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return not self.open_promises and bool(answers.get("words")) and bool(answers.get("freely"))

    def _unreachable(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        tried = [did.at for did in self.past[self.sent_back + 1 :] if did.step == "attempt"]
        return not self.open_promises and len(tried) >= 3 and len({at.date() for at in tried}) >= 2

    def _attempt(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return True

    def _note(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return bool(answers.get("note"))

    def _not_complaint(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return not self.is_agreed and not self.settled() and bool(answers.get("reason"))

    def _decide(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        """After a final no: the last that the customer said of an offer, since they came, is that they decline it."""
        said = self.last("talk")
        declined = said > self.dissatisfied and self.past[said].answers["answer"] == "declines"
        return role == "manager" and declined and not self.open_promises and bool(answers.get("told_where"))

    def _reopen(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self.is_closed and bool(answers.get("reason"))

    def _offer_hand_over(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        mine = self.owner == who or role == "manager"
        stranger = answers["to"] not in (self.owner, self.said_yes("manager"), self.said_yes(HEAD_OFFICE))
        return mine and stranger and self.hand_over is None and bool(answers.get("briefing"))

    def _accept_hand_over(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        """Whoever approved the plan does not come to handle it."""
        approved = {self.said_yes("manager"), self.said_yes(HEAD_OFFICE)}
        return self.hand_over is not None and self.hand_over.answers["to"] == who and who not in approved

    def _decline_hand_over(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self.hand_over is not None and self.hand_over.answers["to"] == who and bool(answers.get("reason"))

    def _take_back_hand_over(self, who: str, role: str, answers: Mapping[str, Any], now: datetime) -> bool:
        return self.hand_over is not None and (self.hand_over.who == who or role == "manager")


def _by_kind(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The amounts of these rows together, kind by kind."""
    found: dict[str, int] = {}
    for row in rows:
        found[row["kind"]] = found.get(row["kind"], 0) + _amount(row)
    return found


def _sum(made: Did) -> int:
    """What a proposal is worth."""
    return sum(_amount(row) for row in made.answers["remedies"])


def _amount(row: Mapping[str, Any]) -> int:
    return int(str(row.get("amount", "0")).partition(",")[0])
