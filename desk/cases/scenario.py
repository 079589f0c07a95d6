"""Scenario files: a complaint played with a moving clock, with what each step should meet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from desk.i18n import CURRENCIES, LANGUAGES, N_, Words

from .branch import Branch, Policy
from .clocks import TITLES
from .fields import BadValue, money
from .files import a_file, reason
from .mandate import Mandate
from .people import ROLES, Person
from .standards import HOUSE_RULES, RULES
from .steps import STEPS

LIMIT = 1_000_000  # bytes of one file
_STEP = ("at", "by", "step", "case", "expect", "clock", "answers", "says")
_CLOCK_STATES = ("met", "late", "running", "none")


class ScenarioProblem(Exception):
    """A scenario file that cannot be played; `words` says where and why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True)
class Line:
    """One timed step of a scenario, with what it should meet."""

    number: int
    at: datetime
    by: str
    step: str
    case: str = "1"
    expect: str = "accepted"
    clock: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""  # what the customer says then, in their own words

    @property
    def refused_by(self) -> str:
        """The rule that should refuse it; empty when it should be accepted or any rule will do."""
        return self.expect.partition(":")[2].strip()


@dataclass(frozen=True)
class Scenario:
    """A whole scenario: where, who, and what happens."""

    title: str
    branch: Branch
    policy: Policy
    people: Mapping[str, Person]
    lines: tuple[Line, ...]
    demo: bool = False
    demo_until: int = 0
    language: str = "en"  # what the customer speaks
    titles: Mapping[str, str] = field(default_factory=dict)  # by language

    def called(self, language: str) -> str:
        """Its title in a language, or as the file first names it."""
        return self.titles.get(language) or self.title


def load(path: Path) -> Scenario:
    """The scenario in a file. ScenarioProblem when it cannot be read or names something unknown."""
    try:
        a_file(path)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        values = {"file": path, "reason": reason(error)}
        raise ScenarioProblem(Words(N_("{file} cannot be read: {reason}."), values)) from None
    if len(data) > LIMIT:
        raise ScenarioProblem(Words(N_("{file} is too large to be a scenario."), {"file": path}))
    try:
        return parse(tomllib.loads(data.decode("utf-8")))
    except UnicodeDecodeError:
        raise ScenarioProblem(Words(N_("{file} is not a UTF-8 text."), {"file": path})) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        values = {"file": path, "reason": str(error)}
        raise ScenarioProblem(Words(N_("{file} is not a valid TOML file: {reason}."), values)) from None
    except ScenarioProblem as error:
        raise ScenarioProblem(Words(N_("{file}: {problem}"), {"file": path, "problem": error.words})) from None


def parse(data: Mapping[str, Any]) -> Scenario:
    """The scenario as its tables tell it. ScenarioProblem for anything unknown."""
    known = ("title", "titles", "language", "branch", "policy", "people", "steps", "demo", "demo_until")
    _only(data, known, N_("There is no {name} in a scenario."))
    branch = _branch(_table(data, "branch"))
    people = {name: _person(name, row, branch) for name, row in _table(data, "people").items()}
    rows = data.get("steps", [])
    if not isinstance(rows, list) or not rows:
        raise ScenarioProblem(Words(N_("A scenario needs at least one [[steps]] table.")))
    lines = tuple(_line(number, row, branch, people) for number, row in enumerate(rows, 1))
    for before, after in pairwise(lines):
        if after.at < before.at:
            _wrong(after.number, N_("its time lies before the step above."))
    return Scenario(
        title=str(data.get("title", "")), branch=branch, policy=_policy(_table(data, "policy")), people=people,
        lines=lines, demo=bool(data.get("demo", False)), demo_until=int(data.get("demo_until", 0)),
        language=_language(data, branch),
        titles={code: str(text) for code, text in _table(data, "titles").items()},
    )  # fmt: skip


def _language(data: Mapping[str, Any], branch: Branch) -> str:
    language = str(data.get("language", branch.language))
    if language not in LANGUAGES:
        raise ScenarioProblem(Words(N_("The desk does not speak {name}."), {"name": language[:20]}))
    return language


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise ScenarioProblem(Words(N_("{name} must be a table."), {"name": name}))
    return value


def _only(data: Mapping[str, Any], known: tuple[str, ...], text: str) -> None:
    for name in data:
        if name not in known:
            raise ScenarioProblem(Words(text, {"name": str(name)[:60]}))


def _branch(data: Mapping[str, Any]) -> Branch:
    _only(data, tuple(f.name for f in fields(Branch)), N_("A branch has no {name}."))
    branch = Branch(**{name: str(value) for name, value in data.items()})
    try:
        _ = branch.tz
    except (KeyError, ValueError, OSError):
        raise ScenarioProblem(Words(N_("There is no time zone {name}."), {"name": branch.zone[:60]})) from None
    if branch.currency not in CURRENCIES:
        values = {"name": branch.currency[:20], "known": ", ".join(CURRENCIES)}
        raise ScenarioProblem(Words(N_("The desk does not know the currency {name}; it knows {known}."), values))
    if branch.language not in LANGUAGES:
        raise ScenarioProblem(Words(N_("The desk does not speak {name}."), {"name": branch.language[:20]}))
    return branch


def _person(name: str, row: Any, branch: Branch) -> Person:
    if not isinstance(row, Mapping):
        raise ScenarioProblem(Words(N_("{name} must be a table."), {"name": f"people.{name}"}))
    _only(row, ("name", "role", "active", "stand_in_from", "stand_in_until"), N_("A person has no {name}."))
    role = row.get("role", "clerk")
    if role not in ROLES:
        raise ScenarioProblem(Words(N_("There is no role {name}."), {"name": str(role)[:60]}))
    start, end = (_moment(row.get(n), branch.tz) for n in ("stand_in_from", "stand_in_until"))
    return Person(name, str(row.get("name", name)), role, bool(row.get("active", True)), start, end)


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """A moment in branch time; None for none or for something that is no moment."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(at, datetime):
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone)


_TIMES = {
    "record_within_hours": ("record_within", timedelta(hours=1)),
    "consult_within_minutes": ("consult_within", timedelta(minutes=1)),
    "answer_within_hours": ("answer_within", timedelta(hours=1)),
    "appointment_grace_minutes": ("appointment_grace", timedelta(minutes=1)),
    "follow_up_after_days": ("follow_up_after", timedelta(days=1)),
    "follow_up_after_hurt_hours": ("follow_up_after_hurt", timedelta(hours=1)),
}
_TIMES_IN_DAYS = {"follow_up_later_days": "follow_up_later", "follow_up_later_hurt_days": "follow_up_later_hurt"}


def _policy(data: Mapping[str, Any]) -> Policy:
    _only(data, (*_TIMES, *_TIMES_IN_DAYS, "opening", "holidays", "mandates"), N_("A policy has no {name}."))
    try:
        new: dict[str, Any] = {kept: data[name] * unit for name, (kept, unit) in _TIMES.items() if name in data}
        for name, kept in _TIMES_IN_DAYS.items():
            if name in data:
                new[kept] = tuple(timedelta(days=days) for days in data[name])
        if "opening" in data:
            days = [tuple(d.split("-")) if d else None for d in data["opening"]]
            if len(days) != 7 or any(d and len(d) != 2 for d in days):
                raise ValueError
            new["opening"] = tuple(days)
        if "holidays" in data:
            new["holidays"] = frozenset(_day(d) for d in data["holidays"])
        new["mandates"] = tuple(_mandate(row) for row in data.get("mandates", []))
        return Policy(**new)
    except (TypeError, ValueError, AttributeError, KeyError, BadValue):
        raise ScenarioProblem(Words(N_("The policy holds a value that cannot be used."))) from None


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _mandate(row: Mapping[str, Any]) -> Mandate:
    _only(row, tuple(f.name for f in fields(Mandate)), N_("A mandate has no {name}."))
    sets = {n: frozenset(row[n]) for n in ("remedies", "categories", "roles") if n in row}
    days = {n: _day(row[n]) for n in ("valid_from", "valid_to") if n in row}
    limit = money(row["limit"], row["currency"])
    rest = {n: row[n] for n in ("name", "currency", "manager", "head_office")}
    return Mandate(**{**rest, **sets, **days, "limit": limit, "revoked_by": str(row.get("revoked_by", ""))})


def _wrong(number: int, text: str, **values: object) -> NoReturn:
    raise ScenarioProblem(Words(N_("Step {number}: {problem}"), {"number": number, "problem": Words(text, values)}))


def _line(number: int, row: Any, branch: Branch, people: Mapping[str, Person]) -> Line:
    """One [[steps]] table. Answers may stand in their own table or directly in the step."""
    if not isinstance(row, Mapping):
        _wrong(number, N_("it must be a table."))
    at, name, by = _moment(row.get("at"), branch.tz), row.get("step"), row.get("by")
    if at is None:
        _wrong(number, N_("it needs a time such as at = \"2026-03-02T09:05\"."))
    if name not in STEPS:
        _wrong(number, N_("there is no step called “{name}”."), name=str(name)[:60])
    if by not in people:
        _wrong(number, N_("there is nobody called “{name}” in this scenario."), name=str(by)[:60])
    answers = {**{k: v for k, v in row.items() if k not in _STEP}, **row.get("answers", {})}
    for asked in answers:
        if STEPS[str(name)].field(asked) is None:
            _wrong(number, N_("the step {step} does not ask “{name}”."), step=name, name=str(asked)[:60])
    expect, clock = str(row.get("expect", "accepted")), dict(row.get("clock", {}))
    _expectation(number, expect, clock)
    case, says = str(row.get("case", "1")), str(row.get("says", ""))
    return Line(number, at, str(by), str(name), case, expect, clock, answers, says)


def _expectation(number: int, expect: str, clock: Mapping[str, Any]) -> None:
    word, _, rule = (part.strip() for part in expect.partition(":"))
    if word not in ("accepted", "refused") or (word == "accepted" and rule):
        _wrong(number, N_("expect is “accepted” or “refused: RULE”."))
    if rule and rule not in RULES and rule not in HOUSE_RULES:
        _wrong(number, N_("there is no rule called “{name}”."), name=rule[:60])
    for name, state in clock.items():
        if name not in TITLES:
            _wrong(number, N_("there is no clock called “{name}”."), name=str(name)[:60])
        if state not in _CLOCK_STATES:
            _wrong(number, N_("a clock is one of: {known}."), known=", ".join(_CLOCK_STATES))
