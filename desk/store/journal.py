"""The journal: the only writer of cases. One door for every step, one transaction for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

import apsw

from desk.cases import guide
from desk.cases.alike import Alike
from desk.cases.case import Case, Entry, apply, new_case, replay
from desk.cases.listing import Line
from desk.cases.mandate import Used
from desk.cases.moment import Doubt, Moment, Refused
from desk.cases.old_rows import OldCase, Reader
from desk.cases.people import Person
from desk.cases.personal import is_looked_for
from desk.cases.standards import RULES
from desk.cases.text import SHORT, BadText, clean
from desk.cases.values import canonical, made
from desk.i18n import N_, Words

from . import accounts, again, bringing_in, calendars, check, derived, erasure, names, places, settings, similar
from .connection import Overtaken, Store
from .entries import (
    MADE_OF,
    OF_CASE,
    OF_OPERATION,
    VERSION,
    End,
    NewEntry,
    Typed,
    append,
    entry_of,
    key,
    parted,
    personal_of,
)  # fmt: skip
from .instants import micros
from .problems import StoreProblem
from .replayed import MadeOf, Replayed, Stands, Turn
from .search import number_typed

Found = TypeVar("Found")

#: Of so many cases it is kept what others see of them.
KEPT_ALIKE = 2000


class Recorded(NamedTuple):
    """What came of recording a step. `again`: this operation was recorded before, and nothing was written now."""

    case: Case
    entry: Entry
    doubts: tuple[Doubt, ...] = ()
    again: bool = False


class Journal:
    """The cases of a store, told by their entries."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._year = 0
        self._streams: dict[int, str] = {}
        self._replayed = Replayed(store, self.entries)
        self._end: tuple[Turn, End | None] = (0, 0, 0), None  # of this desk's stream, and when that was so
        self._alike: dict[str, tuple[MadeOf, Alike | None]] = {}

    # Reading -----------------------------------------------------------------------------------------------------

    def entries(self, case_id: str) -> list[Entry]:
        """Every entry of a case, in the order of their numbers; none for an unknown case."""
        rows = self.store.rows(OF_CASE, (key(case_id),))
        return [entry_of(row, self._stream_names(row[8])) for row in rows]

    def case(self, case_id: str) -> Case | None:
        """The case as it stands, or None when nobody knows it."""
        return replay(self.entries(case_id))

    def as_recorded(self, case_id: str) -> Case | None:
        """The case as of its first entry: what the acknowledgement slip says."""
        return replay(self.entries(case_id)[:1])

    def as_agreed(self, case_id: str, version: int = 0) -> Case | None:
        """The case as it stood when that version of the agreement was made (0: the newest), before it was signed.

        Without an agreement the case as it stands, for a draft; None when there is no such version.
        """
        case = found = None
        for entry in self.entries(case_id):
            before = case.agreement.version if case and case.agreement else 0
            case = apply(case or Case(entry.case_id), entry.changes)
            after = case.agreement.version if case.agreement else 0
            if after != before and version in (0, after):
                found = case
        return found or (case if not version and case and not case.agreement else None)

    def find(self, number: str) -> str:
        """The id of the case with that number, typed in any way (b1-17); empty when there is none."""
        row = self.store.row("select case_id from case_list where number_key=?", (number_typed(number),))
        return row[0].hex() if row else ""

    def joined(self, case_id: str) -> list[str]:
        """The case and every duplicate that was merged into it, by id."""
        ids = [case_id]
        for id_ in ids:  # grows: a duplicate may have had one of its own
            case = self._replayed.stands(id_, self.store.seen()).case if self._count(id_) else None
            found = (self.find(number) for number in (case.duplicates if case else ()))
            ids += [one for one in found if one and one not in ids]
        return ids

    def goes_on(self, case: Case) -> Case:
        """The case under which a merged one goes on, however often it was merged; itself where it was not."""
        seen = {case.number}
        while case.merged_into not in ("", *seen):
            seen.add(case.merged_into)
            case = self.case(self.find(case.merged_into)) or case
        return case

    def length(self, case_id: str) -> int:
        """How many entries the story of a case has, with those of its duplicates; without reading them."""
        return sum(self._count(id_) for id_ in self.joined(case_id))

    def _count(self, case_id: str) -> int:
        return int(self.store.row(MADE_OF, (key(case_id),))[0])

    def moment(self, case_id: str, by: Person, now: datetime) -> Moment:
        """What the guide looks at before a form is drawn; "" for a new complaint. StoreProblem for an unknown case."""
        seen = self.store.seen()
        return self._moment(self._replayed.stands(case_id, seen).case or new_case(case_id), by, now, seen)

    def alike_of(self, case_id: str) -> Alike | None:
        """What was agreed in a case, as others see it; None where nothing was. Read once for each entry that it has."""
        made_of = self.store.row(MADE_OF, (key(case_id),))
        kept = self._alike.get(case_id)
        if kept is None or kept[0] != made_of:
            kept = self._alike[case_id] = made_of, similar.seen_by_others(self.case(case_id))
            if len(self._alike) > KEPT_ALIKE:
                del self._alike[next(iter(self._alike))]
        return kept[1]

    def _moment(
        self, case: Case, by: Person, now: datetime, seen: tuple[int, int], off: timedelta = timedelta(0)
    ) -> Moment:
        people, branch, policy = accounts.facts(self.store, seen)
        return made(Moment, {
            "case": case, "person": people.get(by.id, by), "now": now.astimezone(UTC), "branch": branch,
            "policy": policy, "people": people, "answers": {},
            "number": "" if case.number else self._next_number(branch.code),
            "find": lambda number: self.case(self.find(number)), "off": off, "used": self._used(),
            "alike": _once(lambda: similar.similar(self, case, now)),
        })  # fmt: skip

    def _used(self) -> Callable[[Case], tuple[Used, ...]]:
        """Finds what the customer of a case got under mandates in other cases; a form asks at every keystroke."""
        found: dict[tuple[str, ...], tuple[Used, ...]] = {}

        def used(case: Case) -> tuple[Used, ...]:
            whose = (case.id, case.customer_name, case.telephone, case.email, case.proof)
            if whose not in found:
                from .mandated import used  # late: only a proposal under a mandate asks

                found[whose] = used(self, case)
            return found[whose]

        return used

    def _next_number(self, code: str) -> str:
        """What the next new case is called; a second desk of a branch puts its own number between."""
        desk = settings.get(self.store, "desk_no", 1)
        count = settings.get(self.store, "last_number", 0) + 1
        return f"{code}-{count:05d}" if desk == 1 else f"{code}-{desk}-{count:05d}"

    def _stream_names(self, stream: int) -> Mapping[int, str]:
        if stream not in self._streams:
            rows = self.store.rows("select id, branch, desk, epoch from stream")
            self._streams = {id_: f"{branch.hex()}/{desk.hex()}/{epoch}" for id_, branch, desk, epoch in rows}
        return self._streams

    # Recording ---------------------------------------------------------------------------------------------------

    def record(
        self, step: str, answers: Mapping[str, Any], *, by: Person, now: datetime, case_id: str = "",
        operation: str = "", off: timedelta = timedelta(0), also: Callable[[], None] = lambda: None,
    ) -> Recorded:  # fmt: skip
        """Record a step of a case ("" for a new one); durable when this returns.

        Refused when the guide does not allow it, StoreProblem for known trouble; nothing was recorded then.
        The same operation is recorded once, however often it is tried. `off` is how far this machine's clock is wrong,
        `also` what is written with it: all of that or nothing, and one wait for the drive.
        """
        operation = _name(operation)
        self._begin_year(now)

        def go(connection: apsw.Connection) -> Recorded:
            try:
                done = self._decide(connection, step, answers, by, now, case_id, operation, off)
            except (Refused, StoreProblem, apsw.ConstraintError):  # nobody asks before: an operation is taken once
                if not (known := operation and self._known(operation, step, case_id)):
                    raise
                done = known
            also()
            return done

        try:
            return self.store.looking_first(go)  # at other cases, too: nobody waits for that
        except Overtaken:
            with self.store.writing() as connection:
                return go(connection)

    def _decide(
        self, connection: apsw.Connection, step: str, answers: Mapping[str, Any], by: Person, now: datetime,
        case_id: str, operation: str, off: timedelta,
    ) -> Recorded:  # fmt: skip
        seen = self.store.seen()
        before = self._replayed.stands(case_id, seen)
        moment = self._moment(before.case or new_case(names.fresh(now)), by, now, seen, off)
        decision = guide.decide(step, answers, moment)
        done = self._write(connection, moment, before, seen, step, decision, operation or names.fresh(now))
        if step == "merge":
            self._take_in(connection, done.case, by, now)
        return done

    def _take_in(self, connection: apsw.Connection, merged: Case, by: Person, now: datetime) -> None:
        """The case that goes on knows its duplicate: an entry of its own, in the same transaction."""
        seen = self.store.seen()
        other = self._replayed.stands(self.find(merged.merged_into), seen)
        assert other.case is not None  # the merge's gate has found it
        moment = self._moment(other.case, by, now, seen)
        decision = guide.decide("take_in", {"number": merged.number}, moment)
        self._write(connection, moment, other, seen, "take_in", decision, names.fresh(now))

    def _begin_year(self, now: datetime) -> None:
        """Public holidays are looked up before the first record of a year, whatever becomes of that."""
        if now.year != self._year:
            calendars.keep_current(self.store, now)
            self._year = now.year

    def _known(self, operation: str, step: str, case_id: str) -> Recorded | None:
        """What the operation recorded when it was tried before."""
        row = self.store.row(OF_OPERATION, (operation,))
        if row is None:
            return None
        entry = entry_of(row, self._stream_names(row[8]))
        if entry.step != step or case_id not in ("", entry.case_id):
            raise StoreProblem(Words(N_("This was meant for something else. Nothing was recorded; please try again.")))
        case = self.case(entry.case_id)
        assert case is not None  # it has this entry
        return Recorded(case, entry, _doubts(row[5]), again=True)

    def _write(
        self, connection: apsw.Connection, moment: Moment, before: Stands, seen: tuple[int, int], step: str,
        decision: guide.Decision, operation: str,
    ) -> Recorded:  # fmt: skip
        after, listed = moment.case, before.listed
        if decision.changes:
            after = apply(moment.case, decision.changes)
            listed = derived.typed(after)
        new = _new_entry(moment, before, listed, step, decision, operation)
        end = self._end[1] if self._end[0] == (*seen, self.store.entries_written) else None
        id_, end = append(connection, new, end)
        count, _, _, row = before.made_of
        row = row or id_
        if decision.changes:
            self._follow(connection, row, new, before.case, after, decision.changes)
        self.store.entries_written += 1
        at = (*seen, self.store.entries_written)
        self._end = at, end
        self._replayed.keep(after.id, Stands((count + 1, id_, new.lamport, row), after, listed, at))
        entry = made(Entry, {
            "case_id": after.id, "order": new.lamport, "at": moment.now, "author": moment.person.id, "step": step,
            "answers": decision.answers, "changes": decision.changes, "operation": operation, "version": VERSION,
            "stream": self._stream_names(end.stream)[end.stream], "seq": end.seq, "digest": end.digest.hex(),
            "erased": False,
        })  # fmt: skip
        return Recorded(after, entry, decision.doubts)

    def _follow(
        self, connection: apsw.Connection, row: int, new: NewEntry, before: Case | None, after: Case,
        changes: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """Bring list, promises and search after the entry that was just written."""
        customer, about = (new.personal.customer, new.personal.about) if new.personal else (None, None)
        columns = derived.listed(new.typed, customer, about)
        if before is None:
            derived.add(connection, row, new.case_id, columns)
            settings.count_on(connection, "last_number")
        else:
            derived.change(connection, row, columns)
        if any(map(is_looked_for, changes)):
            derived.follow_promises(connection, row, before, after)
            derived.follow_search(connection, row, before, after)

    def bring_in(
        self, reader: Reader, cases: Sequence[OldCase], *, by: Person, now: datetime,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> bringing_in.BroughtIn:  # fmt: skip
        """Record old complaints from a list: all of them in one transaction, or none. See store/bringing_in.py."""
        self._begin_year(now)
        self.store.entries_written += 1
        return bringing_in.bring_in(self.store, reader, cases, self.moment("", by, now), progress)

    # Erasing, proving and making again ---------------------------------------------------------------------------

    def erase(self, case_id: str, *, by: Person, now: datetime, reason: str) -> None:
        """Erase the customer's personal texts of a closed case for ever; that this was done is itself an entry.

        Refused for an open case or anybody but a manager. Backups made before still hold the texts.
        """
        stands = self._replayed.stands(case_id, self.store.seen())
        self.store.entries_written += 1
        erasure.erase(self.store, stands.case, stands.last, by=by, now=now, reason=reason)

    def rebuild(self) -> int:
        """Make list, promises and search again from the entries; how many cases there are."""
        with places.unheard(self.store), self.store.writing() as connection:
            return again.make_again(connection)

    def check(self, progress: Callable[[str], None] | None = None) -> list[Words]:
        """Everything that is wrong with the store, in sentences; empty when it is whole.

        SQLite's own checks, the chain of every stream, the personal texts, and the lists against the entries.
        """
        return check.check(self.store, progress or (lambda text: None))


def _new_entry(
    moment: Moment, before: Stands, listed: tuple[Typed, Line | None], step: str, decision: guide.Decision,
    operation: str,
) -> NewEntry:  # fmt: skip
    """The entry with the columns that it changes; the first one of a case sets them all."""
    (was, line_before), (now, line_after) = before.listed, listed
    assert line_after is not None  # afterwards it is a case
    typed = tuple([None if value == old else value for old, value in zip(was, now, strict=True)])
    customer = line_after.customer if not line_before or line_before.customer != line_after.customer else None
    about = line_after.about if not line_before or line_before.about != line_after.about else None
    public, personal = parted(decision.answers, decision.changes)
    if decision.doubts:
        public["doubts"] = [[doubt.rule, doubt.field] for doubt in decision.doubts]
    return NewEntry(
        case_id=bytes.fromhex(moment.case.id), lamport=before.last + 1, at=micros(moment.now), step=step,
        author=moment.person.id, operation=operation, typed=typed, body=canonical(public),
        personal=personal_of(personal, customer, about),
    )  # fmt: skip


def _doubts(body: bytes) -> tuple[Doubt, ...]:
    """The doubts an entry was recorded in spite of, with the rules' own sentences."""
    found = json.loads(body).get("doubts", [])
    return tuple(Doubt(rule, Words(RULES[rule].sentence), field) for rule, field in found if rule in RULES)


def _once(look_up: Callable[[], Found]) -> Callable[[], Found]:
    """Looks up when it is first asked, and remembers."""
    found: list[Found] = []

    def once() -> Found:
        if not found:
            found.append(look_up())
        return found[0]

    return once


def _name(operation: str) -> str:
    if not operation or (operation.isascii() and operation.isalnum() and len(operation) <= SHORT):
        return operation  # as every one of our own is: nothing to clean
    try:
        return clean(operation, SHORT, lines=False)
    except BadText as error:
        raise StoreProblem(error.words) from None
