"""The standards report prints the month's figures, in figures as well as in bars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.cases.reports import Gestures, Kept, Month, count
from desk.papers.report import report

from .conftest import HANOI, finished, refused
from .reading import read, squeezed
from .samples import november

FIRST, END = datetime(2026, 11, 1, tzinfo=HANOI.tz), datetime(2026, 12, 1, tzinfo=HANOI.tz)
FULL = Month(
    FIRST, END, END, recorded=41, agreed=30, closed=29, still_open=12, reopened=3, usual=timedelta(days=4, hours=6),
    rules=(Kept("record-24h", 38, 3, 0, timedelta(hours=2)), Kept("keep-agreement", 27, 9, 4, timedelta(days=2))),
    ends={"agreed": 24, "withdrawn": 5}, causes={"product": 12, "own_use": 8, "service": 4},
    channels={"counter": 30, "social": 11}, public_posts=2, promises=Kept("keep-agreement", 27, 9, 4),
    gestures=Gestures(7, {"EUR": 12_50, "VND": 900_000}, 6, 5, 1),
)  # fmt: skip


def said(month=FULL, *languages):
    return read(report(month, HANOI, languages or ("en",)))


def test_every_figure_is_there_in_letters_too():
    text = said()
    for words in ("Complaints recorded 41", "Opened again before closing 3", "Usual time to close 4 days 6 h",
                  "93% of 41", "75% of 36", "Promises late 9", "Gestures of goodwill 7", "€12.50", "₫900,000",
                  "Customers hurt, without one 5", "The product 12", "Withdrawn by the customer 5", "Social media 11",
                  "Already written about in public 2"):  # fmt: skip
        assert squeezed(words) in text, words


def test_the_own_use_stands_beside_the_usual_third():
    assert squeezed("own use: 33% of the known causes. Usually it is about 33%.") in said()


def test_a_month_that_runs_says_until_when_it_was_counted():
    now = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
    assert squeezed("The month is not over: counted until 20/11/2026 12:00.") in said(replace(FULL, until=now))
    assert "notover" not in said()


def test_an_empty_month_still_prints():
    text = said(count([], 2026, 11, HANOI.tz, END))
    assert squeezed("Complaints recorded 0") in text
    assert squeezed("What the causes were") not in text


def test_counted_from_cases_it_agrees_with_them():
    text = said(november(finished().case, refused().case))
    assert squeezed("Cases closed 2") in text
    assert squeezed("Closed without agreement 1") in text
