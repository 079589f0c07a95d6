"""Earlier cases of the same customer, by anything the intake knows of them."""

import pytest

from desk.store.journal import Journal
from desk.store.related import customer, earlier, notations

from .way import take, until

KNOWN = {
    "customer_name": "Nguyễn Thị Ánh", "telephone": "0912 345 678", "email": "anh@example.vn", "proof": "HD-20931",
    "own_words": "Tủ lạnh kêu to.",
}  # fmt: skip


@pytest.fixture
def known(journal: Journal) -> Journal:
    take(journal, "receive", **KNOWN)
    take(journal, "receive", customer_name="Nguyễn Thị Ánh Tuyết", telephone="0987 111 222", own_words="Máy giặt hỏng.")
    return journal


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ({"telephone": "0912345678"}, ("telephone",)),
        ({"telephone": "+84 912 345 678"}, ("telephone",)),
        ({"telephone": "0084.912.345.678"}, ("telephone",)),
        ({"telephone": "0912 345 678 máy lẻ 12"}, ("telephone",)),
        ({"email": "ANH@example.vn"}, ("email",)),
        ({"proof": "hd-20931"}, ("proof",)),
        ({"name": "nguyen thi anh"}, ("name",)),
        ({"telephone": "0912 345 678", "name": "Nguyễn Thị Ánh"}, ("telephone", "name")),
    ],
)
def test_a_customer_is_known_again(known: Journal, typed: dict[str, str], by: tuple[str, ...]) -> None:
    (found,) = earlier(known.store, "vn", **typed)
    assert (found.row.number, found.by) == ("B1-00001", by)


@pytest.mark.parametrize(
    "typed", [{"telephone": "0912 345"}, {"telephone": "12"}, {"name": "Ánh"}, {"email": "anh"}, {"proof": "hd"}, {}]
)
def test_too_little_finds_nobody(known: Journal, typed: dict[str, str]) -> None:
    assert earlier(known.store, "vn", **typed) == []


def test_who_called_from_an_extension_is_known_by_their_telephone(known: Journal) -> None:
    take(known, "receive", customer_name="An", telephone="028 3822 1234 máy lẻ 12")
    assert [r.row.number for r in earlier(known.store, "vn", telephone="+84 28 3822 1234")] == ["B1-00003"]


def test_the_most_alike_come_first_and_the_case_itself_is_left_out(known: Journal) -> None:
    again = take(known, "receive", **KNOWN).case.id
    take(known, "receive", customer_name="Nguyễn Thị Ánh", own_words="Khác.")
    found = earlier(known.store, "vn", telephone="0912345678", name="Nguyễn Thị Ánh", but=again)
    assert [(r.row.number, r.by) for r in found] == [("B1-00001", ("telephone", "name")), ("B1-00004", ("name",))]


@pytest.mark.parametrize(
    ("typed", "country", "digits"),
    [
        ("0912 345 678", "vn", ("0912345678", "84912345678")),
        ("040 1234567", "fi", ("0401234567", "358401234567")),
        ("+358 40 1234567", "vn", ("0401234567", "358401234567")),
        ("not a number", "vn", ()),
        ("1" * 60, "fi", ("1" * 60,)),
    ],
)
def test_a_number_is_known_as_it_is_written_at_home_and_abroad(
    typed: str, country: str, digits: tuple[str, ...]
) -> None:
    assert tuple(notations(typed, country)) == digits


def test_a_known_customer_s_wishes_and_agreements_are_offered_again(journal: Journal) -> None:
    until(journal, "close", **KNOWN, preferred_channel="email", addressed="chị Ánh", language="vi")
    take(journal, "receive", minutes=300, customer_name="Nguyễn Thị Ánh", telephone="0999 999 999", own_words="Khác.")
    found = customer(journal, "vn", {"customer_name": "nguyen thi anh", "email": "ANH@example.vn"})
    assert [(b.related.row.number, b.agreed, b.held) for b in found.cases] == [
        ("B1-00001", ("Koneen hinta",), "kept"),
    ]  # fmt: skip
    assert found.preferences == {
        "preferred_channel": "telephone", "language": "vi", "addressed": "chị Ánh", "telephone": "040 555 0193",
        "email": "anh@example.vn",
    }  # fmt: skip
    assert found.twin is None  # it is closed


def test_of_somebody_with_the_same_name_only_the_cases_are_shown(journal: Journal) -> None:
    take(journal, "receive", **KNOWN, preferred_channel="email")
    found = customer(journal, "vn", {"customer_name": "Nguyễn Thị Ánh"})
    assert (found.count, found.preferences) == (1, {})


def test_an_open_case_about_the_same_may_be_this_one(journal: Journal) -> None:
    take(journal, "receive", **{**KNOWN, "own_words": "Máy xay sinh tố bốc khói."})
    take(journal, "receive", **{**KNOWN, "own_words": "Tủ lạnh kêu to, không lạnh."})
    asked = {"telephone": "0912 345 678", "own_words": "Cái tủ lạnh của tôi vẫn kêu to"}
    twin = customer(journal, "vn", asked).twin
    assert twin is not None
    assert twin.row.number == "B1-00002"
    assert customer(journal, "vn", {**asked, "own_words": "Nồi cơm cháy"}).twin is None
    assert customer(journal, "vn", {**asked, "own_words": ""}).twin is None
