"""The wording checks on their labelled lines: precision and recall of every kind and language, seen and unseen."""

import functools
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from desk.cases.wording import KINDS, examine
from desk.i18n import LANGUAGES

CORPUS = Path(__file__).parent.parent / "data" / "wording"
ALL = [(kind, language) for kind in KINDS for language in LANGUAGES]
PRECISION, RECALL = 0.95, 0.90
HARD_PRECISION, HARD_RECALL = 0.92, 0.87  # once 0.93 and 0.86: more is found now, at one false alarm more
RULES = {
    "apology": {"real-apology", "apologise-anyway"},
    "promise": {"never-again-only-if", "say-how-long"},
    "neutral": {"neutral-words"},
}


class Line(NamedTuple):
    """A line of the corpus: ok or doubt, the rule, the text, and its part.

    Every part was written before the patterns had been run on it. All but `unseen`, `examined` and `blind` have
    since been used to better them; those three never: their figures are what a new line may expect.
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


def keyed(kind, language, place="."):
    return [(kind, language, line) for line in corpus(kind, language, place)]


def measured(place, title):
    table = {key: score(keyed(*key, place)) for key in ALL}
    print(f"\n  {title}\n  kind      language  lines  precision  recall  same rule")
    for (kind, language), row in table.items():
        lines = len(corpus(kind, language, place))
        print(f"  {kind:<8}  {language:<8}  {lines:>5}  {row.precision:>9.3f}  {row.recall:>6.3f}  {row.rule:>9.3f}")
    return table


def low(table):
    return {key: row for key, row in table.items() if row.precision < PRECISION or row.recall < RECALL}


def test_precision_and_recall_of_every_kind_and_language():
    assert low(measured(".", "lines that the patterns were made with")) == {}


def test_lines_that_the_patterns_have_never_seen():
    """Bettering the patterns with these lines would make the figure a lie."""
    assert low(measured("unseen", "lines that the patterns have never seen")) == {}


def test_what_an_examiner_wrote():
    """80 everyday lines of each kind and language by somebody who knew the order and not the patterns; never learned
    from."""
    assert low(measured("examined", "an examiner's lines")) == {}


def test_the_last_blind_round():
    """Written to be hard, measured once and left alone. Some of its cells are low and stay so: judging words of a
    person are an open class, and the one list that holds them all does not exist."""
    measured("blind", "the last blind round")
    whole = score([line for key in ALL for line in keyed(*key, "blind")])
    print(f"  all together: precision {whole.precision:.3f}, recall {whole.recall:.3f}")
    assert whole.precision >= HARD_PRECISION
    assert whole.recall >= HARD_RECALL


@pytest.mark.parametrize("place", ["unseen", "examined", "blind"])
def test_no_line_is_both_seen_and_unseen(place):
    known = {line.text for key in ALL for line in corpus(*key)}
    assert not known & {line.text for key in ALL for line in corpus(*key, place)}


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
            assert not set(finding.phrase[0] + finding.phrase[-1]) & set(",;:"), finding.phrase


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_every_doubt_says_why_and_offers_better_words_that_are_not_doubted(kind, language):
    for line in corpus(kind, language):
        for finding in found(kind, language, line.text):
            assert str(finding.why).endswith(".")
            assert found(kind, language, finding.better) == (), finding.better


@pytest.mark.parametrize("kind", KINDS)
def test_vietnamese_without_marks_is_read_as_well(kind):
    """Nobody writes every mark on a telephone: nine in ten of the doubtful lines are still found."""
    doubtful = [line.text for line in corpus(kind, "vi") if line.label == "doubt"]
    bare = [unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D") for text in doubtful]
    bare = ["".join(c for c in text if not unicodedata.combining(c)) for text in bare]
    assert sum(bool(examine(kind, text, "vi")) for text in bare) >= 0.9 * len(bare)
