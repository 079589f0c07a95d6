"""Replay: a case is what its journal tells, whoever reads it, in whatever order it arrived."""

import json
import random
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cases.case import Case, Entry, Proposal, Remedy, Talk, apply, proposal_digest, replay
from desk.cases.changes import CHANGES
from desk.cases.personal import PERSONAL, is_personal
from desk.cases.steps import STEPS
from desk.cases.values import canonical, freeze, moment_of, stamp, thaw
from tests.cases.rows import at
from tests.makers import Walk

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOCK = {"started": "2026-03-02T09:00:00Z", "due": "2026-03-02T10:00:00Z"}


def entry(order, changes, digest="", **more):
    return Entry("case", order, NOW, "clerk", "note", {}, changes, digest=digest, **more)


def test_an_empty_journal_tells_no_case():
    assert replay([]) is None


def test_entries_are_told_in_the_order_of_their_numbers():
    told = replay([entry(2, {"mood": "angry"}), entry(1, {"mood": "calm"})])
    assert told.mood == "angry"


def test_of_two_entries_with_one_number_the_digest_decides():
    one, two = entry(1, {"mood": "calm"}, "b"), entry(1, {"mood": "angry"}, "a")
    assert replay([one, two]).mood == replay([two, one]).mood == "calm"


@cache
def closed() -> Walk:
    """The straight way to its end, walked once for every order."""
    return at("close")().clerk("close")


@given(st.randoms(use_true_random=False))
def test_a_journal_tells_the_same_case_in_whatever_order_it_arrives(shuffle: random.Random):
    walk = closed()
    mixed = walk.entries[:]
    shuffle.shuffle(mixed)
    assert replay(mixed) == walk.case


def test_a_case_is_the_same_after_its_changes_went_through_json():
    walk = at("deliver")().clerk("amend")
    walk.clerk("deliver", commitment="2", delivered_at=walk.now.isoformat())
    case = Case("case")
    for e in walk.entries:
        case = apply(case, json.loads(canonical(e.changes)))
    assert case == walk.case


@pytest.mark.parametrize(
    "changes",
    [
        {"aura": "green"},
        {"aura/1": "green"},
        {"id": "another"},
        {"owner/1": "x"},
        {"proposal/colour": "x"},
        {"clocks/follow-up/met": "2026-03-02T09:00:00Z"},
        {"clocks/record-24h/colour": "red"},
    ],
)
def test_a_name_that_this_version_does_not_know_is_left_out(changes):
    case = apply(Case("case"), {"clocks/record-24h": {**CLOCK, "sound": "bell"}})
    assert apply(case, changes) == case


def test_one_item_and_one_part_of_an_item_are_assigned_alone():
    case = apply(Case("case"), {"clocks/a": CLOCK, "clocks/b": CLOCK})
    case = apply(case, {"clocks/b/met": "2026-03-02T09:30:00Z", "attempts/1": "2026-03-02T09:30:00Z"})
    assert [case.clocks["a"].met, case.clocks["b"].met] == [None, NOW + timedelta(minutes=30)]
    assert case.attempts == {"1": NOW + timedelta(minutes=30)}


def test_an_item_and_its_part_may_come_in_one_entry():
    case = apply(Case("case"), {"clocks/a": CLOCK, "clocks/a/met": "2026-03-02T09:30:00Z"})
    assert case.clocks["a"].met == NOW + timedelta(minutes=30)


def test_a_case_with_an_erased_entry_says_so():
    assert replay([entry(1, {"mood": "calm"}), entry(2, {}, erased=True)]).erased
    assert not replay([entry(1, {"mood": "calm"})]).erased


# Values ----------------------------------------------------------------------------------------------------------


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=3))]),
                    min_value=datetime(1900, 1, 2), max_value=datetime(2200, 1, 1)))  # fmt: skip
def test_a_moment_comes_back_as_it_was_written(at_):
    assert moment_of(stamp(at_)) == at_
    assert stamp(at_).endswith("Z")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        moment_of("2026-03-02T09:00:00")


def test_a_case_with_everything_in_it_freezes_and_thaws():
    case = at("close")().clerk("close").case
    frozen = json.loads(canonical(case))
    assert apply(Case("case"), frozen) == thaw(Case, frozen) == case


def test_sets_and_days_are_written_in_one_way():
    assert canonical({"b": {"y", "x"}, "a": date(2026, 3, 2)}) == b'{"a":"2026-03-02","b":["x","y"]}'
    assert canonical({"a": "đ"}) == '{"a":"đ"}'.encode()


def test_a_proposal_is_named_by_its_content_alone():
    one = {"position": "x", "remedies": (Remedy("refund", "w", 5),)}
    assert proposal_digest(one) == proposal_digest(dict(reversed(freeze(one).items())))
    assert proposal_digest(one) != proposal_digest({**one, "position": "y"})


# Erasing by law --------------------------------------------------------------------------------------------------

STAFF_ONLY = {"name", "into", "number", "sha256", "row"}
FREE = ("text", "lines", "points", "rows", "strokes")


def test_whatever_a_customer_or_about_them_may_be_typed_can_be_erased():
    typed = {f.name for s in STEPS.values() for f in s.fields if f.kind in FREE}
    assert {name for name in typed if not is_personal(name)} == STAFF_ONLY


def test_every_personal_name_is_asked_or_kept_somewhere():
    asked = {f.name for s in STEPS.values() for f in s.fields} | {c.name for s in STEPS.values() for f in s.fields
                                                                  for c in f.columns}  # fmt: skip
    kept = {f.name for f in fields(Case)}
    parts = {f.name for kind in (Proposal, Talk) for f in fields(kind)}
    assert asked | kept | parts >= PERSONAL


@pytest.mark.parametrize(
    ("name", "personal"),
    [("commitments/1", True), ("commitments/1/evidence", True), ("returned_reason", True), ("owner", False),
     ("clocks/record-24h/met", False), ("step", False)],
)  # fmt: skip
def test_a_part_is_personal_when_its_whole_is(name, personal):
    assert is_personal(name) is personal


@pytest.mark.parametrize(
    ("name", "beside_the_chain"),
    [("lesson", False), ("hand_over", False), ("telephone", True), ("commitments/1/late_reason", True),
     ("step", False)],
)  # fmt: skip
def test_an_empty_answer_is_personal_only_where_lists_and_search_look_for_it(name, beside_the_chain):
    assert is_personal(name, empty=True) is beside_the_chain


def test_every_step_changes_only_what_a_case_knows():
    known = {f.name for f in fields(Case)}
    walks = [at("close")().clerk("close").clerk("reopen"), Walk().clerk("receive").clerk("withdraw")]
    named = {name.split("/")[0] for walk in walks for e in walk.entries for name in e.changes}
    assert named <= known
    assert set(CHANGES) == set(STEPS)
