"""The wording checks on single sentences and on any text: places in the text, what is exempt, and hostile lines."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.cases.wording import KINDS, examine, findings
from desk.cases.wording_phrases import Phrase
from desk.i18n import LANGUAGES

ALL = [(kind, language) for kind in KINDS for language in LANGUAGES]
RULES = {
    "apology": {"real-apology", "apologise-anyway"},
    "promise": {"never-again-only-if", "say-how-long"},
    "neutral": {"neutral-words"},
}


def phrases(kind, language, text):
    return [finding.phrase for finding in examine(kind, text, language)]


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
        ("neutral", "fi", "Hullu Kukko -ravintolan tilaus meni meille."),
        ("neutral", "vi", 'Khách nói "vô lý quá" rồi về.'),
        ("neutral", "vi", "Khách nói: vô lý quá."),
        ("promise", "fi", "Asiakas kirjoitti: ”Tämä ei saa toistua enää koskaan.”"),
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
        ("promise", "fi", "Minulla on asiaa: ”Tämä ei toistu enää koskaan.”"),
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
    ("language", "thanks", "promised"),
    [
        ("vi", "Em cảm ơn chị đã báo ngay.", "Em cảm ơn chị, em sẽ báo ngay."),
        ("vi", "cam on anh da goi ngay", "cam on anh da goi, em bao ngay"),
        ("vi", "Cảm ơn anh đã nói sớm.", "Cảm ơn anh đã nói ngay, em sẽ gọi lại sớm."),
        ("fi", "Kiitos ilmoituksesta.", "Kiitos ilmoituksesta, palaamme pian."),
        ("fi", "Kiitos, että ilmoititte asiasta pian.", "Kiitos, ilmoitamme teille."),
        ("fi", "Kiitos, että toitte sen nopeasti takaisin.", "Kiitos, että odotatte, soitamme pian."),
    ],
)
def test_thanks_for_what_the_customer_did_at_once_promise_nothing(language, thanks, promised):
    assert examine("promise", thanks, language) == ()
    assert examine("promise", promised, language)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Em sẽ gọi chị.", "sẽ gọi"),
        ("Em sẽ gọi chị sớm.", "sớm"),
        ("Xong là em gọi chị, 9 giờ thứ Hai.", None),
    ],
)
def test_a_weak_doubt_speaks_only_where_no_other_does(text, phrase):
    assert phrases("promise", "vi", text) == ([phrase] if phrase else [])


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


@pytest.mark.parametrize(
    ("language", "said", "begun", "owned"),
    [
        ("en", "We will send a new lamp on Friday.", "Good morning,", "The lamp broke, and it is our fault."),
        ("fi", "Lähetämme uuden lampun perjantaina.", "Hyvää huomenta,", "Lamppu särkyi, ja vika on meidän."),
        ("vi", "Thứ Sáu bên em gửi đèn mới cho chị.", "Dạ em chào chị Lan,", "Đèn bị vỡ là lỗi của bên em ạ."),
    ],
)
def test_a_text_that_never_says_sorry_is_no_apology(language, said, begun, owned):
    (finding,) = examine("apology", said, language)
    assert (finding.rule, finding.start) == ("apologise-anyway", 0)
    assert examine("apology", begun, language) == examine("apology", owned, language) == ()


@pytest.mark.parametrize(
    ("regretted", "apologised"),
    [
        ("Harmillista, että lahja rikkoutui.", "Harmillista, että lahja rikkoutui. Pyydän sitä anteeksi."),
    ],
)
def test_a_regret_is_no_apology_unless_one_stands_anywhere_in_the_text(regretted, apologised):
    assert [finding.rule for finding in examine("apology", regretted, "fi")] == ["real-apology"]
    assert examine("apology", apologised, "fi") == ()


def test_an_apology_that_is_refused_is_none_and_one_that_cannot_be_enough_is_one():
    (finding,) = examine("apology", "En pyydä anteeksi sitä, että tarkistin paperit.", "fi")
    assert finding.rule == "apologise-anyway"
    assert finding.phrase == "En pyydä anteeksi"
    assert examine("apology", "En voi pyytää anteeksi tarpeeksi sitä, että koiranne karkasi meiltä.", "fi") == ()


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


OWN = {"en": ("sorry if ", "said: "), "vi": ("xin lỗi nếu ", "khách nói: "), "fi": ("anteeksi jos ", "asiakas sanoi: ")}


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_hostile_lines_come_to_an_end(kind, language):
    """Every gap and repetition of a pattern is bounded and a sentence reaches 60 words: the cost grows evenly."""
    for piece in (*OWN[language], '"a', "' ", "(", "1.", "a."):
        text = (piece * 5_000)[:5_000]
        for finding in examine(kind, text, language):
            assert text[finding.start : finding.end] == finding.phrase


@pytest.mark.parametrize(("kind", "language", "clean", "doubtful"), [
    ("apology", "en", "We are sorry that we burned your rice. ", "We are sorry if it burned."),
    ("promise", "fi", "Soitamme torstaina klo 16. ", "Soitamme pian."),
    ("neutral", "vi", "Khách cho biết máy rò nước. ", "Khách vô lý."),
])  # fmt: skip
def test_a_doubt_far_down_a_long_line_is_found_at_its_place(kind, language, clean, doubtful):
    """A long text is looked through block by block; a doubt at any distance from a border is the same doubt."""
    (alone,) = examine(kind, doubtful, language)
    for times in (20, 40, 41, 42, 43, 44, 90):
        (found,) = examine(kind, clean * times + doubtful, language)
        assert (found.phrase, found.start) == (alone.phrase, len(clean) * times + alone.start)


@pytest.mark.parametrize(("language", "word"), [("en", "sorry "), ("vi", "xin lỗi "), ("fi", "anteeksi ")])
def test_a_phrase_is_tried_only_where_more_than_its_first_word_stands(language, word, monkeypatch):
    """A long line of one word that many phrases begin with: each of them was tried at each of its words."""
    match, tried = Phrase.match, []
    monkeypatch.setattr(Phrase, "match", lambda self, *place: tried.append(place) or match(self, *place))
    examine("apology", word * 2_000, language)
    assert len(tried) < 5 * 2_000 * len(word.split())


def test_the_first_doubt_of_a_long_line_does_not_wait_for_its_end():
    text = "We will call you soon. " * 20_000
    assert next(findings("promise", text, "en")).phrase == "soon"
