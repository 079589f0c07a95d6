"""Recording: one door, one transaction, once for each operation; what is read back is what was recorded."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import apsw
import pytest

from desk.cases import guide
from desk.cases.case import replay
from desk.cases.moment import Refused
from desk.i18n import Words
from desk.store import accounts, derived, lists
from desk.store import settings as store_settings
from desk.store.connection import Store
from desk.store.database import StoreProblem, create, open_store
from desk.store.journal import Journal
from tests.makers import STRAIGHT, branch

from .way import STAFF, START, take, until


def count(store: Store) -> int:
    return int(store.row("select count(*) from entry")[0])


def test_a_complaint_is_recorded_and_read_back(journal: Journal) -> None:
    recorded = take(journal, "receive", customer_name="Đỗ Thị Hạnh", product="Tủ lạnh")
    assert (recorded.case.number, recorded.entry.seq, recorded.again) == ("B1-00001", 1, False)
    assert journal.case(recorded.case.id) == recorded.case
    assert journal.entries(recorded.case.id) == [recorded.entry]
    assert [journal.find(text) for text in ("B1-00001", "b1-1", " b1-00001 ", "b1-2", "\ud800", "")] == [
        recorded.case.id, recorded.case.id, recorded.case.id, "", "", "",
    ]  # fmt: skip


def test_the_straight_way_is_the_same_from_the_journal_and_as_it_was_recorded(journal: Journal) -> None:
    case_id = until(journal)
    entries = journal.entries(case_id)
    assert [e.order for e in entries] == list(range(1, 13))
    case = journal.case(case_id)
    assert case is not None
    assert (case.state, case) == ("closed", replay(entries))
    assert journal.check() == []


def test_what_the_guide_refuses_leaves_nothing(journal: Journal) -> None:
    with pytest.raises(Refused) as caught:
        take(journal, "receive", own_words=None)
    assert [p.field for p in caught.value.problems] == ["own_words"]
    with pytest.raises(Refused, match="hear-out"):
        take(journal, "note", note="?")
    assert count(journal.store) == 0
    assert take(journal, "receive").case.number == "B1-00001"


def test_the_guide_can_look_at_another_case_by_its_number(journal: Journal) -> None:
    other = take(journal, "receive").case
    moment = journal.moment("", STAFF["clerk"], START)
    assert (moment.find("b1-1"), moment.find("B1-00002"), moment.find("")) == (other, None, None)


def test_numbers_go_on_and_a_second_desk_has_its_own(journal: Journal) -> None:
    assert [take(journal, "receive").case.number for _ in range(2)] == ["B1-00001", "B1-00002"]
    store_settings.put(journal.store, "desk_no", 2)
    assert take(journal, "receive").case.number == "B1-2-00003"
    assert journal.moment("", STAFF["clerk"], START).number == "B1-2-00004"
    assert journal.find("b1-2-3") == journal.find("B1-2-00003") != ""


def test_the_same_operation_is_recorded_once(journal: Journal) -> None:
    first = journal.record("receive", STRAIGHT["receive"], by=STAFF["clerk"], now=START, operation="one")
    again = journal.record("receive", {"anything": "else"}, by=STAFF["clerk"], now=START, operation="one")
    assert (again.again, again.entry, again.case) == (True, first.entry, first.case)
    assert count(journal.store) == 1


def test_only_entries_that_say_something_personal_have_a_row_beside_the_chain(journal: Journal) -> None:
    case_id = until(journal, "close")
    bare = [row[0] for row in journal.store.rows("select step from entry where personal_digest is null order by id")]
    assert bare == ["approve", "approve", "appoint", "close"]
    assert journal.entries(case_id)[3].changes["returned_reason"] == ""
    assert journal.check() == []


def test_an_operation_is_not_taken_for_another(journal: Journal) -> None:
    journal.record("receive", STRAIGHT["receive"], by=STAFF["clerk"], now=START, operation="one")
    with pytest.raises(StoreProblem, match="meant for something else"):
        journal.record("note", {"note": "x"}, by=STAFF["clerk"], now=START, operation="one")
    with pytest.raises(StoreProblem, match="control character"):
        journal.record("receive", STRAIGHT["receive"], by=STAFF["clerk"], now=START, operation="a\0b")
    assert count(journal.store) == 1


def test_a_doubt_that_was_shown_is_kept_with_the_record(journal: Journal) -> None:
    case_id = until(journal, "understand")
    answers = STRAIGHT["propose"] | {"gesture": "Kukkia"}
    now = START + timedelta(hours=1)
    first = journal.record(
        "propose", answers, by=STAFF["clerk"], now=now, case_id=case_id, operation="with a gesture"
    )
    again = journal.record("propose", answers, by=STAFF["clerk"], now=now, case_id=case_id, operation="with a gesture")
    shown = [(d.rule, d.field) for d in first.doubts]
    assert shown == [(d.rule, d.field) for d in again.doubts] == [("gesture-if-hurt", "gesture")]


@pytest.mark.parametrize("case_id", ["0" * 32, "no id", "ab\ud800"])
def test_an_unknown_case_is_told_and_nothing_is_made(journal: Journal, case_id: str) -> None:
    with pytest.raises(StoreProblem, match="not in this store"):
        take(journal, "receive", case_id)
    with pytest.raises(StoreProblem, match="not in this store"):
        journal.moment(case_id, STAFF["clerk"], START)
    assert journal.case(case_id) is None
    assert journal.entries(case_id) == []
    assert count(journal.store) == 0


def test_the_store_knows_its_people_better_than_the_caller(journal: Journal) -> None:
    accounts.update_person(journal.store, replace(STAFF["clerk"], active=False))
    with pytest.raises(Refused, match="role"):
        take(journal, "receive")


def test_a_paper_is_made_from_the_case_as_it_was(journal: Journal) -> None:
    case_id = until(journal)
    recorded, agreed = journal.as_recorded(case_id), journal.as_agreed(case_id)
    assert recorded is not None
    assert (recorded.step, recorded.mood, recorded.summary) == ("understand", "calm", ())
    assert agreed is not None
    assert agreed.agreement is not None
    assert (agreed.step, agreed.agreement.signed_at, agreed.state) == ("agree", None, "open")
    assert journal.as_agreed(case_id, 1) == agreed
    assert journal.as_agreed(case_id, 2) is None


def test_each_version_of_an_agreement_can_be_made_again(journal: Journal) -> None:
    case_id = until(journal, "sign")
    rows = [{**STRAIGHT["agree"]["commitments"][0], "what": "Osa hinnasta"}]
    take(journal, "amend", case_id, minutes=200, reason="Toive", commitments=rows, consent=True)
    first, second, newest = (journal.as_agreed(case_id, version) for version in (1, 2, 0))
    assert first is not None
    assert [c.what for c in first.commitments.values()] == ["Koneen hinta"]
    assert second is not None
    assert second.agreement is not None
    assert (second.agreement.version, second) == (2, newest)
    assert [p.what for p in lists.promises(journal.store, open_only=False)] == ["Osa hinnasta"]
    assert journal.check() == []


def test_without_an_agreement_the_draft_shows_the_case_as_it_stands(journal: Journal) -> None:
    case_id = until(journal, "propose")
    assert journal.as_agreed(case_id) == journal.case(case_id)
    assert journal.as_agreed(case_id, 1) is None
    assert journal.as_agreed("0" * 32) is None
    assert journal.as_recorded("0" * 32) is None


def test_another_desk_s_record_is_seen_although_replayed_cases_are_kept(store: Store, journal: Journal) -> None:
    case_id = until(journal, "understand")
    other = open_store(store.path)
    take(Journal(other), "correct", case_id, minutes=50, what="mood", value="angry", reason="Huusi")
    other.close()
    assert journal.moment(case_id, STAFF["clerk"], START).case.mood == "angry"
    assert take(journal, "note", case_id, minutes=60, note="Soitettu").case == journal.case(case_id)


def test_what_others_recorded_while_it_was_decided_is_looked_at_once_more(
    store: Store, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = until(journal, "understand")
    other, decide, asked = Journal(open_store(store.path)), guide.decide, []

    def slowly(step: str, answers: Any, moment: Any) -> Any:
        asked.append(moment.case.mood)
        if len(asked) == 1:
            take(other, "correct", case_id, minutes=50, what="mood", value="angry", reason="Huusi")
        return decide(step, answers, moment)

    monkeypatch.setattr(guide, "decide", slowly)
    done = take(journal, "note", case_id, minutes=60, note="Soitettu")
    assert (asked[0], asked[-1], done.case.mood, done.entry.order) == ("calm", "angry", "angry", 4)
    assert journal.check() == []
    other.store.close()


def test_what_is_written_with_a_step_is_there_with_it_or_not_at_all(store: Store, journal: Journal) -> None:
    case_id = until(journal, "receive")
    other = Journal(open_store(store.path))

    def fails() -> None:
        store_settings.put(store, "also", 1)
        raise StoreProblem(Words("No room."))

    with pytest.raises(StoreProblem):
        journal.record("note", {"note": "x"}, by=STAFF["clerk"], now=START, case_id=case_id, also=fails)
    assert (len(journal.entries(case_id)), store_settings.get(store, "also")) == (1, None)
    take(other, "correct", case_id, minutes=50, what="mood", value="angry", reason="Huusi")  # in the same place
    assert journal.moment(case_id, STAFF["clerk"], START).case.mood == "angry"
    journal.record(
        "note", {"note": "x"}, by=STAFF["clerk"], now=START, case_id=case_id,
        also=lambda: store_settings.put(store, "also", 2),
    )  # fmt: skip
    assert (len(journal.entries(case_id)), store_settings.get(other.store, "also")) == (3, 2)
    other.store.close()


def test_nobody_waits_while_a_step_is_decided(store: Store, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    other, decide, written = open_store(store.path), guide.decide, []
    other.connection.set_busy_timeout(0)

    def meanwhile(step: str, answers: Any, moment: Any) -> Any:
        if not written:
            store_settings.put(other, "written", 1)
            written.append(step)
        return decide(step, answers, moment)

    monkeypatch.setattr(guide, "decide", meanwhile)
    assert take(journal, "receive").entry.seq == 1
    assert store_settings.get(store, "written") == 1
    other.close()


def test_a_refusal_leaves_no_transaction_open(store: Store, journal: Journal) -> None:
    with pytest.raises(Refused):
        take(journal, "receive", own_words=None)
    assert not store.connection.in_transaction


def test_only_so_many_replayed_cases_are_kept(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.store.replayed.KEPT", 2)
    ids = [until(journal, "receive") for _ in range(4)]
    assert list(journal._replayed._kept) == ids[2:]
    assert [take(journal, "note", i, note="x").case.number for i in ids] == [f"B1-0000{n}" for n in (1, 2, 3, 4)]


# Known trouble ---------------------------------------------------------------------------------------------------

TROUBLE = {
    apsw.FullError: "no room left on the drive",
    apsw.IOError: "The drive of .* gave an error",
    apsw.ReadOnlyError: "cannot be written to",
    apsw.BusyError: "Another program is using",
    apsw.CorruptError: "is damaged",
}


@contextmanager
def failing(connection: apsw.Connection, statement: str, error: Exception, times: int = 1) -> Iterator[None]:
    """The connection fails so many times just before a statement that begins so."""
    left = iter(range(times))

    def trace(cursor: apsw.Cursor, sql: str, values: object) -> bool:
        if sql.startswith(statement):
            if next(left) == times - 1:
                connection.exec_trace = None
            raise error
        return True

    connection.exec_trace = trace
    yield
    connection.exec_trace = None


@pytest.mark.parametrize("kind", TROUBLE, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("statement", ["begin", "insert into entry", "insert into unindexed", "commit"])
def test_trouble_while_recording_is_one_sentence_and_nothing_is_recorded(
    journal: Journal, kind: type[apsw.Error], statement: str
) -> None:
    times = 2 if kind is apsw.BusyError else 1  # whoever was overtaken tries once more, and waits
    with (
        failing(journal.store.connection, statement, kind("trouble"), times),
        pytest.raises(StoreProblem, match=TROUBLE[kind]) as caught,
    ):
        take(journal, "receive")
    assert journal.store.path in str(caught.value)
    assert count(journal.store) == 0
    assert take(journal, "receive").entry.seq == 1
    assert journal.check() == []


@pytest.mark.parametrize("statement", ["begin", "insert into entry", "insert into unindexed", "commit"])
def test_who_was_overtaken_records_at_the_second_try(journal: Journal, statement: str) -> None:
    with failing(journal.store.connection, statement, apsw.BusyError("trouble")):
        assert take(journal, "receive").entry.seq == 1
    assert count(journal.store) == 1
    assert journal.check() == []


def test_trouble_while_reading_is_one_sentence(journal: Journal) -> None:
    with (
        failing(journal.store.connection, "select", apsw.IOError("trouble")),
        pytest.raises(StoreProblem, match="The drive of"),
    ):
        journal.case("0" * 32)


def test_a_bug_stays_a_bug(store: Store) -> None:
    with pytest.raises(apsw.SQLError):
        store.rows("select nothing from nowhere")
    with pytest.raises(apsw.ConstraintError), store.writing() as connection:
        connection.execute("insert into setting values('branch', '{}')")
    assert not store.connection.in_transaction


def test_a_full_drive_is_one_sentence_and_the_story_goes_on_when_there_is_room(journal: Journal) -> None:
    take(journal, "receive")
    connection = journal.store.connection
    most = connection.execute("pragma max_page_count").get
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get}")
    long = "Kone vuotaa. " * 1000
    with pytest.raises(StoreProblem, match="no room left"):
        [take(journal, "receive", own_words=long) for _ in range(50)]
    connection.execute(f"pragma max_page_count={most}")
    take(journal, "receive")
    assert journal.check() == []


# Two at once -----------------------------------------------------------------------------------------------------

WRITER = """
import sys
from desk.store.database import open_store
from desk.store.journal import Journal
from tests.store.way import take
journal = Journal(open_store(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
case_id = take(journal, "receive").case.id
for number in range(60):
    take(journal, "note", case_id if number % 2 else sys.argv[2], note=str(number), minutes=number)
"""


def test_two_processes_write_at_once_and_nothing_is_lost(journal: Journal) -> None:
    shared = until(journal, "receive")
    arguments = [sys.executable, "-c", WRITER, journal.store.path, shared]
    writers = [subprocess.Popen(arguments, stdin=-1, stdout=-1, stderr=-1, text=True) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    done = [writer.communicate() for writer in writers]  # a machine that stood still may take a minute
    assert [(w.returncode, said[1]) for w, said in zip(writers, done, strict=True)] == [(0, ""), (0, "")]
    assert count(journal.store) == 1 + 2 * 61
    assert [e.order for e in journal.entries(shared)] == list(range(1, 62))
    assert journal.check() == []


# What lists are made from ----------------------------------------------------------------------------------------


def test_what_is_derived_can_be_thrown_away(journal: Journal) -> None:
    ids = [until(journal, step) for step in ("receive", "agree", "close")]
    show = lists.Filter("all")
    before = lists.page(journal.store, show, now=START), lists.promises(journal.store, open_only=False)
    for table in derived.NAMES:
        journal.store.connection.execute(f"drop table {table}")
    assert journal.rebuild() == len(ids)
    assert (lists.page(journal.store, show, now=START), lists.promises(journal.store, open_only=False)) == before
    assert journal.check() == []


def test_holidays_come_once_a_year_and_one_that_was_taken_out_stays_out(journal: Journal) -> None:
    policy = accounts.policy(journal.store)
    independence = datetime(2026, 12, 6).date()
    assert {independence, independence.replace(year=2027)} <= policy.holidays
    accounts.set_policy(journal.store, replace(policy, holidays=policy.holidays - {independence}), "manager", START)
    take(journal, "receive", minutes=5)
    new_year = datetime(2027, 1, 4, 9, tzinfo=UTC)
    with pytest.raises(Refused):
        journal.record("receive", {}, by=STAFF["clerk"], now=new_year)
    journal.record("receive", STRAIGHT["receive"], by=STAFF["clerk"], now=new_year)
    found = accounts.policy(journal.store).holidays
    assert independence not in found
    assert {independence.replace(year=year) for year in (2027, 2028)} <= found


def test_a_country_without_a_calendar_has_no_public_holidays() -> None:
    store = create(":memory:", branch(country="general"), START)
    assert accounts.policy(store).holidays == frozenset()
    store.close()
