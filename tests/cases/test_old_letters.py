"""Lists written for an old font are read in today's letters, and no other text is ever taken for one."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.cases.old_letters import FONTS, TCVN3, VNI, font_of, in_todays, of_tcvn3, of_vni, spoken

#: Every letter of Vietnamese that has a mark.
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = ["đ", *(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES)]
MARKED = [letter for small in LETTERS if not small.isascii() for letter in (small, small.upper())]

_WRITTEN = {"TCVN3": {letter: written for written, letter in TCVN3.items()}, "VNI": {}}
for _one, _letter in VNI.items():
    if _letter.islower() or _one.isupper():
        _WRITTEN["VNI"][_letter] = _one
for _letter in MARKED:
    _WRITTEN["TCVN3"].setdefault(_letter, _WRITTEN["TCVN3"][_letter.lower()])  # in a font of capitals


def written(text: str, font: str) -> str:
    """A text as it was typed for an old font."""
    return "".join(_WRITTEN[font].get(char, char) for char in unicodedata.normalize("NFC", text))


def texts(language: str) -> list[str]:
    """What people in shops write, without capitals all through."""
    lists = (Path(__file__).parents[1] / "data" / "wording").rglob(f"*.{language}.tsv")
    lines = (line.split("\t") for path in sorted(lists) for line in path.read_text(encoding="utf-8").splitlines())
    return [unicodedata.normalize("NFC", parts[2]) for parts in lines if len(parts) > 2 and parts[2] != "text"]


TEXTS = {language: texts(language) for language in ("vi", "en", "fi")}
WORDS = {
    language: sorted({word for text in said for word in re.findall(r"\S+", text) if not word.isascii()})
    for language, said in TEXTS.items()
}
OTHERS = (
    "Déjà vu : « l’été à Genève, où naît Noël » Façade", "Größe, Müßiggang, Ärger über Öl", "Señor Núñez ¿qué?",
    "Åsa och Örjan på Åland", "Þór Guðmundsson, Ísafjörður", "Žofia Kováčová, Łódź", "café, £5, 20 °C, ½ kg, 3 × 4 m²",
    "Á Bê Ô", "«»", "®©™ §¤¶ ·¸¹ ¨ª«",
)  # fmt: skip


@pytest.mark.parametrize("font", FONTS)
def test_every_letter_is_the_same_there_and_back(font):
    assert len(set(MARKED)) == len(MARKED) == 134
    for letter in MARKED:
        word = f"XX{letter}" if letter.isupper() else f"x{letter}"
        assert FONTS[font](written(word, font)) == word


def test_a_list_is_read_as_its_font_shows_it():
    assert of_tcvn3("C«ng ty NguyÔn V¨n An, §ç ThÞ Hµ, ®­îc") == "Công ty Nguyễn Văn An, Đỗ Thị Hà, được"
    assert of_vni("Coâng ty Nguyeãn Vaên An, Ñoã Thò, ñöôïc, TIEÀN") == "Công ty Nguyễn Văn An, Đỗ Thị, được, TIỀN"


def test_capitals_of_a_font_of_capitals_are_capitals():
    assert of_tcvn3("§ç THÞ Hµ") == "ĐỖ THỊ HÀ"
    assert of_tcvn3("CHî Hµ §«ng") == "CHỢ Hà Đông"
    assert of_tcvn3("Lª Hµ") == "Lê Hà"


@pytest.mark.parametrize("font", FONTS)
@given(chosen=st.lists(st.sampled_from(TEXTS["vi"]), min_size=8, max_size=20))
@settings(deadline=None)
def test_an_old_list_is_known_and_every_text_in_it_as_it_was(font, chosen):
    chosen = [*chosen, "Nguyễn Văn An", "Đỗ Thị Hà", "Tủ lạnh bị hỏng, đã gọi ba lần", "Chưa xử lý"]
    rows, known = in_todays([[written(text, font), 5, None] for text in chosen])
    assert known == font
    assert [str(row[0]).lower() for row in rows] == [text.lower() for text in chosen]
    assert rows[0][1:] == [5, None]


@pytest.mark.parametrize("language", TEXTS)
@given(data=st.data())
@settings(deadline=None)
def test_a_text_of_today_is_never_taken_for_an_old_one(language, data):
    of_language = st.sampled_from(TEXTS[language]) | st.sampled_from(WORDS[language])
    rows = data.draw(st.lists(st.lists(of_language | st.sampled_from(OTHERS) | st.just(""), min_size=1, max_size=4)))
    assert in_todays(rows) == (rows, "")


@given(rows=st.lists(st.lists(st.text(st.characters(max_codepoint=0x17F))), max_size=20))
def test_letters_at_random_are_no_old_list(rows):
    assert font_of(rows) == ""


@pytest.mark.parametrize("font", FONTS)
def test_in_a_list_that_goes_on_in_unicode_only_the_old_rows_are_changed(font):
    old = [["Nguyễn Văn An", "Tủ lạnh hỏng"], ["Trần Thị Bình", "Giao chậm hai tuần"], ["Hà", "nồi cơm điện rò điện"]]
    today = [["Đỗ Thị Hà", "Tú gọi, bé khóc"], ["Tú", "Hoà"]]
    rows, known = in_todays([[written(cell, font) for cell in row] for row in old] + today)
    assert (rows, known) == (old + today, font)


def test_a_name_of_elsewhere_stays_in_an_old_list():
    old = [["Nguyễn Văn An"], ["Đỗ Thị Hà"], ["Trần Bình"], ["Khách hàng cũ"], ["Tủ lạnh bị hỏng"]] * 3
    rows, known = in_todays([*([written(row[0], "TCVN3")] for row in old), ["Müller"], ["20 °C"]])
    assert (rows, known) == ([*old, ["Müller"], ["20 °C"]], "TCVN3")


def test_a_syllable_has_one_tone_and_an_end_that_takes_it():
    assert all(map(spoken, ("nghiêng", "Hoà", "hòa", "khuỷu", "QUYỂN", "tiếc", "đẹp", "ăn", "ở", "uống")))
    assert not any(map(spoken, ("tiêc", "đằp", "âấ", "ă", "jää", "hyvä", "Müller", "café")))
