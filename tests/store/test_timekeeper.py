"""The time that counts, kept over a kill and another start of the machine."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.cases.timekeeping import Reading
from desk.store.connection import Store
from desk.store.journal import Journal
from desk.store.timekeeper import Timekeeper, reading
from tests.makers import STRAIGHT, people

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Machine:
    """A machine whose clocks are turned by the test."""

    def __init__(self) -> None:
        self.wall, self.running, self.boot = NINE, timedelta(hours=1), "monday"

    def __call__(self) -> Reading:
        return Reading(self.wall, self.running, self.boot)

    def wait(self, **time: float) -> None:
        self.wall += timedelta(**time)
        self.running += timedelta(**time)


def test_a_clock_set_back_wins_nothing_even_when_the_desk_is_killed_between(store: Store) -> None:
    machine = Machine()
    first = Timekeeper(store, machine)
    first.now()
    first.remember()
    machine.wait(minutes=10)
    machine.wall -= timedelta(hours=25)
    again = Timekeeper(store, machine)
    assert again.now() == NINE + timedelta(minutes=10)
    assert again.jumps == [-timedelta(hours=25)]
    assert again.off == -timedelta(hours=25)


def test_after_another_start_a_clock_before_the_last_seen_time_stands_still(store: Store) -> None:
    machine = Machine()
    first = Timekeeper(store, machine)
    first.now()
    first.remember()
    machine.wall, machine.running, machine.boot = NINE - timedelta(days=2), timedelta(0), "tuesday"
    again = Timekeeper(store, machine)
    assert again.now() == NINE
    again.believe()
    assert again.now() == NINE - timedelta(days=2)


def recorded(journal: Journal, when: datetime) -> None:
    journal.record("receive", STRAIGHT["receive"], by=people()["clerk"], now=when)


@pytest.mark.parametrize(("boot", "counts"), [("tuesday", NINE + timedelta(hours=3)), ("monday", NINE)])
def test_after_another_start_no_time_lies_before_an_entry_that_was_recorded_since(
    journal: Journal, boot: str, counts: datetime
) -> None:
    """Within one start the running time says more than an entry could."""
    machine = Machine()
    first = Timekeeper(journal.store, machine)
    first.now()
    recorded(journal, NINE + timedelta(hours=2))
    first.remember()
    recorded(journal, NINE + timedelta(hours=3))  # the desk is killed before it remembers
    machine.wall, machine.boot = NINE, boot
    assert Timekeeper(journal.store, machine).now() == counts


def test_a_clock_that_was_believed_is_believed_after_another_start_too(journal: Journal) -> None:
    machine = Machine()
    machine.wall += timedelta(days=365)  # nobody had looked at it
    first = Timekeeper(journal.store, machine)
    recorded(journal, first.now())
    machine.wall = NINE
    first.believe()
    machine.boot = "tuesday"
    machine.wait(minutes=5)
    assert Timekeeper(journal.store, machine).now() == NINE + timedelta(minutes=5)


def test_the_machine_itself_can_be_read() -> None:
    one, two = reading(), reading()
    assert one.boot == two.boot
    assert one.running <= two.running
