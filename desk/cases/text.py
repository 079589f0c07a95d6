"""The border every text passes: normalised, refused or capped, never interpreted."""

from __future__ import annotations

import unicodedata

from desk.i18n import N_, Words

LIMIT = 20_000
SHORT = 300

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by name that show nothing
_BIDI = frozenset(chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class BadText(ValueError):
    """A text that cannot be taken as it is; `words` says why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.text)
        self.words = words


def clean(text: str, limit: int = LIMIT, lines: bool = True) -> str:
    """The text in NFC with plain line ends and no blanks around it; one that shows nothing is empty. BadText when it
    cannot be kept.

    Refused: longer than `limit` characters, NUL and other control characters, marks that turn the
    direction of writing, halves of a character. Line breaks become blanks where `lines` is false.
    """
    if len(text) > limit:
        raise BadText(
            Words(
                N_("This text is too long: {length} characters, and at most {limit} fit. Please shorten it."),
                {"length": len(text), "limit": limit},
            )
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    for char in text:
        _refuse(char)
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    text = unicodedata.normalize("NFC", text).strip()
    return text if any(_shows(char) for char in text) else ""


def _shows(char: str) -> bool:
    return char not in _BLANK and unicodedata.category(char) not in ("Cf", "Zs", "Zl", "Zp", "Cc", "Mn")


def _refuse(char: str) -> None:
    if char in _BIDI:
        raise BadText(
            Words(N_("This text holds an invisible mark that turns the direction of writing. Please type it."))
        )
    if 0xD800 <= ord(char) <= 0xDFFF:
        raise BadText(Words(N_("This text holds half a character that cannot be kept. Please type it again.")))
    if (char < " " and char not in "\n\t") or char == "\x7f":
        raise BadText(Words(N_("This text holds a control character that cannot be kept. Please type it again.")))


_FOLD = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae"})


def fold(text: str) -> str:
    """The text as search compares it: no case, no marks, đ as d."""
    plain = unicodedata.normalize("NFD", text.translate(_FOLD).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
