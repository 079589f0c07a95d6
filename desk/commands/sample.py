"""A sample branch of any size: cases varied from stories that were played through the guide once."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from operator import itemgetter
from pathlib import Path
from typing import Any

from desk import RESOURCES
from desk.cases.case import Case, apply, proposal_digest
from desk.cases.people import Person
from desk.cases.scenario import Line, Scenario, load
from desk.cases.values import canonical, moment_of
from desk.store import accounts, bulk, database, settings
from desk.store.entries import TYPED, NewEntry, Personal
from desk.store.instants import micros
from desk.store.journal import Journal
from desk.store.rehearsal import play

from . import demo
from .sample_words import SHARES, VOICES, Voices

#: What differs from case to case: one mark each, put into the story before it is played. No text holds them.
VARIED = ("customer_name", "own_words", "product", "telephone", "email", "serial", "proof")

#: Marks are letters that nobody types; each stands for a place in the list of a case's own values.
MARKS = 0xE000
_MARKS = {name: chr(MARKS + place) for place, name in enumerate(VARIED)}
_NUMBER, _CASE, _DIGEST = len(VARIED), len(VARIED) + 1, len(VARIED) + 2
_PROPOSALS = 6
_TIME = _DIGEST + _PROPOSALS

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ALL_MARKS = re.compile(f"[{chr(MARKS)}-{chr(MARKS + 400)}]")
_TIMES = ("due_at", "due_since", "raised_at", "recorded_at", "closed_at")
_DUE = TYPED.index("due_at")

#: How a complaint ends early, in the customer's language.
_ENDS = {
    "vi": ("Khách nói đã tự xử lý được.", "Chỉ hỏi giờ mở cửa."),
    "en": ("The customer has found the missing part.", "Only asked about the opening hours."),
    "fi": ("Osa löytyikin paketin pohjalta.", "Kysyi vain aukioloaikaa."),
}

#: How many cases are worked on, how far back the others go, and how many are written at once.
OPEN_SHARE = 0.06
WHOLE_SHARE = 0.06
EARLY = 4  # entries
YEARS = 5
AT_ONCE = 4096


class Form:
    """A text with gaps, filled from a list of values by their places."""

    def __init__(self, text: str) -> None:
        places = [ord(mark) - MARKS for mark in _ALL_MARKS.findall(text)]
        self._format = _ALL_MARKS.sub("%s", text.replace("%", "%%"))
        self._values = itemgetter(*places, 0, 0)  # two more, so that it always gives a tuple
        self._count = len(places)

    def fill(self, values: list[str]) -> str:
        return str(self._format % self._values(values)[: self._count])


@dataclass(frozen=True)
class Told:
    """One entry of a story: what stays, and the forms of what differs."""

    at: int
    step: str
    author: str
    typed: tuple[Any, ...]
    body: Form
    personal: Form | None
    customer: bool
    about: bool
    proposal: Form | None = None


@dataclass(frozen=True)
class Story:
    """A case as it was played: its entries, its moments and after how many entries it may be left as it is."""

    language: str
    code: str
    told: tuple[Told, ...]
    moments: tuple[int, ...]
    closed: bool


def many(path: Path, cases: int, now: datetime, say: Callable[[str], None]) -> None:
    """A new store with so many cases in every state, the newest ones just before now. StoreProblem when it cannot be.

    The entries are those that the journal would have written; the store proves itself as any other.
    """
    store = database.create(path, demo.BRANCH, now)
    try:
        for person in (person for group in demo.PEOPLE.values() for person in group):
            accounts.add_person(store, person, demo.PIN, now=now)
        accounts.set_policy(store, demo.POLICY, by="", now=now)
        with bulk.filling(store):
            for done, entries in _written(cases, now):
                bulk.write(store, entries)
                say(f"{done:,}/{cases:,}")
            settings.put(store, "last_number", cases)
            Journal(store).rebuild()
    finally:
        store.close()


def _written(cases: int, now: datetime) -> Iterator[tuple[int, list[NewEntry]]]:
    """The entries of the cases, some at a time and in the order of their moments."""
    chance = random.Random(cases)
    told = _sorted(stories(now))
    worked_on = max(min(cases, 40), round(cases * OPEN_SHARE))
    start, end = now - timedelta(days=365 * YEARS), now - timedelta(days=30)
    for first in range(0, cases, AT_ONCE):
        entries: list[NewEntry] = []
        for number in range(first, min(cases, first + AT_ONCE)):
            voices = _voices(chance)
            if number < cases - worked_on:
                whole = "whole" if chance.random() < WHOLE_SHARE else "early"
                story = chance.choice(told[whole, _language(voices)])
                begin = micros(start + (end - start) * (number / cases)) // 1_000_000
                shift = begin - story.told[0].at
            else:
                story = chance.choice(told["open", _language(voices)])
                shift = _lately(story, now, chance)
            entries += _case(story, voices, number + 1, shift, chance)
        entries.sort(key=lambda entry: (entry.at, entry.case_id, entry.lamport))
        yield min(cases, first + AT_ONCE), entries


def _voices(chance: random.Random) -> Voices:
    return chance.choices([voices for voices, _ in SHARES], [share for _, share in SHARES])[0]


def _language(voices: Voices) -> str:
    return next(name for name, other in VOICES.items() if other is voices)


def _sorted(told: list[Story]) -> dict[tuple[str, str], list[Story]]:
    """Stories by where they stand and their language: those told to a whole or an early end, and the open ones."""
    found: dict[tuple[str, str], list[Story]] = defaultdict(list)
    for story in told:
        stands = "open" if not story.closed else "whole" if len(story.told) > EARLY else "early"
        found[stands, story.language].append(story)
    return found


def _lately(story: Story, now: datetime, chance: random.Random) -> int:
    """Seconds to move a story so that its last entry lies just before now, and one in ten is late."""
    last = story.told[-1].at
    due = next((t.typed[_DUE] for t in reversed(story.told) if t.typed[_DUE] is not None), 0) // 1_000_000
    free = max(600, due - last)
    waited = free + chance.randrange(86_400) if chance.random() < 0.1 else chance.randrange(60, free)
    return micros(now) // 1_000_000 - last - waited


def _case(story: Story, voices: Voices, number: int, shift: int, chance: random.Random) -> Iterator[NewEntry]:
    """The story once more, with another customer at another time."""
    begin = story.told[0].at + shift
    case_id = f"{begin * 1000 & (2**48 - 1):012x}7{chance.getrandbits(12):03x}{8 + chance.getrandbits(2):x}"
    case_id += f"{chance.getrandbits(60):015x}"
    name = voices.name(chance)
    values = [
        name, voices.own_words(chance), voices.product(chance), voices.number(chance),
        f"{name.split()[-1].lower()}{chance.randrange(1000)}@{voices.host}", f"SN{chance.randrange(10**6):06d}",
        f"{chance.randrange(10**5, 10**7)}", f"{story.code}-{number:05d}", case_id,
        *[""] * _PROPOSALS, *[_stamp(second + shift) for second in story.moments],
    ]  # fmt: skip
    key, proposals = bytes.fromhex(case_id), 0
    for lamport, told in enumerate(story.told, 1):
        if told.proposal is not None:
            content = told.proposal.fill(values).encode()
            values[_DIGEST + proposals] = hashlib.sha256(b"proposal\0" + content).hexdigest()
            proposals += 1
        yield _entry(told, key, lamport, values, shift, chance)


def _stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()[:19] + "Z"


def _entry(told: Told, key: bytes, lamport: int, values: list[str], shift: int, chance: random.Random) -> NewEntry:
    typed = [
        value + shift * 1_000_000 if value and name in _TIMES else value
        for name, value in zip(TYPED, told.typed, strict=True)
    ]
    if typed[0] is not None:
        typed[0] = values[_NUMBER]
    personal = None
    if told.personal is not None:
        personal = Personal(
            chance.randbytes(16), told.personal.fill(values).encode(),
            values[0] if told.customer else None, values[2] if told.about else None,
        )  # fmt: skip
    at = (told.at + shift) * 1_000_000
    return NewEntry(
        case_id=key, lamport=lamport, at=at, step=told.step, author=told.author,
        operation=f"{at:016x}-{chance.getrandbits(64):016x}", typed=tuple(typed), body=told.body.fill(values).encode(),
        personal=personal,
    )  # fmt: skip


# Stories ---------------------------------------------------------------------------------------------------------


def stories(now: datetime) -> list[Story]:
    """Every scenario, played by every set of clerks and left at each of its entries."""
    found: list[Story] = []
    for path in sorted((RESOURCES / "scenarios").glob("*.toml")):
        scenario = load(path)
        journal = _empty(scenario, now)
        for turn in range(len(demo.PEOPLE["clerk"])):
            for lines in _ways(scenario):
                found += _left(journal, scenario, _played(journal, _cast(scenario, lines, turn)))
        journal.store.close()
    return found


def _empty(scenario: Scenario, now: datetime) -> Journal:
    """A store in memory for the scenario's branch, with the people of the sample branch."""
    store = database.create(":memory:", scenario.branch, now)
    for person in (person for group in demo.PEOPLE.values() for person in group):
        accounts.add_person(store, person, "", now=now)
    accounts.set_policy(store, demo.POLICY, by="", now=now)
    return Journal(store)


def _ways(scenario: Scenario) -> Iterator[tuple[Line, ...]]:
    """The scenario's own way, and its beginning with an early end."""
    first = next(line for line in scenario.lines if line.expect == "accepted")
    lines = tuple(x for x in scenario.lines if x.expect == "accepted" and x.case == first.case)
    yield lines
    withdrawn, other = _ENDS[scenario.branch.language]
    manager = next((name for name, p in scenario.people.items() if p.role == "manager"), first.by)
    end = replace(lines[0], at=lines[1].at + timedelta(minutes=25), clock={})
    yield (*lines[:2], replace(end, step="withdraw", answers={"words": withdrawn, "freely": True}))
    yield (lines[0], replace(end, by=manager, step="not_complaint", answers={"reason": other}))


def _cast(scenario: Scenario, lines: tuple[Line, ...], turn: int) -> Scenario:
    """The lines by people of the sample branch, with marks where the customer's own words stand."""
    groups: dict[str, Iterator[Person]] = {}
    for role, group in demo.PEOPLE.items():
        groups[role] = cycle(group[turn % len(group) :] + group[: turn % len(group)])
    cast = {name: next(groups[person.role]) for name, person in scenario.people.items()}
    ids = {name: person.id for name, person in cast.items()}
    people = {person.id: person for person in cast.values()}
    recast = tuple(_marked(line, ids) for line in lines)
    return replace(scenario, lines=recast, people=people, policy=demo.POLICY)


def _marked(line: Line, ids: Mapping[str, str]) -> Line:
    answers: dict[str, Any] = {n: ids.get(v, v) if isinstance(v, str) else v for n, v in line.answers.items()}
    if "commitments" in answers:
        answers["commitments"] = [{**row, "owner": ids.get(row.get("owner"), "")} for row in answers["commitments"]]
    marks = _MARKS if line.step == "receive" else {name: _MARKS[name] for name in VARIED if name in answers}
    return replace(line, by=ids[line.by], answers={**answers, **marks})


def _played(journal: Journal, scenario: Scenario) -> str:
    """The id of the case that the scenario tells, as far as the guide lets it go."""
    case_id = ""
    for result in play(scenario, journal):
        if result.problems or result.case is None:
            break
        case_id = result.case.id
    return case_id


def _left(journal: Journal, scenario: Scenario, case_id: str) -> Iterator[Story]:
    """One story for each entry that a case may be left at; one that ended is told to its end only."""
    told, moments, closed = _told(journal, case_id)
    code, language = scenario.branch.code, scenario.branch.language
    if closed:
        yield Story(language, code, tuple(told), tuple(moments), closed=True)
    else:
        for count in range(1, len(told) + 1):
            yield Story(language, code, tuple(told[:count]), tuple(moments), closed=False)


_ROWS = (
    "select e.*, p.body as personal_body, p.customer, p.about from entry e left join personal p on p.entry=e.id"
    " where e.case_id=? order by e.lamport"
)


def _told(journal: Journal, case_id: str) -> tuple[list[Told], list[int], bool]:
    """A case's entries as forms, the moments that they name, and whether they end it."""
    gaps, moments, case = _Gaps(case_id), list[int](), Case(case_id)
    told: list[Told] = []
    cursor = journal.store.connection.execute(_ROWS, (bytes.fromhex(case_id),))
    names = [column[0] for column in cursor.description]
    for values, entry in zip(cursor, journal.entries(case_id), strict=True):
        told.append(gaps.told(dict(zip(names, values, strict=True)), _content(case, entry.changes)))
        case = apply(case, entry.changes)
    moments += gaps.moments
    return told, moments, case.state == "closed"


def _content(case: Case, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the digest of a proposal covers, where the entry makes one."""
    proposal = changes.get("proposal")
    if not proposal:
        return {}
    names = ("at", "by", "stance", "position", "remedies", "reasonable", "alternative", "gesture", "gesture_amount")
    content = {"case": case.id, "round": case.round, **{name: proposal[name] for name in names}}
    if proposal_digest(content) != proposal["digest"]:
        raise RuntimeError("the digest of a proposal covers something else")
    return content


class _Gaps:
    """Which texts of a played case are taken out of it: its number, its id, its proposals' digests, its moments."""

    def __init__(self, case_id: str) -> None:
        self._marks = {case_id: chr(MARKS + _CASE)}
        self._digests = 0
        self.moments: list[int] = []

    def told(self, row: Mapping[str, Any], content: Mapping[str, Any]) -> Told:
        """The entry of that row."""
        if row["number"]:
            self._marks[row["number"]] = chr(MARKS + _NUMBER)
        proposal = None
        if content:
            proposal = self._form(canonical(content))
            self._marks[proposal_digest(content)] = chr(MARKS + _DIGEST + self._digests)
            self._digests += 1
        return Told(
            at=row["at"] // 1_000_000, step=row["step"], author=row["author"],
            typed=tuple(row[name] for name in TYPED), body=self._form(row["body"]),
            personal=self._form(row["personal_body"]) if row["personal_body"] else None,
            customer=row["customer"] is not None, about=row["about"] is not None, proposal=proposal,
        )  # fmt: skip

    def _form(self, text: bytes) -> Form:
        plain = text.decode()
        for gap, mark in self._marks.items():
            plain = plain.replace(gap, mark)
        return Form(_MOMENT.sub(self._moment, plain))

    def _moment(self, found: re.Match[str]) -> str:
        second = micros(moment_of(found[0])) // 1_000_000
        if second not in self.moments:
            self.moments.append(second)
        return chr(MARKS + _TIME + self.moments.index(second))
