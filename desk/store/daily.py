"""Which cases had something recorded on a day: for the papers of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from .connection import Store
from .instants import micros


def recorded_on(store: Store, day: date, steps: Sequence[str], zone: tzinfo) -> list[str]:
    """The ids of the cases in which one of these steps was recorded on that day of the zone, in order."""
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    marks = ",".join("?" * len(steps))
    sql = (
        "select lower(hex(case_id)) from entry"
        f" where at>=? and at<? and step in ({marks}) group by case_id order by min(id)"
    )
    return [row[0] for row in store.rows(sql, (micros(begins), micros(ends), *steps))]
