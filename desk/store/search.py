"""Search as you type: any text is safe, the exact case number first, then the newest."""

from __future__ import annotations

import re

from desk.cases.text import fold

from .connection import Store

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(.+)-([0-9]{1,5})")
MOST_WORDS = 12


def words(folded: str) -> list[str]:
    """The words of a folded text as the index holds them: without punctuation, each once.

    Python cuts the text, not SQLite: the index's own tokenizer only splits at blanks, so both sides always agree.
    """
    return list(dict.fromkeys(_WORD.findall(folded)))


def indexed(folded: str) -> str:
    """What the index keeps of a folded text."""
    return " ".join(words(folded))


def query(text: str) -> str:
    """The index's question for what was typed; the last word may be unfinished. Empty when nothing can be asked."""
    folded = fold(text[:400])
    asked = words(folded)[:MOST_WORDS]
    if not asked:
        return ""
    unfinished = folded[-1:].isalnum()
    return " ".join(f'"{word}"' for word in asked) + ("*" if unfinished else "")


def search(store: Store, text: str, limit: int = 50) -> list[int]:
    """List rows of the cases that hold every word, the case with exactly that number first, then the newest."""
    asked = query(text)
    if not asked:
        return []
    exact = [row for row, in store.rows("select id from case_list where number in (?, ?)", numbers(text))]
    found = store.rows("select rowid from search where search match ? order by rowid desc limit ?", (asked, limit))
    return [*exact, *(row for row, in found if row not in exact)][:limit]


def numbers(text: str) -> tuple[str, str]:
    """The case number somebody means: b1-17 is B1-00017, or b1-00017 where the branch is written in small letters."""
    plain = text.strip()[:60].encode("utf-8", "replace").decode()
    match = _NUMBERED.fullmatch(plain)
    whole = f"{match[1]}-{int(match[2]):05d}" if match else plain
    return whole, whole.upper()
