"""desk wording: the lines of a text file, each with the first phrase that the wording checks doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from desk.cases.wording import findings
from desk.i18n import N_, Catalogue, Words

Say = Callable[[str], None]
LIMIT = 1_000_000  # bytes of one file


class WordingProblem(Exception):
    """A file that cannot be examined; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


def wording(kind: str, language: str, path: Path, words: Catalogue, say: Say) -> int:
    """One line for each line of the file: `ok`, or `doubt`, the rule and the phrase with tabs between.

    `words` is the language of the command's own sentences and changes nothing here: the lines are read by
    other programs too. WordingProblem when the file cannot be read.
    """
    for line in lines(path):
        found = next(findings(kind, line, language), None)
        say("\t".join(("doubt", found.rule, _on_one_line(found.phrase))) if found else "ok")
    return 0


def lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file in NFC, without the mark that some editors put at its beginning."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        values = {"file": path, "reason": error.strerror or "?"}
        raise WordingProblem(Words(N_("{file} cannot be read: {reason}."), values)) from None
    if len(data) > LIMIT:
        raise WordingProblem(Words(N_("{file} is too large: at most one megabyte is examined."), {"file": path}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WordingProblem(Words(N_("{file} is not a UTF-8 text."), {"file": path})) from None
    if "\0" in text:
        raise WordingProblem(Words(N_("{file} is not a text: it holds NUL characters."), {"file": path}))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).removesuffix("\n").split("\n") if text else []


def _on_one_line(phrase: str) -> str:
    """The phrase without line ends and without marks that would turn the line around on a terminal."""
    return " ".join("".join(c for c in phrase if c.isspace() or unicodedata.category(c)[0] != "C").split())
