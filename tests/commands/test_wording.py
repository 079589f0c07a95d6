"""desk wording: one line of judgement for each line of a file, and files that cannot be examined."""

import unicodedata

import pytest

from desk.commands.wording import LIMIT, WordingProblem, wording
from desk.i18n import catalogue


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


def test_every_line_has_its_answer_whatever_stands_in_it(examined):
    lines = ["", " ", "\u202eSorry \u2066if it was cold.", "Sorry\u2028if it was cold.", "\u200f", "Sorry if\x07", "…"]
    said = examined("\n".join(lines) + "\n\n")
    assert len(said) == len(lines) + 1
    assert [line.split("\t")[0] for line in said] == ["ok", "ok", "doubt", "doubt", "ok", "doubt", "ok", "ok"]
    assert all(line.isprintable() for part in said for line in part.split("\t"))


@pytest.mark.parametrize(("data", "reason"), [
    (b"Sorry\0if", "NUL"),
    (b"\xff\xfe", "is not a UTF-8 text"),
    (b"a" * (LIMIT + 1), "is too large"),
])  # fmt: skip
def test_a_file_that_cannot_be_examined_is_refused_with_a_sentence(examined, data, reason):
    with pytest.raises(WordingProblem, match=reason):
        examined(data)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(WordingProblem, match="cannot be read"):
        wording("apology", "en", tmp_path / "none.txt", catalogue("en"), print)
