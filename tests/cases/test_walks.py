"""Random walks: whatever people try and however time jumps, the promises of the guide hold. Figures with `-s`."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk.cases import clocks, consult, guide, listing
from desk.cases.branch import Policy
from desk.cases.case import Case, Entry, apply, replay
from desk.cases.mandate import Mandate
from desk.cases.moment import Problem, Refused
from desk.cases.people import CLERK, HEAD_OFFICE, MANAGER, Person
from desk.cases.standards import HOUSE_RULES, RULES
from desk.cases.steps import STEPS
from desk.i18n import catalogue
from tests.cases.rows import PROMISE
from tests.makers import BESIDE, STRAIGHT, WAY, Walk

SEEN: Counter[str] = Counter()

STAGES = ("receive", "understand", "approve", "talk", "sign", "deliver", "follow_up", "close")
SPANS = [timedelta(minutes=m) for m in (0, 1, 20, 61, 6 * 60, 25 * 60, 3 * 1440, 8 * 1440)]
NONSENSE = [
    None, "", " ", "\u200b", "\x00", "\u202e", "\ud800", "x" * 400, "y" * 30_000, 0, -5, 10**30, 2.5, float("nan"),
    True, False, [], ["x"], [3], [[]], {}, {"a": 1}, [{"what": 1}], [{"kind": "refund"}], "2026-02-31",
    "2026-03-02 25:00", "0001-01-01", "9999-12-31", "12 kr", "-1",
    "ho", "nobody", "yes", "no", "none", "1", "99", "refund",
]  # fmt: skip
MANDATE = Mandate("M1", frozenset({"refund"}), 5_000, "EUR", "Mikko", "Hanna")
USUAL = (*(step for _, step in WAY), "note", "correct", "issue_paper", "pause")
GUARDED = ("talk", "agree", "deliver", "amend", "follow_up", "close")
ENDS = ("decide", "unreachable", "not_complaint", "withdraw", "merge")
HANDLES = ("receive", "understand", "propose", "talk", "agree", "amend", "accept_hand_over", "reopen")
LYING_THERE = ("escalate", "need_seen", "reassign")
GIVES = "reassign"  # makes the receiver one who handles it

a_step = st.sampled_from(list(STEPS))
a_number = st.sampled_from(range(6))
anything = st.sampled_from(range(997))


def staff(start: datetime) -> list[Person]:
    """Two of each, and a clerk who stands in for the first two days."""
    return [
        Person("clerk2", "Priya Nair"),
        Person("manager2", "Sari Mäkelä", MANAGER),
        Person("ho2", "David Okafor", HEAD_OFFICE),
        Person("deputy", "Callum Fraser", stand_in_from=start, stand_in_until=start + timedelta(days=2)),
    ]


class Kept(Walk):
    """A walk that keeps the case it has come to, each entry as the journal's JSON would give it back."""

    def __init__(self, **facts: Any) -> None:
        self.cases: list[Case] = [Case("case")]
        super().__init__(**facts)

    @property
    def case(self) -> Case:
        for entry in self.entries[len(self.cases) - 1 :]:
            self.cases.append(apply(self.cases[-1], json.loads(json.dumps(entry.changes, sort_keys=True))))
        return self.cases[-1]


class Walks(RuleBasedStateMachine):
    """People take steps in any order; what may never happen is looked for in the journal itself."""

    @initialize(stage=st.sampled_from(STAGES), mandate=st.booleans(), hurt=st.booleans())
    def begin(self, stage: str, mandate: bool, hurt: bool) -> None:
        self.walk = Kept(policy=Policy(mandates=(MANDATE,) if mandate else ()))
        for person in staff(self.walk.now):
            self.walk.hire(person)
        self.walk.others["B1-2"] = Case("other", number="B1-2", state="open")
        self.late: set[str] = set()
        for by, step in WAY[: [name for _, name in WAY].index(stage)]:
            more: dict[str, Any] = {"effects": ["time"]} if step == "understand" and hurt else {}
            self.record(by, step, {**self.usual(step), **more})

    # What people do ----------------------------------------------------------------------------------------------

    def usual(self, step: str, choice: int = 0) -> dict[str, Any]:
        """What a clerk would fill in now; `choice` turns some of the answers another way."""
        walk, case = self.walk, self.walk.case
        later = datetime.combine(walk.now.date() + timedelta(days=1 + choice), time(12), walk.branch.tz).isoformat()
        now = walk.now.isoformat()
        given = {**STRAIGHT.get(step, {}), **BESIDE.get(step, {}), "late_reason": "Jono oli pitkä."}
        rows = [{**PROMISE, "due": later, "kind": "refund" if choice < 4 else "repair"}]
        turned: dict[str, dict[str, Any]] = {
            "propose": {"expected_answer_at": later, "reasonable": "no" if choice == 5 else "yes", "alternative": "x"},
            "head_office_answer": {"answered_at": now},
            "appoint": {"appointment_at": now},
            "talk": {"answer": ("agrees", "agrees", "agrees", "agrees", "wants_change", "declines")[choice],
                     "change_wanted": "Mieluummin uusi."},
            "agree": {"commitments": rows * (1 + choice % 2)},
            "amend": {"commitments": rows},
            "deliver": {"commitment": next(iter(case.open_commitments), "1"), "delivered_at": now},
            "follow_up": {"resolved": "no" if choice == 5 else "yes",
                          "further_needs": "Viesti, kun kampanja alkaa." if choice % 2 else ""},
            "escalate": {"to": ("ho", "manager", "deputy", "ho2")[choice % 4], "expected_answer_at": later},
            "improve": {"due": later},
            "improved": {"improvement": next(iter(case.open_improvements), "1")},
            "reassign": {"to": ["colleague", "clerk2", "manager2"][choice % 3]},
            "offer_hand_over": {"to": [n for n in walk.people if n not in (case.owner, "ho", "ho2")][choice % 4]},
        }  # fmt: skip
        if step == "propose" and choice == 1:
            turned["propose"]["remedies"] = [{"kind": "refund", "what": "Osa", "amount": "40"}]
        if step == "agree" and choice % 2:
            turned["agree"]["commitments"] = [{**row, "amount": "20"} for row in turned["agree"]["commitments"]]
        given |= turned.get(step, {})
        return {name: value for name, value in given.items() if STEPS[step].field(name)}

    def record(self, by: str, step: str, answers: dict[str, Any]) -> None:
        """Try the step as journals do; nothing but a refusal in known rules and sayable words may come out."""
        walk = self.walk
        case = walk.case
        self.say_late()
        try:
            walk.take(by, step, answers)
        except Refused as error:
            self.hear(error.problems)
            return
        SEEN[f"accepted {step}"] += 1
        self.look_at(case, walk.entries[-1])

    def hear(self, problems: tuple[Problem, ...]) -> None:
        assert problems
        for problem in problems:
            SEEN[f"refused {problem.rule}"] += 1
            assert problem.rule in RULES or problem.rule in HOUSE_RULES
            assert catalogue("fi").say(problem.words, self.walk.branch.tz)

    @rule(choice=a_number, nobody=a_number)
    def go_on(self, choice: int, nobody: int) -> None:
        """The next step, by one of those who can take it."""
        self.walk.wait(minutes=7)
        step = guide.next_step(self.walk.case)
        able = self.walk.who(step) if step else []
        if able:
            self.record(able[nobody % len(able)], step, self.usual(step, choice))

    @rule(choice=a_number, nobody=a_number)
    def go_further(self, choice: int, nobody: int) -> None:
        """Two steps that fit, so that walks come to an end."""
        self.go_on(min(choice, 3), nobody)
        self.go_on(min(choice, 3), nobody)

    @rule(step=a_step, who=a_number, choice=a_number)
    def try_anything(self, step: str, who: int, choice: int) -> None:
        """Any step by anybody: mostly refused."""
        names = list(self.walk.people)
        self.record(names[who % len(names)], step, self.usual(step, choice))

    @rule(step=st.sampled_from(GUARDED), who=st.sampled_from(("clerk", "colleague", "manager")))
    def hurry(self, step: str, who: str) -> None:
        """A step that leads to the end, whether it is time for it or not."""
        self.walk.wait(minutes=2)
        self.record(who, step, self.usual(step))

    @rule(which=anything, choice=a_number)
    def do_something_possible(self, which: int, choice: int) -> None:
        self.walk.wait(minutes=3)
        able = {step: who for step in STEPS if (who := self.walk.who(step))}
        ends = [step for step in ENDS if step in able][:2]
        rare = [step for step in able if step not in USUAL and step not in ENDS] or list(able)
        rare = ends if ends and choice == 5 else rare
        step = rare[which % len(rare)]
        who = able[step]
        self.record(who[(which // len(rare)) % len(who)], step, self.usual(step, choice))

    @rule(leaves=st.booleans(), who=a_number, choice=a_number)
    def see_to_what_lies_there(self, leaves: bool, who: int, choice: int) -> None:
        """An answer that has become late, a wish nobody has answered, a case whose owner leaves."""
        case = self.walk.case
        if leaves and case.owner:
            self.somebody_leaves(case.owner)
        if consult.missing(case) and case.step == "consult":
            self.walk.now += timedelta(days=3)
        for step in LYING_THERE:
            if able := self.walk.who(step):
                self.record(able[who % len(able)], step, self.usual(step, choice))

    @rule(step=a_step, who=a_number, field=a_number, value=st.sampled_from(NONSENSE))
    def answer_nonsense(self, step: str, who: int, field: int, value: Any) -> None:
        names = self.walk.who(step) or list(self.walk.people)
        asked = [f.name for f in STEPS[step].fields] or ["nothing"]
        answers = {**self.usual(step), asked[field * 3 % len(asked)]: value}
        self.record(names[who % len(names)], step, answers)

    @precondition(lambda self: sum(e.step == "correct" for e in self.walk.entries) < 2)
    @rule(value=st.sampled_from(["2026-03-01 08:00", "2026-03-02 09:00", "2026-02-28 12:00"]))
    def put_the_date_right(self, value: str) -> None:
        self.record("clerk", "correct", {"what": "raised_at", "value": value, "reason": "Väärä päivä."})

    @rule(span=st.sampled_from(SPANS))
    def wait(self, span: timedelta) -> None:
        self.walk.now += span

    @rule(name=st.sampled_from(["clerk", "clerk2", "manager2", "ho2", "deputy", "colleague"]))
    def somebody_leaves(self, name: str) -> None:
        if sum(not p.active for p in self.walk.people.values()) < 2:
            self.walk.leaves(name)

    # What may never happen ---------------------------------------------------------------------------------------

    def look_at(self, before: Case, entry: Entry) -> None:
        if entry.step in ("appoint", "talk", "agree"):
            assert self.both_said_yes(entry), "something for the customer without both approvals"
        if entry.step == "amend":
            assert entry.author not in consult.approvers(before), "an approver changed the agreement"
        if entry.step == "close":
            self.look_at_the_end(before, entry)
        if self.walk.case.state == "closed" and before.state == "open":
            SEEN[f"closed {self.walk.case.outcome}"] += 1
            assert not self.walk.case.open_commitments
            assert not any(c.runs for rule, c in self.walk.case.clocks.items() if not rule.startswith("follow-steps"))

    def both_said_yes(self, entry: Entry) -> bool:
        """Told by the journal alone: two different people approved the newest proposal, and neither handled it."""
        earlier = self.walk.entries[: entry.order - 1]
        last = max((e.order for e in earlier if e.step == "propose"), default=0)
        if not last or any(e.step in ("follow_up", "reopen", "return") for e in earlier[last:] if self.ends(e)):
            return False
        if earlier[last - 1].changes["proposal"]["mandate"]:
            return all(int(row["amount"] or 0) <= 5_000 for row in earlier[last - 1].answers["remedies"])
        handled = {e.author for e in (*earlier, entry) if e.step in HANDLES}
        handled |= {e.answers["to"] for e in earlier if e.step == GIVES}
        said: dict[str, str] = {}
        for e in earlier[last:]:
            if e.step == "approve":
                said[self.walk.people[e.author].role if e.author != "deputy" else MANAGER] = e.author
            elif e.step == "head_office_answer":
                said[HEAD_OFFICE] = e.author
            elif e.step == "disown" and f"approvals/{HEAD_OFFICE}/disowned" in e.changes:
                said.pop(HEAD_OFFICE, None)
        return {role for role, name in said.items() if name not in handled} == {MANAGER, HEAD_OFFICE}

    @staticmethod
    def ends(entry: Entry) -> bool:
        """Whether the entry makes the proposal fall."""
        return "proposal" in entry.changes and entry.changes["proposal"] is None

    def look_at_the_end(self, before: Case, entry: Entry) -> None:
        earlier = self.walk.entries[: entry.order - 1]
        kept = {e.answers["commitment"] for e in earlier if e.step == "deliver"}
        assert before.agreement is not None
        assert before.proposal is not None
        assert before.agreement.signed_at is not None, "closed unsigned"
        assert set(before.agreement.commitments) <= kept, "closed with an open promise"
        asked = [e.answers.get("resolved") for e in earlier if e.step in ("follow_up", "reopen")]
        assert asked[-1:] == ["yes"], "closed unresolved"
        if not before.proposal.mandate:
            assert not {a.by for a in before.approvals.values()} & set(before.handlers), "closed on an own approval"

    def say_late(self) -> None:
        """Everything that is late now and has ended is late for ever; what still runs may not be forgotten either."""
        for ticking in clocks.ticking(self.walk.case):
            if ticking.clock.state(self.walk.now) == "late":
                self.late.add(f"{ticking.rule} {ticking.key} {ticking.clock.started} {ticking.clock.due}")

    @invariant()
    def what_was_late_stays_late(self) -> None:
        now = self.walk.now
        found = {f"{t.rule} {t.key} {t.clock.started} {t.clock.due}": t for t in clocks.ticking(self.walk.case)}
        for name in self.late:
            clock = found[name].clock
            noted_afterwards = name.startswith("keep-agreement") and clock.met and clock.met <= clock.due
            assert clock.state(now) == "late" or noted_afterwards, name
            assert clock.share(now) >= 0
        self.say_late()

    @invariant()
    def somebody_can_go_on(self) -> None:
        case = self.walk.case
        step = guide.next_step(case)
        if not step or self.walk.who(step):
            return
        needed = next(iter(consult.missing(case)), CLERK) if step == "approve" else CLERK
        assert guide.waiting_for(case) or step in ("appoint", "talk", "agree"), f"nobody can {step}, nobody is named"
        self.walk.hire(Person("new", "Uusi", needed))
        assert self.walk.who(step) == ["new"], f"stuck at {step}"
        del self.walk.people["new"]
        SEEN["needs somebody new"] += 1

    @invariant()
    def the_line_of_a_list_can_be_written(self) -> None:
        line = listing.line(self.walk.case)
        asked_again = clocks.follow_up(self.walk.case) == "follow-steps"
        assert (line.next_step == "") == (line.state == "closed" and not asked_again)
        assert (line.due_at is None) == (line.due_rule == "")

    def teardown(self) -> None:
        if not hasattr(self, "walk"):
            return
        SEEN["walks"] += 1
        entries, cases = self.walk.entries, [*self.walk.cases, self.walk.case][: len(self.walk.entries) + 1]
        for length in range(1, len(entries) + 1):
            assert replay(reversed(entries[:length])) == cases[length]
        SEEN[f"ends {self.walk.case.state} {self.walk.case.step}"] += 1


#: What the walks must have met, or they prove little of it.
WANTED = ("closed agreed", "accepted talk", "refused consult-first", *(f"accepted {step}" for step in LYING_THERE))


def test_no_walk_breaks_a_promise_of_the_guide():
    SEEN.clear()
    for _ in range(4):  # three hundred walks nearly always meet everything
        run_state_machine_as_test(
            Walks,
            settings=settings(
                max_examples=300,
                stateful_step_count=40,
                deadline=None,
                phases=[Phase.generate],  # making a long walk short takes minutes: add Phase.shrink when one has failed
                report_multiple_bugs=False,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        if all(SEEN[name] for name in WANTED):
            break
    print()
    for name, count in sorted(SEEN.items()):
        print(f"{count:7}  {name}")
    assert all(SEEN[name] for name in WANTED)
