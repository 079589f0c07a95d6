"""Old complaints come in whole or not at all, as entries like all others; twins are known again."""

import json
import random
from datetime import timedelta

import pytest

from desk.cases.moment import Refused
from desk.cases.old_list import Columns, guessed
from desk.cases.old_rows import Reader
from desk.store import accounts, bringing_in, derived, lists, sheets
from desk.store.bringing_in import Told
from desk.store.database import StoreProblem, create
from desk.store.entries import OF_CASE
from desk.store.journal import Journal
from tests.makers import branch

from .way import STAFF, START, take

HEADINGS = ("Pvm", "Asiakas", "Puhelin", "Tuote", "Reklamaatio", "Tila", "Nro")
ROWS = [
    HEADINGS,
    ("2.3.2024", "Tuula Heikkinen", "040 555 0193", "Kahvinkeitin", "Vuotaa.", "valmis", "7"),
    ("3.3.2024", "Nguyễn Thị Ánh", "0912 345 678", "", "Tủ lạnh kêu to.\nGọi ba lần.", "kesken", "8"),
    ("4.3.2024", "", "", "", "Ei nimeä.", "valmis", "9"),
    ("2.3.2024", "tuula  HEIKKINEN", "", "kahvinkeitin", "Sama.", "valmis", "10"),
]


@pytest.fixture
def other(tmp_path):
    """A second store like the first."""
    store = create(tmp_path / "other.desk", branch(), START)
    for person in STAFF.values():
        accounts.add_person(store, person, "", now=START)
    yield Journal(store)
    store.close()


def looked(journal: Journal, rows=ROWS, by="manager", progress=lambda done, of: None):
    columns = Columns(rows[0], guessed(rows[0]))
    moment = journal.moment("", STAFF[by], START)
    found = bringing_in.look(journal.store, rows, 0, columns, "vanhat.csv", moment, progress)
    return found, Reader(columns, "vanhat.csv", moment)


def bring_in(journal: Journal, rows=ROWS, twins=False, **more):
    found, reader = looked(journal, rows)
    return journal.bring_in(reader, found.chosen(twins), by=STAFF["manager"], now=START, **more)


def all_rows(journal: Journal, text=""):
    return lists.page(journal.store, lists.Filter("all", text=text), sort="number", limit=100, now=START)


def test_headings_that_stand_once_more_on_each_page_are_no_complaints(journal):
    found, _ = looked(journal, [*ROWS[:2], tuple(list(HEADINGS)), *ROWS[2:3]])
    assert ([case.row for case in found.cases], found.troubles) == ([2, 4], [])


@pytest.mark.parametrize(
    "row",
    [
        ("Tổng cộng", "", "", "", "", "", ""), ("", "Yhteensä 3 kpl", "", "", "", "", ""),
        ("", "", "", "", "(soitti)", "", ""), ("Maaliskuu 2024", "", "", "", "", "", ""),
        ("2.3.2024", "", "", "", "", "", ""), ("Printed 5.3.2024", "", "9", "", ""),
    ],
)  # fmt: skip
def test_a_title_a_total_or_a_note_is_called_one_and_stays_out(journal, row):
    found, _ = looked(journal, [*ROWS[:3], row])
    assert len(found.cases) == 2
    assert [(number, str(problem.words)) for number, problem in found.troubles] == [
        (4, "Perhaps a title, a total or a note: two of customer, day and what happened are missing.")
    ]


def test_a_row_that_numbers_the_columns_below_the_headings_is_no_complaint(journal):
    form = ("1", "2", "3", "4", "5", "6", "7")
    assert looked(journal, [HEADINGS, form, ROWS[1]])[0].troubles == []
    assert [row for row, _ in looked(journal, [HEADINGS, ROWS[1], form])[0].troubles] == [3]


def test_a_ditto_mark_is_what_stands_above(journal):
    rows = [HEADINGS, ROWS[1], ('"', '"', "", "", "Rikki.", "", ""), ("nt", "Aho", "", "", "Rikki.", "", "")]
    found, _ = looked(journal, rows)
    assert [(case.answers["raised_at"][:10], case.answers["customer_name"]) for case in found.cases] == [
        ("2024-03-02", "Tuula Heikkinen"), ("2024-03-02", "Tuula Heikkinen"), ("2024-03-02", "Aho"),
    ]  # fmt: skip
    nobody, _ = looked(journal, [HEADINGS, ("2.3.2024", '"', "", "", "Rikki.", "", "")])
    assert [problem.field for _, problem in nobody.troubles] == ["customer_name"]
    alone, _ = looked(journal, [HEADINGS, ('"', "", "", "", "", "", ""), ROWS[1]])
    assert [row for row, _ in alone.troubles] == [2]  # no row is left out without a word


@pytest.mark.parametrize(("day_above", "days"), [(False, ["02", "03"]), (True, ["02", "02", "03", "03"])])
def test_a_complaint_without_a_day_is_of_the_day_above_where_somebody_says_so(journal, day_above, days):
    said = [("2.3.2024", "Aho"), (None, "Berg"), ("", ""), ("3.3.2024", "Calle"), ("Yhteensä", ""), ('"', "Dahl")]
    rows = [HEADINGS, *((day, name, "", "", name and "Rikki.", "", "") for day, name in said)]
    rows[-1] = ("", "Dahl", "", "", "Rikki.", "", "")
    del rows[5]
    columns, moment = Columns(HEADINGS, guessed(HEADINGS)), journal.moment("", STAFF["manager"], START)
    told = Told(day_above=day_above)
    found = bringing_in.look(journal.store, rows, 0, columns, "a.csv", moment, lambda done, of: None, told)
    assert [case.answers["raised_at"][8:10] for case in found.cases] == days
    assert (found.undated, len(found.troubles)) == (2, 0 if day_above else 2)


def test_a_complaint_without_a_day_is_of_no_total_above(journal):
    rows = [HEADINGS, ("Yhteensä", "", "", "", "", "", ""), ("", "Aho", "", "", "Rikki.", "", "")]
    columns, moment = Columns(HEADINGS, guessed(HEADINGS)), journal.moment("", STAFF["manager"], START)
    told = Told(day_above=True)
    found = bringing_in.look(journal.store, rows, 0, columns, "a.csv", moment, lambda done, of: None, told)
    assert (found.cases, [row for row, _ in found.troubles]) == ([], [2, 3])


def test_of_several_sheets_each_row_is_called_by_its_own(journal):
    rows, parts = sheets.together([
        ("1/2023", [HEADINGS, ("5.1.", "Aho", "", "", "Rikki", "", ""), ("6.1.", "", "", "", "Rikki", "", "")]),
        ("1/2024", [HEADINGS, ("5.1.", "Aho", "", "", "Rikki", "", ""), ("5.1.", "Aho", "", "", "Rikki", "", "")]),
    ])  # fmt: skip
    columns, moment = Columns(HEADINGS, guessed(HEADINGS)), journal.moment("", STAFF["manager"], START)
    told = Told("1/2023", parts)
    found = bringing_in.look(journal.store, rows, 0, columns, "a.xlsx", moment, lambda done, of: None, told)
    assert [(case.answers["raised_at"][:10], case.answers["row"]) for case in found.cases] == [
        ("2023-01-05", "2 (1/2023)"), ("2024-01-05", "2 (1/2024)"),
    ]  # fmt: skip
    assert [str(twin.words) for twin in found.twins] == ["The same complaint as in row 2 (1/2024)."]
    assert [told.named(row) for row, _ in found.troubles] == ["3 (1/2023)"]
    came = journal.bring_in(Reader(columns, "a.xlsx", moment), found.chosen(True), by=STAFF["manager"], now=START)
    assert (came.count, journal.check()) == (3, [])


def test_a_list_is_looked_through_before_anything_is_written(journal):
    found, _ = looked(journal)
    assert [case.row for case in found.cases] == [2, 3]
    assert [(twin.case.row, str(twin.words)) for twin in found.twins] == [(5, "The same complaint as in row 2.")]
    assert [(row, problem.field) for row, problem in found.troubles] == [(4, "customer_name")]
    assert all_rows(journal) == []


def test_a_list_that_writes_the_month_first_is_read_so_throughout(journal):
    rows = [("Date", "Customer", "Complaint", "Closed"), ("03/05/2024", "Ann", "Late.", "03/25/2024"),
            ("3/25/2024", "Bob", "Late.", ""), ("25/3/2024", "Cid", "Late.", "")]  # fmt: skip
    found, _ = looked(journal, rows[:3])
    assert [case.answers["raised_at"][:10] for case in found.cases] == ["2024-03-05", "2024-03-25"]
    assert (found.cases[0].answers["closed_on"], found.month_first) == ("2024-03-25", True)
    found, _ = looked(journal, rows)  # the last one can only be day first: then the third is wrong, and is said
    assert [row for row, _ in found.troubles] == [2, 3]
    assert not found.month_first


def test_every_complaint_becomes_a_case_and_the_store_is_whole(journal):
    take(journal, "receive")
    assert bring_in(journal) == bringing_in.BroughtIn(2, "B1-00002", "B1-00003")
    assert journal.check() == []
    closed, opened = (journal.case(row.case_id) for row in all_rows(journal)[1:])
    assert (closed.number, closed.state, closed.outcome, closed.old_number) == ("B1-00002", "closed", "earlier", "7")
    assert (opened.state, opened.step, opened.owner) == ("open", "understand", "manager")
    assert take(journal, "receive").case.number == "B1-00004"
    assert take(journal, "understand", opened.id).case.step == "consult"
    before = all_rows(journal)
    journal.rebuild()
    assert all_rows(journal) == before


def test_entries_and_lists_are_those_that_recording_one_by_one_would_make(journal, other):
    bring_in(journal)
    found, _ = looked(other)
    for case in found.cases:
        other.record("import", case.answers, by=STAFF["manager"], now=START)
    for one, two in zip(all_rows(journal), all_rows(other), strict=True):
        assert one._replace(case_id="") == two._replace(case_id="")
        ours, theirs = (_kept(j, row.case_id) for j, row in ((journal, one), (other, two)))
        assert ours == theirs
    for text in ("tuula", "0912345678", "+84 912 345 678", "kahvin", "tu lanh"):
        assert [r.number for r in all_rows(journal, text)] == [r.number for r in all_rows(other, text)] != []
    assert _counters(journal) == _counters(other)


def test_the_first_line_of_a_bulk_is_the_one_that_a_single_case_gets(store):
    typed = ("b1-7", "open", "receive", "", "", "minh", "Đỗ Ý", 0, "", 0, "", "calm", 5, 6, 0)
    arrived = derived.Arrived(derived.whole(3, b"bulk", typed, "Äijälä", "Tủ lạnh"), " aijala ")
    with derived.coming(store.connection, 1) as arrive:
        arrive([arrived])
    derived.add(store.connection, 4, b"single", derived.listed(typed, "Äijälä", "Tủ lạnh"))
    bulk, single = store.rows("select * from case_list order by id")
    assert (bulk[:3], single[:3]) == ((3, b"bulk", "b1-7"), (4, b"single", "b1-7"))
    assert bulk[3:] == single[3:]
    assert store.rows("select * from search_text") == [(3, " aijala ")]
    assert store.rows("select name, count from counter where count<>0") == [("all", 2), ("mine:minh", 2), ("open", 2)]


def _kept(journal: Journal, case_id: str):
    """Everything of the entry but what chance or the case's id makes different."""
    (row,) = journal.store.rows(OF_CASE, (bytes.fromhex(case_id),))
    typed = journal.store.row(
        f"select {', '.join(derived.TYPED)}, p.customer, p.about from entry e join personal p on p.entry=e.id"
        " where case_id=?", (bytes.fromhex(case_id),),
    )  # fmt: skip
    return row[1:5], json.loads(row[5]), json.loads(row[12]), typed


def _counters(journal: Journal):
    return journal.store.rows("select * from counter where count<>0 order by name")


def test_what_is_in_the_store_is_known_again(journal):
    bring_in(journal)
    found, _ = looked(journal)
    assert found.cases == []
    assert {str(twin.words) for twin in found.twins} == {
        "The same complaint as case B1-00001.", "The same complaint as case B1-00002.",
    }  # fmt: skip
    assert bring_in(journal).count == 0
    assert bring_in(journal, twins=True).count == 3
    assert journal.check() == []


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_cancel_in_the_middle_leaves_nothing(journal, monkeypatch, after):
    monkeypatch.setattr(bringing_in, "PORTION", 1)
    take(journal, "receive")
    schema = _schema(journal)

    class Enough(Exception):
        pass

    def progress(done, of):
        if done > after:
            raise Enough

    rows = [HEADINGS, *((f"{n + 1}.3.2024", f"Asiakas {n}", "", "", "Vuotaa.", "", n) for n in range(4))]
    with pytest.raises(Enough):
        bring_in(journal, rows, progress=progress)
    assert [row.number for row in all_rows(journal)] == ["B1-00001"]
    assert _schema(journal) == schema
    assert journal.check() == []
    assert bring_in(journal, rows).first == "B1-00002"


def _schema(journal: Journal):
    return sorted(journal.store.rows("select type, name, sql from sqlite_master where name not like 'search%'"))


def test_the_schema_afterwards_is_as_before(journal):
    before = _schema(journal)
    bring_in(journal)
    assert _schema(journal) == before


def test_many_cases_beside_many_stay_in_order(journal):
    chance = random.Random(1)
    for turn, count in enumerate((30, 3)):  # the second time, the lists are too long to be sorted anew
        days = [START - timedelta(days=chance.randrange(500)) for _ in range(count)]
        rows = [(day.date(), f"Asiakas {turn} {n}", "", "", "Vuotaa.", "", n) for n, day in enumerate(days)]
        bring_in(journal, [HEADINGS, *rows])
    assert journal.check() == []
    assert len({row.case_id for row in all_rows(journal)}) == 33
    ids = [row.case_id for row in all_rows(journal)]
    assert sorted(ids[:30]) == ids[:30]


def test_a_clerk_brings_in_nothing(journal):
    with pytest.raises(Refused):
        looked(journal, by="clerk")


def test_headings_are_remembered_and_the_oldest_forgotten(journal, monkeypatch):
    monkeypatch.setattr(bringing_in, "REMEMBERED", 2)
    bringing_in.remember(journal.store, {"a": "telephone", "b": ""})
    bringing_in.remember(journal.store, {"c": "email", "a": "address"})
    assert bringing_in.remembered(journal.store) == {"c": "email", "a": "address"}


def test_a_full_drive_in_the_middle_is_one_sentence_and_leaves_nothing(journal):
    take(journal, "receive")
    connection, schema = journal.store.connection, _schema(journal)
    rows = [HEADINGS, *((f"{n % 28 + 1}.3.2024", f"Asiakas {n}", "", "", "Vuotaa. " * 40, "", n) for n in range(300))]
    most = connection.execute("pragma max_page_count").get
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get + 20}")
    with pytest.raises(StoreProblem, match=r"no room left on the drive of .*branch\.desk"):
        bring_in(journal, rows)
    assert _schema(journal) == schema
    assert journal.check() == []
    connection.execute(f"pragma max_page_count={most}")
    assert bring_in(journal, rows).count == 300
    assert journal.check() == []
