"""Any text: what is taken is kept letter for letter, what cannot be kept is refused, and both sides quote alike."""

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cases.moment import Refused
from desk.cases.text import BadText, clean
from desk.store import lists
from desk.store.entries import head_of
from desk.store.journal import Journal

from .way import START, take

HOSTILE = (
    "<b>", "<img src=/etc/passwd>", "{0}", "%s", "=cmd()|' /C calc'!A0", "'; drop table entry; --", '"', "\\",
    "Nguyễn", "Nguye\u0302\u0303n", "👨‍👩‍👧", "\u200b", "ﷺ", "İ", "ß", "a" * 39_999, "\n\t\r\n x \u2028 y", "NULL",
    "\ufeff",
)  # fmt: skip

REFUSED = ("\0", "a\ud800", "\u202eabc", "\x1b[0m", "x" * 40_001)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t)[:20])
def test_a_text_is_kept_letter_for_letter_once_it_is_taken(journal: Journal, text: str) -> None:
    case_id = take(journal, "receive", own_words=f"x{text}").case.id
    case = journal.case(case_id)
    assert case is not None
    assert case.own_words == clean(f"x{text}")
    assert journal.check() == []


@pytest.mark.parametrize("text", REFUSED, ids=lambda t: ascii(t)[:20])
def test_a_text_that_cannot_be_kept_is_refused(journal: Journal, text: str) -> None:
    with pytest.raises(Refused, match="bad-value"):
        take(journal, "receive", own_words=text)
    assert journal.store.row("select count(*) from entry")[0] == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), name=st.text(max_size=60))
def test_whatever_is_taken_comes_back_the_same(journal: Journal, text: str, name: str) -> None:
    try:
        wanted = clean(f"x{text}"), clean(f"y{name}", 300, lines=False)
    except BadText:
        return
    case_id = take(journal, "receive", own_words=f"x{text}", customer_name=f"y{name}").case.id
    case = journal.case(case_id)
    assert case is not None
    assert (case.own_words, case.customer_name) == wanted
    row = lists.page(journal.store, lists.Filter("all"), sort="recorded", descending=True, limit=1, now=START)[0]
    assert (row.case_id, row.customer) == (case_id, wanted[1])


VALUES = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.binary(max_size=40),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=8))
def test_the_header_is_quoted_as_sqlite_quotes(values: list[int | str | bytes | None]) -> None:
    connection = apsw.Connection(":memory:")
    row = connection.execute(f"select {' || char(44) || '.join(['quote(?)'] * len(values))}", values).get
    assert head_of(values) == row
