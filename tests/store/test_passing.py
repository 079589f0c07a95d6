"""What is late or due today, in any order: every place of it is right while cases change and the clock moves."""

import random
from datetime import timedelta

import pytest

from desk.store.connection import Store
from desk.store.derived import NEVER
from desk.store.instants import micros
from desk.store.lists import SORTS, Filter, Window

from .listed import CASES, CHANGES, NOW, expected

SOON = [timedelta(minutes=n) for n in (0, 1, 7, 60)]
FAR = [timedelta(hours=5), timedelta(days=1), timedelta(days=40)]


@pytest.fixture
def desk(store: Store) -> Store:
    """A branch where some cases are due every few minutes of four days, and a third of them never."""
    chance, start, every = random.Random(1), micros(NOW - timedelta(days=2)), 4 * 24 * 3600 * 10**6 // CASES
    columns = [name for name, in store.rows("select name from pragma_table_info('case_list')")]
    same = {"number": "", "next_step": "", "waiting": "", "owner_name": "", "due_rule": "", "safety": "", "mood": ""}
    same |= {"state": "open", "step": "talk", "owner": "anh", "closed_at": 0, "recorded_at": 0, "due_since": 0}
    lines = []
    for row in range(1, CASES + 1):
        keys = {name: chance.choice("abcxyz") for name in ("number_key", "customer_key", "about_key", "owner_key")}
        due = start + row * every if row % 3 else NEVER
        line = {"id": row, "case_id": chance.randbytes(16), "due_key": due, "raised_at": chance.randrange(9)}
        line |= {"due_at": due if row % 3 else 0, "customer": None, "about": None} | keys | same
        lines.append([line[name] for name in columns])
    with store.writing() as connection:
        connection.executemany(f"insert into case_list values({','.join('?' * len(columns))})", lines)
    return store


def change(store: Store, chance: random.Random, now: int) -> None:
    """One case changes, or is due at another moment near now; perhaps it is taken back after somebody looked."""
    row = chance.choice(store.rows("select id from case_list"))[0]
    sql, values = CHANGES[chance.choice(list(CHANGES))](chance, row)
    if chance.random() < 0.5:
        sql, values = "update case_list set due_key=? where id=?", (now + chance.randrange(-4, 4) * 10**9, row)
    if chance.random() < 0.8:
        store.rows(sql, values)
        return
    store.connection.execute("begin")
    store.connection.execute(sql, values)
    Window(store, Filter("late"), sort="customer", now=NOW).rows(0, 5)
    store.connection.execute("rollback")


@pytest.mark.parametrize("short", [0, 3, 10**6])
@pytest.mark.parametrize("seed", range(3))
def test_every_place_is_right_while_cases_change_and_the_clock_moves(
    desk: Store, short: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.store.order.SHORT", short)
    chance, now = random.Random(seed), NOW
    for turn in range(150):
        for _ in range(chance.randrange(3)):
            change(desk, chance, micros(now))
        now += chance.choice((1, 1, -1)) * chance.choice(SOON if chance.random() < 0.9 else FAR)
        asked, sort, descending = Filter(chance.choice(("late", "due_today"))), chance.choice(SORTS), turn % 2 == 0
        right = expected(desk, asked, sort, descending, now)
        view = Window(desk, asked, sort=sort, descending=descending, now=now)
        found = view.rows(0, len(right) + 1)
        assert [row.rowid for row in found] == right, (turn, asked, sort, descending)
        assert view.count() == len(right)
        for at in range(0, len(right), 29):
            assert [row.rowid for row in view.rows(at, 4)] == right[at : at + 4]
            assert view.place(found[at].case_id) == at


def test_a_case_is_no_longer_among_those_of_today_once_it_is_late(desk: Store) -> None:
    desk.rows("update case_list set due_key=? where id=7", (micros(NOW),))
    case_id = desk.row("select lower(hex(case_id)) from case_list where id=7")[0]

    def listed(chip: str, seconds: int) -> bool:
        return Window(desk, Filter(chip), sort="owner", now=NOW + timedelta(seconds=seconds)).place(case_id) >= 0

    assert [(listed("due_today", s), listed("late", s)) for s in (-1, 0, 1, 0)] == [
        (True, False), (True, False), (False, True), (True, False),
    ]  # fmt: skip


@pytest.mark.parametrize("chip", ["late", "due_today"])
def test_neither_a_minute_nor_a_change_has_the_list_sorted_again(
    desk: Store, chip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.store.order.SHORT", 9)

    def look(minute: int) -> None:
        for descending in (False, True):
            view = Window(desk, Filter(chip), sort="customer", descending=descending, now=NOW + minute * SOON[1])
            view.rows(20, 5)

    def sorted_again() -> int:
        found = sum("order by" in sql for sql in asked)
        asked.clear()
        return found

    asked: list[str] = []
    desk.connection.exec_trace = lambda cursor, sql, values: asked.append(sql) or True
    look(0)
    assert sorted_again() == 1
    for minute in range(1, 40):
        look(minute)
        desk.rows("update case_list set customer_key=? where id=?", (f"{minute}", minute))
        look(minute)
    assert sorted_again() == 0
    look(24 * 60)  # more have fallen due than are worth moving
    assert sorted_again() == 1
    desk.connection.exec_trace = None
