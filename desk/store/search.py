"""Search as you type: any text is safe, the exact case number first, then the newest."""

from __future__ import annotations

import re

from desk.cases.text import fold

from .connection import Store

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(.+)-(\d{1,5})")
MOST_WORDS = 12


def words(text: str) -> list[str]:
    """The words of a text as the index holds them: folded, without punctuation, each once.

    Python cuts the text, not SQLite: the index's own tokenizer only splits at blanks, so both sides always agree.
    """
    return list(dict.fromkeys(_WORD.findall(fold(text))))


def indexed(text: str) -> str:
    """What the index keeps of a text."""
    return " ".join(words(text))


def query(text: str) -> str:
    """The index's question for what was typed; the last word may be unfinished. Empty when nothing can be asked."""
    asked = words(text[:400])[:MOST_WORDS]
    if not asked:
        return ""
    unfinished = text[-1:].isalnum()
    return " ".join(f'"{word}"' for word in asked) + ("*" if unfinished else "")


def search(store: Store, text: str, limit: int = 50) -> list[int]:
    """List rows of the cases that hold every word, the case with exactly that number first, then the newest."""
    asked = query(text)
    if not asked:
        return []
    exact = [row for row, in store.rows("select id from case_list where number=?", (number(text),))]
    found = store.rows("select rowid from search where search match ? order by rowid desc limit ?", (asked, limit))
    return [*exact, *(row for row, in found if row not in exact)][:limit]


def number(text: str) -> str:
    """A case number as cases carry it: capital letters, five digits (b1-17 is B1-00017)."""
    plain = text.strip().upper().encode("utf-8", "replace").decode()
    match = _NUMBERED.fullmatch(plain)
    return f"{match[1]}-{int(match[2]):05d}" if match and match[2].isascii() else plain
