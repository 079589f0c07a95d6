"""The pattern files of the wording checks and the small language that they are written in."""

import tomllib

import pytest

from desk import RESOURCES
from desk.cases.text import fold
from desk.cases.wording import DOUBTS, KINDS, PARTS
from desk.cases.wording_phrases import SPAN, BadPattern, Finder, Grammar
from desk.cases.wording_text import REACH, Spelling, read, ways_of_writing
from desk.i18n import LANGUAGES


def patterns(language):
    return tomllib.loads((RESOURCES / "wording" / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_understood_and_every_repetition_bounded(language):
    data = patterns(language)
    grammar = Grammar(language, data["sets"])
    tables = [table.get(part, ()) for table in data["doubt"] for part in PARTS]
    tables += [data["quoting"]["phrases"], *(data["matter"][part] for part in ("plain", "forward", "title", "owned"))]
    for phrase in (phrase for table in tables for phrase in table):
        regex = grammar.regex(phrase)
        assert "+)*" not in regex
        assert "*)*" not in regex
        assert grammar.heads(phrase)
        assert 0 < grammar.reach(phrase) <= SPAN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_of_the_files_is_known_and_every_known_one_is_there(language):
    data = patterns(language)
    assert {table["name"] for table in data["doubt"]} | {"no-what", "unsaid"} == set(DOUBTS)
    assert {table["kind"] for table in data["doubt"]} == set(KINDS)


def test_a_set_that_is_not_there_is_named():
    with pytest.raises(BadPattern, match="nobody"):
        Finder(Grammar("en", {}), ["<nobody> said"])


def test_the_small_language_of_the_patterns():
    grammar = Grammar("en", {"small": ["so much", "very"]})
    text = read("Sorry, so much sorry at 10.30 if it fell.", Spelling("en", {}, []), frozenset())

    def hits(phrase):
        return [" ".join(text.words[hit.shown : hit.last]) for hit in Finder(grammar, [phrase]).find(text)]

    assert hits("sorry ..9 if") == ["sorry , so much sorry at 10.30 if", "sorry at 10.30 if"]
    assert hits("sorry ~9 if") == ["sorry at 10.30 if"]
    assert hits("sorry ..9 > if") == ["if", "if"]
    assert hits("<small> sor*") == ["so much sorry"]
    assert hits("so_much|it") == ["so much", "it"]
    assert hits("it !fell") == []
    assert hits("it &fell") == ["it"]
    assert hits("sorry !9:fell") == []
    assert hits("at #.# if?") == ["at 10.30 if"]
    assert hits("^ sorry") == ["sorry"]
    assert hits("fell $") == ["fell"]
    assert hits("^|, so_much|sorry") == ["sorry", ", so much"]
    assert hits("it fell|$") == ["it fell"]
    assert hits("fell again|$") == ["fell"]
    assert REACH > 9


def test_a_vietnamese_word_is_typed_in_three_ways():
    assert ways_of_writing("lỗi") == ("lôi3", "lôi", "loi")
    assert ways_of_writing("lổi") == ways_of_writing("lỗi")
    assert ways_of_writing("lý") == ways_of_writing("lí")
    assert ways_of_writing("to") == ("to", "to0")
    assert ways_of_writing("hoà") == ways_of_writing("hòa")


def test_neighbours_tell_what_a_syllable_without_marks_is():
    spell = Spelling("vi", {"compounds": ["tài_xế|xe_tải|đứng_đợi"]}, [])
    assert read("tai xe lai xe tai", spell, frozenset()).words == ("¶", "tai1", "xê2", "lai", "xe", "tai3")
    assert read("Tài xế đứng đợi ở xe tai.", spell, frozenset()).words[-3:] == ("xe0", "tai0", "¶")


def test_no_two_compounds_are_written_alike_without_marks():
    compounds = [c for line in patterns("vi")["spelling"]["compounds"] for c in line.split("|")]
    assert len({fold(c) for c in compounds}) == len(set(compounds)) == len(compounds)
