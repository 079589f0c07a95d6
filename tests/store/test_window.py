"""Lists of any length: every place of every order is where OFFSET says it is, whatever has changed before."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import apsw
import pytest

from desk.store import lists, places, window
from desk.store.connection import Store
from desk.store.database import open_store
from desk.store.derived import NEVER
from desk.store.fence import Fence
from desk.store.journal import Journal
from desk.store.lists import Filter, Window
from desk.store.places import Boundary
from desk.store.rows import FOUND
from desk.store.window import UNKNOWN

from .listed import CASES, CHANGES, NOW, Samples, copied, expected
from .way import START, take, until


@pytest.fixture
def desk(sample_of: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A branch with many cases, and lists that are long from the eighth line on."""
    monkeypatch.setattr(window, "NEAR", 8)
    monkeypatch.setattr("desk.store.fence.STRETCH", 16)
    store = copied(sample_of(CASES), tmp_path)
    yield store
    store.close()


@pytest.mark.parametrize("chip", [*lists.CHIPS, lists.FOR_ME])
@pytest.mark.parametrize("descending", [False, True])
def test_every_place_of_every_list_is_where_it_should_be(desk: Store, chip: str, descending: bool) -> None:
    asked = Filter(chip, "binh" if chip == lists.FOR_ME else "anh")
    for sort in lists.SORTS:
        right = expected(desk, asked, sort, descending)
        view = Window(desk, asked, sort=sort, descending=descending, now=NOW)
        assert view.count() == len(right)
        for offset in (0, 3, 9, len(right) // 2, max(0, len(right) - 3), len(right) + 1):
            assert [r.rowid for r in view.rows(offset, 7)] == right[offset : offset + 7], (sort, offset)
        for at in range(0, len(right), 17):
            case_id = view.rows(at, 1)[0].case_id
            assert view.place(case_id) == at, sort


@pytest.mark.parametrize("seed", range(6))
def test_fences_and_counters_follow_every_change(desk: Store, seed: int) -> None:
    chance = random.Random(seed)
    views = [
        (asked, sort, descending)
        for asked in (
            *map(Filter, ("all", "open", "closed", "late", "waiting")), Filter("mine", "anh"),
            Filter(lists.FOR_ME, "binh"),
        )
        for sort, descending in (("due", False), ("due", True), ("customer", True), ("step", False), ("recorded", True))
    ]
    for turn in range(120):
        row = desk.row("select id from case_list order by random() limit 1")[0]
        sql, values = CHANGES[chance.choice(list(CHANGES))](chance, row)
        if chance.random() < 0.2:
            undone(desk, sql, values, chance.random() < 0.5)
        else:
            desk.connection.execute(sql, values)
        asked, sort, descending = chance.choice(views)
        right = expected(desk, asked, sort, descending)
        view = Window(desk, asked, sort=sort, descending=descending, now=NOW)
        offset = chance.randrange(len(right) + 1) if right else 0
        assert [r.rowid for r in view.rows(offset, 12)] == right[offset : offset + 12], (turn, asked, sort, descending)
        assert view.count() == len(right)


@pytest.mark.parametrize("chip", ["all", "closed", "late"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_long_list_is_put_up_some_posts_at_a_time_while_cases_change(
    desk: Store, chip: str, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.store.fence.AT_ONCE", 0)
    chance = random.Random(chip)
    for sort in lists.SORTS if chip != "late" else ["due"]:
        hurried = Window(desk, Filter(chip), sort=sort, descending=descending, now=NOW, hurried=True)
        here = next(iter(hurried.rows(0, 1)), None)
        assert here is None or hurried.place(here.case_id) == UNKNOWN
        looks = 0
        while hurried.more:
            assert hurried.rows(100, 7) == []
            row = desk.row("select id from case_list order by random() limit 1")[0]
            desk.connection.execute(*CHANGES[chance.choice(list(CHANGES))](chance, row))
            hurried.read_on()
            looks += 1
        assert looks > 5
        right = expected(desk, Filter(chip), sort, descending)
        assert [row.rowid for at in range(0, len(right), 7) for row in hurried.rows(at, 7)] == right


@pytest.mark.parametrize("descending", [False, True])
def test_many_open_cases_are_put_in_order_some_at_a_time_while_cases_change(
    desk: Store, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.store.order.PORTION", 4)
    monkeypatch.setattr("desk.store.fence.AT_ONCE", 0)
    chance = random.Random(descending)
    for sort in ("number", "customer", "about", "step", "owner", "raised", "closed"):
        desk.rows("update case_list set state=iif(id%3, 'open', 'closed')")
        hurried = Window(desk, Filter("open"), sort=sort, descending=descending, now=NOW, hurried=True)
        first = [row.rowid for row in hurried.rows(0, 4)]
        later = ("step", "closed") if descending else ()
        assert first == ([] if sort in later else expected(desk, Filter("open"), sort, descending)[:4])
        looks = 0
        while hurried.more:
            assert hurried.rows(150, 7) == [] or not descending
            row, case_id = desk.row("select id, lower(hex(case_id)) from case_list order by random() limit 1")
            assert hurried.place(case_id) in (UNKNOWN, -1)
            desk.connection.execute(*CHANGES[chance.choice(list(CHANGES))](chance, row))
            hurried.read_on()
            looks += 1
        assert looks > 20
        right = expected(desk, Filter("open"), sort, descending)
        assert [row.rowid for at in range(0, len(right), 7) for row in hurried.rows(at, 7)] == right


def undone(store: Store, sql: str, values: tuple[Any, ...], looked_at: bool) -> None:
    """A change that is taken back, perhaps after somebody looked at it."""
    store.connection.execute("begin")
    store.connection.execute(sql, values)
    if looked_at:
        lists.count(store, Filter("late"), NOW)
        Window(store, Filter("all"), now=NOW).rows(30, 5)
    store.connection.execute("rollback")


def test_what_was_first_asked_before_a_change_was_taken_back_is_not_known(desk: Store) -> None:
    right = dict(desk.rows("select name, count from counter"))
    desk.connection.execute("begin")
    desk.rows("update case_list set state='closed' where state='open'")
    assert places.of(desk).counters()["open"] == 0
    desk.connection.execute("rollback")
    assert places.of(desk).counters() == right


def test_an_own_change_leaves_everything_else_known(desk: Store) -> None:
    here = places.of(desk)
    view = Window(desk, Filter("all"), sort="customer", now=NOW)
    view.rows(40, 5)
    kept = view._fence(), here.counters()
    desk.rows("update case_list set step='talk', state='open', owner='anh' where id=9")
    assert (view._fence() is kept[0], here.counters() is kept[1]) == (True, True)
    assert here.counters() == dict(desk.rows("select name, count from counter"))


def test_many_changes_that_nobody_asked_about_are_not_kept(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_HEARD", 10)
    view = Window(desk, Filter("all"), sort="raised", now=NOW)
    view.rows(40, 5)
    desk.rows("update case_list set raised_at=id*1000 where id<200")
    assert [row.rowid for row in view.rows(40, 500)] == expected(desk, Filter("all"), "raised", False)[40:540]
    assert lists.count(desk, Filter("open"), NOW) == desk.row("select count from counter where name='open'")[0]


def test_what_another_program_writes_is_seen(desk: Store) -> None:
    view = Window(desk, Filter("all"), sort="customer", now=NOW)
    before = [row.rowid for row in view.rows(40, 5)]
    other = open_store(desk.path)
    other.rows("update case_list set customer_key='!' where id=?", (before[0],))
    other.close()
    assert [row.rowid for row in view.rows(0, 1)] == [before[0]]
    assert [row.rowid for row in view.rows(41, 4)] == before[1:]


def test_what_another_program_recorded_is_counted_before_anything_else_is_read(desk: Store) -> None:
    asked = Filter("open")
    before, shown = lists.count(desk, asked, NOW), [r.rowid for r in Window(desk, asked, now=NOW).rows(0, 100)]
    counts = lists.chip_counts(desk, "anh", NOW, UTC)
    other = open_store(desk.path)
    other.rows("update case_list set state='closed' where id=?", (shown[0],))
    assert lists.count(desk, asked, NOW) == before - 1
    other.rows("update case_list set state='closed' where id=?", (shown[1],))
    assert lists.chip_counts(desk, "anh", NOW, UTC)["open"] == counts["open"] - 2
    other.rows("update case_list set state='closed' where id=?", (shown[2],))
    other.close()
    assert Window(desk, asked, sort="customer", now=NOW).count() == before - 3


@pytest.mark.parametrize("stretch", [2, 3, 7])
def test_a_stretch_that_grew_gets_more_posts(desk: Store, stretch: int) -> None:
    desk.connection.execute("delete from case_list where id%3")
    fence = Fence(desk.connection, "raised_at", stretch=stretch)
    posts = len(fence.keys)
    chance = random.Random(stretch)
    for row, at in desk.rows("select id, raised_at from case_list") * 3:
        desk.connection.execute(*CHANGES["come"](chance, row))
        fresh = desk.connection.last_insert_rowid()
        fence.add((at, fresh))
    fence.settle()
    right = [row for row, in desk.rows("select id from case_list order by raised_at, id")]
    assert [fence.lines("c.id", at, 1)[0][0] for at in range(len(fence))] == right
    assert len(fence.keys) >= posts * 3 // 2


def test_an_empty_list_has_no_places(store: Store) -> None:
    view = Window(store, Filter("all"), sort="customer", descending=True, now=NOW)
    assert (view.count(), view.rows(300, 5), view.place("00" * 16), view.place("no id")) == (0, [], -1, -1)
    journal = Journal(store)
    case_id = until(journal, "receive")
    assert view.place(case_id) == 0
    assert Window(store, Filter("closed"), now=NOW).place(case_id) == -1


def test_a_case_keeps_its_place_through_a_change_elsewhere(journal: Journal) -> None:
    ids = [until(journal, "receive", minutes=n, customer_name=f"Name {n:02d}") for n in range(9)]
    view = Window(journal.store, Filter("open"), sort="customer", now=START)
    assert [view.place(case_id) for case_id in ids] == list(range(9))
    take(journal, "correct", ids[0], what="customer_name", value="Zacharias", reason="Kuulin väärin")
    assert [view.place(case_id) for case_id in ids] == [8, *range(8)]


@pytest.mark.parametrize(("ahead", "hours"), [(2, 60), (2, 1), (256, 60), (256, 1)])
def test_a_moment_that_moves_counts_what_fell_due_while_deadlines_change(
    desk: Store, monkeypatch: pytest.MonkeyPatch, ahead: int, hours: int
) -> None:
    monkeypatch.setattr("desk.store.places.AHEAD", ahead)
    chance, moment = random.Random(5), window.micros(NOW)
    boundary = Boundary(desk.connection, moment)
    desk.connection.execute("begin")
    for turn in range(200):
        row, old = desk.row("select id, due_key from case_list where id%40=?", (turn % 40,))
        new = chance.choice((old, moment, moment + chance.randrange(10**10), NEVER))
        desk.rows("update case_list set due_key=? where id=?", (new, row))
        boundary.change(old, new)
        moment += chance.randrange(-5, 20) * hours * 10**8
        assert boundary.count(moment) == desk.row("select count(*) from case_list where due_key<?", (moment,))[0]
    desk.connection.execute("rollback")


def test_what_was_found_is_read_as_far_as_it_is_looked_at(desk: Store) -> None:
    view = Window(desk, Filter("all", text="t"), sort=FOUND, now=NOW)
    first = view.rows(0, 10)
    assert (len(first), view.known, view.more) == (10, 10, True)
    assert [row.rowid for row in first] == sorted((row.rowid for row in first), reverse=True)
    everything = view.rows(0, 1000)
    assert everything[:10] == first
    assert (view.more, view.known, view.count()) == (False, len(everything), len(everything))
    assert lists.count(desk, Filter("all", text="t"), NOW) == len(everything)


@pytest.mark.parametrize("chip", ["all", "closed", "open", "mine", "follow_up"])
def test_no_place_of_a_long_list_is_found_by_sorting_or_by_reading_all_of_it(desk: Store, chip: str) -> None:
    asked: set[str] = set()
    desk.rows("update case_list set state='open', step='follow_up' where id%9=1")
    desk.connection.exec_trace = lambda cursor, sql, values: asked.add(sql) or True
    for sort in lists.SORTS if chip in ("all", "closed") else ["due"]:
        view = Window(desk, Filter(chip, "anh"), sort=sort, now=NOW)
        view.rows(0, 4)
        for offset in range(0, view.count(), 20):
            view.rows(offset, 20)
    desk.connection.exec_trace = None
    near = [sql for sql in asked if sql.startswith("select c.id,") and ":key" not in sql and " in (" not in sql]
    assert near
    for sql in near:
        assert "TEMP" not in str(desk.rows(f"explain query plan {sql}", defaultdict(int))), sql
    fence = [sql for sql in asked if ":key" in sql]
    assert fence
    for sql in fence:
        plan = " ".join(step for *_, step in desk.rows(f"explain query plan {sql}", defaultdict(int)))
        assert "SEARCH c USING" in plan, (sql, plan)
        assert "SCAN" not in plan, (sql, plan)
        assert "TEMP" not in plan, (sql, plan)


@pytest.mark.parametrize("chip", ["all", "closed", "open", "mine"])
def test_a_jump_has_no_statement_prepared_anew(desk: Store, chip: str) -> None:
    prepared: list[int] = []
    desk.connection.authorizer = lambda operation, *names: prepared.append(operation) or apsw.SQLITE_OK
    for sort in lists.SORTS if chip in ("all", "closed") else ["due"]:
        view = Window(desk, Filter(chip, "anh"), sort=sort, now=NOW)
        jumps = range(8, view.count(), 5)
        for at in jumps:
            view.rows(at, 5)
        assert prepared
        prepared.clear()
        for at in jumps:
            assert view.rows(at, 5)
        assert prepared == [], sort


def test_the_open_cases_due_first_are_read_past_any_number_of_closed_ones(desk: Store) -> None:
    def steps() -> int:
        taken: list[None] = []
        desk.connection.set_progress_handler(lambda: bool(taken.append(None)), 1)
        found = [row.rowid for row in Window(desk, Filter("open"), now=NOW).rows(0, 8)]
        desk.connection.set_progress_handler(None)
        assert found == expected(desk, Filter("open"), "due", False)[:8]
        return len(taken)

    desk.rows("update case_list set state='open', due_key=id+1000, owner=id%3")
    alone = steps()
    desk.rows("update case_list set state='closed', due_key=id-1000 where id%7")
    assert steps() < 2 * alone
    desk.rows("update case_list set state='closed'")
    assert Window(desk, Filter("open"), now=NOW).rows(0, 8) == []


@pytest.mark.parametrize("descending", [False, True])
def test_a_jump_among_the_closed_by_deadline_counts_none_of_the_open(desk: Store, descending: bool) -> None:
    desk.rows("update case_list set state=iif(id%3, 'closed', 'open'), due_key=iif(id%2, id, :never)", {"never": NEVER})
    view = Window(desk, Filter("closed"), sort="due", descending=descending, now=NOW)
    assert view.rows(view.count() // 2, 5)
    asked: list[str] = []
    desk.connection.exec_trace = lambda cursor, sql, values: asked.append(sql) or True
    found = [row.rowid for row in view.rows(view.count() // 3, 5)]
    desk.connection.exec_trace = None
    assert found == expected(desk, Filter("closed"), "due", descending)[view.count() // 3 :][:5]
    assert not [sql for sql in asked if sql.startswith("select count(*)")]


@pytest.mark.parametrize("chip", ["waiting", "late", "due_today", "follow_up", "open", "mine"])
def test_a_short_list_is_put_in_order_without_reading_every_case(desk: Store, chip: str) -> None:
    asked: set[str] = set()
    desk.rows("update case_list set state='closed' where id%30")
    desk.connection.exec_trace = lambda cursor, sql, values: asked.add(sql) or True
    for sort in lists.SORTS:
        for text in ("", "n"):
            Window(desk, Filter(chip, "anh", text), sort=sort, now=NOW).rows(0, 20)
    desk.connection.exec_trace = None
    sorts = [sql for sql in asked if sql.startswith("select c.id from case_list c where")]
    sorts = [sql for sql in sorts if not re.search(r" in \(\d*\)", sql)]  # one case or none is in order
    assert len(sorts) > 6
    for sql in sorts:
        plan = " ".join(step for *_, step in desk.rows(f"explain query plan {sql}", defaultdict(int)))
        assert "TEMP B-TREE" in plan, (sql, plan)
        assert "SCAN" not in plan or "case_list_owner" in plan or "case_list_waiting" in plan, (sql, plan)


def test_a_phrase_of_common_words_is_looked_for_some_hits_at_a_time(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, texts in (("FIRST_READ", 2), ("WAITED_FOR", 7), ("READ_AT_ONCE", 14)):
        monkeypatch.setattr(f"desk.store.found.{name}", texts)
    oldest = desk.row("select min(id) from search_text where text like '%example%'")[0]
    words = desk.row("select text from search_text where id=?", (oldest,))[0].split()
    phrase = " ".join(words[words.index("example") : words.index("example") + 2])
    view = Window(desk, Filter("all", text=f'"{phrase}"'), sort=FOUND, now=NOW)
    asked = [len(view.rows(0, 1000)) for _ in range(80)]
    assert asked[0] < asked[-1] == view.count()
    assert asked == sorted(asked)
    assert not view.more
    everything = lists.page(desk, Filter("all", text=f'"{phrase}"'), sort=FOUND, limit=1000, now=NOW)
    assert len(everything) == asked[-1]
    assert everything[-1].rowid == oldest


@pytest.mark.parametrize("few", [0, 10**6])
@pytest.mark.parametrize("chip", ["open", "mine", "late", "closed"])
def test_words_and_chips_together(desk: Store, chip: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "FEW", few)
    right = set(expected(desk, Filter(chip, "anh"), "recorded", True))
    hits = {row.rowid for row in lists.page(desk, Filter("all", text="nguyen"), limit=1000, now=NOW)}
    for sort in (FOUND, "customer", "due"):
        found = lists.page(desk, Filter(chip, "anh", "nguyen"), sort=sort, limit=1000, now=NOW)
        assert {row.rowid for row in found} == right & hits
        view = Window(desk, Filter(chip, "anh", "nguyen"), sort=sort, now=NOW)
        assert [view.place(row.case_id) for row in found[:5]] == [*range(len(found[:5]))]


def test_an_exact_number_is_one_of_the_chip_or_not_found_there(desk: Store) -> None:
    row = lists.page(desk, Filter("open"), now=NOW)[0]
    for chip, right in (("open", [row.number]), ("closed", []), ("mine", [row.number])):
        found = lists.page(desk, Filter(chip, row.owner, row.number), now=NOW)
        assert [found_row.number for found_row in found[:1]] == right


def test_a_store_that_is_made_again_is_looked_at_again(desk: Store) -> None:
    view = Window(desk, Filter("all"), sort="about", now=NOW)
    before = view.rows(100, 20)
    Journal(desk).rebuild()
    assert view.rows(100, 20) == before
    assert places.of(desk) is places.of(desk)
