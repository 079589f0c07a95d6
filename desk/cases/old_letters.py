"""Vietnamese in the letters of a font from before Unicode, TCVN3 (.VnTime) or VNI: known for certain, or left alone.

Such a list holds "NguyÔn V¨n An" or "Nguyeãn Vaên An", which only its own font shows as Nguyễn Văn An.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from desk.i18n import N_

SAID = N_("This list was written for an old font ({font}). Its letters are shown, and come in, as today's Vietnamese.")

#: So many rows, spread over the list, are looked at before it is called old; so many words at least must say so, and
#: no more than one in so many may speak against it.
_LOOKED_AT, _LEAST, _ONE_IN = 2000, 5, 12

# The letters ------------------------------------------------------------------------------------------------------

#: TCVN3: from which character on its letters stand. Capitals with a tone are small ones in a font of capitals.
_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ", 0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
TCVN3 = {chr(first + n): letter for first, letters in _RUNS.items() for n, letter in enumerate(letters)}

#: VNI: a mark is a letter of its own behind its vowel; some letters are one character.
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROOFS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BOWLS = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    marked = {vowel + mark: _ALONE.get(vowel, vowel) + tone for vowel in "aeouyôö" for mark, tone in _TONES.items()}
    marked |= {vowel + mark: f"{vowel}\u0302{tone}" for vowel in "aeo" for mark, tone in _ROOFS.items()}
    marked |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _BOWLS.items()}
    small = {written: unicodedata.normalize("NFC", letter) for written, letter in (marked | _ALONE).items()}
    capitals = {case: letter.upper() for written, letter in small.items() for case in _in_capitals(written)}
    return small | capitals


def _in_capitals(written: str) -> tuple[str, ...]:
    return written.upper(), written[0].upper() + written[1:]


VNI = _vni()
_WRITTEN = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_OF_TCVN3 = str.maketrans(TCVN3)

#: A word of two capitals and no small letter: it was written in a font of capitals.
_CAPITALS = re.compile(r"(?<!\S)(?=\S*[A-Z]\S*[A-Z])[^\sa-z]+(?!\S)")


def of_tcvn3(text: str) -> str:
    """The text as .VnTime shows it, or .VnTimeH where it is plain that its words are capitals."""
    letters = list(text.translate(_OF_TCVN3))  # one for one
    for found in _CAPITALS.finditer(text):
        start, end = found.span() if re.search("[a-z]", text) else (0, len(text))
        letters[start:end] = "".join(letters[start:end]).upper()
    return "".join(letters)


def of_vni(text: str) -> str:
    """The text as a font of VNI shows it."""
    return _WRITTEN.sub(lambda found: VNI[found[0]], text)


# Whether it is one ------------------------------------------------------------------------------------------------

#: What only Unicode has, and no old font: a row with one of them was written in our time.
_TODAYS = re.compile("[ăĂđĐĩĨũŨơƠưƯẠ-ỹ\u0300-\u0323]")

#: A word with what the old fonts take for letters; signs and dashes of today are none.
_WORD = re.compile(r"[A-Za-z]*[\xa1-\xff\u0152\u0153\u0178][A-Za-z\xa1-\xff\u0152\u0153\u0178]*")

#: A syllable without its tone, in two shapes: with an end that needs the tone sắc or nặng, and with any other.
_BEGUN = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_CLOSED = "(?:[aăâeêioôơuưy]|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|oo)"
_STOPPED = re.compile(f"{_BEGUN}{_CLOSED}(?:ch|[cpt])")
_SYLLABLE = re.compile(
    f"{_BEGUN}(?:{_CLOSED}(?:ng|nh|[kmn])|[aeêioôơuưy]|ia|ya|ua|ưa|oa|oe|uê|uy|uya|uơ|[aâ][uy]|a[io]|eo|êu|iu|i?êu|yêu"
    "|[oôơuư]i|uôi|ươi|ưu|ươu|oa[ioy]|oeo|uây|uyu|uêu)"
)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@lru_cache(maxsize=8192)
def spoken(word: str) -> bool:
    """Whether this is a syllable of Vietnamese as it is written today."""
    plain = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(plain)
    base = unicodedata.normalize("NFC", _TONE.sub("", plain))
    if _STOPPED.fullmatch(base):
        return len(tones) == 1 and tones[0] in "\u0301\u0323"
    return len(tones) < 2 and bool(_SYLLABLE.fullmatch(base))


#: What no language but an old font puts into a word, beside plain letters: signs in TCVN3, marks behind vowels in VNI.
_SIGNS = {
    "TCVN3": re.compile("[a-zA-Z][\xa2-\xbe\xd7\xf7]|[\xa2-\xbe\xd7\xf7][a-zA-Z]"),
    "VNI": re.compile("[aeouyôö][ùøûõïâáàåãäêéèúüë]", re.IGNORECASE),
}

FONTS: dict[str, Callable[[str], str]] = {"TCVN3": of_tcvn3, "VNI": of_vni}

FOR, AGAINST, NEITHER = 1, -1, 0


@lru_cache(maxsize=8192)
def _speaks(word: str, font: str) -> int:
    """Whether a word speaks for that font: only as it shows it, the word is Vietnamese."""
    if not spoken(FONTS[font](word)):
        return AGAINST
    return NEITHER if spoken(word) or not re.search("[A-Za-z]", word) else FOR


def font_of(rows: Sequence[Sequence[Any]]) -> str:
    """The old font that a list was written for, by its words; empty when that is not certain."""
    some = rows[:: max(1, len(rows) // _LOOKED_AT)]
    texts = [cell for row in some for cell in row if isinstance(cell, str) and not cell.isascii()]
    words = [word for text in texts if not _TODAYS.search(text) for word in _WORD.findall(text)]
    return next((font for font in FONTS if _certain(words, font)), "")


def _certain(words: Sequence[str], font: str) -> bool:
    said = [_speaks(word, font) for word in words]
    told = [word for word, speaks in zip(words, said, strict=True) if speaks == FOR]
    marked = sum(1 for word in told if _SIGNS[font].search(word))
    return len(set(told)) >= _LEAST and said.count(AGAINST) * _ONE_IN <= len(told) <= 3 * marked


def in_todays(rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Sequence[Any]], str]:
    """The list in today's letters, and for which old font it was written; as it is where that is not certain."""
    font = font_of(rows)
    if not font:
        return rows, ""
    mixed = any(isinstance(cell, str) and _TODAYS.search(cell) for row in rows for cell in row)
    return [_row(row, font, mixed) for row in rows], font


def _row(row: Sequence[Any], font: str, mixed: bool) -> Sequence[Any]:
    """A row in today's letters. In a list that has been gone on with in Unicode, only one that is certainly old."""
    weights = [_weight(cell, font) for cell in row]
    if mixed and max((weight for weight in weights if weight is not None), default=0) <= 0:
        return row
    return [
        cell if weight is None or weight < 0 else FONTS[font](cell) for cell, weight in zip(row, weights, strict=True)
    ]


def _weight(cell: Any, font: str) -> int | None:
    """How much more speaks for the font than against it in a cell; None where nothing there was written for one."""
    if not isinstance(cell, str) or cell.isascii() or _TODAYS.search(cell):
        return None
    return sum(_speaks(word, font) for word in _WORD.findall(cell))
