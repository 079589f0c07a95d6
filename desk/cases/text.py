"""The border every text passes: normalised, refused or capped, never interpreted."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from typing import Any, NoReturn

from desk.i18n import N_, Words

LIMIT = 40_000  # 3,000 words of the longest language, with room
SHORT = 300

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by name that show nothing
_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[\u200b-\u200f\u2060-\u2064\ufeff{_BIDI}]")
_REFUSED = f"[\x00-\x08\x0b-\x1f\x7f{_BIDI}\ud800-\udfff]"


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
    if not text.isprintable():  # most lines are, and have none of these
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        if bad := _refused().search(text):
            _refuse(bad[0])
        if not lines:
            text = text.replace("\n", " ").replace("\t", " ")
    text = unicodedata.normalize("NFC", text).strip()
    return text if any(map(_shows, text)) else ""


_NO_DIGITS = bytes(set(range(128)).difference(b"0123456789"))
_DIGIT = re.compile(r"\d")


def digits_of(text: str) -> str:
    """The digits of a text, one behind the other."""
    if text.isascii():  # as nearly every telephone is
        return text.encode().translate(None, _NO_DIGITS).decode()
    return "".join(filter(str.isdigit, text))


def plain_digits(text: str) -> str:
    """The text with the digits of every script, full-width ones too, as 0 to 9."""
    return text if text.isascii() else _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def seen(text: str) -> str:
    """A number or a day without the marks that nobody sees and that come along when it is copied from elsewhere."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def of_file(name: str) -> str:
    """A file's name as it can be kept: nobody typed it, so what clean() would refuse in it becomes "_"."""
    return clean(_refused().sub("_", name)[:SHORT], SHORT, lines=False)


@lru_cache(maxsize=1)
def _refused() -> re.Pattern[str]:
    return re.compile(_REFUSED)  # with the first text that has one: no list needs it


def _shows(char: str) -> bool:
    return char not in _BLANK and unicodedata.category(char) not in ("Cf", "Zs", "Zl", "Zp", "Cc", "Mn")


def _refuse(char: str) -> NoReturn:
    if re.match(f"[{_BIDI}]", char):
        text = N_("This text holds an invisible mark that turns the direction of writing. Please type it.")
        raise BadText(Words(text))
    if 0xD800 <= ord(char) <= 0xDFFF:
        raise BadText(Words(N_("This text holds half a character that cannot be kept. Please type it again.")))
    raise BadText(Words(N_("This text holds a control character that cannot be kept. Please type it again.")))


#: Letters that are no plain one with a mark: in Vietnamese, and in customers' names (Nordic, Sámi, Polish, Turkish).
_LETTERS = {
    "đ": "d", "Đ": "d", "ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l",
    "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ŋ": "n", "Ŋ": "n", "ŧ": "t", "Ŧ": "t", "ħ": "h", "Ħ": "h", "ı": "i",
}  # fmt: skip


class _Folding(dict[int, str]):
    """How each character is folded, worked out when it is first met: `str.translate` then runs at C speed."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFD", _LETTERS.get(char, char.casefold()))
        self[code] = folded = "".join(c for c in plain if not unicodedata.combining(c))
        return folded


_FOLDING = _Folding()

#: The letters of our languages and what stands between them: 256 at most, so that each is one byte on its way.
_USUAL = "\0\t\n" + "".join(map(chr, range(32, 127))) + (
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủ"
    "ỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹÄÅÖäåöÜü“”‘’–—…•·€°«»×"
)  # fmt: skip


@lru_cache(maxsize=1)
def usual() -> tuple[Any, str]:
    """Usual letters to bytes, and those bytes to folded letters."""
    return codecs.charmap_build(_USUAL), "".join(_FOLDING[ord(char)] for char in _USUAL)


def fold(text: str) -> str:
    """The text as search compares it: no case, no marks, đ as d."""
    if text.isascii():
        return text.lower()
    there, back = usual()
    try:  # there and back takes a tenth of the time that asking for each letter does
        return codecs.charmap_decode(codecs.charmap_encode(text, "strict", there)[0], "strict", back)[0]
    except UnicodeEncodeError:
        return text.translate(_FOLDING)
