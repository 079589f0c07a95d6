"""Search as you type, in three languages and with any text."""

import random
from collections.abc import Iterator

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cases.text import fold
from desk.store import accounts, indexing
from desk.store import settings as settings_of
from desk.store.collation import number_key
from desk.store.connection import Store
from desk.store.database import create
from desk.store.derived_schema import TABLES
from desk.store.found import Found, exact, search
from desk.store.journal import Journal
from desk.store.matches import Matches
from desk.store.search import NEWEST, asked, indexed, indexed_of, number_typed
from tests.makers import branch

from .way import STAFF, START, pause, take

CASES = {
    1: {"customer_name": "Đỗ Thị Hạnh", "product": "Tủ lạnh Đà Nẵng 1,8 lít", "telephone": "0912 345 678",
        "own_words": "Kêu to."},
    2: {"customer_name": "Mäkinen Äijö", "own_words": "Pesukone jäi kylmäksi.", "email": "aijo@example.fi"},
    3: {"customer_name": "Jane O'Brien", "own_words": "See B1-00002, it's 100% broken_in", "serial": "SN-77/A"},
}  # fmt: skip
ASKED = {
    "do": [1], "ĐỖ": [1], "do\u0302": [1], "da nang": [1], "lạ": [1], "0912345678": [1], "091": [1],
    "345 678": [1], "lit 1": [1],
    "mäk": [2], "makinen aijo": [2], "aijo@example.fi": [2], "kylmaksi": [2], "kylm pesu": [], "pesu": [2], "pesu ": [],
    "o'brien": [3], "100%": [3], "sn-77/a": [3], "broken": [3],
    "B1-00002": [2, 3], "b1-2": [2], "b1-00003": [3], "b1": [3, 2, 1], "00001": [1],
    "": [], "   ": [], "-": [], "kone ": [], "pesukone ": [2], "nothing": [], "\0": [], "\ud800": [],
    '"': [], "*": [], "a OR b": [], "NEAR(do thi)": [], "text:do": [], "do* AND thi": [], "^do": [1],
}  # fmt: skip


@pytest.mark.parametrize("text", ASKED, ids=ascii)
def test_what_is_typed_finds_what_is_meant(journal: Journal, text: str) -> None:
    for answers in CASES.values():
        take(journal, "receive", **answers)
    assert search(journal.store, text) == ASKED[text]


def test_the_newest_come_first_and_no_more_than_asked(journal: Journal) -> None:
    for _ in range(4):
        take(journal, "receive")
    assert search(journal.store, "kone", limit=3) == [4, 3, 2]
    assert search(journal.store, "b1-1", limit=1) == [1]


def test_what_changed_is_found_by_its_new_words_only(journal: Journal) -> None:
    case_id = take(journal, "receive", customer_name="Virtanen").case.id
    take(journal, "correct", case_id, what="customer_name", value="Wirtanen", reason="Kirjoitusvirhe")
    assert search(journal.store, "wirtanen") == [1]
    assert search(journal.store, "virtanen") == []


def test_after_many_changes_the_index_holds_exactly_the_words_of_today() -> None:
    """Words that begin alike and stand in several lines, taken out and brought in again and again."""
    chance, words = random.Random(3), "ko kone kuitti kuk vesi vika vuoto đau".split()
    connection = apsw.Connection(":memory:")
    for statement in TABLES:
        connection.execute(statement)

    def text() -> str:
        lines = [" ".join(chance.choices(words, k=chance.randint(0, 4))) for _ in range(chance.randint(1, 4))]
        return indexed("\n".join(lines), chance.choice(["", "0405550193", "0405550199"]))

    kept = {row: text() for row in (1, 2, 3)}
    for row, first in kept.items():
        indexing.find_by(connection, row, first)
    for _ in range(60):
        for row in chance.choices((1, 2, 3), k=chance.randint(1, 3)):
            indexing.reword(connection, row, kept[row], now := text())
            kept[row] = now
        indexing.catch_up(connection)
        connection.execute("insert into search(search, rank) values('integrity-check', 1)")
        for start in (*words, "k", "v", "0405", "¤0199"):
            sql = "select rowid from search where search match ?"
            found = [row for row, in connection.execute(sql, (f'"{start}"*',))]
            assert found == [row for row in kept if any(word.startswith(start) for word in kept[row].split())]


def test_a_case_number_may_be_typed_short() -> None:
    assert number_typed(" b1-17 ") == number_typed("B1-00017") == number_key("B1-00017")
    assert number_typed("hn-2-17") == number_typed("HN-2-00017") != number_typed("HN-217")
    assert number_typed("b1-١٧") != number_typed("b1-17")
    assert number_key("B1-99999") < number_key("B1-100000")


def test_who_types_only_the_digits_of_a_case_number_finds_it_first(journal: Journal) -> None:
    take(journal, "receive")
    take(journal, "receive", own_words="B1-00001 maksoi 1 euron, 00001")
    for text in ("1", "00001", " 1 ", "B1 1", "b1 - 00001", "b1–1"):
        assert search(journal.store, text)[:1] == [1], text
    assert search(journal.store, "0001") == []
    assert search(journal.store, "7") == []
    settings_of.put(journal.store, "desk_no", 2)
    third = take(journal, "receive").case.number
    assert (third, search(journal.store, "3")) == ("B1-2-00003", [3])


def test_a_telephone_typed_one_way_has_its_newest_case_first_however_that_was_written(journal: Journal) -> None:
    for number in ("+84 903 123 456", "0903 123 456", "0903 123 4567", "84903123456"):
        take(journal, "receive", telephone=number)
    for text in ("+84 903 123 456", "0903123456", "903 123 456", "0084903123456"):
        assert search(journal.store, text) == [4, 2, 1, 3], text


TELEPHONES = {1: "0912 345 678", 2: "+84 98 765 4321", 3: "040-555 0193", 4: "+358 50 123 4567", 5: "(0)20 7946 0018"}
DIALLED = {
    "0912345678": [1], "0912.345.678": [1], "(0912) 345-678": [1], "+84 912 345 678": [1], "0084912345678": [1],
    "912 345": [1], "345": [4, 1], "5678": [1], "345678 ": [1], "345 ": [1], "091234567 ": [],
    "0987654321": [2], "+84987654321": [2], "98 765": [2], "4321": [2], "84987": [2],
    "0501234567": [4], "+358 50 123 4567": [4], "50 123": [4],
    "0405550193": [3], "+358405550193": [3], "555-0193": [3], "79460018": [5], "+44 20 7946 0018": [5],
    "０９１２３４５６７８": [1], "٠٤٠٥٥٥٠١٩٣": [3], "0912345678x12": [1], "+84 98 765 4321, ext. 7": [2],
    "040 555 0193 alanumero 22": [3], "0912345678 số nội bộ 12": [1], "0912345678 máy lẻ: 5": [1], "345x12": [],
    "34": [1], "56": [], "999": [], "345 kone": [4, 1], "kone 345": [4, 1], "345 nothing": [],
}  # fmt: skip


@pytest.mark.parametrize("text", DIALLED)
def test_a_telephone_is_found_in_any_notation_by_any_three_digits(journal: Journal, text: str) -> None:
    for number in TELEPHONES.values():
        take(journal, "receive", telephone=number)
    assert search(journal.store, text) == DIALLED[text]


def test_a_telephone_typed_in_full_width_digits_is_recorded_and_found_in_plain_ones(journal: Journal) -> None:
    case = take(journal, "receive", telephone="０９１２ ３４５ ６７８", own_words="Mã １２３４").case
    assert (case.telephone, case.own_words) == ("0912 345 678", "Mã １２３４")
    assert search(journal.store, "0912345678") == search(journal.store, "１２３４") == [1]


def test_full_width_digits_find_what_plain_ones_do(journal: Journal) -> None:
    first = take(journal, "receive", own_words="Hoá đơn 55512, mã X77").case.number
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    take(journal, "receive", telephone="0912 345 678")
    for text in (first, first[-5:], "1", "55512", "đơn 555", "x77"):
        assert search(journal.store, text.translate(wide)) == search(journal.store, text) == [1], text
    assert search(journal.store, "tel:0912345678".translate(wide)) == [2]


EXTENSIONS = (
    "ext 12", "x12", "ｘ12", "#12", "＃12", "máy lẻ 12", "máy nhánh: 12", "alanumero 12", "alanro. 12", "(ext. 12)",
)  # fmt: skip


@pytest.mark.parametrize("extension", EXTENSIONS, ids=ascii)
def test_a_telephone_recorded_with_an_extension_comes_first_with_and_without_it(
    journal: Journal, extension: str
) -> None:
    take(journal, "receive", telephone=f"028 3822 1234 {extension}")
    take(journal, "receive", telephone="028 3822 12345")
    for typed in ("02838221234", "+84 28 3822 1234", *(f"028 3822 1234 {other}" for other in EXTENSIONS)):
        assert search(journal.store, typed) == [1, 2], typed
    assert search(journal.store, "3822 1234 ") == [1]


def test_a_day_with_a_number_behind_it_is_no_telephone_with_an_extension(journal: Journal) -> None:
    for number in (12, 13):
        take(journal, "receive", own_words=f"Phiếu 2026-11-27 #{number}, 27/11/2026 #{number}")
    for typed in ("2026-11-27 #12", "27/11/2026 #12", "27/11/2026 x12"):
        assert search(journal.store, typed) == ([1] if "#" in typed else []), typed


_SAME = ("0903 123 456", "+84 903 123 456", "84903123456", "903123456", "0084 903.123.456", "+84 (0)903 123 456")


@pytest.mark.parametrize("text", [*_SAME, "tel:+84903123456", "tel: 0903-123-456", "84 903 123 456 "])
def test_a_telephone_is_the_same_with_and_without_its_country_its_plus_and_its_nought(
    journal: Journal, text: str
) -> None:
    for number in (*_SAME, "0903 123 457", "0283 903 123"):
        take(journal, "receive", telephone=number)
    assert sorted(search(journal.store, text)) == [1, 2, 3, 4, 5, 6]


def test_exactly_this_telephone_comes_before_newer_ones_that_begin_like_it(journal: Journal) -> None:
    for number in ("0912 345 67", "0912 345 678", "0912 345 6789"):
        take(journal, "receive", telephone=number)
    assert search(journal.store, "091234567") == [1, 3, 2]
    assert search(journal.store, "0912345678") == [2, 3]


SAID = {
    '"đổi cái khác"': [1], '"cái khác"': [1], '"khác cái"': [], '"doi cai kh': [1], '"doi cai kh"': [],
    "“đổi cái khác”": [1], '"đổi" "khác"': [2, 1], '"cai khac" do': [1], '"heikkinen kone"': [], '"': [], '""': [],
    '"đổi cái" nothing': [], "doi khac": [2, 1],
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_a_quoted_phrase_is_looked_for_word_by_word(journal: Journal, text: str) -> None:
    take(journal, "receive", own_words="Tôi muốn được đổi cái khác ngay.")
    take(journal, "receive", own_words="Khác nhau, cái nào cũng đổi.")
    take(journal, "receive", own_words="kone\nHeikkinen, cái")
    assert search(journal.store, text) == SAID[text]


_BEGUN = ("kahvinkeitin", "kahvinvaihto", "kahvinpavut", "kahvi", "customer", "customary", "the")
_DIALLED = ("0283861234", "0283865678", "+84 28 386 1234", "0912283861", "028 386")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Cases whose words and telephones begin alike for longer than the index keeps ready."""
    store, chance = create(tmp_path_factory.mktemp("begun") / "branch.desk", branch(), START), random.Random(5)
    made = Journal(store)
    for person in STAFF.values():
        accounts.add_person(store, person, "", now=START)
    for _ in range(60):
        own_words = " ".join(chance.choices(_BEGUN, k=chance.randint(1, 5)))
        take(made, "receive", own_words=own_words, telephone=chance.choice(_DIALLED))
    pause(store)
    yield store
    store.close()


def plainly(store: Store, text: str) -> list[int]:
    """The index's own answer to all that was typed, every text read for phrases."""
    question = asked(text)
    hits = [row for row, in store.rows(NEWEST, (question.match, -1))] if question.match else []
    held = {row: words for row, words in store.rows("select id, text from search_text")}
    fit = [row for row in hits if all(phrase in held[row] for phrase in question.phrases)]
    first = exact(store, text, question) if question.match else []
    return first + [row for row in fit if row not in first]


@pytest.mark.parametrize("one_in", [1, 8, 10**6])
def test_the_quick_way_to_find_a_long_beginning_finds_what_the_plain_way_finds(
    begun: Store, one_in: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.store.found.ONE_IN", one_in)
    monkeypatch.setattr("desk.store.found.FIRST_READ", 4)
    chance, quick, found = random.Random(one_in), 0, 0
    state = dict(begun.rows("select id, id%3=0 from case_list"))
    for _ in range(400):
        said = " ".join(chance.choices((*_BEGUN, *_DIALLED), k=chance.randint(1, 3)))
        text = chance.choice(("", "", '"')) + said[: chance.randint(1, len(said))] + chance.choice(("", "", " ", '"'))
        right = plainly(begun, text)
        quick, found = quick + bool(asked(text).short), found + bool(right)
        assert search(begun, text, limit=chance.choice((3, 1000))) in (right, right[:3]), text
        for few in (False, True):
            of_chip = Found(begun, text, "c.id%3=0", few=few).all_of_them()
            assert of_chip == [row for row in right if state[row]], text
    assert min(quick, found) > 50


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"'*()-+:^{}~|&<>=,;?!@#%_/\\ \t\n\0aN0Đ¤", max_size=40),
    st.lists(st.sampled_from(
        ["AND", "OR", "NOT", "NEAR(", "NEAR(a b, 3)", "text:", "*", '"', '""', "rank", "rowid", "-", "+84", "0", "¤1",
         "'; --"]
    ), max_size=8).map(" ".join),
)  # fmt: skip


@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_any_text_is_safe(journal: Journal, text: str) -> None:
    assert search(journal.store, text) == []


_PIECES = (
    '"', "“", "”", "'", "*", "(", ")", " AND ", " OR ", " NOT ", "NEAR(", ":", "^", "-", "+", "+84", "0903", "123 456",
    "B1-", "00001", "\0", "\n", "%", "_", ";--", "<b>", "đ", "Đặng", "Hạnh", "ạ", "\u0301", "\u202e", "\ud800", "😀",
    "ß", "¤1", "text:", "rank", "rowid", "a", "kone", "vuotaa", "lattialle", " ", "  ",
)  # fmt: skip


def test_ten_thousand_random_searches_in_a_filled_store_find_cases_or_nothing(journal: Journal) -> None:
    rows = {
        take(journal, "receive", customer_name=f"Đặng Hạnh {n}", telephone=f"0903 123 45{n}").entry.seq
        for n in range(8)
    }
    chance, found = random.Random(11), 0
    for _ in range(10_000):
        text = "".join(chance.choices(_PIECES, k=chance.randint(1, 10)))
        ids = search(journal.store, text)
        Matches(text).parts("Đặng Hạnh ß 0903")
        assert set(ids) <= rows
        found += bool(ids)
    assert found > 100  # they are not all nonsense


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_what_is_asked_holds_nothing_but_words(text: str) -> None:
    outside = asked(text).match.split('"')[::2]
    assert set("".join(outside)) <= set(" ()*ANDOR")


USUAL = st.text("ĐđÀẤếữ äÖß\n\t.,-_x0 “”€İ\u0301", max_size=60)


KNOWN = ["", "040 555", "+84 903 123 456", "0903123456 máy lẻ 1"]


@given(text=st.text(max_size=60) | USUAL, telephone=st.sampled_from(KNOWN))
def test_a_text_is_kept_the_same_whether_it_was_folded_before_or_not(text: str, telephone: str) -> None:
    assert indexed_of(text, telephone) == indexed(fold(text), telephone)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(categories=["L", "N", "M", "Zs", "P"]), min_size=1, max_size=30))
def test_a_case_is_found_by_every_word_that_it_holds(journal: Journal, text: str) -> None:
    row = take(journal, "receive", customer_name=f"x {text}").entry.seq
    for word in indexed(fold(text)).split(" "):
        if word:
            assert row in search(journal.store, word, limit=10_000)
