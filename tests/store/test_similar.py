"""Similar cases are found by the product's words or the category, the likest first, and read once."""

from dataclasses import replace
from datetime import timedelta

from desk.store import similar as store_similar
from desk.store.journal import Journal

from .way import STAFF, START, take, until

NOW = START


def similar(journal: Journal, case_id: str) -> list[tuple[str, str]]:
    found = journal.moment(case_id, STAFF["clerk"], NOW).alike()
    return [(one.number, one.held) for one in found]


def test_the_same_product_comes_before_the_same_category(journal):
    until(journal, "close", product="Pesukone Aalto 7", category="product")
    until(journal, "close", minutes=10, product="Kahvinkeitin Moka 4", category="product")
    until(journal, "sign", minutes=20, product="kahvinkeitin moka", category="service")
    until(journal, "close", minutes=30, product="Lasku", category="price")
    until(journal, "approve", minutes=40, product="Kahvinkeitin Moka 6")
    here = take(journal, "receive", minutes=50, product="Kahvinkeitin Moka 6", category="product").case.id
    assert similar(journal, here) == [("B1-00003", "running"), ("B1-00002", "kept"), ("B1-00001", "kept")]


def test_a_case_is_not_like_itself_and_another_currency_is_none(journal):
    mine = until(journal, "sign", product="Kahvinkeitin Moka 4")
    assert similar(journal, mine) == []
    case = journal.case(mine)
    other = replace(case, id="00", currency="VND")
    assert store_similar.similar(journal, other, NOW) == ()


def test_what_changed_since_is_seen(journal):
    first = until(journal, "sign", product="Kahvinkeitin Moka 4")
    here = take(journal, "receive", minutes=100, product="Kahvinkeitin Moka 6").case.id
    assert similar(journal, here) == [("B1-00001", "running")]
    take(journal, "deliver", first, minutes=110, delivered_at=(START + timedelta(minutes=100)).isoformat())
    assert similar(journal, here) == [("B1-00001", "kept")]
