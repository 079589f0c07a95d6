"""Proving a store: an edit of anything is noticed, and said where; what was erased by law still proves itself."""

from pathlib import Path

import apsw
import pytest

from desk.cases.moment import Refused
from desk.store import accounts, drafts, lists
from desk.store.backup import back_up
from desk.store.connection import Store
from desk.store.database import StoreProblem, open_store
from desk.store.entries import HEAD
from desk.store.found import search
from desk.store.journal import Journal

from .way import STAFF, START, pause, take, until


def tampered(journal: Journal, *statements: str) -> list[str]:
    """What the check says after somebody with a tool changed the file."""
    tool = apsw.Connection(journal.store.path)
    for trigger in ("entry_stays", "entry_remains", "personal_stays"):
        tool.execute(f"drop trigger {trigger}")
    for statement in statements:
        tool.execute(statement)
    tool.close()
    return [str(words) for words in journal.check()]


@pytest.mark.parametrize(
    "statement", ["update entry set body=x'00'", "delete from entry", "update personal set body=x'00'"]
)
def test_an_entry_cannot_be_changed_or_deleted_in_the_store(journal: Journal, statement: str) -> None:
    until(journal, "receive")
    with pytest.raises(apsw.ConstraintError, match="never"):
        journal.store.connection.execute(statement)


NUMBERS = "id seq lamport at version due_at due_since raised_at recorded_at closed_at".split()
OTHER = {
    **dict.fromkeys(NUMBERS, "77"), "case_id": "randomblob(16)", "personal_digest": "randomblob(32)",
    "body": "x'7b7d'", "digest": "randomblob(32)",
}  # fmt: skip


@pytest.mark.parametrize("column", [*HEAD, "id", "body", "digest"])
@pytest.mark.parametrize("entry", [1, 3, 12])
def test_an_edit_of_any_column_of_an_entry_is_noticed(journal: Journal, column: str, entry: int) -> None:
    until(journal)
    other = OTHER.get(column, "'changed'")
    said = tampered(journal, f"update entry set {column}={other} where id={entry}")
    assert said
    assert all("SQL" not in sentence for sentence in said)


RENUMBERED = {
    "two of them": [
        "update {t} set {k}=-2 where {k}=2", "update {t} set {k}=2 where {k}=3", "update {t} set {k}=3 where {k}=-2",
    ],
    "the last one": ["update {t} set {k}=77 where {k}=12"],
}  # fmt: skip


@pytest.mark.parametrize("which", RENUMBERED)
def test_entries_that_were_renumbered_with_everything_that_hangs_on_them_are_noticed(
    journal: Journal, which: str
) -> None:
    until(journal)
    tables = (("entry", "id"), ("personal", "entry"))
    assert tampered(journal, *(sql.format(t=t, k=k) for t, k in tables for sql in RENUMBERED[which]))


def test_an_edit_says_which_entry_and_which_case(journal: Journal) -> None:
    until(journal, "understand")
    said = tampered(journal, "update entry set author='manager' where seq=2")
    assert said == ["Entry 2 (case B1-00001) is not as it was recorded."]


@pytest.mark.parametrize("column", ["salt", "body", "customer", "about"])
def test_an_edit_of_a_personal_text_is_noticed(journal: Journal, column: str) -> None:
    until(journal, "receive")
    other = "'Somebody else'" if column in ("customer", "about") else "randomblob(16)"
    said = tampered(journal, f"update personal set {column}={other}")
    assert "The personal text of entry 1 (case B1-00001) is not as it was recorded." in said


@pytest.mark.parametrize("column", ["branch", "desk", "epoch", "head_seq", "head_digest"])
def test_an_edit_of_a_stream_is_noticed(journal: Journal, column: str) -> None:
    until(journal, "receive")
    other = "77" if column in ("epoch", "head_seq") else "randomblob(32)"
    assert tampered(journal, f"update stream set {column}={other}")


def test_another_stream_is_noticed(journal: Journal) -> None:
    until(journal, "understand")
    said = tampered(
        journal, "insert into stream select 2, randomblob(16), desk, 1, 1, head_digest from stream",
        "update entry set stream=2 where seq=2",
    )  # fmt: skip
    assert any("not as it was recorded" in sentence or "missing" in sentence for sentence in said)


GONE = {
    "a gap": (["delete from personal where entry=2", "delete from entry where seq=2"], "Entries 2 to 2 are missing."),
    "the end": (
        ["delete from personal where entry=3", "delete from entry where seq=3"],
        "The story ends at entry 2, but 3 entries were recorded.",
    ),
    "a personal text": (
        ["delete from personal where entry=2"], "The personal text of entry 2 (case B1-00001) is gone.",
    ),
    "a parent": (["pragma foreign_keys=0", "delete from entry where seq=2"], "belongs to nothing in entry"),
}  # fmt: skip


@pytest.mark.parametrize("what", GONE)
def test_what_is_gone_is_noticed(journal: Journal, what: str) -> None:
    until(journal, "propose")
    statements, sentence = GONE[what]
    assert any(sentence in said for said in tampered(journal, *statements))


DERIVED = {
    "a line": "update case_list set owner='manager'",
    "a line's name": "update case_list set customer='Somebody else'",
    "a missing line": "delete from case_list",
    "a promise": "update promise set due=1",
    "a missing promise": "delete from promise",
    "words": "update search_text set text='other words'",
    "a counter": "update counter set count=count+1 where name='open'",
    "a line too many": "insert into promise select 99, key, what, owner, owner_name, due, delivered_at from promise",
    "an index": "insert into search(search) values('delete-all')",
    "words the index knows": "insert into unindexed values(1, '')",
    "a table": "drop table promise",
}


@pytest.mark.parametrize("what", DERIVED)
def test_lists_that_differ_from_the_entries_are_noticed_and_made_again(journal: Journal, what: str) -> None:
    until(journal, "agree")
    pause(journal.store)
    assert journal.check() == []
    journal.store.connection.execute(DERIVED[what])
    said = [str(words) for words in journal.check()]
    assert said
    named = ("B1-00001", "search", "damaged", "counted", " 99 ")
    assert all(any(name in sentence for name in named) for sentence in said)
    assert journal.rebuild() == 1
    assert journal.check() == []


def test_while_another_program_records_the_check_says_that_it_is_busy_and_not_that_the_store_is_damaged(
    journal: Journal,
) -> None:
    until(journal, "receive")
    journal.store.connection.set_busy_timeout(0)
    other = apsw.Connection(journal.store.path)
    other.execute("begin immediate")
    said = [str(words) for words in journal.check()]
    other.execute("rollback")
    other.close()
    assert len(said) == 1
    assert said[0].startswith("Another program is using")
    assert journal.check() == []


def test_a_damaged_page_is_noticed(journal: Journal) -> None:
    until(journal)
    path = Path(journal.store.path)
    page = int(journal.store.row("select rootpage from sqlite_schema where name='entry_case'")[0])
    journal.store.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    store = open_store(path)
    said = [str(words) for words in Journal(store).check()]
    store.close()
    assert any("damaged" in sentence for sentence in said)


def test_the_check_stops_when_it_has_said_enough(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.store.check.MOST", 2)
    until(journal)
    assert len(tampered(journal, "update entry set author='x'")) == 2


def test_the_check_says_what_it_is_doing(journal: Journal) -> None:
    said: list[str] = []
    assert journal.check(said.append) == []
    assert said[0] == "Reading every page"
    assert len(said) == len(set(said)) > 3


def test_others_go_on_recording_while_a_store_is_checked(journal: Journal) -> None:
    case_id = until(journal, "receive")

    def work(text: str) -> None:
        other = open_store(journal.store.path)
        take(Journal(other), "correct", case_id, what="mood", value="angry", reason=text)
        other.close()

    assert journal.check(work) == []
    assert len(journal.entries(case_id)) > 5
    assert journal.check() == []


def test_the_check_changes_nothing(journal: Journal) -> None:
    until(journal, "agree")
    journal.store.rows("pragma wal_checkpoint(truncate)")
    path = Path(journal.store.path)
    before = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    assert journal.check() == []
    assert (path.read_bytes(), Path(f"{path}-wal").read_bytes()) == before
    assert journal.store.rows("select name from sqlite_temp_schema") == []


# Erasing ---------------------------------------------------------------------------------------------------------

NAME = "Xenia Qvistinmäki"
CANARIES = ("Xenia", "xenia", "qvistinm", "istinm", "0405550193", "040 555 0193", "Bosch", "osch", "lattialle")


def traces(folder: Path) -> set[tuple[str, str]]:
    """Where in the folder's files a customer's words still stand."""
    files = [(p.name, p.read_bytes()) for p in folder.iterdir() if p.is_file()]
    return {(name, word) for name, data in files for word in CANARIES if word.encode() in data}


@pytest.fixture
def erased(journal: Journal) -> str:
    until(journal, "understand", minutes=5, own_words="Kone on rikki.")
    case_id = until(journal, customer_name=NAME, product="Bosch")
    drafts.save(journal.store, "clerk", case_id, "note", {"note": f"{NAME} soitti"}, START)
    assert traces(Path(journal.store.path).parent)
    journal.erase(case_id, by=STAFF["manager"], now=START, reason="Asiakas pyysi")
    return case_id


def test_an_erased_case_still_proves_itself(journal: Journal, erased: str) -> None:
    assert journal.check() == []
    assert journal.rebuild() == 2
    assert journal.check() == []


def test_nothing_of_the_customer_stays_in_the_files(journal: Journal, erased: str, tmp_path: Path) -> None:
    assert traces(tmp_path) == set()
    assert drafts.all_of(journal.store, "clerk") == []


def test_an_erased_case_keeps_its_story_without_the_words(journal: Journal, erased: str) -> None:
    case = journal.case(erased)
    assert case is not None
    assert (case.erased, case.number, case.state, case.customer_name, case.commitments) == (
        True, "B1-00002", "closed", "", {},
    )  # fmt: skip
    entries = journal.entries(erased)
    assert (entries[0].erased, entries[-1].erased) == (True, False)
    assert (entries[-1].step, entries[-1].author, entries[-1].answers) == (
        "erase", "manager", {"reason": "Asiakas pyysi"},
    )  # fmt: skip
    row = lists.page(journal.store, lists.Filter("closed"), now=START)[0]
    assert (row.customer, row.about, row.number) == ("", "", "B1-00002")
    found = [search(journal.store, text) for text in ("xenia", "bosch", "B1-2")]
    assert found == [[], [], [row.rowid]]
    assert [p.number for p in lists.promises(journal.store, open_only=False)] == []


def test_a_case_can_go_on_after_it_was_erased(journal: Journal, erased: str) -> None:
    take(journal, "note", erased, minutes=300, note="Kysyttiin uudelleen")
    journal.erase(erased, by=STAFF["ho"], now=START, reason="Uudelleen")
    assert journal.check() == []
    assert "uudelleen" not in str([e.answers for e in journal.entries(erased)[:-1]])


@pytest.mark.parametrize(
    ("step", "by", "reason", "rule"),
    [
        ("close", "clerk", "Pyyntö", "role"),
        ("sign", "manager", "Pyyntö", "order"),
        ("close", "manager", "  ", "required"),
    ],
)
def test_erasing_is_refused(journal: Journal, step: str, by: str, reason: str, rule: str) -> None:
    case_id = until(journal, step)
    with pytest.raises(Refused) as caught:
        journal.erase(case_id, by=STAFF[by], now=START, reason=reason)
    assert [p.rule for p in caught.value.problems] == [rule]
    case = journal.case(case_id)
    assert case is not None
    assert case.customer_name == "Tuula Heikkinen"


def test_erasing_an_unknown_case_or_for_an_impossible_reason_is_told(journal: Journal) -> None:
    case_id = until(journal)
    with pytest.raises(StoreProblem, match="not in this store"):
        journal.erase("0" * 32, by=STAFF["manager"], now=START, reason="x")
    with pytest.raises(StoreProblem, match="control character"):
        journal.erase(case_id, by=STAFF["manager"], now=START, reason="x\0")


def test_a_missing_personal_text_is_no_erasure_when_it_came_later(journal: Journal, erased: str) -> None:
    take(journal, "note", erased, minutes=300, note="Kysyttiin uudelleen")
    said = tampered(journal, "delete from personal where entry=(select max(id) from entry)")
    assert any("is gone" in sentence for sentence in said)


# Backups ---------------------------------------------------------------------------------------------------------


def test_a_backup_is_a_whole_store(store: Store, journal: Journal) -> None:
    case_id = until(journal)
    target = back_up(store, Path(store.path).with_name("backup.desk"))
    copy = open_store(target)
    assert Journal(copy).case(case_id) == journal.case(case_id)
    assert Journal(copy).check() == []
    assert accounts.people(copy) == accounts.people(store)
    copy.close()
    assert back_up(store, target) == target  # again, over the older one


