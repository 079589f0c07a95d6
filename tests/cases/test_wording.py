"""The wording checks: a labelled corpus with its precision and recall, places in the text, and what is exempt."""

import functools
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import RESOURCES
from desk.cases.wording import DOUBTS, KINDS, PARTS, examine
from desk.cases.wording_phrases import BadPattern, Finder, Grammar
from desk.cases.wording_text import REACH, ways_of_writing
from desk.commands.wording import LIMIT, WordingProblem, wording
from desk.i18n import LANGUAGES, catalogue

CORPUS = Path(__file__).parent.parent / "data" / "wording"
ALL = [(kind, language) for kind in KINDS for language in LANGUAGES]
PRECISION, RECALL = 0.95, 0.90
RULES = {
    "apology": {"real-apology", "apologise-anyway"},
    "promise": {"never-again-only-if", "say-how-long"},
    "neutral": {"neutral-words"},
}


class Line(NamedTuple):
    """A line of the corpus: ok or doubt, the rule, the text, and its part.

    Every part was written before the patterns had been run on it. All but `unseen` have since been used to better
    them; `unseen` never: its figures are what a new line may expect.
    """

    label: str
    rule: str
    text: str
    part: str


class Score(NamedTuple):
    """How often a doubt was right, and how many of the doubtful lines were found."""

    precision: float
    recall: float
    rule: float


@functools.cache
def corpus(kind, language, place="."):
    text = (CORPUS / place / f"{kind}.{language}.tsv").read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    assert head.split("\t") == list(Line._fields)
    return [Line(*row.split("\t")) for row in rows]


@functools.cache
def found(kind, language, text):
    return examine(kind, text, language)


def score(lines):
    counted = Counter()
    for kind, language, line in lines:
        rules = {finding.rule for finding in found(kind, language, line.text)}
        counted[line.label, bool(rules)] += 1
        counted["rule"] += line.rule in rules
    right = counted["doubt", True]
    return Score(
        right / (right + counted["ok", True]), right / (right + counted["doubt", False]), counted["rule"] / right
    )


def phrases(kind, language, text):
    return [finding.phrase for finding in examine(kind, text, language)]


# The corpus --------------------------------------------------------------------------------------------------------


def keyed(kind, language, place="."):
    return [(kind, language, line) for line in corpus(kind, language, place)]


def measured(place, title):
    table = {key: score(keyed(*key, place)) for key in ALL}
    print(f"\n  {title}\n  kind      language  lines  precision  recall  same rule")
    for (kind, language), row in table.items():
        lines = len(corpus(kind, language, place))
        print(f"  {kind:<8}  {language:<8}  {lines:>5}  {row.precision:>9.3f}  {row.recall:>6.3f}  {row.rule:>9.3f}")
    return table


def test_precision_and_recall_of_every_kind_and_language():
    table = measured(".", "lines that the patterns were made with")
    low = {key: row for key, row in table.items() if row.precision < PRECISION or row.recall < RECALL}
    assert low == {}


def test_lines_that_the_patterns_have_never_seen():
    """Some of these cells are low and stay so: bettering the patterns with these lines would make the figure a lie."""
    measured("unseen", "lines that the patterns have never seen")
    whole = score([line for key in ALL for line in keyed(*key, "unseen")])
    print(f"  all together: precision {whole.precision:.3f}, recall {whole.recall:.3f}")
    assert whole.precision >= PRECISION
    assert whole.recall >= RECALL
    known = {line.text for key in ALL for line in corpus(*key)}
    assert not known & {line.text for key in ALL for line in corpus(*key, "unseen")}


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_the_corpus_is_large_balanced_and_without_repetition(kind, language):
    lines = corpus(kind, language)
    clean = sum(line.label == "ok" for line in lines)
    assert len(lines) >= 100
    assert 0.45 <= clean / len(lines) <= 0.55
    assert len({line.text for line in lines}) == len(lines)
    assert {line.rule for line in lines} == RULES[kind] | {"-"}
    assert all((line.label == "ok") == (line.rule == "-") for line in lines)
    assert {line.part for line in lines} >= {"development", "held-out-1", "held-out-2", "held-out-3", "round-4"}


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_a_phrase_is_what_stands_at_its_place(kind, language):
    for line in corpus(kind, language):
        for finding in found(kind, language, line.text):
            assert finding.phrase
            assert line.text[finding.start : finding.end] == finding.phrase


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_every_doubt_says_why_and_offers_better_words_that_are_not_doubted(kind, language):
    for line in corpus(kind, language):
        for finding in found(kind, language, line.text):
            assert str(finding.why).endswith(".")
            assert examine(kind, finding.better, language) == (), finding.better


@pytest.mark.parametrize("kind", KINDS)
def test_vietnamese_without_marks_is_read_as_well(kind):
    """Nobody writes every mark on a telephone: nine in ten of the doubtful lines are still found."""
    doubtful = [line.text for line in corpus(kind, "vi") if line.label == "doubt"]
    bare = [unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D") for text in doubtful]
    bare = ["".join(c for c in text if not unicodedata.combining(c)) for text in bare]
    assert sum(bool(examine(kind, text, "vi")) for text in bare) >= 0.9 * len(bare)


# Single sentences --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "language", "text", "phrase"),
    [
        ("apology", "en", "We are sorry if the soup was cold.", "if"),
        ("apology", "en", "I'm sorry, but sale goods stay sold.", "but"),
        ("apology", "fi", "Pahoittelemme, mutta keitto on aina kylmää.", "mutta"),
        ("apology", "vi", "Em xin lỗi nếu món phở bị nguội ạ.", "nếu"),
        ("apology", "vi", "xin loi neu mon pho bi nguoi", "neu"),
        ("promise", "en", "We will call you soon.", "soon"),
        ("promise", "fi", "Soitamme teille pian.", "pian"),
        ("neutral", "en", "The customer was furious.", "furious"),
        ("neutral", "fi", "Asiakas väittää, että keitin vuotaa.", "väittää"),
    ],
)
def test_the_phrase_is_no_longer_than_what_is_doubtful(kind, language, text, phrase):
    assert phrases(kind, language, text) == [phrase]


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("neutral", "en", "She wrote “this is ridiculous” and asks for a call."),
        ("neutral", "en", "The customer said: this is ridiculous."),
        ("neutral", "en", "He said 'I'm furious, don't call me' and left."),
        ("neutral", "fi", "Asiakas kirjoitti: »olen raivoissani»."),
        ("neutral", "fi", "Hän sanoi ”tyhmä laite” ja lähti."),
        ("neutral", "vi", 'Khách nói "vô lý quá" rồi về.'),
        ("neutral", "vi", "Khách nói: vô lý quá."),
        ("promise", "vi", "Chị viết “sẽ không bao giờ quay lại”, thứ Hai em gọi cho chị lúc 9 giờ."),
    ],
)
def test_what_the_customer_is_quoted_with_is_theirs(kind, language, text):
    assert examine(kind, text, language) == ()


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("neutral", "en", "“This is odd”, she said. The clerk thinks she is ridiculous."),
        ("neutral", "en", "The customer said: it leaks. He was furious."),
        ("apology", "en", "“I am sorry if you were offended.”"),
        ("promise", "fi", "”Tämä ei toistu enää koskaan.”"),
    ],
)
def test_what_stands_outside_the_quotation_is_ours(kind, language, text):
    assert examine(kind, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can't promise that this will never happen again."),
        ("fi", "En voi luvata, ettei tämä enää koskaan toistu."),
        ("vi", "Em không dám hứa là chuyện này sẽ không bao giờ xảy ra nữa."),
        ("vi", "em khong dam hua la chuyen nay se khong bao gio xay ra nua"),
    ],
)
def test_a_promise_that_is_refused_is_no_promise(language, text):
    assert examine("promise", text, language) == ()


@pytest.mark.parametrize(
    ("language", "vague", "dated"),
    [
        ("en", "We will call you soon.", "We will call you soon, on Friday at 10."),
        ("fi", "Soitamme pian.", "Soitamme pian, klo 15 mennessä."),
        ("vi", "Em sẽ gọi sớm ạ.", "Em sẽ gọi sớm, trước 10 giờ ngày 15/4 ạ."),
    ],
)
def test_a_vague_time_with_a_day_or_an_hour_beside_it_is_clear(language, vague, dated):
    assert [finding.rule for finding in examine("promise", vague, language)] == ["say-how-long"]
    assert examine("promise", dated, language) == ()


@pytest.mark.parametrize(
    ("language", "said", "named"),
    [
        ("en", "I am so sorry, Mrs Carter.", "I am so sorry about the torn lining, Mrs Carter."),
        ("fi", "Pahoittelut, rouva Virtanen.", "Pahoittelut repeytyneestä vuorista, rouva Virtanen."),
        ("vi", "Em xin lỗi chị Lan nhiều ạ.", "Em xin lỗi chị Lan vì lớp lót áo bị rách ạ."),
    ],
)
def test_an_apology_must_name_what_it_is_for(language, said, named):
    assert [finding.rule for finding in examine("apology", said, language)] == ["apologise-anyway"]
    assert examine("apology", named, language) == ()


def test_those_meant_and_but_are_told_apart_with_and_without_marks():
    assert examine("apology", "Em xin lỗi vì những ngày anh phải chờ giao máy.", "vi") == ()
    assert examine("apology", "em xin loi vi nhung ngay anh phai cho giao may", "vi") == ()
    assert phrases("apology", "vi", "em xin loi anh, nhung hang sale khong doi") == ["nhung"]


def test_a_bare_syllable_among_marked_ones_means_itself():
    assert examine("neutral", "Khách du lịch nói to, ở lao động phòng 3, hai người.", "vi") == ()
    assert examine("neutral", "khach noi vo ly, lam am len", "vi")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_their_marks_may_stand_apart(form):
    text = unicodedata.normalize(form, "Khách làm ầm lên vì vết xước.")
    (finding,) = examine("neutral", text, "vi")
    assert unicodedata.normalize("NFC", text[finding.start : finding.end]) == "làm ầm"


@pytest.mark.parametrize("text", ["We apologize for any inconvinience.", "We appologise for the inconveniance"])
def test_one_slip_in_a_long_word_is_forgiven(text):
    assert [finding.rule for finding in examine("apology", text, "en")] == ["apologise-anyway"]


def test_an_unknown_kind_or_language_is_refused():
    with pytest.raises(KeyError):
        examine("poem", "Sorry.", "en")
    with pytest.raises(KeyError):
        examine("apology", "Sorry.", "sv")


# Any text ----------------------------------------------------------------------------------------------------------

PIECES = (
    "sorry if but soon never again claims you should have – “ ” ' \" : , . … \n 15.4. klo e\u0301 "
    "xin lỗi nếu nhưng sớm không bao giờ anteeksi jos mutta pian ei enää koskaan väittää khách nói: İ ß 1/2"
).split(" ")


@settings(deadline=None)  # the first text that meets a phrase waits for it to be compiled
@given(st.sampled_from(ALL), st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_is_safe_and_its_phrases_stand_at_their_places(key, text):
    kind, language = key
    last = 0
    for finding in examine(kind, text, language):
        assert finding.start >= last
        assert text[finding.start : finding.end] == finding.phrase != ""
        assert finding.rule in RULES[kind]
        last = finding.end


@pytest.mark.parametrize(("kind", "language"), ALL)
@pytest.mark.parametrize("piece", ["sorry if ", "xin lỗi nếu ", "anteeksi jos ", '"a', "' ", "(", "1.", "a.", "said: "])
def test_twenty_thousand_hostile_characters_come_to_an_end(kind, language, piece):
    """Every gap and repetition of a pattern is bounded and a sentence reaches 60 words: the cost grows evenly."""
    text = (piece * 20_000)[:20_000]
    for finding in examine(kind, text, language):
        assert text[finding.start : finding.end] == finding.phrase


# The pattern files -------------------------------------------------------------------------------------------------


def patterns(language):
    return tomllib.loads((RESOURCES / "wording" / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_understood_and_every_repetition_bounded(language):
    data = patterns(language)
    grammar = Grammar(language, data["sets"])
    tables = [table.get(part, ()) for table in data["doubt"] for part in PARTS]
    tables += [data["quoting"]["phrases"], *(data["matter"][part] for part in ("plain", "forward", "title"))]
    for phrase in (phrase for table in tables for phrase in table):
        regex = grammar.regex(phrase)
        assert "+)*" not in regex
        assert "*)*" not in regex
        assert grammar.heads(phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_of_the_files_is_known_and_every_known_one_is_there(language):
    data = patterns(language)
    assert {table["name"] for table in data["doubt"]} | {"no-what"} == set(DOUBTS)
    assert {table["kind"] for table in data["doubt"]} == set(KINDS)


def test_a_set_that_is_not_there_is_named():
    with pytest.raises(BadPattern, match="nobody"):
        Finder(Grammar("en", {}), ["<nobody> said"])


def test_the_small_language_of_the_patterns():
    from desk.cases.wording_text import Spelling, read

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
    assert REACH > 9


def test_a_vietnamese_word_is_typed_in_four_ways():
    assert ways_of_writing("lỗi") == ("lôi3", "lôi", "loi3", "loi")
    assert ways_of_writing("lổi") == ways_of_writing("lỗi")
    assert ways_of_writing("lý") == ways_of_writing("lí")
    assert ways_of_writing("to") == ("to", "to0")
    assert ways_of_writing("hoà") == ways_of_writing("hòa")


# desk wording ------------------------------------------------------------------------------------------------------


@pytest.fixture
def examined(tmp_path):
    def run(data, kind="apology", language="en"):
        path = tmp_path / "lines.txt"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        said = []
        assert wording(kind, language, path, catalogue("en"), said.append) == 0
        return said

    return run


def test_one_line_is_said_for_each_line_of_the_file(examined):
    assert examined("Sorry the soup was cold.\r\n\nI'm sorry if it was cold.\n") == [
        "ok",
        "ok",
        "doubt\treal-apology\tif",
    ]
    assert examined("") == []
    assert examined("\ufeffSorry.") == ["doubt\tapologise-anyway\tSorry"]


def test_decomposed_letters_are_put_together_first(examined):
    text = unicodedata.normalize("NFD", "Khách vô lý.")
    assert examined(text, "neutral", "vi") == ["doubt\tneutral-words\tvô lý"]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"\xff\xfe", "is not a UTF-8 text"), (b"a" * (LIMIT + 1), "is too large")]
)
def test_a_file_that_cannot_be_examined_is_refused_with_a_sentence(examined, data, reason):
    with pytest.raises(WordingProblem, match=reason):
        examined(data)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(WordingProblem, match="cannot be read"):
        wording("apology", "en", tmp_path / "none.txt", catalogue("en"), print)
