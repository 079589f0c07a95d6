"""When something is said beside an answer: not while it is written, at once where it is only doubtful. No window."""

from __future__ import annotations

from desk.cases.moment import Doubt, Problem
from desk.i18n import Words
from desk.ui.answering import Progress, Standing

SHORT, LATE, HOLLOW = Words("Too short."), Words("In the future."), Words("Is it one?")
STANDS = Standing(
    asked=("telephone", "raised_at", "apology"), answers={},
    problems=(Problem("bad-value", SHORT, "telephone"), Problem("record-24h", LATE, "telephone")),
    doubts=(Doubt("real-apology", HOLLOW, "apology"),),
)  # fmt: skip


def test_what_is_wrong_is_said_once_the_answer_is_finished():
    progress, raw = Progress(), {"telephone": "09"}
    assert progress.said(STANDS, raw) == {"telephone": (None, None)}
    assert progress.leave("telephone", "09")
    assert progress.said(STANDS, raw) == {"telephone": (SHORT, None)}  # the first of two
    assert not progress.leave("telephone", "09")  # nothing new comes of leaving it again


def test_an_empty_answer_is_blamed_only_when_all_is_to_be_recorded():
    progress = Progress()
    assert not progress.leave("telephone", "")
    assert progress.said(STANDS, {"telephone": ""}) == {"telephone": (None, None)}
    progress.tried = True
    assert progress.said(STANDS, {"telephone": ""}) == {"telephone": (SHORT, None)}


def test_a_doubt_is_said_while_one_still_writes():
    assert Progress().said(STANDS, {"raised_at": "now", "apology": "Sorry if"}) == {
        "raised_at": (None, None),
        "apology": (None, HOLLOW),
    }
