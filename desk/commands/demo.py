"""desk demo: a sample branch with cases in every state, played through the same guide as real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk import RESOURCES
from desk.cases.branch import Branch, Policy
from desk.cases.case import Case
from desk.cases.people import Person
from desk.cases.scenario import Line, Scenario, load
from desk.i18n import Catalogue
from desk.papers import PAPERS
from desk.store import accounts, database, lists
from desk.store.database import Store
from desk.store.journal import Journal
from desk.store.rehearsal import play
from desk.store.removing import remove

from .reading import print_clocks, print_list

#: The PIN of everybody in the sample branch; the demonstration says so.
PIN = "2468"

BRANCH = Branch(
    code="HN3", name="Cửa hàng Hàng Bài", company="Công ty TNHH Gia Dụng An Tâm", business_id="0108 456 789",
    address="27 Hàng Bài, Hoàn Kiếm, Hà Nội", telephone="024 3825 1103", country="vn", zone="Asia/Ho_Chi_Minh",
    currency="VND", language="vi",
)  # fmt: skip

PEOPLE = {
    "clerk": (Person("anh", "Nguyễn Thị Ngọc Ánh", "clerk"), Person("minh", "Trần Quang Minh", "clerk"),
              Person("lan", "Phạm Thị Lan", "clerk")),
    "manager": (Person("binh", "Lê Văn Bình", "manager"), Person("thao", "Đỗ Phương Thảo", "manager")),
    "head_office": (Person("ha", "Vũ Thu Hà", "head_office"),),
}  # fmt: skip

#: A demonstration must work at any hour: its promises may fall on any day.
POLICY = Policy(opening=(("00:00", "23:59"),) * 7)


def scenarios() -> list[Scenario]:
    """The scenarios that are marked for the demonstration, in order of their names."""
    loaded = (load(path) for path in sorted((RESOURCES / "scenarios").glob("*.toml")))
    return [scenario for scenario in loaded if scenario.demo]


def sample(store: Store, now: datetime) -> Journal:
    """Fill a new store with the sample branch: each scenario ends shortly before now."""
    journal = Journal(store)
    for group in PEOPLE.values():
        for person in group:
            accounts.add_person(store, person, PIN, now=now)
    accounts.set_policy(store, POLICY, by="", now=now)
    for number, scenario in enumerate(scenarios()):
        _play(replace(scenario, policy=POLICY), journal, now - timedelta(minutes=7 + 23 * number))
    accounts.set_branch(store, BRANCH)
    return journal


def _play(scenario: Scenario, journal: Journal, end: datetime) -> None:
    """The accepted lines of a scenario by the people of the sample branch, the last one at `end`."""
    lines = tuple(x for x in scenario.lines[: scenario.demo_until or None] if x.expect == "accepted")
    accounts.set_branch(journal.store, scenario.branch)
    played = replace(scenario, lines=_cast(lines, scenario), people=accounts.people(journal.store))
    shift = timedelta(seconds=round((end - lines[-1].at).total_seconds() / 60) * 60)
    for result in play(played, journal, shift):
        if result.problems:
            raise RuntimeError(f"{scenario.title}, step {result.line.number}: {result.problems[0].words}")


def _cast(lines: tuple[Line, ...], scenario: Scenario) -> tuple[Line, ...]:
    """The lines with their people replaced by those of the sample branch, role by role."""
    roles: Mapping[str, Iterator[Person]] = {role: iter(group) for role, group in PEOPLE.items()}
    cast = {name: next(roles[person.role]).id for name, person in scenario.people.items()}
    return tuple(replace(line, by=cast[line.by], answers=_recast(line.answers, cast)) for line in lines)


def _recast(answers: Mapping[str, Any], cast: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {n: cast.get(v, v) if isinstance(v, str) else v for n, v in answers.items()}
    if "commitments" in found:
        found["commitments"] = [{**row, "owner": cast.get(row.get("owner"), "")} for row in found["commitments"]]
    return found


def fresh(out: Path) -> Path:
    """The demonstration's store, with nothing left of an earlier one."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "demo.store"
    remove(path)
    return path


def headless(out: Path, now: datetime, words: Catalogue, say: Callable[[str], None]) -> int:
    """Play the demonstration without a window: print the list and the clocks, write the papers."""
    store = database.create(fresh(out), BRANCH, now)
    journal = sample(store, now)
    print_list(store, now, words, say)
    say("")
    print_clocks(store, journal, now, words, say)
    say("")
    for name, pdf in papers(store, journal):
        (out / name).write_bytes(pdf)
        say(str(out / name))
    store.close()
    return 0


def papers(store: Store, journal: Journal) -> Iterator[tuple[str, bytes]]:
    """Every paper of the sample branch: slips in the customer's language, agreements in three and side by side."""
    branches = {s.branch.code: s.branch for s in scenarios()}
    for row in lists.page(store, lists.Filter("all"), sort="number", limit=200, now=datetime.now(UTC)):
        recorded, agreed = journal.as_recorded(row.case_id), journal.as_agreed(row.case_id)
        if recorded:
            name, where = f"{row.number}-slip-{recorded.language}.pdf", branches.get(recorded.branch, BRANCH)
            yield name, PAPERS["slip"].make(recorded, (recorded.language,), branch=where)
        if agreed and (agreed.proposal or agreed.agreement):
            where = branches.get(agreed.branch, BRANCH)
            for languages in _languages(agreed):
                name = f"{row.number}-agreement-{'-'.join(languages)}.pdf"
                yield name, PAPERS["agreement"].make(agreed, languages, branch=where)


def _languages(case: Case) -> list[tuple[str, ...]]:
    main = case.agreement.language if case.agreement else case.language
    second = case.agreement.second_language if case.agreement else ""
    return [("vi",), ("en",), ("fi",), (main, second or ("en" if main != "en" else "vi"))]
