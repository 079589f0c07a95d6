"""Whatever a customer writes stands on the paper letter by letter, and is never taken for anything else."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from desk.papers.agreement import agreement
from desk.papers.country import country
from desk.papers.fonts import REGULAR, Style, face
from desk.papers.text import CUT, LIMIT, drawable, lines, width

from .conftest import with_words
from .reading import READERS, composed, read, squeezed

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v, t in product(VOWELS, TONES)] + ["đ"]
ALPHABET = "".join(LETTERS) + "".join(LETTERS).upper()

HOSTILE = {
    "markup": ("<b>đậm</b> <i>&amp;</i> <para>", "<b>đậm</b> <i>&amp;</i> <para>"),
    "image": ('<img src="/etc/passwd"/>', '<img src="/etc/passwd"/>'),
    "placeholders": ("{0} {name} %s %(a)d {", "{0} {name} %s %(a)d {"),
    "operators": (") Tj ET EMC BT (\\", ") Tj ET EMC BT (\\"),
    "bidi": ("an \u202etoàn\u202c \u2066x\u2069", "an toàn x"),
    "emoji": ("Tệ quá 😡 👍🏽!", "Tệ quá [pouting face] [thumbs up sign][emoji modifier fitzpatrick type-4]!"),
    "other letters": ("王伟 và Ω", "[U+738B][U+4F1F] và"),
    "decomposed": (unicodedata.normalize("NFD", "Nguyễn Thị Ánh"), "Nguyễn Thị Ánh"),
    "arrows": ("A → B ≤ 5 № 3 ✓", "A -> B <= 5 No. 3 [x]"),
    "control": ("a\x00b\x08c\x1bd", "abcd"),
    "alphabet": (ALPHABET, ALPHABET),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_drawn_as_it_stands(hanoi, name, reader):
    text, shown = HOSTILE[name]
    said = read(agreement(with_words(hanoi, text), ("vi",)), reader)
    assert composed(said)
    assert said.count(squeezed(shown)) >= 5


@pytest.mark.parametrize("reader", READERS)
def test_ten_thousand_letters_without_a_blank_still_set(hanoi, reader):
    text = "".join(ALPHABET[n * 7 % len(ALPHABET)] for n in range(10_000))
    pdf = agreement(with_words(hanoi, text), ("vi", "en"))
    without_feet = read(pdf, reader)
    head = squeezed("Công ty TNHH Ánh Dương · Cửa hàng Hàng Bài")
    runs = [text[n : n + 200] for n in range(0, 10_000, 200)]
    assert head in without_feet
    assert sum(run in without_feet for run in runs) >= len(runs) - 12  # a run may be cut by a page's foot


@pytest.mark.parametrize("languages", [("vi",), ("en",), ("fi",), ("vi", "en"), ("fi", "vi")])
@pytest.mark.parametrize("reader", READERS)
def test_long_passages_come_back_exactly_in_every_language_and_pair(hanoi, languages, reader):
    said = read(agreement(hanoi, languages), reader)
    pack = country("vn")
    for text in (hanoi.own_words, hanoi.talk.apology, *(pack.rights[code] for code in languages)):
        assert squeezed(text) in said


def test_both_readers_read_the_same(hanoi):
    said = {read(agreement(hanoi, ("vi",)), reader) for reader in READERS}
    assert len(said) == 1


def test_the_font_draws_every_vietnamese_and_finnish_letter():
    assert set(ALPHABET + "åäöÅÄÖšžŠŽ₫€") <= face(REGULAR).drawable
    assert len(set(ALPHABET)) == 146


def test_every_drawable_text_is_in_the_font_and_composed():
    for code in (*range(0x3000), *range(0x1F300, 0x1F700)):
        shown = drawable(f"a{chr(code)}a")
        assert set(shown) - {"\n"} <= face(REGULAR).drawable, hex(code)


def test_a_text_beyond_the_limit_is_cut_and_says_so():
    shown = drawable("từ " * LIMIT)
    assert len(shown) <= LIMIT
    assert shown.endswith(CUT)
    assert drawable("x" * LIMIT) == "x" * LIMIT


@pytest.mark.parametrize("room", [8.0, 33.0, 120.0])
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(room):
    style = Style(size=8)
    text = "Khách hàng gọi hai lần\nmà không ai trả lời " + "nghiêng" * 30
    found = lines(text, style, room)
    assert all(width(line, style) <= room for line in found)
    assert squeezed("".join(found)) == squeezed(text)


def test_a_mark_stays_with_its_letter_where_a_word_is_broken():
    style = Style(size=10)
    assert not any(line.startswith("\u0301") for line in lines("q\u0301" * 40, style, 61))


def test_what_belongs_together_is_parted_at_its_blanks_where_it_must_be():
    style = Style(size=8)
    assert lines("1\u00a0250\u00a0000\u00a0VND", style, 45) == ["1 250 000", "VND"]
    assert lines("1\u00a0250\u00a0000\u00a0VND", style, 80) == ["1\u00a0250\u00a0000\u00a0VND"]
