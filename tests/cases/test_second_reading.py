"""Two readings of the standards, the guide's and a naive one, answer alike on thousands of random walks."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from desk.cases.branch import Policy
from desk.cases.case import Case, apply
from desk.cases.mandate import Mandate, Used
from desk.cases.moment import Moment, Refused
from desk.cases.people import HEAD_OFFICE, MANAGER, Person
from desk.cases.steps import STEPS as GUIDED
from tests.cases.naive import Did, Naive, Written
from tests.makers import BESIDE, STRAIGHT, Walk

WALKS, PARTS = 10_000, 20

#: Most walks are short, for breadth; every tenth goes on to the end of a case.
SHORT, LONG = 10, 32

#: Everybody at the desk, with the role in which they answer a proposal.
ROLES = {
    "clerk": "clerk", "colleague": "clerk", "manager": MANAGER, "manager2": MANAGER, "ho": HEAD_OFFICE,
    "ho2": HEAD_OFFICE,
}  # fmt: skip

#: The straight way, and what is done beside it.
WAY = ("receive", "understand", "propose", "approve", "approve", "appoint", "talk", "agree", "sign", "deliver",
       "follow_up", "close")  # fmt: skip
ASIDE = ("return", "head_office_answer", "amend", "withdraw", "unreachable", "attempt", "note", "not_complaint",
         "decide", "reopen", "offer_hand_over", "accept_hand_over", "decline_hand_over",
         "take_back_hand_over")  # fmt: skip

#: What somebody forgets now and then.
FORGOTTEN = {
    "receive": ("own_words", "heard_out", "late_reason"),
    "understand": ("permission", "confirmed", "effects", "wish", "summary"),
    "propose": ("told_process", "alternative", "preferred_channel"), "return": ("reason",),
    "head_office_answer": ("agreed",), "talk": ("apology", "thanks", "explained", "change_wanted"),
    "agree": ("consent",), "sign": ("customer_signed", "copy_given"), "amend": ("reason", "consent"),
    "deliver": ("evidence",), "follow_up": ("words",), "close": ("cause",), "withdraw": ("freely",),
    "not_complaint": ("reason",), "decide": ("told_where",), "reopen": ("reason",), "offer_hand_over": ("briefing",),
    "decline_hand_over": ("reason",),
}  # fmt: skip


#: Mandates that may have been written beforehand: two that hold, and each way in which one does not.
DAY = date(2026, 3, 2)
USUAL = Written("M", ("refund", "repair"), 100)
MANDATES = (
    USUAL,
    replace(USUAL, limit=250, roles=("clerk",)),
    replace(USUAL, limit=40),
    replace(USUAL, roles=("manager",)),
    replace(USUAL, last=DAY),
    replace(USUAL, last=DAY - timedelta(days=1)),
    replace(USUAL, first=DAY + timedelta(days=2)),
    replace(USUAL, kinds=("exchange",)),
    replace(USUAL, categories=("staff", "other")),
    replace(USUAL, categories=("staff",)),
    replace(USUAL, currency="VND"),
    replace(USUAL, head_office=""),
    replace(USUAL, head_office="manager"),
    replace(USUAL, taken_back=True),
)  # fmt: skip


def as_guided(one: Written) -> Mandate:
    """The same mandate as the guide keeps it."""
    return Mandate(
        one.name, frozenset(one.kinds), one.limit * 100, one.currency, one.manager, one.head_office,
        frozenset(one.categories), frozenset(one.roles), one.first, one.last, "ho" if one.taken_back else "",
    )  # fmt: skip


class Quick(Walk):
    """A walk that keeps the case it has come to, where the customer was given something in other cases."""

    def __init__(self, mandates: tuple[Written, ...], elsewhere: dict[str, int]) -> None:
        self._case, self._count = Case("case"), 0
        super().__init__(policy=Policy(mandates=tuple(as_guided(one) for one in mandates)))
        self._used = tuple(Used("B1-77", name, euros * 100) for name, euros in elsewhere.items())

    def moment(self, by: str) -> Moment:
        moment = super().moment(by)
        return replace(moment, used=lambda case: self._used) if self._used else moment

    @property
    def case(self) -> Case:
        for entry in self.entries[self._count :]:
            self._case = apply(self._case, entry.changes)
        self._count = len(self.entries)
        return self._case


class Both:
    """One complaint, as the guide sees it and as the naive reading does."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        mandates, elsewhere = self._written()
        self.walk, self.naive = Quick(mandates, elsewhere), Naive(mandates, elsewhere)
        for name, role in ROLES.items():
            if name not in self.walk.people:
                self.walk.hire(Person(name, name.title(), role))
        self.told: list[str] = []
        self.seen: Counter[str] = Counter()

    def _written(self) -> tuple[tuple[Written, ...], dict[str, int]]:
        """In two of three walks mandates were written, half of which hold; some gave something in other cases."""
        chance = self.chance
        count = chance.choice((0, 1, 2))
        some = [chance.choice((MANDATES[:2], MANDATES[2:])[chance.random() < 0.5]) for _ in range(count)]
        named = tuple(replace(one, name=f"M{n}") for n, one in enumerate(some))
        return named, {one.name: chance.choice((20, 60)) for one in named if chance.random() < 0.3}

    def next_step(self) -> str:
        """Mostly forward, now and then anything."""
        if self.chance.random() < 0.3:
            return self.chance.choice(ASIDE + WAY)
        n = self.naive
        if not n.is_recorded:
            return "receive"
        if n.is_closed:
            return "reopen"
        if not n.is_understood:
            return "understand"
        if n.is_agreed:
            return "sign" if not n.is_signed else "deliver" if n.open_promises else (
                "close" if n.is_satisfied else "follow_up")  # fmt: skip
        if n.proposal < 0:
            return "propose"
        if not n.settled():
            return "approve"
        if n.last("appoint") < n.proposal and not n.covered:
            return "appoint"
        return "agree" if n.last("talk", answer="agrees") > n.proposal else "talk"

    def kind_offered(self) -> str:
        place = self.naive.proposal
        return str(self.naive.past[place].answers["remedies"][0]["kind"]) if place >= 0 else "refund"

    def answers(self, step: str) -> dict[str, Any]:
        """What is typed: the usual answers, turned by chance, and now and then something forgotten."""
        chance, now = self.chance, self.walk.now
        noon = (now + timedelta(days=chance.randint(1, 4))).replace(hour=12, minute=0)
        kind = self.kind_offered() if chance.random() < 0.95 else "repair"
        promised = {**STRAIGHT["agree"]["commitments"][0], "due": noon, "amount": "50", "kind": kind}
        rows = [promised] * chance.randint(1, 2)
        offered = [{"kind": chance.choice(("refund",) * 5 + ("repair",)), "what": "Hinta", "amount": amount}
                   for amount in chance.choice((("100",), ("100",), ("50",), ("50", "50"), ("120",)))]  # fmt: skip
        turned: dict[str, dict[str, Any]] = {
            "receive": {"raised_at": now - timedelta(hours=chance.choice((0, 1, 30, -2))), "category": "other"},
            "propose": {"expected_answer_at": noon, "reasonable": chance.choice(("yes", "yes", "no")),
                        "alternative": "Korjaus", "remedies": offered},
            "head_office_answer": {"answered_at": now},
            "appoint": {"appointment_at": now},
            "talk": {"answer": chance.choice(("agrees", "agrees", "agrees", "wants_change", "declines")),
                     "change_wanted": "Mieluummin uusi."},
            "agree": {"commitments": rows}, "amend": {"commitments": rows},
            "deliver": {"commitment": chance.choice(sorted(self.naive.open_promises) or ["1"]), "delivered_at": now},
            "follow_up": {"resolved": chance.choice(("yes", "yes", "no"))},
            "offer_hand_over": {"to": chance.choice(("clerk", "colleague", "manager", "manager2"))},
        }  # fmt: skip
        given = {**STRAIGHT.get(step, {}), **BESIDE.get(step, {}), "late_reason": "Jono.", **turned.get(step, {})}
        if step in FORGOTTEN and chance.random() < 0.12:
            given.pop(chance.choice(FORGOTTEN[step]), None)
        if step in ("agree", "amend") and chance.random() < 0.1:
            given["commitments"] = [{**row, "feasible": False} for row in given["commitments"]]
        return given

    def go(self) -> None:
        """One deed by somebody: both must say the same of it."""
        walk, naive, chance = self.walk, self.naive, self.chance
        walk.wait(minutes=chance.choice((5, 10, 60, 24 * 60)))
        walk.now = walk.now if 9 <= walk.now.hour < 20 else (walk.now + timedelta(days=1)).replace(hour=10)
        step = self.next_step()
        answers = self.answers(step)
        names = chance.sample(list(ROLES), len(ROLES))
        able = (name for name in names if naive.may(name, ROLES[name], step, answers, walk.now))
        who = next(able, names[0]) if chance.random() < 0.8 else names[0]
        reading = naive.may(who, ROLES[who], step, answers, walk.now)
        refusal = self._guide(who, step, answers)
        self.told.append(f"{walk.now:%d.%m. %H:%M} {who} {step} {answers.get('answer', '')}"
                         f"{answers.get('resolved', '')}: {refusal or 'accepted'}")  # fmt: skip
        assert reading == (refusal == ""), "\n".join((*self.told, f"the naive reading says {reading}"))
        if reading and step == "propose" and self.walk.case.proposal.mandate:
            self.seen["accepted under a mandate"] += 1
        self.seen[f"accepted {step}" if reading else f"refused {refusal.partition(':')[0]}"] += 1
        if reading:
            naive.past.append(Did(step, who, ROLES[who], walk.now, answers))

    def _guide(self, who: str, step: str, answers: dict[str, Any]) -> str:
        asked = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in answers.items()}
        if "commitments" in asked:
            asked["commitments"] = [{**row, "due": row["due"].isoformat()} for row in asked["commitments"]]
        try:
            self.walk.take(who, step, {n: v for n, v in asked.items() if GUIDED[step].field(n)})
        except Refused as refused:
            return str(refused)
        return ""


@pytest.mark.no_cover  # ten thousand walks over lines that every other test of the guide counts
@pytest.mark.parametrize("part", range(PARTS))
def test_both_readings_of_the_standards_answer_alike(part):
    """Ten thousand walks in all; each part is printed with what it met (`-s`)."""
    seen: Counter[str] = Counter()
    for seed in range(part * WALKS // PARTS, (part + 1) * WALKS // PARTS):
        both = Both(seed)
        for _ in range(SHORT if seed % 10 else LONG):
            both.go()
        seen += both.seen
    print(f"\npart {part}: {sum(seen.values())} deeds; " + ", ".join(f"{n} {c}" for n, c in sorted(seen.items())))
    assert seen["accepted close"]
    assert seen["refused consult-first"]
    assert seen["accepted under a mandate"]
