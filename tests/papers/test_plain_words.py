"""Our own fixed texts are easy to read: short sentences and few long words, measured in each language.

For twelve-year-olds: English by LIX (words in a sentence + the share of words over six letters in per cent; up to 30
is what children's books have, 40 to 50 newspapers), Finnish by the same sum with words over twelve letters, since
Finnish joins words, Vietnamese by syllables in a sentence, since each syllable is written apart.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import desk.papers
from desk import RESOURCES
from desk.i18n import LANGUAGES, catalogue
from desk.papers.country import country
from desk.papers.voices import Voices

from .samples import papers

PAPERS = Path(desk.papers.__file__).parent
PACKS = sorted(path.stem for path in (RESOURCES / "countries").glob("*.toml"))

#: Modules with sentences that customers read.
READ_BY_CUSTOMERS = ("agreement", "slip", "letter", "leaflet", "stationery", "changed", "file", "report")

#: Letters from which on a word counts as long; the most that a text may come to; words in the longest sentence.
LONG = {"en": 7, "fi": 13, "vi": 9}
MOST = {"en": 28, "fi": 17, "vi": 19}
LONGEST = {"en": 24, "fi": 18, "vi": 31}


def sentences_of(text):
    text = re.sub(r"\([^)]*\)", "", text)
    text = re.sub(r"(?<=\d)\.(?=\d)|\{\w+\}", "x", text)
    return [s for s in re.split(r"[.:;?!]+(?:\s|$)", text) if len(s.split()) > 1]


def own_texts(module):
    """Texts marked for translation that are sentences, not labels."""
    tree = ast.parse((PAPERS / f"{module}.py").read_text(encoding="utf-8"))
    marked = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "N_"]
    texts = [ast.literal_eval(n.args[0]) for n in marked]
    return [text for text in texts if text.endswith(".") and len(text.split()) > 3]


def of_pack(code, language):
    pack = country(code)
    return [pack.rights[language], pack.personal_data[language], *pack.next_steps[language],
            *pack.your_rights[language]]  # fmt: skip


def measured(texts, language):
    """Words in a sentence plus the share of long words in per cent, and the longest sentence."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [re.sub(r"\W", "", word) for sentence in sentences for word in sentence.split()]
    long = sum(len(word) >= LONG[language] for word in words)
    return len(words) / len(sentences) + 100 * long / len(words), max(sentences, key=lambda s: len(s.split()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", READ_BY_CUSTOMERS)
def test_our_sentences_are_short_and_plain(module, language):
    say = catalogue(language).gettext
    hard, longest = measured([say(text) for text in own_texts(module)], language)
    print(f"{language} {module:11} {hard:5.1f} of {MOST[language]}  longest {len(longest.split())}")
    assert hard <= MOST[language]
    assert len(longest.split()) <= LONGEST[language], longest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PACKS)
def test_the_country_packs_are_short_and_plain(code, language):
    hard, longest = measured(of_pack(code, language), language)
    print(f"{language} {code:11} {hard:5.1f} of {MOST[language]}  longest {len(longest.split())}")
    assert hard <= MOST[language]
    assert len(longest.split()) <= LONGEST[language], longest


PAPER = papers()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPER)
def test_every_sentence_of_a_whole_paper_is_short_and_plain(name, language, monkeypatch):
    """As it is printed: with its values in place, and with the law of its country."""
    said, inside = [], Voices._each
    monkeypatch.setattr(Voices, "_each", lambda say, texts: said.extend(made := list(texts)) or inside(say, made))
    PAPER[name]((language,))
    hard, longest = measured([text for text in said if text.endswith(".") and len(text.split()) > 3], language)
    print(f"{language} {name:20} {hard:5.1f} of {MOST[language]}  longest {len(longest.split())}")
    assert hard <= MOST[language]
    assert len(longest.split()) <= LONGEST[language], longest


def test_the_measure_would_find_hard_words():
    hard = ["Notwithstanding the aforementioned contractual stipulations, the undersigned irrevocably acknowledges"
            " entitlement to statutory remuneration in accordance with applicable provisions."]  # fmt: skip
    assert measured(hard, "en")[0] > 2 * MOST["en"]
