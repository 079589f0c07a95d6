"""Tiny makers for tests: a branch, its people, and a walk that plays steps on the pure guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desk.cases import guide
from desk.cases.branch import Branch, Policy
from desk.cases.case import Case, Entry, replay
from desk.cases.moment import Doubt, Moment, Problem, Refused
from desk.cases.people import HEAD_OFFICE, MANAGER, Person
from desk.cases.steps import STEPS

#: What a clerk would fill in, step by step, at a Finnish desk on Monday 2 March 2026.
STRAIGHT: dict[str, dict[str, Any]] = {
    "receive": {"customer_name": "Tuula Heikkinen", "own_words": "Kone vuotaa lattialle.", "heard_out": True},
    "understand": {
        "permission": True, "summary": "Kone vuotaa.", "confirmed": True, "effects": ["none"],
        "wish": "Rahat takaisin.",
    },
    "propose": {
        "reasonable": "yes", "stance": "accepted", "position": "Kone on viallinen.",
        "remedies": [{"kind": "refund", "what": "Koneen hinta", "amount": "100,00"}],
        "told_process": True, "expected_answer_at": "2026-03-03", "telephone": "040 555 0193",
        "preferred_channel": "telephone",
    },
    "appoint": {"appointment_at": "2026-03-02 16:00", "how": "here"},
    "talk": {
        "apology": "Pahoittelen vuotoa.", "thanks": "Kiitos, että kerroit.", "responsibility": "yes",
        "responsibility_words": "Kone oli viallinen, vika on meidän.", "how_long": "Torstaihin kello 16 mennessä.",
        "explained": "Palautamme koneen hinnan.", "answer": "agrees",
    },
    "agree": {
        "commitments": [
            {"what": "Koneen hinta", "kind": "refund", "amount": "100,00", "owner": "clerk", "due": "2026-03-05",
             "evidence": "Maksutosite", "feasible": True},
        ],
        "consent": True, "language": "fi",
    },
    "sign": {"how": "paper", "customer_signed": True, "store_signed": True, "copy_given": True},
    "deliver": {"commitment": "1", "delivered_at": "2026-03-02 12:00", "evidence": "Tosite 17"},
    "follow_up": {"reached_by": "telephone", "resolved": "yes", "words": "Kaikki kunnossa."},
    "close": {"cause": "product"},
}  # fmt: skip

#: What somebody would fill in beside the way.
BESIDE: dict[str, dict[str, Any]] = {
    "return": {"reason": "Korjaus riittää."},
    "head_office_answer": {"name": "Hanna-Leena Österberg", "agreed": True},
    "countersign": {"confirmed": True},
    "disown": {"reason": "Lupasin vain korjauksen."},
    "amend": {"reason": "Pankki on kiinni.", "commitments": STRAIGHT["agree"]["commitments"], "consent": True},
    "offer_hand_over": {"to": "colleague", "briefing": "Kone vuotaa, asiakas odottaa soittoa."},
    "accept_hand_over": {"read": True},
    "decline_hand_over": {"reason": "Olen yksin kassalla."},
    "attempt": {"how": "telephone"},
    "note": {"note": "Soita neljän jälkeen."},
    "correct": {"what": "telephone", "value": "040 555 0199", "reason": "Kuulin väärin."},
    "withdraw": {"words": "Kone toimiikin.", "freely": True},
    "not_complaint": {"reason": "Kysyi vain aukioloa."},
    "decide": {
        "position": "Emme palauta hintaa.", "reasons": "Kone on kunnossa.", "told_where": True, "language": "fi",
    },
    "merge": {"into": "B1-2", "reason": "Sama kone, sama päivä."},
    "reopen": {"reason": "Vuotaa taas."},
    "issue_paper": {"paper": "slip", "language": "fi", "sha256": "0" * 64},
    "import": {
        "file_name": "vanhat.xlsx", "row": "17", "customer_name": "Tuula Heikkinen", "own_words": "Kone vuotaa.",
        "raised_at": "2024-03-02", "was": "closed",
    },
    "improve": {"change": "Koneet koekäytetään ennen myyntiä.", "owner": "colleague", "due": "2026-04-01"},
    "improved": {"improvement": "1", "evidence": "Ohje 12 on seinällä."},
    "need_seen": {"words": "Soitamme, kun kampanja alkaa."},
    "escalate": {
        "to": "ho", "how": "telephone", "customer_told": True, "expected_answer_at": "2026-03-05 12:00",
    },
    "reassign": {"to": "colleague", "briefing": "Aino lähti talosta, asiakas odottaa soittoa."},
    "take_in": {"number": "B1-2"},
    "attach": {"file_name": "Kuitti.jpg", "kind": "receipt", "sha256": "0" * 64, "media": "image/jpeg"},
}  # fmt: skip

#: Who takes each step of the straight way, in order.
WAY = (
    ("clerk", "receive"), ("clerk", "understand"), ("clerk", "propose"), ("manager", "approve"), ("ho", "approve"),
    ("clerk", "appoint"), ("clerk", "talk"), ("clerk", "agree"), ("clerk", "sign"), ("clerk", "deliver"),
    ("clerk", "follow_up"), ("clerk", "close"),
)  # fmt: skip


def branch(**values: str) -> Branch:
    """A Finnish branch; any of its facts can be given."""
    facts = {"country": "fi", "zone": "Europe/Helsinki", "currency": "EUR", "language": "fi", "address": "Hämeentie 9"}
    return Branch(**{**facts, **values})


def people() -> dict[str, Person]:
    """Two clerks, a manager, and somebody at head office."""
    staff = (
        Person("clerk", "Aino Lehtonen"),
        Person("colleague", "Nguyễn Thùy Linh"),
        Person("manager", "Mikko Väisänen", MANAGER),
        Person("ho", "Hanna-Leena Österberg", HEAD_OFFICE),
    )
    return {person.id: person for person in staff}


class Walk:
    """A case that people take forward: `walk.clerk("receive", …)` records a step ten minutes after the last one.

    Answers not given are those of the straight way. Refused, with the guide's problems, when a step is not allowed.
    """

    def __init__(self, start: str = "2026-03-02 09:00", policy: Policy | None = None, **facts: str) -> None:
        self.branch, self.policy, self.people = branch(**facts), policy or Policy(), people()
        self.now = datetime.fromisoformat(start).replace(tzinfo=self.branch.tz)
        self.others: dict[str, Case] = {}  # other cases of this store, by number
        self.entries: list[Entry] = []
        self.doubts: tuple[Doubt, ...] = ()

    @property
    def case(self) -> Case:
        return replay(self.entries) or Case("case")

    def moment(self, by: str) -> Moment:
        case, number = self.case, f"{self.branch.code}-1"
        known = {number: case, **self.others}
        return Moment(
            case, self.people[by], self.now, self.branch, self.policy, self.people, number=number, find=known.get
        )

    def wait(self, **span: float) -> Walk:
        """Let time pass: walk.wait(hours=25)."""
        self.now += timedelta(**span)
        return self

    def take(self, by: str, step: str, answers: Mapping[str, Any]) -> Walk:
        """Record exactly these answers now."""
        decision = guide.decide(step, answers, self.moment(by))
        number = len(self.entries) + 1
        self.entries.append(
            Entry("case", number, self.now, by, step, decision.answers, decision.changes, digest=str(number))
        )
        self.doubts = decision.doubts
        return self

    def step(self, by: str, step: str, **answers: Any) -> Walk:
        """Record the straight way's answers with these put in; None leaves an answer out."""
        given = {**STRAIGHT.get(step, {}), **BESIDE.get(step, {}), **answers}
        if step == "head_office_answer":
            given.setdefault("answered_at", self.now.isoformat())
        return self.wait(minutes=10).take(by, step, {n: v for n, v in given.items() if v is not None})

    def clerk(self, step: str, **answers: Any) -> Walk:
        return self.step("clerk", step, **answers)

    def colleague(self, step: str, **answers: Any) -> Walk:
        return self.step("colleague", step, **answers)

    def manager(self, step: str, **answers: Any) -> Walk:
        return self.step("manager", step, **answers)

    def ho(self, step: str, **answers: Any) -> Walk:
        return self.step("ho", step, **answers)

    def until(self, step: str) -> Walk:
        """The straight way up to and without its first step of that name."""
        names = [name for _, name in WAY]
        for by, name in WAY[len(self.entries) : names.index(step)]:
            given = {"delivered_at": self.now.isoformat()} if name == "deliver" else {}
            self.step(by, name, **given)
        return self

    def refused(self, by: str, step: str, **answers: Any) -> tuple[Problem, ...]:
        """Why the step is not allowed; AssertionError when it is."""
        try:
            self.step(by, step, **answers)
        except Refused as error:
            return error.problems
        raise AssertionError(f"{step} by {by} was accepted")

    def hire(self, person: Person) -> Walk:
        self.people[person.id] = person
        return self

    def leaves(self, name: str) -> Walk:
        """The person no longer works here."""
        return self.hire(replace(self.people[name], active=False))

    def who(self, step: str) -> list[str]:
        """Everybody who could take the step now."""
        return [name for name in self.people if not guide.before(STEPS[step], self.moment(name))]
