"""Like is treated alike: what similar cases got, whether it held, and when a remedy asks the two questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.cases import alike, guide
from desk.cases.alike import Alike, alike_of, same_product
from desk.cases.branch import Policy
from desk.cases.steps import STEPS
from tests.makers import STRAIGHT, Walk

AT = datetime(2026, 2, 1, tzinfo=UTC)


def other(number: int, worth: int, about: str = "Kahvinkeitin Moka 4") -> Alike:
    return Alike(f"{number}", f"B1-{number:05d}", AT, about, ("Hyvitys",), worth, 0, "EUR", "product", alike.KEPT)


def ready(price="100,00", product="Kahvinkeitin Moka 6", **policy) -> Walk:
    walk = Walk(policy=Policy(**policy)).clerk("receive", price=price, product=product)
    return walk.clerk("understand")


def examined(walk: Walk, amount: str, others=(), **more):
    raw = {**STRAIGHT["propose"], "remedies": [{"kind": "refund", "what": "Hinta", "amount": amount}], **more}
    moment = replace(walk.wait(minutes=5).moment("clerk"), alike=lambda: others)
    return guide.examine(STEPS["propose"], raw, moment)[0], guide.decide("propose", raw, moment)


def doubts(decision) -> list[tuple[str, str]]:
    return [(d.field, str(d.words)) for d in decision.doubts if d.rule == "not-too-much"]


@pytest.mark.parametrize(("amount", "percent", "above"), [("100,00", 100, ""), ("100,01", 100, "price"),
                                                          ("60,00", 50, "price"), ("150,00", 150, "")])
def test_a_remedy_above_the_policy_s_share_of_the_price_asks_the_two_questions(amount, percent, above):
    moment, decision = examined(ready(fair_percent=percent), amount)
    assert decision.changes["proposal"]["above"] == above
    assert [name for name in ("middle", "interests") if STEPS["propose"].field(name).applies(moment)] == (
        ["middle", "interests"] if above else []
    )
    assert bool(doubts(decision)) is bool(above)


def test_the_sentence_names_what_is_given_and_what_was_paid():
    _, decision = examined(ready(), "120,00")
    assert doubts(decision) == [
        ("remedies", "€120.00 is more than usual for a purchase of €100.00. Please answer the two questions below.")
    ]


def test_going_on_is_allowed_and_the_answers_are_kept():
    walk = ready()
    remedies = [{"kind": "refund", "what": "Hinta", "amount": "120,00"}]
    walk.clerk("propose", remedies=remedies, middle="yes", interests="no")
    proposal = walk.case.proposal
    assert (proposal.above, proposal.middle, proposal.interests) == ("price", "yes", "no")
    assert [d.rule for d in walk.doubts] == ["not-too-much"]


def test_giving_up_what_the_store_needs_is_doubted_once_more():
    _, decision = examined(ready(), "120,00", interests="yes")
    assert [field for field, _ in doubts(decision)] == ["remedies", "interests"]


def test_more_than_similar_cases_got_asks_too_and_names_the_case():
    others = (other(1, 3000), other(2, 5000), other(3, 4000))
    _, decision = examined(ready(), "60,00", others)
    assert doubts(decision)[0][1].startswith("€60.00 is more than similar cases got: €50.00 in B1-00002.")
    assert not doubts(examined(ready(), "50,00", others)[1])
    assert not doubts(examined(ready(), "60,00", others[:2])[1])  # two are no custom yet
    assert not doubts(examined(ready(product="Pölynimuri"), "60,00", others)[1])


def test_a_gesture_counts_with_the_remedies_and_an_unknown_price_is_above_nothing():
    _, decision = examined(ready(), "90,00", gesture="Lahjakortti", gesture_amount="20,00")
    assert doubts(decision)
    assert not doubts(examined(ready(price=None), "900,00")[1])


def test_others_are_looked_up_only_when_something_is_given():
    def asked():
        raise AssertionError("nobody needs them")

    walk = ready()
    raw = {**STRAIGHT["propose"], "remedies": [{"kind": "explanation", "what": "Selitys"}]}
    guide.decide("propose", raw, replace(walk.wait(minutes=5).moment("clerk"), alike=asked))


@pytest.mark.parametrize(
    ("until", "held"), [("sign", alike.RUNNING), ("follow_up", alike.KEPT), ("close", alike.KEPT)]
)
def test_what_was_agreed_is_told_with_whether_it_held(until, held):
    found = alike_of(Walk().until(until).case, "Keitin")
    assert (found.remedies, found.worth, found.held) == (("Koneen hinta",), 10_000, held)


def test_late_and_coming_back_are_told_apart():
    walk = Walk().until("deliver").wait(days=9)
    walk.clerk("deliver", delivered_at=walk.now.isoformat(), late_reason="Pankki oli kiinni.")
    assert alike_of(walk.case, "x").held == alike.LATE
    walk.wait(days=4).clerk("follow_up", resolved="no", late_reason="Unohtui.")
    assert alike_of(walk.case, "x").held == alike.REOPENED
    assert alike_of(Walk().until("approve").case, "x") is None


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("Nồi cơm điện An Tâm 829", "nồi cơm điện Bình Minh 644", True), ("Moka-keitin", "moka-keitin 6", True),
     ("Tủ lạnh Bắc Hà", "Máy giặt Bắc Hà", False), ("", "", False), ("Kettle", "Kettle", True)],
)  # fmt: skip
def test_two_products_are_the_same_kind_when_they_share_most_of_their_words(one, two, same):
    assert same_product(one, two) is same


def test_the_line_says_it_in_one_sentence():
    one = replace(other(7, 1), at=AT + timedelta(days=1))
    assert str(alike.line(one)) == "B1-00007 · Kahvinkeitin Moka 4: Hyvitys (kept in time)"
